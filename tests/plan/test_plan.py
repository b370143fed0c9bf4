"""The plan is optimal, balanced, monotone, agrees with another solver call, and says what is missing."""

import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.plan import Periods, Planner, Problem, plan_record
from corridor.plan.matrix import matrix_of
from corridor.plan.summary import Setting
from corridor.records.errors import InputError, NeedsError
from tests.plan.conftest import scaled, two_towns

pytest.importorskip("highspy", reason="the extra 'plan' is not installed")
DAY = date(2030, 1, 31)


def record(problem: Problem):
    return plan_record(problem, Planner(), Setting(DAY))


def random_problem(seed: int) -> Problem:
    rng = np.random.default_rng(seed)
    small = two_towns(days=int(rng.integers(1, 40)))
    need = small.need * rng.uniform(0.2, 2.0, small.need.shape)
    ways = [
        replace(w, capacity=w.capacity * rng.uniform(0, 1.5, w.capacity.shape)) for w in small.ways
    ]
    return replace(small, need=need, ways=tuple(ways), essential=float(rng.uniform(0, 1)))


def test_the_solver_prints_nothing_where_json_may_stand(capfd):
    """Not even its greeting, which version 1.16 prints as a solver is made."""
    assert Planner().solve(random_problem(0)).objective > 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seed", range(6))
def test_another_call_of_a_solver_finds_the_same_optimum(seed):
    optimize = pytest.importorskip("scipy.optimize")
    sparse = pytest.importorskip("scipy.sparse")
    problem = random_problem(seed)
    m = matrix_of(problem)
    whole = sparse.csr_matrix(
        (m.values, m.index, m.starts), shape=(m.layout.rows, m.layout.columns)
    )
    even = slice(0, m.layout.pools)
    found = optimize.linprog(
        m.cost, A_eq=whole[even], b_eq=m.row_high[even], A_ub=whole[m.layout.pools :],
        b_ub=m.row_high[m.layout.pools :], bounds=np.column_stack([m.column_low, m.column_high]),
        method="highs-ds",
    )  # fmt: skip
    assert found.success
    ours = Planner().solve(problem).objective
    assert ours == pytest.approx(-found.fun, rel=1e-6, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_node_product_and_period_balances(seed):
    problem = random_problem(seed)
    found = Planner().solve(problem)
    before = np.concatenate([problem.stock[..., None], found.stock[..., :-1]], axis=-1)
    balance = before + problem.incoming - found.met - found.stock
    for arc, (start, end) in enumerate(zip(problem.start, problem.end, strict=True)):
        balance[end] += found.flow[arc] @ problem.periods.arriving(int(problem.lag[arc]))
        if start >= 0:
            balance[start] -= found.flow[arc]
    assert np.abs(balance).max() < 1e-3  # litres of thousands of cubic metres
    assert (found.met <= problem.need + 1e-3).all()
    assert (found.stock <= problem.room + 1e-3).all()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), way=st.integers(0, 2), factor=st.floats(1.0, 3.0))
def test_more_capacity_or_stock_never_meets_less(seed, way, factor):
    problem = random_problem(seed)
    base = Planner().solve(problem).objective
    assert Planner().solve(scaled(problem, way, factor)).objective >= base - 1e-3
    richer = replace(problem, stock=np.minimum(problem.stock * factor, problem.storage))
    assert Planner().solve(richer).objective >= base - 1e-3


def test_a_closed_corridor_carries_nothing(small):
    found = Planner().solve(scaled(small, 1, 0.0))
    assert found.flow[1].max() < 1e-9
    assert found.met.sum() == pytest.approx(small.stock.sum(), rel=1e-6)


def test_a_closed_form_steady_state():
    """Need 130 a day, 100 pass: all stock and all that arrives in time is used."""
    small = replace(two_towns(days=28), resources=())
    small = replace(small, ways=tuple(replace(w, uses=()) for w in small.ways))
    met = Planner().solve(small).met.sum()
    assert met == pytest.approx(small.stock.sum() + 100 * (28 - 3), rel=1e-6)


