"""What merging gives and takes besides claims: `Merged` and decisions made by hand.

Guarantees: every claim that enters stands in exactly one event, tie or control record.
Refuses: a decision without who, when and why.
"""

from datetime import date
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from corridor.records.base import Ident, Record
from corridor.records.events import Contradiction, Control, Event, Relation


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


class Merged(Record):
    """Events, ties between actors, control and contradictions, as of one day."""

    as_of: date
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    control: tuple[Control, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def event_of(self) -> dict[str, str]:
        """Event id by claim id."""
        return {claim: event.id for event in self.events for claim in event.claims}
