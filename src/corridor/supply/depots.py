"""From lorries to stations: drops on the way, the hub's depots, inland towns, power stations.

Guarantees: whatever lands is somewhere (depot, station, road, used for power); scarce fuel is
shared by priority and no one gets more than asked. Refuses: depots by name or place.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CONTESTED, OPEN
from corridor.supply.network import REST, Chain, Network
from corridor.supply.norms import Norms
from corridor.supply.parameters import Draws, Floats
from corridor.supply.state import INLAND_SLOTS, State

RELEASE = 0.3
"""Share of the security stock released a day once the hub's depots hold under a day of need."""
REFILL = 0.2
"""Share of the depots' surplus over normal put back into the security stock a day."""
FASTEST_REFILL = 2.0
"""Stations are refilled at most at this many days of normal need a day (lorries, opening hours)."""
FUEL_MEMORY = 10.0
"""Days over which the power stations' fuel is averaged."""


def land(
    net: Network,
    draws: Draws,
    normal: Norms,
    state: State,
    lorries: Floats,
    tanker: NDArray[np.uint8],
) -> Floats:
    """Discharge today's lorries [corridor, member]: towns on the way first, then the end.

    Returns the litres [place, product, member] discharged at each place.
    """
    litres = lorries[:, None, :] * normal.split[None] * draws["tanker_capacity"] / 1000.0
    state.totals.landed += litres.sum(axis=0)
    care = np.where(tanker == OPEN, 1.0, np.minimum(1.0, draws["supply.inland_priority"]))
    placed = np.zeros_like(state.depot)
    for row in range(len(net.corridors)):
        rest = litres[row]
        for place in np.flatnonzero(net.on_route[row]):
            wanted = normal.direct[row, place] * care[row] * litres[row]
            held = state.depot[place] + state.station[place] + state.moving[place] + placed[place]
            room = np.maximum(0.0, 1.5 * normal.target[place] + normal.need[place] - held)
            drop = np.minimum(wanted, room)
            placed[place] += drop
            rest = rest - drop
        placed[net.destination[row]] += rest
    state.depot += placed
    return placed


def _held(state: State) -> Floats:
    return np.asarray(state.depot + state.station + state.moving)


def local_flow(net: Network, draws: Draws, normal: Norms, state: State) -> None:
    """Towns with a market of their own across another border buy there up to their target."""
    for place in net.local:
        row = net.places.index(place)
        flow = normal.need[row] * np.clip(draws[f"local_flow.{place}"], 0, 1)
        room = np.maximum(0.0, normal.target[row] - state.station[row])
        taken = np.minimum(flow, room)
        state.station[row] += taken
        state.totals.local += taken


def distribute(
    net: Network,
    draws: Draws,
    normal: Norms,
    state: State,
    inland_open: Floats,
    *,
    day: int,
    hub_normal: Floats,
) -> Floats:
    """Share the hub's depots among its stations, inland towns and power; refill stations.

    Returns the litres [place, product, member] that reached inland towns today.
    """
    slot = day % INLAND_SLOTS
    landed: Floats = state.inland[slot].copy()
    state.depot += landed
    state.moving -= landed
    state.inland[slot] = 0.0
    wish = np.clip(normal.target + normal.need - state.station, 0, FASTEST_REFILL * normal.need)
    if net.hub < 0:
        _refill(state, wish)
        return landed
    _security(net, normal, state, hub_normal)
    asked = _inland_requests(net, draws, normal, state, inland_open, hub_normal)
    asked[net.hub] = wish[net.hub]
    weights = np.ones(asked.shape[:1] + asked.shape[2:], dtype=asked.dtype)
    given, power = ration(
        asked, weights, normal.power, draws["supply.power_priority"], state.depot[net.hub]
    )
    _hand_over(net, draws, normal, state, given, power, day)
    wish[net.hub] = 0.0
    _refill(state, wish)
    return landed


