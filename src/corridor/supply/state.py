"""What each member carries from day to day, and the daily noise it meets.

Guarantees: `State.take` re-indexes every array by member, so a resampled member keeps its own
books (stock, sales, losses) in balance. Refuses: state outside this one place.
"""

from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.supply.network import Network
from corridor.supply.norms import Norms
from corridor.supply.parameters import Draws, Floats

TEAM_SLOTS = 8
"""Most escort teams a member can have; more would not change a country's picture."""
LAG_SLOTS = 64
"""Days a lorry can be under way at most (ring buffer)."""
INLAND_SLOTS = 8


@dataclass
class Totals:
    """Books since the first day, [product, member] in million litres or [member] in lorries."""

    landed: Floats
    local: Floats
    sold: Floats
    power: Floats
    departed: Floats
    lost: Floats
    arrived: Floats


@dataclass
class State:
    """One day's state. Million litres for stocks, lorries at the border and under way.

    Attributes:
        depot, station, scarcity: [place, product, member].
        owed: [place, product, member] need put off while nothing could be bought: empty tanks.
        errands: the same, unmet need elsewhere that some will fetch at the hub; zero off the hub.
        security: [product, member], the national security stock.
        inland: ring buffer [slot, place, product, member] of what is on inland roads.
        moving: [place, product, member] sum of that buffer.
        queue, inside, fleet: [corridor, member] lorries waiting, inside the country, owned.
        buffer: ring buffer [slot, corridor, member] of lorries under way to their end.
        willing: [corridor, member] drivers' willingness, 0 to 1.
        busy: [team, member] days until a team is free.
        alarm: [member] days on which the import roads were not open.
        noise: [place, member] slow noise of the stations' share.
        dearness: [place, product, member] slow scarcity behind the street price.
        fuelled: [member] slow share of the power stations' diesel that was delivered.
        urgent: [member] days on which under half of the hub's stations sold some product.
        sent: [member] escorted convoys that set out today; small ones count in part.
    """

    depot: Floats
    station: Floats
    scarcity: Floats
    owed: Floats
    errands: Floats
    security: Floats
    inland: Floats
    moving: Floats
    queue: Floats
    inside: Floats
    fleet: Floats
    buffer: Floats
    willing: Floats
    busy: Floats
    alarm: Floats
    noise: Floats
    dearness: Floats
    fuelled: Floats
    urgent: Floats
    sent: Floats
    totals: Totals

    def take(self, index: NDArray[np.intp]) -> None:
        """Keep the members `index`, in that order (in place).

        `np.take` keeps members side by side in memory; `value[..., index]` would put them first,
        and every later day would cost twice as much.
        """
        for part in (self, self.totals):
            for field in fields(part):
                value = getattr(part, field.name)
                if isinstance(value, np.ndarray):
                    setattr(part, field.name, np.take(value, index, axis=-1))

    def stock(self) -> Floats:
        """All fuel inside the country [product, member], million litres."""
        return np.asarray(
            self.depot.sum(axis=0)
            + self.station.sum(axis=0)
            + self.security
            + self.moving.sum(axis=0)
        )


@dataclass(frozen=True)
class Noise:
    """One day's random numbers; drawn in the same order and number every day."""

    stations: Floats
    flow: Floats
    size: Floats
    launch: Floats
    attack: Floats
    loss: Floats


def draw_noise(rng: np.random.Generator, places: int, corridors: int, members: int) -> Noise:
    """Draw one day's noise: normals for stations, flow and sizes, uniforms for chance."""
    return Noise(
        stations=rng.standard_normal((places, members), dtype=np.float32),
        flow=rng.standard_normal((corridors, members), dtype=np.float32),
        size=rng.standard_normal((TEAM_SLOTS, members), dtype=np.float32),
        launch=rng.random((corridors, members), dtype=np.float32),
        attack=rng.random((TEAM_SLOTS, members), dtype=np.float32),
        loss=rng.random((TEAM_SLOTS, members), dtype=np.float32),
    )


def first_state(net: Network, draws: Draws, normal: Norms) -> State:
    """Return the state of a country in its normal rhythm, before the first day."""
    places, products, members = normal.need.shape
    blank = partial(np.zeros, dtype=normal.need.dtype)
    corridors = len(net.corridors)
    station, depot = _first_stock(net, draws, normal)
    inside_days = normal.trip
    fleet = normal.flow * (draws["supply.outside_days"] + 2 * inside_days)
    fleet = fleet * draws["supply.fleet_ratio"]
    state = State(
        depot=depot,
        station=station,
        scarcity=blank((places, products, members)),
        owed=blank((places, products, members)),
        errands=blank((places, products, members)),
        security=normal.security.copy(),
        inland=blank((INLAND_SLOTS, places, products, members)),
        moving=blank((places, products, members)),
        queue=normal.flow.copy(),
        inside=normal.flow * 2 * inside_days,
        fleet=fleet,
        buffer=blank((LAG_SLOTS, corridors, members)),
        willing=np.ones((corridors, members), dtype=normal.need.dtype),
        busy=blank((TEAM_SLOTS, members)),
        alarm=blank(members),
        noise=blank((places, members)),
        dearness=blank((places, products, members)),
        fuelled=np.ones(members, dtype=normal.need.dtype),
        urgent=blank(members),
        sent=blank(members),
        totals=_empty_totals(products, members, normal.need.dtype),
    )
    lag = np.clip(np.rint(inside_days), 1, LAG_SLOTS - 2)
    for slot in range(LAG_SLOTS):
        state.buffer[slot] = np.where(slot < lag, normal.flow, 0.0)
    return state


def _first_stock(net: Network, draws: Draws, normal: Norms) -> tuple[Floats, Floats]:
    """Stations fill first; what a reported or assumed stock holds beyond that is in depots.

    A stock named for the hub is the hub's own; its depots hold the rest of the country's fuel too.
    """
    station, depot = normal.target.copy(), np.zeros_like(normal.target)
    if net.hub >= 0:
        depot[net.hub] = normal.need.sum(axis=0) * draws["supply.depot_cover_days"]
    for (place, product), band in sorted(net.stock.items()):
        where = net.places.index(place) if place in net.places else -1
        if where < 0:
            continue
        what = net.products.index(product)
        amount = draws[f"stock.{place}.{product}"]
        if "day" in band.unit:
            amount = amount * normal.need[where, what]
        station[where, what] = np.minimum(amount, normal.target[where, what])
        depot[where, what] = amount - station[where, what]
        if where == net.hub:
            others = normal.need[:, what].sum(axis=0) - normal.need[where, what]
            depot[where, what] += others * draws["supply.depot_cover_days"]
    return station, depot


def _empty_totals(products: int, members: int, kind: np.dtype[Any]) -> Totals:
    litres = [np.zeros((products, members), dtype=kind) for _ in range(4)]
    lorries = [np.zeros(members, dtype=kind) for _ in range(3)]
    return Totals(*litres, *lorries)
