"""Days, their precision, and when the world could know.

Guarantees: every date carries how exact it is; `known_from` is a day, counted at its end in the
pack's time zone. Refuses: an end before a start.
"""

from datetime import date, timedelta
from typing import Literal, Self

from pydantic import model_validator

from corridor.records.base import Record

DatePrecision = Literal[
    "day", "approximate", "week", "month", "season", "year", "ongoing", "unknown"
]

EMBARGO_DAYS = 3
"""Passages and queues are shown only when at least this old: 72 hours (protective limit)."""


class TimeSpan(Record):
    """When something happened: first and last day, and how exact they are.

    `end` is empty for a state that was still going on when reported.
    """

    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "unknown"

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.end < self.start:
            msg = f"end {self.end} lies before start {self.start}"
            raise ValueError(msg)
        return self

    @property
    def last(self) -> date | None:
        """The last day named: `end`, else `start`."""
        return self.end or self.start

    @property
    def middle(self) -> date | None:
        """The day in the middle of the span (the start, where there is no end)."""
        if self.start and self.end:
            return self.start + (self.end - self.start) / 2
        return self.start or self.end


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return every day from `first` to `last`, both included."""
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))
