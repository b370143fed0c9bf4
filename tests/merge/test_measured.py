"""Merging measured: the pack's coded claims, the labelled set, and the measure itself."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate.merging import bcubed, evaluate_merging, score_claims
from corridor.packs import load_pack
from corridor.packs.model import Pack
from corridor.records.errors import InputError

SET = Path(__file__).resolve().parents[2] / "evals" / "merging"
FLOOR = 0.92


@pytest.fixture(scope="module")
def mali() -> Pack:
    return load_pack("mali")


def test_the_coded_claims_without_the_coders_grouping(mali: Pack) -> None:
    scores = score_claims(mali.claims, mali.reports, mali)
    assert (scores.claims, scores.happenings) == (203, 128)
    assert scores.f1 >= FLOOR


@pytest.mark.parametrize("part", ["dev", "heldout"])
def test_the_labelled_set(mali: Pack, part: str) -> None:
    scores = evaluate_merging(SET / part, mali)
    assert scores.f1 >= FLOOR


def test_the_labelled_set_has_what_its_guide_says() -> None:
    groups: dict[str, set[str]] = {}
    for part in ("dev", "heldout"):
        for line in (SET / part / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            groups.setdefault(claim["happening"], set()).add(claim["report"])
            assert claim["note"] == "labelled set"
    sizes = [len(reports) for reports in groups.values()]
    assert len(groups) >= 60
    assert 2 <= min(sizes) <= max(sizes) <= 6


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 3), min_size=1))
def test_bcubed_is_perfect_for_itself_and_bounded_for_one_heap(groups: dict[str, int]) -> None:
    gold = {key: str(value) for key, value in groups.items()}
    assert bcubed(gold, gold) == pytest.approx((1.0, 1.0))
    precision, recall = bcubed(dict.fromkeys(gold, "all"), gold)
    assert recall == pytest.approx(1.0)
    assert 0 < precision <= 1
    precision, recall = bcubed({key: key for key in gold}, gold)
    assert precision == pytest.approx(1.0)
    assert 0 < recall <= 1


def test_bcubed_of_a_worked_example() -> None:
    gold = dict(zip("abcde", "xxxyy", strict=True))
    found = dict(zip("abcde", "11222", strict=True))
    assert bcubed(found, gold) == pytest.approx((11 / 15, 11 / 15))


def test_a_broken_line_is_named(mali: Pack, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 1"):
        evaluate_merging(tmp_path, mali)
    with pytest.raises(InputError, match="cannot be read"):
        evaluate_merging(tmp_path / "nowhere", mali)
