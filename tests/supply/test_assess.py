"""What leaves the stage: grounded records, honest states, clear words for bad input."""

import itertools
from datetime import timedelta

import numpy as np
import pytest

from corridor.records.errors import PackError
from corridor.records.figures import PackFigure
from corridor.records.report import Claim
from corridor.records.supply import Supply
from corridor.supply import assess_supply
from corridor.supply.summarise import state_of
from tests.supply.conftest import FIRST, RANGES, assumption, build, constant_paths

AS_OF = FIRST + timedelta(days=40)


def supply_of(pack, claims=(), state=0, days=40, members=120) -> Supply:
    paths = constant_paths(build(), AS_OF, days, members, state=state)
    return assess_supply([], claims, paths, pack, as_of=AS_OF, days=days, members=members)


def grounded_parts(supply):
    yield from supply.places
    yield from (place.now for place in supply.places)
    yield from supply.national.weekly_inflow
    yield from supply.power
    yield from supply.observations


def test_every_record_opens_to_claims_or_assumptions(small_pack, say):
    claims = [say("station_closure", 30, "nearly all out of petrol"),
              say("power_outage", 30, "h", figure={"best": 5, "unit": "hours/day"})]  # fmt: skip
    supply = supply_of(small_pack, claims)
    known = {claim.id for claim in claims}
    for part in grounded_parts(supply):
        assert part.claims or part.assumptions, part
        assert set(part.claims) <= known
        assert set(part.assumptions) <= set(small_pack.assumptions)


def test_every_place_with_a_need_is_there_and_the_rest_is_not_shown(small_pack):
    supply = supply_of(small_pack)
    found = {(item.place, item.product) for item in supply.places}
    assert ("gate", "petrol") in found
    assert ("gate", "diesel") not in found
    assert all(place != "rest" for place, _ in found)


def test_points_of_the_future_are_weekly_and_national_flow_only(small_pack):
    supply = supply_of(small_pack)
    weeks = [w.week_start for w in supply.national.weekly_inflow]
    steps = {(b - a).days for a, b in itertools.pairwise(weeks)}
    assert steps == {7}
    course = supply.places[0].course
    assert {(b.day - a.day).days for a, b in itertools.pairwise(course)} == {7}
    assert AS_OF in {point.day for point in course}


def test_a_report_beats_the_model(small_pack, say):
    supply = supply_of(small_pack, [say("station_closure", 38, "nearly all out of petrol")])
    now = supply.place("capital", "petrol").now
    assert (now.state, now.basis, now.since) == ("dry", "observed", FIRST + timedelta(days=38))


def test_a_later_relief_beats_an_earlier_shortage(small_pack, say):
    claims = [say("station_closure", 35, "nearly all out of petrol"),
              say("shortage_eased", 39, "large majority open")]  # fmt: skip
    assert supply_of(small_pack, claims).place("capital", "petrol").now.state == "selling"


def test_an_officials_denial_does_not_name_the_state(small_pack, say):
    claim = say("denial", 39, "the government said there is no shortage", assertion="denied")
    supply = supply_of(small_pack, [claim], state=2)
    assert supply.place("capital", "petrol").now.basis == "modelled"


def test_an_undecided_model_says_not_known(small_pack):
    supply = supply_of(small_pack, state=1, members=300)
    for item in supply.places:
        if item.now.state == "not_known":
            assert item.now.probability < 0.6


def test_shares_become_words():
    assert [state_of(x) for x in (0.0, 0.1, 0.3, 0.9)] == ["dry", "dry", "short", "selling"]


def test_dry_chances_grow_with_time_and_end_in_the_horizon(small_pack):
    for item in supply_of(small_pack, state=2).places:
        chances = [item.p_dry[n] for n in ("7", "14", "30")]
        assert chances == sorted(chances)
        assert chances[-1] <= item.first_dry.p_within_horizon + 1e-9


def no_nan(supply):
    text = supply.to_json()
    assert "NaN" not in text
    assert "Infinity" not in text


def test_no_corridors():
    supply = supply_of(build(corridors={}))
    assert any("no import corridor" in note for note in supply.notes)
    assert supply.place("capital", "petrol").first_dry.p_within_horizon == 1
    no_nan(supply)


def test_all_roads_closed():
    supply = supply_of(build(), state=2)
    assert supply.place("capital", "petrol").now.state == "dry"
    no_nan(supply)


def test_zero_need_is_said_and_left_out(small_pack):
    rows = dict(small_pack.assumptions)
    rows["demand.hill.petrol"] = assumption("demand.hill.petrol", 0, 0, 0, "million litres/day")
    supply = supply_of(build(assumptions=rows))
    assert any("hill: the need of petrol is put at zero" in note for note in supply.notes)
    assert ("hill", "petrol") not in {(p.place, p.product) for p in supply.places}
    no_nan(supply)


