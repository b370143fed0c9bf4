"""Plain sentences are read as what they say; what they only name is not told as so."""

import csv
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FACTS = {"event", "status", "figure"}


def sentences(name: str) -> list[tuple[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["type"], row["text"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("type_", "text"), sentences("plain"))
def test_a_plain_sentence_is_read_as_what_it_says(read, type_, text):
    assert type_ in {claim.type for claim in read(text)}


@pytest.mark.parametrize(("type_", "text"), sentences("named_only"))
def test_what_is_wished_feared_averted_denied_or_over_is_not_told_as_so(read, type_, text):
    told = [
        claim
        for claim in read(text)
        if claim.type == type_
        and claim.assertion in {"asserted", "attributed"}
        and claim.kind in FACTS
    ]
    assert not told


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The road is no longer blocked.", "road_reopened"),
        ("Les stations ne sont plus à sec.", "shortage_eased"),
        ("The shortage has not eased.", "shortage_reported"),
        ("L'armée n'escorte plus les convois.", "escort_ended"),
        ("Families are asking for the hostages to be freed.", "demand"),
        ("L'ONU a appelé à la libération des otages.", "demand"),
    ],
)
def test_what_is_told_instead(read, text, type_):
    told = {claim.type for claim in read(text) if claim.assertion in {"asserted", "attributed"}}
    assert type_ in told


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Police demanded justice for the killing of two drivers.", "killing"),
        ("The army repelled an attack on its camp at Farabougou.", "attack_on_post"),
        ("Residents of Kayes wait for fuel in long queues.", "shortage_reported"),
        (
            "Gunmen stopped a bus from Gao and burned it, drivers fear for their lives.",
            "vehicle_burned",
        ),
    ],
)
def test_what_happened_stays_told_beside_such_words(read, text, type_):
    told = {claim.type for claim in read(text) if claim.assertion in {"asserted", "attributed"}}
    assert type_ in told


def test_a_demand_has_the_one_who_demands(read):
    claim = next(
        c for c in read("Cairo called for its nationals to be freed.") if c.type == "demand"
    )
    assert [(ref.role, ref.id) for ref in claim.actors if ref.id] == [("actor", "egypt")]


@pytest.mark.parametrize(
    "text",
    [
        "Stocks will last 12 days.",
        "Fuel reserves are enough for 12 days.",
        "Les stocks tiendront 12 jours.",
    ],
)
def test_how_long_a_stock_lasts_is_a_figure_of_today(read, text):
    (claim,) = read(text)
    assert (claim.type, claim.assertion, claim.time.start) == ("stock_report", "asserted", None)
    assert [(figure.best, figure.unit) for figure in claim.figures] == [(12, "days")]


@pytest.mark.parametrize(
    "text", ["The attack left four dead and seven wounded.", "L'attaque a fait quatre morts."]
)
def test_the_dead_of_an_attack_are_counted(read, text):
    (claim,) = read(text)
    assert claim.type == "killing"
    assert claim.figures[0].best == 4
