"""The map: roads by state for tankers on a plain ground, as SVG of our own.

Guarantees: states differ in line, width and tone, so that a photocopy still tells them apart; a
place known only as an area, region or country is never a point. Refuses: tiles, fonts or scripts
from elsewhere.
"""

import math
from collections import Counter
from datetime import timedelta
from xml.sax.saxutils import escape

from corridor.brief.ground import ground, line
from corridor.brief.labels import Box, Placed, Wanted, place
from corridor.brief.legend import STRIP, legend
from corridor.brief.mapping import (
    INK,
    SIZE,
    STATES,
    STYLE,
    WIDTH,
    Point,
    Projection,
    on_roads,
    projection,
)
from corridor.brief.model import Figure
from corridor.brief.view import View
from corridor.records.event_types import event_types
from corridor.records.events import Event

ATTACK_DAYS = 30
PORTS = frozenset({"port"})
POSTS = frozenset({"border_post"})
DRAWN = frozenset({"point", "town", "stretch"})
"""Precisions of place that may be a mark; a stretch is marked at its middle, and the caption says so."""
_RANK = {"not_known": 0, "open": 1, "contested": 2, "closed": 3}


def map_figure(view: View) -> Figure:
    """The map of roads for tankers, with what it shows in words."""
    roads = {x.id: x for x in view.situation.access.roads if x.cls == "tanker"}
    counts = Counter(x.state for x in roads.values())
    parts = ", ".join(
        f"{view.t('access.' + state)} {counts[state]}" for state in STATES if counts[state]
    )
    on = view.grounds(*roads.values()) if roads else view.of_claims(())
    country = view.t.pick(view.pack.name_en, view.pack.name_fr)
    return Figure(
        id="roads_map",
        title=view.t("map.title", day=view.n.day(view.situation.as_of)),
        caption=view.t("map.caption"),
        alt=view.t("map.alt", country=country, n=len(roads), parts=parts),
        basis=on.basis if on else "none",
        claims=on.claims,
        assumptions=on.assumptions,
        note=view.notes.number(on.claims, on.assumptions) if on else None,
        svg=draw(view),
    )


def attack_points(view: View) -> list[Event]:
    """Recent attacks whose place is known as a point, a town or a stretch of road, newest first."""
    edge = view.situation.as_of - timedelta(days=ATTACK_DAYS)
    types = event_types()
    return [
        event for event in view.events
        if event.type in types and types[event.type].family == "attack"
        and event.place and event.place.precision in DRAWN and event.place.lat is not None
        and event.assertion in {"asserted", "attributed"}
        and (event.time.last or event.known_from) > edge
    ]  # fmt: skip


def draw(view: View) -> str:
    """Return the map as SVG text."""
    at = projection(view.pack)
    frame = Box(2, 2, WIDTH - 2, at.height - 2)
    crosses = _attacks(view, at)
    places, marks = _places(view, at)
    names = place(_wanted(view, at), frame=frame, taken=marks)
    body = [
        f'<rect width="{WIDTH:.0f}" height="{at.height:.0f}" fill="#e9eef1"/>',
        ground(view.pack, at),
        *_roads(view, at),
        *crosses,
        *places,
        *(_name(item) for item in names),
        legend(view, at, attacks=bool(crosses)),
        (
            f'<rect x=".5" y=".5" width="{WIDTH - 1:.0f}" height="{at.height - 1:.1f}" '
            'fill="none" stroke="#b6bec4"/>'
        ),
    ]
    whole = at.height + STRIP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {whole:.0f}" '
        f'width="{WIDTH:.0f}" height="{whole:.0f}" font-family="Inter">{"".join(body)}</svg>'
    )


def _roads(view: View, at: Projection) -> list[str]:
    """Every road of the pack: grey where nothing is known, the worst on top."""
    states = {x.id: x.state for x in view.situation.access.roads if x.cls == "tanker"}
    casing, lines = [], []
    for road in sorted(
        view.pack.roads.values(), key=lambda x: (_RANK[states.get(x.id, "not_known")], x.id)
    ):
        colour, width, dashes = STYLE[states.get(road.id, "not_known")]
        data = line(road.geometry, at)
        casing.append(
            f'<path d="{data}" fill="none" stroke="#fff" stroke-width="{width + 3.4:.1f}" '
            'stroke-linecap="round"/>'
        )
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        cap = "butt" if dashes.startswith("15") else "round"
        lines.append(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width}" '
            f'stroke-linecap="{cap}"{dash}><title>{escape(view.road(road.id))}</title></path>'
        )
    return [*casing, *lines]


def _attacks(view: View, at: Projection) -> list[str]:
    """A cross where an attack was reported, once a place."""
    seen: set[Point] = set()
    out = []
    for event in attack_points(view):
        ref = event.place
        if ref is None or ref.lat is None or ref.lon is None:
            continue
        x, y = at(ref.lon, ref.lat)
        if (round(x), round(y)) in seen or not (0 < x < WIDTH and 0 < y < at.height):
            continue
        seen.add((round(x), round(y)))
        out.append(_cross(x, y - 11))
    return out


def _cross(x: float, y: float) -> str:
    line = f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"
    return (
        f'<path d="{line}" stroke="#fff" stroke-width="5" fill="none"/>'
        f'<path d="{line}" stroke="#1d2429" stroke-width="2" fill="none"/>'
    )


def _places(view: View, at: Projection) -> tuple[list[str], list[Box]]:
    """Marks of places on roads, and the room they take."""
    want = {
        item.place for item in view.situation.supply.places if item.now.state in {"dry", "short"}
    }
    out, boxes = [], []
    for item in on_roads(view.pack):
        x, y = at(item.lon, item.lat)
        capital = item.id == view.pack.capital
        half = 6.0 if capital else 3.6
        fill = "#1d2429" if item.id in want else "#ffffff"
        if item.kind in POSTS | PORTS:
            out.append(
                f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" '
                f'height="{2 * half:.1f}" fill="{fill}" stroke="#1d2429" stroke-width="1.5"/>'
            )
        else:
            out.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="{fill}" '
                'stroke="#1d2429" stroke-width="1.6"/>'
            )
        boxes.append(Box(x - half, y - half, x + half, y + half))
    return out, boxes


def _wanted(view: View, at: Projection) -> list[Wanted]:
    counts = Counter(
        end for road in view.pack.roads.values() for end in (road.from_place, road.to_place)
    )
    wanted = []
    for item in on_roads(view.pack):
        x, y = at(item.lon, item.lat)
        capital = item.id == view.pack.capital
        weight = 10.0 * capital + 3.0 * (item.kind in PORTS) + 1.5 * (item.kind in POSTS)
        weight += math.log10((item.population or 0.0) + 10.0) / 2 + 0.5 * counts[item.id]
        size = SIZE * (1.2 if capital else 1.0 if weight > 3 else 0.88)
        abroad = item.country != view.pack.country
        wanted.append(Wanted(view.place(item.id), x, y, size, weight, capital, abroad))
    return wanted


def _name(item: Placed) -> str:
    bold = ' font-weight="700"' if item.wanted.bold else ""
    ink = "#59646c" if item.wanted.faint else INK
    text = escape(item.wanted.text)
    common = f'x="{item.x:.1f}" y="{item.y:.1f}" font-size="{item.wanted.size:.1f}"{bold}'
    return (
        f'<text {common} stroke="#fff" stroke-width="3.2" stroke-linejoin="round" '
        f'stroke-opacity=".85" fill="#fff">{text}</text><text {common} fill="{ink}">{text}</text>'
    )
