"""Questions on services: flights suspended, schools closed, power back to normal.

Guarantees: persistence of today's state with assumed rates of change, both named. Refuses: silence
as an answer where the record was not kept (`Facts.alive`).
"""

import math
import re

from corridor.exits.assumed import bounds
from corridor.exits.seen import at, is_national
from corridor.outlook.chances import at_horizon, humble, within
from corridor.outlook.rules.common import (
    MODEL_SPREAD,
    Chance,
    base_rate,
    climatology,
    climatology_name,
    dry_now,
    modelled,
    needed,
    yearly,
)
from corridor.outlook.view import (
    Answer,
    Facts,
    Resolution,
    View,
    ids,
    interval,
    names,
    speaks_nationally,
)
from corridor.records.events import Event
from corridor.records.exits import Exit
from corridor.records.outlook import Question
from corridor.records.report import Claim

SUSPENDED = "outlook.flights_suspended_per_year"
CLOSE, CLOSE_DRY = "outlook.schools_close_per_year", "outlook.schools_close_dry_factor"
PROLONGED = "outlook.schools_closure_prolonged"
RECOVER, FALL = "outlook.power_recovers_per_year", "outlook.power_falls_per_year"
_HUMANITARIAN = re.compile(r"humanitar|\bUNHAS\b|charter", re.IGNORECASE)
POWER_TYPES = frozenset({"power_outage", "power_restored"})
FLIGHTS_SAYS = (
    "Yes when a claim known by the due day tells of a suspension of commercial flights at the place "
    "in the window; no when the record was kept in the window and none does."
)
SCHOOLS_SAYS = (
    "Yes when a claim known by the due day tells of a closure of schools by order, in the whole "
    "country or at the place, that held on a day of the window; no when the record was kept in the "
    "window and none does."
)
POWER_SAYS = (
    "By the newest claim of the window on power at the place: hours a day against the threshold, "
    "else restored or not; cannot be resolved without one."
)


def flights_answer(question: Question, view: View) -> Answer:
    """Take the risk of losing scheduled flights where they run; else the base rate."""
    place, days = needed(question, "place"), question.horizon_days
    way = _flights(view, place)
    base = climatology(question, view.pack)
    if way is None or not way.waiting_risk:
        gone = way is not None and way.state == "not_usable"
        low, value, high = (0.9, 0.95, 0.98) if gone else yearly(view.pack, SUSPENDED, days)
        return Answer(
            value, low, high, "persistence" if gone else "base_rate",
            "suspensions of flights there in earlier years", base, 1.0 if gone else None,
            claims=way.claims if way else (),
            assumptions=(SUSPENDED, climatology_name(question.rule)),
        )  # fmt: skip
    share = at_horizon({point.days: point.p_lost for point in way.waiting_risk}, days) or 0.0
    low, value, high = modelled(share, view.pack)
    return Answer(
        probability=value,
        low=low,
        high=high,
        method="hazard",
        reference_class="shared causes that end flights: jet fuel, carriers, the airport and its "
        "road, at assumed rates",
        climatology=base,
        last_state=0.0,
        claims=way.claims,
        assumptions=(*way.assumptions, MODEL_SPREAD, climatology_name(question.rule)),
    )


def _flights(view: View, place: str) -> Exit | None:
    ways = [
        way for way in view.exits.ways if way.kind == "scheduled_flight" and way.from_place == place
    ]
    return ways[0] if ways else None


def flights_resolve(question: Question, facts: Facts) -> Resolution:
    """Resolve from suspensions of commercial flights at the place."""
    found = [
        claim
        for claim in facts.said({"flight_suspension"}, place=needed(question, "place"))
        if not _HUMANITARIAN.search(claim.words)
    ]
    if found:
        return Resolution("yes", ids(found))
    return Resolution("no" if facts.alive else "cannot_be_resolved")


