"""The future changes nothing: later claims, figures, assumptions and reports move no byte."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.pipeline import Inputs, assess, gather_inputs

SMALL = {"days": 20, "members": 60, "changes": True}


def with_future(inputs: Inputs, day: date, delay: int, factor: float) -> Inputs:
    """Every claim, report, figure and assumption again, distorted, known only after `day`."""
    later = day + timedelta(days=delay)
    pack = inputs.pack
    reports = {
        f"later-{key}": r.model_copy(update={"id": f"later-{key}", "known_from": later})
        for key, r in inputs.reports.items()
    }
    claims = tuple(
        c.model_copy(
            update={
                "id": f"later-{c.id}",
                "report": f"later-{c.report}",
                "known_from": later,
                "happening": None,
            }
        )
        for c in inputs.claims
    )
    figures = tuple(
        f.model_copy(
            update={
                "id": f"later-{f.id}",
                "known_from": later,
                **{
                    name: None if getattr(f, name) is None else getattr(f, name) * factor
                    for name in ("low", "best", "high")
                },
            }
        )
        for f in pack.figures
    )
    wider = pack.model_copy(
        update={
            "figures": pack.figures + figures,
            "claims": pack.claims + claims,
            "reports": pack.reports | reports,
            "questions": pack.questions
            + tuple(
                q.model_copy(update={"id": f"later-{q.id}", "known_from": later})
                for q in pack.questions
            ),
        }
    )
    return Inputs(wider, inputs.reports | reports, inputs.claims + claims, inputs.skipped)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    day=st.sampled_from([date(2025, 8, 20), date(2025, 9, 20), date(2025, 11, 1)]),
    delay=st.integers(1, 60),
    factor=st.floats(0.1, 9.0),
)
def test_what_becomes_known_later_changes_no_byte(mali_inputs, day, delay, factor):
    plain = assess(mali_inputs, as_of=day, **SMALL)
    told = assess(with_future(mali_inputs, day, delay, factor), as_of=day, **SMALL)
    assert plain.to_json() == told.to_json()


def test_a_later_report_of_the_users_own_changes_no_byte(mali, mali_inputs, tmp_path):
    day = date(2025, 10, 10)
    (tmp_path / "later.txt").write_text(
        "date 2025-10-12 Gunmen burned sixty tankers near Kati on Saturday.", encoding="utf-8"
    )
    told = assess(gather_inputs(mali, [tmp_path]), as_of=day, **SMALL)
    assert told.to_json() == assess(mali_inputs, as_of=day, **SMALL).to_json()


def test_the_same_report_counts_from_its_day(mali, tmp_path):
    (tmp_path / "now.txt").write_text(
        "date 2025-10-09 Gunmen burned sixty tankers near Kati on Wednesday.", encoding="utf-8"
    )
    told = assess(gather_inputs(mali, [tmp_path]), as_of=date(2025, 10, 10), **SMALL)
    assert any(claim.quote and "tankers" in claim.quote for claim in told.claims)


@pytest.mark.parametrize("seed", [0, 7])
def test_two_runs_give_the_same_bytes(mali_inputs, seed):
    first, second = (
        assess(mali_inputs, as_of="2025-10-20", seed=seed, days=20, members=60) for _ in range(2)
    )
    assert first.to_json() == second.to_json()
