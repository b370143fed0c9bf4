"""What must hold of access whatever was reported: sums, silence, asymmetry, no hindsight."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.access import assess_access, sample_access
from corridor.access.effects import effects
from corridor.records.dates import TimeSpan
from tests.access.conftest import event

DAY = date(2025, 9, 20)
FIRST = date(2025, 8, 1)
ROADS = ("west-middle", "middle-capital", "south-capital")
IMPROVING = sorted(name for name, effect in effects().items() if effect.improves)
SMALL = settings(max_examples=12, deadline=None)


@st.composite
def reports(draw, latest=50):
    """A report of any kind: short, long or open-ended; told by one or two origins."""
    start = FIRST + timedelta(days=draw(st.integers(0, latest)))
    open_ended = draw(st.booleans())
    end = None if open_ended else start + timedelta(days=draw(st.integers(0, 15)))
    one = event(
        f"e{draw(st.integers(0, 10**6))}",
        draw(st.sampled_from(sorted(effects()))),
        start,
        roads=(draw(st.sampled_from(ROADS)),),
        origins=draw(st.sampled_from([("wire",), ("wire", "radio"), ("army",)])),
    )
    kind = draw(st.sampled_from(["event", "status"]))
    span = TimeSpan(start=start, end=end, precision="day")
    return one.model_copy(update={"kind": kind, "time": span})


histories = st.lists(reports(), max_size=6, unique_by=lambda one: one.id)


def assessed(pack, events, as_of=DAY):
    return assess_access(events, [], {}, pack, as_of=as_of, days=20, members=80, seed=0)[0]


@SMALL
@given(histories)
def test_probabilities_are_whole_for_every_road_class_and_case(pack, told):
    access = assessed(pack, told)
    for item in (*access.roads, *access.corridors):
        assert item.p_open + item.p_contested + item.p_closed == pytest.approx(1, abs=1e-3)
        assert min(item.p_open, item.p_contested, item.p_closed) >= 0
        if item.state != "not_known":
            assert item.evidence >= 0.2
    assert all(0 <= change.p <= 1 for item in access.corridors for change in item.would_change)


@SMALL
@given(histories)
def test_beliefs_of_every_day_sum_to_one(pack, told):
    beliefs = sample_access(told, [], {}, pack, as_of=DAY, days=60, members=2).beliefs
    for marginals in (*beliefs.marginals.values(), *beliefs.filtered.values()):
        np.testing.assert_allclose(marginals.sum(axis=-1), 1.0, atol=1e-9)
        assert (marginals >= 0).all()


@SMALL
@given(histories)
def test_silence_wears_evidence_down_to_not_known(pack, told):
    dated = [one.model_copy(update={"kind": "event"}) for one in told]
    passing = [one for one in dated if effects()[one.type].standing != "always"]
    beliefs = sample_access(passing, [], {}, pack, as_of=DAY, days=200, members=2).beliefs
    ahead = beliefs.heard["tanker"][:, beliefs.today :]
    assert (np.diff(ahead, axis=1) <= 1e-12).all()
    assert (ahead[:, -1] < 0.05).all()


@SMALL
@given(histories, st.sampled_from(IMPROVING), st.integers(0, 10), st.sampled_from(["wire", "army"]))
def test_one_source_never_betters_a_road_today(pack, told, kind, age, origin):
    good = event("good", kind, DAY - timedelta(days=age), roads=("west-middle",), origins=(origin,))
    ended = [
        one.model_copy(update={"ended_by": "good"}) if one.roads == good.roads else one
        for one in told
    ]

    def p_open(events):
        beliefs = sample_access(events, [], {}, pack, as_of=DAY, days=5, members=2).beliefs
        row = beliefs.roads.index("west-middle")
        return beliefs.marginals["tanker"][row, beliefs.today, 0]

    assert p_open([*ended, good]) <= p_open(told) + 1e-9


@SMALL
@given(histories, st.lists(reports(latest=20), max_size=3, unique_by=lambda one: one.id))
def test_what_happens_later_changes_no_byte(pack, told, later):
    shift = timedelta(days=(DAY - FIRST).days + 1)
    coming = [
        one.model_copy(
            update={
                "id": f"later-{one.id}",
                "time": TimeSpan(start=one.time.start + shift, precision="day"),
                "known_from": one.known_from + shift,
            }
        )
        for one in later
    ]
    ended = [one.model_copy(update={"ended_by": coming[0].id}) if coming else one for one in told]
    assert assessed(pack, told).to_json() == assessed(pack, [*ended, *coming]).to_json()


def test_sixty_days_ahead_are_joint_paths_that_follow_the_chain(pack):
    attacks = [
        event(f"a{i}", "convoy_attack", DAY - timedelta(days=i), roads=("west-middle",))
        for i in range(3)
    ]
    sampled = sample_access(attacks, [], {}, pack, as_of=DAY, days=60, members=4000)
    paths, beliefs = sampled.paths, sampled.beliefs
    assert paths.days == paths.today + 61
    row = paths.roads.index("west-middle")
    now = beliefs.filtered["fuel"][row, beliefs.today]
    ahead = now @ np.linalg.matrix_power(beliefs.matrix, 60)
    np.testing.assert_allclose(beliefs.filtered["fuel"][row, -1], ahead, atol=1e-9)
    for step in (1, 7, 30, 60):
        day = paths.today + step
        chain = [paths.road(road, "tanker")[day] for road in pack.corridors["western"].roads]
        own = beliefs.marginals["tanker"][row, day, 0]
        assert (chain[list(pack.corridors["western"].roads).index("west-middle")] == 0).mean() == (
            pytest.approx(own, abs=0.03)
        )
        joint = (paths.corridor("western", "tanker")[day] == 0).mean()
        alone = [(states == 0).mean() for states in chain]
        assert joint == (np.stack(chain).max(axis=0) == 0).mean()
        assert np.prod(alone) < joint <= min(alone)
    today, tomorrow = (paths.road("west-middle", "tanker")[paths.today + n] for n in (10, 11))
    assert (today == tomorrow).mean() > 0.8, "a member's road does not flicker from day to day"


def test_past_days_are_hindsight_and_the_filter_beside_them_is_not(pack):
    attack = event("a", "convoy_attack", DAY, roads=("west-middle",))
    told = sample_access([attack], [], {}, pack, as_of=DAY, days=5, members=100)
    calm = sample_access([], [], {}, pack, as_of=DAY, days=5, members=100)
    row, before = told.paths.roads.index("west-middle"), told.beliefs.today - 1
    smoothed = told.beliefs.marginals["tanker"][row, before, 0]
    assert smoothed < calm.beliefs.marginals["tanker"][row, before, 0]
    same_rates = told.beliefs.filtered["fuel"][row, before]
    np.testing.assert_allclose(same_rates, calm.beliefs.filtered["fuel"][row, before], atol=5e-3)
    assert told.paths.hindsight == slice(0, told.paths.today)
