"""Rain: only what the pack says, apart from the threat, shown with its source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.access import assess_access
from corridor.access.rain import in_season, rain_along, rain_on, slug
from corridor.packs import load_pack
from corridor.records.figures import Assumption
from tests.access.conftest import BEFORE

WET, DRY, EDGE = date(2025, 8, 20), date(2025, 12, 20), date(2025, 10, 20)
TRACK = "west-middle"


def row(name, low, best, high):
    return Assumption(
        id=name, low=low, best=best, high=high, unit="", reason="test", source="a book",
        known_from=BEFORE,
    )  # fmt: skip


@pytest.fixture
def rainy(pack):
    told = [
        row("access.season.north.first_month", 6, 7, 7),
        row("access.season.north.last_month", 9, 9, 10),
        row("access.rain.on_unpaved", 0.1, 0.4, 0.7),
        row("access.rain.on_paved", 0, 0.02, 0.05),
        row("access.rain.light_vehicles", 0.2, 0.5, 0.9),
        row(f"access.unpaved.{TRACK}", 0.5, 0.75, 1),
    ]
    places = {
        key: place.model_copy(update={"admin1": "North"}) for key, place in pack.places.items()
    }
    return pack.model_copy(
        update={"places": places, "assumptions": pack.assumptions | {r.id: r for r in told}}
    )


def test_unpaved_and_paved_parts_count_each_by_its_chance(rainy):
    assert rain_on(rainy, TRACK, "tanker", WET).p_impassable == pytest.approx(0.305)
    assert rain_on(rainy, TRACK, "car", WET).p_impassable == pytest.approx(0.1525)
    assert rain_on(rainy, TRACK, "tanker", DRY).p_impassable == 0
    assert 0 < rain_on(rainy, TRACK, "tanker", EDGE).p_impassable < 0.2


def test_it_opens_to_the_assumptions_behind_it(rainy):
    found = rain_on(rainy, TRACK, "car", WET)
    assert found.basis == "assumed"
    assert all(rainy.assumptions[name].source == "a book" for name in found.assumptions)
    assert f"access.unpaved.{TRACK}" in found.assumptions


def test_where_the_pack_is_silent_so_is_the_record(pack, rainy):
    assert rain_on(pack, TRACK, "tanker", WET) is None
    assert rain_on(rainy, "south-capital", "tanker", WET) is None
    assert rain_along(pack, (TRACK, "south-capital"), "tanker", WET) is None


def test_a_chain_is_as_wet_as_its_worst_stretch(rainy):
    chain = rainy.corridors["western"].roads
    assert rain_along(rainy, chain, "tanker", WET) == rain_on(rainy, TRACK, "tanker", WET)


def test_rain_moves_no_state_and_no_path(pack, rainy):
    dry, dry_paths = assess_access([], [], {}, pack, as_of=WET, days=5, members=100)
    wet, wet_paths = assess_access([], [], {}, rainy, as_of=WET, days=5, members=100)
    assert [r.p_open for r in dry.roads] == [r.p_open for r in wet.roads]
    assert (dry_paths.corridor_states["tanker"] == wet_paths.corridor_states["tanker"]).all()
    assert next(r for r in wet.roads if r.id == TRACK and r.cls == "tanker").rain
    assert wet.corridor("western").rain
    assert wet.corridor("southern").rain is None


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_a_season_may_run_over_the_turn_of_the_year(first, last, month):
    found = in_season(row("a", None, first, None), row("b", None, last, None), month)
    months = {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    assert found == (1.0 if month in months else 0.0)


def test_regions_are_named_without_accents():
    assert slug("Ségou") == "segou"
    assert slug("Port de Paix") == "port-de-paix"


def test_the_bundled_pack_names_a_source_for_every_season_and_surface():
    mali = load_pack("mali")
    told = [
        a for key, a in mali.assumptions.items()
        if key.startswith(("access.season.", "access.unpaved."))
    ]  # fmt: skip
    assert told
    assert all(a.source and a.reason_fr for a in told)
    assert {a.id.removeprefix("access.unpaved.") for a in told if "unpaved" in a.id} <= set(
        mali.roads
    )
    assert rain_on(mali, "niono-lere", "tanker", date(2025, 8, 15)).p_impassable > 0.2
