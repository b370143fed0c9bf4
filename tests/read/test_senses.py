"""Senses of words: shared by both languages, by whole words or beginnings."""

from corridor.read.senses import senses_of
from corridor.read.tables import rows
from corridor.read.words import fold


def test_what_is_said_in_one_language_has_the_senses_of_the_other():
    english, french = senses_of("en"), senses_of("fr")
    for one, other in (("bowsers", "citernes"), ("hostages", "otages"), ("embassy", "ambassade")):
        assert set(english.of(one)) & set(french.of(other))


def test_a_word_is_whole_unless_the_row_says_otherwise():
    assert "coach" in senses_of("en").of("bus")
    assert "coach" not in senses_of("en").of("busy")
    assert senses_of("en").of("xyzzy") == ()


def test_rows_are_of_folded_words_in_both_languages():
    for row in rows("senses"):
        assert row["sense"].isalnum()
        assert row["en"].split()
        assert row["fr"].split()
        assert not {"*"} & set(fold(row["en"]).split())


def test_the_table_is_large_enough_to_serve():
    assert len({row["sense"] for row in rows("senses")}) >= 150
