"""What a clause looks like to the learned model: its stems, their neighbours, its word classes.

Guarantees: the same features for the same words; names and numbers leave no trace but that there
was one, so that no place or figure becomes a clue; classes have one name in both languages, so that
what is learned in one serves the other. Refuses: words beyond the clause it was given.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise

from corridor.read.lexicon import event_classes
from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet
from corridor.read.words import Token

_WHOLE = 5
"""Words up to this length are kept; longer ones are cut to one letter more, a crude stem."""
_ROOT = 4
_LEAST = 2
_NUMBER, _NAME = "#", "@"


def features(line: Line, language: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """Return the features of the words `start` to `end` (exclusive) of a line."""
    stop = len(line.tokens) if end is None else end
    return frozenset(_of_words(line.tokens[start:stop])) | frozenset(
        _of_classes(line, language, start, stop)
    )


def stem(token: Token, *, first: bool) -> str:
    """Return what stands for a word: `#` a number, `@` a name inside a clause, else a stem."""
    if token.is_number:
        return _NUMBER
    if token.capital and not first and not token.text.isupper():
        return _NAME
    return token.fold if len(token.fold) <= _WHOLE else token.fold[: _WHOLE + 1]


def _of_words(tokens: Sequence[Token]) -> Iterator[str]:
    stems = [stem(token, first=not at) for at, token in enumerate(tokens)]
    for found, token in zip(stems, tokens, strict=True):
        if len(found) >= _LEAST or not found.isalpha():
            yield found
        if found not in {_NUMBER, _NAME} and len(token.fold) >= _WHOLE and token.fold.isalpha():
            yield f"^{token.fold[:_ROOT]}"
    for one, two in pairwise(stems):
        yield f"{one} {two}"
    for one, two in zip(stems, stems[2:], strict=False):
        yield f"{one} _ {two}"


def _of_classes(line: Line, language: str, start: int, end: int) -> Iterator[str]:
    names, patterns = _classes(language)
    there = {number for number, _, last in patterns.search(line, start, end) if last <= end}
    held = [names[number] for number in sorted(there)]
    yield from (f"C:{name}" for name in held)
    yield from (f"C:{one}+{two}" for one, two in combinations(held, 2))


@cache
def _classes(language: str) -> tuple[tuple[str, ...], PatternSet]:
    classes = event_classes(language)
    names = tuple(sorted(classes))
    return names, PatternSet([f"{{{name}}}" for name in names], classes)
