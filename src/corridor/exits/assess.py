"""`assess_exits`: every way out of the pack, judged as of one day.

Guarantees: same inputs and seed give the same bytes; each state, probability and capacity names
its claims or assumptions. Refuses: a "latest day", and a curve of waiting for a way that is not
there to lose.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from corridor.access.paths import AccessPaths
from corridor.exits.advice import all_advice, conditions, governments
from corridor.exits.assumed import best
from corridor.exits.capacity import capacity_claim, free_capacity
from corridor.exits.flights import judge_flights, running_days
from corridor.exits.ground import (
    judge_class,
    judge_hibernation,
    judge_relocation,
    judge_river,
    judge_road,
    local_support,
)
from corridor.exits.hazards import (
    FLIGHT_ASSUMPTIONS,
    Causes,
    Flags,
    flights_up,
    road_up,
    shared_causes,
    usable_on,
    waiting_risk,
)
from corridor.exits.seen import Seen
from corridor.exits.setting import Setting, land_class
from corridor.exits.verdict import Verdict
from corridor.packs.model import ExitWay, Pack
from corridor.records.access import Access
from corridor.records.base import Quantiles
from corridor.records.events import Event
from corridor.records.exits import (
    PERSON_CATEGORIES,
    CategoryExit,
    Exit,
    Exits,
    PersonCategory,
    RiskPoint,
)
from corridor.records.report import Claim, Report
from corridor.records.supply import Supply

Judge = Callable[[ExitWay, Setting], Verdict]
JUDGES: Mapping[str, Judge] = {
    "scheduled_flight": judge_flights,
    "charter": judge_flights,
    "road": judge_road,
    "river": judge_river,
    "relocation": judge_relocation,
    "hibernation": judge_hibernation,
}
TOPIC = {
    "scheduled_flight": "flights", "charter": "charter", "road": "roads", "river": "river",
    "relocation": "roads", "hibernation": "shelter",
}  # fmt: skip
BY_AIR = frozenset({"scheduled_flight", "charter"})
OVERLAND = frozenset({"road", "relocation"})
LEAD_DAYS = "exits.lead_days"
"""Prefix of the assumption that says how long leaving by a kind of way takes to arrange."""


def assess_exits(
    *,
    events: Iterable[Event],
    claims: Iterable[Claim],
    access: Access,
    supply: Supply,
    paths: AccessPaths,
    pack: Pack,
    as_of: date,
    days: int,
    members: int,
    seed: int,
    reports: Mapping[str, Report] | None = None,
) -> Exits:
    """Judge every way out of the pack.

    Args:
        events: merged events; later ones are ignored.
        claims: the claims behind them; later ones are ignored.
        access: roads, corridors and towns as of the same day.
        supply: cover and power as of the same day.
        paths: sampled road states; they give the members.
        pack: the country; cut at `as_of` here.
        as_of: the day.
        days: horizon of the curves of waiting, as far as `paths` reach.
        members: members asked for; the sampled paths must hold as many.
        seed: seed of the draws over assumptions.
        reports: reports by id, to know reviewed local ones; the pack's own where empty.

    Raises:
        PackError: an assumption that a way needs is missing.
    """
    del members  # The roads' members are the ensemble; drawing others would break the joint causes.
    known = pack.at(as_of)
    seen = Seen.by(as_of, events, claims, known.reports if reports is None else reports)
    advice = all_advice(seen, known)
    return _judged(Setting(as_of, seen, advice, access, supply, paths, known, days, seed))


def _judged(setting: Setting) -> Exits:
    """Judge every way with one draw of the causes they share."""
    leaving = len(governments(setting.advice, setting.as_of, "leave_soon"))
    by_air = any(way.kind in BY_AIR for way in setting.pack.exits)
    causes = shared_causes(setting, leaving) if by_air else None
    ordered = sorted(setting.pack.exits, key=lambda way: way.id)
    return Exits(
        as_of=setting.as_of,
        ways=tuple(_exit(way, setting, causes, leaving) for way in ordered),
    )


def _exit(way: ExitWay, setting: Setting, causes: Causes | None, leaving: int) -> Exit:
    verdict = JUDGES[way.kind](way, setting)
    present = verdict.state in {"usable", "limited"}
    outlook, outlook_from = _lasting(way, setting, causes, verdict)
    seats, seats_from = free_capacity(way, setting, leaving) if present else (None, ())
    earliest, lead_from = _earliest(way, setting, seats, present=present)
    p_usable, risk = outlook
    shown = capacity_claim(way, setting) if seats else ()
    said = conditions(setting.advice, setting.as_of, TOPIC[way.kind])
    used = {*verdict.assumptions, *way.assumptions, *outlook_from, *seats_from, *lead_from}
    return Exit(
        id=way.id,
        kind=way.kind,
        name_en=way.name_en,
        name_fr=way.name_fr,
        from_place=way.from_place,
        to_place=way.to_place,
        corridor=way.corridor,
        state=verdict.state,
        why_en=verdict.why_en,
        why_fr=verdict.why_fr,
        categories=tuple(_category(way, setting, verdict, item) for item in PERSON_CATEGORIES),
        conditions=said,
        free_capacity=seats,
        p_usable=p_usable,
        waiting_risk=risk,
        earliest_sensible=earliest,
        evidence=round(min(1.0, verdict.evidence), 4),
        basis=verdict.basis,
        claims=tuple(sorted({*verdict.claims, *shown, *(item.claim for item in said)})),
        assumptions=tuple(sorted(used)),
    )


def _category(
    way: ExitWay, setting: Setting, verdict: Verdict, category: PersonCategory
) -> CategoryExit:
    if way.categories and category not in way.categories:
        return CategoryExit(
            category=category,
            state="not_known",
            why_en="The pack does not list this way for this category.",
            why_fr="Le dossier ne prévoit pas cette voie pour cette catégorie.",
            basis="assumed",
            assumptions=way.assumptions,
        )
    own = judge_class(way, setting, land_class(way, category)) if way.kind == "road" else verdict
    papers = category == "national" and way.kind in BY_AIR and own.state != "not_known"
    return CategoryExit(
        category=category,
        state=own.state,
        why_en=own.why_en
        + (" Entry rules for nationals abroad are not assessed." if papers else ""),
        why_fr=own.why_fr
        + (" Les règles d'entrée à l'étranger ne sont pas évaluées." if papers else ""),
        basis=own.basis,
        claims=own.claims,
        assumptions=own.assumptions,
    )


def _lasting(
    way: ExitWay, setting: Setting, causes: Causes | None, verdict: Verdict
) -> tuple[tuple[dict[str, float], tuple[RiskPoint, ...]], tuple[str, ...]]:
    """Return probabilities by horizon and the curve of waiting, where they may be said."""
    present = verdict.state in {"usable", "limited"}
    if way.kind in BY_AIR and causes is not None:
        up = flights_up(way, causes, setting, running_days(way, setting))
        risk = waiting_risk(up) if present else ()
        return (usable_on(up) if present else {}, risk), FLIGHT_ASSUMPTIONS if present else ()
    if way.kind in OVERLAND and present and way.corridor in setting.paths.corridors:
        passes = road_up(str(way.corridor), _road_class(way), setting)
        return (_overland_share(way, setting, passes), waiting_risk(passes)), ()
    if way.kind == "hibernation" and present:
        return ({}, _staying_risk(way, setting)), ()
    return ({}, ()), ()


def _road_class(way: ExitWay) -> str:
    return land_class(way, "national" if way.categories == ("national",) else "international")


def _overland_share(way: ExitWay, setting: Setting, passes: Flags) -> dict[str, float]:
    """Give a probability of use only where a reviewed local report supports the road."""
    return usable_on(passes) if local_support(way, setting.seen) else {}


def _staying_risk(way: ExitWay, setting: Setting) -> tuple[RiskPoint, ...]:
    """Take the risk that diesel runs dry in place, where it still sells."""
    diesel = setting.product(way.from_place, "diesel")
    if diesel is None or diesel.now.state == "dry":
        return ()
    return tuple(
        RiskPoint(days=int(horizon), p_lost=value)
        for horizon, value in sorted(diesel.p_dry.items(), key=lambda item: int(item[0]))
    )


def _earliest(
    way: ExitWay, setting: Setting, seats: Quantiles | None, *, present: bool
) -> tuple[date | None, tuple[str, ...]]:
    """Return the first day leaving can be arranged by; a week later where no seat is free.

    None for staying in place, and overland unless a reviewed local report supports the way.
    """
    unproven = way.kind in OVERLAND and not local_support(way, setting.seen)
    if not present or unproven or way.kind == "hibernation":
        return None, ()
    name = f"{LEAD_DAYS}_{way.kind}"
    lead = best(setting.pack, name)
    full = seats is not None and seats.p50 == 0.0
    return setting.as_of + timedelta(days=round(lead) + (7 if full else 0)), (name,)
