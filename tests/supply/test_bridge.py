"""Sums believed on the way: they lead the members, and count once."""

from datetime import timedelta

import numpy as np

from corridor.records.base import Band
from corridor.supply.bridge import EVERY, ahead_likelihood, expected, looks
from corridor.supply.filter import weighting
from corridor.supply.observation import Observation, Silence
from corridor.supply.operators import log_likelihood, model_value
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate
from tests.supply.conftest import FIRST, build, random_paths

START, END = 20, 49
AS_OF = FIRST + timedelta(days=60)


def a_sum(best: float, kind: str = "entries", unit: str = "million litres") -> Observation:
    first, last = FIRST + timedelta(days=START), FIRST + timedelta(days=END)
    band = Band(low=best, best=best, high=best, unit=unit)
    return Observation("sum", kind, "fuel entered", None, None, first, last, band)


def setup_of(members: int = 400):
    pack = build()
    paths = random_paths(pack, AS_OF, 20, members)
    return make_setup([], paths, pack, as_of=AS_OF, days=20, members=members, seed=0, exact=True)


def test_a_sum_is_looked_at_before_its_last_day_and_a_day_is_not():
    days = looks(a_sum(10.0), START, END)
    assert days[0] == START + EVERY
    assert days[-1] < END
    assert looks(a_sum(10.0), END, END) == ()


def test_on_the_last_day_nothing_is_left_to_guess():
    item, setup = a_sum(10.0), setup_of()
    run = simulate(setup, until=END)
    np.testing.assert_allclose(expected(run, START, END), model_value(run, item, {}), rtol=1e-6)
    np.testing.assert_allclose(
        ahead_likelihood(run, item, START, END),
        log_likelihood(item, model_value(run, item, {})),
        rtol=1e-4, atol=1e-4,
    )  # fmt: skip


def test_what_is_lent_on_the_way_is_taken_back():
    """A sum so vague that nobody is resampled weighs as if it had only been looked at once."""
    setup = setup_of()
    plain = simulate(setup, until=END)
    middle = float(np.median(model_value(plain, a_sum(1.0), {})))
    item = a_sum(middle)
    vague = Observation(**{**item.__dict__, "widen": 20.0})
    guide = weighting([vague], Silence(), {}, setup)
    run = simulate(setup, guide, until=END)
    assert not run.history.segments
    once = log_likelihood(vague, model_value(run, vague, {}))
    np.testing.assert_allclose(guide.log_weights, once, atol=1e-9)
    assert guide.lent == {}


def test_a_sum_few_members_reach_by_chance_is_reached():
    setup = setup_of()
    plain = model_value(simulate(setup, until=END), a_sum(1.0), {})
    rare = a_sum(float(np.quantile(plain, 0.98)))
    guide = weighting([rare], Silence(), {}, setup)
    simulate(setup, guide)
    low, middle, high = guide.snapshots.fits["sum"]
    assert middle > np.quantile(plain, 0.85)
    assert high - low < np.quantile(plain, 0.9) - np.quantile(plain, 0.1)
