"""The catalogue's own words: its examples were written to explain the types, not for the rules."""

import csv
from importlib.resources import files

_LEAST = 78
"""Of 93 examples; a reader fitted to its own development texts reads about 64."""


def test_most_examples_of_the_catalogue_are_read_as_their_type(read):
    text = (files("corridor.records") / "event_types.csv").read_text(encoding="utf-8")
    table = list(csv.DictReader(text.splitlines()))
    unread = [row["id"] for row in table if row["id"] not in {c.type for c in read(row["example"])}]
    assert len(table) - len(unread) >= _LEAST, unread
