"""Marginals into joint paths: one latent weather of threat for all roads.

Guarantees: each road and day keeps its own probabilities; roads of a corridor and days next to
each other move together; same seed, same paths. Refuses: independent roads (they would make a
corridor of six stretches look far worse than any report says).
Method: Gaussian copula with a national, a corridor and a local factor, each an AR(1) in time.
"""

from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from corridor.packs.model import Pack

Array = NDArray[np.float64]


def class_marginals(threat: Array, response: tuple[float, float]) -> Array:
    """Threat [.., 3] to the states of one movement class [.., 3].

    `response` = (probability that a contested road is contested for the class and not open,
    probability that a closed road is closed for it and not merely contested).
    """
    contested, closed = response
    out = np.empty_like(threat)
    out[..., 0] = threat[..., 0] + threat[..., 1] * (1 - contested)
    out[..., 1] = threat[..., 1] * contested + threat[..., 2] * (1 - closed)
    out[..., 2] = threat[..., 2] * closed
    return out


def latent(
    pack: Pack, roads: tuple[str, ...], days: int, members: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Return standard normal paths [road, day, member], correlated in space and time."""
    national = pack.assumption("access.correlation.national").best or 0.0
    corridor = pack.assumption("access.correlation.corridor").best or 0.0
    memory = 0.5 ** (1.0 / (pack.assumption("access.threat_half_life").best or 1.0))
    home = _first_corridor(pack, roads)
    groups = sorted(set(home))
    shared = _ar1((1, days, members), memory, rng)
    by_corridor = _ar1((len(groups), days, members), memory, rng)
    own = _ar1((len(roads), days, members), memory, rng)
    own *= np.float32(np.sqrt(max(0.0, 1.0 - national - corridor)))
    own += np.float32(np.sqrt(national)) * shared
    own += np.float32(np.sqrt(corridor)) * by_corridor[[groups.index(name) for name in home]]
    return own


def _first_corridor(pack: Pack, roads: tuple[str, ...]) -> list[str]:
    """The corridor a road moves with: the first import corridor that runs over it."""
    ordered = sorted(pack.corridors.values(), key=lambda c: (c.kind != "import", c.id))
    return [next((c.id for c in ordered if road in c.roads), road) for road in roads]


def _ar1(
    shape: tuple[int, int, int], memory: float, rng: np.random.Generator
) -> NDArray[np.float32]:
    paths = rng.standard_normal(shape, dtype=np.float32)
    fresh = np.float32(np.sqrt(1.0 - memory**2))
    keep = np.float32(memory)
    for day in range(1, shape[1]):
        paths[:, day] *= fresh
        paths[:, day] += keep * paths[:, day - 1]
    return paths


def thresholds(marginals: Array) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Normal quantiles below which a road is open, and below which it is not closed."""
    lower = _inverse_normal(marginals[..., 0])
    upper = _inverse_normal(marginals[..., 0] + marginals[..., 1])
    return lower.astype(np.float32), upper.astype(np.float32)


def _inverse_normal(probability: Array) -> Array:
    """Quantile of the standard normal by table look-up, exact to about 1e-4 inside +-3.5."""
    grid, values = _normal_table()
    return np.interp(probability, grid, values)


@cache
def _normal_table() -> tuple[Array, Array]:
    normal = NormalDist()
    values = np.linspace(-4.5, 4.5, 1801)
    return np.array([normal.cdf(float(value)) for value in values]), values


def states(paths: NDArray[np.float32], marginals: Array) -> NDArray[np.uint8]:
    """Turn latent paths [road, day, member] and marginals [road, day, 3] into states."""
    lower, upper = thresholds(marginals)
    out = (paths > lower[:, :, None]).view(np.uint8)
    out += (paths > upper[:, :, None]).view(np.uint8)
    return out
