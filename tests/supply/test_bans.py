"""Standing bans: what binds which corridor, how long, and what it does to traffic."""

from datetime import timedelta

import numpy as np
import pytest

from corridor.packs.model import Pack
from corridor.records.dates import TimeSpan
from corridor.records.events import Event
from corridor.supply.bans import standing_bans
from corridor.supply.network import build_network
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate
from tests.supply.conftest import FIRST, build, constant_paths

DAYS = 40
BAN = "Fighters warned hauliers not to bring fuel into the country."
COAST, PORT = 0, 1


def event(kind: str, day: int, words: str, *corridors: str) -> Event:
    when = FIRST + timedelta(days=day)
    return Event(
        id=f"e-{kind}-{day}", kind="event", type=kind, claims=(f"c-{kind}-{day}",), summary=words,
        time=TimeSpan(start=when, precision="day"), corridors=corridors, known_from=when,
        updated=when,
    )  # fmt: skip


@pytest.fixture
def net(small_pack: Pack):
    return build_network(small_pack)


def test_a_ban_on_fuel_binds_every_corridor_from_its_day_on(net):
    bans = standing_bans([event("road_blockade_declared", 5, BAN)], net, FIRST, DAYS)
    assert not bans.strength[:5].any()
    assert (bans.strength[5:] == 1).all()
    assert bans.age[5, 0] == 0
    assert bans.age[15, 0] == 10
    assert bans.claims == ("c-road_blockade_declared-5",)


def test_a_blockade_binds_the_corridors_it_names_and_a_ban_on_other_traffic_none(net):
    closed = event("road_blockade_declared", 5, "All roads to the gate are cut.", "port-capital")
    coaches = event("movement_ban", 6, "Coaches may not travel.", "coast-capital")
    bans = standing_bans([closed, coaches], net, FIRST, DAYS)
    assert bans.strength[-1].tolist() == [0, 1]


def test_an_attack_renews_a_ban_where_it_falls(net):
    events = [event("road_blockade_declared", 5, BAN),
              event("convoy_attack", 20, "An escort was hit.", "port-capital")]  # fmt: skip
    bans = standing_bans(events, net, FIRST, DAYS)
    assert bans.age[25].tolist() == [20, 5]


def test_only_a_lifting_that_speaks_of_fuel_ends_it(net):
    declared = event("road_blockade_declared", 5, BAN)
    coaches = event("movement_ban_lifted", 12, "The ban on coaches was lifted.")
    fuel = event("movement_ban_lifted", 20, "Fuel lorries may pass again.")
    assert standing_bans([declared, coaches], net, FIRST, DAYS).strength[-1].all()
    ended = standing_bans([declared, coaches, fuel], net, FIRST, DAYS).strength
    assert ended[19].all()
    assert not ended[20:].any()


def test_a_standing_ban_keeps_lorries_at_the_border_of_an_open_road():
    pack = build()
    as_of = FIRST + timedelta(days=DAYS)
    paths = constant_paths(pack, as_of, 10, 60)
    size = {"as_of": as_of, "days": 10, "members": 60, "seed": 0}
    free = simulate(make_setup([], paths, pack, **size))
    bound = simulate(make_setup([event("movement_ban", 5, BAN)], paths, pack, **size))
    last = free.setup.today
    assert np.allclose(
        free.history.window("litres", 0, 4).sum(), bound.history.window("litres", 0, 4).sum()
    )
    before, after = (run.history.window("litres", 20, last).sum() for run in (free, bound))
    assert after < 0.8 * before
    assert bound.state.queue.sum() > 2 * free.state.queue.sum()
