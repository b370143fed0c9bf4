"""The errors a user can meet, as one small tree.

    CorridorError
    ├── UsageError        wrong words on the command line or in a call          exit 2
    ├── InputError        bad input or pack: what, where, what is allowed       exit 3
    │   └── PackError
    └── NeedsError        needs a network or an extra that is not there         exit 4

Guarantees: every message says what is wrong, where, what is allowed and what to do next.
Refuses: errors without a place. A `Skipped` row is not an error: the rest went on (exit 1).
"""

from typing import ClassVar

from corridor.records.base import Record


class CorridorError(Exception):
    """Base of all errors meant for the user."""

    exit_code: ClassVar[int] = 3


class UsageError(CorridorError):
    """The call itself is wrong: an unknown option value, an impossible date."""

    exit_code: ClassVar[int] = 2


class InputError(CorridorError):
    """An input cannot be used.

    Args:
        what: what is wrong, in one clause.
        where: file, url or field; `row` and `column` narrow it.
        allowed: what would have been right.
        hint: what to do next.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str,
        row: int | None = None,
        column: str | None = None,
        allowed: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.what, self.where, self.row, self.column = what, where, row, column
        self.allowed, self.hint = allowed, hint
        super().__init__(self._message())

    def _message(self) -> str:
        place = self.where
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column '{self.column}'"
        message = f"{place}: {self.what}"
        if self.allowed:
            message += f". Allowed: {self.allowed}"
        if self.hint:
            message += f". Next: {self.hint}"
        return message


class PackError(InputError):
    """A country pack does not hold together."""


class NeedsError(CorridorError):
    """Something outside is needed: a network the user did not allow, an extra not installed."""

    exit_code: ClassVar[int] = 4


class Skipped(Record):
    """One input that was left out, and why; the run went on without it."""

    where: str
    what: str
    hint: str = ""
