"""Will a corridor be open for a movement class on the day: from the jointly sampled paths.

Guarantees: the share of members in which the whole corridor is open on that day, widened for the
model's error. Refuses: resolving an open road from silence, or from a convoy under escort.
"""

from datetime import timedelta

from corridor.access.paths import OPEN
from corridor.exits.assumed import horizon_days
from corridor.outlook.rules.common import (
    MODEL_SPREAD,
    base_rate,
    climatology,
    climatology_name,
    modelled,
    needed,
)
from corridor.outlook.view import Answer, Facts, Resolution, View, ids, names
from corridor.packs.model import Pack
from corridor.records.access import CorridorAccess
from corridor.records.errors import PackError
from corridor.records.geography import MOVEMENT_CLASSES
from corridor.records.outlook import Question
from corridor.records.report import Claim

LOOK_BACK_DAYS = 7
"""A corridor's state on a day is read from claims of that day and the six before."""
FREE = frozenset({"road_reopened", "cargo_resumed", "movement_ban_lifted", "escort_ended"})
NOT_FREE = frozenset(
    {
        "ambush", "cargo_suspended", "convoy_arrival", "convoy_attack", "convoy_waiting",
        "escort_started", "explosive_device", "movement_ban", "road_blockade_declared",
        "road_blockage", "road_impassable", "siege_of_town", "tanker_destroyed", "vehicle_burned",
    }
)  # fmt: skip
SAYS = (
    "From claims of the last seven days of the window that name the corridor by both its ends or a "
    "place between them: "
    "no when any tells of attack, blockade, waiting or escort; yes when traffic is said to move "
    "freely again and none does; cannot be resolved when nothing was reported there."
)


def answer(question: Question, view: View) -> Answer:
    """Take the share of members with the corridor open on the day."""
    corridor, cls = corridor_of(question, view.pack), class_of(question)
    paths = view.paths
    reach = horizon_days(view.as_of, paths.first, paths.days, question.horizon_days)
    now = next((x for x in view.access.corridors if (x.id, x.cls) == (corridor, cls)), None)
    rates = climatology_name(question.rule)
    base = climatology(question, view.pack, by_day=True)
    if corridor not in paths.corridors or reach < question.horizon_days:
        low, value, high = base_rate(question, view.pack, by_day=True)
        return Answer(
            value, low, high, "base_rate", "corridors of normal times", base, assumptions=(rates,)
        )
    day = (view.as_of - paths.first).days + question.horizon_days
    low, value, high = modelled(
        float((paths.corridor(corridor, cls)[day] == OPEN).mean()), view.pack
    )
    return Answer(
        probability=value,
        low=low,
        high=high,
        method="ensemble",
        reference_class="jointly sampled paths of the access model in which the corridor is open",
        climatology=base,
        last_state=_last_state(now),
        claims=now.claims if now else (),
        assumptions=(*(now.assumptions if now else ()), MODEL_SPREAD, rates),
    )


def _last_state(now: CorridorAccess | None) -> float | None:
    return None if now is None or now.state == "not_known" else float(now.state == "open")


def class_of(question: Question) -> str:
    """Return the movement class a question names as its unit; single tankers otherwise."""
    return question.unit if question.unit in MOVEMENT_CLASSES else "tanker"


def corridor_of(question: Question, pack: Pack) -> str:
    """Return the corridor a question is about; PackError where it names none of the pack's."""
    name = question.corridor or (question.place if question.place in pack.corridors else None)
    if name is None:
        needed(question, "corridor")
    if name not in pack.corridors:
        msg = f"question '{question.id}' names the unknown corridor '{name}'"
        raise PackError(
            msg,
            where="questions.csv",
            column="corridor",
            allowed=", ".join(sorted(pack.corridors)),
            hint="choose one of these",
        )
    return str(name)


def resolve(question: Question, facts: Facts) -> Resolution:
    """Resolve from the last week's claims along the corridor."""
    chain = corridor_of(question, facts.pack)
    on_way = places_between(chain, facts.pack)
    since = max(facts.until - timedelta(days=LOOK_BACK_DAYS - 1), facts.made + timedelta(days=1))
    claims = [
        claim
        for claim in facts.said(FREE | NOT_FREE, since=since)
        if any(names(claim, place) for place in on_way) or _names_whole(claim, chain, facts.pack)
    ]
    against = [claim for claim in claims if claim.type in NOT_FREE]
    return _verdict(against, claims)


def _names_whole(claim: Claim, corridor: str, pack: Pack) -> bool:
    """Say whether a claim names both ends of a corridor that alone joins them."""
    ends = [(row.origin, row.destination) for row in pack.corridors.values()]
    own = (pack.corridors[corridor].origin, pack.corridors[corridor].destination)
    return ends.count(own) == 1 and all(names(claim, place) for place in own)


def _verdict(against: list[Claim], claims: list[Claim]) -> Resolution:
    if against:
        return Resolution("no", ids(against))
    return Resolution("yes", ids(claims)) if claims else Resolution("cannot_be_resolved")


def places_between(corridor: str, pack: Pack) -> frozenset[str]:
    """Return the places along a corridor without its two ends, which other roads serve as well."""
    chain = pack.corridors[corridor]
    roads = [pack.roads[road] for road in chain.roads if road in pack.roads]
    ends = {chain.origin, chain.destination}
    return frozenset(
        place for road in roads for place in (road.from_place, road.to_place) if place not in ends
    )
