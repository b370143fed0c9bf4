"""Numbers as readers see them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.brief.numbers import DAY_EDGES, Numbers, settled
from corridor.records.base import Band, Quantiles

EN, FR = Numbers("en", 2025), Numbers("fr", 2025)
amounts = st.floats(min_value=0.0, max_value=1e7, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (1.2345, "1.2", "1,2"),
        (0.0456, "0.046", "0,046"),
        (117.3, "120", "120"),
        (3.0, "3", "3"),
        (2475, "2500", "2500"),
        (164_000, "160\u202f000", "160\u202f000"),
        (-4.56, "−4.6", "−4,6"),
    ],
)
def test_two_figures_in_both_languages(value, english, french):
    assert (EN.number(value), FR.number(value)) == (english, french)


def test_ranges_come_before_the_best():
    value = Quantiles(p10=1.23, p50=2.61, p90=4.49)
    assert EN.quantiles(value, "days") == "1.2–4.5\u00a0days (median\u00a02.6)"
    assert FR.quantiles(value, "jours") == "1,2–4,5\u00a0jours (médiane\u00a02,6)"
    assert EN.band(Band(low=1, high=4, unit="km")) == "1–4\u00a0km"
    assert EN.band(Band(best=7, unit="km")) == "7\u00a0km"
    assert EN.band(Band(low=7, unit="km")) == "7 or more\u00a0km"


def test_a_reported_figure_keeps_every_digit():
    assert EN.reported(Band(best=1287), "tankers") == "1287 tankers"
    assert EN.reported(Band(low=40), "tankers") == "40 or more tankers"
    assert EN.reported(Band(), "tankers") == ""


@given(p=st.floats(min_value=0, max_value=1))
def test_a_probability_is_always_a_word_with_a_number(p):
    for numbers in (EN, FR):
        for text in (numbers.chance(p), numbers.odds(p)):
            assert any(sign.isalpha() for sign in text.split("(")[0])
            assert any(sign.isdigit() for sign in text.split("(")[1])


@given(low=amounts, width=amounts)
def test_a_band_of_days_holds_the_range_and_names_only_edges(low, width):
    text = EN.days_band(low, low + width)
    named = [float(part) for part in "".join(x if x.isdigit() else " " for x in text).split()]
    assert set(named) <= set(DAY_EDGES)
    if text.startswith("under"):
        assert low + width < named[0]
    elif text.startswith("over"):
        assert low >= named[0]
    elif named:
        assert named[0] <= low <= low + width < named[1]


@given(a=amounts, b=amounts, c=amounts)
def test_settled_days_stay_in_order_and_large_ones_as_they_are(a, b, c):
    low, middle, high = sorted((a, b, c))
    value = Quantiles(p10=low, p50=middle, p90=high)
    shown = settled(value, "days")
    assert shown.p10 <= shown.p50 <= shown.p90
    assert settled(value, "tankers") is value


def test_days_name_the_year_only_where_it_differs():
    assert EN.short_day(date(2025, 11, 1)) == "1\u00a0Nov"
    assert FR.short_day(date(2025, 11, 1)) == "1er\u00a0nov."
    assert EN.short_day(date(2026, 1, 30)) == "30\u00a0Jan\u00a02026"
    assert FR.day(date(2025, 11, 1)) == "1er novembre 2025"
    assert EN.short_day(None) == "–"
