"""Which state the model may name from its chances alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.supply.summarise import CONFIDENT, _likeliest


@pytest.mark.parametrize(
    ("dry", "selling", "state"),
    [
        (0.7, 0.1, "dry"),
        (0.1, 0.7, "selling"),
        (0.1, 0.2, "short"),
        (0.5, 0.1, "short"),
        (0.45, 0.45, "not_known"),
    ],
)
def test_the_state_named(dry, selling, state):
    assert _likeliest(dry, selling)[0] == state


def test_short_or_worse_has_the_chance_of_both():
    assert _likeliest(0.5, 0.1) == ("short", pytest.approx(0.9))


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_nothing_is_named_without_confidence(first, share):
    dry, selling = first, (1.0 - first) * share
    state, chance = _likeliest(dry, selling)
    assert (chance >= CONFIDENT) == (state != "not_known")
