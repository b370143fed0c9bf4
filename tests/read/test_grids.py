"""Tables of numbers: what a column measures, head rows and titles that assert nothing."""

import pytest

from corridor.read.grids import _table
from corridor.read.nodes import Line
from corridor.read.tables import rows
from corridor.read.words import tokenize

PRICES = """Flash update, Bamako

SITUATION BY TOWN
Town | Petrol, FCFA/litre | Stations serving | Piped water
Ségou | 2,000 | 4 | normal
Mopti | 3,500 | 2 | cut since Monday
"""
FLOWS = """Bulletin, Bamako

Citernes entrées au Mali
Couloir | 13-19 octobre | 6-12 octobre | Attente à la frontière
Sikasso | 118 | 164 | 4 jours
Kayes | 57 | 203 | 11 jours
"""
TITLED = """Point de situation, Bamako

Nouveaux déplacés
Koro : 890
Bankass : 1 120

Marchés (litre de gasoil)
Kayes | 980 FCFA
Diéma | 1 250 FCFA
"""

DOTTED = """Bulletin, Bamako

Petrol, street price, FCFA/litre:
Bamako ........ 1,400 (previous week 2,000)
Mopti ......... 2,750 to 3,000
Timbuktu ...... not found
"""
SPACED = """Bulletin, Bamako

Essence, FCFA par litre, 18 octobre
Bamako      1 400   1 200
Ségou       1 850   1 300
"""


def told(claims):
    return [
        (c.type, c.places[0].name if c.places else "", *((f.best, f.unit) for f in c.figures))
        for c in claims
    ]


@pytest.mark.parametrize("row", rows("grid_measures"), ids=lambda row: row["example"])
def test_each_row_reads_its_example(row):
    line = Line(tokenize(row["example"]))
    first = next(m for m, p, bars in _table() if p.any(line) and not (bars and bars.any(line)))
    assert (first.rule.type, first.unit) == (row["type"], row["unit"])


def test_cells_are_of_what_their_column_measures(read):
    found = told(read(PRICES))
    assert found[:2] == [
        ("price_report", "Ségou", (2000.0, "FCFA/litre")),
        ("station_closure", "Ségou", (4.0, "stations")),
    ]
    assert ("price_report", "Mopti", (3500.0, "FCFA/litre")) in found


def test_columns_of_days_measure_what_the_title_says(read):
    claims = read(FLOWS)
    assert told(claims)[:3] == [
        ("flow_report", "Sikasso", (118.0, "tankers")),
        ("flow_report", "Sikasso", (164.0, "tankers")),
        ("convoy_waiting", "Sikasso", (4.0, "days")),
    ]
    assert [str(c.time.start)[5:] for c in claims[:2]] == ["10-13", "10-06"]


def test_a_title_alone_says_what_short_lists_measure(read):
    assert told(read(TITLED)) == [
        ("displacement", "Koro", (890.0, "people")),
        ("displacement", "Bankass", (1120.0, "people")),
        ("price_report", "Kayes", (980.0, "FCFA/litre")),
        ("price_report", "Diéma", (1250.0, "FCFA/litre")),
    ]


def test_dots_or_spaces_may_lead_to_the_next_cell(read):
    assert [(c.places[0].name, [(f.best, f.high) for f in c.figures]) for c in read(DOTTED)] == [
        ("Bamako", [(1400.0, None), (2000.0, None)]),
        ("Mopti", [(None, 3000.0)]),
    ]
    assert told(read(SPACED)) == [
        ("price_report", "Bamako", (1400.0, "FCFA/litre"), (1200.0, "FCFA/litre")),
        ("price_report", "Ségou", (1850.0, "FCFA/litre"), (1300.0, "FCFA/litre")),
    ]


def test_three_dots_still_end_a_sentence(read):
    first, second = read("Trois citernes ont brûlé à Kati... Deux chauffeurs ont été tués à Bla.")
    assert (first.type, second.type) == ("tanker_destroyed", "killing")


def test_rows_that_tell_in_words_are_left_to_the_rules(read):
    text = "Bamako\n08/11 | Bla | trois citernes brûlées\n09/11 | Kati | convoi attaqué"
    assert {c.type for c in read(text)} == {"tanker_destroyed", "convoy_attack"}


@pytest.mark.parametrize(
    "text",
    [
        "ADVISORY FOR INDIAN NATIONALS IN MALI\n\nKayes is calm.",
        "Bamako, 3 November\n\nCURFEW\nNothing new.",
        "MALI : CRISE DU CARBURANT – Point de situation n° 6",
    ],
)
def test_titles_assert_nothing(read, text):
    assert not [c for c in read(text) if c.quote and c.quote in text.splitlines()]
