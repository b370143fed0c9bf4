"""The ground under the map: countries and rivers of the pack, cut to the frame.

Guarantees: nothing outside the frame is kept, so that the file stays small. Refuses: ground that
the pack does not bring.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from corridor.brief.mapping import WIDTH, Point, Projection
from corridor.packs.model import Pack

EDGE = 6.0
"""Drawing units kept around the frame, so that cut edges stay out of sight."""
NEAR = 1.1
"""Points nearer than this to the one before are left out."""
LAND, HOME = ("#f5f4f0", "#bdb8ac"), ("#ffffff", "#857f72")
RIVER = "#c4d7e2"


def ground(pack: Pack, at: Projection) -> str:
    """Return countries and rivers as SVG; nothing where the pack has no ground."""
    path = pack.folder / "basemap.geojson"
    if not path.is_file():
        return ""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    lands = [x for x in features if x["geometry"]["type"] in {"Polygon", "MultiPolygon"}]
    rivers = [x for x in features if x not in lands]
    drawn = [*(_land(x, pack, at) for x in lands), *(_river(x["geometry"], at) for x in rivers)]
    return "".join(drawn)


def line(points: Iterable[Sequence[float]], at: Projection) -> str:
    """A line of degrees as path data, without points that fall on the one before."""
    return _data([at(point[0], point[1]) for point in points])


def _land(feature: dict[str, Any], pack: Pack, at: Projection) -> str:
    geometry = feature["geometry"]
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    home = pack.country in {str(x) for x in (feature.get("properties") or {}).values()}
    fill, edge = HOME if home else LAND
    rings = (clip([at(*point[:2]) for point in ring], at.height) for x in polygons for ring in x)
    data = "".join(_data(ring) + "Z" for ring in rings if len(ring) > 2)
    return f'<path d="{data}" fill="{fill}" stroke="{edge}" stroke-width="1.3"/>' if data else ""


def _river(geometry: dict[str, Any], at: Projection) -> str:
    single = geometry["type"] == "LineString"
    lines = [geometry["coordinates"]] if single else geometry["coordinates"]
    data = "".join(line(points, at) for points in lines if _seen(points, at))
    return f'<path d="{data}" fill="none" stroke="{RIVER}" stroke-width="1.6"/>' if data else ""


def _seen(points: Iterable[Sequence[float]], at: Projection) -> bool:
    drawn = (at(point[0], point[1]) for point in points)
    return any(-EDGE < x < WIDTH + EDGE and -EDGE < y < at.height + EDGE for x, y in drawn)


def _data(points: Sequence[Point]) -> str:
    out: list[str] = []
    last: Point | None = None
    for x, y in points:
        if last is None or abs(x - last[0]) + abs(y - last[1]) >= NEAR:
            out.append(f"{'L' if out else 'M'}{x:.1f} {y:.1f}")
            last = (x, y)
    return "".join(out)


def clip(ring: list[Point], height: float) -> list[Point]:
    """Cut a ring to the frame, side by side (Sutherland and Hodgman, 1974)."""
    low, right, bottom = -EDGE, WIDTH + EDGE, height + EDGE
    sides: tuple[tuple[int, float, Callable[[float], bool]], ...] = (
        (0, low, lambda x: x >= low),
        (0, right, lambda x: x <= right),
        (1, low, lambda y: y >= low),
        (1, bottom, lambda y: y <= bottom),
    )
    for axis, edge, inside in sides:
        ring = _cut(ring, axis, edge, inside)
    return ring


def _cut(ring: list[Point], axis: int, edge: float, inside: Callable[[float], bool]) -> list[Point]:
    out: list[Point] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(before[axis]) != inside(point[axis]):
            out.append(_crossing(before, point, axis, edge))
        if inside(point[axis]):
            out.append(point)
    return out


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)
