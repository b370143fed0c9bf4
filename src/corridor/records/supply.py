"""Supply: days of cover, when it runs dry, what stations show, as ensembles.

Guarantees: every quantity is a range; observed and modelled stay apart; what a report says stands
beside what the model says. Refuses: daily future flow, depot names, military stock.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from corridor.records.base import Band, Grounded, Ident, Probability, Quantiles, Record, Slug
from corridor.records.table import Table

DRY_STATION_SHARE = 0.10
"""*Dry* = at most this share of stations selling the product on two days running, or reported."""


class FirstDry(Record):
    """First dry day from `as_of` on, within the horizon; dates are empty beyond it."""

    p10: date | None = None
    p50: date | None = None
    p90: date | None = None
    p_within_horizon: Probability


class CoverPoint(Record):
    """Cover and selling stations on one day: ranges; `future` marks the forecast part."""

    day: date
    cover: Quantiles
    stations_open: Quantiles
    future: bool


class DryStatus(Grounded):
    """Whether the product is dry now: by report where there is one, else by the model."""

    state: Literal["dry", "short", "selling", "not_known"]
    probability: Probability
    since: date | None = None


class PlaceSupply(Grounded):
    """One product at one place."""

    place: Slug
    product: Slug
    days_of_cover: Quantiles
    p_dry: dict[str, Probability]
    first_dry: FirstDry
    stations_open: Quantiles
    street_price: Quantiles | None = None
    street_price_unit: str = "FCFA/litre"
    now: DryStatus
    course: tuple[CoverPoint, ...] = ()


class WeeklyInflow(Grounded):
    """National entries of one week, in million litres, all corridors together."""

    week_start: date
    litres: Quantiles
    unit: str = "million litres"
    future: bool = False


class NationalSupply(Record):
    """The whole country: weekly entries and the months reported or reconstructed."""

    weekly_inflow: tuple[WeeklyInflow, ...] = ()


class PowerSupply(Grounded):
    """Hours of grid power a day. Its own chain: says nothing about petrol, nor petrol about it."""

    place: Slug
    hours_per_day: Quantiles
    normal_hours: Band
    state: Literal["normal", "reduced", "severely_reduced", "not_known"]
    last_reported: date | None = None


class ObservationFit(Grounded):
    """One reported observation beside the model's range before and after using it.

    `what` names it in English, `what_fr` in French.
    """

    id: Ident
    what: str
    what_fr: str = ""
    place: Slug | None = None
    product: Slug | None = None
    start: date
    end: date
    reported: Band
    prior: Quantiles
    posterior: Quantiles
    reconciled: bool


class Supply(Record):
    """All places and products as of one date."""

    as_of: date
    places: tuple[PlaceSupply, ...] = ()
    national: NationalSupply = NationalSupply()
    power: tuple[PowerSupply, ...] = ()
    observations: tuple[ObservationFit, ...] = ()
    members: int = Field(default=0, ge=0)
    effective_members: float = 0.0
    notes: tuple[str, ...] = ()

    def place(self, place: str, product: str) -> PlaceSupply:
        """Return one place and product, by id or by name in any case."""
        wanted = place.casefold().replace(" ", "-")
        for item in self.places:
            if item.place == wanted and item.product == product:
                return item
        known = sorted({f"{item.place}/{item.product}" for item in self.places})
        msg = f"no supply for '{place}/{product}'; there are: {', '.join(known)}"
        raise KeyError(msg)

    def days_of_cover(self, place: str, product: str) -> Quantiles:
        """Days of normal use that the stock at a place covers: p10, p50, p90."""
        return self.place(place, product).days_of_cover

    def table(self) -> Table:
        """Return one row a place and product."""
        columns = (
            "place",
            "product",
            "now",
            "cover_p10",
            "cover_p50",
            "cover_p90",
            "p_dry_7",
            "p_dry_14",
            "p_dry_30",
            "stations_p50",
        )
        rows = tuple(
            (
                item.place,
                item.product,
                item.now.state,
                item.days_of_cover.p10,
                item.days_of_cover.p50,
                item.days_of_cover.p90,
                item.p_dry.get("7"),
                item.p_dry.get("14"),
                item.p_dry.get("30"),
                item.stations_open.p50,
            )
            for item in self.places
        )
        return Table(columns=columns, rows=rows)
