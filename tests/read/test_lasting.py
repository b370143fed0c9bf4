"""Lengths, rates, hours and what only looks like a date among the numbers."""

import pytest

from corridor.read.figures import FigureReader
from corridor.read.measure import fit_units
from corridor.read.nodes import Line
from corridor.read.times import find_times
from corridor.read.words import tokenize

READERS = {language: FigureReader(language) for language in ("en", "fr")}


def amounts(text: str, language: str) -> list[tuple[float | None, str]]:
    """Return value and unit of the figures of a text, dates left out as the reader does."""
    tokens = tokenize(text)
    taken = [(t.start, t.end) for t in find_times(text, tokens, None, numeric=True)]
    found = READERS[language].read(text, Line(tokens), taken)
    return [(m.figure.best or m.figure.low or m.figure.high, m.figure.unit) for m in found]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "freed after a week in captivity", [(7, "days")]),
        ("fr", "coupés depuis un mois", [(30, "days")]),
        ("en", "a week ago a tanker came", []),
        ("fr", "quatorzième semaine d'encerclement", [(98, "days")]),
        ("en", "the road was closed for eleven days", [(11, "days")]),
        ("en", "it draws 1.1 million litres of gasoil a day", [(1_100_000, "litres/day")]),
        ("fr", "sept camions de ciment brûlés", [(7, "lorries")]),
        ("en", "41 tankers recorded in a week", [(41, "tankers/week")]),
        ("fr", "41 citernes enregistrées en une semaine", [(41, "tankers/week")]),
        ("en", "40 tankers arrived a week ago", [(40, "tankers")]),
        ("en", "7 million litres on a normal day", [(7_000_000, "litres/day")]),
        ("fr", "quatre camions par nuit", [(4, "lorries/day")]),
        ("en", "up from 1,800 a week ago", [(1_800, "")]),
        ("en", "at 1830 the post was attacked", []),
        ("en", "at 0700, gunmen came", []),
        ("en", "diesel sold at 1100 yesterday", [(1_100, "FCFA/litre")]),
        ("en", "a 78-second break", []),
        ("fr", "180 mètres cubes", [(180_000, "litres")]),
        ("fr", "1 000 francs à l’entrée", [(1_000, "FCFA")]),
        ("fr", "20 h sans courant", [(20, "hours")]),
        ("fr", "mot d'ordre de 48 h", [(48, "hours")]),
        ("en", "a column 12 km S of Bougouni", []),
        ("en", "the tail of the queue was 9 km from the bridge", [(9, "km")]),
        ("fr", "deux Émiratis libérés", [(2, "people")]),
        ("fr", "interdit de servir plus de 25 litres", [(25, "litres")]),
        ("en", "wounding four lorry drivers", [(4, "people")]),
        ("en", "six bus passengers were taken", [(6, "people")]),
        ("en", "48 tank lorries burned", [(48, "tankers")]),
        ("en", "2,100 t against 4,000 in Sept", [(2_100, "tonnes"), (4_000, "tonnes")]),
        ("fr", "à court d'ici dix jours", [(10, "days")]),
        ("en", "petrol 1,800 a litre in Kidal", [(1_800, "FCFA/litre")]),
        ("en", "kerosene: 1,400/L", [(1_400, "FCFA/litre")]),
        ("en", "20 litres = 40,000", [(20, "litres"), (40_000, "")]),
        ("en", "M23 gained two more hills", []),
        ("en", "lorries (x4) emptied", [(4, "")]),
        ("en", "1,140 of the country's 1,600 outlets", [(1_140, "stations")]),
        ("en", "600 rupees for a bag", [(600, "rupees")]),
        ("fr", "enlèvement, 4 pers.", [(4, "people")]),
        ("fr", "trois épaves fumantes", [(3, "vehicles")]),
        ("fr", "12 carcasses de citernes", [(12, "tankers")]),
        ("en", "nine wrecks of tankers", [(9, "tankers")]),
        ("en", "ninety cisterns from the coast", [(90, "tankers")]),
        ("fr", "cent quatre-vingts remorques", [(180, "lorries")]),
        ("fr", "la distribution d'eau est réduite à deux heures", [(2, "hours")]),
        ("fr", "il est parti à deux heures", []),
        ("en", "a 72-hour stoppage", [(72, "hours")]),
        ("en", "the number of tankers has reached 40", [(40, "tankers")]),
        ("fr", "le ministre chiffre à trois cents le nombre de stations à l'arrêt",
         [(300, "stations")]),
        ("en", "gunmen lying in wait shot at a pickup, wounding three", [(3, "people")]),
        ("en", "the union put the dead at five", [(5, "")]),
        ("en", "the post was attacked at five", []),
        ("en", "cut in two by insurgents", []),
        ("en", "on at the road 318", []),
        ("en", "Hassan, 34, says", []),
        ("en", "8 per cent of tankers in September, 5 in October and under 1 in November",
         [(8, "percent"), (5, "percent"), (1, "percent")]),
        ("fr", "53 millions de litres en septembre, 78 millions en octobre",
         [(53_000_000, "litres"), (78_000_000, "litres")]),
        ("fr", "Onze sur vingt-six ont rendu les clés", [(11, ""), (26, "")]),
        ("en", "two 4x4s seized", [(2, "vehicles")]),
        ("en", "a week's worth of water", [(7, "days")]),
        ("fr", "une semaine de vivres", [(7, "days")]),
        ("en", "closed for eleven days after the coup", [(11, "days")]),
        ("en", "Stations open: 38", [(38, "stations")]),
        ("fr", "Heures de courant par jour à Ségou | 4 | 6", [(4, "hours/day"), (6, "hours/day")]),
        ("fr", "Camions brûlés : 4", [(4, "lorries")]),
        ("fr", "Prix du litre : 1 200", [(1_200, "FCFA/litre")]),
        ("en", "a colleague at the gate: 82 from Niamey", [(82, "")]),
        ("en", "previous week: 63", [(63, "")]),
        ("en", "#4 [Sat, Kati] a raid", []),
        ("en", "7 admitted, of whom one has died", [(7, ""), (1, "")]),
        ("fr", "sept apprentis enlevés, dont un est mort", [(7, "people"), (1, "people")]),
        ("en", "two excavators and three flatbeds", [(2, "vehicles"), (3, "lorries")]),
    ],
)  # fmt: skip
def test_lengths_rates_and_hours(language: str, text: str, wanted: list[tuple[float, str]]) -> None:
    assert amounts(text, language) == wanted


