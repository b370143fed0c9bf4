"""A narrowed problem gives the plan of the whole one, and only where its prices prove it."""

from dataclasses import replace

import numpy as np
import pytest

from corridor.plan import Planner, Problem, narrow
from corridor.plan.matrix import matrix_of
from tests.plan.conftest import scaled, two_towns
from tests.plan.test_plan import random_problem

pytest.importorskip("highspy", reason="the extra 'plan' is not installed")
NONE = np.zeros(0, dtype=np.int64)


@pytest.fixture
def narrowing(monkeypatch):
    """Every problem of several products counts as large, and narrowing it as paying."""
    monkeypatch.setattr(narrow, "LARGE", 0)
    monkeypatch.setattr(narrow, "PAYS", 0.0)


def whole(problem: Problem) -> float:
    """Worth of the best plan, solved without narrowing."""
    planner = Planner()
    planner._load(matrix_of(problem))
    assert planner._optimal()
    return -1000.0 * planner._solver.getInfo().objective_function_value


def solved(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    planner = Planner()
    planner._load(matrix_of(problem))
    assert planner._optimal()
    return planner._found()


def alike(days: int = 98) -> Problem:
    """Two products that differ only a little, as products of one country do; both scarce."""
    small = scaled(two_towns(days=days), 1, 0.6)
    tilt = np.array([0.99, 1.01])
    need = np.repeat(small.need.mean(axis=1, keepdims=True), 2, axis=1) * tilt[:, None]
    storage = np.repeat(small.storage.mean(axis=1, keepdims=True), 2, axis=1)
    stock = np.repeat(small.stock.mean(axis=1, keepdims=True), 2, axis=1) * tilt
    return replace(small, need=need, storage=storage, stock=stock)


def narrows(problem: Problem) -> bool:
    planner = Planner()
    planner.solve(problem)
    return planner._narrow is not None


@pytest.mark.parametrize("seed", range(12))
def test_the_worth_is_that_of_the_whole_problem(narrowing, seed):
    problem = random_problem(seed)
    assert Planner().solve(problem).objective == pytest.approx(whole(problem), rel=1e-6)


@pytest.mark.parametrize("way", range(3))
@pytest.mark.parametrize("factor", [0.0, 0.4, 2.0])
@pytest.mark.parametrize("small", [two_towns(days=42), alike(days=42)], ids=["unlike", "alike"])
def test_a_change_after_narrowing_gives_the_whole_optimum(narrowing, small, way, factor):
    planner = Planner()
    planner.solve(small)
    changed = scaled(small, way, factor)
    found = planner.solve(changed)
    assert found.objective == pytest.approx(whole(changed), rel=1e-6)
    assert (found.flow.sum(axis=1)[way] <= changed.ways[way].capacity + 1e-6).all()


def test_narrowing_is_used_and_shuts_something(narrowing):
    small = alike()
    assert narrows(small)
    summed = narrow.summed(small)
    found = narrow.narrowed(small, matrix_of(small), *solved(summed))
    assert found.shut.size > 0
    assert (found.matrix.column_low <= found.matrix.column_high).all()


def test_one_product_or_a_small_problem_is_not_narrowed(small):
    assert not narrow.is_large(small)
    assert not narrows(small)


def test_the_best_plan_is_proven_and_a_worse_or_overloaded_one_is_not(small):
    matrix = matrix_of(small)
    value, price = solved(small)
    assert narrow.proven(small, matrix, NONE, value, price)
    worse = value.copy()
    worse[matrix.layout.essential :] *= 0.999
    assert not narrow.proven(small, matrix, NONE, worse, price)
    assert not narrow.proven(small, matrix, NONE, value, price * 0.9)
    every = np.arange(len(small.ways) * small.periods.count)
    heavy = value.copy()
    heavy[: matrix.layout.load] *= 2.0
    assert not narrow.proven(small, matrix, every, heavy, price)


def test_a_bound_that_is_infinite_proves_nothing(small):
    endless = replace(small.ways[0], capacity=np.full(small.periods.count, np.inf))
    problem = replace(small, ways=(endless, *small.ways[1:]))
    assert not narrow.proven(problem, matrix_of(problem), NONE, *solved(problem))


def test_limits_left_out_that_the_plan_breaks_are_restored(narrowing, monkeypatch):
    """Every limit is left out at first; the plan is narrowed and the best all the same."""
    small, asked = alike(), []

    def every(problem, load, price):
        return np.arange(len(problem.ways) * problem.periods.count)

    def counted(narrowed, matrix, limits):
        asked.append(limits.size)
        return narrow.restored(narrowed, matrix, limits)

    monkeypatch.setattr(narrow, "_dropped", every)
    monkeypatch.setattr("corridor.plan.solve.restored", counted)
    monkeypatch.setattr("corridor.plan.solve.REPAIRS", 20)
    planner = Planner()
    found = planner.solve(small)
    assert asked
    assert min(asked) > 0
    assert planner._narrow is not None
    assert found.objective == pytest.approx(whole(small), rel=1e-6)


def test_narrowing_that_fixes_little_is_left_alone(monkeypatch):
    monkeypatch.setattr(narrow, "LARGE", 0)
    monkeypatch.setattr(narrow, "PAYS", 1.0)
    assert not narrows(alike())


def test_stock_that_cannot_be_used_up_early_may_stay(narrowing):
    """Ten times the need of petrol lies at the hub: shutting later stocks would leave no plan."""
    small = two_towns(days=42)
    stock = small.stock.copy()
    stock[1, 0] = 3000.0
    storage = np.maximum(small.storage, stock)
    full = replace(small, stock=stock, storage=storage)
    found = narrow.narrowed(full, matrix_of(full), *solved(narrow.summed(full)))
    layout = found.matrix.layout
    room = found.matrix.column_high[layout.stock : layout.essential].reshape(full.size)
    assert (room[1, 0] > 0).all()
    assert Planner().solve(full).objective == pytest.approx(whole(full), rel=1e-6)


def test_where_crossover_fails_the_interior_point_gives_the_plan(small, monkeypatch):
    load, tried = Planner._load, []

    def failing(planner, matrix, crossover="on", presolve="on"):
        load(planner, matrix, crossover, presolve)
        tried.append(crossover)
        if crossover == "on":
            planner._solver.setOptionValue("ipm_iteration_limit", 1)
            planner._solver.setOptionValue("simplex_iteration_limit", 1)

    best = whole(small)
    monkeypatch.setattr(Planner, "_load", failing)
    assert Planner().solve(small).objective == pytest.approx(best, rel=1e-6)
    assert tried == ["on", "off"]


def test_one_product_has_the_sum_of_all(small):
    summed = narrow.summed(small)
    assert summed.products == ("all",)
    assert summed.need.sum() == pytest.approx(small.need.sum())
    assert summed.stock.sum() == pytest.approx(small.stock.sum())
    assert Planner().solve(summed).objective >= Planner().solve(small).objective - 1e-3


def test_the_basis_is_widened_without_a_step(narrowing):
    small = alike()
    planner = Planner()
    before = planner.solve(small).objective
    assert planner._narrow is not None
    assert planner.solve(small).objective == pytest.approx(before, rel=1e-9)
    assert planner._narrow is None
    assert planner._solver.getInfo().simplex_iteration_count <= 5
