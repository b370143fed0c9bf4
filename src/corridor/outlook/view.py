"""What a question's rule may look at, and what it gives back: View, Facts, Answer, Resolution.

Guarantees: `View` is cut at `as_of`, `Facts` at the day a forecast falls due, so a resolution never
depends on when it is made. Refuses: rules that know the engines; only records come in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.access.paths import AccessPaths
from corridor.exits.advice import Advice
from corridor.exits.seen import HAPPENED, Seen
from corridor.packs.model import Pack
from corridor.records.access import Access
from corridor.records.base import Band
from corridor.records.exits import Exits
from corridor.records.outlook import Method, Outcome
from corridor.records.report import Claim
from corridor.records.supply import Supply

GRACE_DAYS = 7
"""A forecast falls due so many days after it resolves, to let reports of the last days arrive."""
ALIVE_CLAIMS = 3
"""So many claims known within a window show that the record was kept; then silence may count."""
_EXACT = frozenset({"day", "approximate", "week", "ongoing"})


@dataclass(frozen=True)
class View:
    """Everything known as of one day, for answering."""

    as_of: date
    seen: Seen
    advice: tuple[Advice, ...]
    access: Access
    supply: Supply
    exits: Exits
    paths: AccessPaths
    pack: Pack
    days: int
    members: int
    seed: int


@dataclass(frozen=True)
class Answer:
    """A rule's answer before it becomes a forecast.

    `climatology` and `last_state` are what a base rate alone, and today's state alone, would say.
    """

    probability: float
    low: float
    high: float
    method: Method
    reference_class: str
    climatology: float
    last_state: float | None = None
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    median: Band | None = None
    rare: bool = False


@dataclass(frozen=True)
class Resolution:
    """What came of a forecast, from which claims, and the observed quantity where one is known."""

    outcome: Outcome
    claims: tuple[str, ...] = ()
    observed: float | None = None


@dataclass(frozen=True)
class Facts:
    """The claims known when a forecast fell due, for resolving it.

    Attributes:
        made: day of the forecast; the window begins the day after.
        until: last day of the window (`resolves_on`).
        due: day by which claims must be known: `until` and `GRACE_DAYS`.
        seen: claims known by `due`.
        pack: the pack as known by `due`.
    """

    made: date
    until: date
    due: date
    seen: Seen
    pack: Pack

    @property
    def alive(self) -> bool:
        """Whether enough was reported in the window for silence to say anything."""
        known = (c for c in self.seen.claims.values() if self.made < c.known_from <= self.due)
        return sum(1 for _ in known) >= ALIVE_CLAIMS

    def said(
        self,
        types: Collection[str],
        *,
        place: str | None = None,
        since: date | None = None,
        national: bool = True,
    ) -> tuple[Claim, ...]:
        """Return claims of the types that hold on some day of the window, oldest first."""
        start = self.made + timedelta(days=1) if since is None else since
        found = [
            claim
            for claim in self.seen.claims.values()
            if claim.type in types
            and claim.assertion in HAPPENED
            and covers(claim, start, self.until)
            and (place is None or names(claim, place) or (national and speaks_nationally(claim)))
        ]
        return tuple(sorted(found, key=lambda claim: (interval(claim), claim.id)))

    def origins(self, claims: Collection[Claim]) -> frozenset[str]:
        """Return the independent origins of claims; a report not at hand is an origin of its own."""
        found = (self.seen.reports.get(claim.report) for claim in claims)
        return frozenset(
            report.origin if report else claim.report
            for claim, report in zip(claims, found, strict=True)
        )


def interval(claim: Claim) -> tuple[date, date]:
    """Return first and last day a claim speaks of; an open end lasts until it was known."""
    start = claim.time.start or claim.time.end or claim.known_from
    end = claim.time.end or max(start, claim.known_from)
    if claim.kind == "event" and claim.time.end is None:
        end = start
    return start, max(start, end)


def covers(claim: Claim, start: date, end: date) -> bool:
    """Say whether a claim holds in a window; a vague date must lie wholly inside it."""
    first, last = interval(claim)
    if claim.time.precision in _EXACT:
        return first <= end and last >= start
    return start <= first and last <= end


def names(claim: Claim, place: str) -> bool:
    """Say whether a claim names the place."""
    return any(item.id == place for item in claim.places)


def speaks_nationally(claim: Claim) -> bool:
    """Say whether a claim speaks of the whole country."""
    return any(item.precision == "country" for item in claim.places)


def ids(claims: Collection[Claim]) -> tuple[str, ...]:
    """Return the ids of claims, sorted."""
    return tuple(sorted(claim.id for claim in claims))
