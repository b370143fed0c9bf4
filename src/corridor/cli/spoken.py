"""Tables at the prompt in the language asked for: heads and words are told, ids and numbers stay.

Guarantees: the same rows and cells in both languages; the words of states, classes and types are
those of the briefing. Refuses: touching JSON, whose keys and values are a contract in English.
"""

import csv
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from corridor.brief.texts import Texts
from corridor.records.event_types import event_types
from corridor.records.geography import MOVEMENT_LABELS
from corridor.records.table import Cell, Table
from corridor.records.words import Lang


@cache
def _terms() -> dict[str, str]:
    """English head of a column -> French."""
    raw = files("corridor.cli").joinpath("terms.csv").read_text(encoding="utf-8")
    return {row["en"]: row["fr"] for row in csv.DictReader(raw.splitlines())}


def spoken(table: Table, lang: Lang) -> Table:
    """Return a table as the language tells it; English tables stay as they are."""
    if lang == "en":
        return table
    heads = tuple(_terms().get(name, name) for name in table.columns)
    rows = tuple(
        tuple(_cell(name, cell) for name, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    return Table(columns=heads, rows=rows)


def _cell(column: str, cell: Cell) -> Cell:
    tell = _WORDS.get(column)
    return tell(cell) if tell and isinstance(cell, str) else cell


def _word(cell: str) -> str:
    return Texts("fr").maybe(f"word.{cell}", cell)


def _words(cell: str) -> str:
    """Words of a threshold, which may name several: `contested|closed`."""
    return "|".join(_word(part) for part in cell.split("|"))


def _type(cell: str) -> str:
    known = event_types().get(cell)
    return known.label_fr if known else cell


_WORDS: dict[str, Callable[[str], str]] = {
    "part": lambda cell: _terms().get(cell, cell),
    "state": _word,
    "now": _word,
    "value": _word,
    "threshold": _words,
    "above noise": _word,
    "class": lambda cell: MOVEMENT_LABELS[cell][1] if cell in MOVEMENT_LABELS else cell,
    "method": lambda cell: Texts("fr").maybe(f"method.{cell}", cell),
    "relation": lambda cell: Texts("fr").maybe(f"tie.{cell}", cell),
    "type": _type,
}
"""Columns whose cells are words of ours, and how each is told."""
