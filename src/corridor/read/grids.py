"""Tables of numbers whose sense stands in the head of a column: `Town | Petrol, FCFA/litre | ...`.

Guarantees: a head row asserts nothing; a cell that is only a number is read as what its column, or the
title above a column of dates, measures (`data/grid_measures.csv`), with that unit and day. Refuses:
columns that measure nothing in the table, and rows that say in words what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corridor.read.numbers import read_at
from corridor.read.parallel import FigureMention
from corridor.read.parsed import Parsed
from corridor.read.patterns import PatternSet
from corridor.read.tables import rows
from corridor.read.times import TimeMention
from corridor.read.triggers import Rule, Trigger
from corridor.read.unitless import build
from corridor.records.event_types import event_types

_NUMBER = 50_000
"""Rules of this table are numbered from here."""
_LEAST_ROWS = 2
_SHORT, _TITLE = 14, 14
"""Words a row with strokes or colons, and the title of a table, has at most."""
_MARKS = {"/": 2, ":": 1}
"""Marks between cells of short rows, with the spaces around them at least."""
_LEADER, _APART = "....", 3
"""Dots that lead to the next cell, and spaces that set it apart."""
_CELL_WORDS = 5
"""A cell with more words than this tells something itself."""
_LONGEST = 9
"""In a column that measures something it may say a little more: `875 at the pump, 1,750 in the street`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its column and its words `start` to `end` (exclusive)."""

    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Measure:
    rule: Rule
    unit: str
    day: TimeMention | None = None


def read_grids(parsed: Sequence[Parsed], text: str) -> None:
    """Give the rows of each table of numbers their triggers, units and days."""
    at = 0
    while at < len(parsed):
        end = at
        while end < len(parsed) and _is_row(parsed[end]):
            end += 1
        if end - at >= _LEAST_ROWS:
            _grid(parsed[at:end], parsed[at - 1] if at else None, text)
        at = end + 1


def cells(part: Parsed) -> list[Cell]:
    """Return the cells of a row that hold words."""
    found, start, column = [], 0, 0
    for at in range(1, len(part.tokens)):
        if bars := _bars(part, at):
            found.append(Cell(column, start, at))
            start, column = at, column + bars
    return [*found, Cell(column, start, len(part.tokens))]


def in_words(part: Parsed, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers of a row that stand in cells of words, and those of its numbers."""
    if not part.grid:
        return list(triggers)
    numbers = [cell for cell in cells(part) if any(t.start == cell.start for t in part.grid)]
    told = [t for t in triggers if not any(c.start <= t.start < c.end for c in numbers)]
    return [*told, *part.grid]


def _bars(part: Parsed, at: int) -> int:
    """Return how many bars stand before a word.

    In a short row a stroke or colon with spaces is one, and so are dots or spaces that lead on.
    """
    token = part.tokens[at]
    if "|" in token.gap:
        return token.gap.count("|")
    if len(part.tokens) > _SHORT:
        return 0
    spaced = token.start - part.tokens[at - 1].end - len(token.gap)
    if not token.gap:
        return int(spaced >= _APART)
    if token.gap.startswith(_LEADER):
        return 1
    return int(token.gap in _MARKS and spaced >= _MARKS[token.gap])


def _is_row(part: Parsed) -> bool:
    return any(_bars(part, at) for at in range(1, len(part.tokens)))


def _grid(table: Sequence[Parsed], title: Parsed | None, text: str) -> None:
    numeric = [any(_figures(row, cell, text) for cell in cells(row)[1:]) for row in table]
    if sum(numeric) < _LEAST_ROWS:
        return
    if numeric[0]:
        measures = _titled(title, table)
    else:
        measures, table = _measures(table[0], title), table[1:]
    for row in table if measures else ():
        _read_row(row, measures, text)


