"""How long the best plan takes: 60 nodes, 150 arcs, 4 products, 38 periods; and one changed way.

A country made up from a seed: 8 borders, a tree and cross roads between 52 towns, lorries and
escorts shared, tanks of a few days. Run with `make bench`.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import corridor
from corridor.plan import Periods, Planner, Problem, Resource, Way, country_problem
from corridor.whatif.world import world_of

BORDERS, TOWNS, ARCS, PRODUCTS, DAYS = 8, 52, 150, 4, 14 + 24 * 7


def country(seed: int = 0, towns: int = TOWNS, arcs: int = ARCS, days: int = DAYS) -> Problem:
    """A made-up country in which all limits bind at some time."""
    rng = np.random.default_rng(seed)
    periods = Periods.of(days)
    nodes = BORDERS + towns
    start = [-1] * BORDERS + list(range(BORDERS))
    end = [*range(BORDERS), *rng.integers(BORDERS, BORDERS + 6, BORDERS)]
    for town in range(BORDERS + 1, nodes):  # a tree, so that every town can be reached
        start.append(int(rng.integers(BORDERS, town)))
        end.append(town)
    while len(start) < arcs:
        a, b = rng.integers(BORDERS, nodes, 2)
        if a != b:
            start.append(int(a))
            end.append(int(b))
    share = rng.dirichlet(np.full(towns, 0.6))
    need = np.zeros((nodes, PRODUCTS, periods.count))
    mix = rng.dirichlet(np.full(PRODUCTS, 4.0), towns)
    need[BORDERS:] = 4000 * (share[:, None] * mix)[..., None] * periods.length
    storage = np.full((nodes, PRODUCTS), np.inf)
    daily = need[BORDERS:, :, 0]
    storage[BORDERS:] = daily * rng.uniform(4, 12, (towns, 1))
    stock = np.zeros_like(storage)
    stock[BORDERS:] = storage[BORDERS:] * rng.uniform(0.3, 1.0, (towns, PRODUCTS))
    ways = []
    for arc in range(arcs):
        kind = "corridors"
        size = 600.0 if arc < 2 * BORDERS else 900.0
        weather = rng.uniform(0.2, 1.2, periods.count)
        uses = ()
        if arc < BORDERS:
            uses = ((0, 1 / 45, int(rng.integers(10, 25))),)
        elif arc < 2 * BORDERS:
            uses = ((1, 1 / (45 * 80), int(rng.integers(4, 12))),)
        ways.append(Way(f"w{arc}", kind, size * weather * periods.length, uses))
    lag = rng.integers(1, 5, arcs)
    lag[:BORDERS] = 0
    return Problem(
        nodes=tuple(f"n{i}" for i in range(nodes)),
        products=tuple(f"p{i}" for i in range(PRODUCTS)),
        periods=periods,
        start=np.array(start), end=np.array(end), way=np.arange(arcs), lag=lag,
        ways=tuple(ways),
        resources=(
            Resource("lorries", "lorries", 1300.0 * periods.length, "lorries"),
            Resource("escorts", "escorts", 7.0 * periods.length, "teams"),
        ),
        stock=stock, storage=storage,
        incoming=np.zeros_like(need), need=need, weight=np.ones(nodes), essential=0.55,
    )  # fmt: skip


def shut(problem: Problem, arc: int) -> Problem:
    """The same country with one way closed after the first week."""
    capacity = problem.ways[arc].capacity.copy()
    capacity[7:] = 0.0
    ways = list(problem.ways)
    ways[arc] = replace(ways[arc], capacity=capacity)
    return replace(problem, ways=tuple(ways))


@pytest.fixture(scope="module")
def problem():
    return country()


def test_cold(benchmark, problem):
    solution = benchmark.pedantic(lambda: Planner().solve(problem), rounds=3)
    assert np.isfinite(solution.objective)


@pytest.fixture(scope="module")
def mali():
    world = world_of(
        corridor.gather_inputs("mali"), date(2025, 11, 1), days=90, members=500, seed=0
    )
    return country_problem(world.run(only_past=True))


def test_mali_cold(benchmark, mali):
    benchmark.pedantic(lambda: Planner().solve(mali), rounds=3)


@pytest.mark.parametrize("arc", [1, 4, 10])
def test_mali_one_changed_way(benchmark, mali, arc):
    def solved():
        planner = Planner()
        planner.solve(mali)
        return (planner, shut(mali, arc)), {}

    benchmark.pedantic(lambda planner, changed: planner.solve(changed), setup=solved, rounds=3)


@pytest.mark.parametrize("arc", [118, 9])
def test_one_changed_way_from_the_last_basis(benchmark, problem, arc):
    """A minor way, then a main one (which starts anew after too many steps)."""

    def solved():
        planner = Planner()
        planner.solve(problem)
        return (planner, shut(problem, arc)), {}

    benchmark.pedantic(lambda planner, changed: planner.solve(changed), setup=solved, rounds=2)
