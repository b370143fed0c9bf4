"""Charts as Vega-Lite specifications, and their drawing as SVG.

Guarantees: a specification is plain data made from plain rows; the same one gives the same bytes;
ranges, medians and forecasts differ in form, not only in colour. Refuses: arithmetic on the data.
"""

import json
import re
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import vl_convert

INK, MUTED, RULE = "#1d2429", "#59646c", "#d9dee2"
ACCENT, BAND = "#1f4e6b", "#c3d3de"
WIDTH = 660
_NUMBER = re.compile(r"-?\d+\.\d{4,}")
_DESCRIBED = re.compile(r' (?:aria-label|aria-roledescription)="[^"]*"')
"""The renderer's own descriptions, always English; the figure has one in the reader's language."""

Spec = dict[str, Any]


def config() -> Spec:
    """The one look of all charts."""
    axis = {
        "labelFont": "Inter", "titleFont": "Inter", "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal", "labelColor": MUTED, "titleColor": MUTED,
        "gridColor": RULE, "domainColor": MUTED, "tickColor": MUTED,
    }  # fmt: skip
    legend = {"labelFont": "Inter", "labelFontSize": 12, "labelColor": INK, "title": None,
              "orient": "bottom", "labelLimit": 400, "symbolStrokeWidth": 1.5}  # fmt: skip
    return {"axis": axis, "legend": legend, "view": {"stroke": None}, "font": "Inter",
            "text": {"font": "Inter", "fontSize": 12, "color": MUTED},
            "background": "transparent"}  # fmt: skip


def cover(
    rows: list[Spec], marks: list[Spec], *, today: str, months: tuple[str, ...], words: Spec
) -> Spec:
    """A band with its median, a rule at the cut-off, and a lane of what was reported.

    Args:
        rows: `day`, `low`, `mid`, `high`, `future` for each day; `join` on the last past day.
        marks: `day` and `kind` (one of `words["kinds"]`) for each report.
        today: the cut-off day, ISO.
        months: short names of the twelve months.
        words: `unit`, `forecast`, `first` (what follows the first of a month) and `kinds` (two
            labels) in the reader's language.
    """
    x = _days_axis(months, words["first"])
    band = {"low": "low", "high": "high"}
    solid = {"filter": "!datum.future"}
    dashed = {"filter": "datum.future || datum.join"}
    layers = [
        {"mark": {"type": "area", "color": BAND, "opacity": 0.9}, "transform": [solid],
         "encoding": {"x": x, **_ends(band, words["unit"])}},
        {"mark": {"type": "area", "color": BAND, "opacity": 0.45}, "transform": [dashed],
         "encoding": {"x": x, **_ends(band, words["unit"])}},
        {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2}, "transform": [solid],
         "encoding": {"x": x, "y": {"field": "mid", "type": "quantitative"}}},
        {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2, "strokeDash": [5, 4]},
         "transform": [dashed],
         "encoding": {"x": x, "y": {"field": "mid", "type": "quantitative"}}},
        *_cutoff(today, words["forecast"]),
    ]  # fmt: skip
    course = {"data": {"values": rows}, "width": WIDTH, "height": 190, "layer": layers}
    views = [course, _lane(marks, x, words["kinds"])] if marks else [course]
    return {"$schema": _SCHEMA, "config": config(), "spacing": 4, "vconcat": views,
            "resolve": {"scale": {"x": "shared"}}}  # fmt: skip


def bars(rows: list[Spec], *, words: Spec) -> Spec:
    """Bars of medians with 10-90 % rules; the forecast part is hollow.

    Args:
        rows: `week` (label), `low`, `mid`, `high`, `future` for each week, in order.
        words: `unit` in the reader's language.
    """
    x = {
        "field": "week", "type": "ordinal", "sort": None, "title": None,
        "axis": {"labelAngle": 0, "labelOverlap": "greedy", "ticks": False, "labelPadding": 6},
        "scale": {"paddingInner": 0.35, "paddingOuter": 0.2},
    }  # fmt: skip
    y_axis = {"title": words["unit"], "titleAngle": 0, "titleAlign": "left", "titleY": -10,
              "titleX": 0, "tickCount": 5, "domain": False, "ticks": False}  # fmt: skip
    y = {"field": "mid", "type": "quantitative", "axis": y_axis}
    past, ahead = [{"filter": "!datum.future"}], [{"filter": "datum.future"}]
    layers = [
        {"mark": {"type": "bar", "color": "#8fa9ba"}, "transform": past,
         "encoding": {"x": x, "y": y}},
        {"mark": {"type": "bar", "color": "#eef2f5", "stroke": "#6f8da1", "strokeDash": [3, 2]},
         "transform": ahead, "encoding": {"x": x, "y": y}},
        {"mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
         "encoding": {"x": x, "y": {"field": "low", "type": "quantitative"},
                      "y2": {"field": "high"}}},
    ]  # fmt: skip
    return {"$schema": _SCHEMA, "config": config(), "width": WIDTH, "height": 170,
            "data": {"values": rows}, "layer": layers}  # fmt: skip


