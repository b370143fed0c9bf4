"""Shared causes: lost means lost for days on end, draws do not depend on one another's order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corridor.exits.assumed import bounds, draw, generator
from corridor.exits.hazards import LOST_DAYS, lost_by, usable_on, waiting_risk
from corridor.records.errors import PackError
from tests.exits import world


@given(arrays.arrays(np.bool_, (40, 6)))
def test_lost_is_the_first_run_of_unusable_days_and_stays(up: np.ndarray) -> None:
    lost = lost_by(up)
    for member in range(up.shape[1]):
        run, gone = 0, False
        for day in range(up.shape[0]):
            run = 0 if up[day, member] else run + 1
            gone = gone or run >= LOST_DAYS
            assert lost[day, member] == gone


@given(arrays.arrays(np.bool_, (95, 5)))
def test_curves_are_probabilities_that_only_rise(up: np.ndarray) -> None:
    risks = [point.p_lost for point in waiting_risk(up)]
    assert risks == sorted(risks)
    assert all(0 <= value <= 1 for value in (*risks, *usable_on(up).values()))


def test_horizons_the_paths_do_not_reach_are_left_out() -> None:
    assert set(usable_on(np.ones((20, 3), dtype=bool))) == {"7", "14"}


@given(st.integers(0, 2**32 - 1))
def test_draws_stay_in_their_range(seed: int) -> None:
    pack = world.pack()
    low, _, high = bounds(pack, "exits.load_factor")
    drawn = draw(pack, "exits.load_factor", 50, generator(seed, "x"))
    assert low <= drawn.min() <= drawn.max() <= high


def test_parts_draw_independently_of_one_another() -> None:
    first = generator(1, "a").random(3)
    generator(1, "b").random(100)
    assert (generator(1, "a").random(3) == first).all()
    assert (generator(1, "b").random(3) != first).any()


def test_an_unknown_assumption_names_the_row_to_add() -> None:
    with pytest.raises(PackError, match=r"add the row 'exits\.nothing'"):
        bounds(world.pack(), "exits.nothing")
