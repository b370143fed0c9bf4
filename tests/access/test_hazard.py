"""How often traffic is attacked: episodes, partly pooled rates, chances from sampled paths."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.access import sample_access
from corridor.access.hazard import (
    Hazard,
    attack_chances,
    attack_days,
    distinct_corridors,
    episodes,
    fit_hazard,
)
from corridor.access.paths import AccessPaths
from corridor.records.dates import TimeSpan
from tests.access.conftest import corridor, event

DAY = date(2025, 9, 20)


def paths_in(state, members=4, days=20, today=9):
    states = np.full((1, days, members), state, dtype=np.uint8)
    first = DAY - timedelta(days=today)
    return AccessPaths(
        first, DAY, ("western",), (), {"tanker": states}, {"tanker": states}, {"tanker": states}
    )


def test_the_chance_is_that_of_a_poisson_with_an_uncertain_rate():
    shape, exposure = np.array([1.0, 2.0, 1.0]), np.array([1000.0, 50.0, 100.0])
    hazard = Hazard((), {"western": (shape, exposure)})
    found = attack_chances(hazard, paths_in(1), 7)["western"]
    rates = np.random.default_rng(0).gamma(2.0, 1 / 50.0, 200_000)
    assert found == pytest.approx(1 - np.exp(-7 * rates).mean(), abs=2e-3)


@given(st.lists(st.integers(0, 40), max_size=12))
def test_episodes_start_on_days_of_attack_well_apart(steps):
    days = [DAY + timedelta(days=step) for step in steps]
    starts = episodes(days)
    assert set(starts) <= set(days)
    assert bool(starts) == bool(days)
    assert all((b - a).days >= 3 for a, b in pairwise(starts))


def test_an_attack_belongs_to_corridors_over_its_stretch_and_needs_a_day(pack):
    sure = event("a", "convoy_attack", DAY, roads=("west-middle",))
    vague = sure.model_copy(
        update={"time": TimeSpan(start=DAY, end=DAY + timedelta(days=20), precision="month")}
    )
    planned = sure.model_copy(update={"assertion": "planned"})
    assert attack_days([sure], pack, ("western", "southern")) == {
        "western": (DAY,), "southern": ()}  # fmt: skip
    assert attack_days([vague, planned], pack, ("western",)) == {"western": ()}


def test_a_corridor_inside_another_is_no_second_trial(pack):
    part = corridor("part", ("west-middle",), 0.0)
    twin = corridor("z-twin", ("port-south", "south-capital"), 0.0)
    wider = pack.model_copy(update={"corridors": pack.corridors | {"part": part, "z-twin": twin}})
    assert distinct_corridors(wider) == ("southern", "western")


def test_a_corridor_that_was_attacked_is_thought_likelier_to_be_attacked_again(pack):
    attacks = [
        event(f"a{i}", "convoy_attack", DAY - timedelta(days=6 * i + 2), roads=("west-middle",))
        for i in range(3)
    ]
    paths = sample_access(attacks, [], {}, pack, as_of=DAY, days=7, members=300).paths
    chances = attack_chances(fit_hazard(attacks, paths, pack), paths, 7)
    assert 0 < chances["southern"] < chances["western"] < 1


def test_attacks_after_as_of_count_for_nothing(pack):
    known = [event("a", "convoy_attack", DAY - timedelta(days=2), roads=("west-middle",))]
    later = event("l", "convoy_attack", DAY + timedelta(days=1), roads=("west-middle",))
    paths = sample_access(known, [], {}, pack, as_of=DAY, days=7, members=100).paths
    assert fit_hazard(known, paths, pack).fits == fit_hazard([*known, later], paths, pack).fits
