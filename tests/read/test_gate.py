"""A set of patterns held back by its first words is never one that matches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.gate import Gate
from corridor.read.lexicon import event_classes
from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet
from corridor.read.tables import rows
from corridor.read.words import tokenize

_SETS = {
    language: [
        PatternSet([row["without"]], event_classes(language))
        for row in rows(f"topics_{language}")
        if row["without"]
    ]
    for language in ("en", "fr")
}
_WORDS = {
    language: sorted({w for row in rows(f"topics_{language}") for w in row["example"].split()})
    for language in ("en", "fr")
}


@pytest.mark.parametrize("language", ["en", "fr"])
@given(data=st.data())
def test_a_set_that_matches_is_let_through(language, data):
    words = data.draw(st.lists(st.sampled_from(_WORDS[language]), min_size=1, max_size=12))
    line = Line(tokenize(" ".join(words)))
    mask = Gate(_SETS[language]).open(line)
    for number, patterns in enumerate(_SETS[language]):
        assert mask >> number & 1 or not patterns.any(line)


def test_a_set_whose_words_are_not_there_is_held_back():
    gate = Gate([PatternSet(["burn* ... tanker*"], {}), None, PatternSet(["@army fled"], {})])
    assert gate.open(Line(tokenize("the road is open"))) == 0b100
    assert gate.open(Line(tokenize("they burned it"))) == 0b101
    assert gate.open(Line(tokenize("they burned it")), 2) == 0b100
