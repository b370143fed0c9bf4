"""Which part of a sentence belongs to which trigger, so that each claim quotes its own words.

Guarantees: segments lie in the sentence, in order, without overlap; a boundary stands between two
triggers where the words offer one. Refuses: cutting inside a trigger.
"""

from collections.abc import Sequence
from itertools import pairwise

from corridor.read.words import Token

_STRONG = frozenset(
    {
        "because",
        "while",
        "whereas",
        "although",
        "though",
        "but",
        "however",
        "after",
        "before",
        "which",
        "who",
        "raising",
        "so",
        "unless",
        "since",
        "when",
        "where",
        "parce",
        "tandis",
        "alors",
        "mais",
        "bien",
        "apres",
        "avant",
        "dont",
        "qui",
        "lorsque",
        "quand",
        "car",
        "faisant",
        "tuant",
        "killing",
        "leaving",
        "causing",
        "adding",
        "accusing",
        "saying",
        "wounding",
        "blessant",
        "provoquant",
        "ajoutant",
        "meanwhile",
        "notamment",
        "against",
    }
)
_WEAK = frozenset(
    {
        "and",
        "et",
        "or",
        "ou",
        "then",
        "puis",
        "as",
        "with",
        "avec",
        "that",
        "que",
        "in",
        "dans",
        "for",
        "pour",
    }
)
_HARD = frozenset(";:|—–()")
_DASHES = frozenset("–—")
_TELLING = _STRONG | _WEAK | {"and", "et", "or", "ou", "then", "puis"}


def boundary_strength(tokens: Sequence[Token], at: int) -> int:
    """Return how strongly a sentence breaks before word `at`: 0 not at all, 5 like a full stop."""
    gap, word = tokens[at].gap, tokens[at].fold
    if not gap and word not in _TELLING:  # most words: sooner told
        return 0
    if set(gap) & _HARD and not _hyphened(tokens, at):
        return 5
    comma = "," in gap
    if word in {"and", "et", "or", "ou"} and _joins_names(tokens, at):
        return 0
    if word in _STRONG:
        return 4 if comma else 3
    if word in {"and", "et", "then", "puis"}:
        return 3 if comma else 2
    return 2 if comma else int(word in _WEAK)


def _hyphened(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a dash without spaces joins two words: `Sévaré–Bandiagara`."""
    return tokens[at].gap in _DASHES and at > 0 and tokens[at].start == tokens[at - 1].end + 1


def _joins_names(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "and" joins two names or two numbers: `Kayes and Nioro`, `82 and 168`."""
    if at == 0 or at + 1 >= len(tokens) or tokens[at].gap or tokens[at + 1].gap:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    names = before.capital and after.capital and at > 1
    return names or (before.is_number and after.is_number)


def segments(tokens: Sequence[Token], heads: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words `(start, end)` of each head's part of the sentence.

    Args:
        tokens: the sentence.
        heads: triggers in order, as word ranges.
    """
    count = len(tokens)
    starts = [0]
    for (first, last), (begin, _) in pairwise(heads):
        starts.append(_cut(tokens, first, last, begin))
    parts: list[tuple[int, int]] = []
    for number, start in enumerate(starts):
        if start < 0:
            parts.append(parts[-1])
            continue
        later = next((s for s in starts[number + 1 :] if s > start), count)
        parts.append((start, later))
    return parts


def _cut(tokens: Sequence[Token], first: int, last: int, begin: int) -> int:
    """Choose the boundary between two triggers: the strongest, the last among equals; -1 for none."""
    best, place = 0, -1
    for at in range(min(last, begin), begin + 1):
        strength = boundary_strength(tokens, at) if at > first else 0
        if strength and strength >= best:
            best, place = strength, at
    if place < 0:
        for at in range(first + 1, min(last, begin) + 1):
            strength = boundary_strength(tokens, at)
            if strength >= 2 and strength >= best:
                best, place = strength, at
    return place
