"""Distances on the ground: between points, and from a point to a road.

Guarantees: kilometres on a sphere, good to 0.5 % (haversine; R. W. Sinnott, 1984), and for lines a
flat map around the point, good to 1 % within 300 km. Refuses: nothing; pure functions of degrees.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt

LatLon = tuple[float, float]
"""Latitude and longitude in degrees, in this order."""

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def haversine_km(a: LatLon, b: LatLon) -> float:
    """Return the great-circle distance between two points in km."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b[1] - a[1]) / 2)
    chord = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def point_segment_km(point: LatLon, start: LatLon, end: LatLon) -> float:
    """Return the distance in km from a point to the straight piece from `start` to `end`."""
    ax, ay = _flat(start, point)
    bx, by = _flat(end, point)
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + along * dx, ay + along * dy)


def line_km(point: LatLon, geometry: Sequence[tuple[float, float]]) -> float:
    """Return the distance in km from a point to a line of (lon, lat), as GeoJSON orders them."""
    ends = [(lat, lon) for lon, lat in geometry]
    if len(ends) == 1:
        return haversine_km(point, ends[0])
    return min(point_segment_km(point, start, end) for start, end in pairwise(ends))


def _flat(place: LatLon, origin: LatLon) -> tuple[float, float]:
    """Put a place on a flat map in km around `origin`."""
    east = (place[1] - origin[1] + 180.0) % 360.0 - 180.0
    x = radians(east) * cos(radians((place[0] + origin[0]) / 2)) * EARTH_RADIUS_KM
    return x, radians(place[0] - origin[0]) * EARTH_RADIUS_KM
