"""The charts of the briefing, as figures: drawing, words, data, sources.

Guarantees: the data behind each drawing stands in the figure as a table of plain values. Refuses:
a course in days for the public; daily future flow.
"""

from corridor.brief import charts
from corridor.brief.model import Figure
from corridor.brief.numbers import short_months
from corridor.brief.view import View
from corridor.records.supply import PlaceSupply

SHORT = frozenset({"shortage_reported", "station_closure", "ration_measure"})
EASE = frozenset({"shortage_eased", "convoy_arrival"})


def cover_figure(view: View) -> Figure | None:
    """Days of cover of the capital's first product, past and ahead; None for the public."""
    item = _first(view)
    if view.public or item is None or not item.course:
        return None
    on, t = view.grounds(item), view.t
    if not on:
        return None
    today = view.situation.as_of
    rows = [
        {"day": point.day.isoformat(), "low": point.cover.p10, "mid": point.cover.p50,
         "high": point.cover.p90, "future": point.future, "join": point.day == today}
        for point in item.course
    ]  # fmt: skip
    kinds = [t("chart.mark_short"), t("chart.mark_ease")]
    marks = _marks(view, item, kinds)
    spec = charts.cover(
        rows, marks, today=today.isoformat(), months=short_months(view.lang),
        words={"unit": t("chart.days"), "forecast": t("chart.forecast"), "kinds": kinds},
    )  # fmt: skip
    names = {"product": view.product(item.product), "place": view.place(item.place)}
    return Figure(
        id="cover",
        title=t("chart.cover_title", **names),
        caption=t("chart.cover_caption"),
        alt=t("chart.cover_alt"),
        basis=on.basis,
        claims=on.claims,
        assumptions=on.assumptions,
        note=view.notes.number(on.claims, on.assumptions),
        columns=(t("chart.day"), t("chart.low"), t("chart.median"), t("chart.high"),
                 t("chart.future")),
        data=tuple(
            (str(x["day"]), float(x["low"]), float(x["mid"]), float(x["high"]),
             t("word.yes" if x["future"] else "word.no"))
            for x in rows
        ),
        svg=charts.draw(spec),
    )  # fmt: skip


def inflow_figure(view: View) -> Figure | None:
    """National entries by week, all corridors together."""
    weeks = [x for x in view.situation.supply.national.weekly_inflow if view.grounds(x)]
    if not weeks:
        return None
    on, t = view.grounds(*weeks), view.t
    rows = [
        {"week": view.n.short_day(x.week_start), "low": x.litres.p10, "mid": x.litres.p50,
         "high": x.litres.p90, "future": x.future}
        for x in weeks
    ]  # fmt: skip
    return Figure(
        id="inflow",
        title=t("chart.inflow_title"),
        caption=t("chart.inflow_caption"),
        alt=t("chart.inflow_alt"),
        basis=on.basis,
        claims=on.claims,
        assumptions=on.assumptions,
        note=view.notes.number(on.claims, on.assumptions),
        columns=(t("chart.week"), t("chart.low"), t("chart.median"), t("chart.high"),
                 t("chart.future")),
        data=tuple(
            (x.week_start.isoformat(), x.litres.p10, x.litres.p50, x.litres.p90,
             t("word.yes" if x.future else "word.no"))
            for x in weeks
        ),
        svg=charts.draw(charts.bars(rows, words={"unit": t("chart.litres")})),
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
