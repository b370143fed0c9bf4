"""How much: numbers that share a unit, changes, shares, ways of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.figures import FigureReader
from corridor.read.nodes import Line
from corridor.read.words import tokenize

READERS = {language: FigureReader(language) for language in ("en", "fr")}


def amounts(text: str, language: str) -> list[tuple[float | None, float | None, float | None, str]]:
    found = READERS[language].read(text, Line(tokenize(text)), [])
    return [(m.figure.low, m.figure.best, m.figure.high, m.figure.unit) for m in found]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "82 and 168 tankers", [(None, 82, None, "tankers"), (None, 168, None, "tankers")]),
        ("en", "8 per cent in September, 5 in October",
         [(None, 8, None, "percent"), (None, 5, None, "percent")]),
        ("fr", "775 francs pour l'essence, 725 pour le gasoil",
         [(None, 775, None, "FCFA"), (None, 725, None, "FCFA")]),
        ("en", "went from 1,100 to 2,000 francs",
         [(1100, None, 2000, "FCFA"), (None, 2000, None, "FCFA")]),
        ("en", "two of seven stations", [(None, 2, None, "stations")]),
        ("fr", "une station sur dix", [(None, 10, None, "percent")]),
        ("fr", "entre un quart et un tiers", [(25, None, 33, "percent")]),
        ("en", "three dozen tankers", [(None, 36, None, "tankers")]),
        ("en", "half a dozen trucks", [(None, 6, None, "lorries")]),
        ("en", "a hundred or so people", [(None, 100, None, "people")]),
        ("en", "FCFA 1,500 a litre", [(None, 1500, None, "FCFA/litre")]),
        ("en", "6h of power", [(None, 6, None, "hours")]),
        ("fr", "six heures quotidiennes", [(None, 6, None, "hours/day")]),
        ("fr", "vingt et un jours de route", [(None, 21, None, "days")]),
        ("en", "up to 40k litres", [(None, None, 40_000, "litres")]),
    ],
)  # fmt: skip
def test_amounts(language, text, wanted):
    assert amounts(text, language) == wanted


@pytest.mark.parametrize("text", ["at 6h on the road", "the meeting at 18h30", "RN7"])
def test_clock_times_and_roads_are_no_amounts(text):
    assert amounts(text, "en") == []


@given(st.integers(2, 900), st.integers(2, 900), st.sampled_from(["tankers", "lorries", "people"]))
def test_two_numbers_joined_share_their_unit(one, other, unit):
    word = {"tankers": "tankers", "lorries": "trucks", "people": "drivers"}[unit]
    assert amounts(f"they counted {one} and {other} {word}", "en") == [
        (None, one, None, unit),
        (None, other, None, unit),
    ]
