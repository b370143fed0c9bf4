"""JSON lines (or one JSON list) of reports: an object with at least `text`.

Guarantees: a broken line is skipped with its number and the rest goes on; `id`, `url`, `title`,
`source`, `published` and `known_from` are kept where they are given. Refuses: objects without text.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from corridor.collect.context import Adapter, Context, Found, Item, Piece
from corridor.collect.datelines import head_date, lead_date
from corridor.collect.decode import NotTextError, lines, open_text
from corridor.collect.limits import MAX_LINE_CHARS, MAX_ROWS, MAX_TEXT_CHARS
from corridor.records.dates import DatePrecision
from corridor.records.errors import Skipped

TEXT_KEYS = ("text", "body", "content", "article")
"""Fields that may hold the text of a report, in this order."""
_DAY_KEYS = ("published", "date", "published_at", "day")
_LONGEST_NUMBER = 10**18
_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl"})


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield a report a line; memory does not grow with the file."""
    try:
        stream = open_text(item)
    except NotTextError as error:
        yield Skipped(where=item.where, what=str(error), hint="JSON lines are UTF-8 text")
        return
    found = False
    with stream:
        for number, line in lines(stream, MAX_LINE_CHARS):
            where = f"{item.where}, line {number}"
            if line is None:
                yield Skipped(
                    where=where,
                    what=f"more than {MAX_LINE_CHARS:,} characters in one line",
                    hint="cut it",
                )
                continue
            if not line.strip():
                continue
            found = True
            if number > MAX_ROWS:
                yield Skipped(
                    where=where, what="too many lines; the rest is left out", hint="cut the file"
                )
                return
            yield from _line(line, where, context)
    if not found:
        yield Skipped(where=item.where, what="it holds no lines", hint="leave it out")


def _line(line: str, where: str, context: Context) -> Iterator[Piece]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        detail = (
            error.msg
            if isinstance(error, json.JSONDecodeError)
            else "nested too deeply, or a number without end"
        )
        yield Skipped(where=where, what=f"it is no JSON ({detail})", hint="one JSON object a line")
        return
    yield from report_of(row, where, context)


def report_of(row: Any, where: str, context: Context) -> Iterator[Piece]:
    """Yield the report of one JSON object."""
    if not isinstance(row, dict):
        yield Skipped(
            where=where, what="it is no JSON object", hint='an object such as {"text": "..."}'
        )
        return
    text = next((row[key] for key in TEXT_KEYS if isinstance(row.get(key), str)), None)
    if not text or not text.strip():
        yield Skipped(
            where=where, what="it has no text", hint=f"one of the fields {', '.join(TEXT_KEYS)}"
        )
        return
    if len(text) > MAX_TEXT_CHARS:
        yield Skipped(
            where=where, what=f"{len(text):,} characters are too many for one report", hint="cut it"
        )
        return
    given = next((_string(row, key) or "?" for key in _DAY_KEYS if row.get(key)), "")
    day, precision = day_of(given)
    if given and day is None:
        yield Skipped(
            where=where, what=f"'{given[:40]}' is no day", hint="published as YYYY-MM-DD or YYYY-MM"
        )
        return
    known, _ = day_of(_string(row, "known_from") or "")
    yield from context.report(
        where,
        Found(
            text=text,
            ident=_string(row, "id"),
            title=_string(row, "title") or "",
            url=_string(row, "url"),
            source=_string(row, "source") or "",
            origin=_string(row, "origin"),
            language=_string(row, "language") or "",
            published=lead_date(text) or day or head_date(text),
            precision=precision,
            known_from=known,
        ),
    )


def _string(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if isinstance(value, str):
        return value or None
    # A number longer than Python writes out is no id.
    return str(value) if isinstance(value, int) and abs(value) < _LONGEST_NUMBER else None


def day_of(text: str) -> tuple[date | None, DatePrecision]:
    """Return the day at the start of an ISO date or month, with its precision.

    >>> day_of("2025-10-30T08:00:00Z")[0].isoformat(), day_of("2025-10")[1]
    ('2025-10-30', 'month')
    """
    for length, suffix, precision in ((10, "", "day"), (7, "-01", "month")):
        try:
            return date.fromisoformat(text.strip()[:length] + suffix), precision  # type: ignore[return-value]
        except ValueError:
            continue
    return None, "day"


ADAPTER = Adapter("jsonl", lambda item, _head: item.suffix in _SUFFIXES, read, "table")
