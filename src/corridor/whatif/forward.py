"""Assumptions that change on a day to come: more escorts, stock placed ahead, a cap on sales.

Guarantees: each member moves from its own value, its past untouched; fuel added is counted and said.
Refuses: changes that only a run from the start can hold (roads' own assumptions).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from corridor.overrides import Override
from corridor.packs.model import Pack
from corridor.records.errors import UsageError
from corridor.supply.members import Change
from corridor.supply.norms import norms
from corridor.supply.parameters import Floats
from corridor.supply.setup import Setup
from corridor.supply.simulate import Run
from corridor.whatif.ways import Ways
from corridor.whatif.world import ACCESS

RATION = "supply.ration_share"
FLEET = "supply.fleet_ratio"
DEPOTS = "supply.depot_cover_days"
STOCK = "stock."
AT_START = frozenset({"supply.silence", "stock.station_days"})
"""Assumptions that shape how the past is read, and cannot begin later."""


@dataclass
class Placed:
    """Fuel a change put into the country, mean over members, million litres."""

    litres: float = 0.0


@dataclass(frozen=True)
class Forward:
    """Settings and ways of one call that begin on a day after `as_of`."""

    first: date
    items: tuple[Override, ...] = ()
    ways: Ways = field(default_factory=Ways)
    placed: Placed = field(default_factory=Placed)

    def change(self) -> Change:
        """Return what a run does differently."""
        return Change(self.first, self._prepare, self._act)

    def apply(self, run: Run) -> None:
        """Put the changes into a run that ended on `as_of`, for what is planned from there."""
        run.setup = self._prepare(run.setup)
        self._act(run)

    def _prepare(self, setup: Setup) -> Setup:
        day = (self.first - setup.first).days
        if any(item.id == RATION for item in self.items):
            rationed = setup.rationed.copy()
            rationed[day:] = 1.0
            setup = replace(setup, rationed=rationed)
        free = [row for row, c in enumerate(setup.net.corridors) if c in self.ways.opened]
        if free:
            strength = setup.bans.strength.copy()
            strength[day:, free] = 0.0
            setup = replace(setup, bans=replace(setup.bans, strength=strength))
        return setup

    def _act(self, run: Run) -> None:
        before = run.draws.values
        for item in self.items:
            if item.id.startswith(STOCK):
                _place_stock(run, item, self.placed)
            elif item.id == DEPOTS:
                _fill_depots(run, item, self.placed)
            elif item.id == FLEET:
                ratio = moved(item, before[FLEET]) / np.maximum(before[FLEET], 1e-12)
                run.state.fleet *= ratio
        values = dict(before)
        for item in self.items:
            values[item.id] = moved(item, before[item.id])
        run.draws = replace(run.draws, values=values)
        run.normal = norms(run.setup.net, run.draws)


def check_forward(pack: Pack, items: Sequence[Override], read: Mapping[str, object]) -> None:
    """Raise UsageError for settings that cannot begin on a day to come.

    Args:
        pack: whose assumptions are set.
        items: the settings.
        read: what a run reads, by id.
    """
    for item in items:
        if item.id.startswith(ACCESS) or item.id in AT_START:
            msg = f"{item.id} shapes how the past is read. Allowed: without --from"
            raise UsageError(msg)
        if item.id not in read:
            msg = f"{item.id} is not read by supply in pack '{pack.id}', so nothing would change"
            raise UsageError(msg)


def moved(item: Override, values: Floats) -> Floats:
    """Return the members' values after a setting, never below zero; shares end at one."""
    amount = np.asarray(item.value, dtype=values.dtype)
    by = {"+=": values + amount, "-=": values - amount, "*=": values * amount}
    after = by.get(item.operator, np.full_like(values, item.value))
    return np.asarray(np.maximum(after, 0.0), dtype=values.dtype)


def _place_stock(run: Run, item: Override, placed: Placed) -> None:
    """Bring a town's stock up to a level (`=`), or add to it, in the unit of the assumption."""
    net = run.setup.net
    _, place, product = item.id.split(".")
    at = net.places.index(place), net.products.index(product)
    unit = run.normal.need[at] if "day" in run.setup.bands[item.id].unit else 1.0
    _add(run, at, item, unit, placed)


def _fill_depots(run: Run, item: Override, placed: Placed) -> None:
    """Bring the hub's stock up to days of national need, product by product."""
    net = run.setup.net
    if net.hub < 0:
        return
    national = run.normal.need.sum(axis=0)
    for product in range(len(net.products)):
        _add(run, (net.hub, product), item, national[product], placed)


def _add(
    run: Run, at: tuple[int, int], item: Override, unit: Floats | float, placed: Placed
) -> None:
    state = run.state
    held = state.depot[at] + state.station[at]
    scale = np.maximum(np.asarray(unit), 1e-12)
    level = moved(item, np.asarray(held / scale, dtype=held.dtype)) * scale
    more = np.maximum(0.0, level - held) if item.operator == "=" else level - held
    more = np.maximum(more, -state.depot[at])
    state.depot[at] += more
    placed.litres += float(more.mean())
