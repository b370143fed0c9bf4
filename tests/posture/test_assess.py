"""Tripwires: met, not met or not known, with sources; the user's ladder; never advice."""

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.exits import assess_exits
from corridor.outlook import assess_outlook
from corridor.posture import assess_posture
from corridor.posture.assess import choices
from corridor.posture.metrics import GRAMMAR
from corridor.records.errors import PackError
from corridor.records.posture import Posture, Tripwire
from tests.exits import world

AS_OF = world.AS_OF
WIRES = (
    world.wire("supply.capital.petrol.p_dry.7", ">=", 0.15),
    world.wire("supply.capital.petrol.p_dry.30", ">=", 0.9, "prepare_to_leave"),
    world.wire("supply.capital.petrol.now", "==", "dry", "prepare_to_leave"),
    world.wire("access.corridor.port-capital.tanker.state", "in", "contested|closed"),
    world.wire("access.corridors_not_open", ">=", 1, "essential_staff_only"),
    world.wire("access.town.capital.encirclement_volume", ">=", 0.5, "prepare_to_leave"),
    world.wire("exits.scheduled-flight.state", "==", "not_usable",
               "assisted_departure_or_hibernation"),
    world.wire("events.convoy_attack.14", ">=", 2),
    world.wire("events.attack.14", ">=", 2, id="family"),
    world.wire("advice.leave_now.governments", ">=", 2, "leave_by_commercial_means"),
    world.wire("power.capital.hours", "<=", 8, "essential_staff_only"),
    world.wire("outlook.capital-capture.probability", ">=", 0.1,
               "assisted_departure_or_hibernation"),
)  # fmt: skip


def run(claims=(), **changes) -> Posture:
    previous = changes.pop("previous", None)
    parts = {
        "events": [world.event(item) for item in claims],
        "claims": claims,
        "access": world.access(),
        "supply": world.supply(),
        "pack": world.pack(tripwires=WIRES),
        "as_of": AS_OF,
    } | changes
    sizes = {"paths": world.paths(), "days": 90, "members": world.MEMBERS, "seed": 0}
    exits = assess_exits(**parts, **sizes)
    outlook = assess_outlook(**parts, **sizes, exits=exits, inputs_digest="d")
    return assess_posture(**parts, exits=exits, outlook=outlook, previous=previous)


def one(posture: Posture, name: str) -> Tripwire:
    return next(item for item in posture.tripwires if item.id == name)


def test_each_form_of_the_grammar_is_read() -> None:
    found = {item.id: (item.state, item.value) for item in run().tripwires}
    assert found["supply-capital-petrol-p-dry-7"] == ("met", 0.2)
    assert found["supply-capital-petrol-p-dry-30"] == ("not_met", 0.6)
    assert found["supply-capital-petrol-now"] == ("not_met", "selling")
    assert found["access-corridor-port-capital-tanker-state"] == ("not_met", "open")
    assert found["access-corridors-not-open"] == ("not_met", 0.0)
    assert found["access-town-capital-encirclement-volume"] == ("met", 0.7)
    assert found["exits-scheduled-flight-state"] == ("not_known", "not_known")
    assert found["advice-leave-now-governments"] == ("not_met", 0.0)
    assert found["power-capital-hours"] == ("met", 6.0)
    assert found["outlook-capital-capture-probability"][0] == "not_met"


def test_met_tripwires_name_their_claims_and_both_languages() -> None:
    for item in run().tripwires:
        assert item.why_en
        assert item.why_fr
        assert item.why_en != item.why_fr
        if item.state == "met":
            assert item.claims


def test_a_share_by_the_model_says_how_much_of_it_rests_on_reports() -> None:
    item = one(run(), "access-town-capital-encirclement-volume")
    town = next(x for x in world.access().towns if x.id == "capital")
    assert f"evidence {round(town.evidence * 100)} %" in item.why_en
    assert f"étayage {round(town.evidence * 100)} %" in item.why_fr


