"""The ledger inside the Mali pack is what a replay of the same days gives, and says in-sample."""

from datetime import date

from corridor.outlook import Ledger, load_history
from corridor.pipeline import Size, assess

SIZE = Size(days=90, members=1000, seed=0)
DAY = date(2025, 9, 19)
CLOSE = 0.05
"""A changed engine beyond this needs a new ledger: `corridor replay --ledger` (CONTRIBUTING)."""


def test_forecasts_of_a_day_can_be_made_again(mali, mali_inputs):
    kept = {e.question: e for e in Ledger(mali.folder / "ledger.jsonl").read() if e.made == DAY}
    now = assess(mali_inputs, as_of=DAY, **SIZE._asdict(), changes=False)
    assert {f.question for f in now.outlook.forecasts} == set(kept)
    far = {
        f.question: (kept[f.question].probability, f.probability)
        for f in now.outlook.forecasts
        if abs(kept[f.question].probability - f.probability) > CLOSE
    }
    assert far == {}


def test_every_forecast_on_mali_is_marked_in_sample(mali):
    history = load_history(mali, date(2025, 11, 30))
    assert len(history) > 200
    assert all(entry.in_sample for entry in history)


def test_a_briefing_shows_the_record_with_its_counts_and_a_miss(situation_on):
    record = situation_on(date(2025, 11, 1)).outlook.track_record
    assert record.n > 50
    assert record.miss is not None
    assert all(score.n_unresolved >= 0 for score in record.scores)
