"""How much: numbers that share a unit, changes, shares, ways of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.figures import FigureReader
from corridor.read.nodes import Line
from corridor.read.words import tokenize

READERS = {language: FigureReader(language) for language in ("en", "fr")}


def amounts(text: str, language: str) -> list[tuple[float | None, float | None, float | None, str]]:
    found = READERS[language].read(text, Line(tokenize(text)), [])
    return [(m.figure.low, m.figure.best, m.figure.high, m.figure.unit) for m in found]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "82 and 168 tankers", [(None, 82, None, "tankers"), (None, 168, None, "tankers")]),
        ("en", "8 per cent in September, 5 in October",
         [(None, 8, None, "percent"), (None, 5, None, "percent")]),
        ("fr", "775 francs pour l'essence, 725 pour le gasoil",
         [(None, 775, None, "FCFA"), (None, 725, None, "FCFA")]),
        ("en", "went from 1,100 to 2,000 francs",
         [(1100, None, 2000, "FCFA"), (None, 2000, None, "FCFA"), (None, 1100, None, "FCFA")]),
        ("fr", "porté de 12 500 à 20 000 F",
         [(12_500, None, 20_000, "FCFA"), (None, 20_000, None, "FCFA"),
          (None, 12_500, None, "FCFA")]),
        ("en", "no motorcycle may draw more than 3 litres, no car more than 25 litres",
         [(None, None, 3, "litres"), (None, None, 25, "litres")]),
        ("en", "no fuel for more than 3 days", [(3, None, None, "days")]),
        ("fr", "ne dépassaient pas 40 000 litres", [(None, None, 40_000, "litres")]),
        ("fr", "un kilomètre et demi", [(None, 1.5, None, "km")]),
        ("en", "two hours an evening", [(None, 2, None, "hours/day")]),
        ("en", "160-200 kt", [(160_000, None, 200_000, "tonnes")]),
        ("fr", "86 des nôtres", [(None, 86, None, "people")]),
        ("en", "1,400 (previous week 2,000)", [(None, 1400, None, ""), (None, 2000, None, "")]),
        ("en", "two of seven stations", [(None, 2, None, "stations")]),
        ("fr", "une station sur dix", [(None, 10, None, "percent")]),
        ("fr", "entre un quart et un tiers", [(25, None, 33, "percent")]),
        ("en", "three dozen tankers", [(None, 36, None, "tankers")]),
        ("en", "half a dozen trucks", [(None, 6, None, "lorries")]),
        ("en", "a hundred or so people", [(None, 100, None, "people")]),
        ("en", "FCFA 1,500 a litre", [(None, 1500, None, "FCFA/litre")]),
        ("en", "6h of power", [(None, 6, None, "hours")]),
        ("fr", "six heures quotidiennes", [(None, 6, None, "hours/day")]),
        ("fr", "vingt et un jours de route", [(None, 21, None, "days")]),
        ("en", "up to 40k litres", [(None, None, 40_000, "litres")]),
        ("fr", "entre 1\u202f500 et 2\xa0000 FCFA",
         [(1500, None, 2000, "FCFA")]),
        ("en", "two and a half million litres",
         [(None, 2_500_000, None, "litres")]),
        ("fr", "un million deux cent mille litres",
         [(None, 1_200_000, None, "litres")]),
        ("en", "half a million litres",
         [(None, 500_000, None, "litres")]),
        ("en", "a hundred and fifty tankers",
         [(None, 150, None, "tankers")]),
        ("fr", "une bonne centaine de camions",
         [(None, 100, None, "lorries")]),
        ("fr", "plusieurs dizaines de milliers de personnes",
         [(20_000, None, 99_000, "people")]),
        ("en", "a few hundred people",
         [(100, None, 999, "people")]),
        ("en", "two or three dozen trucks",
         [(24, None, 36, "lorries")]),
        ("en", "22 or more people",
         [(22, None, None, "people")]),
        ("en", "200+ trucks",
         [(200, None, None, "lorries")]),
        ("fr", "20 litres au plus par client",
         [(None, None, 20, "litres")]),
        ("en", "20 litres max per customer",
         [(None, None, 20, "litres")]),
        ("fr", "ne peut repartir avec plus de deux litres",
         [(None, None, 2, "litres")]),
        ("en", "drivers cannot buy more than 20 litres",
         [(None, None, 20, "litres")]),
        ("fr", "plus des deux tiers des stations",
         [(67, None, None, "percent")]),
        ("fr", "neuf stations sur dix",
         [(None, 90, None, "percent")]),
        ("en", "seven out of ten stations",
         [(None, 70, None, "percent")]),
        ("fr", "11 citernes sur les 74 immobilisées",
         [(None, 11, None, "tankers"), (None, 74, None, "tankers")]),
        ("en", "thirteen people went home, nine of them by road",
         [(None, 13, None, "people"), (None, 9, None, "people")]),
        ("fr", "onze militaires ont été arrêtés, dont deux samedi",
         [(None, 11, None, "people"), (None, 2, None, "people")]),
        ("fr", "trois stations de Kati et trois de Bamako",
         [(None, 3, None, "stations"), (None, 3, None, "stations")]),
        ("en", "40 tankers, up from 12 in June",
         [(None, 40, None, "tankers"), (None, 12, None, "tankers")]),
        ("fr", "dix, parfois quinze jours",
         [(None, 10, None, "days"), (None, 15, None, "days")]),
        ("fr", "entre 900 francs et 1 100 francs",
         [(900, None, 1100, "FCFA")]),
        ("en", "seven lorries loaded with kerosene",
         [(None, 7, None, "tankers")]),
        ("fr", "trois camions de carburant",
         [(None, 3, None, "tankers")]),
        ("en", "61 tank lorries",
         [(None, 61, None, "tankers")]),
        ("fr", "cinq présumés complices",
         [(None, 5, None, "people")]),
        ("fr", "quatre bouviers",
         [(None, 4, None, "people")]),
        ("en", "five goatherders",
         [(None, 5, None, "people")]),
        ("fr", "une dizaine de blindés",
         [(None, 10, None, "vehicles")]),
        ("en", "one of its coaches",
         [(None, 1, None, "coaches")]),
        ("fr", "payé 1 250 le litre hier",
         [(None, 1250, None, "FCFA/litre")]),
        ("en", "still nothing, diesel at 1,750",
         [(None, 1750, None, "FCFA/litre")]),
        ("fr", "20 000 F le bidon",
         [(None, 20_000, None, "FCFA")]),
        ("fr", "bloqué depuis 2 mois",
         [(None, 60, None, "days")]),
        ("fr", "6h/24",
         [(None, 6, None, "hours/day")]),
        ("en", "the 12th day without power",
         [(None, 12, None, "days")]),
        ("fr", "quatrième jour consécutif",
         [(None, 4, None, "days")]),
        ("fr", "40 000 litres/jour", [(None, 40_000, None, "litres/day")]),
        ("fr", "50 M de dollars", [(None, 50_000_000, None, "USD")]),
        ("en", "25 of its 40 lorries", [(None, 25, None, "lorries")]),
        ("fr", "3 morts dont 1 enfant", [(None, 3, None, "people"), (None, 1, None, "people")]),
        ("fr", "40 000 L",
         [(None, 40_000, None, "litres")]),
        ("en", "not venture beyond 10 km from Bandiagara",
         [(None, None, 10, "km")]),
        ("fr", "un mort et deux blessés",
         [(None, 1, None, "people"), (None, 2, None, "people")]),
    ],
)  # fmt: skip
def test_amounts(language, text, wanted):
    assert amounts(text, language) == wanted


@pytest.mark.parametrize("text", ["at 6h on the road", "the meeting at 18h30", "RN7"])
def test_clock_times_and_roads_are_no_amounts(text):
    assert amounts(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "after its third ambush"),
        ("en", "in the Hippodrome quarter"),
        ("en", "the first half of October"),
        ("en", "half an hour"),
        ("fr", "le 3e camion"),
        ("fr", "aux environs de 6 heures, une mission"),
        ("fr", "interdite entre 18 heures et 6 heures"),
        ("fr", "une station fermée"),
        ("fr", "d'après un transitaire"),
        ("fr", "à une dizaine de kilomètres au nord"),
        ("en", "BAMAKO, Sept 22 - Gunmen came"),
        ("en", "10:00, Bamako: station closed"),
        ("en", "two Chinese sites"),
        ("en", "no one came"),
        ("en", "a 19-year-old driver"),
        ("en", "open 24/7"),
        ("fr", "barrage au km 38"),
    ],
)
def test_ordinals_hours_dates_and_articles_are_no_amounts(language, text):
    assert amounts(text, language) == []


@given(st.integers(2, 900), st.integers(2, 900), st.sampled_from(["tankers", "lorries", "people"]))
def test_two_numbers_joined_share_their_unit(one, other, unit):
    word = {"tankers": "tankers", "lorries": "trucks", "people": "drivers"}[unit]
    assert amounts(f"they counted {one} and {other} {word}", "en") == [
        (None, one, None, unit),
        (None, other, None, unit),
    ]
