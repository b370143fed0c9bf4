"""What stands between need and sales: need put off, and buyers from elsewhere at the hub."""

from datetime import timedelta

import numpy as np

from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate, start
from corridor.supply.stations import note_urgency, sell
from tests.supply.conftest import FIRST, build, constant_paths, fixed

MEMBERS = 40
EVEN = {"supply__hoard_gain": 0.0, "supply__travel_fall": 0.0, "supply__sale_fraction": 1.0}


def run_of(days=20, state=0, **values):
    pack = build()
    pack = pack.model_copy(
        update={"assumptions": {**pack.assumptions, **fixed(**{**EVEN, **values})}}
    )
    as_of = FIRST + timedelta(days=days)
    paths = constant_paths(pack, as_of, 30, MEMBERS, state=state)
    return make_setup([], paths, pack, as_of=as_of, days=30, members=MEMBERS, seed=0, exact=True)


def sold_today(run, station):
    """Sales of petrol at the capital on one day that begins with `station` days of need there."""
    hub = run.setup.net.hub
    run.state.station[:] = 0.0
    run.state.station[hub] = station * run.normal.need[hub]
    sold = sell(run.draws, run.normal, run.state, np.zeros((len(run.setup.net.places), 1, 1)))
    return sold[hub, 1] / run.normal.need[hub, 1]


def test_after_dry_days_empty_tanks_are_filled_first_and_no_more_than_they_hold():
    run = start(run_of(supply__tank_days=3.0, supply__spill=0.0))
    for _ in range(10):
        np.testing.assert_allclose(sold_today(run, 0.0), 0.0)
    np.testing.assert_allclose(sold_today(run, 50.0), 4.0, rtol=1e-6)
    np.testing.assert_allclose(sold_today(run, 50.0), 1.0, rtol=1e-6)


def test_without_tanks_nothing_is_put_off():
    run = start(run_of(supply__tank_days=0.0, supply__spill=0.0))
    sold_today(run, 0.0)
    np.testing.assert_allclose(sold_today(run, 50.0), 1.0, rtol=1e-6)


def test_what_towns_lack_is_fetched_at_the_hub():
    run = start(run_of(supply__tank_days=0.0, supply__spill=0.2))
    hub, need = run.setup.net.hub, run.normal.need
    run.state.scarcity[:] = 0.5
    run.state.scarcity[hub] = 0.0
    note_urgency(hub, run.normal, run.state, np.ones_like(need))
    others = need[:, 1].sum(axis=0) - need[hub, 1]
    more = 0.2 * 0.5 * others / need[hub, 1]
    np.testing.assert_allclose(sold_today(run, 50.0), 1.0 + more, rtol=1e-6)


def test_a_hub_that_serves_others_lasts_less_long():
    shut = {"state": 2}
    cover = [
        simulate(run_of(**shut, supply__spill=spill), until=12).state.station.sum()
        for spill in (0.0, 0.4)
    ]
    assert cover[1] < cover[0]
