"""The best plan: how much need could be met at best, and which limit binds.

Guarantees: labelled an upper bound; the flow to come is weekly and national; a place has only its
unmet need, in days. Refuses: routes, dates of passages, flow by corridor or place.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from corridor.records.base import Ident, Record, Share, Slug
from corridor.records.table import Table

LimitKind = Literal["lorries", "escorts", "corridors", "storage"]


class PlanWeek(Record):
    """One week of the whole country, million litres of one product or of all (`product` null).

    `need` is what people and plants use in normal times, `met` what the plan meets, `entries`
    what is discharged from abroad.
    """

    week_start: date
    days: int = Field(ge=1)
    product: Slug | None = None
    need: float
    met: float
    unmet: float
    entries: float


class PlanPlace(Record):
    """Need of one product at one place that even the plan leaves unmet, in days of normal need."""

    place: Slug
    product: Slug
    unmet_days: float
    horizon_days: int


class Limit(Record):
    """One kind of limit: in how many weeks it binds, and what one more unit would meet.

    `gain` is the shadow price of one more `unit` all through, in million litres of need met,
    essential need counted as in the objective; it holds for small changes only.
    """

    kind: LimitKind
    binds: bool
    weeks: int
    of_weeks: int
    gain: float
    unit: str
    words: str


class Plan(Record):
    """The best plan of a linear programme: an upper bound, not a forecast and not advice."""

    as_of: date
    days: int
    upper_bound: Literal[True] = True
    need: float
    met: float
    unmet: float
    met_share: Share
    unit: str = "million litres"
    weekly: tuple[PlanWeek, ...] = ()
    places: tuple[PlanPlace, ...] = ()
    limits: tuple[Limit, ...] = ()
    assumptions: tuple[Ident, ...] = ()
    notes: tuple[str, ...] = ()

    def table(self) -> Table:
        """Return one row a week for all products together."""
        rows = tuple(
            (week.week_start, week.need, week.met, week.unmet, week.entries)
            for week in self.weekly
            if week.product is None
        )
        return Table(columns=("week of", "need", "met", "unmet", "entries"), rows=rows)
