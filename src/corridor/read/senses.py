"""What a word is about: some 140 senses that English and French share (`data/senses.csv`).

Guarantees: the same senses for the same word; a row's words are whole words, or beginnings where they
end in `*`. Refuses: a rule's precision: a sense is a clue among others to the learned model, and words
of two meanings have both.
"""

from collections.abc import Iterator
from functools import cache

from corridor.read.tables import rows
from corridor.read.words import fold

_LONGEST_MEMO = 50_000


class Senses:
    """The senses of the words of one language."""

    def __init__(self, language: str) -> None:
        self._whole: dict[str, set[str]] = {}
        self._begun: dict[str, set[str]] = {}
        for row in rows("senses"):
            for word in fold(row[language]).split():
                table = self._begun if word.endswith("*") else self._whole
                table.setdefault(word.rstrip("*"), set()).add(row["sense"])
        self._lengths = sorted({len(word) for word in self._begun})
        self._memo: dict[str, tuple[str, ...]] = {}

    def of(self, folded: str) -> tuple[str, ...]:
        """Return the senses of a folded word, sorted."""
        known = self._memo.get(folded)
        if known is None:
            if len(self._memo) >= _LONGEST_MEMO:
                self._memo.clear()
            known = self._memo[folded] = tuple(sorted(set(self._look_up(folded))))
        return known

    def _look_up(self, folded: str) -> Iterator[str]:
        yield from self._whole.get(folded, ())
        for length in self._lengths:
            if length > len(folded):
                return
            yield from self._begun.get(folded[:length], ())


@cache
def senses_of(language: str) -> Senses:
    """Return the senses of a language's words."""
    return Senses(language)
