"""Will governments be telling their nationals to leave on the day: arrivals and easings.

Guarantees: advice in force today is carried forward with assumed rates of easing; governments follow
one another. Refuses: advice of our own - only what governments are known to say is counted.
"""

import math

import numpy as np

from corridor.exits.advice import all_advice, governments
from corridor.exits.assumed import draw, generator
from corridor.outlook.chances import humble
from corridor.outlook.rules.common import climatology, climatology_name
from corridor.outlook.view import Answer, Facts, Resolution, View
from corridor.records.outlook import Question

START = "outlook.leave_advice_starts_per_year"
FOLLOW = "outlook.leave_advice_follows_per_year"
EASE = "outlook.leave_advice_eases_per_year"
LEVEL = "leave_soon"
"""Advice to leave, soon or at once, counts."""
SAYS = (
    "Yes when advice known by the due day and in force on the last day (not eased since, not older "
    "than 60 days) from at least the threshold's number of governments is to leave; no otherwise, "
    "if the record was kept in the window."
)


def answer(question: Question, view: View) -> Answer:
    """Draw how many governments still advise leaving and how many join them."""
    pack, years = view.pack, question.horizon_days / 365.25
    now = governments(view.advice, view.as_of, LEVEL)
    wanted = _wanted(question)
    size = max(view.members, 1)
    rng = generator(view.seed, "outlook", question.id)
    stay = rng.binomial(len(now), np.exp(-draw(pack, EASE, size, rng) * years))
    rate_name = FOLLOW if now else START
    join = draw(pack, rate_name, size, rng) * years
    chances = 1.0 - _below(np.maximum(wanted - stay, 0), join)
    value = humble(float(chances.mean()))
    low, high = (float(item) for item in np.quantile(_by_rate(chances, join), (0.1, 0.9)))
    return Answer(
        probability=value,
        low=min(low, value),
        high=max(high, value),
        method="hazard",
        reference_class="governments' leave-now advice in comparable crises: who starts, who "
        "follows, how long it stands",
        climatology=climatology(question, pack, by_day=True),
        last_state=float(len(now) >= wanted),
        claims=tuple(item.claim for item in now),
        assumptions=(EASE, rate_name, climatology_name(question.rule)),
    )


def _by_rate(
    chances: np.ndarray[tuple[int], np.dtype[np.float64]],
    join: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Average chances over members of like rates, so that bounds show the rates' range."""
    groups = np.array_split(chances[np.argsort(join, kind="stable")], min(20, len(chances)))
    return np.array([group.mean() for group in groups])


def _below(
    missing: np.ndarray[tuple[int], np.dtype[np.int64]],
    rate: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return P(N < missing) for a Poisson number, member by member; 0 where none is missing."""
    total = np.zeros(len(rate))
    term = np.exp(-rate)
    for number in range(int(missing.max(initial=0))):
        total += np.where(missing > number, term, 0.0)
        term = term * rate / (number + 1)
    return np.clip(total, 0.0, 1.0)


def resolve(question: Question, facts: Facts) -> Resolution:
    """Count the governments whose advice to leave was in force on the last day."""
    held = governments(all_advice(facts.seen, facts.pack), facts.until, LEVEL)
    claims = tuple(sorted({item.claim for item in held}))
    if len(held) >= _wanted(question):
        return Resolution("yes", claims, float(len(held)))
    if facts.alive:
        return Resolution("no", claims, float(len(held)))
    return Resolution("cannot_be_resolved")


def _wanted(question: Question) -> int:
    return max(1, math.ceil(question.threshold or 1.0))
