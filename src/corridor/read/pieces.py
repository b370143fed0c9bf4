"""Words cut into the pieces that the language model knows, with their places in the text.

The likeliest cut by a unigram model (Kudo 2018, *Subword regularization*), word by word. Guarantees:
spans lie in the text and in order; time grows with the length of the text. Refuses: pieces across
words; more than `LONGEST` letters at once, beyond which a word is cut by length.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

LONGEST = 48
"""Letters of a word looked at together; hostile ones have no end."""
_START = "▁"
"""What a piece that begins a word begins with."""
_WORD = re.compile(rf"\S{{1,{LONGEST}}}")
_ALIKE = str.maketrans({"’": "'", "\xa0": " ", "\u202f": " "})
_UNKNOWN_COST = 10.0
_REMEMBERED = 50_000


class Pieces:
    """The pieces of one model.

    Args:
        pieces: the piece of each number.
        scores: its log probability.
        unknown: the number of what is no piece.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._scores = list(scores)
        self._unknown = unknown
        self._longest = max(map(len, pieces))
        self._least = min(self._scores) - _UNKNOWN_COST
        self._cut = lru_cache(maxsize=_REMEMBERED)(self._best)

    def of(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the numbers of a text's pieces and the characters `(start, end)` of each."""
        numbers: list[int] = []
        spans: list[tuple[int, int]] = []
        for word in _WORD.finditer(text.translate(_ALIKE)):
            begin = word.start()
            for number, first, last in self._cut(word.group()):
                numbers.append(number)
                spans.append((begin + first, begin + last))
        return numbers, spans

    def _best(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Return (number, first, last letter) of each piece of a word, by dynamic programming."""
        marked = _START + word
        score = [0.0] + [float("-inf")] * len(marked)
        came: list[tuple[int, int]] = [(0, self._unknown)] * (len(marked) + 1)
        for end in range(1, len(marked) + 1):
            for start in range(max(0, end - self._longest), end):
                number = self._numbers.get(marked[start:end])
                if number is None and end - start > 1:
                    continue
                cost = self._least if number is None else self._scores[number]
                if score[start] + cost > score[end]:
                    score[end] = score[start] + cost
                    came[end] = start, self._unknown if number is None else number
        found, end = [], len(marked)
        while end:
            start, number = came[end]
            found.append((number, max(0, start - 1), end - 1))
            end = start
        return tuple(reversed(found))
