"""Merging as a whole: order, time, origins, hands, states, contradictions."""

import random
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.merge import Decision, Merged, merge
from corridor.records.geo import haversine_km
from corridor.records.report import Claim

from .country import SOURCES, day, make, place, reports_for, tiny_pack

END = date(2030, 12, 31)
PACK = tiny_pack()


def run(*claims: Claim, as_of: date = END, **more: object) -> Merged:
    return merge(claims, reports_for(*claims), PACK, as_of, **more)  # type: ignore[arg-type]


def tankers(value: float) -> list[dict[str, object]]:
    return [{"best": value, "unit": "tankers", "of": "tankers burned"}]


@st.composite
def many_claims(draw: st.DrawFn) -> list[Claim]:
    size = draw(st.integers(1, 14))
    claims = []
    for number in range(size):
        first = draw(st.integers(8, 12))
        loose = draw(st.sampled_from(["day", "week", "month", "none"]))
        when: object = first
        if loose == "week":
            when = {"start": day(first), "end": day(first + 3), "precision": "week"}
        elif loose == "month":
            when = {"start": day(1), "end": day(31), "precision": "month"}
        elif loose == "none":
            when = {}
        spot = draw(st.sampled_from(["aba", "bem", "cor", "dun", None]))
        wide = draw(st.booleans())
        claims.append(
            make(
                f"c{number:02d}",
                type=draw(
                    st.sampled_from(
                        ["convoy_attack", "tanker_destroyed", "road_blockage", "road_reopened",
                         "price_report", "denial", "kidnapping", "hostage_release"]
                    )
                ),
                source=draw(st.sampled_from(sorted(SOURCES))),
                where=place(spot, "region" if wide else "town") if spot else None,
                when=when,
                actor=draw(st.sampled_from(["front", "league", "rivals", None])),
                figures=draw(st.sampled_from([[], tankers(40), tankers(3)])),
                assertion=draw(st.sampled_from(["asserted", "attributed", "denied", "planned"])),
                known=day(draw(st.integers(12, 28))),
                happening=draw(st.sampled_from([None, None, "h1", "h2"])),
            )
        )  # fmt: skip
    return claims


