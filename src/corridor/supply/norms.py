"""Normal levels: need, import flow and stock targets that follow from the drawn parameters.

Guarantees: normal imports balance normal need less what towns buy across other borders. Refuses:
a corridor that brings more to an end off the hub than that end needs.
"""

from dataclasses import dataclass

import numpy as np

from corridor.supply.network import Network
from corridor.supply.parameters import Draws, Floats, precision


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
    return np.asarray(bounded / np.maximum(bounded.sum(axis=0), 1e-12))


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


def trip_days(net: Network, draws: Draws) -> Floats:
    """Days [corridor, member] from the border to discharge: road and customs."""
    road = net.km[:, None] / draws["supply.lorry_km_per_day"]
    return np.asarray(np.maximum(1.0, road + draws["supply.customs_days"]))
