"""Fuel and power: what is there now, how long it lasts, what reports and the model say.

Guarantees: cover as a range, reported and modelled status told apart, power on its own, every
observation beside the model's range. Refuses: daily future flow; days of cover for the public.
"""

from corridor.brief.model import Block, Cell, Column, Figure, Row, Section, Table, Text
from corridor.brief.numbers import in_days
from corridor.brief.plots import cover_figure, inflow_figure
from corridor.brief.view import View, label
from corridor.records.supply import FirstDry, ObservationFit, PlaceSupply, PowerSupply


def section(view: View) -> Section:
    """Now, ahead, courses, power, model against reports."""
    t, supply = view.t, view.situation.supply
    figures: list[Figure] = [
        figure for figure in (cover_figure(view), inflow_figure(view)) if figure is not None
    ]
    note = t("supply.note")
    blocks: tuple[Block, ...] = (
        Text(id="supply_lead", style="small", statements=view.say(note)),
        _now(view),
        _ahead(view),
        *figures,
        _power(view),
        _fit(view),
    )
    return Section(
        id="supply", title=t("section.supply"),
        blocks=blocks if supply.places else (blocks[0], _power(view)),
    )  # fmt: skip


def _places(view: View) -> list[PlaceSupply]:
    order = list(view.pack.products)

    def key(item: PlaceSupply) -> tuple[bool, str, int]:
        place = view.pack.places.get(item.place)
        rank = order.index(item.product) if item.product in order else len(order)
        return (item.place != view.pack.capital, place.name_en if place else item.place, rank)

    return sorted(view.situation.supply.places, key=key)


def _now(view: View) -> Table:
    t = view.t
    return Table(
        id="fuel_now",
        title=t("supply.now"),
        columns=(
            Column(label=t("col.place"), width=1.5),
            Column(label=t("col.product"), width=1),
            Column(label=t("col.status"), width=1.2),
            Column(label=t("col.how"), width=1.1),
            Column(label=t("col.since"), width=0.9),
            Column(label=t("col.stations"), width=1.5, align="right"),
            Column(
                label=t("col.price", unit=view.unit(_price_unit(view))), width=2.4, align="right"
            ),
        ),
        rows=tuple(_now_row(view, item) for item in _places(view)),
    )


def _price_unit(view: View) -> str:
    """The unit of street prices, for the head of the column."""
    units = (x.street_price_unit for x in view.situation.supply.places if x.street_price)
    return next(units, "")


def _now_row(view: View, item: PlaceSupply) -> Row:
    on, now = view.grounds(item), view.grounds(item.now)
    stations = view.n.percents(item.stations_open.p10, item.stations_open.p90)
    quantiles = item.stations_open
    return Row(
        id=f"now-{item.place}-{item.product}",
        cells=(
            label(view.place(item.place)),
            label(view.product(item.product)),
            view.status("fuel", item.now.state, now),
            label(view.t(f"basis.{now.basis}") if now and item.now.state != "not_known" else "–"),
            view.dated(item.now.since, now),
            view.cell(stations, on, Cell(low=quantiles.p10, best=quantiles.p50,
                                         high=quantiles.p90, unit="share of stations")),
            view.amount(item.street_price, item.street_price_unit, on, bare=True),
        ),
    )  # fmt: skip


def _ahead(view: View) -> Table:
    t = view.t
    return Table(
        id="fuel_ahead",
        title=t("supply.ahead"),
        columns=(
            Column(label=t("col.place"), width=1.3),
            Column(label=t("col.product"), width=0.9),
            Column(label=t("col.cover_band" if view.public else "col.cover"), width=1.5),
            Column(label=t("col.dry7"), width=1.9),
            Column(label=t("col.dry14"), width=1.9),
            Column(label=t("col.dry30"), width=1.9),
            Column(label=t("col.first_dry"), width=1.6),
        ),
        rows=tuple(_ahead_row(view, item) for item in _places(view)),
    )


def _ahead_row(view: View, item: PlaceSupply) -> Row:
    on = view.grounds(item)
    return Row(
        id=f"ahead-{item.place}-{item.product}",
        cells=(
            label(view.place(item.place)),
            label(view.product(item.product)),
            view.amount(item.days_of_cover, "days", on, bare=True),
            *(view.chance(item.p_dry.get(days), on) for days in ("7", "14", "30")),
            _first_dry(view, item.first_dry, item),
        ),
    )


