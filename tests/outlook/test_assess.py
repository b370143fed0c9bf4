"""Answers: probabilities with bounds, competing risks that add up, no hindsight, same bytes."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.records.errors import PackError
from corridor.records.outlook import Outlook
from tests.exits import world
from tests.outlook.helpers import one, run

AS_OF = world.AS_OF
CAPITAL = ("capital-capture", "capital-coup", "capital-negotiated", "capital-none")


def test_every_question_is_answered_within_its_bounds(plain: Outlook) -> None:
    assert [item.question for item in plain.forecasts] == [q.id for q in world.QUESTIONS]
    for item in plain.forecasts:
        assert 0 <= item.low <= item.probability <= item.high <= 1, item.question
        assert item.reference_class
        assert item.rule
        assert item.inputs_digest == "d" * 64
        assert item.climatology is not None
        assert item.claims or item.assumptions
        assert item.resolves_on > AS_OF


@settings(max_examples=25, deadline=None)
@given(
    dry=st.floats(0, 1),
    share=st.floats(0, 1),
    cut=st.one_of(st.none(), st.floats(0, 1)),
    weekly=st.floats(0, 60),
    now=st.sampled_from(["dry", "short", "selling", "not_known"]),
    power=st.sampled_from(["normal", "reduced", "severely_reduced", "not_known"]),
)
def test_no_input_breaks_a_probability(dry, share, cut, weekly, now, power) -> None:
    outlook = run(
        supply=world.supply(
            {"7": dry / 3, "14": dry / 2, "30": dry}, now, power=power,
            weekly=(weekly / 2, weekly, weekly * 2),
        ),
        paths=world.paths(share),
        access=world.access(cut=cut),
    )  # fmt: skip
    for item in outlook.forecasts:
        assert 0 <= item.low <= item.probability <= item.high <= 1
    assert sum(one(outlook, name).probability for name in CAPITAL) == pytest.approx(1.0, abs=1e-9)


def test_a_siege_of_the_capital_raises_every_change_and_is_named() -> None:
    calm, siege = run(access=world.access(cut=0.2)), run(access=world.access(cut=0.8))
    for name in CAPITAL[:3]:
        assert one(siege, name).probability > one(calm, name).probability
        assert one(siege, name).rare
        assert any("siege_factor" in item for item in one(siege, name).assumptions)
    assert one(siege, "capital-none").probability < one(calm, "capital-none").probability


def test_more_attacks_make_more_attacks_likely() -> None:
    question = world.question("attack_reported", horizon_days=14, threshold=3)
    pack = world.pack(questions=(question,))
    quiet = one(run(pack=pack), question.id)
    attacks = tuple(
        world.claim(f"a{step}", "convoy_attack", AS_OF - timedelta(days=3 * step + 1))
        for step in range(8)
    )
    busy = one(run(attacks, pack=pack), question.id)
    assert busy.probability > quiet.probability + 0.2
    assert set(busy.claims) == {item.id for item in attacks}
    assert busy.median is not None
    assert quiet.median is not None
    assert busy.median.best > quiet.median.best


def test_an_attack_in_a_region_is_not_near_a_place() -> None:
    question = world.question("attack_reported", place=world.CAPITAL)
    pack = world.pack(questions=(question,))
    region = world.claim(
        "a", "convoy_attack", AS_OF, place=world.place_ref(world.CAPITAL, "region")
    )
    near = world.claim("a", "convoy_attack", AS_OF, place=world.place_ref(world.CAPITAL))
    assert one(run((region,), pack=pack), question.id).claims == ()
    assert one(run((near,), pack=pack), question.id).claims == ("a",)


def test_a_corridor_closed_in_most_members_is_unlikely_to_open() -> None:
    assert one(run(paths=world.paths(0.05)), "corridor-open").probability < 0.1
    assert one(run(paths=world.paths(0.95)), "corridor-open").probability > 0.9


def test_no_model_is_taken_as_certain() -> None:
    sure = run(supply=world.supply({"7": 1.0, "14": 1.0, "30": 1.0}), paths=world.paths(0.0))
    assert one(sure, "dry-reported").probability < 1
    assert one(sure, "corridor-open").probability > 0


def test_entries_carry_their_quantity(plain: Outlook) -> None:
    found = one(plain, "entries-above")
    assert found.median is not None
    assert found.median.low < found.median.best < found.median.high
    assert found.median.unit == "million litres"


def test_schools_closed_beyond_today_are_closed_in_the_window() -> None:
    shut = world.claim(
        "s", "school_closure", AS_OF - timedelta(days=2), end=AS_OF + timedelta(days=40),
        place=world.place_ref(world.CAPITAL, "country"),
    )  # fmt: skip
    again = world.claim("o", "school_reopening", AS_OF - timedelta(days=1))
    assert one(run((shut,)), "schools-closed").probability > 0.9
    assert one(run((shut, again)), "schools-closed").probability < 0.3


def test_a_dry_capital_makes_school_closures_likelier() -> None:
    dry, sold = run(supply=world.supply(now="dry")), run()
    assert one(dry, "schools-closed").probability > one(sold, "schools-closed").probability


def test_governments_follow_one_another() -> None:
    row, said = world.advisory("France", AS_OF, "leave_now")
    begun = one(run((said,), pack=world.pack(advisories=(row,))), "leave-advice")
    quiet = one(run(), "leave-advice")
    assert begun.last_state == 1.0
    assert quiet.last_state == 0.0
    assert begun.probability > quiet.probability + 0.3
    assert begun.claims == (said.id,)


def test_an_unknown_rule_is_named_with_those_there_are() -> None:
    pack = world.pack(questions=(world.question("weather"),))
    with pytest.raises(PackError, match=r"unknown rule 'weather'.*dry_reported"):
        run(pack=pack)


def test_a_question_without_its_place_is_named() -> None:
    pack = world.pack(questions=(world.question("dry_reported", product="petrol"),))
    with pytest.raises(PackError, match="needs 'place'"):
        run(pack=pack)


def test_two_runs_give_the_same_bytes(plain: Outlook) -> None:
    assert run().to_json() == plain.to_json()


def test_what_is_known_later_changes_nothing(plain: Outlook) -> None:
    later = AS_OF + timedelta(days=1)
    claims = tuple(
        world.claim(f"l{step}", kind, AS_OF - timedelta(days=2), known=later)
        for step, kind in enumerate(("convoy_attack", "school_closure", "coup", "travel_advisory"))
    )
    assert run(claims).to_json() == plain.to_json()


def test_planned_movements_and_commentary_move_no_forecast(plain: Outlook) -> None:
    claims = (
        world.claim("p", "convoy_departed", AS_OF, assertion="planned"),
        world.claim("q", "convoy_attack", AS_OF, assertion="planned"),
        world.claim("o", "commentary", AS_OF, kind="opinion"),
    )
    assert run(claims).to_json() == plain.to_json()
