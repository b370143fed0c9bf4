"""How long the supply stage takes alone: `make bench`.

Sizes are those of `make brief`: 2,000 members, from 1 August with 90 days beyond the cut-off.
"""

from datetime import date

import pytest

import corridor
from corridor.access import assess_access
from corridor.merge import merge
from corridor.supply import assess_supply
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate

AS_OF = date(2025, 11, 28)
SIZE = {"as_of": AS_OF, "days": 90, "members": 2000, "seed": 0}


@pytest.fixture(scope="module")
def stage():
    pack = corridor.load_pack("mali").at(AS_OF)
    merged = merge(pack.claims, pack.reports, pack, AS_OF)
    _, paths = assess_access(merged.events, pack.claims, pack.reports, pack, **SIZE)
    return merged.events, pack.claims, paths, pack


def test_supply_with_23_observations(benchmark, stage):
    supply = benchmark.pedantic(assess_supply, stage, SIZE, rounds=3)
    assert supply.observations


def test_one_run_of_210_days(benchmark, stage):
    events, _, paths, pack = stage
    setup = make_setup(events, paths, pack, **SIZE)
    run = benchmark.pedantic(simulate, (setup,), rounds=3)
    assert run.history.litres.shape == (setup.days, SIZE["members"])


@pytest.mark.parametrize("members", [500, 2000, 8000])
def test_cost_by_members(benchmark, stage, members):
    events, _, paths, pack = stage
    setup = make_setup(events, paths, pack, **(SIZE | {"members": members}))
    benchmark.pedantic(simulate, (setup,), rounds=1)