def _hand_over(
    net: Network, draws: Draws, normal: Norms, state: State, given: Floats, power: Floats, day: int
) -> None:
    state.depot[net.hub] -= given.sum(axis=0) + power
    state.station[net.hub] += given[net.hub]
    given[net.hub] = 0.0
    lag = np.clip(np.rint(draws["supply.inland_lag_days"]), 1, INLAND_SLOTS - 1).astype(np.intp)
    member = np.arange(lag.size)
    state.moving += given
    # advanced indices around slices put the member axis first; transpose back for the sum
    state.inland[(day + lag) % INLAND_SLOTS, :, :, member] += np.moveaxis(given, -1, 0)
    state.totals.power += power
    asked = normal.power.sum(axis=0)
    share = np.where(asked > 0, power.sum(axis=0) / np.maximum(asked, 1e-12), 1.0)
    state.fuelled += (share - state.fuelled) / FUEL_MEMORY


def _refill(state: State, wish: Floats) -> None:
    moved = np.minimum(state.depot, wish)
    state.depot -= moved
    state.station += moved


def _security(net: Network, normal: Norms, state: State, hub_normal: Floats) -> None:
    """The state releases its stock when the hub runs low, and restores it from surplus."""
    low = state.depot[net.hub] < normal.need[net.hub]
    out = np.where(low, RELEASE * state.security, 0.0)
    full = np.maximum(0.0, normal.security - state.security)
    surplus = np.maximum(0.0, state.depot[net.hub] - hub_normal)
    back = np.where(low, 0.0, np.minimum(REFILL * surplus, full))
    state.security += back - out
    state.depot[net.hub] += out - back


def _inland_requests(
    net: Network,
    draws: Draws,
    normal: Norms,
    state: State,
    inland_open: Floats,
    hub_normal: Floats,
) -> Floats:
    """What inland towns may ask of the hub: need not met on the way, as far as roads allow.

    Wholesalers hold back as the hub's depots fall below normal: those nearest are served first.
    That is all the precedence the hub has: what is still asked counts alike.
    """
    hold = np.clip(state.depot[net.hub] / np.maximum(hub_normal, 1e-9), 0, 1)
    hold = np.maximum(hold, draws["supply.inland_priority"])
    held = _held(state)
    up_to = normal.target + normal.need * (1 + draws["supply.inland_lag_days"])
    order = np.clip(up_to - held, 0, FASTEST_REFILL * normal.need)
    return np.asarray(order * hold[None] * inland_open[:, None, :])


def ration(
    asked: Floats, weights: Floats, power: Floats, power_weight: Floats, stock: Floats
) -> tuple[Floats, Floats]:
    """Share `stock` [product, member] among places [place, product, member] and power.

    All get what they ask if there is enough; else in proportion to weight times request, and what
    that leaves over goes to those still short, in proportion. Never more than asked.
    """
    both = np.concatenate([asked, power[None]])
    weight = np.concatenate(
        [
            np.broadcast_to(weights[:, None, :], asked.shape),
            np.broadcast_to(power_weight, (1, *power.shape)),
        ]
    )
    wanted = both.sum(axis=0)
    scale = stock / np.maximum((weight * both).sum(axis=0), 1e-12)
    first = np.minimum(both, weight * both * scale)
    gap = both - first
    left = np.maximum(0.0, stock - first.sum(axis=0))
    second = gap * np.minimum(1.0, left / np.maximum(gap.sum(axis=0), 1e-12))
    given = np.where(wanted <= stock, both, first + second)
    given *= np.minimum(1.0, stock / np.maximum(given.sum(axis=0), 1e-12))
    return given[:-1], given[-1]


def inland_open(
    net: Network, draws: Draws, states: Mapping[Chain, NDArray[np.uint8]], members: int
) -> Floats:
    """Share [place, member] of a normal day's traffic that inland roads let through.

    The best way to a town counts; for the rest of the country, the mean of all ways. Where access
    says nothing a road is taken as contested: not known is not open.
    """
    some = np.asarray(draws["supply.inland_contested"])
    one = some.dtype.type(1)
    ways = {
        chain: np.where(state == OPEN, one, np.where(state == CONTESTED, some, 0 * one))
        for chain, state in states.items()
    }
    table = np.zeros((len(net.places), members), dtype=some.dtype)
    for row, chains in enumerate(net.inland):
        if chains:
            passing = [ways.get(chain, some) for chain in chains]
            best = np.mean if net.places[row] == REST else np.max
            table[row] = best(np.asarray(passing), axis=0)
    return table
