"""Plain text: one report a file, its date from the text itself or from the user.

Guarantees: the text is kept to the character, so that spans count in the file as given. Refuses:
an empty file, binary content, a text longer than `MAX_TEXT_CHARS`.
"""

from collections.abc import Iterator
from datetime import date

from corridor.collect.context import Adapter, Context, Found, Item, Piece
from corridor.collect.datelines import head_date, lead_date
from corridor.collect.decode import NotTextError, decode
from corridor.collect.limits import MAX_TEXT_CHARS
from corridor.records.dates import DatePrecision
from corridor.records.errors import Skipped

_SUFFIXES = frozenset({".txt", ".md", ".text", ".rst", ""})


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield the report of a text file."""
    try:
        text = decode(item.read())
    except NotTextError as error:
        yield Skipped(
            where=item.where,
            what=str(error),
            hint="save it as UTF-8 text, or give it with its right ending",
        )
        return
    yield from plain(text, item, context)


def plain(
    text: str,
    item: Item,
    context: Context,
    *,
    title: str = "",
    published: date | None = None,
    language: str = "",
    source: str = "",
    origin: str | None = None,
    precision: DatePrecision = "day",
) -> Iterator[Piece]:
    """Yield a report of text that was extracted from some format."""
    if not text.strip():
        yield Skipped(
            where=item.where,
            what="it holds no text",
            hint="leave it out, or give the text it should hold",
        )
        return
    if len(text) > MAX_TEXT_CHARS:
        yield Skipped(
            where=item.where,
            what=f"{len(text):,} characters are too many for one report",
            hint=f"cut it into reports of at most {MAX_TEXT_CHARS:,} characters",
        )
        return
    given = lead_date(text) or (None if published and precision == "day" else head_date(text))
    yield from context.report(
        item.where,
        Found(
            text=text,
            title=title,
            url=item.url,
            published=given or published or item.published,
            precision="day" if given else precision,
            language=language,
            source=source,
            origin=origin,
        ),
    )


def saved(text: str, item: Item, context: Context, title: str, day: date | None) -> Iterator[Piece]:
    """Yield a report of a file that knows only when it was last saved: `--published` goes before."""
    yield from plain(
        text,
        item,
        context,
        title=title,
        published=context.published or day,
        precision="day" if context.published else "approximate",
    )


def with_headline(title: str, body: str) -> str:
    """Return a text that begins with its headline, once: headlines say what happened."""
    head, text = " ".join(title.split()), body.strip()
    if not head or text.casefold().startswith(head.casefold()):
        return text
    return f"{head}\n\n{text}" if text else head


ADAPTER = Adapter("text", lambda item, _head: item.suffix in _SUFFIXES, read)
