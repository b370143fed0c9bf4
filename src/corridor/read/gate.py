"""Which of many small pattern sets could match in a line at all, by the words they can begin with.

Guarantees: a set is held back only where none of its first words stands in the line; one look at
each word of a line answers for all sets. Refuses: saying that a set does match.
"""

from collections.abc import Sequence

from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet
from corridor.read.wordbits import WordBits


class Gate:
    """The first words of many pattern sets, each set a bit of a mask."""

    def __init__(self, sets: Sequence[PatternSet | None]) -> None:
        self._words = WordBits()
        self._always = 0
        for number, patterns in enumerate(sets):
            if patterns is not None:
                self._take(patterns, 1 << number)

    def _take(self, patterns: PatternSet, bit: int) -> None:
        words, prefixes, tagged = patterns.openings()
        self._words.give(words, prefixes, bit)
        if tagged:
            self._always |= bit

    def open(self, line: Line, start: int = 0, end: int | None = None) -> int:
        """Return the mask of the sets that could match from a word of that range on."""
        mask, memo = self._always, self._words.memo
        for word in line.folds[start:end]:
            bits = memo.get(word)
            mask |= self._words.of(word) if bits is None else bits
        return mask
