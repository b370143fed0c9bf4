"""Answers of the ReliefWeb API (v1 or v2), saved as JSON: a report for each entry.

Guarantees: the day is the source's own, `known_from` not before ReliefWeb had it. Refuses: entries
without title and body; answers of other things than reports.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from corridor.collect.context import Context, Found, Item, Notice, Piece
from corridor.collect.jsonl import day_of
from corridor.collect.limits import MAX_TEXT_CHARS
from corridor.collect.markup import to_text
from corridor.collect.text import with_headline
from corridor.records.errors import Skipped


def fits(value: Any) -> bool:
    """Say whether a JSON value is an answer: an object with `data`, whose entries have `fields`."""
    data = value.get("data") if isinstance(value, dict) else None
    return isinstance(data, list) and any(
        isinstance(row, dict) and isinstance(row.get("fields"), dict) for row in data
    )


def pieces(value: dict[str, Any], item: Item, context: Context) -> Iterator[Piece]:
    """Yield a report an entry; say once how many lack their body."""
    bare = 0
    for number, row in enumerate(value["data"], start=1):
        where = f"{item.where}, entry {number}"
        fields = row.get("fields") if isinstance(row, dict) else None
        if not isinstance(fields, dict):
            yield Skipped(
                where=where, what="it has no fields", hint="ask the API with profile=full"
            )
            continue
        bare += not _text(fields.get("body")) and not _text(fields.get("body-html"))
        yield from _entry(fields, _text(row.get("id")), where, context)
    if bare:
        what = f"{bare} entries have no body, so only their title is read (ask the API for fields[include][]=body)"
        yield Notice(where=item.where, what=what)


def _entry(fields: dict[str, Any], ident: str, where: str, context: Context) -> Iterator[Piece]:
    title = _text(fields.get("title"))
    body = _text(fields.get("body")) or _text(fields.get("body-html"))
    text = with_headline(title, to_text(body))
    if not text or len(text) > MAX_TEXT_CHARS:
        what = "it has no text of a length that can be read"
        yield Skipped(where=where, what=what, hint="leave it out")
        return
    seen = _day(fields, "created")
    day = _day(fields, "original") or seen
    name = _name(fields.get("source"))
    yield from context.report(
        where,
        Found(
            text=text,
            title=title,
            ident=f"reliefweb-{ident}" if ident.isdecimal() and len(ident) < 20 else None,
            url=_text(fields.get("url_alias")) or _text(fields.get("url")) or None,
            source=name,
            origin=context.source_of(None, name)[1] if name else None,
            language=_language(fields.get("language")),
            published=day,
            known_from=max(day, seen) if day and seen else None,
        ),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and abs(value) < 10**18 else ""


def _day(fields: dict[str, Any], key: str) -> date | None:
    days = fields.get("date")
    return day_of(_text(days.get(key)))[0] if isinstance(days, dict) else None


def _first(value: Any) -> dict[str, Any]:
    """Return the first of several, or the only one."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _name(value: Any) -> str:
    return _text(_first(value).get("shortname")) or _text(_first(value).get("name"))


def _language(value: Any) -> str:
    return _text(_first(value).get("code"))
