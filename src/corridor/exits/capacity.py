"""Free seats: seats flown, less those already booked, less those others take first.

Guarantees: a range, never below zero, with every assumption named. Refuses: capacity of a way that
is not usable, and seats without a source or an assumption behind them.
"""

import numpy as np

from corridor.exits.assumed import Floats, assumption, draw, generator
from corridor.exits.setting import Setting
from corridor.packs.model import ExitWay
from corridor.records.base import Quantiles

SHARE_RUNNING = "exits.flights_share_running"
LOAD_FACTOR = "exits.load_factor"
RIVALS = "exits.rivals_per_week_per_government"
SEATS_PER_FLIGHT = "exits.seats_per_flight"
DEPARTING = "exits.departing_people_per_day"
DRAWS = 4000
"""Draws for the quantiles of free capacity; plenty for two significant figures."""


def free_capacity(
    way: ExitWay, setting: Setting, leave_governments: int
) -> tuple[Quantiles | None, tuple[str, ...]]:
    """Return free seats a week (p10, p50, p90) and the assumptions used; None without seats.

    Rivals grow with the number of governments telling their nationals to leave.
    """
    rng = generator(setting.seed, "exits", "capacity", way.id)
    seats, used = _seats(way, setting, rng)
    if seats is None:
        return None, ()
    running = draw(setting.pack, SHARE_RUNNING, DRAWS, rng)
    booked, counted = _booked(seats, setting, rng)
    rivals = draw(setting.pack, RIVALS, DRAWS, rng) * leave_governments
    free = np.maximum(0.0, (seats - booked) * running - rivals)
    low, middle, high = (_two(value) for value in np.quantile(free, (0.1, 0.5, 0.9)))
    names = (*used, *counted, SHARE_RUNNING, LOAD_FACTOR, RIVALS)
    return Quantiles(p10=low, p50=middle, p90=high), names


def _booked(
    seats: Floats, setting: Setting, rng: np.random.Generator
) -> tuple[Floats, tuple[str, ...]]:
    """Return seats a week taken in normal times.

    Two estimates stand side by side where the pack has both: a load factor, and people counted
    leaving; each serves half the draws, since neither is known to be the better.
    """
    by_load = seats * draw(setting.pack, LOAD_FACTOR, DRAWS, rng)
    if DEPARTING not in setting.pack.assumptions:
        return by_load, ()
    by_count = np.minimum(seats, 7.0 * draw(setting.pack, DEPARTING, DRAWS, rng))
    return np.where(np.arange(DRAWS) % 2 == 0, by_load, by_count), (DEPARTING,)


def _seats(
    way: ExitWay, setting: Setting, rng: np.random.Generator
) -> tuple[Floats | None, tuple[str, ...]]:
    pack = setting.pack
    if way.capacity_figure in pack.assumptions:
        row = assumption(pack, way.capacity_figure)
        return draw(pack, row.id, DRAWS, rng), (row.id,)
    figure = next((row for row in pack.figures if row.id == way.capacity_figure), None)
    if figure is not None and figure.best is not None and figure.unit.startswith("flights"):
        return figure.best * draw(pack, SEATS_PER_FLIGHT, DRAWS, rng), (SEATS_PER_FLIGHT,)
    if way.seats_per_week is None:
        return None, ()
    return np.full(DRAWS, way.seats_per_week), ()


def _two(value: float) -> float:
    """Round to two significant figures."""
    return float(f"{value:.1e}") if value else 0.0


def capacity_claim(way: ExitWay, setting: Setting) -> tuple[str, ...]:
    """Return the claim made from the pack figure a capacity rests on, where there is one."""
    name = f"fig:{way.capacity_figure}"
    return (name,) if name in setting.seen.claims else ()