def test_counts_of_events_are_not_known_when_nothing_is_reported() -> None:
    assert one(run(), "events-convoy-attack-14").state == "not_known"
    other = world.claim("o", "official_statement", AS_OF)
    assert one(run((other,)), "events-convoy-attack-14").state == "not_met"
    hits = tuple(
        world.claim(f"h{step}", "convoy_attack", AS_OF - timedelta(days=step)) for step in (1, 13)
    )
    found = run(hits)
    assert one(found, "events-convoy-attack-14").state == "met"
    assert one(found, "events-convoy-attack-14").claims == ("h1", "h13")
    assert one(found, "family").state == "met"
    old = world.claim("old", "convoy_attack", AS_OF - timedelta(days=14))
    assert one(run((old, other)), "events-convoy-attack-14").value == 0


def test_a_count_may_join_types_and_counts_each_happening_once() -> None:
    name = "events.convoy_attack+tanker_destroyed.14"
    pack = world.pack(tripwires=(world.wire(name, ">=", 2, id="joined"),))
    day = AS_OF - timedelta(days=2)
    same = (world.claim("a", "convoy_attack", day), world.claim("b", "tanker_destroyed", day))
    assert one(run(same, pack=pack), "joined").value == 1
    other = world.claim("c", "tanker_destroyed", AS_OF)
    assert one(run((*same, other), pack=pack), "joined").state == "met"
    twice = (same[0], world.claim("d", "convoy_attack", day))
    assert one(run(twice, pack=pack), "joined").value == 2


def test_what_goes_on_is_not_reported_anew() -> None:
    day = AS_OF - timedelta(days=20)
    long = world.claim("h1", "convoy_attack", day, end=AS_OF)
    other = world.claim("o", "official_statement", AS_OF)
    assert one(run((long, other)), "events-convoy-attack-14").value == 0


def test_near_its_threshold_a_chance_is_told_to_the_percent() -> None:
    pack = world.pack(tripwires=(world.wire("supply.capital.petrol.p_dry.30", ">=", 0.5, id="w"),))
    near = one(run(supply=world.supply({"30": 0.476}), pack=pack), "w")
    assert (near.state, near.why_en.endswith(": 48 % (threshold at least 50 %).")) == (
        "not_met",
        True,
    )


def test_advice_is_counted_by_government() -> None:
    rows = [world.advisory(name, AS_OF, "leave_now") for name in ("France", "Italy")]
    pack = world.pack(tripwires=WIRES, advisories=tuple(row for row, _ in rows))
    found = one(run(tuple(said for _, said in rows), pack=pack), "advice-leave-now-governments")
    assert (found.state, found.value) == ("met", 2.0)
    assert set(found.claims) == {said.id for _, said in rows}


def test_the_level_is_the_highest_with_a_met_tripwire() -> None:
    assert run().level == "prepare_to_leave"
    calm = run(access=world.access(cut=0.1), supply=world.supply({"7": 0.0}, power="not_known"))
    assert calm.level == "normal"
    assert run(pack=world.pack(tripwires=())).level is None


def test_nothing_known_is_no_level() -> None:
    wires = (world.wire("exits.scheduled-flight.state", "==", "not_usable"),)
    assert run(pack=world.pack(tripwires=wires)).level is None


def test_the_level_before_is_kept() -> None:
    assert run(previous=run()).previous == "prepare_to_leave"


@pytest.mark.parametrize("metric", ["supply.capital.petrol", "weather", "supply.capital.petrol.p_dry.8",
                                    "events.convoy_attack.0", "access.town.capital.state"])  # fmt: skip
def test_an_unknown_metric_is_named_with_the_grammar(metric: str) -> None:
    with pytest.raises(PackError) as caught:
        run(pack=world.pack(tripwires=(world.wire(metric, ">=", 1, id="w"),)))
    assert metric in str(caught.value)
    assert all(form in str(caught.value) for form in GRAMMAR)


