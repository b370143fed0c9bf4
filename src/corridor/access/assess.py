"""The access stage: events in, `Access` and sampled paths out.

Guarantees: the same bytes for the same input and seed; a state is named only on evidence.
Refuses: nothing is "open" because nobody wrote about it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from corridor.access.beliefs import (
    Beliefs,
    believe,
    chain_assumptions,
    response_assumptions,
    rounded,
)
from corridor.access.corridors import sample_paths, shares
from corridor.access.effects import GROUP_OF_CLASS
from corridor.access.evidence import Evidence, gather
from corridor.access.grounding import road_claims
from corridor.access.hazard import fit_hazard
from corridor.access.hypotheses import Ground, would_change
from corridor.access.outlets import Roadmap, any_way
from corridor.access.paths import AccessPaths
from corridor.access.rain import rain_along, rain_on
from corridor.access.towns import towns
from corridor.packs.model import Pack
from corridor.records.access import (
    Access,
    AccessState,
    CorridorAccess,
    NextBest,
    RefittedRate,
    RoadAccess,
    likeliest_state,
)
from corridor.records.events import Event
from corridor.records.geography import MOVEMENT_CLASSES, MovementClass
from corridor.records.report import Claim, Report

STREAM = 11
"""Names this stage's random stream, so that other stages' draws never move it."""


@dataclass(frozen=True)
class Sampled:
    """What all records are made from: reports laid on roads, beliefs, jointly sampled paths."""

    evidence: Evidence
    beliefs: Beliefs
    paths: AccessPaths


def sample_access(
    events: Sequence[Event],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    pack: Pack,
    *,
    as_of: date,
    days: int = 90,
    members: int = 2000,
    seed: int = 0,
) -> Sampled:
    """Run the chains and sample joint paths, without making records (arguments: `assess_access`)."""
    claim_report = {claim.id: claim.report for claim in claims}
    evidence = gather(events, pack, reports, claim_report, as_of=as_of, days=days)
    beliefs = believe(evidence, pack, as_of=as_of)
    rng = np.random.default_rng([seed, STREAM])
    return Sampled(evidence, beliefs, sample_paths(beliefs, pack, members=members, rng=rng))


def assess_access(
    events: Sequence[Event],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    pack: Pack,
    *,
    as_of: date,
    days: int = 90,
    members: int = 2000,
    seed: int = 0,
) -> tuple[Access, AccessPaths]:
    """Assess every road, corridor and town of a pack.

    Args:
        events: merged events known by `as_of`.
        claims: the claims behind them.
        reports: reports by id.
        pack: the pack as known at `as_of`.
        as_of: last day that counts.
        days: length of the forecast.
        members: number of sampled paths.
        seed: seed of the run.

    Returns:
        The records, and the sampled paths for the stages above.
    """
    size: dict[str, Any] = {"as_of": as_of, "days": days, "members": members, "seed": seed}
    sampled = sample_access(events, claims, reports, pack, **size)
    evidence, beliefs, paths = sampled.evidence, sampled.beliefs, sampled.paths
    access = Access(
        as_of=as_of,
        roads=tuple(
            _road(road, cls, beliefs, evidence, pack)
            for road in beliefs.roads
            for cls in MOVEMENT_CLASSES
        ),
        corridors=_corridors(sampled, pack, seed),
        towns=towns(pack, beliefs, paths, evidence),
        rates=_rates(events, beliefs, paths, pack),
    )
    return access, paths


def _rates(
    events: Sequence[Event], beliefs: Beliefs, paths: AccessPaths, pack: Pack
) -> tuple[RefittedRate, ...]:
    """Prior and posterior of the chain's rates and of the attack rates."""
    fits = (*beliefs.fits, *fit_hazard(events, paths, pack).fits)
    return tuple(fit.record() for fit in fits)


def _road(
    road: str, cls: MovementClass, beliefs: Beliefs, evidence: Evidence, pack: Pack
) -> RoadAccess:
    row, today = beliefs.roads.index(road), beliefs.today
    history = beliefs.marginals[cls][row, : today + 1]
    known = beliefs.evidence(cls)[row, : today + 1]
    p_open, p_contested, p_closed = rounded(history[today])
    state = likeliest_state(p_open, p_contested, p_closed, round(float(known[today]), 4))
    state = _not_after_attack(state, evidence, road, (road,), cls, beliefs.as_of)
    return RoadAccess(
        id=road,
        cls=cls,
        basis="modelled",
        p_open=p_open,
        p_contested=p_contested,
        p_closed=p_closed,
        evidence=round(float(known[today]), 4),
        state=state,
        since=_since(history, known, beliefs.first) if state != "not_known" else None,
        last_passage=_passage(evidence, road, cls),
        claims=road_claims(evidence, road, cls, today),
        assumptions=(*chain_assumptions(pack), *response_assumptions(cls)),
        rain=rain_on(pack, road, cls, beliefs.as_of),
    )


