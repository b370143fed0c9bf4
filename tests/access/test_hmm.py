"""The chain of a road: probabilities, the long run, and agreement with plain enumeration."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corridor.access.hmm import (
    Turns,
    decayed,
    forward,
    onset,
    release,
    smooth,
    stationary,
    transition_matrix,
)

MATRIX = np.array([[0.97, 0.02, 0.01], [0.1, 0.8, 0.1], [0.02, 0.18, 0.8]])
logs = arrays(np.float64, (2, 4, 3), elements=st.floats(-4, 0))


def enumerated(log_likelihood, start, upto, day, steps=(MATRIX,) * 4) -> np.ndarray:
    """P(state on `day` | evidence to `upto`) by summing over every path: the independent check."""
    weight = np.zeros(3)
    for path in product(range(3), repeat=upto + 1):
        p = start[path[0]] * np.exp(log_likelihood[0, path[0]])
        for step in range(1, upto + 1):
            p *= steps[step][path[step - 1], path[step]] * np.exp(log_likelihood[step, path[step]])
        weight[path[day]] += p
    return weight / weight.sum()


@given(logs)
def test_filter_and_smoother_agree_with_enumeration(log_likelihood):
    start = stationary(MATRIX)
    filtered = forward(log_likelihood, MATRIX, start)
    smoothed = smooth(filtered, log_likelihood, MATRIX)
    for road in range(2):
        for day in range(4):
            np.testing.assert_allclose(
                filtered[road, day], enumerated(log_likelihood[road], start, day, day), atol=1e-9
            )
            np.testing.assert_allclose(
                smoothed[road, day], enumerated(log_likelihood[road], start, 3, day), atol=1e-9
            )


@given(logs, st.floats(0, 1), st.floats(0, 1))
def test_reported_beginnings_and_ends_change_the_step_of_their_day(log_likelihood, begun, ended):
    start = stationary(MATRIX)
    turns = Turns(np.zeros((2, 4)), np.zeros((2, 4)))
    turns.begun[1, 1], turns.ended[1, 2] = begun, ended
    filtered = forward(log_likelihood, MATRIX, start, turns)
    smoothed = smooth(filtered, log_likelihood, MATRIX, turns)
    first = (1 - begun) * MATRIX + begun * onset(MATRIX)
    second = (1 - ended) * MATRIX + ended * release(MATRIX)
    for road, steps in enumerate([(MATRIX,) * 4, (MATRIX, first, second, MATRIX)]):
        for day in range(4):
            one = log_likelihood[road]
            np.testing.assert_allclose(
                filtered[road, day], enumerated(one, start, day, day, steps), atol=1e-9
            )
            np.testing.assert_allclose(
                smoothed[road, day], enumerated(one, start, 3, day, steps), atol=1e-9
            )


def test_a_beginning_never_betters_a_road_and_an_end_forgets_the_block():
    assert (np.tril(onset(MATRIX), -1) == 0).all()
    np.testing.assert_allclose(onset(MATRIX).sum(axis=1), 1.0)
    np.testing.assert_allclose(release(MATRIX)[2], stationary(MATRIX))


def test_without_reports_the_chain_relaxes_to_its_long_run():
    ahead = forward(np.zeros((1, 400, 3)), MATRIX, np.array([0.0, 0.0, 1.0]))
    np.testing.assert_allclose(ahead.sum(axis=2), 1.0)
    np.testing.assert_allclose(ahead[0, -1], stationary(MATRIX), atol=1e-6)


def test_stationary_is_unchanged_by_a_step():
    np.testing.assert_allclose(stationary(MATRIX) @ MATRIX, stationary(MATRIX), atol=1e-12)


def test_evidence_halves_with_its_half_life():
    mass = np.zeros((1, 19))
    mass[0, 0] = 0.5
    share = decayed(mass, 18.0)
    assert share[0, 0] == pytest.approx(1 - np.exp(-0.5))
    assert share[0, 18] == pytest.approx(1 - np.exp(-0.25))


def test_rates_that_are_no_probabilities_are_refused(pack):
    bad = pack.assumptions["access.rate.open_closed"].model_copy(update={"best": 1.4})
    broken = pack.model_copy(
        update={"assumptions": pack.assumptions | {"access.rate.open_closed": bad}}
    )
    with pytest.raises(ValueError, match="not daily probabilities"):
        transition_matrix(broken)
