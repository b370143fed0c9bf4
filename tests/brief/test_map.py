"""The map: labels never touch, coarse places are no points, states differ without colour."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.brief.drawing import attack_points
from corridor.brief.ground import EDGE, clip
from corridor.brief.labels import Box, Wanted, place
from corridor.brief.mapping import STATES, STYLE, projection
from corridor.brief.view import View
from corridor.records.report import COARSE_PLACES, PlaceRef

FRAME = Box(0, 0, 600, 400)
names = st.builds(
    Wanted,
    text=st.text(alphabet="abcdeWm ", min_size=1, max_size=14),
    x=st.floats(0, 600),
    y=st.floats(0, 400),
    size=st.floats(8, 20),
    weight=st.floats(0, 10),
)


@settings(max_examples=60)
@given(wanted=st.lists(names, max_size=25))
def test_placed_names_touch_nothing_and_stay_inside(wanted):
    legend = Box(0, 300, 150, 400)
    found = place(wanted, frame=FRAME, taken=[legend])
    for number, one in enumerate(found):
        assert one.box.within(FRAME)
        assert not one.box.touches(legend)
        assert not any(one.box.touches(other.box) for other in found[number + 1 :])


def test_states_differ_in_line_and_width_not_only_in_colour():
    forms = {(width, dashes) for _, width, dashes in STYLE.values()}
    assert len(forms) == len(STATES)


def test_all_roads_lie_within_the_drawing(pack):
    at = projection(pack)
    for road in pack.roads.values():
        for lon, lat in road.geometry:
            x, y = at(lon, lat)
            assert 0 <= x <= 1000
            assert 0 <= y <= at.height


def test_the_map_says_in_words_what_it_draws(briefings):
    figure = briefings["en", "local"].section("map").blocks[0]
    assert "closed 3" in figure.alt
    assert "not imply" in figure.caption


def test_no_attack_of_a_coarse_place_is_a_point(situation, pack):
    found = attack_points(View(situation, pack, "en", "local"))
    assert found
    assert all(event.place.precision in {"point", "town", "stretch"} for event in found)


def test_a_coarse_place_with_coordinates_is_still_no_point(situation, pack):
    """Even where a situation should carry a centroid by mistake."""
    events = tuple(
        event.model_copy(update={"place": PlaceRef(name="somewhere", lat=14.0, lon=-9.0,
                                                   precision=precision)})
        for event, precision in zip(situation.events, sorted(COARSE_PLACES) * 40, strict=False)
    )  # fmt: skip
    view = View(situation.model_copy(update={"events": events}), pack, "en", "local")
    assert attack_points(view) == []


def test_the_geojson_is_rfc_7946(saved):
    document = json.loads(saved["map.geojson"].read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    kinds = {"road": "LineString", "place": "Point", "event": "Point"}
    for feature in document["features"]:
        geometry, told = feature["geometry"], feature["properties"]
        assert geometry["type"] == kinds[told["layer"]]
        line = geometry["coordinates"]
        points = line if geometry["type"] == "LineString" else [line]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)


def test_every_state_in_the_geojson_has_its_source(saved):
    document = json.loads(saved["map.geojson"].read_text(encoding="utf-8"))
    for feature in document["features"]:
        told = feature["properties"]
        if told["layer"] == "road" and told["state"] != "not_known":
            assert told["claims"] or told["assumptions"]
        if told["layer"] == "event":
            assert told["claims"]
            assert told["precision"] in {"point", "town", "stretch"}


@given(
    ring=st.lists(st.tuples(st.floats(-900, 1900), st.floats(-900, 1500)), min_size=3, max_size=12)
)
def test_ground_is_cut_to_the_frame(ring):
    for x, y in clip(ring, 600.0):
        assert -EDGE - 1e-6 <= x <= 1000 + EDGE + 1e-6
        assert -EDGE - 1e-6 <= y <= 600 + EDGE + 1e-6


def test_ground_inside_the_frame_is_kept_as_it_is():
    square = [(10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0)]
    assert clip(square, 600.0) == square
    assert clip([(x + 5000, y) for x, y in square], 600.0) == []
