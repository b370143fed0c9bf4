"""The engine against a slow independent implementation, member by member, day by day."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from corridor.supply.parameters import generator
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate, start
from corridor.supply.state import draw_noise
from tests.supply import reference
from tests.supply.conftest import FIRST, build, random_paths

DAYS, CALM = 45, 10
MEMBERS = 4


def member_of(run, index):
    """The same starting point, as plain numbers."""
    net, normal, state = run.setup.net, run.normal, run.state
    pairs = [(p, k) for p in net.places for k in net.products]

    def table(array):
        return {
            (p, k): float(array[net.places.index(p), net.products.index(k), index])
            for p, k in pairs
        }

    def row(array, names):
        return {name: float(array[i, index]) for i, name in enumerate(names)}

    m = reference.Member(
        p={name: float(values[index]) for name, values in run.draws.values.items()},
        places=list(net.places), products=list(net.products), corridors=list(net.corridors),
        km=dict(zip(net.corridors, map(float, net.km), strict=True)),
        passes={c: [p for j, p in enumerate(net.places) if net.on_route[i, j]]
                for i, c in enumerate(net.corridors)},
        need=table(normal.need), power=row(normal.power, net.products),
        flow=row(normal.flow, net.corridors),
        direct={(c, p): float(normal.direct[i, j, index])
                for i, c in enumerate(net.corridors) for j, p in enumerate(net.places)},
        split=row(normal.split, net.products), hub="capital",
        station=table(state.station), depot=table(state.depot), target=table(normal.target),
        security=row(state.security, net.products), queue=row(state.queue, net.corridors),
        inside=row(state.inside, net.corridors), fleet=row(state.fleet, net.corridors),
    )  # fmt: skip
    m.willing = dict.fromkeys(net.corridors, 1.0)
    m.scarcity = dict.fromkeys(pairs, 0.0)
    m.wobble = dict.fromkeys(net.places, 0.0)
    m.first_stock = m.stock()
    m.hub_normal = {k: m.depot["capital", k] for k in net.products}
    m.security_full = dict(m.security)
    for slot in range(64):
        for i, c in enumerate(net.corridors):
            m.road[slot, c] = float(state.buffer[slot, i, index])
    return m


def noise_of(noise, net, index):
    return {
        "flow": {c: float(noise.flow[i, index]) for i, c in enumerate(net.corridors)},
        "launch": {c: float(noise.launch[i, index]) for i, c in enumerate(net.corridors)},
        "stations": {p: float(noise.stations[i, index]) for i, p in enumerate(net.places)},
        "size": noise.size[:, index].astype(float), "attack": noise.attack[:, index].astype(float),
        "loss": noise.loss[:, index].astype(float),
    }  # fmt: skip


def passing_of(setup, net, run, day, index):
    some = float(run.draws["supply.inland_contested"][index])
    way = {0: 1.0, 1: some, 2: 0.0}
    found = {}
    for place, chains in zip(net.places, net.inland, strict=True):
        ways = [way[int(setup.inland[chain][day, index])] for chain in chains]
        mean_or_best = (sum(ways) / len(ways) if place == "rest" else max(ways)) if ways else 0.0
        found[place] = mean_or_best
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_engine_and_slow_implementation_agree(seed):
    agree(seed)


def agree(seed, simulate=simulate):
    """Run a small country by `simulate` and by the slow implementation, and compare them."""
    pack = build()
    as_of = FIRST + timedelta(days=DAYS)
    paths = random_paths(pack, as_of, 0, MEMBERS, seed)
    setup = make_setup([], paths, pack, as_of=as_of, days=0, members=MEMBERS, seed=seed, exact=True)
    setup = replace(setup, calm=CALM)
    fast = simulate(setup)
    begin, net = start(setup), setup.net
    rng = generator(seed, "supply/noise")
    members = [member_of(begin, i) for i in range(MEMBERS)]
    for day in range(setup.days):
        noise = draw_noise(rng, len(net.places), len(net.corridors), MEMBERS)
        for i, m in enumerate(members):
            tanker = {c: int(setup.tanker[j, day, i]) for j, c in enumerate(net.corridors)}
            convoy = {c: int(setup.convoy[j, day, i]) for j, c in enumerate(net.corridors)}
            passing = passing_of(setup, net, begin, day, i)
            reference.one_day(m, day, tanker, convoy, passing, noise_of(noise, net, i), day < CALM)
            slow = [m.share[p, k] for p in net.places for k in net.products]
            np.testing.assert_allclose(
                fast.history.share[day, :, :, i].ravel(), slow, rtol=2e-5, atol=1e-6
            )
            assert fast.history.litres[day, i] == pytest.approx(m.landed_litres, rel=1e-5, abs=1e-7)
    for i, m in enumerate(members):
        assert float(fast.state.stock()[:, i].sum()) == pytest.approx(m.stock(), rel=1e-5)
        for j, c in enumerate(net.corridors):
            assert float(fast.state.queue[j, i]) == pytest.approx(m.queue[c], rel=1e-5, abs=1e-6)
            assert float(fast.state.fleet[j, i]) == pytest.approx(m.fleet[c], rel=1e-5)
