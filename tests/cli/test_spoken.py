"""Tables at the prompt in French: heads and words are told, ids and numbers are the same."""

from datetime import date

import pytest
from click.testing import CliRunner

from corridor.cli import main
from corridor.cli.spoken import spoken
from corridor.packs import load_pack
from corridor.records.table import Table

TABLE = Table(
    columns=("id", "class", "state", "p_open", "since", "threshold"),
    rows=(
        ("open", "tanker", "contested", 0.25, date(2025, 11, 1), "contested|closed"),
        ("dry", "none such", "not_known", None, None, 2),
    ),
)


def test_english_tables_stay_as_they_are():
    assert spoken(TABLE, "en") is TABLE


def test_heads_and_words_are_told_and_ids_and_numbers_stay():
    found = spoken(TABLE, "fr")
    assert found.columns == ("id", "catégorie", "état", "p_ouvert", "depuis", "valeur_seuil")
    assert found.rows[0][0] == "open", "an id is no word"
    assert found.rows[0][2:5] == ("contesté", 0.25, date(2025, 11, 1))
    assert found.rows[0][5] == "contesté|fermé"
    assert found.rows[1] == ("dry", "none such", "inconnu", None, None, 2)


def run(*args: str) -> str:
    result = CliRunner().invoke(main, [*args, "--as-of", "2025-09-20", "--members", "50"])
    assert result.exit_code in {0, 1}, result.output
    return result.stdout


@pytest.mark.parametrize(
    "stage", ["events", "relations", "access", "supply", "exits", "outlook", "posture"]
)
def test_every_stage_has_as_many_lines_in_both_languages(stage):
    english, french = run(stage).splitlines(), run(stage, "--lang", "fr").splitlines()
    assert len(english) == len(french)
    told, heads = english[0].split(), french[0].split()
    assert len(told) == len(heads)
    same = {"id", "type", "corridor", "question", "stations_p50", "p50", "p90"}
    assert {a for a, b in zip(told, heads, strict=True) if a == b} <= same


def test_json_is_the_same_in_both_languages():
    assert run("posture", "--json") == run("posture", "--json", "--lang", "fr")


def test_events_of_coded_claims_are_told_in_french():
    pack = load_pack("mali")
    whole = next(words for words in pack.in_french if words.count(". ") > 0)
    assert pack.french_of(whole, whole) == pack.in_french[whole]
    first = whole[: whole.index(". ") + 1]
    assert pack.in_french[whole].startswith(pack.french_of(whole, first))
    assert pack.french_of("words of a quote", "words of a quote") == ""
    assert "convoi" in run("events", "--lang", "fr")


def test_what_if_speaks_french():
    said = run("whatif", "--set", "supply.escort_teams+=2", "--lang", "fr")
    assert said.startswith("Et si, au 2025-09-20 : ")
    assert "Entrées nationales" in said
    assert "What if" not in said
