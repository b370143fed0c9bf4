"""The plane of the map: projection, styles of line, which places stand on roads.

Guarantees: states differ in line, width and tone, so that a photocopy still tells them apart.
Refuses: a projection that needs a library; the scale is true at the middle latitude.
"""

import math
from dataclasses import dataclass

from corridor.packs.model import Pack
from corridor.records.access import AccessState
from corridor.records.geography import Place

WIDTH = 1000.0
MARGIN = 0.55
"""Degrees around the roads."""
SIZE = 19.0
INK = "#1d2429"
STATES: tuple[AccessState, ...] = ("open", "contested", "closed", "not_known")
STYLE = {
    "open": ("#2f6b4f", 6.0, ""),
    "contested": ("#a9700f", 6.2, "15 8"),
    "closed": ("#8c1d1d", 8.0, "0.1 12"),
    "not_known": ("#9aa3aa", 2.2, ""),
}
"""Colour, width, dashes of each state: solid, dashes, dots, thin grey."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """Equirectangular with the scale true at the middle latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Degrees to drawing units."""
        return ((lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale)


def projection(pack: Pack) -> Projection:
    """Fit the roads of a pack into the width of the drawing."""
    points = [point for road in pack.roads.values() for point in road.geometry]
    points += [(x.lon, x.lat) for x in pack.places.values()] if not points else []
    west, east = min(x for x, _ in points) - MARGIN, max(x for x, _ in points) + MARGIN
    south, north = min(y for _, y in points) - MARGIN, max(y for _, y in points) + MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)
    return Projection(west, north, scale, squeeze, (north - south) * scale)


def on_roads(pack: Pack) -> list[Place]:
    """Places at the ends of roads, by id."""
    ends = {end for road in pack.roads.values() for end in (road.from_place, road.to_place)}
    return [pack.places[name] for name in sorted(ends) if name in pack.places]
