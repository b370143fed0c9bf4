"""Mails saved as `.eml`: the body as a report, attachments as inputs of their own.

Guarantees: plain text before HTML; the day of the mail is the day of the report. Refuses: keeping
who wrote to whom; addresses of persons enter nothing.
"""

import email
import re
from collections.abc import Iterator
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from corridor.collect import foreign
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.decode import NotTextError, decode
from corridor.collect.limits import MAX_ENTRIES
from corridor.collect.markup import to_text
from corridor.collect.skips import skip
from corridor.collect.text import plain
from corridor.records.errors import InputError, Skipped

_CONTENT_HEADER = re.compile(
    rb"^content-(?:type|disposition)[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)
_LONGEST_HEADER = 4_000
_LONGEST_SHOWN = 1_000


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield the report of a mail, and what is attached to it."""
    try:
        with foreign.guarded(item.where, "mail"):
            message = email.message_from_bytes(_bounded(item))
            subject, day, host = _header(message, "Subject"), _day(message), _host(message)
            parts = [part for part in message.walk() if not part.is_multipart()]
    except InputError as error:
        yield skip(error)
        return
    body = _body(parts)
    known = (
        f"https://{host}/"
        if host and context.source_of(f"https://{host}/")[0] in context.pack.sources
        else None
    )
    if body.strip():
        source = context.source_of(known)[0] if known else ""
        yield from plain(body, item, context, title=subject, published=day, source=source)
    attached = list(_attached(parts, item, day))
    yield from attached[:MAX_ENTRIES]
    if not body.strip() and not attached:
        yield Skipped(where=item.where, what="it holds no text", hint="leave it out")


def _body(parts: list[Message]) -> str:
    """Return the plain body; the HTML one as text where there is no plain one."""
    for wanted in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == wanted and not _file_name(part):
                text = _text(part)
                return text if wanted == "text/plain" else to_text(text)
    return ""


def _text(part: Message) -> str:
    raw = _payload(part)
    try:
        return decode(raw, declared=part.get_content_charset()).replace("\r\n", "\n")
    except NotTextError:
        return ""


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _attached(parts: list[Message], item: Item, day: date | None) -> Iterator[Item]:
    for part in parts:
        name = _file_name(part)
        if name and part.get_content_maintype() not in {"image", "audio", "video"}:
            yield item.inside(name, _payload(part), part.get_content_type(), day)


def _file_name(part: Message) -> str:
    try:
        return (part.get_filename() or "").replace("\x00", "")[:200]
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def _bounded(item: Item) -> bytes:
    """Return the bytes of a mail whose headers are of a length that is parsed in no time.

    The standard library's header parsers take the square of the length, and some recursion.
    """
    raw = item.read()
    if any(len(found.group()) > _LONGEST_HEADER for found in _CONTENT_HEADER.finditer(raw)):
        msg = f"a header of more than {_LONGEST_HEADER:,} characters"
        raise InputError(
            msg, where=item.where, allowed="shorter ones", hint="save its text as .txt"
        )
    return raw


def _header(message: Message, name: str) -> str:
    """Return a header in words, its beginning where it is long; nothing where it is broken."""
    try:
        return str(make_header(decode_header(str(message.get(name) or "")[:_LONGEST_SHOWN])))
    except (ValueError, LookupError, TypeError, HeaderParseError):
        return ""


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _host(message: Message) -> str:
    return parseaddr(_header(message, "From"))[1].rpartition("@")[2].lower()


ADAPTER = Adapter("mail", lambda item, _head: item.suffix == ".eml", read, "document")