def moves(rows: list[Spec], base: float, *, words: Spec) -> Spec:
    """A line from the answer at an assumption's low end to that at its high end, one row each.

    Args:
        rows: `name`, `low`, `high` (probabilities) for each assumption, in order.
        base: the answer as it stands; a rule.
        words: `unit`, and `low` and `high`, the names of the two ends.
    """
    ends = [words["low"], words["high"]]
    y = {"field": "name", "type": "nominal", "sort": None, "title": None,
         "axis": {"ticks": False, "domain": False, "labelLimit": 260, "labelPadding": 8}}  # fmt: skip
    x_axis = {"title": words["unit"], "format": ".0%", "tickCount": 6, "domain": False}
    x = {"type": "quantitative", "scale": {"zero": False, "nice": True}, "axis": x_axis}
    fill = {"field": "end", "type": "nominal",
            "scale": {"domain": ends, "range": ["#ffffff", ACCENT]}}  # fmt: skip
    points = [
        {"name": row["name"], "end": end, "value": row[key]}
        for row in rows for key, end in zip(("low", "high"), ends, strict=True)
    ]  # fmt: skip
    layers = [
        {"data": {"values": [{"value": base}]},
         "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
         "encoding": {"x": {**x, "field": "value"}}},
        {"data": {"values": rows}, "mark": {"type": "rule", "color": BAND, "strokeWidth": 5},
         "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}}},
        {"data": {"values": points},
         "mark": {"type": "point", "size": 60, "stroke": ACCENT, "filled": True,
                  "opacity": 1, "strokeWidth": 1.4},
         "encoding": {"y": y, "x": {**x, "field": "value"}, "fill": fill}},
    ]  # fmt: skip
    return {"$schema": _SCHEMA, "config": config(), "width": WIDTH - 270,
            "height": {"step": 22}, "layer": layers}  # fmt: skip


def draw(spec: Spec) -> str:
    """Return a specification as SVG text, the same bytes on every run."""
    _fonts()
    svg = vl_convert.vegalite_to_svg(json.dumps(spec))
    bare = _DESCRIBED.sub("", str(svg))
    return _NUMBER.sub(lambda found: f"{float(found.group()):.2f}", bare)


_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


@cache
def _fonts() -> None:
    """Make the bundled fonts known to the renderer, so that no machine's own fonts are used."""
    with as_file(files("corridor.brief").joinpath("fonts")) as folder:
        vl_convert.register_font_directory(str(folder))


def _days_axis(months: tuple[str, ...], first: str) -> Spec:
    names = json.dumps(list(months), ensure_ascii=False)
    return {
        "field": "day", "type": "temporal", "scale": {"type": "utc"}, "title": None,
        "axis": {
            "labelExpr": f"utcdate(datum.value) + (utcdate(datum.value) == 1 ? '{first}' : '')"
            f" + '\u00a0' + {names}[utcmonth(datum.value)]",
            "tickCount": 8, "grid": False, "labelOverlap": "greedy", "labelFlush": False,
        },
    }  # fmt: skip


def _ends(band: Spec, unit: str) -> Spec:
    axis = {"title": unit, "titleAngle": 0, "titleAlign": "left", "titleY": -10, "titleX": 0,
            "tickCount": 5, "domain": False, "ticks": False}  # fmt: skip
    return {"y": {"field": band["low"], "type": "quantitative", "axis": axis},
            "y2": {"field": band["high"]}}  # fmt: skip


def _cutoff(today: str, forecast: str) -> list[Spec]:
    data = {"values": [{"day": today, "text": f"{forecast} →"}]}
    x = {"field": "day", "type": "temporal", "scale": {"type": "utc"}}
    return [
        {"data": data, "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
         "encoding": {"x": x}},
        {"data": data, "mark": {"type": "text", "align": "left", "dx": 5, "dy": -4,
                                "baseline": "bottom"},
         "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}}},
    ]  # fmt: skip


def _lane(marks: list[Spec], x: Spec, kinds: list[str]) -> Spec:
    bare = {**x, "axis": {"labels": False, "ticks": False, "domain": False, "grid": False}}
    shape = {"field": "kind", "type": "nominal",
             "scale": {"domain": kinds, "range": ["triangle-down", "triangle-up"]}}  # fmt: skip
    fill = {"field": "kind", "type": "nominal",
            "scale": {"domain": kinds, "range": [INK, "#ffffff"]}}  # fmt: skip
    row = {"field": "kind", "type": "nominal", "axis": None, "scale": {"domain": kinds}}
    return {
        "data": {"values": marks}, "width": WIDTH, "height": 32,
        "mark": {"type": "point", "size": 55, "stroke": INK, "strokeWidth": 1.1, "filled": False},
        "encoding": {"x": bare, "y": row, "shape": shape, "fill": fill},
    }  # fmt: skip
