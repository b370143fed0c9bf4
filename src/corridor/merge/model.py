"""What merging gives: events, ties, control and contradictions of one day.

Guarantees: every claim that enters stands in exactly one event, tie or control record.
Refuses: nothing.
"""

from datetime import date
from functools import cached_property

from corridor.records.base import Record
from corridor.records.events import Contradiction, Control, Event, Relation


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