@pytest.mark.parametrize(
    ("type_", "language", "text", "wanted"),
    [
        ("drivers_strike", "fr", "mot d'ordre de 48 h", [(None, 2, None, "days")]),
        ("power_outage", "fr", "20 h sans courant", [(None, 20, None, "hours/day")]),
        ("stock_report", "fr", "autonomie de la centrale, 36 heures", [(None, 1.5, None, "days")]),
        ("demand", "en", "gave them 72 hours", [(None, 3, None, "days")]),
        ("ransom_demand", "fr", "ils réclament douze millions pour lui",
         [(None, 12_000_000, None, "FCFA")]),
        ("ration_measure", "fr", "interdit de servir plus de 25 litres",
         [(None, None, 25, "litres")]),
        ("price_report", "fr", "1 200 FCFA la bouteille d'un litre",
         [(None, 1_200, None, "FCFA/litre")]),
        ("flow_report", "en", "the intake of tankers at the depots, once 700, fell to 90",
         [(None, 700, None, "tankers"), (None, 90, None, "tankers")]),
        ("ransom_paid", "en", "three of them against payment", [(None, 3, None, "people")]),
        ("price_report", "fr", "la bouteille d'un litre et demi à 2 250 francs",
         [(None, 2_250, None, "FCFA")]),
        ("price_report", "fr", "la bonbonne de butane à 4 000 FCFA", [(None, 4_000, None, "FCFA")]),
    ],
)  # fmt: skip
def test_what_a_type_makes_of_its_figures(
    type_: str,
    language: str,
    text: str,
    wanted: list[tuple[float | None, float | None, float | None, str]],
) -> None:
    line = Line(tokenize(text))
    found = [m.figure for m in READERS[language].read(text, line, [])]
    kept = fit_units(type_, found, set(line.folds))
    assert [(f.low, f.best, f.high, f.unit) for f in kept] == wanted
