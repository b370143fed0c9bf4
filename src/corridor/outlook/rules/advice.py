"""Will a further government tell its nationals to leave: arrivals that draw others after them.

Guarantees: governments already telling nationals to leave do not count again; the rate is higher
after one has begun and fades as none follows. Refuses: advice of our own - only what governments are known to say is counted.
"""

import math
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from corridor.exits.advice import LEVELS, Advice, all_advice, governments
from corridor.exits.assumed import Floats, best, draw, generator
from corridor.outlook.chances import humble, poisson_below
from corridor.outlook.rules.common import climatology, climatology_name
from corridor.outlook.view import Answer, Facts, Resolution, View
from corridor.records.base import Band
from corridor.records.outlook import Question

START = "outlook.leave_advice_starts_per_year"
FOLLOW = "outlook.leave_advice_follows_per_year"
HALF_LIFE = "outlook.leave_advice_follow_half_life_days"
LEVEL = "leave_soon"
"""Advice to leave, soon or at once, counts."""
SAYS = (
    "Yes when claims known by the due day show at least the threshold's number of governments (one "
    "where none is given) that first told nationals to leave in the window; no otherwise, if the "
    "record was kept in the window."
)


def answer(question: Question, view: View) -> Answer:
    """Forecast the number of governments that join and read off the chance of enough."""
    pack, wanted = view.pack, _wanted(question)
    now = governments(view.advice, view.as_of, LEVEL)
    size = max(view.members, 1)
    rng = generator(view.seed, "outlook", question.id)
    rate = draw(pack, START, size, rng) + _following(view, size, rng)
    expected = rate * question.horizon_days / 365.25
    chances = 1.0 - poisson_below(wanted, expected)
    low, high = (float(value) for value in np.quantile(chances, (0.1, 0.9)))
    counts = [float(value) for value in np.quantile(rng.poisson(expected), (0.1, 0.5, 0.9))]
    value = humble(float(chances.mean()))
    before = view.as_of - timedelta(days=question.horizon_days)
    return Answer(
        probability=value,
        low=min(low, value),
        high=max(high, value),
        method="hazard",
        reference_class="governments' advice to leave in comparable crises: who starts, who follows",
        climatology=climatology(question, pack),
        last_state=float(len(newly(view.advice, before, view.as_of)) >= wanted),
        claims=tuple(item.claim for item in now),
        assumptions=(START, FOLLOW, HALF_LIFE, climatology_name(question.rule)),
        median=Band(low=counts[0], best=counts[1], high=counts[2], unit="governments"),
    )


def _following(view: View, size: int, rng: np.random.Generator) -> Floats:
    """Yearly rate of governments that follow: highest when one has just begun, then fading."""
    first = newly(view.advice, date.min, view.as_of)
    drawn = draw(view.pack, FOLLOW, size, rng)
    if not first:
        return np.zeros(size)
    age = (view.as_of - max(item.issued for item in first.values())).days
    return drawn * float(0.5 ** (age / best(view.pack, HALF_LIFE)))


def newly(advice: Iterable[Advice], after: date, until: date) -> dict[str, Advice]:
    """Return the first advice to leave of each government that gave none up to `after`."""
    first: dict[str, Advice] = {}
    for item in sorted(advice, key=lambda x: (x.issued, x.claim)):
        if LEVELS.index(item.level) >= LEVELS.index(LEVEL):
            first.setdefault(item.key, item)
    return {key: item for key, item in first.items() if after < item.issued <= until}


def resolve(question: Question, facts: Facts) -> Resolution:
    """Count the governments whose first advice to leave falls in the window."""
    joined = newly(all_advice(facts.seen, facts.pack), facts.made, facts.until)
    claims = tuple(sorted({item.claim for item in joined.values()}))
    if len(joined) >= _wanted(question):
        return Resolution("yes", claims, float(len(joined)))
    if facts.alive:
        return Resolution("no", claims, float(len(joined)))
    return Resolution("cannot_be_resolved")


def _wanted(question: Question) -> int:
    return max(1, math.ceil(question.threshold or 1.0))
