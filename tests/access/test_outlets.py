"""Whether roads lead anywhere: ways out of towns and approaches that are cut."""

from datetime import date, timedelta

import pytest

from corridor.access import assess_access, sample_access
from corridor.access.outlets import Roadmap, cut_off, ways_out
from tests.access.conftest import event

DAY = date(2025, 9, 20)


def shut(name, origins=("wire", "radio", "press")):
    """Enough reports to make one road as good as closed."""
    return [
        event(
            f"{name}-{step}",
            "road_blockage",
            DAY - timedelta(days=step),
            roads=(name,),
            origins=origins,
        )
        for step in range(6)
    ]


def assessed(pack, events):
    return assess_access(events, [], {}, pack, as_of=DAY, days=5, members=400, seed=0)[0]


def way(access, town, to="border", cls="tanker"):
    found = next(t for t in access.towns if t.id == town)
    return next(w for w in found.ways_out if (w.cls, w.to) == (cls, to))


def test_a_town_beyond_a_closed_road_has_lost_its_way_to_that_side_only(pack):
    access = assessed(pack, shut("middle-capital"))
    assert way(access, "middle", "capital").p_open > 0.4, "by the port and the south"
    both = assessed(pack, shut("middle-capital") + shut("west-middle"))
    assert way(both, "middle", "capital").p_open < 0.1
    assert way(both, "middle").p_open < 0.1


def test_an_open_approach_to_a_town_that_is_cut_off_leads_nowhere(pack):
    events = shut("middle-capital") + shut("port-west")
    sampled = sample_access(events, [], {}, pack, as_of=DAY, days=5, members=400)
    roadmap = Roadmap(pack, sampled.beliefs, sampled.paths)
    # The stretch from the west is open itself, but the west has no other way left.
    assert cut_off(roadmap, "middle", ["west-middle", "middle-capital"], "tanker") > 0.8


def test_silence_names_no_way_out(pack):
    access = assessed(pack, [])
    ways = [w for town in access.towns for w in town.ways_out]
    assert ways
    assert {w.state for w in ways} == {"not_known"}


def test_attacks_on_one_road_are_no_evidence_that_another_leads_out(pack):
    access = assessed(pack, shut("middle-capital"))
    for cls in ("tanker", "car"):
        assert way(access, "capital", cls=cls).state != "open"


def test_chances_are_ordered_and_places_that_are_doors_need_no_way(pack):
    access = assessed(pack, shut("west-middle"))
    for town in access.towns:
        for found in town.ways_out:
            assert 0 <= found.p_open <= found.p_passable <= 1
    sampled = sample_access([], [], {}, pack, as_of=DAY, days=5, members=100)
    found = ways_out(Roadmap(pack, sampled.beliefs, sampled.paths))
    assert {w.to for w in found["port"]} == {"capital"}
    assert {w.to for w in found["capital"]} == {"border"}


def test_a_lone_member_is_searched_like_many(pack):
    one = sample_access([], [], {}, pack, as_of=DAY, days=5, members=1)
    found = cut_off(Roadmap(pack, one.beliefs, one.paths), "capital", ["middle-capital"], "tanker")
    assert found in {0.0, 1.0}
    assert found == pytest.approx(round(found))


def test_another_way_may_join_the_ends_of_a_corridor_that_is_shut(pack):
    access = assessed(pack, shut("west-middle"))
    western = access.corridor("western")
    assert western.p_open < 0.1
    assert western.p_any_way > western.p_open + 0.3, "by the south"
    for item in access.corridors:
        assert item.p_any_way >= item.p_open


def test_a_corridor_that_begins_where_no_road_does_has_no_such_chance(pack):
    lost = pack.corridors["western"].model_copy(update={"origin": "nowhere"})
    access = assessed(pack.model_copy(update={"corridors": {"western": lost}}), [])
    assert access.corridor("western").p_any_way is None
