"""Small pieces of probability that the rules share.

Guarantees: every result lies in [0, 1] and bounds enclose the value. Refuses: certainty - a model
of a war gives no 0 and no 1 (`humble`).
"""

import math
from collections.abc import Mapping

import numpy as np

from corridor.exits.assumed import Floats

FLOOR = 0.005
"""No model result is taken as surer than this: the model itself may be wrong."""


def humble(probability: float) -> float:
    """Keep a modelled probability away from 0 and 1 by `FLOOR`."""
    return min(1.0 - FLOOR, max(FLOOR, probability))


def spread(probability: float, logits: float) -> tuple[float, float]:
    """Return bounds around a probability, `logits` to either side on the log-odds scale."""
    inner = humble(probability)
    centre = math.log(inner / (1.0 - inner))
    low, high = (1.0 / (1.0 + math.exp(-(centre + shift))) for shift in (-logits, logits))
    return min(low, probability), max(high, probability)


def within(rate_per_year: float, days: float) -> float:
    """Return the chance of at least one event in `days` at a yearly rate (Poisson)."""
    return 1.0 - math.exp(-max(0.0, rate_per_year) * days / 365.25)


def scaled(per_30_days: float, days: float) -> float:
    """Return the chance in `days` of something with a given chance in 30 days."""
    return float(1.0 - (1.0 - min(1.0, per_30_days)) ** (days / 30.0))


def at_horizon(points: Mapping[int, float], days: int) -> float | None:
    """Read a cumulative curve at a horizon: between points straight, beyond at the last hazard."""
    known = sorted((day, value) for day, value in points.items() if day > 0)
    if not known:
        return None
    before = (0, 0.0)
    for day, value in known:
        if days <= day:
            share = (days - before[0]) / (day - before[0])
            return before[1] + share * (value - before[1])
        before = (day, value)
    day, value = known[-1]
    return float(1.0 - (1.0 - value) ** (days / day))


def normal_cdf(value: float) -> float:
    """Return the standard normal distribution function."""
    return 0.5 * (1.0 + math.erf(value / math.sqrt(2.0)))


def above(threshold: float, low: float, middle: float, high: float) -> float:
    """Return P(X > threshold) for a quantity known by its 10, 50 and 90 % points.

    Each half is log-normal through the middle and its own outer point, so that a skewed ensemble
    keeps its skew; a constant is above or not.
    """
    if middle <= 0.0 or threshold <= 0.0:
        return 1.0 if threshold < middle else float(threshold < high) * 0.1
    outer = high if threshold >= middle else low
    if outer <= 0.0 or outer == middle:
        return float(threshold < middle)
    sigma = abs(math.log(outer / middle)) / 1.2815515655446004
    return 1.0 - normal_cdf(math.log(threshold / middle) / sigma)


def poisson_below(wanted: int, expected: Floats) -> Floats:
    """Return P(N < wanted) for a Poisson number with each expected value."""
    term = np.exp(-expected)
    total = term.copy()
    for number in range(1, wanted):
        term = term * expected / number
        total += term
    return np.minimum(total, 1.0)
