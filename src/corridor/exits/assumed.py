"""Assumptions as numbers: the best value, or draws over the range.

Guarantees: draws are triangular over low, best, high and depend only on the generator given.
Refuses: a default for an assumption the pack does not hold; the error names the row to add.
"""

import zlib
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corridor.packs.model import Pack
from corridor.records.errors import PackError
from corridor.records.figures import Assumption

Floats = NDArray[np.float64]


def assumption(pack: Pack, name: str) -> Assumption:
    """Return one assumption of the pack; PackError says which row is missing."""
    try:
        return pack.assumptions[name]
    except KeyError:
        msg = f"no assumption '{name}' that could be known by then"
        raise PackError(
            msg,
            where=f"pack '{pack.id}', assumptions.csv",
            column="id",
            allowed="a row with low, best, high, unit and reason",
            hint=f"add the row '{name}'",
        ) from None


def bounds(pack: Pack, name: str) -> tuple[float, float, float]:
    """Return low, best and high; an empty bound counts as the best value."""
    row = assumption(pack, name)
    best = row.best if row.best is not None else 0.0
    return (
        row.low if row.low is not None else best,
        best,
        row.high if row.high is not None else best,
    )


def best(pack: Pack, name: str) -> float:
    """Return the best value of an assumption."""
    return bounds(pack, name)[1]


def draw(pack: Pack, name: str, size: int, rng: np.random.Generator) -> Floats:
    """Draw `size` values, triangular over low, best, high (constant where they are one)."""
    low, mode, high = bounds(pack, name)
    if low == high:
        return np.full(size, mode)
    return rng.triangular(low, mode, high, size)


def generator(seed: int, *names: str) -> np.random.Generator:
    """Return a generator of its own for a named part, so that parts do not shift one another."""
    return np.random.default_rng([seed, *(zlib.crc32(name.encode()) for name in names)])


def horizon_days(as_of: date, first: date, length: int, days: int) -> int:
    """Return how many days after `as_of` sampled paths of `length` days from `first` still cover."""
    return max(0, min(days, length - 1 - (as_of - first).days))
