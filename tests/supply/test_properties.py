"""Properties: same seed same run, no hindsight, scale and order free, more inflow never less."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.supply import assess_supply
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate, start
from corridor.supply.stations import open_share, sell
from tests.supply.conftest import FIRST, RANGES, assumption, build, constant_paths, random_paths

AS_OF = FIRST + timedelta(days=30)
SCALED = ("demand.", "stock.capital")


def assessed(pack, claims=(), events=(), seed=0, members=150, days=30):
    paths = random_paths(pack, AS_OF, days, members)
    return assess_supply(
        events, claims, paths, pack.at(AS_OF), as_of=AS_OF, days=days, members=members, seed=seed
    )


def test_same_input_same_bytes(small_pack, say):
    claims = [say("station_closure", 20, "nearly all out of petrol")]
    assert assessed(small_pack, claims).to_json() == assessed(small_pack, claims).to_json()


def test_another_seed_gives_another_draw(small_pack):
    assert assessed(small_pack).to_json() != assessed(small_pack, seed=1).to_json()


def test_later_claims_figures_and_assumptions_change_nothing(small_pack, say):
    now = [say("station_closure", 20, "nearly all out of petrol")]
    later = say(
        "station_closure", 22, "nearly all out of petrol", known_from=AS_OF + timedelta(days=1)
    )
    extra = assumption("local_flow.hill", 0.5, 0.5, 0.5, "share").model_copy(
        update={"known_from": AS_OF + timedelta(days=1)}
    )
    pack = build(assumptions=dict(small_pack.assumptions) | {"local_flow.hill": extra})
    assert assessed(pack, [*now, later]).to_json() == assessed(small_pack, now).to_json()


def test_a_longer_horizon_does_not_move_the_past(small_pack):
    paths = random_paths(small_pack, AS_OF, 60, 60)
    short, long = (
        simulate(make_setup([], paths, small_pack, as_of=AS_OF, days=days, members=60, seed=0))
        for days in (20, 60)
    )
    np.testing.assert_array_equal(short.history.share, long.history.share[:51])


def test_order_of_rows_does_not_matter(small_pack, say):
    claims = [
        say("station_closure", 20, "nearly all out of petrol"),
        say("shortage_eased", 26, "queues almost vanished", place="hill"),
    ]
    turned = build(
        places=dict(reversed(small_pack.places.items())),
        corridors=dict(reversed(small_pack.corridors.items())),
        assumptions=dict(reversed(small_pack.assumptions.items())),
        products=dict(reversed(small_pack.products.items())),
    )
    assert assessed(turned, claims[::-1]).to_json() == assessed(small_pack, claims).to_json()


@pytest.mark.parametrize("factor", [0.1, 7.0])
def test_a_country_of_another_size_has_the_same_days_of_cover(small_pack, factor):
    grown = dict(small_pack.assumptions)
    for name, (low, best, high, unit) in RANGES.items():
        if name.startswith("demand.") or name == "tanker_capacity":
            grown[name] = assumption(name, low * factor, best * factor, high * factor, unit)
    base, other = assessed(small_pack), assessed(build(assumptions=grown))
    for one, two in zip(base.places, other.places, strict=True):
        assert two.days_of_cover.p50 == pytest.approx(one.days_of_cover.p50, rel=1e-3)
        assert two.p_dry == pytest.approx(one.p_dry, abs=0.02)


@settings(max_examples=25, deadline=None)
@given(
    extra=st.lists(st.floats(0, 2), min_size=12, max_size=12),
    arrivals=st.lists(st.floats(0, 2), min_size=12, max_size=12),
)
def test_more_inflow_never_means_less_sold_nor_fewer_stations(extra, arrivals):
    """With steady behaviour (no fear, no adaptation) more fuel is never worse, day by day."""
    pack = build()
    quiet = {
        name: assumption(name, 0, 0, 0, "share")
        for name in ("supply.travel_fall", "supply.hoard_gain")
    }
    pack = build(assumptions=dict(pack.assumptions) | quiet)
    paths = constant_paths(pack, AS_OF, 5, 4)
    less, more = (
        start(make_setup([], paths, pack, as_of=AS_OF, days=5, members=4, seed=0, exact=True))
        for _ in range(2)
    )
    calm = np.zeros((len(less.setup.net.places), 4))
    capped = np.zeros((len(less.setup.net.places), 1, 1))
    for add, base in zip(extra, arrivals, strict=True):
        shares = []
        for run, amount in ((less, base), (more, base + add)):
            run.state.station += amount
            sell(run.draws, run.normal, run.state, capped)
            shares.append(open_share(run.draws, run.normal, run.state, calm))
        assert (more.state.station >= less.state.station - 1e-9).all()
        assert (more.state.totals.sold >= less.state.totals.sold - 1e-9).all()
        assert (shares[1] >= shares[0] - 1e-9).all()


def test_better_roads_bring_more_and_leave_fewer_dry(small_pack):
    results = []
    for state in (0, 1, 2):
        paths = constant_paths(small_pack, AS_OF, 40, 150, state=state)
        results.append(
            assess_supply([], [], paths, small_pack, as_of=AS_OF, days=40, members=150, seed=0)
        )
    inflow = [sum(w.litres.p50 for w in r.national.weekly_inflow) for r in results]
    dry = [r.place("capital", "petrol").first_dry.p_within_horizon for r in results]
    assert inflow[0] > inflow[1] > inflow[2]
    assert dry[0] <= dry[1] <= dry[2]
