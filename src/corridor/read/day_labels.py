"""Days that stand above or before the lines they date: headers of a list, numbers of a column.

Guarantees: a header dates the lines below it until the next header; bare numbers before a mark are
days only where three lines or more have them, in order. Refuses: the dateline of the report itself.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from corridor.read.calendar_words import MONTHS
from corridor.read.time_reckoning import made
from corridor.read.times import TimeMention
from corridor.read.words import wordset
from corridor.records.dates import TimeSpan

if TYPE_CHECKING:
    from corridor.read.reader import Parsed

_BESIDE_DAY = wordset(
    "le la the on date jour day journee du of au matin soir morning evening night nuit"
)
_FEW = 3
_LAST_DAY = 31
_MARKS = frozenset("|:;–—-")


def date_lines(parsed: Sequence["Parsed"], published: date | None) -> None:
    """Give the lines below a dated header, and those with a bare day before them, that day."""
    if published is None:
        return
    _numbered(parsed, published)
    _below_headers(parsed, published)


def _below_headers(parsed: Sequence["Parsed"], published: date) -> None:
    header: TimeMention | None = None
    above = -1
    for part in parsed:
        found = _header(part, published)
        if found is not None:
            header, above = TimeMention(-1, 0, found.span), part.sentence.block
        elif header is not None and part.sentence.block > above and not _dated(part):
            part.times.insert(0, header)


def _dated(part: "Parsed") -> bool:
    return any(t.span.start and t.span.precision in {"day", "ongoing"} for t in part.times)


def _header(part: "Parsed", published: date) -> TimeMention | None:
    """Return the day of a line that says nothing but a day; not the one the report bears itself."""
    days = [t for t in part.times if t.span.precision == "day" and t.span.start == t.span.last]
    if len(days) != 1 or len(part.tokens) - (days[0].end - days[0].start) > _FEW:
        return None
    inside = range(days[0].start, days[0].end)
    rest = [t for at, t in enumerate(part.tokens) if at not in inside]
    own = part.sentence.block <= _FEW and days[0].span.start == published
    alone = all(t.fold in _BESIDE_DAY or t.fold in MONTHS or t.is_number for t in rest)
    return days[0] if alone and not own else None


def _numbered(parsed: Sequence["Parsed"], published: date) -> None:
    """Read `24 | Kati | ...` as the 24th where a column of such numbers runs up or down."""
    rows: list[tuple[Parsed, int]] = []
    blocks: set[int] = set()
    for part in parsed:
        if part.sentence.block not in blocks and (number := _leading(part)):
            rows.append((part, number))
        blocks.add(part.sentence.block)
    numbers = [number for _, number in rows]
    if numbers == list(range(1, len(rows) + 1)):  # the items of a list, counted
        return
    if len(rows) < _FEW or numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        return
    month = _month_above(parsed, rows[0][0], published)
    if month is None:
        return
    for part, number in rows:
        day = made(month.year, month.month, number)
        if day is not None and day <= published:
            part.times.insert(0, TimeMention(0, 1, TimeSpan(start=day, end=day, precision="day")))
            part.figures = [figure for figure in part.figures if figure.start > 0]


def _leading(part: "Parsed") -> int | None:
    """Return the number a line begins with, if a mark follows and it may be a day."""
    tokens = part.tokens
    if (
        len(tokens) < _FEW
        or not tokens[0].text.isdecimal()
        or (part.times[:1] and not part.times[0].start)
    ):
        return None
    number = int(tokens[0].text)
    return number if 1 <= number <= _LAST_DAY and set(tokens[1].gap) & _MARKS else None


def _month_above(parsed: Sequence["Parsed"], row: "Parsed", published: date) -> date | None:
    """Return the month the lines above a column name, by its first day."""
    for part in parsed:
        if part.sentence.start >= row.sentence.start:
            return None
        for mention in part.times:
            if (
                mention.span.start
                and mention.span.start <= published
                and mention.span.precision != "year"
            ):
                return mention.span.start.replace(day=1)
        for token in part.tokens:
            if token.fold in MONTHS and len(token.fold) > _FEW:
                year = published.year - (MONTHS[token.fold] > published.month)
                return date(year, MONTHS[token.fold], 1)
    return None
