"""The back-test's own arithmetic: scores, point forecasts, bands, moved assumptions."""

from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corridor.evaluate import predicted
from corridor.evaluate.backtest import DAYS, at_share, crps, read_case
from corridor.evaluate.firstdry import MOVED, Forecast, first_dry_table, naive, scaled, skills
from corridor.evaluate.predicted import binomial_band, with_error
from corridor.records.base import Band
from corridor.records.errors import InputError, NeedsError
from corridor.records.figures import Assumption
from corridor.supply.observation import Observation
from corridor.supply.parameters import REQUIRED

DRY = date(2030, 2, 1)
VALUES = arrays(np.float64, st.integers(1, 40), elements=st.floats(0, DAYS))
HEADER = "place,product,inland,from,to,blockade,dry,why\n"
ROW = "capital,petrol,hill,2030-01-10,2030-01-31,2030-01-05,2030-02-01,told\n"


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "first_dry.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    return read_case(path)


def forecast(days_before: int, *values: float) -> Forecast:
    return Forecast(DRY - timedelta(days=days_before), np.array(values, float), days_before)


@given(VALUES, st.floats(0, DAYS))
def test_crps_is_the_integral_of_the_squared_distance(values, observed):
    grid = np.linspace(0, DAYS, 9001)
    share = (values[None, :] <= grid[:, None]).mean(axis=1)
    area = ((share - (grid >= observed)) ** 2).sum() * (grid[1] - grid[0])
    assert crps(values, observed) == pytest.approx(area, abs=0.1)


def test_crps_of_one_day_is_its_distance_and_of_the_truth_zero():
    assert crps(np.array([12.0]), 16) == 4
    assert crps(np.full(50, 16.0), 16) == 0


def test_calm_is_punished_up_to_the_horizon():
    assert crps(np.full(9, float(DAYS)), 16) == DAYS - 16


def test_a_stock_that_should_be_gone_is_forecast_for_today(case):
    wrong = naive(forecast(20, 1.0), case)
    assert wrong["7-day stock"] == 20
    assert wrong["14-day stock"] == 13
    assert wrong["in 14 days"] == 6
    assert wrong["in 30 days"] == 10


def test_a_perfect_forecast_has_skill_one_over_all(case):
    rows = [forecast(20, 20.0, 20.0), forecast(10, 10.0, 10.0)]
    assert set(skills(rows, case).values()) == {1.0}
    assert first_dry_table(rows, case).table.rows[-1][6] == "2 of 2"


def test_quantiles_beyond_the_horizon_are_open():
    row = forecast(16, 3.0, 20.0, DAYS, DAYS, DAYS)
    assert row.quantile(0.0) == row.as_of + timedelta(days=3)
    assert row.quantile(0.9) is None
    assert row.interval == (DAYS - 3, True)
    assert at_share(row.values, 0.25) == 20


def test_the_binomial_band_holds_the_mean_and_its_level():
    low, high = binomial_band(20)
    assert (low, high) == (15, 20)
    assert binomial_band(0) == (0, 0)


def test_a_moved_share_stays_a_share():
    row = Assumption(
        id="a", low=0.5, best=0.7, high=0.9, unit="share", reason="test", known_from=DRY
    )
    assert (scaled(row, 1.25).best, scaled(row, 1.25).high) == (0.875, 1.0)
    assert scaled(row, 0.75).low == 0.375


def test_reports_scatter_about_the_model_as_their_error_says():
    item = Observation(
        "o", "entries", "entries", None, None, DRY, DRY, Band(low=93, best=100, high=107)
    )
    said = with_error(item, np.full(4000, 100.0), seed=0)
    assert np.median(said) == pytest.approx(100, rel=0.02)
    assert 0.1 < np.log(said).std() < 0.25


def test_absent_and_broken_cases(tmp_path):
    with pytest.raises(NeedsError):
        read_case(tmp_path / "none.csv")
    broken = tmp_path / "first_dry.csv"
    broken.write_text(HEADER, encoding="utf-8")
    with pytest.raises(InputError, match="row 2"):
        read_case(broken)


def test_the_committed_case_names_places_of_the_pack(evals, mali):
    known = read_case(evals / "replay" / "first_dry.csv")
    assert {known.place, known.inland} <= set(mali.places)
    assert known.blockade < known.from_ < known.to < known.dry


def told(kind: str, day: date, best: float, name: str = "o", bound: str = "both") -> Observation:
    band = Band(low=best, best=best, high=best, unit="percent")
    return Observation(name, kind, kind, "capital", "petrol", day, day, band, bound=bound)


class Weekly:
    """A weekly run of one town whose stations sell evenly between 0 and 100 %."""

    def __init__(self, as_of: date, *items: Observation) -> None:
        self.as_of = as_of
        self.told = SimpleNamespace(items=items, official={})
        self.run = None


def test_a_report_is_predicted_once_whoever_tells_it_again(monkeypatch):
    monkeypatch.setattr(predicted, "model_value", lambda *_: np.linspace(0, 100, 201))
    day = DRY - timedelta(days=3)
    first, again = told("stations", day, 50.0, "a"), told("stations", day, 50.0, "b")
    weeks = [Weekly(DRY - timedelta(days=7)), Weekly(DRY, first), Weekly(DRY, first, again)]
    (row,) = predicted.predictions(weeks)
    assert row.as_of == DRY - timedelta(days=7)
    assert row.low < row.lower < row.middle < row.upper < row.high
    assert row.inside
    assert row.central


def test_one_sided_reports_and_old_ones_are_not_predicted(monkeypatch):
    monkeypatch.setattr(predicted, "model_value", lambda *_: np.linspace(0, 100, 201))
    known = told("stations", DRY - timedelta(days=9), 50.0)
    least = told("cover", DRY, 50.0, bound="upper")
    weeks = [Weekly(DRY - timedelta(days=7), known), Weekly(DRY, known, least)]
    assert predicted.predictions(weeks) == ()


def test_half_of_the_reports_may_lie_outside_the_inner_interval(monkeypatch):
    monkeypatch.setattr(predicted, "model_value", lambda *_: np.linspace(0, 100, 201))
    low = told("stations", DRY, 12.0)
    (row,) = predicted.predictions([Weekly(DRY - timedelta(days=7)), Weekly(DRY, low)])
    assert row.inside
    assert not row.central
    assert binomial_band(15, predicted.HALF) == (4, 11)


def test_every_prior_of_the_engine_is_moved():
    for name in REQUIRED:
        assert any(
            name == moved or (moved[-1] == "." and name.startswith(moved)) for moved in MOVED
        )
    assert len(set(MOVED)) == len(MOVED)
