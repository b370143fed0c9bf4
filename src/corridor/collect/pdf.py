"""PDF: the text of its pages; a page break is an empty line.

Guarantees: spans count characters of the extracted text. Refuses: scans without a text layer,
encrypted files, more than `MAX_PAGES` pages. Parsing: `pypdf`.
"""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from corridor.collect import foreign
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.limits import MAX_PAGES, MAX_TEXT_CHARS
from corridor.collect.skips import skip
from corridor.collect.text import saved
from corridor.records.errors import InputError, Skipped


def fits(item: Item, head: bytes) -> bool:
    """Say whether an input is a PDF, whatever its name."""
    return item.suffix == ".pdf" or b"%PDF-" in head[:1024]


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield the report of a PDF."""
    pypdf = foreign.load("pypdf", "PDF files")
    try:
        with foreign.guarded(item.where, "PDF", "pypdf"):
            text, title, day = _pages(pypdf, item)
    except InputError as error:
        yield skip(error)
        return
    if not text.strip():
        yield Skipped(
            where=item.where,
            what="it holds no text: perhaps a scan",
            hint="run text recognition over it first, or type the passage into a .txt file",
        )
        return
    yield from saved(text, item, context, title, day)


def _pages(pypdf: Any, item: Item) -> tuple[str, str, date | None]:
    reader = pypdf.PdfReader(io.BytesIO(item.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(
            "it is locked with a password",
            where=item.where,
            allowed="an open PDF",
            hint="save it without password",
        )
    count = len(reader.pages)
    if count > MAX_PAGES:
        msg = f"{count:,} pages are too many for one report"
        raise InputError(
            msg, where=item.where, allowed=f"at most {MAX_PAGES:,}", hint="cut it into parts"
        )
    parts: list[str] = []
    size = 0
    for page in reader.pages:
        part = page.extract_text() or ""
        size += len(part)
        if size > MAX_TEXT_CHARS:
            msg = f"more than {MAX_TEXT_CHARS:,} characters are too many for one report"
            raise InputError(msg, where=item.where, hint="cut it into parts")
        parts.append(part.strip())
    return "\n\n".join(parts).encode("utf-8", "replace").decode(), *_about(reader)


def _about(reader: Any) -> tuple[str, date | None]:
    """Return title and day of the file's own notes, where they can be read."""
    try:
        notes = reader.metadata
        # The later of the two: a file made from last month's is not from last month.
        days = [notes.creation_date, notes.modification_date] if notes else []
        made = max((day.date() for day in days if day), default=None)
        return str((notes.title if notes else "") or ""), made
    except Exception:  # noqa: BLE001 - notes are often broken and never needed
        return "", None


ADAPTER = Adapter("PDF", fits, read, "document", needs="formats")
