import pytest

from corridor.evaluate import NAMES, EvalReport, EvalResult, run
from corridor.evaluate.gate import FloorCheck, Gate
from corridor.records.errors import NeedsError, UsageError


def test_names_are_those_of_the_command():
    assert NAMES == ("reading", "places", "merging", "access", "supply", "outlook")


def test_unknown_names_list_the_known(mali):
    with pytest.raises(UsageError, match="reading, places"):
        run(("spelling",), mali)


def test_without_a_checkout_it_says_what_is_missing(mali, tmp_path):
    with pytest.raises(NeedsError, match="evals"):
        run(("reading",), mali, evals=tmp_path)


def test_places_of_the_own_set_are_scored_with_sizes(mali, evals):
    report = run(("places",), mali, evals=evals)
    own = {result.set: result for result in report.results if not result.skipped}
    assert own["places-dev"].sizes["documents"] == 100
    assert own["places-heldout"].tables == ()
    assert 0 <= own["places-heldout"].scores["f1_161_km"] <= 1


def test_a_report_reads_as_text_with_its_floors():
    gate = Gate(set="s", checks=(FloorCheck(score="f1", floor=0.9, value=0.8, passed=False),))
    result = EvalResult(
        evaluation="reading", set="s", sizes={"documents": 2}, scores={"f1": 0.8}, gate=gate
    )
    left_out = EvalResult(evaluation="places", set="p", skipped="not here")
    text = str(EvalReport(pack="mali", results=(result, left_out), passed=gate.passed))
    assert "2 documents" in text
    assert "floor 0.9 FAILS" in text
    assert "left out: not here" in text
    assert "a floor does not hold" in text
