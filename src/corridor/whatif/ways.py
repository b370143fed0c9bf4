"""Roads and corridors opened or closed by the user, in every sampled path from a day on.

Guarantees: nothing before that day moves; a corridor follows from its roads; what is closed stays
closed whatever else is opened. Refuses: ids nobody named; it never looks for a road.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CLOSED, OPEN, AccessPaths
from corridor.overrides import nearest
from corridor.packs.model import Pack
from corridor.records.errors import UsageError


@dataclass(frozen=True)
class Ways:
    """Ids of roads and corridors, as the user named them."""

    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed)


def check_ways(pack: Pack, opened: Sequence[str], closed: Sequence[str]) -> Ways:
    """Return the ways named.

    Raises:
        UsageError: an id is neither a road nor a corridor of the pack, or is both opened and closed.
    """
    known = {*pack.roads, *pack.corridors}
    for name in (*opened, *closed):
        if name not in known:
            turned = "-".join(reversed(name.split("-", maxsplit=1)))
            near = turned if turned in known else nearest(name, known)
            msg = f"pack '{pack.id}' has no road or corridor '{name}'. Near: {near}"
            raise UsageError(msg)
    both = sorted({*opened} & {*closed})
    if both:
        msg = f"'{both[0]}' is both opened and closed. Allowed: one of --open and --close for an id"
        raise UsageError(msg)
    return Ways(tuple(dict.fromkeys(opened)), tuple(dict.fromkeys(closed)))


def with_ways(paths: AccessPaths, pack: Pack, ways: Ways, day: int) -> AccessPaths:
    """Return the paths with ways opened or closed from day index `day` on.

    An opened corridor opens all its roads, for all who use them; a closed corridor stops what comes
    along it and leaves its roads to others.
    """
    roads = {
        cls: _roads(paths, pack, ways, states, day) for cls, states in paths.road_states.items()
    }
    corridors = {
        cls: _corridors(paths, pack, ways, (states, roads.get(cls)), day)
        for cls, states in paths.corridor_states.items()
    }
    return replace(paths, road_states=roads, corridor_states=corridors)


def _opened_roads(pack: Pack, ways: Ways) -> set[str]:
    along = {
        r for name in ways.opened if name in pack.corridors for r in pack.corridors[name].roads
    }
    return along | {name for name in ways.opened if name in pack.roads}


def _roads(
    paths: AccessPaths, pack: Pack, ways: Ways, states: NDArray[np.uint8], day: int
) -> NDArray[np.uint8]:
    changed = states.copy()
    opened = _opened_roads(pack, ways)
    for row, road in enumerate(paths.roads):
        if road in ways.closed:
            changed[row, day:] = CLOSED
        elif road in opened:
            changed[row, day:] = OPEN
    return changed


def _corridors(
    paths: AccessPaths,
    pack: Pack,
    ways: Ways,
    states: tuple[NDArray[np.uint8], NDArray[np.uint8] | None],
    day: int,
) -> NDArray[np.uint8]:
    changed, roads = states[0].copy(), states[1]
    touched = _opened_roads(pack, ways) | {*ways.closed}
    for row, name in enumerate(paths.corridors):
        along = pack.corridors[name].roads
        rows = [paths.roads.index(road) for road in along if road in paths.roads]
        if name in ways.closed or touched & {*along} & {*ways.closed}:
            changed[row, day:] = CLOSED
        elif roads is not None and rows and touched & {*along}:
            changed[row, day:] = roads[rows, day:].max(axis=0)
        elif name in ways.opened:
            changed[row, day:] = OPEN
    return changed
