"""What a check finds: the record, and the two shapes most findings have.

Guarantees: a finding can be raised as an error that names file, row and column. Refuses: findings
without a place.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from corridor.packs.load import Loaded
from corridor.records.base import Record
from corridor.records.errors import PackError


class Finding(Record):
    """One thing wrong (`error`) or doubtful (`warning`) in a pack."""

    level: Literal["error", "warning"]
    where: str
    row: int | None = None
    column: str | None = None
    what: str
    allowed: str = ""
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.level}: {self.error()}"

    def error(self) -> PackError:
        """Return the finding as an error to raise."""
        return PackError(
            self.what,
            where=self.where,
            row=self.row,
            column=self.column,
            allowed=self.allowed or None,
            hint=self.hint or None,
        )


Findings = Iterator[Finding]


def unknown_id(
    loaded: Loaded, file: str, name: str, column: str, value: str, known: Iterable[str], home: str
) -> Findings:
    """Yield one finding where `value` is not among the `known` ids of `home`."""
    if value not in set(known):
        yield at_row(
            loaded,
            file,
            name,
            column,
            f"unknown id '{value}'",
            f"an id in {home}",
            f"add '{value}' to {home} or correct the id",
        )


def at_row(
    loaded: Loaded,
    file: str,
    name: str,
    column: str,
    what: str,
    allowed: str,
    hint: str,
    level: Literal["error", "warning"] = "error",
) -> Finding:
    """Return a finding that points at the row of the record `name` of `file`."""
    row = loaded.row(file, name)
    return Finding(
        level=level,
        where=row.file,
        row=row.number or None,
        column=column,
        what=what,
        allowed=allowed,
        hint=hint,
    )
