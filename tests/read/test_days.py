"""When: days told from publication and from other days of the text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.times import find_times
from corridor.read.words import tokenize

SATURDAY = date(2025, 11, 1)
NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def spans(text: str, anchor: date = SATURDAY) -> list[tuple[str | None, str | None]]:
    found = find_times(text, tokenize(text), anchor, numeric=True)
    return [
        (str(m.span.start) if m.span.start else None, str(m.span.end) if m.span.end else None)
        for m in found
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("le 1er novembre", "2025-11-01", "2025-11-01"),
        ("on the 24th of last month", "2025-10-24", "2025-10-24"),
        ("thirteen days ago", "2025-10-19", "2025-10-19"),
        ("il y a une quinzaine de jours", "2025-10-17", "2025-10-17"),
        ("a fortnight ago", "2025-10-18", "2025-10-18"),
        ("depuis ce matin", "2025-11-01", None),
        ("since dawn", "2025-11-01", None),
        ("depuis hier soir", "2025-10-31", None),
        ("depuis deux mois", "2025-09-01", None),
        ("dans les dernières 24 heures", "2025-10-31", "2025-11-01"),
        ("du 28 octobre au 2 novembre", "2025-10-28", "2025-11-02"),
        ("29-30/10", "2025-10-29", "2025-10-30"),
        ("overnight Saturday", "2025-10-31", "2025-11-01"),
        ("à partir de lundi", "2025-11-03", None),
        ("à compter du 4 novembre", "2025-11-04", None),
        ("by Friday", "2025-11-07", "2025-11-07"),
        ("d'ici vendredi", "2025-11-01", "2025-11-07"),
        ("jusqu'au 10 novembre", "2025-11-01", "2025-11-10"),
        ("lundi 10", "2025-11-10", "2025-11-10"),
        ("PARIS, 29 nov. - ils sont arrivés jeudi", "2025-10-30", "2025-10-30"),
    ],
)
def test_days_from_publication(text, start, end):
    assert (start, end) in spans(text)


@pytest.mark.parametrize("text", ["five hours, as yesterday", "cinq heures, comme lundi"])
def test_a_day_only_compared_with_is_no_day(text):
    assert spans(text) == []


@given(st.dates(date(2020, 1, 10), date(2030, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(anchor, number):
    (found,) = spans(f"le convoi a été attaqué {NAMES[number]}", anchor)
    day = date.fromisoformat(found[0] or "")
    assert day.weekday() == number
    assert timedelta(0) <= anchor - day < timedelta(days=7)


@given(st.dates(date(2020, 1, 10), date(2030, 1, 1)), st.integers(-300, 20))
def test_a_day_without_its_year_is_the_last_one_or_of_the_coming_month(anchor, shift):
    day = anchor + timedelta(days=shift)
    (found,) = spans(f"{day.day} {day:%B}", anchor)
    assert found[0] == str(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A convoy was attacked on Monday. The same day, fighters burned three tankers.", "2025-10-27"),
        ("Un convoi a été attaqué lundi. Le lendemain, trois citernes ont été brûlées.", "2025-10-28"),
        ("Un convoi a été attaqué lundi. La veille, trois citernes ont été brûlées.", "2025-10-26"),
        ("A convoy was attacked on Monday. Two days later fighters burned three tankers.", "2025-10-29"),
        ("A convoy was attacked on 20 October.\n\nA week earlier fighters burned three tankers.",
         "2025-10-13"),
    ],
)  # fmt: skip
def test_days_from_the_day_named_before(read, text, day):
    burned = [c for c in read(text) if c.type == "tanker_destroyed"]
    assert [str(c.time.start) for c in burned] == [day]


def test_a_row_keeps_the_day_and_place_of_its_label(read):
    text = "22/10 ; Kolondiéba ; trois camions incendiés par des inconnus armés"
    burned = next(c for c in read(text) if c.type == "vehicle_burned")
    assert str(burned.time.start) == "2025-10-22"
    assert [place.id for place in burned.places] == ["kolondieba"]