@given(many_claims(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_claims_does_not_matter(claims: list[Claim], rng: random.Random) -> None:
    shuffled = list(claims)
    rng.shuffle(shuffled)
    assert run(*claims).to_json() == run(*shuffled, *shuffled[:2]).to_json()


@given(many_claims())
@settings(max_examples=60, deadline=None)
def test_every_claim_stands_in_exactly_one_event(claims: list[Claim]) -> None:
    merged = run(*claims)
    told = [claim for event in merged.events for claim in event.claims]
    assert sorted(told) == sorted(claim.id for claim in claims)
    assert len({event.id for event in merged.events}) == len(merged.events)
    assert {c for e in merged.events for c in e.contradictions} <= {
        c.id for c in merged.contradictions
    }


@given(many_claims(), st.integers(12, 28))
@settings(max_examples=60, deadline=None)
def test_later_claims_do_not_change_the_earlier_picture(claims: list[Claim], last: int) -> None:
    as_of = day(last)
    early = [claim for claim in claims if claim.known_from <= as_of]
    assert run(*claims, as_of=as_of).to_json() == run(*early, as_of=as_of).to_json()


@given(many_claims())
@settings(max_examples=60, deadline=None)
def test_merging_what_was_merged_changes_nothing(claims: list[Claim]) -> None:
    """Each event's claims alone give that one event again (links by hand left aside)."""
    bare = [claim.model_copy(update={"happening": None}) for claim in claims]
    table = {claim.id: claim for claim in bare}
    for event in run(*bare).events:
        again = run(*(table[claim] for claim in event.claims))
        assert [e.claims for e in again.events] == [event.claims]
        assert again.events[0].id == event.id


@given(many_claims())
@settings(max_examples=100, deadline=None)
def test_nothing_far_apart_is_merged_without_a_stated_reason(claims: list[Claim]) -> None:
    table = {claim.id: claim for claim in claims}
    for event in run(*claims).events:
        reasons = {link.claim: link.reason for link in event.links}
        for a, b in combinations(event.claims, 2):
            for marks in needed(table[a], table[b]):
                said = f"{reasons[a]} {reasons[b]}"
                assert any(mark in said for mark in (*marks, "coded together")), said


def needed(a: Claim, b: Claim) -> list[tuple[str, ...]]:
    """Which words a link must hold: for days, and for kilometres, where they are far apart."""
    found: list[tuple[str, ...]] = []
    if a.time.start and b.time.start and abs((a.time.start - b.time.start).days) > 1:
        found.append(("days apart", "spans overlap"))
    if (a.time.start is None) != (b.time.start is None):
        found.append(("undated",))
    spots = [c.places[0] for c in (a, b) if c.places]
    points = [(s.lat or 0.0, s.lon or 0.0) for s in spots]
    if len(points) == 2 and haversine_km(*points) > 10:
        found.append(("within the precision", "from the centre", "stretch", "centres"))
    return found


def test_the_id_of_an_event_stays_as_claims_join_it() -> None:
    first = make("z", known=day(11))
    assert run(first).events[0].id == run(first, make("a", source="paper")).events[0].id


def test_copies_of_one_origin_count_once() -> None:
    claims = [make(f"c{n}") for n in range(5)]
    (event,) = run(*claims).events
    assert event.origins == ("wire",)
    assert event.credibility == 2
    (event,) = run(*claims, make("d", source="paper")).events
    assert event.origins == ("paper", "wire")
    assert event.credibility == 1


def test_a_copied_text_is_one_origin_across_outlets() -> None:
    words = "Fighters burned twenty tankers of an escorted convoy on the northern road on Monday"
    a = make("a", words=words, quoted=True)
    b = make("b", words=words + ".", quoted=True)
    other = "A hauliers' union said that about twenty of its lorries had been lost near the town"
    c = make("c", words=other, quoted=True)
    sources = {"a": "wire", "b": "paper", "c": "radio"}
    merged = merge([a, b, c], reports_for(a, b, c, sources=sources), PACK, END)
    (event,) = merged.events
    assert event.origins == ("radio", "wire")


def test_paraphrases_in_the_same_words_are_not_copies() -> None:
    words = "Fighters burned twenty tankers of an escorted convoy on the northern road on Monday"
    a, b = make("a", words=words), make("b", words=words)
    merged = merge([a, b], reports_for(a, b, sources={"b": "paper"}), PACK, END)
    assert merged.events[0].origins == ("paper", "wire")


@pytest.mark.parametrize(
    ("sources", "reliability", "credibility"),
    [
        (["wire", "paper"], "B", 1),
        (["paper", "radio"], "C", 2),
        (["wire"], "B", 2),
        (["paper"], "C", 3),
        (["blog"], "D", 4),
        (["army-page"], "D", 4),
        (["unknown-site"], "F", 6),
    ],
)
def test_grades_follow_the_table(sources: list[str], reliability: str, credibility: int) -> None:
    (event,) = run(*(make(f"c{n}", source=name) for n, name in enumerate(sources))).events
    assert (event.reliability, event.credibility) == (reliability, credibility)


def test_what_only_parties_to_the_fighting_say_is_doubtful() -> None:
    says = [{"role": "speaker", "name": "army", "id": "army"}]
    claims = [
        make(f"c{n}", source=name, assertion="attributed", actors=says)
        for n, name in enumerate(("wire", "paper"))
    ]
    (event,) = run(*claims).events
    assert event.credibility == 4


def test_figures_stay_side_by_side_and_the_best_was_reported() -> None:
    claims = [
        make("a", figures=tankers(20)),
        make("b", source="paper", figures=tankers(40)),
        make("c", source="radio", figures=tankers(51)),
    ]
    merged = run(*claims)
    (event,) = merged.events
    (figure,) = event.figures
    assert (figure.low, figure.best, figure.high) == (20, 20, 51)
    (contradiction,) = merged.contradictions
    assert [r.value.best for r in contradiction.readings if r.value] == [20, 40, 51]
    assert event.contradictions == (contradiction.id,)


def test_a_total_is_never_merged_with_a_single_count() -> None:
    total = [{"best": 40, "unit": "tankers", "of": "tankers lost since 1 March"}]
    merged = run(make("a", figures=tankers(40)), make("b", source="paper", figures=total))
    assert len(merged.events) == 2


def test_planned_and_denied_stay_apart_and_a_plan_has_no_summary() -> None:
    merged = run(
        make("a"), make("b", assertion="planned"), make("c", assertion="denied", source="paper")
    )
    found = {event.assertion: event for event in merged.events}
    assert set(found) == {"asserted", "planned", "denied"}
    assert found["planned"].summary == ""


def test_opinion_pack_figures_and_other_countries_enter_nothing() -> None:
    abroad = place("aba") | {"country": "ZZ"}
    merged = run(make("a", kind="opinion"), make("b", note="pack figure"), make("c", where=abroad))
    assert merged.events == ()


def test_a_coder_joins_rows_but_not_a_kidnapping_with_its_ransom() -> None:
    claims = [
        make("a", happening="h", where="aba"),
        make("b", happening="h", where="cor", source="paper"),
        make("c", happening="h", type="ransom_demand", target="drivers"),
    ]
    merged = run(*claims)
    assert sorted(event.claims for event in merged.events) == [("a", "b"), ("c",)]
    joined = next(event for event in merged.events if len(event.claims) == 2)
    assert {link.probability for link in joined.links} == {0.99}
    assert all("coded together" in link.reason for link in joined.links)


def decide(a: str, b: str, verdict: str, number: int = 1) -> Decision:
    return Decision.model_validate(
        {"a": a, "b": b, "verdict": verdict, "who": "desk", "when": day(number), "why": "checked"}
    )


def test_a_split_by_hand_survives_new_reports() -> None:
    claims = [make("a"), make("b", source="paper")]
    split = [decide("a", "b", "different")]
    assert len(run(*claims).events) == 1
    assert len(run(*claims, decisions=split).events) == 2
    more = run(*claims, make("c", source="radio"), decisions=split)
    assert more.event_of["a"] != more.event_of["b"]


def test_a_join_by_hand_says_who_and_why() -> None:
    claims = [make("a"), make("b", source="paper", where="cor")]
    assert len(run(*claims).events) == 2
    (event,) = run(*claims, decisions=[decide("a", "b", "same")]).events
    assert "joined by desk on 2030-03-01: checked" in event.links[0].reason


def test_the_newer_decision_counts_and_a_split_beats_a_chain_of_joins() -> None:
    claims = [make("a"), make("b", where="cor"), make("c", where="dun")]
    older, newer = decide("a", "b", "same", 1), decide("a", "b", "different", 2)
    assert run(*claims, decisions=[newer, older]).event_of["a"] != run(*claims).event_of["b"]
    chain = [decide("a", "c", "same"), decide("b", "c", "same"), newer]
    merged = run(*claims, decisions=chain)
    assert merged.event_of["a"] != merged.event_of["b"]


def test_a_decision_counts_from_its_day_on() -> None:
    claims = [make("a", known=day(11)), make("b", source="paper", known=day(11))]
    split = [decide("a", "b", "different", 20)]
    assert len(run(*claims, as_of=day(19), decisions=split).events) == 1
    assert len(run(*claims, as_of=day(20), decisions=split).events) == 2


@pytest.mark.parametrize(
    ("state", "end", "target"),
    [
        ("road_blockage", "road_reopened", "road"),
        ("siege_of_town", "siege_lifted", "town"),
        ("school_closure", "school_reopening", "schools"),
        ("power_outage", "power_restored", "grid"),
        ("station_closure", "shortage_eased", "stations"),
        ("kidnapping", "hostage_release", "six Senegalese drivers"),
        ("cargo_suspended", "cargo_resumed", "cargo"),
        ("flight_suspension", "flight_resumption", "flights"),
        ("movement_ban", "movement_ban_lifted", "coaches"),
        ("embassy_drawdown", "embassy_restored", "embassy"),
    ],
)
def test_a_state_is_ended_by_what_ended_it(state: str, end: str, target: str) -> None:
    begin = make("a", type=state, target=target, when=5)
    merged = run(begin, make("b", type=end, target=target, when=9), make("c", type=end, when=3))
    events = {event.type: event for event in merged.events if event.claims != ("c",)}
    assert events[state].ended_by == events[end].id


def test_a_state_elsewhere_goes_on() -> None:
    merged = run(make("a", type="road_blockage"), make("b", type="road_reopened", where="cor",
                                                       when=12))  # fmt: skip
    assert all(event.ended_by is None for event in merged.events)


def test_lifting_a_ban_on_coaches_does_not_end_a_fuel_blockade() -> None:
    a = make("a", type="road_blockade_declared", target="all fuel imports", when=3)
    b = make("b", type="movement_ban_lifted", target="Diarra coaches", when=20)
    assert all(event.ended_by is None for event in run(a, b).events)


def test_a_denial_stands_beside_what_it_denies() -> None:
    a = make("a", type="road_blockade_declared", target="roads to Aba")
    b = make("b", type="denial", assertion="denied", actor="army", where="dun", when=14,
             target="blockade", speaker="army", source="army-page")  # fmt: skip
    (contradiction,) = run(a, b).contradictions
    assert contradiction.about == "denial"
    assert {reading.claim for reading in contradiction.readings} == {"a", "b"}


def test_denials_of_the_same_reports_stand_together() -> None:
    a = make("a", type="road_blockade_declared", target="roads to Aba")
    b, c = (
        make(name, type="denial", assertion="denied", actor="army", where="dun", when=when,
             target="blockade", speaker=speaker, source=source)
        for name, when, speaker, source in (
            ("b", 14, "army", "army-page"), ("c", 20, "a minister", "paper"),
        )
    )  # fmt: skip
    (contradiction,) = run(a, b, c).contradictions
    assert {reading.claim for reading in contradiction.readings} == {"a", "b", "c"}
    assert "denied by army, denied by a minister" in contradiction.summary


def test_a_better_source_that_denies_makes_it_improbable() -> None:
    a = make("a", source="paper")
    b = make("b", assertion="denied", source="wire", when=11)
    found = {event.assertion: event for event in run(a, b).events}
    assert found["asserted"].credibility == 5


def test_dates_that_disagree_are_kept() -> None:
    words = "Forty tankers of one convoy were burned beside the northern road"
    a = make("a", figures=tankers(40), words=words)
    b = make("b", figures=tankers(40), words=words, when=11)
    (contradiction,) = run(a, b).contradictions
    assert contradiction.about == "date"


def test_ransom_sums_disagree_across_a_demand_a_payment_and_the_release() -> None:
    """A text that says two Emiratis are held for 38 million, after they were freed for 50."""
    paid = make("paid", type="ransom_paid", actor="front", target="two Emirati hostages", when=8,
                figures=[{"best": 50_000_000, "unit": "USD"}], where=None)  # fmt: skip
    freed = make("freed", type="hostage_release", target="Emirati hostages", when=10, where=None)
    held = make("held", type="kidnapping", kind="status", target="two UAE citizens", report="text",
                where=None, when={}, known=day(12))  # fmt: skip
    wants = make("wants", type="ransom_demand", target=None, report="text", where=None, when={},
                 figures=[{"best": 38_000_000, "unit": "USD"}], known=day(12),
                 words="want $38 million for them")  # fmt: skip
    other = make("other", type="ransom_demand", target="Egyptian trader", where=None,
                 figures=[{"best": 5_000_000, "unit": "USD"}])  # fmt: skip
    merged = run(paid, freed, held, wants, other)
    about = {c.about: c for c in merged.contradictions}
    assert {r.claim for r in about["figure"].readings} == {"paid", "wants", "freed"}
    assert {r.claim for r in about["state"].readings} == {"held", "freed"}
    assert about["figure"].rank == 1
    assert "38 million USD" in about["figure"].summary
    assert "50 million USD" in about["figure"].summary


def test_roads_follow_the_place_and_corridors_the_roads() -> None:
    (event,) = run(make("a")).events
    assert event.roads == ("aba-bem", "port-aba")
    assert event.corridors == ("port-dun",)


def test_a_region_has_corridors_and_no_roads() -> None:
    (event,) = run(make("a", where=place("aba", "region"))).events
    assert event.roads == ()
    assert event.corridors == ("port-dun",)


def test_an_arrival_has_a_corridor_only_where_words_name_one() -> None:
    bare = make("a", type="convoy_arrival", where="dun", target="tankers")
    (event,) = run(bare).events
    assert (event.roads, event.corridors) == ((), ())
    named = make("b", type="convoy_arrival", where="dun", target="tankers from Port")
    (event,) = run(named).events
    assert event.corridors == ("port-dun",)


def test_control_is_told_of_districts_and_regions_only() -> None:
    town = make("a", type="tax_levied", kind="control", words="The Front taxes cattle at Aba")
    village = place("aba") | {"id": None, "name": "Hamlet"}
    merged = run(town, make("b", type="court_held", kind="control", where=village))
    assert {(c.level, c.admin, c.actor) for c in merged.control} == {
        ("district", "Aba", "front"),
        ("region", "North", "front"),
    }
    planned = run(make("c", type="rule_imposed", kind="control", assertion="conditional"))
    assert planned.control == ()


def test_a_relation_opens_to_its_claims() -> None:
    sides = [
        {"role": "supporter", "name": "North State", "id": "north-state"},
        {"role": "target", "name": "army", "id": "army"},
    ]
    claims = [
        make(f"c{n}", type="arms_supply", kind="relation", actor=None, target=None, where=None,
             actors=sides, when=n)
        for n in (3, 20)
    ]  # fmt: skip
    (relation,) = run(*claims).relations
    assert (relation.subject, relation.kind, relation.object) == ("north-state", "supplies", "army")
    assert relation.claims == ("c20", "c3")
    assert relation.start == day(3)


def test_many_scattered_claims_stay_whole() -> None:
    rng = random.Random(7)  # noqa: S311 - a test draws places, no secrets
    kinds = ["convoy_attack", "station_closure", "kidnapping", "price_report", "armed_clash"]
    claims = [
        make(
            f"c{n:05d}",
            type=rng.choice(kinds),
            where=place("aba") | {"id": None, "lat": rng.uniform(5, 15), "lon": rng.uniform(0, 9)},
            when=date(2030, 1, 1) + timedelta(days=rng.randrange(300)),
            known=END,
        )
        for n in range(2_000)
    ]
    merged = run(*claims)
    assert sum(len(event.claims) for event in merged.events) == 2_000


def test_sides_a_coder_noted_in_one_row_are_a_contradiction() -> None:
    figure = {"low": 20, "best": 40, "high": 80, "unit": "tankers",
              "text": "tankers (20 radio; 40 union; 80 the Front)"}  # fmt: skip
    (contradiction,) = run(make("a", figures=[figure])).contradictions
    assert [reading.says for reading in contradiction.readings] == [
        "20 tankers (radio)", "40 tankers (union)", "80 tankers (the Front)",
    ]  # fmt: skip
    usual = figure | {"text": "francs (2500-3000; usual about 750)"}
    assert run(make("a", figures=[usual])).contradictions == ()


def test_a_plan_is_not_joined_with_a_report_even_by_hand() -> None:
    claims = [make("a"), make("b", assertion="planned", source="paper")]
    assert len(run(*claims, decisions=[decide("a", "b", "same")]).events) == 2


def test_a_text_carried_a_thousand_times_is_one_event_of_one_origin() -> None:
    words = "Fighters burned twenty tankers of an escorted convoy on the northern road on Monday"
    claims = [make(f"c{n:04d}", words=words) for n in range(1000)]
    (event,) = run(*claims).events
    assert len(event.claims) == len(event.links) == 1000
    assert event.origins == ("wire",)
