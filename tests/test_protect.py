"""What never leaves: planned movements, fresh passages, private names, points for regions."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.packs.model import Actor, Pack, Redaction
from corridor.protect import (
    PASSAGE_TYPES,
    protect_claim,
    protect_contradictions,
    protect_events,
    redactor,
    sift,
    without_ids,
)
from corridor.records.dates import TimeSpan
from corridor.records.events import Contradiction, Event, Reading
from corridor.records.report import ActorRef, Claim, PlaceRef

DAY = date(2025, 11, 1)
OLD = date(2025, 7, 1)


@pytest.fixture
def pack():
    return Pack(
        id="tiny", version="1", name_en="Tiny", name_fr="Tiny", country="XX", timezone="UTC",
        capital="x", crisis_start=OLD, simulate_from=OLD, folder=Path(), places={}, roads={},
        corridors={}, products={},
        redactions=(Redaction(pattern="North Depot", replacement_en="a depot",
                              replacement_fr="un dépôt", why="depot"),),
        actors={"acme": Actor(id="acme", name_en="Acme Transport", name_fr="Transports Acme",
                              aliases=("Acme",), cls="small_firm", public=False,
                              known_from=OLD)},
    )  # fmt: skip


def claim(name="c", kind="event", type_="convoy_attack", day=DAY, assertion="asserted", **more):
    return Claim(
        id=name,
        report="r",
        kind=kind,
        type=type_,
        assertion=assertion,
        confidence=0.5,
        time=TimeSpan(start=day, end=day, precision="day"),
        known_from=OLD,
        **({"paraphrase": "something happened"} | more),
    )


def test_planned_movements_and_opinion_are_withheld_and_counted():
    kept = sift([claim("a"), claim("b", assertion="planned"), claim("c", kind="opinion")], DAY)
    assert [c.id for c in kept.claims] == ["a"]
    assert (kept.withheld.planned, kept.withheld.commentary) == (1, 1)


@given(st.sampled_from(sorted(PASSAGE_TYPES)), st.integers(0, 30))
def test_passages_and_queues_appear_only_after_72_hours(type_, age):
    kept = sift([claim(type_=type_, day=DAY - timedelta(days=age))], DAY)
    assert bool(kept.claims) == (age >= 3)


@pytest.mark.parametrize("word", ["Acme Transport", "ACME TRANSPORT", "Transports Acme", "Acme"])
def test_small_firms_are_named_nowhere(pack, word):
    told = claim(
        paraphrase=f"A lorry of {word} was burned.",
        speaker=word,
        actors=(ActorRef(role="target", name=word, id="acme"),),
        note=word,
    )
    shown = protect_claim(told, redactor(pack)).to_json()
    assert "acme" not in shown.casefold()
    assert "a private firm" in shown


def test_depots_are_named_nowhere_and_other_words_stay(pack):
    rewrite = redactor(pack)
    assert rewrite("Fire at the north depot today") == "Fire at the a depot today"
    assert rewrite("Northern Depots Ltd") == "Northern Depots Ltd"
    assert redactor(pack, "fr")("North Depot") == "un dépôt"


def test_private_persons_found_by_the_reader_lose_their_name(pack):
    told = claim(actors=(ActorRef(role="target", name="Jane Roe", cls="private_person"),))
    assert "Jane" not in protect_claim(told, redactor(pack)).to_json()


@pytest.mark.parametrize("precision", ["area", "region", "country", "unknown"])
def test_rough_places_carry_no_point(pack, precision):
    place = PlaceRef(name="somewhere", lat=14.0, lon=-8.0, precision=precision)
    shown = protect_claim(claim(places=(place,)), redactor(pack))
    assert (shown.places[0].lat, shown.places[0].lon) == (None, None)


def test_exact_places_keep_theirs(pack):
    place = PlaceRef(name="town", lat=14.0, lon=-8.0, precision="town")
    assert protect_claim(claim(places=(place,)), redactor(pack)).places[0].lat == 14.0


def made(name, claims, **more):
    return Event(
        **(
            {
                "id": name,
                "kind": "event",
                "type": "convoy_attack",
                "claims": claims,
                "known_from": OLD,
                "updated": OLD,
            }
            | more
        )
    )


def test_events_lose_withheld_claims_and_vanish_without_any(pack):
    events = [
        made("a", ("x", "y"), ended_by="b"),
        made("b", ("y",)),
        made("c", ("x",), assertion="planned"),
    ]
    shown = protect_events(events, {"y"}, redactor(pack))
    assert [(e.id, e.claims, e.ended_by) for e in shown] == [("a", ("x",), None)]


def test_a_contradiction_needs_two_sides(pack):
    two = Contradiction(
        id="k",
        about="figure",
        summary="s",
        rank=4,
        readings=(Reading(claim="x", says="1"), Reading(claim="y", says="2")),
    )
    assert protect_contradictions([two], {"y"}, (), redactor(pack)) == ()
    assert protect_contradictions([two], (), (), redactor(pack))[0].rank == 1


def test_withheld_ids_are_taken_out_at_any_depth():
    data = {"a": [{"claims": ["x", "y"], "b": {"claims": ["y"]}}], "claims": [{"id": "x"}]}
    assert without_ids(data, {"y"}) == {
        "a": [{"claims": ["x"], "b": {"claims": []}}],
        "claims": [{"id": "x"}],
    }
