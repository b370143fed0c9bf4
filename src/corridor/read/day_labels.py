"""Days that stand above or before the lines they date: headers of a list, numbers of a column.

Guarantees: a header dates the lines below it until the next header; bare numbers before a mark are
days only where three lines or more have them, in order. Refuses: the dateline of the report itself.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise

from corridor.read.calendar_words import MONTHS
from corridor.read.parsed import Parsed
from corridor.read.time_reckoning import made
from corridor.read.times import TimeMention
from corridor.read.words import wordset
from corridor.records.dates import TimeSpan

_BESIDE_DAY = wordset(
    "le la the on date jour day journee du of au matin soir morning evening night nuit"
)
_FEW = 3
_LAST_DAY = 31
_MARKS = frozenset("|:;–—-")


def date_lines(parsed: Sequence[Parsed], published: date | None) -> None:
    """Give the lines below a dated header, and those with a bare day before them, that day."""
    if published is None:
        return
    _numbered(parsed, published)
    _below_headers(parsed, published)
    _below_labels(parsed, published)
    _by_the_clock(parsed, published)


def _below_headers(parsed: Sequence[Parsed], published: date) -> None:
    header: TimeMention | None = None
    above = -1
    for part in parsed:
        found = _header(part, published)
        if found is not None:
            header, above = TimeMention(-1, 0, found.span), part.sentence.block
        elif header is not None and part.sentence.block > above and not _dated(part):
            part.times.insert(0, header)


def _dated(part: Parsed) -> bool:
    return any(t.span.start and t.span.precision in {"day", "ongoing"} for t in part.times)


def _header(part: Parsed, published: date) -> TimeMention | None:
    """Return the day of a line that says nothing but a day; not the one the report bears itself."""
    days = [t for t in part.times if t.span.precision == "day" and t.start >= 0]
    if len(days) != 1 or len(part.tokens) - (days[0].end - days[0].start) > _FEW:
        return None
    inside = range(days[0].start, days[0].end)
    rest = [t for at, t in enumerate(part.tokens) if at not in inside]
    own = part.sentence.block <= _FEW and days[0].span.start == published
    alone = all(t.fold in _BESIDE_DAY or t.fold in MONTHS or t.is_number for t in rest)
    return days[0] if alone and not own else None


def _below_labels(parsed: Sequence[Parsed], published: date) -> None:
    """Give what follows in a line the day that opens it: "27 juillet : ...; ...", "Sun 02: ... this evening"."""
    label: TimeMention | None = None
    block = -1
    for part in parsed:
        if part.sentence.block != block:
            block, label = part.sentence.block, _label(part)
        if label is None:
            continue
        part.times[:] = [_that_day(part, t, label, published) for t in part.times]
        if not _dated(part):
            part.times.insert(0, TimeMention(-1, 0, label.span))


def _label(part: Parsed) -> TimeMention | None:
    """Return the day a line opens with, where a mark parts it from the rest."""
    first = next((t for t in part.times if t.start >= 0), None)
    if first is None or first.start > 1 or first.span.precision != "day":
        return None
    if first.end >= len(part.tokens):
        return None
    return first if set(part.tokens[first.end].gap) & _MARKS else None


def _that_day(
    part: Parsed, mention: TimeMention, label: TimeMention, published: date
) -> TimeMention:
    """Read "this evening" in a line of another day as that day's."""
    words = {token.fold for token in part.tokens[max(0, mention.start) : mention.end]}
    own = mention.start >= 0 and mention.span.start == published
    return (
        TimeMention(mention.start, mention.end, label.span) if own and words <= _TODAY else mention
    )


def _by_the_clock(parsed: Sequence[Parsed], published: date) -> None:
    """Date the lines of a log that begin with the hour: of the day above them, else of publication."""
    rows = _clock_rows(parsed)
    if len(rows) < _FEW:
        return
    hours = list(rows.values())
    turns = [int(later + _HALF_DAY <= hour) for hour, later in pairwise(hours)]
    days = dict(zip(rows, accumulate([0, *turns]), strict=True))
    base = _day_above(parsed, min(rows))
    if base is None:
        base = published - timedelta(days=max(days.values()))
    for part in parsed:
        if part.sentence.block in rows and not _dated(part):
            day = base + timedelta(days=days[part.sentence.block])
            span = TimeSpan(start=day, end=day, precision="day")
            part.times.insert(0, TimeMention(-1, 0, span))


_HALF_DAY = 12


def _clock_rows(parsed: Sequence[Parsed]) -> dict[int, int]:
    """Return the lines that begin with a time of the day, and its hour."""
    rows: dict[int, int] = {}
    seen: set[int] = set()
    for part in parsed:
        block = part.sentence.block
        if block not in seen and (hour := _clock(part)) is not None:
            rows[block] = hour
        seen.add(block)
    return rows if any(not _YEARS.match(str(hour)) for hour in rows.values()) else {}


_YEARS = re.compile(r"(?:19|20)\Z")
"""Lines that all begin so may be years of a history and no hours."""


def _clock(part: Parsed) -> int | None:
    """Return the hour a line begins with: `0540`, `05h40`, `5:40`, `9 am`, `14 h`."""
    opening = "".join(f" {token.gap}{token.fold}" for token in part.tokens[:4])
    hit = _HOUR.match(opening)
    return int(hit["hour"] or hit["hour2"]) if hit else None


_HOUR = re.compile(
    r"\W*(?:(?P<hour>[01]\d|2[0-3])[0-5]\d(?! (?:litres?|camions|citernes|tankers|lorries|people|personnes|fcfa|francs|f)\b)\b"
    r"|(?P<hour2>[01]?\d|2[0-3])(?: h\b| :[0-5]\d\b|[.][0-5]\d(?= (?:am\b|pm\b|[]|:–—-]))| [ap]m\b))"
)


def _day_above(parsed: Sequence[Parsed], block: int) -> date | None:
    """Return the day a title or heading above some lines names last."""
    found = None
    for part in parsed:
        if part.sentence.block >= block:
            return found
        days = [t for t in part.times if t.span.precision == "day" and t.start >= 0]
        if len(days) == 1 and len(part.tokens) <= _TITLE:
            found = days[0].span.start
    return found


_TITLE = 12
_TODAY = wordset(
    "this morning evening afternoon today tonight ce cet matin soir apres midi aujourd hui aujourdhui"
)


def _numbered(parsed: Sequence[Parsed], published: date) -> None:
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


def _leading(part: Parsed) -> int | None:
    """Return the number a line begins with, if a mark follows and it may be a day."""
    tokens = part.tokens
    if (
        len(tokens) < _FEW
        or not tokens[0].text.isdecimal()
        or len(tokens[0].text) > len(str(_LAST_DAY))
        or (part.times[:1] and not part.times[0].start)
    ):
        return None
    number = int(tokens[0].text)
    return number if 1 <= number <= _LAST_DAY and set(tokens[1].gap) & _MARKS else None


def _month_above(parsed: Sequence[Parsed], row: Parsed, published: date) -> date | None:
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
