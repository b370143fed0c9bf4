"""Books: what arrives is sold, burnt or still there; lorries land, are lost or are under way."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.access.paths import AccessPaths
from corridor.supply.setup import Setup, make_setup
from corridor.supply.simulate import Run, simulate
from tests.supply.conftest import FIRST, build, constant_paths, random_paths

DAYS = 80


def a_setup(paths: AccessPaths, *, members: int = 40, exact: bool = True) -> Setup:
    return make_setup(
        [], paths, build(), as_of=FIRST + timedelta(days=40), days=40, members=members, seed=3,
        exact=exact,
    )  # fmt: skip


def random_run(seed: int = 1, *, exact: bool = True) -> Run:
    paths = random_paths(build(), FIRST + timedelta(days=40), 40, 40, seed)
    return simulate(a_setup(paths, exact=exact))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_fuel_balances_exactly(seed):
    run = random_run(seed)
    books = run.state.totals
    initial = run.first_stock
    left = run.state.stock().sum(axis=0)
    moved = (books.landed + books.local - books.sold - books.power).sum(axis=0)
    # an all but empty country is held to a microlitre, not to ten figures of nothing
    np.testing.assert_allclose(initial + moved, left, rtol=1e-10, atol=1e-12)


def test_single_precision_keeps_the_balance_to_six_figures():
    run = random_run(exact=False)
    books = run.state.totals
    moved = (books.landed + books.local - books.sold - books.power).sum(axis=0)
    left = run.state.stock().sum(axis=0)
    flow = books.landed.sum(axis=0) + run.first_stock
    np.testing.assert_allclose((run.first_stock + moved) / flow, left / flow, atol=2e-6)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_lorries_land_are_lost_or_are_under_way(seed):
    run = random_run(seed)
    books = run.state.totals
    under_way = run.state.buffer.sum(axis=(0, 1))
    at_first = np.clip(np.rint(run.normal.trip), 1, 62) * run.normal.flow
    expected = at_first.sum(axis=0) + books.departed - books.lost - books.arrived
    np.testing.assert_allclose(expected, under_way, rtol=1e-8, atol=1e-8)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_no_stock_queue_or_fleet_is_ever_negative(seed):
    run = random_run(seed)
    state = run.state
    for name in ("depot", "station", "security", "inland", "queue", "buffer", "busy"):
        assert getattr(state, name).min() >= -1e-9, name
    assert run.history.queue.min() >= 0
    assert np.isfinite(run.history.share).all()


def test_nothing_passes_closed_corridors():
    paths = constant_paths(build(), FIRST + timedelta(days=40), 40, 40, state=2)
    run = simulate(a_setup(paths))
    assert run.state.totals.departed.max() == 0
    under_way_at_first = int(np.rint(run.normal.trip).max())
    assert run.history.litres[under_way_at_first + 1 :].max() == 0


def test_a_road_closed_to_lorries_passes_only_escorted_convoys():
    pack = build()
    paths = constant_paths(pack, FIRST + timedelta(days=40), 40, 40, state=2)
    paths.corridor_states["fuel_convoy"][:] = 1
    moved = simulate(a_setup(paths))
    no_teams = {
        "supply.escort_teams": 0.0, "supply.escort_growth": 0.0,
    }  # fmt: skip
    assumptions = dict(pack.assumptions)
    for name, value in no_teams.items():
        assumptions[name] = assumptions[name].model_copy(
            update={"low": value, "best": value, "high": value}
        )
    alone = make_setup(
        [], paths, build(assumptions=assumptions), as_of=FIRST + timedelta(days=40), days=40,
        members=40, seed=3,
    )  # fmt: skip
    assert moved.state.totals.departed.min() > 0
    assert simulate(alone).state.totals.departed.max() == 0


def test_escort_teams_are_whole_and_away_for_a_round_trip():
    paths = constant_paths(build(), FIRST + timedelta(days=40), 40, 40, state=1)
    run = simulate(a_setup(paths))
    draws = run.draws
    shortest = 2 * 400 / draws["supply.convoy_km_per_day"] + draws["supply.convoy_turnaround"]
    assert (
        run.state.busy.max()
        <= (2 * 600 / draws["supply.convoy_km_per_day"]).max()
        + draws["supply.convoy_turnaround"].max()
    )
    assert shortest.min() > 1


@pytest.mark.parametrize("state", [0, 1])
def test_all_open_stays_supplied_and_contested_runs_short(state):
    paths = constant_paths(build(), FIRST + timedelta(days=40), 40, 200, state=state)
    run = simulate(a_setup(paths, members=200))
    hub, petrol = run.setup.net.hub, run.setup.net.products.index("petrol")
    share = np.median(run.history.share[DAYS - 1, hub, petrol])
    assert share > 0.85 if state == 0 else share < 0.85
