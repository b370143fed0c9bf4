"""Exits: ways out for people, with their conditions and how long they are likely to last.

Guarantees: a way is "usable" only on evidence; conditions stand in the authorities' words with
issuer and date. Refuses: calling a road usable from model and press alone; a "latest day".
"""

from datetime import date
from typing import Literal

from corridor.records.base import Grounded, Ident, Probability, Quantiles, Record, Slug
from corridor.records.table import Table

ExitKind = Literal["scheduled_flight", "charter", "road", "river", "relocation", "hibernation"]
ExitState = Literal["usable", "limited", "not_usable", "not_known"]
PersonCategory = Literal["international", "national", "dependants", "visitors"]
PERSON_CATEGORIES: tuple[PersonCategory, ...] = (
    "international",
    "national",
    "dependants",
    "visitors",
)


class Condition(Record):
    """What an authority says of a way, as its claim: never our own advice."""

    issuer: str
    says: str
    says_fr: str = ""
    issued: date | None
    claim: Ident
    check_again: date


class CategoryExit(Grounded):
    """Whether one category of person can use this way, and why or why not."""

    category: PersonCategory
    state: ExitState
    why_en: str
    why_fr: str


class RiskPoint(Record):
    """Probability that the way has stopped being usable by `days` from now."""

    days: int
    p_lost: Probability


class Exit(Grounded):
    """One way out."""

    id: Slug
    kind: ExitKind
    name_en: str
    name_fr: str
    from_place: Slug
    to_place: Slug | None = None
    corridor: Slug | None = None
    state: ExitState
    why_en: str
    why_fr: str
    categories: tuple[CategoryExit, ...] = ()
    conditions: tuple[Condition, ...] = ()
    free_capacity: Quantiles | None = None
    free_capacity_unit: str = "people/week"
    p_usable: dict[str, Probability] = {}
    waiting_risk: tuple[RiskPoint, ...] = ()
    earliest_sensible: date | None = None
    evidence: Probability = 0.0


class Exits(Record):
    """All ways out as of one date."""

    as_of: date
    ways: tuple[Exit, ...] = ()

    def table(self) -> Table:
        """Return one row a way."""
        columns = ("id", "kind", "state", "free_p10", "free_p90", "p_usable_30", "evidence")
        rows = tuple(
            (
                way.id,
                way.kind,
                way.state,
                way.free_capacity.p10 if way.free_capacity else None,
                way.free_capacity.p90 if way.free_capacity else None,
                way.p_usable.get("30"),
                way.evidence,
            )
            for way in self.ways
        )
        return Table(columns=columns, rows=rows)
