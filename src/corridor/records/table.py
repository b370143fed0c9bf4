"""A small table for people at a prompt: columns, rows, readable text.

Guarantees: every row is as long as the header. Refuses: being a data frame; use the CSV export.
"""

from datetime import date
from typing import Any, Self

from pydantic import model_validator

from corridor.records.base import Record

Cell = str | int | float | date | None


class Table(Record):
    """Columns and rows; `str(table)` aligns them, `dicts()` gives one mapping a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()

    @model_validator(mode="after")
    def _square(self) -> Self:
        for row in self.rows:
            if len(row) != len(self.columns):
                msg = f"a row has {len(row)} cells, the header {len(self.columns)}"
                raise ValueError(msg)
        return self

    def dicts(self) -> list[dict[str, Any]]:
        """Return one mapping from column to cell for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __str__(self) -> str:
        lines = [self.columns, *(tuple(_show(cell) for cell in row) for row in self.rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )


def _show(cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:.2f}" if abs(cell) < 100 else f"{cell:.0f}"
    return str(cell)
