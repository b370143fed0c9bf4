"""A text's own head tells its day; the running text, periods and happenings do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.collect.datelines import head_date, lead_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KAYES, 3 November 2025 (Agency) - A convoy was hit.", "2025-11-03"),
        ("BAMAKO, Oct 18, 2025 (Agency) - Gunmen burned tankers.", "2025-10-18"),
        ("Dakar, le 18 octobre 2025 – Les camions attendent.", "2025-10-18"),
        ("(Bamako, 3 novembre 2025) - Le ministre a parlé.", "2025-11-03"),
        ("Headline\nPublié le mardi 4 novembre 2025\nTexte.", "2025-11-04"),
        ("Published 3 November 2025, updated 5 November 2025\nText.", "2025-11-05"),
        ("Title\nPublished: 3 Nov 2025\nUpdated: 2025-11-05\nText.", "2025-11-05"),
        ("Monday 3 November 2025\n\nThe road is cut.", "2025-11-03"),
    ],
)
def test_the_head_tells_the_day(text, day):
    assert head_date(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "Situation report, 1-15 October 2025\nThe road is cut.",
        "On 3 November 2025 - a Monday - gunmen attacked.",
        "Gunmen attacked a convoy, 3 November 2025: 40 tankers burned.",
        "Mali: attack on 12 October 2025 - what we know",
        "A convoy was hit.\n" * 7 + "3 November 2025\n",
        "Published: 31 November 2025",
        "",
    ],
)
def test_other_days_do_not(text):
    assert head_date(text) is None


def test_a_leading_date_goes_before_all():
    assert lead_date("date 2025-11-01 Militants") == date(2025, 11, 1)
    assert lead_date("date 2025-13-01 Militants") is None


@given(st.text())
def test_any_text_is_taken(text):
    assert head_date(text) is None or head_date(text).year >= 1