def schools_answer(question: Question, view: View) -> Answer:
    """Schools closed today are closed on a day of the window; else a closure may be ordered."""
    newest = _schools_event(view, question.place)
    closed = newest is not None and newest.type == "school_closure"
    if closed and newest is not None:
        chance, used = _stays_closed(newest, view)
    else:
        chance, used = _closes(question, view)
    low, value, high = chance
    return Answer(
        probability=value,
        low=low,
        high=high,
        method="persistence",
        reference_class="national closures of schools by order, and how often they were prolonged",
        climatology=climatology(question, view.pack),
        last_state=float(closed) if newest is not None else None,
        claims=newest.claims if newest is not None else (),
        assumptions=(*used, climatology_name(question.rule)),
    )


def _schools_event(view: View, place: str | None) -> Event | None:
    """The newest order on schools: by the day it began, an announced end not counting."""
    found = [
        event
        for event in view.seen.happened({"school_closure", "school_reopening"})
        if is_national(event) or place is None or at(event, place)
    ]
    return max(
        found, key=lambda e: (min(e.time.start or e.known_from, view.as_of), e.id), default=None
    )


def _stays_closed(event: Event, view: View) -> tuple[Chance, tuple[str, ...]]:
    """A closure announced beyond today holds tomorrow; one that has run out may be prolonged."""
    end = event.time.end
    if end is None or end > view.as_of:
        low, value, high = modelled(1.0, view.pack)
        return (low, value, high), (MODEL_SPREAD,)
    return bounds(view.pack, PROLONGED), (PROLONGED,)


def _closes(question: Question, view: View) -> tuple[Chance, tuple[str, ...]]:
    """A new closure comes at an assumed rate, raised while the place is dry."""
    dry = dry_now(view, question.place or view.pack.capital)
    factors = bounds(view.pack, CLOSE_DRY) if dry else (1.0, 1.0, 1.0)
    low, middle, high = (
        within(rate * factor, question.horizon_days)
        for rate, factor in zip(bounds(view.pack, CLOSE), factors, strict=True)
    )
    return (low, middle, high), (CLOSE, CLOSE_DRY) if dry else (CLOSE,)


def schools_resolve(question: Question, facts: Facts) -> Resolution:
    """Resolve from closures that hold on some day of the window."""
    shut = [
        claim
        for claim in facts.said({"school_closure"})
        if speaks_nationally(claim) or question.place is None or names(claim, question.place)
    ]
    if shut:
        return Resolution("yes", ids(shut))
    return Resolution("no" if facts.alive else "cannot_be_resolved")


def power_answer(question: Question, view: View) -> Answer:
    """Carry the place's power forward with assumed rates of recovery and failure."""
    place = needed(question, "place")
    power = next((x for x in view.supply.power if x.place == place), None)
    base = climatology(question, view.pack, by_day=True)
    rates = climatology_name(question.rule)
    if power is None or power.state == "not_known":
        low, value, high = base_rate(question, view.pack, by_day=True)
        return Answer(
            value, low, high, "base_rate", "power there before the crisis", base,
            assumptions=(rates,),
        )  # fmt: skip
    normal = power.state == "normal"
    low, value, high = yearly(view.pack, FALL if normal else RECOVER, question.horizon_days)
    if normal:
        low, value, high = 1.0 - high, 1.0 - value, 1.0 - low
    return Answer(
        probability=humble(value),
        low=low,
        high=high,
        method="persistence",
        reference_class="long power shortages and how they ended in earlier years",
        climatology=base,
        last_state=float(normal),
        claims=power.claims,
        assumptions=(*power.assumptions, FALL if normal else RECOVER, rates),
    )


def power_resolve(question: Question, facts: Facts) -> Resolution:
    """Resolve from the newest claim on power at the place."""
    claims = facts.said(POWER_TYPES, place=needed(question, "place"), national=False)
    if not claims:
        return Resolution("cannot_be_resolved")
    newest = max(claims, key=lambda claim: (interval(claim)[1], interval(claim)[0], claim.id))
    hours = _hours(newest)
    if hours is None or question.threshold is None:
        return Resolution("yes" if newest.type == "power_restored" else "no", (newest.id,))
    enough = hours >= question.threshold - 1e-9
    return Resolution("yes" if enough else "no", (newest.id,), round(hours, 2))


def _hours(claim: Claim) -> float | None:
    values = [f.best for f in claim.figures if f.unit.startswith("hours") and f.best is not None]
    return min(values) if values and math.isfinite(min(values)) else None
