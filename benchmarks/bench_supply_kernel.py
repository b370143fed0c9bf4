"""How long a large ensemble of supply takes by the compiled kernel, and how that grows.

A made-up country (`supply_country.py`): 60 places, 8 borders, 180 days, 10,000 members; stock and
unmet need of every place and day with their 5, 50 and 95 % quantiles. Compiled beforehand; what the
seed's road states cost is left out. Run with `make bench`.
"""

import resource

import numpy as np
import pytest

from benchmarks.supply_country import country

pytest.importorskip("numba", reason="the compiled kernel needs numba: pip install corridor[fast]")
from corridor.supply.kernel_ensemble import ensemble

SIZES = [
    (60, 180, 10_000, 1), (60, 180, 10_000, 4),
    (15, 180, 10_000, 1), (30, 180, 10_000, 1),
    (60, 45, 10_000, 1), (60, 90, 10_000, 1),
    (60, 180, 2_500, 1), (60, 180, 5_000, 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def warm():
    """Compile, or load what was compiled."""
    ensemble(country(4, 10, 50))


@pytest.mark.parametrize(("places", "days", "members", "products"), SIZES)
@pytest.mark.usefixtures("warm")
def test_ensemble(benchmark, places, days, members, products):
    setup = country(places, days, members, products)
    found = benchmark.pedantic(ensemble, (setup,), rounds=5)
    assert np.isfinite(found.stock).all()
    assert found.unmet.max() > 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    benchmark.extra_info["peak_mb"] = round(peak)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.usefixtures("warm")
def test_by_threads(benchmark, threads):
    setup = country(members=5_000)
    benchmark.pedantic(ensemble, (setup,), {"threads": threads}, rounds=3)