def test_no_need_anywhere(small_pack):
    rows = {k: v for k, v in small_pack.assumptions.items() if not k.startswith("demand.")}
    supply = supply_of(build(assumptions=rows))
    assert supply.places == ()
    assert any("no need is known" in note for note in supply.notes)


def test_a_missing_product_is_said(small_pack):
    petrol = {"petrol": small_pack.products["petrol"]}
    supply = supply_of(build(products=petrol))
    assert {item.product for item in supply.places} == {"petrol"}
    no_nan(supply)


def test_no_capital_among_the_places(small_pack):
    rows = {k: v for k, v in small_pack.assumptions.items() if ".capital." not in k}
    supply = supply_of(build(assumptions=rows))
    assert any("no hub is modelled" in note for note in supply.notes)
    no_nan(supply)


def test_a_disconnected_town_is_named(small_pack):
    rows = dict(small_pack.assumptions)
    rows["demand.port.petrol"] = assumption("demand.port.petrol", 0.1, 0.1, 0.1, "x")
    corridors = {k: v for k, v in small_pack.corridors.items() if k != "port-capital"}
    supply = supply_of(build(assumptions=rows, corridors=corridors))
    assert any(note.startswith("port: no corridor leads there") for note in supply.notes)


@pytest.mark.parametrize("name", ["supply.convoy_size", "tanker_capacity"])
def test_a_missing_assumption_is_named(small_pack, name):
    rows = {k: v for k, v in small_pack.assumptions.items() if k != name}
    with pytest.raises(PackError, match=name.replace(".", r"\.")):
        supply_of(build(assumptions=rows))


def test_access_that_knows_no_corridor_is_taken_as_contested(small_pack):
    paths = constant_paths(small_pack, AS_OF, 40, 50)
    bare = type(paths)(
        first=FIRST, as_of=AS_OF, corridors=("other",), roads=(),
        corridor_states={c: np.zeros((1, 81, 50), np.uint8) for c in ("tanker", "fuel_convoy")},
        road_states={}, evidence={},
    )  # fmt: skip
    supply = assess_supply([], [], bare, small_pack, as_of=AS_OF, days=40, members=50)
    assert any("access says nothing" in note for note in supply.notes)


def test_in_sample_is_said():
    notes = supply_of(build(in_sample_until=AS_OF)).notes
    assert any(note.startswith("in-sample") for note in notes)


def test_ranges_of_the_fixture_are_in_order():
    assert all(low <= best <= high for low, best, high, _ in RANGES.values())


def test_relief_does_not_date_the_shortage_it_eases(small_pack, say):
    """ "Shorter queues" on day 35 is no shortage since day 35."""
    eased = say("shortage_eased", 35, "shorter queues")
    now = supply_of(small_pack, [eased]).place("capital", "petrol").now
    assert (now.state, now.basis, now.since) == ("short", "observed", None)
    before = say("shortage_reported", 34, "a shortage of petrol")
    now = supply_of(small_pack, [before, eased]).place("capital", "petrol").now
    assert (now.state, now.since) == ("short", FIRST + timedelta(days=34))
    open_again = say("shortage_eased", 38, "back to normal")
    now = supply_of(small_pack, [open_again]).place("capital", "petrol").now
    assert (now.state, now.since) == ("selling", FIRST + timedelta(days=38))


def official(unit: str) -> tuple[dict[str, object], Claim]:
    """The parts of a pack with an official price of petrol, and the claim it opens to."""
    row = PackFigure(
        id="price_petrol", parameter="price_official", unit=unit, as_of="2029", basis="reported",
        source="https://example.org", product="petrol", low=2.0, best=2.0, high=2.0,
        known_from=FIRST,
    )  # fmt: skip
    claim = Claim.model_validate({
        "id": "fig:price_petrol", "report": "r1", "paraphrase": "the official price", "kind": "figure",
        "type": "price_report", "assertion": "asserted", "confidence": 0.8, "known_from": FIRST,
        "time": {"start": None, "end": None, "precision": "unknown"},
    })  # fmt: skip
    return {"figures": (row,)}, claim


@pytest.mark.parametrize("unit", ["USD/litre", "FCFA/litre"])
def test_prices_are_in_the_packs_own_money(say, unit):
    parts, claim = official(unit)
    street = {
        money: say("price_report", 30, "petrol in the street", id=money[:3],
                   figure={"best": 3.0, "unit": money})
        for money in ("USD/litre", "FCFA/litre")
    }  # fmt: skip
    supply = supply_of(build(**parts), [claim, *street.values()])
    assert supply.place("capital", "petrol").street_price_unit == unit
    prices = [item for item in supply.observations if item.what == "street price"]
    assert [(item.claims, item.reported.unit) for item in prices] == [((unit[:3],), unit)]
