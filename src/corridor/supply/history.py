"""What every member went through, day by day, and whose past a resampled member carries.

Guarantees: `window` returns the past of the members as they are now, whatever resampling lay
between. Refuses: days not yet simulated.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridor.supply.network import Network
from corridor.supply.norms import Norms
from corridor.supply.parameters import Floats
from corridor.supply.state import State

Singles = NDArray[np.float32]
Pair = tuple[int, int]
"""Index of a place and of a product."""
STEP = 7
"""Days between points of a course; protective: nothing finer about the future leaves."""


@dataclass
class History:
    """Arrays by day; the last axis is the member as it was numbered on that day.

    Attributes:
        share: [day, place, product, member] share of stations selling.
        cover: day -> [place, product, member] days of normal need in stock, every seventh day.
        price: (place, product) -> [day, member] street price over the official one, where watched.
        lorries: [day, place, member] lorries that reached a place, from abroad or from the hub.
        litres: [day, member] imports discharged, million litres.
        queue: [day, corridor, member] lorries waiting at the border.
        security, national: [day, member] days of national need in the security stock, in all stock.
        convoys: [day, member] escorted convoys that set out; small ones count in part.
        fuelled: [day, member] slow share of the power stations' diesel delivered.
    """

    share: Singles
    cover: dict[int, Singles]
    price: dict[Pair, Singles]
    lorries: Singles
    litres: Singles
    queue: Singles
    security: Singles
    national: Singles
    fuelled: Singles
    convoys: Singles
    segments: list[tuple[int, NDArray[np.intp]]] = field(default_factory=list)

    def record(
        self,
        day: int,
        normal: Norms,
        state: State,
        lorries: Floats,
        share: Floats,
        price: dict[Pair, Floats],
        litres: Floats,
    ) -> None:
        """Write one day."""
        self.share[day] = share
        for pair, values in price.items():
            self.price[pair][day] = values
        if day in self.cover:
            held = state.station + state.depot
            cover = held / np.maximum(normal.need, 1e-12) * (normal.need > 0)
            self.cover[day] = cover.astype(np.float32)
        self.lorries[day] = lorries
        self.litres[day] = litres
        self.queue[day] = state.queue
        need = np.maximum((normal.need.sum(axis=0) + normal.power).sum(axis=0), 1e-12)
        self.security[day] = state.security.sum(axis=0) / need
        self.national[day] = state.stock().sum(axis=0) / need
        self.fuelled[day] = state.fuelled
        self.convoys[day] = state.sent

    def resample(self, day: int, index: NDArray[np.intp]) -> None:
        """Note that after `day` member j goes on from what was member index[j]."""
        self.segments = [(last, lineage[index]) for last, lineage in self.segments]
        self.segments.append((day, index.copy()))

    def columns(self, day: int) -> NDArray[np.intp] | None:
        """Return the columns of `day` that belong to today's members (None: all, in order)."""
        for last, lineage in self.segments:
            if day <= last:
                return lineage
        return None

    def at(self, name: str, day: int) -> Singles:
        """Return one array of one day, by today's members."""
        values: Singles = getattr(self, name)[day]
        lineage = self.columns(day)
        return values if lineage is None else values[..., lineage]

    def window(self, name: str, first: int, last: int, *where: int) -> Singles:
        """Return [day, member] of `name` at index `where`, from day `first` to `last`."""
        values = self.price[where[0], where[1]] if name == "price" else getattr(self, name)
        inner = () if name == "price" else where
        rows = []
        for day in range(first, last + 1):
            row = values[(day, *inner)]
            lineage = self.columns(day)
            rows.append(row if lineage is None else row[lineage])
        return np.asarray(rows, dtype=np.float32)


def course_days(today: int, last: int) -> list[int]:
    """Every seventh day, counted from `as_of` both ways."""
    return list(range(today % STEP, last + 1, STEP))


def blank_history(
    net: Network, days: int, members: int, today: int, watch: Iterable[Pair]
) -> History:
    """Return an empty history of `days` days that keeps the prices of the pairs in `watch`."""
    place = (len(net.places), len(net.products), members)
    blank = np.zeros(0, dtype=np.float32)

    def many(*shape: int) -> Singles:
        return np.zeros((days, *shape), dtype=np.float32)

    return History(
        share=many(*place),
        cover=dict.fromkeys(course_days(today, days - 1), blank),
        price={pair: many(members) for pair in watch},
        lorries=many(len(net.places), members),
        litres=many(members),
        queue=many(len(net.corridors), members),
        security=many(members),
        national=many(members),
        fuelled=many(members),
        convoys=many(members),
    )