def test_lorries_held_ten_days_limit_what_is_loaded():
    """30 lorries of 40 cubic metres, ten days a trip: 120 a day in the long run."""
    free = replace(two_towns(days=98), need=two_towns(days=98).need * 5)
    found = Planner().solve(scaled(scaled(free, 1, 10.0), 0, 10.0))
    loaded = found.flow[0].sum()
    assert loaded <= 120 * (98 + 10)  # lorries loaded at the very end are back after it
    assert loaded >= 120 * 98 * 0.9


def test_taken_up_from_the_last_basis_gives_the_same_optimum(small):
    planner = Planner()
    first = planner.solve(small).objective
    shut = scaled(small, 1, 0.3)
    assert planner.solve(shut).objective == pytest.approx(Planner().solve(shut).objective, rel=1e-7)
    assert planner.solve(small).objective == pytest.approx(first, rel=1e-7)


def test_shadow_prices_name_the_limit_that_binds(small):
    told = {limit.kind: limit for limit in record(small).limits}
    assert list(told) == ["lorries", "escorts", "corridors", "storage"]
    assert told["corridors"].binds
    assert not told["lorries"].binds
    few = replace(
        small, resources=(replace(small.resources[0], available=small.resources[0].available / 5),)
    )
    told = {limit.kind: limit for limit in record(few).limits}
    assert told["lorries"].binds
    assert "Lorries: binding" in told["lorries"].words
    more = replace(
        few,
        resources=(
            replace(few.resources[0], available=few.resources[0].available + few.periods.length),
        ),
    )
    worth = Planner().solve(more).objective - Planner().solve(few).objective
    assert worth == pytest.approx(told["lorries"].gain * 1000 / 100, rel=0.25)


def test_the_record_is_weekly_national_and_adds_up(small):
    plan = record(small)
    assert plan.upper_bound
    weeks = [w for w in plan.weekly if w.product is None]
    assert [w.days for w in weeks] == [7, 7, 7, 7]
    for week in plan.weekly:
        assert week.met + week.unmet == pytest.approx(week.need, abs=2e-3)
    assert {p.place for p in plan.places} == {"hub", "town"}
    assert "arc" not in plan.to_json()
    assert "border" not in plan.to_json()


def test_no_need_no_corridor_and_closed_corridors_are_said(small):
    nothing = record(replace(small, need=small.need * 0))
    assert "nothing to plan" in nothing.notes[0]
    assert nothing.met_share == 1.0
    closed = record(scaled(small, 1, 0.0))
    assert any("lets anything through" in note for note in closed.notes)
    alone = replace(small, start=np.zeros(0, int), end=np.zeros(0, int), way=np.zeros(0, int),
                    lag=np.zeros(0, int), ways=(), resources=())  # fmt: skip
    assert any("no import corridor is known" in note for note in record(alone).notes)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("need", np.full((3, 2, 16), np.nan), "number that cannot be"),
        ("stock", np.full((3, 2), -1.0), "number that cannot be"),
        ("stock", np.full((3, 2), 1e6), "exceeds its tanks"),
        ("weight", np.ones(2), "shape"),
    ],
)
def test_impossible_figures_are_refused(field, value, words):
    with pytest.raises(InputError, match=words):
        two_towns(days=28, **{field: value})


@given(days=st.integers(1, 200), lag=st.integers(0, 20))
def test_periods_cover_all_days_and_shares_never_exceed_one(days, lag):
    periods = Periods.of(days)
    assert periods.days == days
    assert (periods.length[:14] == 1).all()
    share = periods.arriving(lag).sum(axis=1)
    assert (share <= 1 + 1e-9).all()
    assert periods.arriving(0).trace() == pytest.approx(periods.count)


def test_without_the_solver_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(NeedsError, match=r"corridor\[plan\]") as caught:
        Planner()
    assert caught.value.exit_code == 4
