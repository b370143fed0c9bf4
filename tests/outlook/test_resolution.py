"""Resolution: from claims known by the due day only; silence resolves little."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.outlook import ledger_entries, track_record
from corridor.outlook.rules import RULES, rule_of
from corridor.outlook.track import due_on, facts_of
from corridor.outlook.view import GRACE_DAYS
from tests.exits import world
from tests.outlook.helpers import run

MADE = date(2025, 9, 15)
UNTIL = MADE + timedelta(days=30)
INSIDE = MADE + timedelta(days=10)
QUESTIONS = {question.rule: question for question in world.QUESTIONS}


def noise(count: int = 3):
    return tuple(
        world.claim(f"n{step}", "official_statement", INSIDE, "A statement was made.")
        for step in range(count)
    )


def came(rule: str, *claims, **changes) -> str:
    question = QUESTIONS[rule].model_copy(update=changes)
    return (
        rule_of(question).resolve(question, facts_of((MADE, UNTIL), claims, world.pack())).outcome
    )


@pytest.mark.parametrize("rule", sorted(RULES))
def test_silence_about_everything_cannot_be_resolved(rule: str) -> None:
    assert came(rule) == "cannot_be_resolved"


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        ("dry_reported", "cannot_be_resolved"),
        ("corridor_open", "cannot_be_resolved"),
        ("power_normal", "cannot_be_resolved"),
        ("entries_above", "cannot_be_resolved"),
        ("attack_reported", "no"),
        ("flights_suspended", "no"),
        ("schools_closed", "no"),
        ("leave_advice", "no"),
        ("capital_capture", "no"),
        ("capital_coup", "no"),
        ("capital_negotiated", "no"),
        ("capital_none", "yes"),
    ],
)
def test_a_kept_record_makes_silence_an_answer_only_for_loud_happenings(rule, outcome) -> None:
    assert came(rule, *noise()) == outcome


@pytest.mark.parametrize(
    ("rule", "type_", "words", "outcome"),
    [
        ("dry_reported", "station_closure", "Nearly all stations are out of petrol", "yes"),
        ("dry_reported", "shortage_eased", "Queues for petrol were shorter", "no"),
        ("dry_reported", "station_closure", "No diesel left", "cannot_be_resolved"),
        ("attack_reported", "convoy_attack", "A convoy was attacked", "yes"),
        ("flights_suspended", "flight_suspension", "All airlines stopped", "yes"),
        ("flights_suspended", "flight_suspension", "Humanitarian flights stopped", "no"),
        ("schools_closed", "school_closure", "Schools closed", "yes"),
        ("schools_closed", "school_reopening", "Schools reopened", "no"),
        ("power_normal", "power_restored", "Power is back", "yes"),
        ("power_normal", "power_outage", "No power", "no"),
        ("dry_reported", "shortage_reported", "Nearly all pumps are empty", "yes"),
        ("dry_reported", "shortage_reported", "Fuel fell steeply", "no"),
    ],
)
def test_what_was_reported_decides(rule: str, type_: str, words: str, outcome: str) -> None:
    kind = "status" if rule == "schools_closed" else "event"
    said = world.claim(
        "x", type_, INSIDE, words, end=UNTIL if kind == "status" else None, kind=kind
    )
    quiet = noise() if outcome != "cannot_be_resolved" else ()
    assert came(rule, said, *quiet) == outcome


@pytest.mark.parametrize(
    ("rule", "type_", "words", "outcome"),
    [
        ("capital_coup", "coup", "Officers took power", "yes"),
        ("capital_none", "coup", "Officers took power", "no"),
        ("capital_capture", "territory_held", "The group holds the capital", "yes"),
        ("capital_negotiated", "negotiation", "A unity government was agreed", "yes"),
        ("capital_negotiated", "negotiation", "Talks went on", "no"),
    ],
)
def test_a_change_of_power_needs_two_origins(rule, type_, words, outcome) -> None:
    two = [world.claim(f"x{n}", type_, INSIDE, words, report=f"r{n}") for n in range(2)]
    assert came(rule, *two, *noise()) == outcome
    alone = "yes" if rule == "capital_none" else "no"
    assert came(rule, two[0], *noise()) == alone


def test_only_a_government_that_gave_no_such_advice_before_counts() -> None:
    before = world.claim(
        "b", "travel_advisory", MADE - timedelta(days=5), "Told nationals to leave", who="France"
    )
    again = world.claim("a", "travel_advisory", INSIDE, "Told nationals to leave", who="France")
    other = world.claim("o", "travel_advisory", INSIDE, "Told nationals to leave", who="Italy")
    assert came("leave_advice", before, again, *noise()) == "no"
    assert came("leave_advice", before, other) == "yes"


def test_a_share_of_stations_above_the_limit_is_not_dry() -> None:
    few = world.claim("x", "station_closure", INSIDE, figure=(8, "percent of stations working"))
    some = world.claim("x", "station_closure", INSIDE, figure=(40, "percent of stations working"))
    assert came("dry_reported", few) == "yes"
    assert came("dry_reported", some) == "no"


def test_a_corridor_is_resolved_by_its_last_week_between_its_ends() -> None:
    middle, last = world.place_ref(world.MIDDLE), UNTIL - timedelta(days=2)
    free = world.claim("f", "road_reopened", last, place=middle)
    hit = world.claim("h", "convoy_attack", last, place=middle)
    early = world.claim("e", "convoy_attack", INSIDE, place=middle)
    at_end = world.claim("d", "convoy_arrival", last, place=world.place_ref(world.CAPITAL))
    assert came("corridor_open", free) == "yes"
    assert came("corridor_open", free, hit) == "no"
    assert came("corridor_open", early) == "cannot_be_resolved"
    assert came("corridor_open", at_end) == "cannot_be_resolved"
    both = at_end.model_copy(
        update={"places": (world.place_ref(world.PORT), world.place_ref(world.CAPITAL))}
    )
    assert came("corridor_open", both) == "no"


def test_entries_need_reports_over_most_of_the_window() -> None:
    start, end = MADE + timedelta(days=1), UNTIL
    whole = world.claim("w", "flow_report", start, end=end, figure=(90, "million litres"))
    half = world.claim(
        "h", "flow_report", start, end=start + timedelta(days=14), figure=(45, "million litres")
    )
    assert came("entries_above", whole) == "yes"
    assert came("entries_above", whole, threshold=95.0) == "no"
    assert came("entries_above", half) == "cannot_be_resolved"


def test_power_is_held_against_the_threshold() -> None:
    for hours, outcome in ((6, "no"), (18, "yes")):
        said = world.claim("p", "power_outage", INSIDE, figure=(hours, "hours per day"))
        assert came("power_normal", said) == outcome


def test_a_vague_date_must_lie_inside_the_window() -> None:
    vague = world.claim("v", "convoy_attack", date(2025, 9, 1), end=date(2025, 9, 30))
    vague = vague.model_copy(update={"time": vague.time.model_copy(update={"precision": "month"})})
    assert came("attack_reported", vague, *noise()) == "no"


@settings(max_examples=60, deadline=None)
@given(late=st.integers(0, 60), wait=st.integers(0, 90))
def test_only_claims_known_when_due_count_whenever_it_is_resolved(late: int, wait: int) -> None:
    pack = world.pack(questions=(QUESTIONS["attack_reported"],))
    entry = ledger_entries(run(pack=pack), pack, "d")[0].model_copy(
        update={"made": MADE, "resolves_on": UNTIL}
    )
    hit = world.claim("x", "convoy_attack", INSIDE, known=UNTIL + timedelta(days=late))
    as_of = UNTIL + timedelta(days=wait)
    known = tuple(item for item in (hit, *noise()) if item.known_from <= as_of)
    done, record = track_record((entry,), claims=known, pack=pack, as_of=as_of)
    if wait < GRACE_DAYS:
        assert done[0].outcome is None
        assert record.n == 0
    else:
        assert done[0].outcome == ("yes" if late <= GRACE_DAYS else "no")
        assert done[0].resolved_on == due_on(entry)


def test_every_rule_says_how_it_resolves() -> None:
    for rule in RULES.values():
        assert rule.says.endswith(".")
