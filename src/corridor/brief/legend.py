"""The legend and the scale bar of the map, in a strip beneath it.

Guarantees: every sign of the map is explained. Refuses: to cover a road or a place.
"""

from xml.sax.saxutils import escape

from corridor.brief.labels import text_width
from corridor.brief.mapping import INK, STATES, STYLE, WIDTH, Projection
from corridor.brief.view import View

KM_PER_DEGREE = 111.2
STRIP = 76.0
"""Height of the strip, in drawing units."""
LONGEST = 150.0
TEXT = 16.5
_BARS = (50, 100, 200, 300, 500, 1000)


def legend(view: View, at: Projection, *, attacks: bool) -> str:
    """Return the strip of signs under the map as SVG, `STRIP` units high."""
    roads = [_road(view, state) for state in STATES]
    signs = [
        (_circle(INK), view.t("map.dry")),
        (_square("#ffffff"), view.t("map.post")),
        *(((_attack(), view.t("map.event")),) if attacks else ()),
    ]
    parts = [
        f'<rect y="{at.height:.1f}" width="{WIDTH:.0f}" height="{STRIP:.0f}" fill="#ffffff"/>',
        *_row(roads, at.height + 27),
        *_row(signs, at.height + 58, 44.0),
        _scale(at.height + 27, at),
    ]
    return "".join(parts)


def _row(entries: list[tuple[str, str]], y: float, room: float = 62.0) -> list[str]:
    """Signs side by side, each followed by its words."""
    x, out = 10.0, []
    for sign, words in entries:
        width = text_width(words, TEXT)
        out.append(f'<g transform="translate({x:.1f} {y:.1f})">{sign}</g>')
        out.append(_text(x + room, y + 5.5, words))
        x += room + width + 22
    return out


def _road(view: View, state: str) -> tuple[str, str]:
    colour, width, dashes = STYLE[state]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    cap = "butt" if dashes.startswith("15") else "round"
    line = (
        f'<path d="M2 0H50" stroke="{colour}" stroke-width="{width}" fill="none" '
        f'stroke-linecap="{cap}"{dash}/>'
    )
    return line, view.t(f"access.{state}")


def _square(fill: str) -> str:
    return f'<rect x="16" y="-4" width="8" height="8" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'


def _circle(fill: str) -> str:
    return f'<circle cx="20" cy="0" r="4.4" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'


def _attack() -> str:
    return f'<path d="M15 -5l10 10m0 -10l-10 10" stroke="{INK}" stroke-width="2" fill="none"/>'


def _text(x: float, y: float, words: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{TEXT:.1f}" fill="{INK}">{escape(words)}</text>'
    )


def _scale(y: float, at: Projection) -> str:
    """A bar of round kilometres at the right, true at the middle latitude."""
    km = max(bar for bar in _BARS if bar == _BARS[0] or bar / KM_PER_DEGREE * at.scale < LONGEST)
    length = km / KM_PER_DEGREE * at.scale
    words = f"{km}\u00a0km"
    x = WIDTH - 12 - text_width(words, TEXT)
    line = f"M{x - 10 - length:.1f} {y - 6:.1f}v6h{length:.1f}v-6"
    return f'<path d="{line}" stroke="{INK}" stroke-width="1.4" fill="none"/>' + _text(
        x, y + 4, words
    )
