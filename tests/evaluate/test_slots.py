from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate.documents import GoldFigure, GoldPlace, GoldTime
from corridor.evaluate.slots import (
    day_agrees,
    distance_km,
    figure_agrees,
    figure_hits,
    places_agree,
    same_name,
    speakers_agree,
)
from corridor.records.base import Band
from corridor.records.dates import TimeSpan
from corridor.records.report import ActorRef, PlaceRef

LAT, LON = st.floats(-89, 89), st.floats(-179, 179)


@given(LAT, LON, LAT, LON)
def test_distance_is_symmetric_and_bounded(lat1, lon1, lat2, lon2):
    there, back = distance_km(lat1, lon1, lat2, lon2), distance_km(lat2, lon2, lat1, lon1)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016
    assert distance_km(lat1, lon1, lat1, lon1) == pytest.approx(0, abs=1e-6)


def test_a_degree_of_latitude_is_111_km():
    assert distance_km(12, -8, 13, -8) == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("the hauliers' union", "union", True),
        ("Le porte-parole de l'armée", "porte-parole", True),
        ("État-major", "etat-major general", True),
        ("RFI", "Reuters", False),
        ("a union", "the army", False),
    ],
)
def test_names_agree_by_their_meaningful_words(first, second, same):
    assert same_name(first, second) is same
    assert same_name(second, first) is same


def test_a_speaker_agrees_by_actor_id_too(gold, right_answers):
    label = gold.claims[0]
    named = label.model_copy(
        update={
            "actors": (*label.actors, ActorRef(role="speaker", name="x", id="union_of_drivers"))
        }
    )
    other = right_answers(gold)[0].model_copy(
        update={
            "speaker": "Synacor",
            "actors": (ActorRef(role="speaker", name="Synacor", id="union_of_drivers"),),
        }
    )
    assert speakers_agree(named, other)
    assert not speakers_agree(label, other)
    assert not speakers_agree(label, other.model_copy(update={"speaker": None}))


def place(**fields):
    base = {"name": "Kati", "id": "kati", "lat": 12.744, "lon": -8.073, "country": "ML"}
    return GoldPlace.model_validate({**base, "precision": "town", **fields})


def test_a_town_is_right_within_ten_km():
    near = PlaceRef(name="Kati", lat=12.70, lon=-8.05, precision="town")
    far = PlaceRef(name="Bamako", id="kati", lat=12.609, lon=-7.975, precision="town")
    assert places_agree(place(), near)
    assert not places_agree(place(), far)
    assert not places_agree(place(), PlaceRef(name="Kati", id="kati"))


def test_a_radius_is_its_anchor_or_a_point_at_that_distance():
    label = place(precision="radius", radius_km=50)
    anchor = PlaceRef(name="Kati", lat=12.744, lon=-8.073, precision="radius", radius_km=50)
    on_road = PlaceRef(name="RN24", lat=12.744, lon=-8.534, precision="point")
    other = PlaceRef(name="Kolokani", lat=13.573, lon=-8.034, precision="town")
    assert places_agree(label, anchor)
    assert places_agree(label, on_road)
    assert not places_agree(label, other)


def test_a_stretch_is_its_two_ends_in_any_order():
    label = place(
        name="Kolondieba-Kadiana", id="kolondieba-kadiana", lat=10.92, lon=-6.697,
        precision="stretch",
    )  # fmt: skip
    ends = PlaceRef(name="Kadiana–Kolondiéba", precision="stretch")
    one_end = PlaceRef(name="Kadiana", id="kadiana", lat=10.75, lon=-6.5, precision="town")
    assert places_agree(label, ends)
    assert places_agree(label, PlaceRef(name="x", id="kolondieba-kadiana"))
    assert not places_agree(label, one_end)


def test_regions_agree_by_name_and_countries_by_code():
    region = place(name="Kayes", id="kayes-region", precision="region", lat=14.2, lon=-10.5)
    assert places_agree(
        region, PlaceRef(name="région de Kayes", lat=13.0, lon=-9.0, precision="region")
    )
    assert not places_agree(
        region, PlaceRef(name="Kayes", id="kayes", lat=14.448, lon=-11.444, precision="town")
    )
    country = place(name="Mali", id=None, precision="country")
    assert places_agree(country, PlaceRef(name="the country", country="ML", precision="country"))
    assert not places_agree(country, PlaceRef(name="Niger", country="NE", precision="country"))


def test_a_night_needs_both_days_and_an_open_state_only_its_first():
    night = GoldTime(start=date(2025, 9, 7), end=date(2025, 9, 8), precision="day")
    assert day_agrees(night, TimeSpan(start=date(2025, 9, 7), end=date(2025, 9, 8)))
    assert not day_agrees(night, TimeSpan(start=date(2025, 9, 7)))
    since = GoldTime(start=date(2025, 9, 7), precision="ongoing")
    assert day_agrees(since, TimeSpan(start=date(2025, 9, 7), end=date(2025, 9, 30)))


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"best": 40}, {"best": 40}, True),
        ({"best": 40}, {"low": 40}, False),
        ({"low": 100}, {"low": 100}, True),
        ({"low": 100}, {"low": 100, "best": 100}, True),
        ({"high": 2000}, {"best": 2000}, False),
        ({"low": 16, "high": 19}, {"low": 16, "best": 17.5, "high": 19}, True),
        ({"low": 16, "high": 19}, {"best": 17.5}, False),
        ({"best": 117_300_000}, {"best": 117_300_000.4}, True),
        ({"low": 20, "high": 99, "vague": True}, {"low": 24}, True),
        ({"low": 20, "high": 99, "vague": True}, {"low": 12}, False),
        ({"low": 20, "high": 99, "vague": True}, {}, False),
    ],
)
def test_figures_keep_their_bounds(gold, found, right):
    assert figure_agrees(GoldFigure(unit="tankers", **gold), Band(unit="tankers", **found)) is right
    assert not figure_agrees(GoldFigure(unit="tankers", **gold), Band(unit="lorries", **found))


def test_one_figure_answers_one_label_only():
    labels = [GoldFigure(best=40, unit="tankers"), GoldFigure(best=40, unit="tankers")]
    assert figure_hits(labels, [Band(best=40, unit="tankers")]) == 1
