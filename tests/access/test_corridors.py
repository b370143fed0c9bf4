"""How well a chain of roads is known, from how well its stretches are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corridor.access.corridors import chain_evidence

share = st.floats(0.0, 1.0)


def known(roads_open, heard, p_open):
    """Evidence on a chain whose stretches were reported bad, never open."""
    columns = [np.array(values, dtype=float)[:, None] for values in (roads_open, heard)]
    home = np.ones(len(roads_open), dtype=bool)
    return float(chain_evidence(*columns, np.zeros_like(columns[1]), np.array([p_open]), home)[0])


def test_one_known_bad_stretch_settles_it_however_silent_the_others_are():
    assert known([0.0, 0.99, 0.99], [0.8, 0.0, 0.0], 0.0) == 0.8


def test_reports_of_a_whole_corridor_are_known_of_it_though_no_stretch_is_surely_bad():
    stretch = known([0.5], [0.4], 0.5 - 1e-9)
    corridor = known([0.5, 0.5, 0.5], [0.4, 0.4, 0.4], 0.2)
    assert np.isclose(corridor, 0.4 * 0.8)
    assert corridor > stretch


def test_stretches_nobody_heard_of_take_their_part_of_the_blame():
    told = known([0.5, 0.5], [0.4, 0.4], 0.3)
    assert known([0.5, 0.5, 0.5], [0.4, 0.4, 0.0], 0.3) < told


@given(st.lists(st.tuples(share, share), min_size=1, max_size=5), share)
def test_a_chain_is_never_known_better_than_its_best_known_stretch(stretches, p_open):
    roads_open, heard = zip(*stretches, strict=True)
    assert 0.0 <= known(roads_open, heard, p_open) <= max(heard) + 1e-12


def test_an_open_chain_is_only_as_well_known_as_its_least_known_stretch_at_home():
    heard_open = np.array([0.0, 0.6, 0.3])
    sure = (np.full(3, 0.9), np.zeros(3), heard_open, np.array(0.8))
    assert chain_evidence(*sure, np.array([False, True, True])) == 0.3
    assert chain_evidence(*sure, np.array([False, False, False])) == 0.0
