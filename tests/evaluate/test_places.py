import json

import pytest

from corridor.evaluate.places import evaluate_places, read_geovirus
from corridor.records.report import PlaceRef


def test_perfect_and_empty(gold, perfect_reader, told):
    assert evaluate_places(perfect_reader, [gold]).f1 == 1
    empty = evaluate_places(told(), [gold])
    assert (empty.f1, empty.precision, empty.recall) == (0, None, 0)
    assert [row.what for row in empty.errors] == ["missed", "missed"]


def test_a_name_on_the_wrong_spot_counts_as_named_only(gold, told):
    first, second = gold.toponyms
    places = (
        PlaceRef(name=first.name, span=first.span, lat=14.4, lon=-11.4),
        PlaceRef(name=second.name, span=second.span, lat=second.lat + 1, lon=second.lon),
        PlaceRef(name="Shame", span=(105, 110), lat=0, lon=0),
    )
    found = evaluate_places(told(places={gold.id: places}), [gold])
    assert found.named_f1 == pytest.approx(4 / 5)
    assert found.f1 == pytest.approx(2 / 5)
    near = evaluate_places(told(places={gold.id: places}), [gold], within_km=10)
    assert near.f1 == 0
    assert {row.what for row in found.errors} == {"misplaced", "spurious"}


def test_a_place_without_coordinates_is_not_right(gold, told):
    name = gold.toponyms[0]
    places = (PlaceRef(name=name.name, span=name.span),)
    assert evaluate_places(told(places={gold.id: places}), [gold]).right == 0


def test_geovirus_is_read_with_its_spans(tmp_path):
    row = {
        "id": "g-1",
        "text": "Cases in Conakry.",
        "toponyms": [{"phrase": "Conakry", "start": 9, "end": 16, "lat": 9.5, "lon": -13.7}],
    }
    (tmp_path / "docs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (document,) = read_geovirus(tmp_path)
    assert document.toponyms[0].name == "Conakry"


def test_the_public_set_loads_where_it_is(shared):
    documents = read_geovirus(shared / "reading" / "geovirus_dev")
    assert len(documents) > 100
