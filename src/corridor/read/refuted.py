"""What a text calls untrue: "reports of a mutiny are baseless", "FAUX : ...", "n'a pas eu lieu".

Guarantees: words that call something untrue reach what stands in their own clause, a label that does
so reaches all of its line. Refuses: "fake" and "faux" before a noun ("un faux barrage").
"""

from corridor.read.clauses import boundary_strength
from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import patterns_of, word_classes
from corridor.read.triggers import Trigger
from corridor.read.words import wordset

_LABELS = wordset(
    "false fake fakenews hoax untrue debunked denial rebuttal faux fausse intox infox dementi mensonge archifaux desintox"
)
_LABEL = 4
"""A label stands within the first words of its line, before a colon, a dash or a bar."""
_MARKS = frozenset(":=–—|!")
_STRONG = 4
_COMMA = 2


class RefutedReader:
    """Finds the words by which a sentence of one language calls something untrue."""

    def __init__(self, language: str) -> None:
        classes = word_classes(language)
        self._untrue, self._believe = (
            PatternSet(patterns_of("speech", language, "use", use), classes)
            for use in ("untrue", "believe")
        )

    def covers(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        """Say whether what a trigger tells is called untrue in its sentence."""
        if labelled(line):
            return True
        if any(
            _joined(line, min(trigger.start, start), max(trigger.start, start), _STRONG)
            for _, start, _ in self._untrue.search(line, *segment)
        ):
            return True
        return any(
            end <= trigger.start and _joined(line, end, trigger.start, _COMMA)
            for _, _, end in self._believe.search(line, 0, trigger.start)
        )


def labelled(line: Line) -> bool:
    """Say whether a line is labelled untrue: `FAUX : ...`, `"50 dead" = FAKE`."""
    last = len(line.folds) - 1
    if last > 0 and line.folds[last] in _LABELS and set(line.tokens[last].gap) & _MARKS:
        return True
    for at in range(min(_LABEL, last)):
        if line.folds[at] in _LABELS:
            return bool(set(line.tokens[at + 1].gap) & _MARKS)
    return False


def _joined(line: Line, first: int, last: int, least: int) -> bool:
    """Say whether no break of that strength stands between two words."""
    return all(boundary_strength(line.tokens, at) < least for at in range(first + 1, last + 1))