def _titled(title: Parsed | None, table: Sequence[Parsed]) -> dict[int, _Measure]:
    """Return what all columns of a table without a head measure: what its title says."""
    measure = _measure(title, Cell(0, 0, len(title.tokens))) if title else None
    if title is None or measure is None or title.figures or len(title.tokens) > _TITLE:
        return {}
    title.silent = True
    day = next(iter(_days(title, Cell(0, 0, len(title.tokens)))), None)
    columns = {cell.column for row in table for cell in cells(row)[1:]}
    return dict.fromkeys(columns, replace(measure, day=day))


def _measures(head: Parsed, title: Parsed | None) -> dict[int, _Measure]:
    """Return what each column measures; columns of days measure what the title above them says."""
    head.silent = True
    whole = Cell(0, 0, len(title.tokens)) if title else None
    above = _measure(title, whole) if title and whole else None
    dated = _days(title, whole) if title and whole else []
    found = {}
    for cell in cells(head)[1:]:
        measure, days = _measure(head, cell), _days(head, cell)
        if measure is None and days:
            measure = above
            if title is not None:
                title.silent = title.sentence.heading
        if measure is not None:
            found[cell.column] = replace(measure, day=next(iter(days or dated), None))
    if not found and title is not None and above is not None and title.sentence.heading:
        return _titled(title, [head])
    return found


def _days(part: Parsed, cell: Cell) -> list[TimeMention]:
    return [t for t in part.times if cell.start <= t.start < cell.end and t.span.start]


def _measure(part: Parsed, cell: Cell) -> _Measure | None:
    for measure, patterns, bars in _table():
        hit = any(end <= cell.end for _, _, end in patterns.search(part.line, cell.start, cell.end))
        if hit and not (bars and bars.any(part.line, cell.start, cell.end)):
            return measure
    return None


@cache
def _table() -> tuple[tuple[_Measure, PatternSet, PatternSet | None], ...]:
    types = event_types()
    return tuple(
        (
            _Measure(
                Rule(_NUMBER + number, row["type"], types[row["type"]].family, row["kind"],  # type: ignore[arg-type]
                     None, None, frozenset()),
                row["unit"],
            ),
            PatternSet([row["pattern"]], {}),
            PatternSet([row["without"]], {}) if row["without"] else None,
        )
        for number, row in enumerate(rows("grid_measures"))
    )  # fmt: skip


def _figures(row: Parsed, cell: Cell, text: str, most: int = _CELL_WORDS) -> list[FigureMention]:
    """Return the figures of a cell that begins with a number and says little else."""
    if cell.end - cell.start > most or not row.tokens[cell.start].is_number:
        return []
    inside = [f for f in row.figures if cell.start <= f.start and f.end <= cell.end]
    if inside:
        return inside if inside[0].start == cell.start else []
    number = read_at(row.tokens, cell.start)
    alone = number is not None and number.end == cell.end
    dated = any(cell.start <= t.start < cell.end for t in row.times)
    if number is None or not alone or dated:
        return []
    return [build(text, row.tokens, number, number.end, "", "")]


def _read_row(row: Parsed, measures: dict[int, _Measure], text: str) -> None:
    last: _Measure | None = None
    for cell in cells(row)[1:]:
        measure, figures = measures.get(cell.column), _figures(row, cell, text, _LONGEST)
        if measure is None or not figures:
            last = None
            continue
        _give_unit(row, figures, measure.unit)
        if last is None or (last.rule.type, last.day) != (measure.rule.type, measure.day):
            row.grid.append(Trigger(cell.start, cell.start + 1, measure.rule))
        if measure.day:
            row.times.append(TimeMention(cell.start, cell.start, measure.day.span))
        last = measure


def _give_unit(row: Parsed, figures: Sequence[FigureMention], unit: str) -> None:
    others = [f for f in row.figures if f not in figures]
    given = [
        replace(f, figure=f.figure.model_copy(update={"unit": unit}))
        if not f.figure.unit or f.end == f.start + 1  # a unit carried over from another column
        else f
        for f in figures
    ]
    row.figures = sorted([*others, *given], key=lambda f: f.start)
