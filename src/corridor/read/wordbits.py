"""Words as bits of a mask: which of many things a word may stand for, whole or by its beginning.

Guarantees: a word is worked out once and then looked up, with bounded memory. Refuses: guessing; a
word nobody named has no bits.
"""

from collections.abc import Collection, Iterable

MEMO_LIMIT = 50_000


class WordBits:
    """Exact words and beginnings of words, each with the bits given to it.

    Attributes:
        memo: words worked out so far; look there first, then ask `of`.
    """

    def __init__(self) -> None:
        self.memo: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._prefix: dict[str, int] = {}
        self._lengths: list[int] = []

    def give(self, words: Iterable[str], prefixes: Collection[str], bit: int) -> None:
        """Add a bit to words, and to all words that begin so."""
        for word in words:
            self._exact[word] = self._exact.get(word, 0) | bit
        for prefix in prefixes:
            self._prefix[prefix] = self._prefix.get(prefix, 0) | bit
        self._lengths = sorted({*self._lengths, *map(len, prefixes)})
        self.memo.clear()

    def of(self, folded: str) -> int:
        """Return the bits of a word, and keep them."""
        if len(self.memo) >= MEMO_LIMIT:
            self.memo.clear()
        bits = self._exact.get(folded, 0)
        for length in self._lengths:
            if length > len(folded):
                break
            bits |= self._prefix.get(folded[:length], 0)
        self.memo[folded] = bits
        return bits
