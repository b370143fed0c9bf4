"""Distances on the ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.records.geo import haversine_km, line_km, point_segment_km

LAT = st.floats(-60, 60)
LON = st.floats(-179, 179)
POINT = st.tuples(LAT, LON)


@given(POINT, POINT, POINT)
def test_distance_is_a_distance(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert haversine_km(a, b) == pytest.approx(haversine_km(b, a))
    assert haversine_km(a, a) == 0
    assert haversine_km(a, c) <= haversine_km(a, b) + haversine_km(b, c) + 1e-6


def test_a_degree_of_latitude_is_111_km() -> None:
    assert haversine_km((12.0, -8.0), (13.0, -8.0)) == pytest.approx(111.2, abs=0.1)


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1))
def test_near_a_point_the_flat_map_agrees_with_the_sphere(
    a: float, b: float, c: float, d: float
) -> None:
    point, end = (12 + a, -8 + b), (12 + c, -8 + d)
    there = point_segment_km(point, end, end)
    assert there == pytest.approx(haversine_km(point, end), rel=0.01, abs=0.01)


@given(POINT, POINT, POINT)
def test_a_line_is_never_further_than_its_ends(
    p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]
) -> None:
    whole = point_segment_km(p, a, b)
    ends = min(point_segment_km(p, a, a), point_segment_km(p, b, b))
    assert whole <= ends + 1e-6


def test_a_point_beside_a_road_is_measured_to_the_road_not_its_ends() -> None:
    road = ((-8.0, 12.0), (-8.0, 14.0), (-7.0, 14.0))
    assert line_km((13.0, -7.9), road) == pytest.approx(10.8, abs=0.1)
    assert line_km((13.0, -7.9), road[:1]) == pytest.approx(
        haversine_km((13.0, -7.9), (12.0, -8.0))
    )
