"""What every adapter is given, and how a report is made the one way.

Guarantees: ids follow from content, so that the same text is the same report on every run;
`known_from` is never before the day of publication. Refuses: a report without text or claims.
"""

import calendar
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Literal, Union
from urllib.parse import urlsplit

from corridor.packs.claims import Names
from corridor.packs.model import Pack
from corridor.packs.names import ActorNames, PlaceNames
from corridor.records.base import Record, digest
from corridor.records.dates import DatePrecision
from corridor.records.errors import Skipped
from corridor.records.report import Claim, Report

OWN = "own_report"
"""Source and origin of a text that names no source: all such texts count as one origin."""
_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:#-]{0,150}\Z")
_LAST = date.max - timedelta(days=6)
_SLUG_BAD = re.compile(r"[^a-z0-9]+")


class Notice(Record):
    """Something the user should know about an input that was kept."""

    where: str
    what: str


Piece = Union[Report, Claim, Skipped, Notice, "Item"]
"""What reading one input may give; an `Item` is an input found inside (of an archive, a mail)."""


@dataclass(frozen=True)
class Context:
    """The run: pack, the date given by the user, and today."""

    pack: Pack
    published: date | None
    today: date
    mapping: dict[str, str] | None = None
    """Column mapping of a table: our field to the table's column (see `sheet`)."""

    @cached_property
    def names(self) -> Names:
        """What coded rows resolve places and actors with."""
        pack = self.pack
        return Names(
            places=PlaceNames.of(pack.places.values()),
            actors=ActorNames.of(pack.actors.values()),
            ground=pack.places,
            country=pack.country,
        )

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for ident, source in sorted(self.pack.sources.items()):
            for name in (ident, source.name):
                found.setdefault(name.casefold(), (source.id, source.origin))
        return found

    @cached_property
    def _by_host(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for _, source in sorted(self.pack.sources.items()):
            for host in source.hosts:
                found.setdefault(host, (source.id, source.origin))
        return found

    def knows(self, name: str) -> bool:
        """Say whether a name is that of a source of the pack."""
        return name.casefold() in self._by_name

    def source_of(self, url: str | None, name: str = "") -> tuple[str, str]:
        """Return `(source, origin)` ids for an address or a name; the user's own where unknown."""
        if name and name.casefold() in self._by_name:
            return self._by_name[name.casefold()]
        host = host_of(url).removeprefix("www.")
        parts = host.split(".")
        for start in range(len(parts) if host else 0):
            known = self._by_host.get(".".join(parts[start:]))
            if known:
                return known
        if name or host:
            made = slug(name or host)
            return made, made
        return OWN, OWN

    def report(self, where: str, found: "Found") -> Iterator[Piece]:
        """Yield the report of what was found, after a notice where it carries no date."""
        if not _whole(found.words):
            yield Skipped(
                where=where,
                what="its text holds half characters that no text can have",
                hint="save it again as UTF-8",
            )
            return
        day = found.published or self.published
        if day is None:
            yield Notice(where=where, what="undated: kept, and used only from today")
        precision = "unknown" if day is None else found.precision
        known = found.known_from
        source, origin = self.source_of(found.address, tidy(found.source))
        yield Report(
            id=found.report_id,
            source=source,
            origin=slug(found.origin) if found.origin else origin,
            url=found.address,
            title=tidy(found.title)[:500],
            text=found.text,
            language=tidy(found.language)[:20],
            published=day,
            published_precision=precision,
            known_from=self._known(day, precision) if known is None else max(known, day or known),
            sha256=digest([found.words]),
        )

    def _known(self, day: date | None, precision: DatePrecision) -> date:
        if day is None:
            return self.today
        if precision == "month":
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return min(day, _LAST) + timedelta(days=6) if precision == "week" else day


@dataclass(frozen=True, kw_only=True)
class Found:
    """What an adapter found of one report, as the input has it.

    Args:
        text: plain text; None for a data row whose claim is given beside it.
        key: what tells rows without text apart.
        ident: an id of the input's own, kept where it is a valid one.
        title: headline.
        url: address.
        source: name or id of who publishes.
        origin: group of copies, where the input says so.
        language: as the input says.
        published: day in the input; else the user's `--published`.
        precision: how exact that day is.
        known_from: from when the world could know, where the input says so.
    """

    text: str | None
    key: str = ""
    ident: str | None = None
    title: str = ""
    url: str | None = None
    source: str = ""
    origin: str | None = None
    language: str = ""
    published: date | None = None
    precision: DatePrecision = "day"
    known_from: date | None = None

    @property
    def words(self) -> str:
        """What the id follows from."""
        return self.key if self.text is None else self.text

    @property
    def address(self) -> str | None:
        """The address on one line."""
        return tidy(self.url or "") or None

    @property
    def report_id(self) -> str:
        """The input's own id; else one of the words, and of the address where there is a text.

        The same words at another address are another report: copies are told apart by origin.
        """
        if self.ident and _IDENT.match(self.ident):
            return self.ident
        both = self.address and self.text is not None
        return f"own-{digest([self.words, self.address or ''] if both else [self.words])[:12]}"


_SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/cap+xml": ".cap",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "message/rfc822": ".eml",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
CONTENT_TYPES = frozenset(_SUFFIX_OF)
"""Media types that have a format here."""
_OWN_WORDS = frozenset({"text/plain", "application/octet-stream", "binary/octet-stream", ""})
"""Media types that say so little that an ending in the name is asked first."""


@dataclass(frozen=True)
class Item:
    """One input: its name for messages, its path or its bytes."""

    where: str
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None
    content_type: str = ""
    name: str = ""
    depth: int = 0
    """How many archives or mails it lies in."""
    published: date | None = None
    """The day of the mail it came with."""

    def read(self) -> bytes:
        """Return all bytes."""
        with self.open() as stream:
            return stream.read()

    def open(self) -> BinaryIO:
        """Return its bytes as a stream."""
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None  # noqa: S101 - one of the two is always there
        return self.path.open("rb")

    def head(self, size: int = 4096) -> bytes:
        """Return the first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def inside(
        self, name: str, data: bytes, content_type: str = "", published: date | None = None
    ) -> "Item":
        """Return an input found inside this one."""
        return Item(
            f"{self.where}!{name}",
            data=data,
            content_type=content_type,
            name=name,
            depth=self.depth + 1,
            published=published or self.published,
        )

    def named(self, url: str) -> "Item":
        """Return the same input with an address of its own."""
        return replace(self, url=url)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return (
            len(self.data)
            if self.data is not None
            else self.path.stat().st_size
            if self.path
            else 0
        )

    @property
    def suffix(self) -> str:
        """The ending of its name, lower case, with the dot; by its media type where that says more."""
        media = self.content_type.partition(";")[0].strip().lower()
        name = self.name or (self.path.name if self.path else _path_of(self.url or self.where))
        ending = Path(name.replace("\x00", "")).suffix.lower()
        if media in _OWN_WORDS and ending:
            return ending
        return _SUFFIX_OF.get(media, ending)


@dataclass(frozen=True)
class Adapter:
    """One format: which inputs are its own, and how they are read."""

    name: str
    fits: Callable[[Item, bytes], bool]
    read: Callable[[Item, Context], Iterator[Piece]]
    size: Literal["text", "document", "table", "archive"] = "text"
    """Which limit on bytes it has: see `limits`."""
    needs: Literal["", "formats"] = ""


def host_of(url: str | None) -> str:
    """Return the host of an address, or nothing where it is none."""
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def tidy(text: str) -> str:
    """Return a field on one line, without characters that no file can hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def slug(text: str) -> str:
    """Return an id made of a name: `aBamako News` is `abamako-news`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return _SLUG_BAD.sub("-", plain).strip("-")[:80] or OWN
