"""Patterns passed over because a word they need is missing are never patterns that match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.lexicon import event_classes
from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet
from corridor.read.tables import rows
from corridor.read.words import tokenize

_CLASSES = {language: event_classes(language) for language in ("en", "fr")}
_PATTERNS = {
    language: [row["pattern"] for row in rows(f"triggers_{language}")] for language in _CLASSES
}
_SETS = {
    language: PatternSet(patterns, _CLASSES[language]) for language, patterns in _PATTERNS.items()
}
_EXAMPLES = {
    language: [row["example"] for row in rows(f"triggers_{language}")] for language in _CLASSES
}


def _one_by_one(language: str, line: Line) -> list[tuple[int, int, int]]:
    """Run every pattern at every word, as if nothing were known of its words."""
    return sorted(
        (number, place, end)
        for number, node in enumerate(_SETS[language].nodes)
        for place in range(len(line.folds))
        if (end := node.run(line, place)) > place
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@given(data=st.data())
def test_a_set_finds_what_its_patterns_find_alone(language, data):
    words = " ".join(data.draw(st.lists(st.sampled_from(_EXAMPLES[language]), max_size=3))).split()
    shuffled = data.draw(st.permutations(words[:40]))
    line = Line(tokenize(" ".join(shuffled)))
    for at in range(0, len(line.folds), 4):
        line.tag("armed", at, at + 1)
    assert sorted(_SETS[language].search(line)) == _one_by_one(language, line)


def test_a_part_of_a_line_holds_the_matches_that_begin_in_it():
    line = Line(tokenize(" ".join(_EXAMPLES["en"][:6])))
    whole = list(_SETS["en"].search(line))
    assert list(_SETS["en"].search(line, 5, 20)) == [row for row in whole if 5 <= row[1] < 20]
