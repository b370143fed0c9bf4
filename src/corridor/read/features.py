"""What a clause looks like to the learned model: its stems, their neighbours, classes, senses.

Guarantees: the same features for the same words; names and numbers leave no trace but that there
was one, so that no place or figure becomes a clue; classes and senses have one name in both
languages, so that what is learned in one serves the other. Refuses: words beyond the clause it was
given; speed: reading uses `feature_rows`, which tells the same sooner.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

from corridor.read.classed import classes_of
from corridor.read.nodes import Line
from corridor.read.senses import senses_of
from corridor.read.words import Token

_WHOLE = 5
"""Words up to this length are kept; longer ones are cut to one letter more, a crude stem."""
_ROOT = 4
_LEAST = 2
NUMBER, NAME = "#", "@"


def features(line: Line, language: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """Return the features of the words `start` to `end` (exclusive) of a line."""
    stop = len(line.tokens) if end is None else end
    tokens = line.tokens[start:stop]
    senses = {sense for token in tokens for sense in senses_of(language).of(token.fold)}
    classes = {name for name, a, z in standing(line, language) if start <= a and z <= stop}
    return frozenset([*_of_words(tokens), *_pairs("C", classes), *_pairs("S", senses)])


def standing(line: Line, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield (class, first word, end word) wherever a word class stands in a line."""
    book = classes_of(language)
    yield from book.tagged(line)
    for at, folded in enumerate(line.folds):
        opened = book.of(folded)
        yield from ((name, at, at + 1) for name in opened.alone)
        for name, way in opened.longer:
            if (end := way.run(line, at)) > at:
                yield name, at, end


def stem(token: Token, *, first: bool) -> str:
    """Return what stands for a word: `#` a number, `@` a name inside a clause, else a stem."""
    if token.is_number:
        return NUMBER
    if token.capital and not first and not token.text.isupper():
        return NAME
    return token.fold if len(token.fold) <= _WHOLE else token.fold[: _WHOLE + 1]


def alone(found: str, folded: str) -> Iterator[str]:
    """Yield the features of one word: its stem, and the beginning of a long one."""
    if len(found) >= _LEAST or not found.isalpha():
        yield found
    if found not in {NUMBER, NAME} and len(folded) >= _WHOLE and folded.isalpha():
        yield f"^{folded[:_ROOT]}"


def _of_words(tokens: Sequence[Token]) -> Iterator[str]:
    stems = [stem(token, first=not at) for at, token in enumerate(tokens)]
    for found, token in zip(stems, tokens, strict=True):
        yield from alone(found, token.fold)
    for one, two in pairwise(stems):
        yield f"{one} {two}"
    for one, two in zip(stems, stems[2:], strict=False):
        yield f"{one} _ {two}"


def _pairs(sort: str, held: Collection[str]) -> Iterator[str]:
    """Name what is held, and every two of it together."""
    names = sorted(held)
    yield from (f"{sort}:{name}" for name in names)
    yield from (f"{sort}:{one}+{two}" for one, two in combinations(names, 2))
