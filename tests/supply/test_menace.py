"""Attacks to come: expected from the rates known, only after `as_of`, and they keep drivers away."""

from datetime import timedelta

import numpy as np

from corridor.supply.bans import Bans, renewed
from corridor.supply.menace import ELSEWHERE, NOT_ON_CONVOYS, attacks_ahead
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate
from tests.supply.conftest import FIRST, RANGES, assumption, build, constant_paths

AS_OF = FIRST + timedelta(days=30)
DAYS, MEMBERS = 60, 80
CONTESTED = 1
RATES = {
    "access.attack_rate.open": (0.0003, 0.001, 0.003, "attacks/day"),
    "access.attack_rate.contested": (0.01, 0.04, 0.12, "attacks/day"),
    "access.attack_rate.closed": (0.002, 0.01, 0.04, "attacks/day"),
    "access.attack_memory": (20, 45, 120, "days"),
    "access.attack_pooling": (1, 2, 6, "attacks"),
    "access.attack_delay": (1, 4, 12, "days"),
}


def pack_with_rates():
    return build(assumptions={n: assumption(n, *row) for n, row in {**RANGES, **RATES}.items()})


def setup_of(pack, state=CONTESTED):
    paths = constant_paths(pack, AS_OF, DAYS, MEMBERS, state=state)
    return make_setup([], paths, pack, as_of=AS_OF, days=DAYS, members=MEMBERS, seed=0)


def test_contested_roads_promise_more_attacks_than_open_ones():
    pack = pack_with_rates()
    tables = [
        attacks_ahead([], constant_paths(pack, AS_OF, DAYS, MEMBERS, state=state), pack,
                      ("coast-capital", "port-capital"), DAYS).fright
        for state in (0, CONTESTED)
    ]  # fmt: skip
    assert (tables[1] > 5 * tables[0]).all()
    assert (tables[0] > 0).all()


def test_half_of_the_rate_falls_on_others_and_part_of_it_is_heard_elsewhere():
    pack = pack_with_rates()
    paths = constant_paths(pack, AS_OF, DAYS, MEMBERS, state=CONTESTED)
    both = attacks_ahead([], paths, pack, ("coast-capital", "port-capital"), 1).fright[0]
    one = attacks_ahead([], paths, pack, ("coast-capital",), 1).fright[0, 0]
    assert one < NOT_ON_CONVOYS * RATES["access.attack_rate.contested"][2]
    np.testing.assert_allclose(both[0], one * (1 + ELSEWHERE), rtol=0.2)


def test_nothing_is_added_to_the_past_nor_where_no_rate_is_known():
    setup = setup_of(pack_with_rates())
    assert (setup.attacks[: setup.today + 1] == 0).all()
    assert (setup.attacks[setup.today + 1 :] > 0).all()
    assert (setup_of(build()).attacks == 0).all()


def test_attacks_to_come_keep_drivers_away():
    menaced, calm = (simulate(setup_of(pack)) for pack in (pack_with_rates(), build()))
    assert menaced.state.willing.mean() < calm.state.willing.mean()


def test_a_ban_is_renewed_by_the_attacks_to_come_as_by_those_that_were():
    """With one attack in ten days a ban never looks much older than ten days."""
    age = np.arange(100, dtype=np.float32)[:, None]
    bans = Bans(np.ones_like(age), age)
    often = renewed(bans, 20, np.full((80, 1), 0.1, dtype=np.float32)).age
    np.testing.assert_array_equal(often[:20], age[:20])
    assert often[99, 0] < 10
    never = renewed(bans, 20, np.zeros((80, 1), dtype=np.float32)).age
    np.testing.assert_array_equal(never, age)
