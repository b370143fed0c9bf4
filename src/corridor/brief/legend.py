"""The legend and the scale bar of the map, in whichever corner is emptiest.

Guarantees: every sign of the map is explained. Refuses: to cover a road or a place where a freer
corner exists.
"""

from xml.sax.saxutils import escape

from corridor.brief.labels import Box
from corridor.brief.mapping import INK, SIZE, STATES, STYLE, WIDTH, Projection, on_roads
from corridor.brief.view import View

KM_PER_DEGREE = 111.2
LINE = 25.0
BOX_WIDTH = 352.0
PAD = 14.0
_BARS = (50, 100, 200, 300, 500, 1000)


def legend(view: View, at: Projection, *, attacks: bool) -> tuple[str, Box]:
    """Return the legend as SVG and the room it takes."""
    entries = [_road(view, state) for state in STATES]
    entries += [
        (_square("#ffffff"), view.t("map.post")),
        (_circle(INK), view.t("map.dry")),
        *(((_attack(), view.t("map.event")),) if attacks else ()),
    ]
    height = 2 * PAD + LINE * (len(entries) + 1) + 26
    box = _corner(view, at, height)
    parts = [
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{BOX_WIDTH:.0f}" '
        f'height="{height:.1f}" fill="#ffffff" fill-opacity=".94" stroke="#b6bec4"/>',
        _text(box.left + PAD, box.top + PAD + 14, view.t("section.map"), bold=True),
    ]
    for step, (sign, words) in enumerate(entries, start=1):
        y = box.top + PAD + 9 + LINE * step
        parts.append(f'<g transform="translate({box.left + PAD:.1f} {y:.1f})">{sign}</g>')
        parts.append(_text(box.left + PAD + 62, y + 5.5, words))
    parts.append(_scale(box.left + PAD, box.bottom - PAD - 4, at))
    return "".join(parts), box


def _corner(view: View, at: Projection, height: float) -> Box:
    """The corner that hides fewest road points; bottom left where all are alike."""
    points = [at(lon, lat) for road in view.pack.roads.values() for lon, lat in road.geometry]
    points += [at(place.lon, place.lat) for place in on_roads(view.pack)]
    edge = 14.0
    corners = [
        Box(x, y, x + BOX_WIDTH, y + height)
        for y in (at.height - height - edge, edge)
        for x in (edge, WIDTH - BOX_WIDTH - edge)
    ]

    def hidden(box: Box) -> int:
        return sum(
            box.left - 20 < x < box.right + 20 and box.top - 20 < y < box.bottom + 20
            for x, y in points
        )

    return min(corners, key=hidden)


def _road(view: View, state: str) -> tuple[str, str]:
    colour, width, dashes = STYLE[state]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    cap = "butt" if dashes.startswith("13") else "round"
    line = (
        f'<path d="M2 0H50" stroke="{colour}" stroke-width="{width}" fill="none" '
        f'stroke-linecap="{cap}"{dash}/>'
    )
    return line, view.t(f"access.{state}")


def _square(fill: str) -> str:
    return f'<rect x="22" y="-4" width="8" height="8" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'


def _circle(fill: str) -> str:
    return f'<circle cx="26" cy="0" r="4.4" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'


def _attack() -> str:
    return f'<path d="M21 -5l10 10m0 -10l-10 10" stroke="{INK}" stroke-width="2" fill="none"/>'


def _text(x: float, y: float, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SIZE * 0.94:.1f}"{weight} fill="{INK}">'
        f"{escape(words)}</text>"
    )


def _scale(x: float, y: float, at: Projection) -> str:
    """A bar of round kilometres, true at the middle latitude."""
    km = max(bar for bar in _BARS if bar == _BARS[0] or bar / KM_PER_DEGREE * at.scale < BOX_WIDTH / 2)
    length = km / KM_PER_DEGREE * at.scale
    line = f"M{x:.1f} {y - 6:.1f}v6h{length:.1f}v-6"
    return (
        f'<path d="{line}" stroke="{INK}" stroke-width="1.4" fill="none"/>'
        + _text(x + length + 10, y + 1, f"{km}\u00a0km")
    )
