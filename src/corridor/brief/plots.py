"""The charts of the briefing, as figures: drawing, words, data, sources.

Guarantees: the data behind each drawing stands in the figure as a table of plain values. Refuses:
a course in days for the public; daily future flow.
"""

from dataclasses import dataclass
from datetime import date

from corridor.brief import charts
from corridor.brief.model import Figure
from corridor.brief.numbers import short_months
from corridor.brief.view import Grounds, View
from corridor.records.base import Quantiles
from corridor.records.supply import PlaceSupply

SHORT = frozenset({"shortage_reported", "station_closure", "ration_measure"})
EASE = frozenset({"shortage_eased", "convoy_arrival"})


@dataclass(frozen=True)
class Point:
    """One step of a course: when, how it is named, its range, whether it lies ahead."""

    day: date
    name: str
    value: Quantiles
    future: bool


def cover_figure(view: View) -> Figure | None:
    """Days of cover of the capital's first product, past and ahead; None for the public."""
    item = _first(view)
    if view.public or item is None or not item.course:
        return None
    points = [Point(x.day, x.day.isoformat(), x.cover, x.future) for x in item.course]
    last = max((x.day for x in points if not x.future), default=None)
    rows = [{**_row(x), "day": x.name, "join": x.day == last} for x in points]
    kinds = [view.t("chart.mark_short"), view.t("chart.mark_ease")]
    spec = charts.cover(
        rows,
        _marks(view, item, kinds),
        today=view.situation.as_of.isoformat(),
        months=short_months(view.lang),
        words={
            "unit": view.t("chart.days"), "forecast": view.t("chart.forecast"), "kinds": kinds,
            "first": "er" if view.lang == "fr" else "",
        },
    )  # fmt: skip
    names = {"product": view.product(item.product), "place": view.place(item.place)}
    title = view.t("chart.cover_title", **names)
    return _figure(view, "cover", title, view.grounds(item), points, spec, "chart.day")


def inflow_figure(view: View) -> Figure | None:
    """National entries by week, all corridors together."""
    weeks = [x for x in view.situation.supply.national.weekly_inflow if view.grounds(x)]
    if not weeks:
        return None
    points = [
        Point(x.week_start, view.n.short_day(x.week_start), x.litres, x.future) for x in weeks
    ]
    rows = [{**_row(x), "week": x.name} for x in points]
    spec = charts.bars(rows, words={"unit": view.t("chart.litres")})
    title = view.t("chart.inflow_title")
    return _figure(view, "inflow", title, view.grounds(*weeks), points, spec, "chart.week")


def _row(point: Point) -> charts.Spec:
    value = point.value
    return {"low": value.p10, "mid": value.p50, "high": value.p90, "future": point.future}


def _figure(
    view: View,
    name: str,
    title: str,
    on: Grounds,
    points: list[Point],
    spec: charts.Spec,
    head: str,
) -> Figure | None:
    """A drawing with its words, its data and what it rests on; None without grounds."""
    if not on:
        return None
    t = view.t
    heads = (head, "chart.low", "chart.median", "chart.high", "chart.future")
    return Figure(
        id=name,
        title=title,
        caption=t(f"chart.{name}_caption"),
        alt=t(f"chart.{name}_alt"),
        basis=on.basis,
        claims=on.claims,
        assumptions=on.assumptions,
        note=view.notes.number(on.claims, on.assumptions),
        columns=tuple(t(key) for key in heads),
        data=tuple(
            (x.day.isoformat(), x.value.p10, x.value.p50, x.value.p90,
             t("word.yes" if x.future else "word.no"))
            for x in points
        ),
        svg=charts.draw(spec),
    )  # fmt: skip


def _first(view: View) -> PlaceSupply | None:
    order = list(view.pack.products)
    found = [
        x for x in view.situation.supply.places
        if x.place == view.pack.capital and x.product in order
    ]  # fmt: skip
    return min(found, key=lambda x: order.index(x.product), default=None)


def _marks(view: View, item: PlaceSupply, kinds: list[str]) -> list[dict[str, str]]:
    """Reports of want and of relief at the place, within the days drawn."""
    first, last = item.course[0].day, view.situation.as_of
    found = {
        (event.time.start, kinds[0] if event.type in SHORT else kinds[1])
        for event in view.events
        if event.type in SHORT | EASE and event.place and event.place.id == item.place
        and event.time.start and first <= event.time.start <= last
    }  # fmt: skip
    return [{"day": day.isoformat(), "kind": kind} for day, kind in sorted(found)]
