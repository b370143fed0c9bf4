"""Event, Relation, Control, Contradiction: claims merged into what happened and who rules.

Guarantees: every merge keeps its claims, the probability and reason of each link, and every figure
that disagrees. Refuses: control below district, an event without claims.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from corridor.records.base import Band, Ident, Probability, Record, Slug
from corridor.records.dates import TimeSpan
from corridor.records.report import ActorRef, Assertion, ClaimFigure, Kind, PlaceRef, Reliability

Credibility = Annotated[int, Field(ge=1, le=6)]
RelationKind = Literal[
    "part_of", "backs", "supplies", "trains", "fights", "holds", "left", "talks_with"
]


class Link(Record):
    """Why a claim belongs to an event, and how sure that is."""

    claim: Ident
    probability: Probability
    reason: str


class Event(Record):
    """Claims of the same happening.

    `figures` are merged low / best / high by what is counted; `origins` are the independent
    origin groups; `ended_by` names the event that ended this state.
    """

    id: Ident
    kind: Kind
    type: Slug
    assertion: Assertion = "asserted"
    actors: tuple[ActorRef, ...] = ()
    place: PlaceRef | None = None
    places: tuple[PlaceRef, ...] = ()
    time: TimeSpan = TimeSpan()
    figures: tuple[ClaimFigure, ...] = ()
    claims: tuple[Ident, ...] = Field(min_length=1)
    links: tuple[Link, ...] = ()
    origins: tuple[Slug, ...] = ()
    reliability: Reliability = "F"
    credibility: Credibility = 6
    confidence: Probability = 0.5
    roads: tuple[Slug, ...] = ()
    corridors: tuple[Slug, ...] = ()
    known_from: date
    updated: date
    ended_by: Ident | None = None
    contradictions: tuple[Ident, ...] = ()
    summary: str = ""


class Reading(Record):
    """One side of a disagreement: what a claim says of the disputed part.

    `says_fr` is the same in French; empty where the words are the claim's own.
    """

    claim: Ident
    says: str
    says_fr: str = ""
    value: Band | None = None


class Contradiction(Record):
    """Claims that cannot all be right, kept side by side; rank 1 matters most.

    `summary_fr` is the summary in French; empty where nobody put it into French.
    """

    id: Ident
    about: Literal["figure", "date", "place", "denial", "state", "actor"]
    events: tuple[Ident, ...] = ()
    readings: tuple[Reading, ...] = Field(min_length=2)
    summary: str
    summary_fr: str = ""
    rank: int = Field(ge=1)


class Relation(Record):
    """A dated tie between two actors."""

    id: Ident
    subject: Slug
    kind: RelationKind
    object: Slug
    start: date | None = None
    end: date | None = None
    known_from: date
    claims: tuple[Ident, ...] = Field(min_length=1)
    note: str = ""
    note_fr: str = ""


class Control(Record):
    """Who rules what in a district on a day; never below district."""

    id: Ident
    admin: str
    level: Literal["country", "region", "district"]
    actor: Slug
    aspects: tuple[str, ...]
    time: TimeSpan = TimeSpan()
    known_from: date
    claims: tuple[Ident, ...] = Field(min_length=1)
