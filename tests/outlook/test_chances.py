"""The small pieces of probability: bounded, monotone, and right where there is a closed form."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.outlook.chances import (
    above,
    at_horizon,
    humble,
    poisson_below,
    scaled,
    spread,
    within,
)
from corridor.outlook.rules.attacks import kilometres
from corridor.outlook.rules.capital import NONE, OUTCOMES, competing
from tests.exits import world

RATES = st.floats(0, 20)


@given(st.floats(0, 1), st.floats(0, 5))
def test_bounds_enclose(p: float, logits: float) -> None:
    low, high = spread(p, logits)
    assert 0 <= low <= p <= high <= 1
    assert 0 < humble(p) < 1


@given(RATES, st.floats(0, 400), st.floats(0, 400))
def test_more_time_is_never_less_chance(rate: float, one: float, two: float) -> None:
    short, long = sorted((one, two))
    assert 0 <= within(rate, short) <= within(rate, long) <= 1


@given(st.floats(0, 1))
def test_a_rate_of_30_days_is_itself_in_30_days(p: float) -> None:
    assert scaled(p, 30) == pytest.approx(p)
    assert scaled(p, 60) == pytest.approx(1 - (1 - p) ** 2)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted), st.integers(1, 200))
def test_a_curve_is_read_within_its_points(values: list[float], days: int) -> None:
    points = dict(zip((7, 14, 30), values, strict=True))
    found = at_horizon(points, days)
    assert -1e-12 <= found <= 1 + 1e-12
    assert at_horizon(points, 14) == pytest.approx(values[1])


@given(*(RATES for _ in OUTCOMES), st.integers(1, 365))
def test_competing_risks_add_up_to_one(capture, coup, talks, days) -> None:
    chances = competing(dict(zip(OUTCOMES, (capture, coup, talks), strict=True)), days)
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-9)
    assert all(-1e-4 <= value <= 1 for value in chances.values())
    assert chances[NONE] == pytest.approx(math.exp(-(capture + coup + talks) * days / 365.25),
                                          abs=2e-4)  # fmt: skip


@given(st.floats(0.1, 100), st.floats(1.01, 5), st.floats(1.01, 5), st.floats(0.01, 1000))
def test_the_chance_above_falls_with_the_threshold(middle, down, up, threshold) -> None:
    low, high = middle / down, middle * up
    found = above(threshold, low, middle, high)
    assert 0 <= found <= 1
    assert above(threshold * 1.1, low, middle, high) <= found + 1e-12
    assert above(low, low, middle, high) == pytest.approx(0.9, abs=1e-6)
    assert above(middle, low, middle, high) == pytest.approx(0.5, abs=1e-6)
    assert above(high, low, middle, high) == pytest.approx(0.1, abs=1e-6)


@given(st.floats(0.001, 30), st.integers(1, 20))
def test_poisson_tail_is_the_closed_form(mean: float, wanted: int) -> None:
    closed = sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(wanted))
    assert poisson_below(wanted, np.array([mean]))[0] == pytest.approx(min(1, closed))


def test_distances() -> None:
    assert kilometres(0, 0, 0, 1) == pytest.approx(111.19, abs=0.05)
    assert kilometres(*(world.pack().places["port"].lat, 0.0) * 2) == 0
