"""The same allocation problems in linopy and here: the same optimum, both timed in one run.

linopy is not among the extras (780 MB with what it brings); `pip install linopy`, then
`make bench ARGS="-k peer"`. Without it this file is skipped, with that reason.
"""

import pytest
from bench_plan import country

from corridor.plan import Planner

peer = pytest.importorskip("peer_linopy", reason="linopy is not installed", exc_type=ImportError)

SIZES = {"small": (12, 40, 42), "middle": (30, 80, 98), "large": (52, 150, 14 + 24 * 7)}


@pytest.fixture(params=SIZES, scope="module")
def problem(request):
    towns, arcs, days = SIZES[request.param]
    return country(towns=towns, arcs=arcs, days=days)


@pytest.fixture(scope="module")
def expected(problem):
    return Planner().solve(problem).objective


@pytest.mark.benchmark(group="peer")
def test_here(benchmark, problem, expected):
    found = benchmark.pedantic(lambda: Planner().solve(problem).objective, rounds=1)
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.benchmark(group="peer")
@pytest.mark.parametrize("solver", [{}, {"solver": "ipx"}], ids=["as it comes", "ipx"])
def test_linopy(benchmark, problem, expected, solver):
    options = {"log_to_console": False, "threads": 1, **solver}
    found, _ = benchmark.pedantic(lambda: peer.optimum(problem, options), rounds=1)
    assert found == pytest.approx(expected, rel=1e-6)
