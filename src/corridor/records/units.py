"""Units in words, English and French, singular and plural, from one table.

Guarantees: every unit of the table has both numbers in both languages; French counts as singular
whatever is less than two, English only one. Refuses: guessing; a unit the table lacks stays as is.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from corridor.records.words import Lang


@cache
def units() -> Mapping[str, Mapping[str, str]]:
    """Return unit -> column (`one_en`, `many_en`, `one_fr`, `many_fr`) -> word."""
    text = files("corridor.records").joinpath("units.csv").read_text(encoding="utf-8")
    return {row["unit"]: row for row in csv.DictReader(text.splitlines())}


def unit_words(unit: str, lang: Lang, count: float | None = None) -> str:
    """Return a unit as it stands behind a count: `1 tanker`, `1,5 citerne`, `2 citernes`.

    Without a count the plural, as in the head of a column; an unknown unit as it came.
    """
    row = units().get(unit)
    if row is None:
        return unit
    return row[f"{'one' if count is not None and is_one(count, lang) else 'many'}_{lang}"]


def knows_unit(unit: str) -> bool:
    """Say whether a unit has words in both languages."""
    return unit in units()


def is_one(count: float, lang: Lang) -> bool:
    """Say whether a count takes the singular: below two in French, one in English."""
    return abs(count) < 2 if lang == "fr" else abs(count) == 1
