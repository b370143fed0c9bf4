"""Jointly sampled access paths: the same threat on all roads, day by day, member by member.

Guarantees: one array per movement class, `uint8`, 0 open, 1 contested, 2 closed, first day
`first`. Refuses: being read as a forecast of a date or route; only aggregates leave the engine.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

OPEN, CONTESTED, CLOSED = 0, 1, 2


@dataclass(frozen=True)
class AccessPaths:
    """Sampled states of corridors and roads.

    Attributes:
        first: day of index 0 on the day axis.
        as_of: last day informed by reports; later days are forecast. Earlier days are told in
            hindsight: they know what was reported of them up to `as_of` (`hindsight`).
        corridors, roads: ids along the first axis of the arrays.
        corridor_states: class -> array [corridor, day, member].
        road_states: class -> array [road, day, member].
        evidence: class -> array [corridor, day], share of the state that is evidence.
    """

    first: date
    as_of: date
    corridors: tuple[str, ...]
    roads: tuple[str, ...]
    corridor_states: dict[str, NDArray[np.uint8]]
    road_states: dict[str, NDArray[np.uint8]]
    evidence: dict[str, NDArray[np.float64]]

    @property
    def days(self) -> int:
        """Number of days on the day axis."""
        return int(next(iter(self.corridor_states.values())).shape[1])

    @property
    def members(self) -> int:
        """Number of ensemble members."""
        return int(next(iter(self.corridor_states.values())).shape[2])

    @property
    def today(self) -> int:
        """Index of `as_of` on the day axis."""
        return (self.as_of - self.first).days

    @property
    def hindsight(self) -> slice:
        """Days whose states know reports of later days: never a forecast made on those days."""
        return slice(0, self.today)

    def corridor(self, corridor: str, cls: str) -> NDArray[np.uint8]:
        """States [day, member] of one corridor for one movement class."""
        states: NDArray[np.uint8] = self.corridor_states[cls][self.corridors.index(corridor)]
        return states

    def road(self, road: str, cls: str) -> NDArray[np.uint8]:
        """States [day, member] of one road for one movement class."""
        states: NDArray[np.uint8] = self.road_states[cls][self.roads.index(road)]
        return states
