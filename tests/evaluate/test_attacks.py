"""The back-test of attacks: references from what was known, honest intervals, no hindsight."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate import attacks
from corridor.evaluate.attacks import (
    MODEL,
    Outcome,
    forecast_days,
    forecasts,
    happened,
    interval,
    losses,
    notes,
    resampled,
    score_table,
    weekly,
)
from corridor.evaluate.attacks_references import (
    REFERENCES,
    References,
    climatology,
    last_state,
    near_repeat,
)
from corridor.evaluate.attacks_sensitivity import (
    PRIORS,
    STEPS,
    moved,
    sensitivity_table,
    variant,
)
from corridor.pipeline import Inputs

FIRST = date(2025, 8, 1)
DAY = date(2025, 9, 20)
dates = st.lists(st.integers(0, 50).map(lambda step: FIRST + timedelta(days=step)), max_size=8)


def seen(**struck):
    return References({k: tuple(v) for k, v in struck.items()}, FIRST, DAY, 7)


@given(dates, dates)
def test_every_reference_gives_a_chance_strictly_between_never_and_always(one, two):
    for method in REFERENCES.values():
        found = method(seen(one=sorted(one), two=sorted(two)))
        assert set(found) == {"one", "two"}
        assert all(0 < p < 1 for p in found.values())


def test_climatology_is_the_rate_so_far_with_half_an_attack():
    found = climatology(seen(one=[DAY - timedelta(days=30)], two=[]))
    rate = 1.5 / (2 * ((DAY - FIRST).days + 1))
    assert found["one"] == found["two"] == pytest.approx(1 - np.exp(-7 * rate))


def test_last_state_tells_a_struck_week_from_a_quiet_one():
    weekly_attacks = [FIRST + timedelta(days=step) for step in range(0, 50, 6)]
    found = last_state(seen(struck=weekly_attacks, quiet=[]))
    assert found["struck"] > 0.8
    assert found["quiet"] < 0.2


def test_near_repeat_fades_with_time_since_the_attack():
    fresh = near_repeat(seen(one=[DAY - timedelta(days=1)], two=[]))
    old = near_repeat(seen(one=[DAY - timedelta(days=40)], two=[]))
    assert fresh["one"] > old["one"] > old["two"]


def rows(p=0.3, reference=0.2, weeks=6):
    return [
        Outcome(
            FIRST + timedelta(days=day),
            "one",
            {MODEL: p, **dict.fromkeys(REFERENCES, reference)},
            day % 5 == 0,
        )
        for day in range(7 * weeks)
    ]


def test_scores_are_those_of_the_textbook():
    brier, log = losses([Outcome(DAY, "one", {MODEL: 0.25}, True)], MODEL)
    assert brier[0] == pytest.approx(0.75**2)
    assert log[0] == pytest.approx(-np.log(0.25))


def test_a_model_that_says_what_its_reference_says_has_no_skill():
    _, skills, lower = score_table(rows(p=0.2))
    assert set(skills.values()) == {0.0}
    assert set(lower.values()) == {0.0}


def test_whole_weeks_are_drawn_together_and_the_interval_holds_the_mean():
    values = np.random.default_rng(3).random(42)
    sums, counts = weekly(rows(), values)
    assert counts.tolist() == [7.0] * 6
    low, high = interval(resampled([sums], counts, np.random.default_rng(0))[0])
    assert low < values.mean() < high
    again = interval(resampled([sums], counts, np.random.default_rng(0))[0])
    assert (low, high) == again


def test_days_run_from_the_first_monday_to_the_last_whole_week(mali):
    days = forecast_days(mali)
    assert (days[0], days[-1], len(days)) == (date(2025, 9, 8), date(2025, 11, 23), 77)


def test_the_notes_name_the_number_of_attacks_and_what_is_settled():
    text = "\n".join(notes(rows(), 9, {"log over climatology": -0.1}))
    assert "9 days" in text
    assert "above zero): none" in text


def test_a_forecast_sees_only_its_own_day(mali_inputs, monkeypatch):
    monkeypatch.setattr(attacks, "MEMBERS", 60)
    day = date(2025, 9, 22)
    known = mali_inputs.known(day)
    alone = Inputs(known.pack, known.reports, known.claims)
    assert forecasts(mali_inputs, day) == forecasts(alone, day)


def test_the_record_of_the_pack_holds_few_attacks_and_says_which(mali_inputs):
    found = happened(mali_inputs, date(2025, 11, 30))
    days = {day for struck in found.values() for day in struck if day >= date(2025, 9, 8)}
    assert 7 <= len(days) <= 12
    assert date(2025, 10, 17) in found["abidjan-tengrela-bamako"]


def test_a_prior_moved_by_a_quarter_moves_chances_its_own_way(mali, mali_inputs, monkeypatch):
    monkeypatch.setattr(attacks, "MEMBERS", 60)
    said = forecasts(mali_inputs, date(2025, 9, 22))
    name = "access.attack_rate.contested"
    for corridor, p in said[MODEL].items():
        assert said[variant(name, -0.25)][corridor] <= p <= said[variant(name, 0.25)][corridor]
    assert moved(mali, name, 1.25).assumption(name).best == pytest.approx(0.05)


def test_the_sensitivity_table_puts_the_prior_that_matters_most_first():
    logs = {variant(name, step): np.array([1.0, 1.0]) for name in PRIORS for step in STEPS}
    logs[variant(PRIORS[2], 0.25)] = np.array([1.5, 1.5])
    table = sensitivity_table(logs, np.array([1.0, 1.0]))
    assert table.rows[0] == (PRIORS[2], "1.0000", "1.0000", "1.5000")
    assert len(table.rows) == len(PRIORS)