def _first_dry(view: View, first: FirstDry, item: PlaceSupply) -> Cell:
    """The range of first dry days; a band of days from now for the public."""
    on, as_of = view.grounds(item), view.situation.as_of
    if first.p10 is None:
        return view.cell(view.t("supply.beyond", days=view.situation.days), on)
    if view.public:
        last = (first.p90 - as_of).days if first.p90 else 10_000
        return view.cell(view.n.days_band((first.p10 - as_of).days, last), on, Cell(unit="band"))
    last_text = view.n.short_day(first.p90) if first.p90 else view.t("supply.later")
    text = view.n.short_day(first.p10)
    text = text if first.p10 == first.p90 else f"{text} – {last_text}"
    return view.cell(text, on, Cell(day=first.p10))


def _power(view: View) -> Table:
    t = view.t
    found = sorted(view.situation.supply.power,
                   key=lambda x: (x.place != view.pack.capital, x.place))  # fmt: skip
    return Table(
        id="power",
        title=t("supply.power"),
        columns=(
            Column(label=t("col.place"), width=1.5),
            Column(label=t("col.status"), width=1.5),
            Column(label=t("col.hours"), width=2.2),
            Column(label=t("col.normal_hours"), width=1.5),
            Column(label=t("col.last_report"), width=1.2),
        ),
        rows=tuple(_power_row(view, item) for item in found),
        empty=t("supply.no_power"),
    )


def _power_row(view: View, item: PowerSupply) -> Row:
    on = view.grounds(item)
    return Row(
        id=f"power-{item.place}",
        cells=(
            label(view.place(item.place)),
            view.status("power", item.state, on),
            view.amount(item.hours_per_day, "hours/day", on),
            view.amount(item.normal_hours, "hours/day", on),
            view.dated(item.last_reported, on),
        ),
    )


def _fit(view: View) -> Table:
    t = view.t
    found = sorted(view.situation.supply.observations, key=lambda x: (x.end, x.id), reverse=True)
    return Table(
        id="fit",
        title=t("supply.fit"),
        columns=(
            Column(label=t("col.observation"), width=2.6),
            Column(label=t("col.when"), width=1.5),
            Column(label=t("col.reported"), width=1.5),
            Column(label=t("col.prior"), width=1.5),
            Column(label=t("col.posterior"), width=1.5),
            Column(label=t("col.agree"), width=0.9),
        ),
        rows=tuple(_fit_row(view, item) for item in found if view.grounds(item)),
        empty=t("supply.no_fit"),
    )


def _reported(view: View, item: ObservationFit) -> Cell:
    """What was reported, with every digit it was reported with."""
    band, on = item.reported, view.grounds(item, basis="observed")
    if view.public and in_days(band.unit):
        return view.amount(band, band.unit, on)
    text = view.n.reported(band, view.unit(band.unit, band.high or band.best or band.low))
    return view.cell(text, on, Cell(low=band.low, best=band.best, high=band.high, unit=band.unit))


def observed(view: View, item: ObservationFit) -> str:
    """Name what an observation is of: the quantity, the place, the product."""
    where = [view.place(item.place)] if item.place else []
    what = [view.product(item.product)] if item.product else []
    return ", ".join((view.own(item.what.replace("_", " "), item.what_fr).text, *where, *what))


def _fit_row(view: View, item: ObservationFit) -> Row:
    unit = item.reported.unit
    on = view.grounds(item, basis="modelled")
    agree = "yes" if item.reconciled else "no"
    said = view.own(item.what.replace("_", " "), item.what_fr)
    return Row(
        id=item.id,
        cells=(
            label(observed(view, item), lang=said.lang),
            view.cell(view.n.days_span(item.start, item.end), on, Cell(day=item.end)),
            _reported(view, item),
            view.amount(item.prior, unit, on),
            view.amount(item.posterior, unit, on),
            view.cell(view.t(f"word.{agree}"), on, Cell(state=agree)),
        ),
    )
