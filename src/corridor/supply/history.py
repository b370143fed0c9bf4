"""What every member went through, day by day, and whose past a resampled member carries.

Guarantees: `window` returns the past of the members as they are now, whatever resampling lay
between. Refuses: days not yet simulated.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridor.supply.network import Network
from corridor.supply.parameters import Floats
from corridor.supply.state import Norms, State

Singles = NDArray[np.float32]


@dataclass
class History:
    """Arrays by day; the last axis is the member as it was numbered on that day.

    Attributes:
        share, cover, price: [day, place, product, member] stations selling, days of normal need
            in stock at the place, multiple of the official price.
        lorries: [day, place, member] lorries that reached a place, from abroad or from the hub.
        litres: [day, member] imports discharged, million litres.
        queue: [day, corridor, member] lorries waiting at the border.
        security, national: [day, member] days of national need in the security stock, in all stock.
        fuelled: [day, member] slow share of the power stations' diesel delivered.
    """

    share: Singles
    cover: Singles
    price: Singles
    lorries: Singles
    litres: Singles
    queue: Singles
    security: Singles
    national: Singles
    fuelled: Singles
    segments: list[tuple[int, NDArray[np.intp]]] = field(default_factory=list)

    def record(
        self, day: int, normal: Norms, state: State, lorries: Floats, share: Floats, price: Floats,
        litres: Floats,
    ) -> None:  # fmt: skip
        """Write one day."""
        self.share[day] = share
        self.price[day] = price
        held = state.station + state.depot
        self.cover[day] = held / np.maximum(normal.need, 1e-12) * (normal.need > 0)
        self.lorries[day] = lorries
        self.litres[day] = litres
        self.queue[day] = state.queue
        need = np.maximum((normal.need.sum(axis=0) + normal.power).sum(axis=0), 1e-12)
        self.security[day] = state.security.sum(axis=0) / need
        self.national[day] = state.stock().sum(axis=0) / need
        self.fuelled[day] = state.fuelled

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
        rows = []
        for day in range(first, last + 1):
            values = getattr(self, name)[(day, *where)]
            lineage = self.columns(day)
            rows.append(values if lineage is None else values[lineage])
        return np.asarray(rows, dtype=np.float32)


def blank_history(net: Network, days: int, members: int) -> History:
    """Return an empty history of `days` days."""
    place = (days, len(net.places), len(net.products), members)
    single = (days, members)
    shapes = (
        place, place, place, (days, len(net.places), members), single,
        (days, len(net.corridors), members), single, single, single,
    )  # fmt: skip
    return History(*(np.zeros(shape, dtype=np.float32) for shape in shapes))
