"""Reliability bands: each value in one band, means of what was said and of what was so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate.bands import banded

SAID = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


@given(said=SAID, width=st.sampled_from([0.05, 0.1, 0.2, 0.5]))
def test_every_value_falls_into_one_band(said, width):
    rows = banded(said, width)
    assert sum(row.count for row in rows) == len(said)
    assert [row.low for row in rows] == sorted({row.low for row in rows})
    for row in rows:
        assert row.low - 1e-4 <= row.confidence <= row.low + width + 1e-4
    hits = sum(row.right * row.count for row in rows)
    assert hits == pytest.approx(sum(right for _, right in said), abs=0.01)


def test_one_belongs_to_the_last_band():
    (row,) = banded([(1.0, True), (0.9, False)])
    assert (row.low, row.count, row.confidence, row.right) == (0.9, 2, 0.95, 0.5)
