"""Power: its own chain, slow to recover, silent where nobody reported."""

from datetime import timedelta

import numpy as np
import pytest

from corridor.supply.power import SILENT_DAYS, assess_power, hours_reports
from tests.supply.conftest import FIRST, build

AS_OF = FIRST + timedelta(days=90)
HOURS = {"best": 5, "low": 4, "high": 6, "unit": "hours/day"}


def power(claims, fuelled=1.0, as_of=AS_OF):
    found = assess_power(
        claims, build(), np.full(500, fuelled), as_of=as_of, members=500, seed=0
    )  # fmt: skip
    return {item.place: item for item in found}


def test_no_report_no_state():
    capital = power([])["capital"]
    assert capital.state == "not_known"
    assert capital.last_reported is None
    assert capital.assumptions


def test_reported_hours_stand(say):
    capital = power([say("power_outage", 88, "five hours", figure=HOURS)])["capital"]
    assert capital.state == "severely_reduced"
    assert capital.hours_per_day.p50 == pytest.approx(5, abs=0.7)
    assert capital.claims


def test_fuel_for_plants_does_not_bring_power_back_in_a_week(say):
    claims = [say("power_outage", 83, "five hours", figure=HOURS)]
    assert power(claims, fuelled=1.0)["capital"].state == "severely_reduced"


def test_it_comes_back_over_months_where_plants_have_fuel(say):
    claims = [say("power_outage", 50, "five hours", figure=HOURS)]
    dry, fuelled = (power(claims, fuelled=x)["capital"].hours_per_day.p50 for x in (0.1, 1.0))
    assert dry < fuelled < 14


def test_old_reports_end_in_not_known(say):
    claims = [say("power_outage", 90 - SILENT_DAYS - 1, "five hours", figure=HOURS)]
    assert power(claims)["capital"].state == "not_known"


def test_a_dark_town_by_words(say):
    claims = [say("power_outage", 80, "the town lost grid power", place="hill")]
    assert power(claims)["hill"].hours_per_day.p50 < 4


def test_a_state_going_on_is_reported_for_its_last_report(say):
    claim = say(
        "power_outage", 30, "still dark", place="hill", ongoing=True,
        known_from=FIRST + timedelta(days=60),
    )  # fmt: skip
    assert hours_reports([claim], build(), AS_OF)[-1].day == FIRST + timedelta(days=60)


def test_later_reports_are_not_seen(say):
    claim = say("power_outage", 88, "h", figure=HOURS, known_from=AS_OF + timedelta(days=1))
    assert power([claim])["capital"].last_reported is None