@pytest.mark.parametrize(
    ("wire", "message"),
    [
        (world.wire("events.no_such_type.7", ">=", 1), "unknown event type"),
        (world.wire("access.corridor.port-capital.bicycle.state", "==", "open"), "movement class"),
        (world.wire("advice.caution.governments", ">=", 1), "level of advice"),
        (world.wire("power.capital.hours", "==", "dark"), "compares a number"),
        (world.wire("supply.capital.petrol.now", ">=", 3), "compares a state"),
        (world.wire("power.capital.hours", "<=", 8, "panic"), "unknown level 'panic'"),
    ],
)
def test_a_tripwire_that_makes_no_sense_is_refused(wire, message: str) -> None:
    claims = (world.claim("o", "official_statement", AS_OF),)
    with pytest.raises(PackError, match=message):
        run(claims, pack=world.pack(tripwires=(wire,)))


def test_ids_the_pack_does_not_hold_are_not_known() -> None:
    wires = (
        world.wire("supply.nowhere.petrol.now", "==", "dry"),
        world.wire("exits.nowhere.state", "==", "not_usable"),
        world.wire("outlook.nothing.probability", ">=", 0.5),
    )
    assert {w.state for w in run(pack=world.pack(tripwires=wires)).tripwires} == {"not_known"}


@settings(max_examples=20, deadline=None)
@given(threshold=st.floats(0, 1), cut=st.one_of(st.none(), st.floats(0, 1)))
def test_a_higher_threshold_is_never_easier_to_meet(threshold: float, cut: float | None) -> None:
    wires = tuple(
        world.wire("access.town.capital.encirclement_volume", ">=", value, id=f"w{step}")
        for step, value in enumerate(sorted((threshold, threshold / 2)))
    )
    easy, hard = run(pack=world.pack(tripwires=wires), access=world.access(cut=cut)).tripwires
    if cut is None:
        assert {easy.state, hard.state} == {"not_known"}
    assert not (hard.state == "met" and easy.state != "met")


@given(st.lists(st.sampled_from(["open", "contested", "closed"]), min_size=1, max_size=3))
def test_words_of_a_threshold_may_be_parted_by_bar_comma_or_space(words: list[str]) -> None:
    for joint in ("|", ", ", " "):
        rule = world.wire("access.corridor.x.tanker.state", "in", joint.join(words))
        assert choices(rule) == tuple(words)


IMPERATIVE = re.compile(
    r"(^|[.;:!?] )(leave|go|evacuate|prepare|move|stay|avoid|do not|don't|consider|contact|call|"
    r"quittez|partez|évacuez|préparez|restez|évitez|ne pas|contactez|appelez|envisagez)\b"
    r"|\b(must|should|need to|ought|recommend(ed)? (to|that)|devez|doivent|il faut|devrai)",
    re.IGNORECASE,
)


def test_our_own_words_describe_and_never_direct() -> None:
    rows = [world.advisory(name, AS_OF, "leave_now") for name in ("France", "Italy")]
    pack = world.pack(tripwires=WIRES, advisories=tuple(row for row, _ in rows))
    claims = tuple(said for _, said in rows)
    parts = {"events": [world.event(c) for c in claims], "claims": claims, "pack": pack,
             "access": world.access(), "supply": world.supply(), "as_of": AS_OF}  # fmt: skip
    exits = assess_exits(**parts, paths=world.paths(), days=90, members=200, seed=0)
    texts = [
        text for item in run(claims, pack=pack).tripwires for text in (item.why_en, item.why_fr)
    ]
    texts += [text for way in exits.ways for text in (way.why_en, way.why_fr)]
    texts += [
        text for way in exits.ways for row in way.categories for text in (row.why_en, row.why_fr)
    ]
    assert [text for text in texts if IMPERATIVE.search(text)] == []


def test_two_runs_give_the_same_bytes_and_later_claims_change_nothing() -> None:
    later = world.claim("l", "convoy_attack", AS_OF, known=AS_OF + timedelta(days=1))
    row, said = world.advisory("Italy", AS_OF + timedelta(days=1), "leave_now")
    base = run().to_json()
    assert run().to_json() == base
    pack = world.pack(tripwires=WIRES, advisories=(row,))
    assert run((later, said), pack=pack).to_json() == base


def test_planned_movements_enter_nothing() -> None:
    planned = world.claim("p", "convoy_attack", AS_OF, assertion="planned")
    assert run((planned,)).to_json() == run().to_json()
