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
from corridor.supply.parameters import Draws, Floats, precision

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
    """

    depot: Floats
    station: Floats
    scarcity: Floats
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
    totals: Totals

    def take(self, index: NDArray[np.intp]) -> None:
        """Keep the members `index`, in that order (in place)."""
        for part in (self, self.totals):
            for field in fields(part):
                value = getattr(part, field.name)
                if isinstance(value, np.ndarray):
                    setattr(part, field.name, value[..., index])

    def stock(self) -> Floats:
        """All fuel inside the country [product, member], million litres."""
        return np.asarray(
            self.depot.sum(axis=0) + self.station.sum(axis=0) + self.security
            + self.moving.sum(axis=0)
        )  # fmt: skip


@dataclass(frozen=True)
class Noise:
    """One day's random numbers; drawn in the same order and number every day."""

    stations: Floats
    flow: Floats
    size: Floats
    launch: Floats
    attack: Floats
    loss: Floats


def draw_noise(
    rng: np.random.Generator, places: int, corridors: int, members: int
) -> Noise:
    """Draw one day's noise: normals for stations, flow and sizes, uniforms for chance."""
    return Noise(
        stations=rng.standard_normal((places, members), dtype=np.float32),
        flow=rng.standard_normal((corridors, members), dtype=np.float32),
        size=rng.standard_normal((TEAM_SLOTS, members), dtype=np.float32),
        launch=rng.random((corridors, members), dtype=np.float32),
        attack=rng.random((TEAM_SLOTS, members), dtype=np.float32),
        loss=rng.random((TEAM_SLOTS, members), dtype=np.float32),
    )


@dataclass(frozen=True)
class Norms:
    """Normal levels that follow from the drawn parameters.

    Attributes:
        need: [place, product, member] million litres a day at stations.
        power: [product, member] diesel for power, million litres a day.
        split: [product, member] share of each product in imports.
        flow: [corridor, member] lorries a day in normal times.
        direct: [corridor, place, member] share of a corridor's load dropped on the way.
        target: [place, product, member] stock stations want to hold.
        security: [product, member] full national security stock.
        trip: [corridor, member] days from the border to discharge.
    """

    need: Floats
    power: Floats
    split: Floats
    flow: Floats
    direct: Floats
    target: Floats
    security: Floats
    trip: Floats


def norms(net: Network, draws: Draws) -> Norms:
    """Work out the normal levels; import flow balances need less the local flow."""
    members, kind = draws.z.shape[1], precision(exact=draws.exact)
    need = np.zeros((len(net.places), len(net.products), members), dtype=kind)
    for (place, product), _ in sorted(net.need.items()):
        values = draws[f"demand.{place}.{product}"]
        need[net.places.index(place), net.products.index(product)] = values
    power = _power_need(net, draws, members)
    local = np.zeros((len(net.places), 1, members), dtype=kind)
    for place in net.local:
        local[net.places.index(place), 0] = np.clip(draws[f"local_flow.{place}"], 0, 1)
    imports = (need * (1 - local)).sum(axis=0) + power
    total = imports.sum(axis=0)
    shares = np.array([draws[name] for name in sorted(net.shares)]).reshape(-1, members)
    shares = shares / np.maximum(shares.sum(axis=0), 1e-12)
    shares = _bounded(net, shares, need * (1 - local), total)
    flow = shares * total * 1000.0 / draws["tanker_capacity"]
    return Norms(
        need=need,
        power=power,
        split=imports / np.maximum(total, 1e-12),
        flow=flow,
        direct=_direct(net, need * (1 - local), shares, total),
        target=need * draws["stock.station_days"],
        security=(need.sum(axis=0) + power) * draws["supply.security_cover_days"],
        trip=trip_days(net, draws),
    )


def _bounded(net: Network, shares: Floats, need: Floats, total: Floats) -> Floats:
    """No corridor brings more to an end that is not the hub than that end needs."""
    bounded = shares.copy()
    for row in np.flatnonzero(net.destination != net.hub):
        most = need[net.destination[row]].sum(axis=0) / np.maximum(total, 1e-12)
        bounded[row] = np.minimum(shares[row], most)
    return bounded / np.maximum(bounded.sum(axis=0), 1e-12)


def _power_need(net: Network, draws: Draws, members: int) -> Floats:
    power = np.zeros((len(net.products), members), dtype=precision(exact=draws.exact))
    if "diesel" in net.products and net.hub >= 0:
        power[net.products.index("diesel")] = draws["demand.national.power"]
    return power


def _direct(net: Network, need: Floats, shares: Floats, total: Floats) -> Floats:
    """Share of each corridor's load that towns on its way take in normal times."""
    volume = np.maximum(shares * total, 1e-12)
    passing = net.on_route[:, :, None] * shares[:, None, :]
    passing = passing / np.maximum(passing.sum(axis=0), 1e-12)
    drop = passing * need.sum(axis=1)[None] / volume[:, None, :]
    return np.asarray(drop * np.minimum(1.0, 0.9 / np.maximum(drop.sum(axis=1), 1e-12))[:, None])


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
        totals=_empty_totals(products, members, normal.need.dtype),
    )
    lag = np.clip(np.rint(inside_days), 1, LAG_SLOTS - 2)
    for slot in range(LAG_SLOTS):
        state.buffer[slot] = np.where(slot < lag, normal.flow, 0.0)
    return state


def _first_stock(net: Network, draws: Draws, normal: Norms) -> tuple[Floats, Floats]:
    """Stations fill first; what a reported or assumed stock holds beyond that is in depots."""
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
    return station, depot


def _empty_totals(products: int, members: int, kind: np.dtype[Any]) -> Totals:
    litres = [np.zeros((products, members), dtype=kind) for _ in range(4)]
    lorries = [np.zeros(members, dtype=kind) for _ in range(3)]
    return Totals(*litres, *lorries)


def trip_days(net: Network, draws: Draws) -> Floats:
    """Days [corridor, member] from the border to discharge: road and customs."""
    road = net.km[:, None] / draws["supply.lorry_km_per_day"]
    return np.asarray(np.maximum(1.0, road + draws["supply.customs_days"]))
