"""The catalogue of event types is whole: families, words in two languages, classes elsewhere."""

import csv
from pathlib import Path
from typing import get_args

import pytest

from corridor.records.event_types import Family, event_types, known_type

CODED = Path(__file__).resolve().parents[3] / "shared" / "data" / "mali" / "claims.csv"


def test_about_sixty_types_or_more_in_every_family() -> None:
    types = event_types()
    assert len(types) >= 60
    assert {kind.family for kind in types.values()} == set(get_args(Family))


@pytest.mark.parametrize("name", sorted(event_types()))
def test_each_type_is_explained(name: str) -> None:
    kind = known_type(name)
    assert kind.id == name
    for words in (kind.label_en, kind.label_fr, kind.definition, kind.example):
        assert words == words.strip()
        assert len(words) >= 3
    assert kind.definition.endswith(".")
    assert kind.example.endswith(".")


def test_labels_tell_types_apart() -> None:
    types = event_types().values()
    for labels in ({kind.label_en for kind in types}, {kind.label_fr for kind in types}):
        assert len(labels) == len(types)


def test_every_type_of_the_coded_claims_is_in_the_catalogue() -> None:
    if not CODED.exists():
        pytest.skip(f"the coded claims are not here: {CODED.name}")
    with CODED.open(encoding="utf-8", newline="") as stream:
        used = {row["event_type"] for row in csv.DictReader(stream)}
    assert used <= set(event_types())


def test_an_unknown_type_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"unknown event type 'picnic'; allowed: .*ambush"):
        known_type("picnic")
