"""What-if: differences to the base case, and how much each assumption moves the answer.

Guarantees: every difference is a range over members; changes are those the user named; places come
in order of their names. Refuses: ranking roads or places, choosing a change, daily flow.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from corridor.records.base import Band, Ident, Probability, Quantiles, Record, Slug
from corridor.records.figures import Assumption
from corridor.records.plan import Plan
from corridor.records.supply import FirstDry
from corridor.records.table import Table

Pairing = Literal["members", "ranks"]
"""Whether differences are taken member by member (same past, same draws) or between equal ranks."""


class WhatIfChange(Record):
    """One change the user named: an assumption set, a road or corridor opened or closed."""

    kind: Literal["set", "open", "close"]
    id: Ident
    value: str
    first: date | None = None
    """First day under the change; empty where it holds from the start."""


class Shift(Record):
    """A quantity in the base case, under the change, and the difference (changed less base)."""

    base: Quantiles
    changed: Quantiles
    difference: Quantiles


class ChanceShift(Record):
    """A probability in both cases; the difference with its 90 % sampling interval."""

    base: Probability
    changed: Probability
    difference: float
    low: float
    high: float


class FirstDryShift(Record):
    """First dry day in both cases, and how many days later it comes (negative: sooner).

    Members that do not run dry within the horizon count as dry the day after it, so the number of
    days is a lower bound of its size.
    """

    base: FirstDry
    changed: FirstDry
    days_later: Quantiles


class PlaceShift(Record):
    """One product at one place. Keys of `days_of_cover` are days after `as_of`.

    `dry_days` counts days of the next 30 on which at most 10 % of the stations sell.
    """

    place: Slug
    product: Slug
    days_of_cover: dict[str, Shift]
    p_dry: dict[str, ChanceShift]
    first_dry: FirstDryShift
    dry_days: Shift


class WeekShift(Record):
    """National entries of one week to come, million litres."""

    week_start: date
    litres: Shift


class NationalShift(Record):
    """The whole country: weekly entries to come and their sum."""

    weekly_inflow: tuple[WeekShift, ...] = ()
    total: Shift | None = None
    unit: str = "million litres"


class AssumptionEffect(Record):
    """The answer with one assumption at its low and at its high end, all else as it was.

    `above_noise`: whether the larger change exceeds what another seed alone would do.
    """

    assumption: Ident
    band: Band
    cover_low: float
    cover_high: float
    p_dry_low: Probability
    p_dry_high: Probability
    swing_cover: float
    swing_p_dry: float
    above_noise: bool


class Sensitivity(Record):
    """Every main assumption with its effect on one answer, largest effect first.

    The answer is the median days of cover `cover_day` days after `as_of` and the probability of
    running dry within 14 days, of one product at one place.
    """

    as_of: date
    place: Slug
    product: Slug
    cover_day: int
    members: int = Field(ge=0)
    seed: int
    cover: float
    p_dry: Probability
    noise_cover: float
    noise_p_dry: float
    effects: tuple[AssumptionEffect, ...] = ()
    tried: int = 0
    notes: tuple[str, ...] = ()

    def table(self) -> Table:
        """Return one row an assumption."""
        columns = ("assumption", "low", "high", "cover@low", "cover@high",
                   "p_dry14@low", "p_dry14@high", "above noise")  # fmt: skip
        rows = tuple(
            (
                row.assumption,
                row.band.low,
                row.band.high,
                row.cover_low,
                row.cover_high,
                row.p_dry_low,
                row.p_dry_high,
                "yes" if row.above_noise else "no",
            )
            for row in self.effects
        )
        return Table(columns=columns, rows=rows)


class WhatIf(Record):
    """Differences to the base case, the best plan and the sensitivity, as far as asked for."""

    as_of: date
    days: int
    members: int
    seed: int
    pairing: Pairing | None = None
    changes: tuple[WhatIfChange, ...] = ()
    places: tuple[PlaceShift, ...] = ()
    national: NationalShift = NationalShift()
    plan: Plan | None = None
    plan_changed: Plan | None = None
    sensitivity: Sensitivity | None = None
    assumptions: tuple[Assumption, ...] = ()
    notes: tuple[str, ...] = ()

    def table(self) -> Table:
        """Return one row a place and product: cover in two weeks and chances, with differences."""
        columns = ("place", "product", "cover in 14 d", "change p10", "p50", "p90",
                   "p_dry_14", "change", "first dry later by (days)", "dry days in 30, change")  # fmt: skip
        rows = tuple(
            (
                row.place,
                row.product,
                row.days_of_cover["14"].base.p50,
                row.days_of_cover["14"].difference.p10,
                row.days_of_cover["14"].difference.p50,
                row.days_of_cover["14"].difference.p90,
                row.p_dry["14"].base,
                row.p_dry["14"].difference,
                _range(row.first_dry.days_later),
                _range(row.dry_days.difference),
            )
            for row in self.places
            if "14" in row.days_of_cover and "14" in row.p_dry
        )
        return Table(columns=columns, rows=rows)


def _range(three: Quantiles) -> str:
    return f"{three.p10:+.0f} / {three.p50:+.0f} / {three.p90:+.0f}"
