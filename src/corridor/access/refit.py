"""Rates refitted at each `as_of`: a strong prior from a stated reference class, then what was seen.

Guarantees: prior and posterior stand side by side with how much was seen over how many days; with
nothing seen the posterior is the prior. Refuses: days after `as_of`; a rate without a range.
Method: Gamma prior, Poisson counts (Gelman et al. 2013, section 2.6); transitions are the expected
ones of one expectation step (Rabiner 1989, equation 37), weighted by how well a road was watched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from corridor.access.hmm import RATES
from corridor.packs.model import Pack
from corridor.records.access import RefittedRate
from corridor.records.base import Band
from corridor.records.figures import Assumption

Array = NDArray[np.float64]
Z90 = 1.6449
"""Normal quantile: an assumption's low and high are read as its 5 and 95 % points."""
SMALLEST = 1e-6


@dataclass(frozen=True)
class Fit:
    """A rate per day: Gamma prior (`shape` events in `exposure` days), then `seen` in `watched`."""

    id: str
    unit: str
    shape: float
    exposure: float
    seen: float = 0.0
    watched: float = 0.0

    @property
    def mean(self) -> float:
        """Posterior mean, events a day."""
        return (self.shape + self.seen) / (self.exposure + self.watched)

    def after(self, seen: float, watched: float) -> "Fit":
        """Return the fit with more events seen in more days watched."""
        return Fit(
            self.id, self.unit, self.shape, self.exposure, self.seen + seen, self.watched + watched
        )

    def record(self) -> RefittedRate:
        """Prior and posterior as ranges of 5 to 95 %, for the page and for JSON."""
        return RefittedRate(
            id=self.id,
            prior=_band(self.shape, self.exposure, self.unit),
            posterior=_band(self.shape + self.seen, self.exposure + self.watched, self.unit),
            seen=round(self.seen, 2),
            watched=round(self.watched, 1),
            assumptions=(self.id,),
        )


def prior(row: Assumption) -> Fit:
    """Read an assumption's best value as the mean of a Gamma and its range as 5 and 95 % points.

    The shape is that of a Gamma whose logarithm spreads as widely: `1 / sd²`, where
    `sd = log(high / low) / (2 z)`.
    """
    best = max(row.best or 0.0, SMALLEST)
    low, high = max(row.low or best, SMALLEST), max(row.high or best, SMALLEST)
    spread = max(log(high / low) / (2 * Z90), 0.05)
    shape = spread**-2
    return Fit(row.id, row.unit, shape, shape / best)


def gamma_quantile(shape: float, exposure: float, z: float) -> float:
    """Quantile of a Gamma by Wilson and Hilferty (1931), within 5 % for shapes above two."""
    root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape**0.5)
    return float(shape * max(root, 0.0) ** 3 / exposure)


def _band(shape: float, exposure: float, unit: str) -> Band:
    low, high = (gamma_quantile(shape, exposure, z) for z in (-Z90, Z90))
    best = shape / exposure
    low, high = min(low, best), max(high, best)
    return Band(low=_tidy(low), best=_tidy(best), high=_tidy(high), unit=unit)


def _tidy(value: float) -> float:
    return float(f"{value:.4g}")


def transitions(filtered: Array, smoothed: Array, matrix: Array) -> Array:
    """Expected moves between days, [road, day, from, to]: each day's add up to one.

    `filtered[d, i] T[i, j] smoothed[d+1, j] / predicted[d+1, j]`, where predicted is
    `filtered[d] T`.
    """
    predicted = filtered[:, :-1] @ matrix
    ratio = smoothed[:, 1:] / np.maximum(predicted, 1e-300)
    return filtered[:, :-1, :, None] * matrix * ratio[:, :, None, :]


def refit_transitions(
    moves: Array, watched: Array, independence: Array, pack: Pack
) -> tuple[Fit, ...]:
    """Refit the six rates of the chain from expected moves.

    Args:
        moves: [road, day, from, to], as `transitions` gives them.
        watched: [road, day], how well each road was known on the second day of each move.
        independence: [road], how much of an independent road each is (a stretch that is always
            reported together with five others is no six roads).
        pack: the pack, for the priors.
    """
    weighted = moves * (watched * independence[:, None])[:, :, None, None]
    counts = weighted.sum(axis=(0, 1))
    days = counts.sum(axis=1)
    return tuple(
        prior(pack.assumption(name)).after(float(counts[source, target]), float(days[source]))
        for (source, target), name in RATES.items()
    )


def independence(pack: Pack, roads: Sequence[str]) -> Array:
    """How much of an independent road each stretch is: one over the design effect (Kish 1965).

    `1 / (1 + (n - 1) r)` for a stretch of a corridor with n home stretches that correlate by r.
    """
    together = pack.assumption("access.correlation.corridor").best or 0.0
    sizes = dict.fromkeys(roads, 1)
    for corridor in pack.corridors.values():
        home = [r for r in corridor.roads if r in sizes and _at_home(pack, r)]
        for road in home:
            sizes[road] = max(sizes[road], len(home))
    return np.array([1.0 / (1.0 + (sizes[road] - 1) * together) for road in roads])


def _at_home(pack: Pack, road: str) -> bool:
    countries = pack.roads[road].countries
    return not countries or pack.country in countries


def matrix_of(fits: Sequence[Fit]) -> Array:
    """Return the daily transition matrix of six refitted rates."""
    means: Mapping[str, float] = {fit.id: fit.mean for fit in fits}
    matrix = np.zeros((3, 3))
    for (source, target), name in RATES.items():
        matrix[source, target] = means[name]
    return matrix + np.diag(1.0 - matrix.sum(axis=1))
