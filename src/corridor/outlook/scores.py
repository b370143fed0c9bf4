"""Scores of forecasts: Brier, log, CRPS from quantiles, calibration; plain formulas.

Guarantees: zero for a perfect forecast, never negative, means over exactly the pairs given.
Refuses: an empty set (the mean of nothing is None, never zero).
Sources: Brier (1950); Good (1952); Gneiting and Raftery (2007), JASA 102.
"""

import math
from collections.abc import Sequence

from corridor.records.outlook import CalibrationBin

LOG_CLIP = 0.001
"""A forecast of 0 that comes true would score without bound; probabilities are clipped here."""
BINS = 10

Pair = tuple[float, bool]
"""A forecast probability and whether it came true."""


def brier(pairs: Sequence[Pair]) -> float | None:
    """Return the mean squared error of probabilities, in [0, 1]."""
    return _mean([(p - float(yes)) ** 2 for p, yes in pairs])


def log_score(pairs: Sequence[Pair]) -> float | None:
    """Return the mean of minus the natural log of the probability given to what happened."""
    return _mean([-math.log(_clip(p if yes else 1.0 - p)) for p, yes in pairs])


def crps_quantiles(levels: Sequence[float], values: Sequence[float], observed: float) -> float:
    """Return twice the mean pinball loss of quantiles: the CRPS as far as they show it."""
    losses = [
        (observed - value) * level if observed >= value else (value - observed) * (1.0 - level)
        for level, value in zip(levels, values, strict=True)
    ]
    return 2.0 * sum(losses) / len(losses)


def calibration(pairs: Sequence[Pair], bins: int = BINS) -> tuple[CalibrationBin, ...]:
    """Return equal bins with counts, mean forecast and share that came true (empty: None)."""
    rows = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == number]
        rows.append(
            CalibrationBin(
                low=round(low, 4),
                high=round(high, 4),
                n=len(inside),
                mean_forecast=_mean([p for p, _ in inside]),
                share_yes=_mean([float(yes) for _, yes in inside]),
            )
        )
    return tuple(rows)


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _clip(probability: float) -> float:
    return min(1.0, max(LOG_CLIP, probability))
