"""A replay is the same picture day by day, can be taken up again, and scores with its counts."""

from datetime import date, timedelta

import pytest

from corridor.outlook import Ledger
from corridor.pipeline import Size, assess, gather_inputs
from corridor.records.errors import UsageError
from corridor.replay import days_of, replay

SIZE = Size(days=20, members=60, seed=0)
DAYS = (date(2025, 9, 10), date(2025, 9, 20), date(2025, 10, 10))


def test_each_day_is_an_ordinary_assessment(mali_inputs):
    result = replay(mali_inputs, DAYS, settings=SIZE)
    for row in result.days:
        now = assess(mali_inputs, as_of=row.as_of, **SIZE._asdict(), changes=False)
        assert row.posture == now.posture.level
        assert row.corridors["dakar-bamako"] == now.access.corridor("dakar-bamako").state
        assert row.supply["bamako/petrol"] == now.supply.place("bamako", "petrol").now.state


def test_a_replay_with_exactly_dated_rows_alone_runs_and_knows_less(mali, mali_inputs):
    exact = gather_inputs(mali, exact_only=True)
    assert 0 < len(exact.claims) < len(mali_inputs.claims)
    assert {r.published_precision for r in exact.reports.values()} == {"day"}
    result = replay(exact, DAYS[1:], settings=SIZE)
    assert result.days[-1].corridors["dakar-bamako"] in {"contested", "closed"}


def test_a_replay_is_taken_up_where_it_stopped(mali_inputs, tmp_path):
    replay(mali_inputs, DAYS[:1], settings=SIZE, out=tmp_path)
    first = tmp_path / f"{DAYS[0]}.json"
    written = first.stat().st_mtime_ns
    (tmp_path / f"{DAYS[1]}.json").write_text('{"half', encoding="utf-8")
    again = replay(mali_inputs, DAYS, settings=SIZE, out=tmp_path)
    assert first.stat().st_mtime_ns == written, "a day that is there is not run again"
    assert [row.as_of for row in again.days] == list(DAYS)
    other = replay(mali_inputs, DAYS[:1], settings=SIZE._replace(seed=3), out=tmp_path)
    assert first.stat().st_mtime_ns > written, "other settings are other results"
    assert other.days


def test_scores_come_with_their_counts_beside_simple_references(mali_inputs, tmp_path):
    days = days_of(date(2025, 9, 10), date(2025, 10, 29), 7, mali_inputs.pack)
    result = replay(mali_inputs, days, settings=SIZE)
    attacks = next(s for s in result.track_record.scores if s.question == "convoy_attack_7")
    assert attacks.n + attacks.n_unresolved <= len(days)
    assert attacks.n >= 4
    assert attacks.brier is not None
    assert attacks.brier_climatology is not None
    assert attacks.in_sample, "the record the model was built on is labelled so"
    ledger = Ledger(tmp_path / "ledger.jsonl")
    assert ledger.append(result.ledger) == len(result.ledger)
    assert ledger.append(result.ledger) == 0, "a forecast is kept once"


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [(date(2025, 10, 2), date(2025, 10, 1), 1), (date(2025, 10, 1), date(2025, 10, 2), 0),
     (date(2024, 1, 1), date(2025, 10, 1), 7)],
)  # fmt: skip
def test_impossible_ranges_are_refused(mali, first, last, step):
    with pytest.raises(UsageError, match="Allowed"):
        days_of(first, last, step, mali)


def test_days_run_from_first_to_last(mali):
    days = days_of(date(2025, 9, 1), date(2025, 9, 15), 7, mali)
    assert days == tuple(date(2025, 9, 1) + timedelta(days=7 * i) for i in range(3))
