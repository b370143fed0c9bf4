"""Counts in words: ranges kept, bounds kept, nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.packs.counts import parse_count


@pytest.mark.parametrize(
    ("count", "words", "low", "best", "high", "unit"),
    [
        ("17", "tankers (16-19)", 16, 17, 19, "tankers"),
        ("2750", "FCFA/litre (2500-3000; usual about 750)", 2500, 2750, 3000, "FCFA/litre"),
        ("5", "hours per day (4-6; earlier 12-18)", 4, 5, 6, "hours/day"),
        ("100", "vehicles in convoy (80 to >100)", 80, 100, 100, "vehicles"),
        ("40", "tankers (20 RFI; 40 union; 51 ACLED; 80 and 130 pro-JNIM)", 20, 40, 130, "tankers"),
        ("20", "soldiers killed (more than 20; JNIM says 48)", 20, None, None, "people"),
        ("600", "stations in Bamako (more than)", 600, None, None, "stations"),
        ("14", "days of fuel if imports stopped (upper bound)", None, None, 14, "days"),
        ("1500", "FCFA/litre (up to)", None, None, 1500, "FCFA/litre"),
        ("40", "tankers (claim)", None, 40, None, "tankers"),
        ("2000", "FCFA per litre (bottle 2000-4000)", None, 2000, None, "FCFA/litre"),
        ("1", "rotation per month (from 2-3)", None, 1, None, "trips/month"),
        ("180000", "tonnes pledged (160-200 kt)", 160000, 180000, 200000, "tonnes"),
        ("", "several hundred (announced)", 200, None, None, ""),
        ("", "hundreds of tankers halted near the border", 200, None, None, "tankers"),
        ("85", "million litres over six months", None, 85, None, "million litres"),
    ],
)
def test_words_become_a_range(count, words, low, best, high, unit):
    main = parse_count(count, words)[0]
    assert (main.low, main.best, main.high, main.unit) == (low, best, high, unit)
    assert main.text == words


def test_further_figures_follow():
    second = parse_count("775", "FCFA/litre petrol; 725 diesel")[1]
    assert (second.best, second.unit, second.of) == (725, "FCFA/litre", "diesel")
    buses = parse_count("10", "km queue; at least ten buses burned")[1]
    assert (buses.low, buses.best, buses.unit) == (10, None, "buses")
    asked = parse_count("50000000", "USD (about); 100 million first asked")[1]
    assert (asked.best, asked.unit) == (100e6, "USD")


def test_words_without_a_number_give_none():
    (only,) = parse_count("", "nearly all out of petrol")
    assert (only.low, only.best, only.high) == (None, None, None)
    assert parse_count("", "") == ()


numbers = st.integers(0, 10_000).map(float)
nouns = st.sampled_from(["tankers", "people", "FCFA/litre", "hours per day", "sites"])


@given(st.lists(numbers, min_size=3, max_size=3).map(sorted), nouns)
def test_a_range_around_the_count_is_kept(three, noun):
    low, best, high = three
    main = parse_count(repr(best), f"{noun} ({low:g}-{high:g})")[0]
    assert (main.low, main.best, main.high) == (low, best, high)


@given(numbers, nouns)
def test_bounds_never_become_best_values(value, noun):
    assert parse_count(repr(value), f"{noun} (at least)")[0].best is None
    assert parse_count(repr(value), f"{noun} (upper bound)")[0].best is None


@given(st.one_of(st.just(""), numbers.map(repr)), st.text(max_size=60))
def test_any_words_give_ordered_figures_and_keep_the_words(count, words):
    for figure in parse_count(count, words):
        known = [v for v in (figure.low, figure.best, figure.high) if v is not None]
        assert known == sorted(known)
    if words.strip():
        assert parse_count(count, words)[0].text == words.strip()
