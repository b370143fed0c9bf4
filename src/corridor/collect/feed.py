"""RSS and Atom: a report for each entry, from its headline and its text.

Guarantees: entries are read though the feed is not well-formed; an entity bomb is refused before
it is parsed. Refuses: entries without words. Parsing: `feedparser`.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from corridor.collect import foreign
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.limits import MAX_ENTRIES
from corridor.collect.markup import to_text
from corridor.collect.skips import skip
from corridor.collect.text import plain, with_headline
from corridor.collect.xmlsafe import UnsafeXmlError, check_prolog
from corridor.records.errors import InputError, Skipped

_SUFFIXES = frozenset({".rss", ".atom", ".rdf"})
_OPENING = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def fits(item: Item, head: bytes) -> bool:
    """Say whether an input is a feed."""
    wide = head.replace(b"\x00", b"")
    return item.suffix in _SUFFIXES or (item.suffix in {".xml", ""} and bool(_OPENING.search(wide)))


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield a report an entry."""
    feedparser = foreign.load("feedparser", "RSS and Atom feeds")
    raw = item.read()
    try:
        check_prolog(raw)
        with foreign.guarded(item.where, "RSS or Atom feed"):
            feed = feedparser.parse(raw, response_headers=_headers(item), sanitize_html=True)
            entries = list(feed.entries)
            language = str(feed.feed.get("language") or "")[:2].lower()
    except UnsafeXmlError as error:
        yield Skipped(
            where=item.where, what=str(error), hint="take the feed from its publisher again"
        )
        return
    except InputError as error:
        yield skip(error)
        return
    if not entries:
        yield Skipped(where=item.where, what="the feed holds no entries", hint="leave it out")
    if len(entries) > MAX_ENTRIES:
        yield Skipped(
            where=item.where,
            what=f"entries after the first {MAX_ENTRIES:,} are left out",
            hint="cut the feed",
        )
    for number, entry in enumerate(entries[:MAX_ENTRIES], start=1):
        yield from _entry(entry, f"{item.where}, entry {number}", language, context)


def _headers(item: Item) -> dict[str, str]:
    return {"content-type": item.content_type} if item.content_type else {}


def _entry(entry: Any, where: str, language: str, context: Context) -> Iterator[Piece]:
    title = to_text(str(entry.get("title") or ""))
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    body = max([*bodies, str(entry.get("summary") or "")], key=len)
    link = str(entry.get("link") or "")
    item = Item(where, data=b"", url=link if link.startswith(("http://", "https://")) else None)
    yield from plain(
        with_headline(title, to_text(body)),
        item,
        context,
        title=title,
        published=_day(entry),
        language=language,
    )


def _day(entry: Any) -> date | None:
    for key in ("published_parsed", "updated_parsed"):
        parts = entry.get(key)
        try:
            if parts:
                return date(*parts[:3])
        except (ValueError, TypeError):
            continue
    return None


ADAPTER = Adapter("RSS or Atom feed", fits, read, needs="formats")
