"""The allocation problem as data: nodes, ways, products, periods, limits. Cubic metres throughout.

Guarantees: a problem that exists is whole (shapes agree, nothing negative, no not-a-number, stock
fits its tanks) and always has the solution of doing nothing. Refuses: names of roads beyond ids.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corridor.records.errors import InputError
from corridor.records.plan import LimitKind

Floats = NDArray[np.float64]
OUTSIDE = -1
"""Start of an arc that brings fuel from abroad."""
DAILY = 14
WEEK = 7


@dataclass(frozen=True)
class Periods:
    """Days grouped: `start` and `length` of each period, in days from the first day planned."""

    start: NDArray[np.int64]
    length: NDArray[np.int64]

    @classmethod
    def of(cls, days: int) -> "Periods":
        """Return 14 daily periods, then weeks; the last may be shorter."""
        daily = min(days, DAILY)
        edges = [*range(daily), *range(daily, days, WEEK), days]
        start = np.array(edges[:-1], dtype=np.int64)
        return cls(start, np.array(edges[1:], dtype=np.int64) - start)

    @property
    def count(self) -> int:
        """Number of periods."""
        return int(self.start.size)

    @property
    def days(self) -> int:
        """Number of days."""
        return int(self.length.sum())

    @cached_property
    def of_day(self) -> NDArray[np.int64]:
        """Period of each day."""
        return np.repeat(np.arange(self.count), self.length)

    def arriving(self, lag: int) -> Floats:
        """Share of what leaves evenly over period t that arrives in period u: [t, u]."""
        table = np.zeros((self.count, self.count))
        left = np.arange(self.days)
        there = left[left + lag < self.days]
        np.add.at(table, (self.of_day[there], self.of_day[there + lag]), 1.0)
        return np.asarray(table / self.length[:, None], dtype=np.float64)

    def held(self, days: int) -> Floats:
        """Days in period u for which what leaves evenly over period t is held `days`: [t, u]."""
        return np.asarray(sum(self.arriving(k) for k in range(max(1, days))), dtype=np.float64)

    def summed(self, by_day: Floats) -> Floats:
        """Sum an array [..., day] to [..., period]."""
        return np.add.reduceat(by_day, self.start, axis=-1)


@dataclass(frozen=True)
class Resource:
    """A pool that ways share, for instance lorries: `available` [period] in unit-days."""

    name: str
    kind: LimitKind
    available: Floats
    unit: str


@dataclass(frozen=True)
class Way:
    """A passage with a limit that its arcs share.

    Attributes:
        name: id of the way; stays inside the engine.
        kind: what binds where its capacity does; None for limits that are no limit of transport.
        capacity: [period] cubic metres.
        uses: (resource index, units held per cubic metre, days held).
    """

    name: str
    kind: LimitKind | None
    capacity: Floats
    uses: tuple[tuple[int, float, int], ...] = ()


@dataclass(frozen=True)
class Problem:
    """One allocation problem.

    Attributes:
        nodes, products: names.
        periods: days grouped.
        start, end, way, lag: [arc] node indices (start may be OUTSIDE), way, days on the way.
        ways, resources: limits.
        stock: [node, product] on the eve of the first day.
        storage: [node, product] tanks; infinite where there is no limit.
        incoming: [node, product, period] already on its way.
        need: [node, product, period].
        weight: [node] worth of meeting need there.
        essential: share of each need that counts `ESSENTIAL_WEIGHT` times.
    """

    nodes: tuple[str, ...]
    products: tuple[str, ...]
    periods: Periods
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    way: NDArray[np.int64]
    lag: NDArray[np.int64]
    ways: tuple[Way, ...]
    resources: tuple[Resource, ...]
    stock: Floats
    storage: Floats
    incoming: Floats
    need: Floats
    weight: Floats
    essential: float = 0.5

    def __post_init__(self) -> None:
        self._check_shapes()
        for name in ("stock", "storage", "incoming", "need", "weight"):
            _check_numbers(name, getattr(self, name), infinite=name == "storage")
        for way in self.ways:
            _check_numbers(f"capacity of {way.name}", way.capacity, infinite=True)
        for resource in self.resources:
            _check_numbers(f"available {resource.name}", resource.available)
        over = np.argwhere(self.stock > self.storage * (1 + 1e-9) + 1e-9)
        if over.size:
            node, product = (int(i) for i in over[0])
            what = f"stock of {self.products[product]} at {self.nodes[node]} exceeds its tanks"
            raise InputError(what, where="plan", allowed="stock <= storage")

    @property
    def size(self) -> tuple[int, int, int]:
        """Numbers of nodes, products and periods."""
        return len(self.nodes), len(self.products), self.periods.count

    @cached_property
    def room(self) -> Floats:
        """Tanks [node, product, period], never smaller than what is already there or coming."""
        least = self.stock[..., None] + np.cumsum(self.incoming, axis=-1)
        return np.asarray(np.maximum(self.storage[..., None], least))

    def same_matrix(self, other: "Problem") -> bool:
        """Whether only limits and amounts differ, so that a solved basis can be taken up again."""
        if self.size != other.size or len(self.resources) != len(other.resources):
            return False
        arrays = ("start", "end", "way", "lag")
        return (
            all(np.array_equal(getattr(self, n), getattr(other, n)) for n in arrays)
            and np.array_equal(self.periods.length, other.periods.length)
            and [w.uses for w in self.ways] == [w.uses for w in other.ways]
        )

    def _check_shapes(self) -> None:
        nodes, products, periods = self.size
        wanted = {
            "stock": (nodes, products),
            "storage": (nodes, products),
            "incoming": (nodes, products, periods),
            "need": (nodes, products, periods),
            "weight": (nodes,),
        }
        for name, shape in wanted.items():
            if getattr(self, name).shape != shape:
                what = f"{name} has the shape {getattr(self, name).shape}"
                raise InputError(what, where="plan", allowed=str(shape))
        if not 0.0 <= self.essential <= 1.0:
            what = f"the essential share is {self.essential}"
            raise InputError(what, where="plan", allowed="0 to 1")


def _check_numbers(name: str, values: Floats, *, infinite: bool = False) -> None:
    bad = np.isnan(values).any() or (values < 0).any() or (not infinite and np.isinf(values).any())
    if bad:
        what = f"{name} holds a number that cannot be"
        raise InputError(what, where="plan", allowed="numbers of zero or more")
