"""Attacks to come: how often drivers will be frightened on the days after `as_of`.

Guarantees: rates are those access refits at each `as_of` from the attacks known then, met by the
roads as forecast; nothing is added to the past. Refuses: days and places of attacks; a pack without
those rates gets none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corridor.access.hazard import CLS, STATES, fit_hazard
from corridor.access.paths import AccessPaths
from corridor.packs.model import Pack
from corridor.records.events import Event
from corridor.supply.parameters import Floats

ELSEWHERE = 0.3
"""Weight of an attack on corridors it did not touch: hauliers hear the same news."""
NOT_ON_CONVOYS = 0.5
"""Share of attacks that do not fall on escorted convoys, whose attacks a run plays itself."""
RATES = tuple(f"access.attack_rate.{state}" for state in STATES)


@dataclass(frozen=True)
class Menace:
    """What is expected on the days after `as_of`.

    Attributes:
        fright: [day, corridor] attacks that the run does not play itself, as drivers hear of them.
        renewal: [day, corridor] all attacks on the corridor itself: each makes a ban new there.
    """

    fright: Floats
    renewal: Floats


def attacks_ahead(
    events: Sequence[Event],
    paths: AccessPaths,
    pack: Pack,
    corridors: Sequence[str],
    days: int,
) -> Menace:
    """Return the attacks expected on the `days` after `as_of`."""
    table = np.zeros((days, len(corridors)), dtype=np.float32)
    if not corridors or any(name not in pack.assumptions for name in RATES):
        return Menace(table, table)
    hazard = fit_hazard(events, paths, pack)
    last = paths.days - 1
    index = np.minimum(np.arange(paths.today + 1, paths.today + 1 + days), last)
    for row, name in enumerate(corridors):
        if name in hazard.own and name in paths.corridors:
            shape, exposure = hazard.own[name]
            sampled = paths.corridor(name, CLS)[index]
            share = np.stack([(sampled == s).mean(axis=1) for s in range(len(STATES))], axis=-1)
            table[:, row] = share @ (shape / exposure)
    others = table.sum(axis=1, keepdims=True) - table
    return Menace(np.asarray(NOT_ON_CONVOYS * (table + ELSEWHERE * others)), table)
