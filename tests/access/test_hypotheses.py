"""What would change a state, and the next best corridor: computed by the filter, never written."""

from datetime import date, timedelta

import pytest

from corridor.access import assess_access
from corridor.access.effects import effects
from corridor.access.hypotheses import WITHIN, kinds
from tests.access.conftest import corridor, event

DAY = date(2025, 9, 20)
SIZE = {"days": 20, "members": 400, "seed": 0}


def assessed(pack, events, as_of=DAY):
    return assess_access(events, [], {}, pack, as_of=as_of, **SIZE)[0]


def changes(access, name, cls="tanker"):
    return {c.type: c for c in access.corridor(name, cls).would_change}


def attack(name, days_ago):
    return event(name, "convoy_attack", DAY - timedelta(days=days_ago), roads=("west-middle",))


def test_every_kind_tried_is_in_the_table_of_effects():
    assert {kind.type for kind in kinds()} <= set(effects())
    assert all(kind.origins == 2 for kind in kinds() if effects()[kind.type].improves)


def test_silence_alone_loses_a_state_that_rests_on_old_reports(pack):
    access = assessed(pack, [attack("a", 12), attack("b", 14), attack("c", 16)])
    assert access.corridor("western").state == "contested"
    silence = changes(access, "western")[None]
    assert (silence.count, silence.days, silence.state) == (0, WITHIN, "not_known")


def test_the_report_said_to_change_a_state_does_so_when_it_comes(pack):
    told = [attack("a", 3), attack("b", 9)]
    change = changes(assessed(pack, told), "western")["road_reopened"]
    assert change.state == "open"
    coming = [
        event(
            f"r{number}",
            "road_reopened",
            DAY + timedelta(days=round(WITHIN * (number + 1) / (change.count + 1))),
            corridors=("western",),
            origins=("wire", "radio"),
        )
        for number in range(change.count)
    ]
    then = assessed(pack, told + coming, as_of=DAY + timedelta(days=WITHIN)).corridor("western")
    assert then.state == change.state
    assert then.p_open == pytest.approx(change.p, abs=0.12)


def test_one_report_fewer_would_not_do(pack):
    access = assessed(pack, [attack("a", 3), attack("b", 9)])
    for name in pack.corridors:
        for change in changes(access, name).values():
            assert change.state != access.corridor(name).state
            assert change.count <= 3


def test_a_ban_on_fuel_is_not_tried_on_private_cars(pack):
    access = assessed(pack, [])
    assert "road_blockade_declared" in changes(access, "western")
    assert "road_blockade_declared" not in changes(access, "western", "car")


def test_without_two_neutral_sources_no_improvement_is_imagined(pack):
    wire = {"wire": pack.sources["wire"]}
    access = assessed(pack.model_copy(update={"sources": wire}), [attack("a", 3)])
    assert not {"road_reopened", "convoy_arrival"} & set(changes(access, "western"))


def test_the_next_best_is_the_other_corridor_to_the_same_place_with_its_own_state(pack):
    access = assessed(pack, [attack("a", 3)])
    best = access.corridor("western").next_best
    other = access.corridor("southern")
    assert (best.id, best.p_open, best.state) == ("southern", other.p_open, "not_known")


def test_a_corridor_to_elsewhere_is_no_alternative(pack):
    lone = corridor("lone", ("west-middle",), 0.0).model_copy(update={"destination": "middle"})
    wider = pack.model_copy(update={"corridors": pack.corridors | {"lone": lone}})
    assert assessed(wider, []).corridor("lone").next_best is None
