"""What every adapter is given, and how a report is made the one way.

Guarantees: ids follow from content, so that the same text is the same report on every run;
`known_from` is never before the day of publication. Refuses: a report without text or claims.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from corridor.packs.model import Pack
from corridor.records.base import Record, digest
from corridor.records.dates import DatePrecision
from corridor.records.errors import Skipped
from corridor.records.report import Claim, Report

OWN = "own_report"
"""Source and origin of a text that names no source: all such texts count as one origin."""
_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:#-]{0,150}\Z")
_SLUG_BAD = re.compile(r"[^a-z0-9]+")


class Notice(Record):
    """Something the user should know about an input that was kept."""

    where: str
    what: str


Piece = Report | Claim | Skipped | Notice


@dataclass(frozen=True)
class Context:
    """The run: pack, the date given by the user, and today."""

    pack: Pack
    published: date | None
    today: date
    mapping: dict[str, str] | None = None
    """Column mapping of a table: our field to the table's column (see `sheet`)."""

    def source_of(self, url: str | None, name: str = "") -> tuple[str, str]:
        """Return `(source, origin)` ids for an address or a name; the user's own where unknown."""
        host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
        for ident in sorted(self.pack.sources):
            source = self.pack.sources[ident]
            known = name and name.casefold() in {ident.casefold(), source.name.casefold()}
            if known or (host and any(host == h or host.endswith("." + h) for h in source.hosts)):
                return source.id, source.origin
        if name or host:
            made = slug(name or host)
            return made, made
        return OWN, OWN

    def report(
        self,
        where: str,
        *,
        text: str | None,
        key: str = "",
        ident: str | None = None,
        title: str = "",
        url: str | None = None,
        source: str = "",
        origin: str | None = None,
        language: str = "",
        published: date | None = None,
        precision: DatePrecision = "day",
        known_from: date | None = None,
    ) -> Iterator[Piece]:
        """Yield the report, after a notice where it carries no date.

        Args:
            where: file (and row) it came from.
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
        day = published or self.published
        if day is None:
            precision = "unknown"
            yield Notice(where=where, what="undated: kept, and used only from today")
        sha = digest([text if text is not None else key])
        source_id, origin_id = self.source_of(url, source)
        yield Report(
            id=ident if ident and _IDENT.match(ident) else f"own-{sha[:12]}",
            source=source_id, origin=slug(origin) if origin else origin_id, url=url or None,
            title=title[:500], text=text, language=language, published=day,
            published_precision=precision, known_from=known_from or self._known(day, precision), sha256=sha,
        )

    def _known(self, day: date | None, precision: DatePrecision) -> date:
        if day is None:
            return self.today
        if precision == "month":
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return day + timedelta(days=6) if precision == "week" else day


@dataclass(frozen=True)
class Item:
    """One input: its name for messages, its path or its bytes."""

    where: str
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None
    content_type: str = ""

    def read(self) -> bytes:
        """Return all bytes."""
        if self.data is not None:
            return self.data
        assert self.path is not None  # noqa: S101 - one of the two is always there
        return self.path.read_bytes()

    def head(self, size: int = 4096) -> bytes:
        """Return the first bytes."""
        if self.data is not None:
            return self.data[:size]
        assert self.path is not None  # noqa: S101 - one of the two is always there
        with self.path.open("rb") as stream:
            return stream.read(size)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.data) if self.data is not None else self.path.stat().st_size if self.path else 0

    @property
    def suffix(self) -> str:
        """The ending of its name, lower case, with the dot."""
        name = self.path.name if self.path else urlsplit(self.url or self.where).path
        return Path(name).suffix.lower()


@dataclass(frozen=True)
class Adapter:
    """One format: which inputs are its own, and how they are read."""

    name: str
    fits: Callable[[Item, bytes], bool]
    read: Callable[[Item, Context], Iterator[Piece]]
    large: bool = False
    """Whether it reads row by row, so that a large file does no harm."""
    needs: Literal["", "formats"] = ""


def slug(text: str) -> str:
    """Return an id made of a name: `aBamako News` is `abamako-news`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return _SLUG_BAD.sub("-", plain).strip("-")[:80] or OWN
