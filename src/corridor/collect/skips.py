"""Errors as listed skips: where (file, row, column), what, what is allowed, what to do next.

Guarantees: nothing an error says is lost on the way to the list. Refuses: nothing.
"""

from corridor.packs.tables import Row
from corridor.records.errors import InputError, Skipped

_LONGEST = 300


def skip(error: InputError) -> Skipped:
    """Return the skip an error leads to."""
    where = error.where if error.row is None else f"{error.where}, row {error.row}"
    if error.column is not None:
        where += f", column '{error.column}'"
    what = error.what + (f"; allowed: {error.allowed}" if error.allowed else "")
    return Skipped(where=where, what=what[:_LONGEST], hint=error.hint or "")


def skip_row(row: Row, error: Exception, hint: str) -> Skipped:
    """Return the skip of a row: as the error says, or its words with a hint."""
    if isinstance(error, InputError):
        return skip(error)
    return Skipped(where=f"{row.file}, row {row.number}", what=str(error)[:_LONGEST], hint=hint)