def _corridor(
    corridor: str,
    cls: MovementClass,
    beliefs: Beliefs,
    paths: AccessPaths,
    evidence: Evidence,
    pack: Pack,
) -> CorridorAccess:
    today = paths.today
    course = shares(paths, corridor, cls)
    known = paths.evidence[cls][paths.corridors.index(corridor), : today + 1]
    p_open, p_contested, p_closed = rounded(course[today])
    roads = pack.corridors[corridor].roads
    state = likeliest_state(p_open, p_contested, p_closed, round(float(known[today]), 4))
    state = _not_after_attack(state, evidence, corridor, roads, cls, beliefs.as_of)
    claims = _merged([road_claims(evidence, road, cls, today) for road in roads])
    return CorridorAccess(
        id=corridor,
        cls=cls,
        basis="modelled",
        p_open=p_open,
        p_contested=p_contested,
        p_closed=p_closed,
        evidence=round(float(known[today]), 4),
        state=state,
        since=_since(course[: today + 1], known, beliefs.first) if state != "not_known" else None,
        last_passage=_passage(evidence, corridor, cls),
        claims=claims,
        assumptions=(*chain_assumptions(pack), *response_assumptions(cls)),
        p_open_7=round(float(course[min(today + 7, len(course) - 1), 0]), 4),
        p_open_30=round(float(course[min(today + 30, len(course) - 1), 0]), 4),
        rain=rain_along(pack, roads, cls, beliefs.as_of),
    )


def _corridors(sampled: Sampled, pack: Pack, seed: int) -> tuple[CorridorAccess, ...]:
    """Every corridor for every class, with the next best and what would change it."""
    evidence, beliefs, paths = sampled.evidence, sampled.beliefs, sampled.paths
    found = [
        _corridor(corridor, cls, beliefs, paths, evidence, pack)
        for corridor in paths.corridors
        for cls in MOVEMENT_CLASSES
    ]
    ground, roadmap = Ground(pack, evidence, beliefs, seed), Roadmap(pack, beliefs, paths)
    joined = {corridor: any_way(roadmap, corridor) for corridor in paths.corridors}
    changing = {
        corridor: would_change(
            ground, corridor, {item.cls: item.state for item in found if item.id == corridor}
        )
        for corridor in paths.corridors
    }
    return tuple(
        item.model_copy(
            update={
                "next_best": next_best(item, found, pack),
                "would_change": changing[item.id][item.cls],
                "p_any_way": joined[item.id].get(item.cls),
            }
        )
        for item in found
    )


def next_best(
    item: CorridorAccess, others: Sequence[CorridorAccess], pack: Pack
) -> NextBest | None:
    """The likeliest open of the other corridors that serve the same place; one, never a ranking.

    An import corridor's place is where it ends; an inland one's are both its ends.
    """
    serves = _serves(pack, item.id)
    rivals = [
        other
        for other in others
        if other.cls == item.cls and other.id != item.id and _serves(pack, other.id) == serves
    ]
    best = max(rivals, key=_passable, default=None)
    if best is None:
        return None
    return NextBest(id=best.id, p_open=best.p_open, evidence=best.evidence, state=best.state)


def _passable(item: CorridorAccess) -> tuple[float, float, str]:
    """Chance that neither threat nor rain stops it; then how well that is known."""
    dry = 1.0 - item.rain.p_impassable if item.rain else 1.0
    return item.p_open * dry, item.evidence, item.id


def _serves(pack: Pack, corridor: str) -> tuple[str, ...]:
    known = pack.corridors[corridor]
    ends = {known.destination} if known.kind == "import" else {known.origin, known.destination}
    return (known.kind, *sorted(ends))


def _merged(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Claims of all stretches, each once, in the order met."""
    return tuple(dict.fromkeys(claim for part in parts for claim in part))


def _passage(evidence: Evidence, way: str, cls: str) -> date | None:
    """Last proof of passage by a road or along a corridor, old enough to be shown."""
    return max(evidence.passages.get((way, GROUP_OF_CLASS[cls]), []), default=None)


ATTACK_FRESH_DAYS = 14
"""So long an attack on a stretch keeps it from being called open, unless traffic passed since."""


def _not_after_attack(
    state: AccessState,
    evidence: Evidence,
    way: str,
    roads: Sequence[str],
    cls: MovementClass,
    as_of: date,
) -> AccessState:
    """Return *not known* for an open way whose traffic was attacked since it last passed.

    One report of an attack may weigh less than earlier passages, and the chance of an open road
    stands beside the state; but nobody may read *open* where the newest report is of lorries burned.
    """
    group = GROUP_OF_CLASS[cls]
    attacks = [day for road in roads for day in evidence.attacks.get((road, group), [])]
    last = max(attacks, default=None)
    if state != "open" or last is None or (as_of - last).days > ATTACK_FRESH_DAYS:
        return state
    passed = _passage(evidence, way, cls)
    return "open" if passed is not None and passed > last else "not_known"


def _since(history: np.ndarray, known: np.ndarray, first: date) -> date | None:
    """First day of the present unbroken state; None while the state is not known."""
    today = len(history) - 1
    state = _named(history, known, today)
    if state == "not_known":
        return None
    day = today
    while day > 0 and _named(history, known, day - 1) == state:
        day -= 1
    return first + timedelta(days=day)


def _named(history: np.ndarray, known: np.ndarray, day: int) -> str:
    p_open, p_contested, p_closed = (float(value) for value in history[day])
    return likeliest_state(p_open, p_contested, p_closed, float(known[day]))
