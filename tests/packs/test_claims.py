"""Coded rows: who says so, where, when, and names resolved only when certain."""

from datetime import date

import pytest

from corridor.packs.claims import assertion_of, kind_for, published_of, time_of
from corridor.packs.figures import time_of as span_of
from corridor.packs.model import Pack
from corridor.packs.names import ActorNames, PlaceNames, fold
from corridor.packs.tables import Row


def row(**cells: str) -> Row:
    return Row("claims.csv", 2, cells)


@pytest.mark.parametrize(
    ("kind_of", "actor", "paraphrase", "expected"),
    [
        ("convoy_attack", "JNIM", "A convoy was hit.", ("asserted", None)),
        ("kidnapping", "JNIM (attributed)", "Three were taken.", ("attributed", None)),
        ("tanker_destroyed", "JNIM (claim)", "Forty were burned.", ("attributed", "JNIM")),
        ("denial", "Army spokesman", "He said no.", ("denied", "Army spokesman")),
        ("ransom_paid", "A state", "Money moved.", ("attributed", None)),
        ("convoy_arrival", "Army", "State TV showed 300 tankers.", ("attributed", "State TV")),
        ("stock_report", "OMAP", "Stocks last.", ("attributed", "OMAP")),
        ("embassy_drawdown", "UK", "UK pulled staff and told citizens to go.", ("asserted", None)),
        ("travel_advisory", "A, B", "All three told nationals to leave.", ("asserted", None)),
        ("flight_suspension", "Air", "Flights were reported halted.", ("asserted", None)),
        ("price_report", "x", "AFP-based reports: 2000 francs.", ("asserted", None)),
    ],
)
def test_who_says_so(kind_of, actor, paraphrase, expected):
    assert assertion_of(row(event_type=kind_of, actor=actor, paraphrase=paraphrase)) == expected


def test_kinds_follow_types():
    assert kind_for("price_report") == "figure"
    assert kind_for("power_outage") == "status"
    assert kind_for("travel_advisory") == "advice"
    assert kind_for("commentary") == "opinion"
    assert kind_for("convoy_attack") == "event"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-10-08", (date(2025, 10, 8), "day")),
        ("2025-07", (date(2025, 7, 1), "month")),
        ("undated (c. 2025-10-29)", (date(2025, 10, 29), "approximate")),
        ("undated (autumn 2025)", (None, "unknown")),
    ],
)
def test_published_cells(text, expected):
    assert published_of(text) == expected


def test_an_open_end_is_a_state_still_going_on():
    span = time_of(row(date_start="2025-09-03", date_end="", date_precision="day"))
    assert span.start == date(2025, 9, 3)
    assert span.end is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-10-06", date(2025, 10, 6), date(2025, 10, 6)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-11-01/2025-11-24", date(2025, 11, 1), date(2025, 11, 24)),
        ("late 2025", None, None),
        ("2019", None, None),
    ],
)
def test_spans_of_figures(text, start, end):
    assert (span_of(text).start, span_of(text).end) == (start, end)


def test_places_resolve_by_any_spelling_but_never_by_guess(pack: Pack):
    names = PlaceNames.of(pack.places.values())
    assert names.find("TOMBOUCTOU") == names.find("Timbuktu") == "timbuktu"
    assert names.find("Segou") == names.find("Ségou") == "segou"
    assert names.find("Negala area (RN24)") == "negala"
    assert names.find("Kayes region") is None
    assert names.find("Sirakoro (location uncertain)") is None


def test_lines_give_both_ends(pack: Pack):
    names = PlaceNames.of(pack.places.values())
    assert names.ends("Kolondieba-Kadiana road") == ("kolondieba", "kadiana")
    assert names.ends("Dakar-Bamako corridor") == ("dakar", "bamako")
    assert names.ends("Bamako") == ()
    assert names.ends("Bamako-Nowhere road") == ()


def test_actors_resolve_in_both_languages(pack: Pack):
    names = ActorNames.of(pack.actors.values())
    for words in ("JNIM", "GSIM", "Jama'at Nusrat al-Islam wal-Muslimin",
                  "Groupe de soutien à l’islam et aux musulmans"):  # fmt: skip
        assert names.find(words)[0] == ("jnim",)
    assert names.find("nobody in particular") == ((), "")


def test_folding_forgets_accents_case_and_hyphens():
    assert fold("Bobo-Dioulasso") == fold("bobo dioulasso")
    assert fold("Kolondiéba") == "kolondieba"
