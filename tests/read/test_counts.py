"""Whose a figure is, and what its claim makes of it."""

import pytest

from corridor.read.counts import own_figures
from corridor.read.figures import FigureReader
from corridor.read.measure import fit_units
from corridor.read.nodes import Line
from corridor.read.words import tokenize
from corridor.records.report import ClaimFigure

READERS = {language: FigureReader(language) for language in ("en", "fr")}


def owned(
    language: str,
    text: str,
    segment: tuple[int, int],
    type_: str,
    family: str,
    speakers: tuple[tuple[int, int], ...] = (),
) -> list[float | None]:
    """Return the exact values a claim takes from a sentence."""
    tokens = tokenize(text)
    found = READERS[language].read(text, Line(tokens), [])
    return [m.figure.best for m in own_figures(tokens, found, segment, speakers, type_, family)]


def test_a_toll_after_a_comma_is_the_attacks_too() -> None:
    text = "mine au passage d'un minibus, 3 morts, 8 blessés"
    assert owned("fr", text, (0, 6), "explosive_device", "attack") == [3, 8]
    text = "the post was shot up, killing seven soldiers"
    assert owned("en", text, (0, 5), "attack_on_post", "attack") == [7]


def test_a_toll_joined_by_and_is_a_claim_of_its_own() -> None:
    text = "two tankers were set on fire and five drivers were killed"
    assert owned("en", text, (0, 6), "tanker_destroyed", "attack") == [2]


def test_captives_named_before_are_those_released() -> None:
    text = "six chauffeurs enlevés vendredi ont été relâchés samedi"
    assert owned("fr", text, (4, 8), "hostage_release", "people") == [6]


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("en", "forty tankers burned, two officials said", ((3, 5),)),
        ("fr", "quarante citernes brûlées, ont dit deux responsables", ((5, 7),)),
    ],
)
def test_who_speaks_is_not_counted(
    language: str, text: str, speakers: tuple[tuple[int, int], ...]
) -> None:
    assert owned(language, text, (0, 9), "tanker_destroyed", "attack", speakers) == [40]


def test_a_ration_is_a_most() -> None:
    (figure,) = fit_units("ration_measure", [ClaimFigure(best=20, unit="litres", of="")], set())
    assert (figure.best, figure.high) == (20, 20)


@pytest.mark.parametrize(("word", "rate"), [("journaliers", "day"), ("weekly", "week")])
def test_the_period_of_a_need_is_that_of_its_figure(word: str, rate: str) -> None:
    (figure,) = fit_units("demand_report", [ClaimFigure(best=7, unit="litres", of="")], {word})
    assert figure.unit == f"litres/{rate}"


def test_a_label_owns_what_follows_its_colon() -> None:
    text = "Week total: 41 persons killed (previous week: 63)."
    assert owned("en", text, (0, 2), "count_report", "figures") == [41]
    text = "Cumul depuis lundi : 214 citernes, 37 tués."
    assert owned("fr", text, (0, 3), "count_report", "figures") == [214, 37]


def test_an_earlier_value_set_beside_belongs_to_the_figure() -> None:
    text = "power for 14 hours a day, up from 6"
    assert owned("en", text, (0, 6), "power_restored", "services") == [14, 6]


def test_which_alone_points_back_to_no_whole() -> None:
    text = "ten vehicles came to an ambush in which six vehicles were destroyed"
    assert owned("en", text, (0, 7), "ambush", "attack") == [10]


def test_a_change_in_brackets_belongs_to_the_figure() -> None:
    text = "le fret est à 92 000 FCFA la tonne (+35 % en un an)"
    assert owned("fr", text, (0, 8), "price_report", "economy") == [92_000, 35]


def test_those_a_speaker_stands_for_are_counted() -> None:
    text = "the families of seven apprentices held in Kati said they wait"
    assert owned("en", text, (0, 11), "kidnapping", "attack", ((0, 5),)) == [7]
    text = "two officials said gunmen took four drivers"
    assert owned("en", text, (0, 7), "kidnapping", "attack", ((0, 2),)) == [4]


def test_a_clause_without_figures_takes_no_value_set_beside() -> None:
    assert owned("en", "fuel is short, 40 tankers came", (0, 3), "shortage_reported", "fuel") == []


def test_a_report_of_counts_takes_the_figure_nearest_to_it() -> None:
    text = "the toll since January stands at 1,200 dead"
    assert owned("en", text, (0, 6), "count_report", "figures") == [1_200]
    text = "Bilan du trimestre : 318 incidents, 1 040 morts"
    assert 1_040 in owned("fr", text, (0, 5), "count_report", "figures")


def test_those_hurt_when_an_attack_came_are_its_toll() -> None:
    text = "seven soldiers died when guerrillas sprang an ambush"
    assert owned("en", text, (4, 8), "ambush", "attack") == [7]
    text = "quarante personnes ont été tuées lorsque l'armée a bombardé un immeuble"
    assert owned("fr", text, (6, 12), "airstrike_or_drone", "attack") == [40]
    text = "seven soldiers prayed and guerrillas sprang an ambush"
    assert owned("en", text, (4, 8), "ambush", "attack") == []


def test_those_a_ransom_freed_may_stand_right_before_it() -> None:
    text = "three of them against payment, relatives said"
    assert owned("en", text, (3, 5), "ransom_paid", "people") == [3]


@pytest.mark.parametrize("digits", [5, 400, 5000])
def test_numbers_of_any_length_are_read_or_left(read, digits):
    long = "9" * digits
    for text in (f"the {long}th day of shortage in Kati", f"{long}e jour de pénurie à Kati",
                 f"{long} - Trois camions brûlés à Kati.", f"{long} tankers burned at Kati"):  # fmt: skip
        for claim in read(text):
            assert claim.quote in text
