"""The track record: n beside every score, in-sample apart, references beside, one miss named."""

from datetime import date, timedelta

from corridor.outlook import track_record
from corridor.records.base import Band
from corridor.records.outlook import LedgerEntry
from tests.exits import world
from tests.outlook.helpers import run

MADE = date(2025, 9, 1)


def entry(number: int, probability: float, made: date = MADE, **changes) -> LedgerEntry:
    parts = {
        "id": f"e{number}", "question": "attack-reported", "made": made,
        "resolves_on": made + timedelta(days=14), "probability": probability,
        "climatology": 0.1, "last_state": 0.0, "inputs_digest": "d",
        "in_sample": made <= date(2025, 10, 1),
    }  # fmt: skip
    return LedgerEntry.model_validate(parts | changes)


HIT = world.claim("hit", "convoy_attack", MADE + timedelta(days=5))


def test_scores_stand_beside_climatology_and_last_state_with_n() -> None:
    done, record = track_record(
        (entry(1, 0.8), entry(2, 0.4)), claims=(HIT,), pack=world.pack(), as_of=world.AS_OF
    )
    assert [item.outcome for item in done] == ["yes", "yes"]
    assert done[0].resolved_by == ("hit",)
    score = next(item for item in record.scores if item.question == "attack-reported")
    assert (score.n, score.n_unresolved, score.in_sample) == (2, 0, True)
    assert score.brier == round((0.2**2 + 0.6**2) / 2, 4)
    assert score.brier_climatology == round(0.9**2, 4)
    assert score.brier_last_state == 1.0
    assert record.n == 2
    assert "in-sample" in record.note


def test_the_worst_forecast_is_the_miss() -> None:
    _, record = track_record(
        (entry(1, 0.8), entry(2, 0.05)), claims=(HIT,), pack=world.pack(), as_of=world.AS_OF
    )
    assert record.miss is not None
    assert record.miss.id == "e2"


def test_in_sample_and_later_forecasts_are_scored_apart() -> None:
    later = date(2025, 10, 5)
    hit = world.claim("later", "convoy_attack", later + timedelta(days=3))
    _, record = track_record(
        (entry(1, 0.8), entry(2, 0.6, later)),
        claims=(HIT, hit), pack=world.pack(), as_of=world.AS_OF,
    )  # fmt: skip
    rows = [(item.question, item.in_sample, item.n) for item in record.scores]
    assert rows == [
        ("all", False, 1), ("attack-reported", False, 1),
        ("all", True, 1), ("attack-reported", True, 1),
    ]  # fmt: skip


def test_what_cannot_be_resolved_is_counted_not_scored() -> None:
    _, record = track_record((entry(1, 0.8),), claims=(), pack=world.pack(), as_of=world.AS_OF)
    assert record.n == 0
    assert record.miss is None
    assert [(s.n, s.n_unresolved, s.brier) for s in record.scores] == [(0, 1, None)] * 2


def test_quantities_are_scored_by_crps() -> None:
    band = Band(low=1, best=1, high=1)
    _, record = track_record(
        (entry(1, 0.8, median=band),), claims=(HIT,), pack=world.pack(), as_of=world.AS_OF
    )
    assert record.scores[0].crps == 0.0


def test_a_reference_that_did_not_always_answer_is_not_scored() -> None:
    _, record = track_record(
        (entry(1, 0.8), entry(2, 0.8, last_state=None)),
        claims=(HIT,), pack=world.pack(), as_of=world.AS_OF,
    )  # fmt: skip
    assert record.scores[0].brier_last_state is None


def test_the_outlook_carries_the_record_of_its_history() -> None:
    outlook = run((HIT,), history=(entry(1, 0.8), entry(2, 0.7, world.AS_OF)))
    assert outlook.track_record.n == 1


def test_nothing_due_says_so() -> None:
    assert run().track_record.note == "No forecast has fallen due."
