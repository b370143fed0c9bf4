"""The compiled engine for a weighed run: the same day as the numpy engine, the same bits.

Guarantees: the run's own arrays are moved, in the same order and with the same rounding, so nothing
published depends on which engine ran. Refuses: runs in double precision.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corridor.supply.convoys import News, Roads
from corridor.supply.kernel_days import advance
from corridor.supply.kernel_gather import (
    drawn_table,
    level_table,
    now_table,
    one_day,
    world_table,
)
from corridor.supply.kernel_tables import Bytes, Drawn, Levels, Made, World
from corridor.supply.norms import Norms
from corridor.supply.parameters import Draws, Floats
from corridor.supply.setup import Setup
from corridor.supply.state import Noise, State
from corridor.supply.stations import wobble


class Day(NamedTuple):
    """What a day leaves beside the state [place, product, member].

    `placed`, `brought`: million litres discharged from abroad and from the hub. `share`: stations
    selling.
    """

    placed: Floats
    brought: Floats
    share: Floats


@dataclass
class Kernel:
    """The compiled engine bound to one setup; keeps what holds until the parameters are redrawn."""

    setup: Setup
    world: World
    drawn: Drawn
    level: Levels
    draws: Draws | None = None

    def day(
        self,
        draws: Draws,
        normal: Norms,
        state: State,
        roads: Roads,
        news: News,
        noise: Noise,
        inland: Bytes,
        *,
        day: int,
        first_stock: Floats,
        hub_normal: Floats,
    ) -> Day:
        """Advance all members one day; `inland` [chain, member] are the inland road states."""
        if draws is not self.draws:
            self.drawn = drawn_table(self.setup.net, draws, normal)
            self.level = level_table(normal, first_stock, hub_normal)
            self.draws = draws
        shape, kind = state.depot.shape, state.depot.dtype
        none = np.zeros((0, 0, 0, 0), dtype=kind)
        placed, brought, share = (np.zeros(shape, dtype=kind) for _ in range(3))
        made = Made(placed, brought, share, stock=none, unmet=none, first=0, keep=False)
        weather = one_day(
            draws,
            roads,
            news,
            noise,
            wobble=wobble(draws, state, noise.stations),
            inland=inland,
            rationed=self.setup.rationed[day] > 0,
        )
        advance(self.world, self.drawn, self.level, now_table(state), weather, made, day)
        return Day(made.placed, made.brought, made.share)


def kernel_for(setup: Setup, draws: Draws, normal: Norms, first: Floats, hub: Floats) -> Kernel:
    """Bind the compiled engine to a setup."""
    shown = np.arange(len(setup.net.places), dtype=np.intp)
    return Kernel(
        setup,
        world_table(setup, shown),
        drawn_table(setup.net, draws, normal),
        level_table(normal, first, hub),
        draws,
    )
