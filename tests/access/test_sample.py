"""Joint paths keep each road's own probabilities and move together."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.access.sample import class_marginals, latent, states

probability = st.floats(0.0, 1.0)


@given(probability, probability, probability, probability)
def test_class_marginals_stay_probabilities(first, second, contested, closed):
    p_open = first
    p_contested = (1 - first) * second
    threat = np.array([p_open, p_contested, 1 - p_open - p_contested])
    out = class_marginals(threat, (contested, closed))
    assert np.isclose(out.sum(), 1.0)
    assert (out >= -1e-12).all()
    assert out[0] >= p_open - 1e-12, "a class never finds less open than the threat leaves"


@settings(max_examples=20)
@given(st.floats(0.02, 0.96), st.floats(0.1, 0.9))
def test_sampled_shares_match_the_marginals(p_open, split):
    rng = np.random.default_rng(1)
    marginals = np.array([p_open, (1 - p_open) * split, (1 - p_open) * (1 - split)])
    paths = rng.standard_normal((1, 1, 40_000), dtype=np.float32)
    sampled = states(paths, marginals[None, None, :])
    shares = [(sampled == state).mean() for state in range(3)]
    np.testing.assert_allclose(shares, marginals, atol=0.012)


def test_roads_of_a_corridor_move_together_and_days_too(pack):
    roads = tuple(sorted(pack.roads))
    paths = latent(pack, roads, 30, 4000, np.random.default_rng(0))
    flat = paths[:, 20]
    same = np.corrcoef(flat[roads.index("west-middle")], flat[roads.index("middle-capital")])[0, 1]
    other = np.corrcoef(flat[roads.index("west-middle")], flat[roads.index("south-capital")])[0, 1]
    next_day = np.corrcoef(paths[0, 20], paths[0, 21])[0, 1]
    assert 0.65 < same < 0.85
    assert 0.1 < other < 0.3
    assert next_day > 0.9
    assert abs(paths.std() - 1.0) < 0.02
