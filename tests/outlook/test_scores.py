"""Scores against closed forms, and against an independent implementation where it is installed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.outlook.scores import LOG_CLIP, brier, calibration, crps_quantiles, log_score

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_nothing_has_no_score() -> None:
    assert brier([]) is None
    assert log_score([]) is None


@given(st.lists(st.booleans(), min_size=1))
def test_perfect_forecasts_score_zero(outcomes: list[bool]) -> None:
    pairs = [(float(yes), yes) for yes in outcomes]
    assert brier(pairs) == 0.0
    assert log_score(pairs) == 0.0


@given(st.floats(0.01, 0.99), st.integers(1, 30), st.integers(0, 30))
def test_brier_of_a_constant_is_its_closed_form(p: float, hits: int, misses: int) -> None:
    rate = hits / (hits + misses)
    expected = (p - rate) ** 2 + rate * (1 - rate)
    found = brier([(p, True)] * hits + [(p, False)] * misses)
    assert found == pytest.approx(expected, abs=6e-5)


def test_log_score_of_a_coin_is_ln_2() -> None:
    assert log_score([(0.5, True), (0.5, False)]) == pytest.approx(math.log(2), abs=1e-4)
    assert log_score([(0.0, True)]) == pytest.approx(-math.log(LOG_CLIP), abs=1e-4)


@given(PAIRS)
def test_scores_are_bounded_and_calibration_counts_everything(pairs) -> None:
    assert 0 <= brier(pairs) <= 1
    assert log_score(pairs) >= 0
    bins = calibration(pairs)
    assert sum(item.n for item in bins) == len(pairs)
    assert all((item.share_yes is None) == (item.n == 0) for item in bins)


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_crps_of_a_point_is_the_absolute_error(value: float, observed: float) -> None:
    levels = (0.1, 0.5, 0.9)
    assert crps_quantiles(levels, (value,) * 3, observed) == pytest.approx(abs(value - observed))


@given(st.floats(-5, 5), st.floats(0.1, 5), st.floats(-10, 10))
def test_crps_is_never_negative_and_prefers_the_better_forecast(
    centre: float, width: float, off: float
) -> None:
    levels = (0.1, 0.5, 0.9)
    good = crps_quantiles(levels, (centre - width, centre, centre + width), centre)
    bad = crps_quantiles(levels, (centre + off - width, centre + off, centre + off + width), centre)
    assert 0 <= good <= bad + 1e-9


def test_crps_of_many_quantiles_nears_the_normal_closed_form() -> None:
    from statistics import NormalDist

    normal, observed, count = NormalDist(), 0.7, 2000
    levels = [(step + 0.5) / count for step in range(count)]
    found = crps_quantiles(levels, [normal.inv_cdf(level) for level in levels], observed)
    closed = observed * (2 * normal.cdf(observed) - 1) + 2 * normal.pdf(observed)
    assert found == pytest.approx(closed - 1 / math.sqrt(math.pi), abs=1e-3)


def test_scores_agree_with_an_independent_implementation() -> None:
    other = pytest.importorskip("scoringrules", reason="scoringrules (with scipy) is not installed")
    levels, values = (0.1, 0.5, 0.9), (2.0, 5.0, 11.0)
    for observed in (0.0, 3.0, 5.0, 20.0):
        assert crps_quantiles(levels, values, observed) == pytest.approx(
            float(other.crps_quantile(observed, list(values), list(levels)))
        )
    for p, yes in ((0.2, True), (0.7, False), (0.9, True)):
        assert brier([(p, yes)]) == pytest.approx(float(other.brier_score(float(yes), p)), abs=5e-5)
        assert log_score([(p, yes)]) == pytest.approx(
            float(other.log_score(float(yes), p)), abs=5e-5
        )
