"""Tables as rows of cells, whatever file they came in: the ground of every table layout.

Guarantees: each row knows its file and number as a spreadsheet counts; rows come one by one.
Refuses: broken rows, which become skips while the rest goes on.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from corridor.collect.limits import MAX_CELLS, MAX_ROWS
from corridor.packs.names import fold
from corridor.packs.tables import Row
from corridor.records.errors import Skipped

_SAMPLE_LINES = 5
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Mapping:
    """What a user says about a table: columns, kinds of happening, order of day and month."""

    columns: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    date_order: str | None = None


@dataclass(frozen=True)
class Grid:
    """One table: name, header, and the rows below it, read once."""

    where: str
    header: tuple[str, ...]
    rows: Iterator[Row | Skipped]
    mapping: Mapping = Mapping()
    first: tuple[str, ...] = ()
    """The header as it stands, for tables whose first row is data already."""

    @property
    def columns(self) -> frozenset[str]:
        """Header cells, folded."""
        return frozenset(fold(cell).replace(" ", "_") for cell in self.header)


def grid_of(
    where: str, cells: Iterator[tuple[int, list[str]] | Skipped], mapping: Mapping
) -> Grid | None:
    """Return a table from its rows of cells; None where there is no row with words.

    A first row with one cell only (a title) is passed over.
    """
    passed: list[Skipped] = []
    for line in cells:
        if isinstance(line, Skipped):
            passed.append(line)
        elif sum(bool(cell.strip()) for cell in line[1]) > 1 or (
            any(line[1]) and len(line[1]) == 1
        ):
            header = _unique(line[1][:MAX_CELLS])
            return Grid(where, header, _rows(where, header, passed, cells), mapping, tuple(line[1]))
    return None


def _unique(cells: list[str]) -> tuple[str, ...]:
    """Return header cells; of two with the same name the first keeps it."""
    seen: set[str] = set()
    names = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\ufeff", "").split()) or f"column {number}"
        names.append(f"{name} ({number})" if name in seen else name)
        seen.add(name)
    return tuple(names)


def _rows(
    where: str,
    header: tuple[str, ...],
    passed: list[Skipped],
    cells: Iterator[tuple[int, list[str]] | Skipped],
) -> Iterator[Row | Skipped]:
    yield from passed
    for count, line in enumerate(cells, start=1):
        if count > MAX_ROWS:
            yield Skipped(
                where=where, what=f"rows after {MAX_ROWS:,} are left out", hint="cut the table"
            )
            return
        if isinstance(line, Skipped):
            yield line
        elif any(cell.strip() for cell in line[1]):
            yield Row(where, line[0], dict(zip(header, line[1], strict=False)))


def csv_cells(where: str, stream: TextIO) -> Iterator[tuple[int, list[str]] | Skipped]:
    """Yield `(row number, cells)` of comma-, semicolon-, tab- or bar-separated text."""
    delimiter = delimiter_of([stream.readline(100_000) for _ in range(_SAMPLE_LINES)])
    stream.seek(0)
    reader = csv.reader(stream, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(
                where=f"{where}, row {number}",
                what=f"the row cannot be read ({error})",
                hint="quote its cells",
            )


def delimiter_of(sample: list[str]) -> str:
    """Return the sign that cuts the first line into most cells."""
    first = next((line for line in sample if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
