"""Units in words: both languages, both numbers."""

import pytest

from corridor.records.units import knows_unit, unit_words, units


def test_every_unit_has_four_words_and_stands_in_order():
    assert all(all(row.values()) for row in units().values())
    assert list(units()) == sorted(units())


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [(0, "events", "événement"), (1, "event", "événement"), (1.5, "events", "événement"),
     (2, "events", "événements"), (None, "events", "événements")],
)  # fmt: skip
def test_the_number_follows_the_language(count, english, french):
    assert unit_words("events", "en", count) == english
    assert unit_words("events", "fr", count) == french


def test_an_unknown_unit_stays_as_it_came():
    assert not knows_unit("ships")
    assert unit_words("ships", "fr", 3) == "ships"
