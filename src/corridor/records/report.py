"""Source, Report, Claim: who publishes, one text, one assertion in it.

Guarantees: a claim from text carries its exact character span and quote; a claim coded by hand
carries a paraphrase and no quote. Refuses: a claim with neither, or a quote without its span.
"""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from corridor.records.base import Band, Ident, Probability, Record, Slug
from corridor.records.dates import DatePrecision, TimeSpan

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Handling = Literal["public", "restricted", "confidential"]
Kind = Literal[
    "event",
    "status",
    "figure",
    "advice",
    "relation",
    "control",
    "assessment",
    "opinion",
    "background",
]
Assertion = Literal["asserted", "attributed", "denied", "planned", "conditional"]
PlacePrecision = Literal[
    "point", "town", "stretch", "radius", "area", "region", "country", "unknown"
]
Role = Literal["actor", "target", "speaker", "supporter", "subject"]
COMMENTARY: frozenset[str] = frozenset({"opinion"})
"""Kinds that are kept and marked, and enter nothing."""
COARSE_PLACES: frozenset[str] = frozenset({"area", "region", "country", "unknown"})
"""Precisions that must never become a point on a map."""


class Source(Record):
    """Who publishes. `origin` groups outlets that copy one another's text."""

    id: Slug
    name: str
    kind: str
    reliability: Reliability
    languages: tuple[str, ...] = ()
    origin: Slug
    belligerent: Slug | None = None
    hosts: tuple[str, ...] = ()
    country: str = ""
    known_from: date
    note: str = ""


class Report(Record):
    """One text or data row, with the day from which the world could know it."""

    id: Ident
    source: Slug
    origin: Slug
    url: str | None = None
    title: str = ""
    text: str | None = None
    language: str = ""
    published: date | None = None
    published_precision: DatePrecision = "unknown"
    known_from: date
    retrieved_at: datetime | None = None
    sha256: str = ""
    handling: Handling = "public"
    status: Literal["draft", "reviewed"] = "draft"
    local: bool = False


class ActorRef(Record):
    """An actor as named in a claim; `id` where the pack knows it."""

    role: Role
    name: str
    id: Slug | None = None
    cls: str | None = Field(default=None, alias="class")


class PlaceRef(Record):
    """A place as named in a claim, with how exact its coordinates are (degrees, WGS84)."""

    name: str
    span: tuple[int, int] | None = None
    id: Slug | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    admin1: str | None = None
    country: str | None = None
    precision: PlacePrecision = "unknown"
    radius_km: float | None = Field(default=None, ge=0)


class ClaimFigure(Band):
    """A count or measure in a claim; `of` says what is counted, `text` the words as reported."""

    of: str = ""
    text: str | None = None


class Claim(Record):
    """One assertion in one report.

    `happening` is a coder's own grouping of claims, where a person made one. `known_from` is the
    report's. Spans count characters of the plain text of the report.
    """

    id: Ident
    report: Ident
    span: tuple[int, int] | None = None
    quote: str | None = None
    paraphrase: str | None = None
    kind: Kind
    type: Slug
    assertion: Assertion = "asserted"
    speaker: str | None = None
    actors: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    time: TimeSpan = TimeSpan()
    figures: tuple[ClaimFigure, ...] = ()
    confidence: Probability
    known_from: date
    happening: Ident | None = None
    note: str = ""

    @model_validator(mode="after")
    def _worded(self) -> Self:
        if self.quote is None and self.paraphrase is None:
            raise ValueError("a claim needs a quote with its span, or a paraphrase")
        if (self.quote is None) != (self.span is None):
            raise ValueError("quote and span come together")
        if self.span and not 0 <= self.span[0] < self.span[1]:
            msg = f"a span runs forward from 0, not {self.span}"
            raise ValueError(msg)
        return self

    @property
    def words(self) -> str:
        """The quote, or the paraphrase where there is none."""
        return self.quote if self.quote is not None else self.paraphrase or ""
