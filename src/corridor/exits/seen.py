"""What a stage may see on a day: claims and events known by then, and how to ask for them.

Guarantees: nothing with `known_from` after `as_of` passes, also inside a merged event; answers come
oldest first in a stable order. Refuses: commentary and planned movements altogether; conditional claims as happenings.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from corridor.records.events import Event
from corridor.records.report import COMMENTARY, Claim, Report

HAPPENED = frozenset({"asserted", "attributed"})
"""Assertions that count as something that happened (denied, planned, conditional do not)."""
NATIONAL = frozenset({"country"})
"""Place precisions that speak of the whole country."""


@dataclass(frozen=True)
class Seen:
    """Claims by id and events, cut at `as_of`; `reports` tells local from press."""

    as_of: date
    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]

    @classmethod
    def by(
        cls,
        as_of: date,
        events: Iterable[Event],
        claims: Iterable[Claim],
        reports: Mapping[str, Report],
    ) -> Self:
        """Cut events, claims and reports at the end of `as_of`."""
        known = {
            claim.id: claim
            for claim in sorted(claims, key=lambda claim: claim.id)
            if claim.known_from <= as_of
            and claim.kind not in COMMENTARY
            and claim.assertion != "planned"
        }
        cut = (_cut(event, known) for event in events if event.known_from <= as_of)
        kept = [event for event in cut if event is not None and event.assertion in HAPPENED]
        kept.sort(key=lambda event: (day_of(event, as_of), event.id))
        return cls(
            as_of=as_of,
            events=tuple(kept),
            claims=known,
            reports={key: row for key, row in reports.items() if row.known_from <= as_of},
        )

    def happened(
        self,
        types: Collection[str],
        *,
        place: str | None = None,
        since: date | None = None,
        national: bool = True,
    ) -> tuple[Event, ...]:
        """Return events of the types, oldest first, at `place` (or of the whole country)."""
        return tuple(
            event
            for event in self.events
            if event.type in types
            and (since is None or day_of(event, self.as_of) >= since)
            and (place is None or at(event, place) or (national and is_national(event)))
        )

    def within(self, types: Collection[str], days: int, **where: str) -> tuple[Event, ...]:
        """Return events of the types in the last `days` days, today included."""
        since = self.as_of - timedelta(days=days - 1)
        return self.happened(types, since=since, place=where.get("place"))

    def said(self, types: Collection[str]) -> tuple[Claim, ...]:
        """Return claims of the types that say something holds, by day known and id."""
        found = [
            claim
            for claim in self.claims.values()
            if claim.type in types and claim.assertion in HAPPENED
        ]
        return tuple(sorted(found, key=lambda claim: (claim.known_from, claim.id)))

    def words(self, event: Event) -> str:
        """Return the words of all claims of an event, for rules that must read them."""
        return " ".join(self.claims[key].words for key in event.claims if key in self.claims)


def day_of(event: Event, as_of: date) -> date:
    """Return the last day an event is reported for, never after `as_of`."""
    return min(event.time.last or event.known_from, as_of)


def at(event: Event, place: str) -> bool:
    """Say whether an event names the place."""
    named = (event.place, *event.places)
    return any(item is not None and item.id == place for item in named)


def is_national(event: Event) -> bool:
    """Say whether an event speaks of the whole country."""
    return event.place is not None and event.place.precision in NATIONAL


def claims_of(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the claims behind events, sorted, each once."""
    return tuple(sorted({claim for event in events for claim in event.claims}))


def _cut(event: Event, known: Mapping[str, Claim]) -> Event | None:
    """Drop claims from an event that are not known yet (or were never handed in)."""
    claims = tuple(claim for claim in event.claims if claim in known)
    if claims == event.claims:
        return event
    return event.model_copy(update={"claims": claims}) if claims else None
