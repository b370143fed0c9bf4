"""Rates refitted from what was seen: the prior where nothing was, never anything later."""

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corridor.access import assess_access
from corridor.access.hmm import RATES, forward, smooth, stationary, transition_matrix
from corridor.access.refit import (
    gamma_quantile,
    independence,
    matrix_of,
    prior,
    refit_transitions,
    transitions,
)
from corridor.records.figures import Assumption
from tests.access.conftest import BEFORE, event

stats = pytest.importorskip("scipy.stats")
DAY = date(2025, 9, 20)
MATRIX = np.array([[0.97, 0.02, 0.01], [0.1, 0.8, 0.1], [0.02, 0.18, 0.8]])
logs = arrays(np.float64, (1, 4, 3), elements=st.floats(-4, 0))


def assumption(low, best, high):
    return Assumption(
        id="x", low=low, best=best, high=high, unit="1/day", reason="test", known_from=BEFORE
    )


@given(logs)
def test_expected_moves_agree_with_enumeration(log_likelihood):
    start = stationary(MATRIX)
    filtered = forward(log_likelihood, MATRIX, start)
    moves = transitions(filtered, smooth(filtered, log_likelihood, MATRIX), MATRIX)
    expected = np.zeros((3, 3, 3))
    for path in product(range(3), repeat=4):
        p = start[path[0]] * np.exp(log_likelihood[0, 0, path[0]])
        for day in range(1, 4):
            p *= MATRIX[path[day - 1], path[day]] * np.exp(log_likelihood[0, day, path[day]])
        for day in range(3):
            expected[day, path[day], path[day + 1]] += p
    np.testing.assert_allclose(moves[0], expected / expected[0].sum(), atol=1e-9)


@given(st.floats(2.0, 40.0), st.floats(0.5, 5000.0), st.sampled_from([0.05, 0.5, 0.95]))
def test_quantiles_agree_with_the_gamma_distribution(shape, exposure, share):
    exact = stats.gamma.ppf(share, shape, scale=1 / exposure)
    found = gamma_quantile(shape, exposure, stats.norm.ppf(share))
    assert found == pytest.approx(exact, rel=0.05)


@given(st.floats(1e-4, 0.1), st.floats(1.5, 6.0))
def test_a_prior_keeps_its_mean_and_about_its_range(best, spread):
    fit = prior(assumption(best / spread, best, best * spread))
    assert fit.mean == pytest.approx(best)
    low, high = (stats.gamma.ppf(q, fit.shape, scale=1 / fit.exposure) for q in (0.05, 0.95))
    assert 0.35 < (high / low) / spread**2 < 12
    assert low < best < high


@given(st.floats(0, 50), st.floats(0, 5000))
def test_the_posterior_lies_between_prior_and_what_was_seen(seen, watched):
    fit = prior(assumption(0.01, 0.02, 0.05)).after(seen, watched)
    if watched > 1:
        ends = sorted((0.02, seen / watched))
        assert ends[0] - 1e-12 <= fit.mean <= ends[1] + 1e-12
    record = fit.record()
    assert record.posterior.low <= record.posterior.best <= record.posterior.high


def test_what_nobody_watched_leaves_the_rates_as_assumed(pack):
    moves = np.full((2, 5, 3, 3), 1 / 9)
    fits = refit_transitions(moves, np.zeros((2, 5)), np.ones(2), pack)
    np.testing.assert_allclose(matrix_of(fits), transition_matrix(pack))


def test_more_moves_seen_raise_the_rate(pack):
    moves = np.zeros((1, 10, 3, 3))
    moves[:, :, 1, 0] = 1.0
    fits = {f.id: f for f in refit_transitions(moves, np.ones((1, 10)), np.ones(1), pack)}
    name = RATES[(1, 0)]
    assert fits[name].mean > pack.assumption(name).best
    assert fits[name].seen == pytest.approx(10)


def test_stretches_of_one_corridor_are_not_as_many_independent_roads(pack):
    shares = dict(
        zip(sorted(pack.roads), independence(pack, tuple(sorted(pack.roads))), strict=True)
    )
    assert shares["west-middle"] == pytest.approx(1 / (1 + 0.55))
    assert shares["port-west"] == 1.0, "abroad, nothing is reported together with it"


def test_the_record_shows_prior_and_posterior_and_later_events_change_neither(pack):
    def rates(events, as_of):
        access, _ = assess_access(events, [], {}, pack, as_of=as_of, days=10, members=100, seed=0)
        return {rate.id: rate for rate in access.rates}

    attacks = [
        event(f"a{i}", "convoy_attack", DAY - timedelta(days=9 * i + 4), roads=("west-middle",))
        for i in range(3)
    ]
    calm, struck = rates([], DAY), rates(attacks, DAY)
    name = "access.attack_rate.contested"
    assert calm[name].posterior.best < calm[name].prior.best
    assert struck[name].posterior.best > calm[name].posterior.best
    assert 1 < struck[name].seen < 3, "older attacks count less, and an open day takes its part"
    later = event("l", "convoy_attack", DAY + timedelta(days=3), roads=("west-middle",))
    assert rates([*attacks, later], DAY) == struck
