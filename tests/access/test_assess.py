"""What the access stage says of a small country, and what it refuses to say."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.access import assess_access
from corridor.access.effects import effects, trusted_to_improve
from corridor.records.dates import TimeSpan
from corridor.records.event_types import event_types
from tests.access.conftest import event

DAY = date(2025, 9, 20)


def run(pack, events, as_of=DAY, seed=0):
    access, _ = assess_access(events, [], {}, pack, as_of=as_of, days=40, members=400, seed=seed)
    return access


def road(access, name, cls="tanker"):
    return next(item for item in access.roads if item.id == name and item.cls == cls)


def test_silence_is_not_known_and_never_open(pack):
    access = run(pack, [])
    assert {item.state for item in (*access.roads, *access.corridors)} == {"not_known"}
    assert all(item.evidence == 0 for item in access.roads)
    assert all(town.encirclement_approaches is None for town in access.towns)


def test_an_attack_makes_the_road_and_its_corridor_contested_or_closed(pack):
    attack = event("a", "convoy_attack", DAY - timedelta(days=2), roads=("west-middle",))
    access = run(pack, [attack])
    assert road(access, "west-middle").state in {"contested", "closed"}
    assert road(access, "west-middle").claims == ("a-1",)
    assert road(access, "west-middle").since == DAY - timedelta(days=2)
    assert access.corridor("western").state in {"contested", "closed"}
    assert access.corridor("southern").state == "not_known"


def test_silence_after_an_attack_decays_to_not_known(pack):
    attack = event("a", "convoy_attack", date(2025, 8, 5), roads=("west-middle",))
    later = run(pack, [attack], as_of=date(2025, 11, 20))
    assert road(later, "west-middle").state == "not_known"


def test_one_source_worsens_but_does_not_improve(pack):
    attack = event("a", "convoy_attack", DAY - timedelta(days=6), roads=("west-middle",))
    day = DAY - timedelta(days=1)
    one = event("r", "road_reopened", day, roads=("west-middle",), origins=("army",))
    two = event("r", "road_reopened", day, roads=("west-middle",), origins=("radio", "wire"))
    before = road(run(pack, [attack]), "west-middle").p_open
    assert road(run(pack, [attack, one]), "west-middle").p_open == pytest.approx(before)
    assert road(run(pack, [attack, two]), "west-middle").p_open > before + 0.1


def test_two_belligerents_are_not_enough_to_improve(pack):
    claim = event("r", "road_reopened", DAY, roads=("west-middle",), origins=("army", "group"))
    assert not trusted_to_improve(claim, {"wire", "radio"}, set())
    assert trusted_to_improve(claim, {"wire", "radio"}, {"r-1"}), "a reviewed local report may"


def test_a_passage_is_shown_only_after_72_hours(pack):
    def arrival(days_ago):
        return event(
            "c",
            "convoy_arrival",
            DAY - timedelta(days=days_ago),
            roads=("west-middle",),
            origins=("wire", "radio"),
        )

    assert road(run(pack, [arrival(2)]), "west-middle").last_passage is None
    assert road(run(pack, [arrival(4)]), "west-middle").last_passage == DAY - timedelta(days=4)


def test_an_arrival_by_one_of_two_corridors_proves_neither(pack):
    day = DAY - timedelta(days=5)
    one = event("c", "convoy_arrival", day, corridors=("western",), origins=("wire", "radio"))
    both = one.model_copy(update={"corridors": ("southern", "western")})
    assert run(pack, [one]).corridor("western").last_passage == day
    found = run(pack, [both])
    assert {found.corridor(name).last_passage for name in ("western", "southern")} == {None}
    assert {item.last_passage for item in found.roads} == {None}


def test_an_arrival_by_one_of_two_corridors_counts_in_part_on_each_and_whole_on_what_they_share(
    pack,
):
    day = DAY - timedelta(days=5)
    one = event("c", "convoy_arrival", day, corridors=("western",), origins=("wire", "radio"))
    both = one.model_copy(update={"corridors": ("southern", "western")})
    met = pack.corridors["southern"].model_copy(update={"roads": ("port-south", "middle-capital")})
    pack = pack.model_copy(update={"corridors": pack.corridors | {"southern": met}})
    sure, shared = run(pack, [one]), run(pack, [both])

    def share(name):
        return road(shared, name).evidence / road(sure, name).evidence

    assert share("west-middle") == pytest.approx(0.5, abs=0.1)
    assert share("middle-capital") > 0.9


def test_a_ban_on_fuel_leaves_private_cars_out(pack):
    ban = event(
        "b",
        "road_blockade_declared",
        DAY - timedelta(days=3),
        corridors=("western",),
        precision="region",
    )
    access = run(pack, [ban])
    assert road(access, "west-middle").claims
    assert not road(access, "west-middle", "car").claims


def test_a_report_of_a_region_spreads_over_home_stretches_only(pack):
    attack = event("a", "convoy_attack", DAY, corridors=("western",), precision="region")
    access = run(pack, [attack])
    assert not road(access, "port-west").claims, "the stretch abroad is not spoken of"
    assert road(access, "west-middle").claims == road(access, "middle-capital").claims == ("a-1",)


def test_planned_and_denied_count_for_nothing(pack):
    base = event("p", "convoy_attack", DAY, roads=("west-middle",))
    for assertion in ("planned", "denied", "conditional"):
        access = run(pack, [base.model_copy(update={"assertion": assertion})])
        assert road(access, "west-middle").evidence == 0


def test_encirclement_by_volume_follows_the_normal_shares(pack):
    attacks = [
        event(f"a{i}", "road_blockage", DAY - timedelta(days=i), roads=("west-middle",))
        for i in range(4)
    ]
    town = next(t for t in run(pack, attacks).towns if t.id == "capital")
    assert 0.3 < town.encirclement_volume < 0.62, "the western corridor carries 60 %"


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(effects())),
            st.integers(0, 49),
            st.sampled_from(["west-middle", "south-capital"]),
        ),
        max_size=6,
    )
)
def test_any_history_gives_whole_probabilities_and_the_same_bytes(pack, history):
    events = [
        event(
            f"e{i}",
            kind,
            date(2025, 8, 1) + timedelta(days=day),
            roads=(name,),
            origins=("wire", "radio"),
        )
        for i, (kind, day, name) in enumerate(history)
    ]
    first, second = run(pack, events), run(pack, list(reversed(events)))
    assert first.to_json() == second.to_json()
    for item in (*first.roads, *first.corridors):
        assert item.p_open + item.p_contested + item.p_closed == pytest.approx(1.0, abs=1e-3)
        assert item.claims or item.assumptions


def test_undated_events_count_from_the_day_they_were_known(pack):
    undated = event("u", "convoy_attack", DAY, roads=("west-middle",)).model_copy(
        update={"time": TimeSpan()}
    )
    assert road(run(pack, [undated]), "west-middle").claims == ("u-1",)


def test_every_effect_is_a_type_of_the_catalogue_with_a_reason():
    for effect in effects().values():
        assert effect.type in event_types()
        assert effect.why
        assert sum(effect.likelihood) == pytest.approx(1.0)


def test_old_attacks_are_no_evidence_that_a_road_is_open(pack):
    attack = event(
        "a", "vehicle_burned", date(2025, 8, 25), corridors=("western",), precision="region"
    )
    for age in range(0, 90, 5):
        access = run(pack, [attack], as_of=date(2025, 8, 25) + timedelta(days=age))
        assert all(item.state != "open" for item in (*access.roads, *access.corridors))


def test_passages_from_two_origins_are_evidence_of_an_open_road(pack):
    reports = [
        event(
            f"r{i}",
            "road_reopened",
            DAY - timedelta(days=4 * i),
            roads=("west-middle",),
            origins=("wire", "radio"),
        )
        for i in range(3)
    ]
    found = road(run(pack, reports), "west-middle")
    assert found.state == "open"
    assert found.last_passage == DAY - timedelta(days=4)


def test_no_road_is_called_open_after_an_attack_until_traffic_passed_again(pack):
    def passed(name, days_ago):
        day = DAY - timedelta(days=days_ago)
        return event(
            name, "road_reopened", day, roads=("west-middle",), origins=("wire", "radio", "local")
        )

    often = [passed(f"r{i}", 5 + 3 * i) for i in range(6)]
    attack = event("a", "convoy_attack", DAY - timedelta(days=4), roads=("west-middle",))
    faint = attack.model_copy(update={"credibility": 6, "reliability": "E"})
    assert road(run(pack, often), "west-middle").state == "open"
    found = run(pack, [*often, faint])
    assert road(found, "west-middle").state in {"not_known", "contested"}
    assert found.corridor("western").state != "open"
    later = [*often, attack.model_copy(update={"time": passed("x", 30).time}), passed("new", 4)]
    assert road(run(pack, later), "west-middle").state == "open"


def test_a_standing_ban_weighs_on_the_forecast_until_it_is_lifted(pack):
    ban = event(
        "b",
        "road_blockade_declared",
        DAY - timedelta(days=9),
        corridors=("western",),
        origins=("wire", "radio"),
        precision="region",
    ).model_copy(update={"time": TimeSpan(start=DAY - timedelta(days=9), precision="day")})
    lifted = ban.model_copy(update={"ended_by": "l"})
    lift = event(
        "l",
        "movement_ban_lifted",
        DAY - timedelta(days=8),
        corridors=("western",),
        origins=("wire", "radio"),
        precision="region",
    )
    standing = run(pack, [ban]).corridor("western")
    over = run(pack, [lifted, lift]).corridor("western")
    assert standing.p_open_30 < over.p_open_30


def blockage(start, ended_by=None, kind="status", precision="day"):
    return event("s", "road_blockage", start, roads=("west-middle",)).model_copy(
        update={
            "kind": kind,
            "time": TimeSpan(start=start, precision=precision),
            "ended_by": ended_by,
        }
    )


def test_a_blockage_without_an_end_stands_until_it_is_ended(pack):
    start = date(2025, 8, 20)
    later = start + timedelta(days=35)
    told = road(run(pack, [blockage(start)], as_of=later), "west-middle")
    once = road(run(pack, [blockage(start, kind="event")], as_of=later), "west-middle")
    assert told.p_open < 0.2
    assert once.p_open > 0.5
    assert told.evidence > 0.4
    assert once.state == "not_known"


@pytest.mark.parametrize("precision", ["day", "ongoing"])
def test_the_day_before_a_blockage_began_the_road_was_passable(pack, precision):
    start = date(2025, 8, 20)
    for age in (0, 10, 30):
        _, paths = assess_access(
            [blockage(start, precision=precision)],
            [],
            {},
            pack,
            as_of=start + timedelta(days=age),
            days=5,
            members=500,
            seed=0,
        )
        on = (start - paths.first).days
        states = paths.road("west-middle", "tanker")
        assert (states[on - 1] == 0).mean() > (states[on] == 0).mean() + 0.4
        assert (states[on - 1] == 2).mean() < 0.15


def test_a_blockage_ended_by_two_origins_leaves_the_road_as_any_other(pack):
    start, end = date(2025, 8, 20), DAY - timedelta(days=4)
    reopened = event("r", "road_reopened", end, roads=("west-middle",), origins=("wire", "radio"))
    over = road(run(pack, [blockage(start, "r"), reopened]), "west-middle")
    assert over.state == "open"
    assert over.p_open > 0.8


def test_one_source_does_not_end_a_blockage(pack):
    start, end = date(2025, 8, 20), DAY - timedelta(days=4)
    claim = event("r", "road_reopened", end, roads=("west-middle",), origins=("army",))
    told = road(run(pack, [blockage(start, "r"), claim]), "west-middle")
    assert told.p_open == pytest.approx(road(run(pack, [blockage(start)]), "west-middle").p_open)


def test_a_quiet_month_before_the_first_attack_is_not_rewritten_as_a_bad_one(pack):
    attacks = [
        event(f"a{i}", "convoy_attack", date(2025, 9, 10 + i), roads=("west-middle",))
        for i in range(5)
    ]
    _, paths = assess_access(attacks, [], {}, pack, as_of=DAY, days=5, members=500, seed=0)
    in_august = paths.road("west-middle", "tanker")[5]
    assert (in_august == 0).mean() > 0.5


def test_a_pack_without_roads_or_corridors_gives_an_empty_picture(pack):
    bare = pack.model_copy(update={"roads": {}, "corridors": {}})
    access = run(bare, [])
    assert (access.roads, access.corridors, access.towns) == ((), (), ())
