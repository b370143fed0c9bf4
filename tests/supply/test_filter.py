"""Weighting: the ensemble never collapses, contradictions do not empty it, books stay in order."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.records.base import Band
from corridor.supply import assess_supply
from corridor.supply.filter import effective, floor_for, systematic, temper, weighting
from corridor.supply.observation import Observation, Silence
from corridor.supply.operators import log_likelihood
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate
from tests.supply.conftest import FIRST, build, random_paths

AS_OF = FIRST + timedelta(days=60)


def observation(best: float, day: int = 30, **parts: object) -> Observation:
    when = FIRST + timedelta(days=day)
    fields = {
        "id": f"o{day}-{best}", "kind": "stations", "what": "stations selling", "place": "capital",
        "product": "petrol", "start": when, "end": when,
        "band": Band(low=best * 0.7, best=best, high=best * 1.3, unit="percent"),
    }  # fmt: skip
    return Observation(**(fields | parts))


def guided(items, members=400):
    pack = build()
    paths = random_paths(pack, AS_OF, 20, members)
    setup = make_setup([], paths, pack, as_of=AS_OF, days=20, members=members, seed=0, exact=True)
    guide = weighting(items, Silence(), {}, setup)
    return guide, simulate(setup, guide)


@settings(max_examples=50, deadline=None)
@given(
    seed=st.integers(0, 1000),
    sharpness=st.floats(0, 500),
    members=st.sampled_from([100, 400, 2000, 5000]),
)
def test_tempering_keeps_the_effective_size(seed, sharpness, members):
    logs = -sharpness * np.random.default_rng(seed).random(members) ** 2
    floor = floor_for(members)
    exponent = temper(np.zeros(members), logs, floor)
    assert 0 <= exponent <= 1
    assert effective(exponent * logs) >= floor - 1e-6


def test_the_floor_is_200_or_a_tenth():
    assert floor_for(2000) == 200
    assert floor_for(10_000) == 1000
    assert floor_for(100) == 25


@settings(max_examples=50, deadline=None)
@given(logs=st.lists(st.floats(-20, 0), min_size=2, max_size=60), u=st.floats(0, 0.999))
def test_systematic_resampling_is_fair_to_within_one(logs, u):
    weights = np.exp(np.array(logs) - max(logs))
    expected = weights / weights.sum() * len(logs)
    counts = np.bincount(systematic(np.array(logs), u), minlength=len(logs))
    assert counts.sum() == len(logs)
    assert (np.abs(counts - expected) < 1 + 1e-6).all()


def test_reports_that_contradict_each_other_leave_the_ensemble_alive():
    items = [observation(2.0, 30), observation(98.0, 30), observation(2.0, 33)]
    guide, run = guided(items)
    assert guide.lowest >= floor_for(400) - 1e-6
    assert np.isfinite(run.history.share).all()


def test_a_report_moves_the_members_towards_it():
    dry, _ = guided([observation(3.0)])
    full, _ = guided([observation(90.0)])
    assert dry.snapshots.fits["o30-3.0"][1] < full.snapshots.fits["o30-90.0"][1]


def test_books_balance_through_resampling():
    items = [observation(5.0, day) for day in (20, 30, 40)]
    _, run = guided(items)
    assert run.history.segments
    books = run.state.totals
    moved = (books.landed + books.local - books.sold - books.power).sum(axis=0)
    np.testing.assert_allclose(
        run.first_stock + moved, run.state.stock().sum(axis=0), rtol=1e-9, atol=1e-9
    )


def test_a_members_past_stays_its_own():
    """Litres landed by the books equal the sum of the re-indexed history."""
    _, run = guided([observation(5.0, day) for day in (20, 30, 40)])
    total = run.history.window("litres", 0, run.setup.days - 1).sum(axis=0)
    np.testing.assert_allclose(total, run.state.totals.landed.sum(axis=0), rtol=1e-5)


def test_one_sided_reports_punish_one_side():
    at_least = observation(50.0, bound="lower")
    low, high = log_likelihood(at_least, np.array([10.0, 90.0], dtype=np.float32))
    assert low < high


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(["stations", "entries", "tankers", "arrival", "price", "security", "queue"]),
    value=st.floats(0, 1e6, width=32), best=st.floats(0, 1e5),
)  # fmt: skip
def test_every_likelihood_is_finite(kind, value, best):
    item = observation(best, kind=kind)
    assert np.isfinite(log_likelihood(item, np.array([value], dtype=np.float32))).all()


def test_effective_members_are_reported(small_pack, say):
    paths = random_paths(small_pack, AS_OF, 20, 400)
    claims = [say("station_closure", day, "nearly all out of petrol") for day in (30, 40, 50)]
    supply = assess_supply([], claims, paths, small_pack, as_of=AS_OF, days=20, members=400)
    assert supply.effective_members >= floor_for(400) - 0.5
    assert len(supply.observations) == 3


@pytest.mark.parametrize("kind", ["station_closure", "shortage_eased"])
def test_prior_stays_what_it_was_without_reports(small_pack, say, kind):
    paths = random_paths(small_pack, AS_OF, 20, 200)
    claims = [say(kind, 30, "stations"), say("station_closure", 45, "nearly all out of petrol")]
    one = assess_supply([], claims[:1], paths, small_pack, as_of=AS_OF, days=20, members=200)
    two = assess_supply([], claims, paths, small_pack, as_of=AS_OF, days=20, members=200)
    assert one.observations[0].prior == two.observations[0].prior
