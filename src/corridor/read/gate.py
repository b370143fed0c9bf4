"""Which of many small pattern sets could match in a line at all, by the words they can begin with.

Guarantees: a set is held back only where none of its first words stands in the line; one look at
each word of a line answers for all sets. Refuses: saying that a set does match.
"""

from collections.abc import Sequence

from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet


class Gate:
    """The first words of many pattern sets, each set a bit of a mask."""

    _MEMO_LIMIT = 50_000

    def __init__(self, sets: Sequence[PatternSet | None]) -> None:
        self._exact: dict[str, int] = {}
        self._prefix: dict[str, int] = {}
        self._always = 0
        for number, patterns in enumerate(sets):
            if patterns is not None:
                self._take(patterns, 1 << number)
        self._lengths = sorted({len(prefix) for prefix in self._prefix})
        self._memo: dict[str, int] = {}

    def _take(self, patterns: PatternSet, bit: int) -> None:
        words, prefixes, tagged = patterns.openings()
        for word in words:
            self._exact[word] = self._exact.get(word, 0) | bit
        for prefix in prefixes:
            self._prefix[prefix] = self._prefix.get(prefix, 0) | bit
        if tagged:
            self._always |= bit

    def open(self, line: Line, start: int = 0, end: int | None = None) -> int:
        """Return the mask of the sets that could match from a word of that range on."""
        mask, memo = self._always, self._memo
        for word in line.folds[start:end]:
            bits = memo.get(word)
            mask |= self._bits_of(word) if bits is None else bits
        return mask

    def _bits_of(self, folded: str) -> int:
        if len(self._memo) >= self._MEMO_LIMIT:
            self._memo.clear()
        bits = self._exact.get(folded, 0)
        for length in self._lengths:
            if length > len(folded):
                break
            bits |= self._prefix.get(folded[:length], 0)
        self._memo[folded] = bits
        return bits
