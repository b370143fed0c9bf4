"""CSV tables of a pack, read so that every error names its file, row and column.

Guarantees: a cell that cannot be used raises `PackError` with what is allowed and what to do next.
Refuses: guessing. A missing column, a number that is none, a day that is none: all are errors.
"""

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from corridor.records.base import Record
from corridor.records.errors import PackError

LIST_SEPARATOR = ";"
_R = TypeVar("_R", bound=Record)
Read = tuple[dict[str, _R], dict[str, "Row"]]
"""Records by id, and the row each came from."""


@dataclass(frozen=True)
class Row:
    """One data row: its file name, its number as a spreadsheet counts (header is 1), its cells."""

    file: str
    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell, stripped; empty where there is none."""
        return (self.cells.get(column) or "").strip()

    def optional(self, column: str) -> str | None:
        """Return a cell, or None where it is empty."""
        return self.text(column) or None

    def items(self, column: str, separator: str | None = LIST_SEPARATOR) -> tuple[str, ...]:
        """Return the parts of a list cell; `separator=None` splits at spaces."""
        return tuple(part.strip() for part in self.text(column).split(separator) if part.strip())

    def number_or_none(self, column: str) -> float | None:
        """Return a finite number, None where the cell is empty.

        Raises:
            PackError: the cell is not a finite number.
        """
        cell = self.text(column)
        if not cell:
            return None
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            msg = f"'{cell}' is not a number"
            raise self.error(
                msg,
                column,
                allowed="a finite number with a point, or nothing",
                hint="write the number without unit or thousands separator",
            )
        return value

    def day(self, column: str) -> date:
        """Return a day; an empty or impossible one is an error."""
        found = self.day_or_none(column)
        if found is None:
            raise self.error(
                "the day is missing",
                column,
                allowed="a day as YYYY-MM-DD",
                hint="give the latest plausible day",
            )
        return found

    def day_or_none(self, column: str) -> date | None:
        """Return a day, or None where the cell is empty."""
        cell = self.text(column)
        if not cell:
            return None
        try:
            return date.fromisoformat(cell)
        except ValueError:
            msg = f"'{cell}' is not a day"
            raise self.error(
                msg,
                column,
                allowed="a day as YYYY-MM-DD",
                hint="correct the cell",
            ) from None

    def band(
        self, low: str = "low", best: str = "best", high: str = "high"
    ) -> dict[str, float | None]:
        """Return `low`, `best`, `high`, checked for order."""
        values = {
            "low": self.number_or_none(low),
            "best": self.number_or_none(best),
            "high": self.number_or_none(high),
        }
        known = [value for value in values.values() if value is not None]
        if known != sorted(known):
            shown = ", ".join("-" if v is None else f"{v:g}" for v in values.values())
            msg = f"the figures are out of order: {shown}"
            raise self.error(
                msg,
                low,
                allowed="low <= best <= high",
                hint="correct or swap the figures",
            )
        return values

    def error(
        self,
        what: str,
        column: str | None = None,
        *,
        allowed: str | None = None,
        hint: str | None = None,
    ) -> PackError:
        """Return an error that points at this row."""
        return PackError(
            what, where=self.file, row=self.number, column=column, allowed=allowed, hint=hint
        )

    def make(self, model: type[_R], values: Mapping[str, Any]) -> _R:
        """Return a record from values taken from this row.

        Raises:
            PackError: the record refuses a value; the first refusal is named.
        """
        try:
            return model.model_validate(dict(values))
        except ValidationError as refusal:
            first = refusal.errors()[0]
            column = str(first["loc"][0]) if first["loc"] else None
            msg = f"'{self.cells.get(column or '', '')}' is refused: {first['msg']}"
            raise self.error(
                msg,
                column,
                allowed=_allowed(first),
                hint="see docs/packs.md for this table",
            ) from None


def read_table(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """Return all rows of a CSV file that must hold at least `columns`.

    Raises:
        PackError: the file is missing, not UTF-8, lacks a column or has a ragged row.
    """
    return tuple(_rows(path, columns))


def read_text(path: Path) -> str:
    """Return a file's text; an absent or wrongly encoded file is a `PackError`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PackError(
            "the file is missing",
            where=path.name,
            allowed="every table of docs/packs.md",
            hint=f"add {path.name} to {path.parent}",
        ) from None
    except (UnicodeDecodeError, IsADirectoryError) as problem:
        msg = f"the file cannot be read: {problem}"
        raise PackError(
            msg,
            where=path.name,
            allowed="text in UTF-8",
            hint="save it again as UTF-8",
        ) from None


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    found = list(reader.fieldnames or ())
    for column in columns:
        if column not in found:
            msg = f"column '{column}' is missing"
            raise PackError(
                msg,
                where=path.name,
                row=1,
                column=column,
                allowed=", ".join(columns),
                hint="add the column, even if its cells stay empty",
            )
    try:
        for cells in reader:
            number = reader.line_num
            # csv puts surplus cells under None and missing ones as None: a ragged row.
            if None in cells or None in cells.values():
                raise PackError(
                    "the row has not as many cells as the header",
                    where=path.name,
                    row=number,
                    allowed=f"{len(found)} cells",
                    hint="quote cells that hold a comma",
                )
            yield Row(path.name, number, cells)
    except csv.Error as problem:
        msg = f"the row cannot be read: {problem}"
        raise PackError(
            msg,
            where=path.name,
            row=reader.line_num,
            allowed="comma-separated cells",
            hint="quote cells that hold a comma or a quote",
        ) from None


def _allowed(refusal: Mapping[str, Any]) -> str | None:
    context = refusal.get("ctx") or {}
    if "expected" in context:
        return str(context["expected"])
    return str(context["pattern"]) if "pattern" in context else None


def table(
    path: Path, columns: tuple[str, ...], make: Callable[[Row], _R], key: str = "id"
) -> Read[_R]:
    """Return the records of a CSV file by id; a repeated id is an error."""
    records: dict[str, _R] = {}
    rows: dict[str, Row] = {}
    for row in read_table(path, columns):
        name = row.text(key)
        if name in records:
            msg = f"the id '{name}' is already used in row {rows[name].number}"
            raise row.error(
                msg,
                key,
                allowed="an id once a table",
                hint="rename one of the two rows",
            )
        records[name], rows[name] = make(row), row
    return records, rows


def yes_or_no(row: Row, column: str) -> bool:
    """Return a yes/no cell as a truth value."""
    words = {"yes": True, "no": False}
    if row.text(column) not in words:
        msg = f"'{row.text(column)}' is neither yes nor no"
        raise row.error(
            msg,
            column,
            allowed="yes, no",
            hint="write yes or no",
        )
    return words[row.text(column)]


def plain(row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the named cells as they stand."""
    return {column: row.text(column) for column in columns}
