"""A made-up country of any size for the supply engine, from a seed: borders, towns, roads, trouble.

Guarantees: the same seed gives the same country; its parameters are the ranges of the bundled
Mali pack, its places and roads are nobody's. Refuses: being taken for a real one.
"""

from datetime import date, timedelta

import numpy as np

import corridor
from corridor.records.base import Band
from corridor.supply.bans import Bans
from corridor.supply.network import Chain, Network
from corridor.supply.parameters import required_bands
from corridor.supply.setup import Setup

FIRST = date(2030, 1, 1)
CORRIDORS, NATION, STAY = 8, 4.0, 0.93


def network(places: int, products: int, seed: int) -> Network:
    """A capital, towns with random weights on random corridors, a way from the hub to each."""
    rng = np.random.default_rng(seed)
    names = tuple(f"t{i:03d}" for i in range(places))
    goods = tuple(sorted(("diesel", "petrol", "kerosene", "jet")[:products]))
    weight = rng.dirichlet(np.full(places, 0.6)) * 0.5
    weight[0] += 0.5
    on_route = rng.random((CORRIDORS, places)) < 2.0 / places
    on_route[:, 0] = False
    need = {
        (name, good): Band(low=best / 1.4, best=best, high=best * 1.4, unit="million litres/day")
        for name, share in zip(names, weight, strict=True)
        for good in goods
        if (best := float(NATION * share / products))
    }
    shares = rng.dirichlet(np.full(CORRIDORS, 2.0))
    return Network(
        places=names,
        products=goods,
        hub=0,
        corridors=tuple(f"c{i}" for i in range(CORRIDORS)),
        km=rng.uniform(300, 1200, CORRIDORS).astype(np.float32),
        destination=np.zeros(CORRIDORS, dtype=np.intp),
        on_route=on_route,
        inland=((), *((Chain(f"w{i}"),) for i in range(1, places))),
        need=need,
        stock={},
        local={},
        shares={
            f"share.c{i}": Band(low=s / 1.5, best=s, high=min(1.0, s * 1.5), unit="share")
            for i, s in enumerate(map(float, shares))
        },
        notes=(),
        queues={},
    )


def states(rows: int, days: int, members: int, seed: int) -> np.ndarray:
    """Road states [row, day, member] that last about two weeks each; half of the time open."""
    rng = np.random.default_rng(seed)
    fresh = rng.choice(np.array([0, 0, 1, 2], dtype=np.uint8), (rows, days, members))
    stays = rng.random((rows, days, members), dtype=np.float32) < STAY
    for day in range(1, days):
        fresh[:, day] = np.where(stays[:, day], fresh[:, day - 1], fresh[:, day])
    return fresh


def country(
    places: int = 60, days: int = 180, members: int = 10_000, products: int = 1, seed: int = 0
) -> Setup:
    """Everything a run needs; trouble begins in the second week, escorts follow of themselves."""
    net = network(places, products, seed)
    demand = {f"demand.{place}.{good}": band for (place, good), band in net.need.items()}
    bands = dict(required_bands(corridor.load_pack("mali"))) | demand | net.shares
    tanker = states(CORRIDORS, days, members, seed + 1)
    ease = (tanker > 0) & (np.random.default_rng(seed + 2).random(tanker.shape) < 0.5)
    inland = states(places - 1, days, members, seed + 3)
    chains = [chain for row in net.inland for chain in row]
    rng = np.random.default_rng(seed + 4)
    attacks = np.where(rng.random((days, CORRIDORS)) < 0.02, 1.0, 0.0).astype(np.float32)
    attacks[:14] = 0.0
    bans = Bans(np.zeros_like(attacks), np.zeros_like(attacks))
    bans.strength[20:] = 1.0
    bans.age[20:] = np.arange(max(0, days - 20), dtype=np.float32)[:, None]
    return Setup(
        net=net, bands=bands, first=FIRST, as_of=FIRST + timedelta(days=days // 2), days=days,
        members=members, seed=seed, exact=False, tanker=tanker,
        convoy=(tanker - ease).astype(np.uint8),
        inland=dict(zip(chains, inland, strict=True)), attacks=attacks, bans=bans, calm=14,
        escorts_from=None, rationed=np.zeros((days, places)), news_claims={}, notes=(),
    )  # fmt: skip
