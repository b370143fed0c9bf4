"""Event, Relation, Control, Contradiction: claims merged into what happened and who rules.

Guarantees: every merge keeps its claims, the probability and reason of each link, and every figure
that disagrees. Refuses: control below district, an event without claims.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

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


class Decision(Record):
    """A person's word that two claims tell of the same happening, or do not.

    It names claims, not events, so it survives new reports. It counts from `when` on: an
    assessment as of an earlier day does not see it.
    """

    a: Ident
    b: Ident
    verdict: Literal["same", "different"]
    who: str = Field(min_length=1)
    when: date
    why: str = Field(min_length=1)

    @model_validator(mode="after")
    def _two_claims(self) -> Self:
        if self.a == self.b:
            msg = f"a decision is about two claims, not {self.a} twice"
            raise ValueError(msg)
        return self


class Event(Record):
    """Claims of the same happening.

    `figures` are merged low / best / high by what is counted; `origins` are the independent
    origin groups; `ended_by` names the event that ended this state; `decisions` are the joins and
    splits made by hand that shaped it.
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
    decisions: tuple[Decision, ...] = ()
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
