"""What a question asserts: nothing where it asks, a rumour where it tells, a denial with its answer."""

import pytest

from corridor.read.questions import answered_no, asks, leaves_open
from corridor.read.words import tokenize


@pytest.mark.parametrize(
    "text",
    [
        "Has the truce at Kayes held?",
        "Anchor: Will there be a strike?",
        "And did the convoy reach Bamako?",
        "Les pourparlers avancent-ils ?",
        "Faut-il donc que nos mères dorment devant les stations ?",
        "MSC a rouvert les réservations ou pas ?",
        "Where do the tankers wait?",
    ],
)
def test_what_asks_leaves_open(text):
    assert leaves_open(tokenize(text, 0, len(text) - 1), text)


@pytest.mark.parametrize(
    "text",
    [
        "Schools closed?",
        "On dit que des chauffeurs ont été exécutés ?",
        "Is it true that the pass is closed?",
        "The convoy has reached Bamako.",
        "Will the convoy come",
    ],
)
def test_what_tells_does_not(text):
    assert not leaves_open(tokenize(text, 0, len(text) - 1), text)


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("Is Bamako encircled? No.", True),
        ("« La ville est-elle prise ? » Le maire : Non, pas du tout.", True),
        ("Have people left? Nobody knows.", False),
        ("Who burned the tankers? No one has claimed it.", False),
        ("Have people left?", False),
    ],
)
def test_an_answer_denies_by_its_first_word(text, no):
    tokens = tokenize(text, 0, text.index("?"))
    assert asks(tokens, text)
    assert answered_no(tokens, text) is no


def test_an_open_question_carries_nothing_into_the_picture(read):
    text = "Were thirty tankers burned near Kolondieba on Monday? The ministry has not replied."
    assert not [c for c in read(text) if c.kind in {"event", "status", "control"}]


def test_no_one_denies_nothing(read):
    found = read("Were thirty tankers burned near Kolondieba? No one knows.")
    assert not [c for c in found if c.assertion == "denied"]


def test_a_question_answered_with_no_is_a_denial(read):
    found = [c for c in read("Is Bamako encircled? No.") if c.kind in {"event", "status"}]
    assert [c.assertion for c in found] == ["denied"]
