"""Names looked up longest first, whatever their accents, hyphens and apostrophes.

Guarantees: the longest name that begins at a word wins, in time bounded by the longest name.
Refuses: part of a word; a lower-case word where a name needs its capital.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from corridor.read.words import Token, folded_words

T = TypeVar("T")


class NameIndex(Generic[T]):
    """Names with what each may stand for, in the order added."""

    def __init__(self, pairs: Iterable[tuple[str, T]] = ()) -> None:
        self._names: dict[tuple[str, ...], list[T]] = {}
        self._lengths: dict[str, list[int]] = {}
        for name, payload in pairs:
            self.add(name, payload)

    def add(self, name: str, payload: T) -> None:
        """Add one name; an empty one is passed over."""
        self.add_words(folded_words(name), payload)

    def add_words(self, words: tuple[str, ...], payload: T) -> None:
        """Add a name given as folded words."""
        if not words:
            return
        known = self._names.setdefault(words, [])
        if not any(payload is other for other in known):
            known.append(payload)
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def __contains__(self, words: tuple[str, ...]) -> bool:
        return words in self._names

    def get(self, words: tuple[str, ...]) -> Sequence[T]:
        """Return what a name may stand for."""
        return self._names.get(words, ())

    def at(self, tokens: Sequence[Token], place: int) -> tuple[int, Sequence[T]] | None:
        """Return `(end, payloads)` of the longest name that begins at a word, or None."""
        for length in self._lengths.get(tokens[place].fold, ()):
            end = place + length
            if end > len(tokens):
                continue
            words = tuple(token.fold for token in tokens[place:end])
            if words in self._names and _unbroken(tokens, place, end):
                return end, self._names[words]
        return None


def _unbroken(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Refuse a name across a comma, a full stop or a bracket."""
    return all(set(tokens[i].gap) <= _INSIDE for i in range(place + 1, end))


_INSIDE = frozenset("-‐‑–'’ʼ./`´")
