"""A web page: its article without menus, scripts and comments; title, day and language.

Guarantees: spans count characters of the extracted text, which begins with the headline; nothing
is fetched. Refuses: a page without an article. Extraction: `trafilatura` (A. Barbaresi, 2021).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from corridor.collect import foreign
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.decode import NotTextError, decode
from corridor.collect.jsonl import day_of
from corridor.collect.skips import skip
from corridor.collect.text import plain, with_headline
from corridor.records.errors import InputError, Skipped

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_OPENING = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = date(1995, 1, 1)
_NO_LATER = 9_998


def fits(item: Item, head: bytes) -> bool:
    """Say whether an input is a web page."""
    return item.suffix in _SUFFIXES or (
        item.suffix in {".txt", ".xml", ""} and bool(_OPENING.match(head))
    )


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield the report of a page."""
    try:
        yield from _page(item, context)
    except InputError as error:
        yield skip(error)


def _page(item: Item, context: Context) -> Iterator[Piece]:
    raw = item.read()
    declared = _CHARSET.search(raw[:4096])
    try:
        source = decode(raw, declared=declared.group(1).decode() if declared else None)
    except NotTextError as error:
        yield Skipped(where=item.where, what=str(error), hint="save the page again as HTML")
        return
    trafilatura = foreign.load("trafilatura", "web pages")
    with foreign.guarded(item.where, "HTML", "trafilatura", "htmldate", "courlan"):
        found = _extract(trafilatura, source, item, context)
    text = with_headline(found.get("title") or "", found.get("text") or "")
    if not (found.get("text") or "").strip():
        yield Skipped(
            where=item.where,
            what="it holds no article text",
            hint="save the article itself, or copy its text into a .txt file",
        )
        return
    day, _ = day_of(found.get("date") or "")
    lang = _LANGUAGE.search(source[:10_000])
    page = item if item.url else item.named(found.get("url") or "")
    yield from plain(
        text,
        page,
        context,
        title=found.get("title") or "",
        published=day,
        language=lang.group(1).lower() if lang else "",
    )


def _extract(trafilatura: Any, source: str, item: Item, context: Context) -> dict[str, Any]:
    last = context.today if context.today.year <= _NO_LATER else None
    days: dict[str, Any] = {
        "original_date": True,
        "extensive_search": False,
        "min_date": _FIRST.isoformat(),
    }
    if last is not None:
        days["max_date"] = last.isoformat()
    found = trafilatura.bare_extraction(
        source,
        url=item.url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        favor_precision=False,
        date_extraction_params=days,
    )
    return found.as_dict() if found is not None else {}


ADAPTER = Adapter("HTML page", fits, read, needs="formats")
