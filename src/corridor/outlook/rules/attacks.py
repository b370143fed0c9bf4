"""Will attacks on traffic be reported: a rate learned day by day from few events.

Guarantees: a strong prior (Gamma) is refitted at each `as_of` from reports known by then, recent
days counting only as far as reports of them have had time to arrive; attacks breed attacks
(near repeat) with a fixed branching ratio. Refuses: a rate fitted to what came later.
Sources: conjugate Gamma-Poisson; branching after Hawkes (1971); near repeat after Townsley (2003).
"""

import math
from math import asin, cos, radians, sin, sqrt

import numpy as np

from corridor.exits.assumed import Floats, best, draw, generator
from corridor.exits.seen import day_of
from corridor.outlook.chances import humble, poisson_below
from corridor.outlook.rules.common import climatology, climatology_name, needed
from corridor.outlook.view import Answer, Facts, Resolution, View, ids, interval
from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.events import Event
from corridor.records.outlook import Question
from corridor.records.report import COARSE_PLACES, Claim, PlaceRef

ATTACKS = frozenset({"convoy_attack", "tanker_destroyed"})
"""Types that tell of an attack on a fuel convoy or tankers."""
NEAR_KM = 100.0
"""An attack counts for a place when it lies within so many km of it."""
MEMORY_DAYS = 45.0
"""Older attacks count less in the rate: half as much after so many days."""
PRIOR_SHAPE = 2.0
"""The prior weighs as much as two attacks."""
ECHO_DAYS = 7.0
"""Mean time after which an attack's own repeats come."""
RATE = "outlook.attack_rate_per_day"
RATE_NEAR = "outlook.attack_rate_near_place_per_day"
OFFSPRING = "outlook.attack_near_repeat"
DELAY = "outlook.attack_reporting_delay_days"
SAYS = (
    "Yes when claims known by the due day name at least the threshold's number of attacks on fuel "
    "convoys or tankers in the window (one where none is given), counted once a happening; near a place, "
    "within 100 km and never from a region's centre; no otherwise, if anything at all was "
    "reported in the window."
)


def answer(question: Question, view: View) -> Answer:
    """Forecast the number of attacks reported and read off the chance of enough of them."""
    pack, wanted = view.pack, _wanted(question)
    name = RATE_NEAR if question.place else RATE
    events = [e for e in view.seen.happened(ATTACKS) if _counts(e.place, question, pack)]
    rng = generator(view.seed, "outlook", question.id)
    expected = _expected(events, view, name, question.horizon_days, rng)
    chances = 1.0 - poisson_below(wanted, expected)
    low, high = (float(value) for value in np.quantile(chances, (0.1, 0.9)))
    counts = [float(value) for value in np.quantile(rng.poisson(expected), (0.1, 0.5, 0.9))]
    value = humble(float(chances.mean()))
    return Answer(
        probability=value,
        low=min(low, value),
        high=max(high, value),
        method="hazard",
        reference_class="attacks on fuel traffic reported so far, with a prior from earlier years",
        climatology=climatology(question, pack),
        last_state=_last_state(events, view, wanted, question.horizon_days),
        claims=tuple(claim for event in _recent(events, view) for claim in event.claims),
        assumptions=(DELAY, OFFSPRING, name, climatology_name(question.rule)),
        median=Band(low=counts[0], best=counts[1], high=counts[2], unit="attacks reported"),
    )


def _expected(
    events: list[Event], view: View, name: str, horizon: int, rng: np.random.Generator
) -> Floats:
    """Return draws of the number of attacks expected in the horizon."""
    pack = view.pack
    size = max(view.members, 1)
    repeats = draw(pack, OFFSPRING, size, rng)
    days = _ages(events, view)
    weight = sum(0.5 ** (age / MEMORY_DAYS) for age in days)
    exposure = _exposure(view, best(pack, DELAY))
    prior_rate = draw(pack, name, size, rng)
    shape = PRIOR_SHAPE + weight
    rate = rng.standard_gamma(shape, size) / (PRIOR_SHAPE / prior_rate + exposure)
    echo = sum(math.exp(-age / ECHO_DAYS) for age in days if age <= 5 * ECHO_DAYS)
    # The rate already holds the repeats of an average day; only the surplus of now is added.
    surplus = repeats * (echo - rate * ECHO_DAYS) * (1.0 - math.exp(-horizon / ECHO_DAYS))
    return np.maximum(rate * horizon + surplus, 1e-6)


def _ages(events: list[Event], view: View) -> list[int]:
    """Days since each attack; a loss and the attack it came from are one, by day and place."""
    happened = {
        (day_of(event, view.as_of), (event.place.id or event.place.name) if event.place else "")
        for event in events
    }
    return sorted((view.as_of - day).days for day, _ in happened)


def _exposure(view: View, delay: float) -> float:
    """Days watched, weighted like the attacks and by the share of reports that have arrived."""
    length = max(1, (view.as_of - view.pack.simulate_from).days + 1)
    ages = np.arange(length)
    arrived = 1.0 - np.exp(-(ages + 1) / max(delay, 0.1))
    return float((0.5 ** (ages / MEMORY_DAYS) * arrived).sum())


def resolve(question: Question, facts: Facts) -> Resolution:
    """Count attacks named by claims, one a happening."""
    claims = [
        claim
        for claim in facts.said(ATTACKS)
        if any(_counts(place, question, facts.pack) for place in claim.places or (None,))
    ]
    count = len({_happening(claim) for claim in claims})
    if count >= _wanted(question):
        return Resolution("yes", ids(claims), float(count))
    if facts.alive:
        return Resolution("no", ids(claims), float(count))
    return Resolution("cannot_be_resolved")


def _happening(claim: Claim) -> str:
    """Day and place: a loss and the attack it came from are one happening."""
    place = claim.places[0] if claim.places else None
    return f"{interval(claim)[1]}:{place.id or place.name if place else ''}"


def _wanted(question: Question) -> int:
    return max(1, math.ceil(question.threshold or 1.0))


def _recent(events: list[Event], view: View) -> list[Event]:
    return [e for e in events if (view.as_of - day_of(e, view.as_of)).days <= MEMORY_DAYS]


def _last_state(events: list[Event], view: View, wanted: int, horizon: int) -> float:
    return float(sum(age < horizon for age in _ages(events, view)) >= wanted)


def _counts(place: PlaceRef | None, question: Question, pack: Pack) -> bool:
    """Say whether an attack there counts: anywhere, or near the question's place."""
    if question.place is None:
        return True
    if place is None or place.precision in COARSE_PLACES:
        return False
    if place.id == question.place:
        return True
    centre = pack.places.get(needed(question, "place"))
    if centre is None or place.lat is None or place.lon is None:
        return False
    return kilometres(centre.lat, centre.lon, place.lat, place.lon) <= NEAR_KM


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in km (haversine, mean radius 6,371 km)."""
    up, side = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    inner = sin(up) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(side) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(inner)))
