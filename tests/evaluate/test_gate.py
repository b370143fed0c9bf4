import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate.gate import ENOUGH, LOWER_IS_BETTER, better, check, rounded, update
from corridor.records.errors import InputError

SCORES = {"type_f1": 0.8567, "leaks": 2.0}


def test_no_floors_no_verdict(tmp_path):
    assert check("reading", SCORES, "d1", tmp_path).passed


def test_update_writes_rounded_floors_and_the_check_holds(tmp_path):
    gate = update("reading", SCORES, "d1", tmp_path)
    assert gate.passed
    assert gate.raised == ("leaks", "type_f1")
    kept = json.loads((tmp_path / "reading.json").read_text(encoding="utf-8"))
    assert kept == {"digest": "d1", "floors": {"leaks": 2.0, "type_f1": 0.85}}
    assert check("reading", SCORES, "d1", tmp_path).passed


@pytest.mark.parametrize(
    ("scores", "failing"),
    [
        ({"type_f1": 0.84, "leaks": 2.0}, {"type_f1"}),
        ({"type_f1": 0.86, "leaks": 3.0}, {"leaks"}),
        ({"leaks": 0.0}, {"type_f1"}),
    ],
)
def test_a_score_below_its_floor_fails(tmp_path, scores, failing):
    update("reading", SCORES, "d1", tmp_path)
    gate = check("reading", scores, "d1", tmp_path)
    assert not gate.passed
    assert {row.score for row in gate.checks if not row.passed} == failing


def test_update_refuses_to_lower_a_floor(tmp_path):
    update("reading", SCORES, "d1", tmp_path)
    before = (tmp_path / "reading.json").read_bytes()
    gate = update("reading", {"type_f1": 0.5, "leaks": 0.0}, "d1", tmp_path)
    assert not gate.passed
    assert gate.raised == ()
    assert (tmp_path / "reading.json").read_bytes() == before


def test_update_raises_what_rose_and_keeps_the_rest(tmp_path):
    update("reading", SCORES, "d1", tmp_path)
    gate = update("reading", {"type_f1": 0.9, "leaks": 2.0}, "d1", tmp_path)
    assert gate.raised == ("type_f1",)
    assert {row.score: row.floor for row in gate.checks} == {"leaks": 2.0, "type_f1": 0.9}


def test_a_changed_set_fails_until_its_floors_are_taken_over(tmp_path):
    update("reading", SCORES, "d1", tmp_path)
    changed = check("reading", SCORES, "d2", tmp_path)
    assert changed.digest_changed
    assert not changed.passed
    assert not update("reading", {"type_f1": 0.1, "leaks": 0.0}, "d2", tmp_path).passed
    assert not check("reading", SCORES, "d2", tmp_path).passed
    assert update("reading", SCORES, "d2", tmp_path).passed
    assert check("reading", SCORES, "d2", tmp_path).passed


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "reading.json").write_text('{"digest": 1}', encoding="utf-8")
    with pytest.raises(InputError, match=r"reading\.json"):
        check("reading", SCORES, "d1", tmp_path)


FOUR_DIGITS = st.integers(0, 10_000).map(lambda count: count / 10_000)
"""Scores as they are kept."""


@given(FOUR_DIGITS, st.sampled_from(["type_f1", *sorted(LOWER_IS_BETTER)]))
def test_what_was_measured_always_meets_the_floor_it_earns(value, score):
    assert better(score, value, rounded(score, value))
    assert abs(rounded(score, value) - max(value, ENOUGH.get(score, 0))) <= 0.01 + 1e-9


def test_a_gap_that_is_small_enough_earns_no_stricter_floor():
    assert rounded("french_gap", -0.059) == 0.03
    assert rounded("french_gap", 0.081) == 0.09


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_floors_only_rise(values):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        floors = []
        for value in values:
            update("x", {"f1": value}, "d", Path(folder))
            kept = json.loads((Path(folder) / "x.json").read_text(encoding="utf-8"))
            floors.append(kept["floors"]["f1"])
    assert floors == sorted(floors)
