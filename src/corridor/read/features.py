"""What a clause looks like to the learned model: its stems, their neighbours, classes, senses.

Guarantees: the same features for the same words; names and numbers leave no trace but that there
was one, so that no place or figure becomes a clue; classes and senses have one name in both
languages, so that what is learned in one serves the other. Refuses: words beyond the clause it was given.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from corridor.read.lexicon import event_classes
from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet
from corridor.read.senses import senses_of
from corridor.read.words import Token

_WHOLE = 5
"""Words up to this length are kept; longer ones are cut to one letter more, a crude stem."""
_ROOT = 4
_LEAST = 2
_NUMBER, _NAME = "#", "@"


def features(line: Line, language: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """Return the features of the words `start` to `end` (exclusive) of a line."""
    stop = len(line.tokens) if end is None else end
    tokens = line.tokens[start:stop]
    senses = {sense for token in tokens for sense in senses_of(language).of(token.fold)}
    return frozenset(
        [*_of_words(tokens), *_of_classes(line, language, start, stop), *_pairs("S", senses)]
    )


class LineFeatures:
    """The features of a line as row numbers of a model, looked up once and cut to any clause.

    `within` gives the rows of exactly those features that `features` names. Words open a clause as
    they stand there: a capital there need be no name.
    """

    def __init__(self, line: Line, language: str, place: Mapping[str, int]) -> None:
        self.line, self._place = line, place
        stems = [stem(token, first=False) for token in line.tokens]
        self._alone = [
            [place[x] for x in _alone(found, token) if x in place]
            for found, token in zip(stems, line.tokens, strict=True)
        ]
        self._next = [place.get(f"{one} {two}", _UNKNOWN) for one, two in pairwise(stems)]
        self._after = [
            place.get(f"{one} _ {two}", _UNKNOWN)
            for one, two in zip(stems, stems[2:], strict=False)
        ]
        names, patterns = _classes(language)
        self._classes = [(names[n], first, last) for n, first, last in patterns.search(line)]
        known = senses_of(language)
        self._senses = [known.of(token.fold) for token in line.tokens]

    def within(self, start: int, end: int) -> list[int]:
        """Return the rows, in no order, of the features of the words `start` to `end` (exclusive)."""
        place, opening = self._place, self.line.tokens[start : min(end, start + _REACH)]
        rows = {place.get(name, _UNKNOWN) for name in _of_words(opening)}
        for alone in self._alone[start + 1 : end]:
            rows.update(alone)
        rows.update(self._next[start + 1 : max(start + 1, end - 1)])
        rows.update(self._after[start + 1 : max(start + 1, end - 2)])
        classes = {name for name, a, z in self._classes if start <= a and z <= end}
        senses = {sense for some in self._senses[start:end] for sense in some}
        rows.update(place.get(name, _UNKNOWN) for name in _pairs("C", classes))
        rows.update(place.get(name, _UNKNOWN) for name in _pairs("S", senses))
        rows.discard(_UNKNOWN)
        return list(rows)


_REACH, _UNKNOWN = 3, -1
"""Words a feature can span; what stands for a feature the model does not know."""


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
        yield from _alone(found, token)
    for one, two in pairwise(stems):
        yield f"{one} {two}"
    for one, two in zip(stems, stems[2:], strict=False):
        yield f"{one} _ {two}"


def _alone(found: str, token: Token) -> Iterator[str]:
    if len(found) >= _LEAST or not found.isalpha():
        yield found
    if found not in {_NUMBER, _NAME} and len(token.fold) >= _WHOLE and token.fold.isalpha():
        yield f"^{token.fold[:_ROOT]}"


def _of_classes(line: Line, language: str, start: int, end: int) -> Iterator[str]:
    names, patterns = _classes(language)
    yield from _pairs(
        "C", {names[number] for number, _, last in patterns.search(line, start, end) if last <= end}
    )


def _pairs(sort: str, held: Collection[str]) -> Iterator[str]:
    """Name what is held, and every two of it together."""
    names = sorted(held)
    yield from (f"{sort}:{name}" for name in names)
    yield from (f"{sort}:{one}+{two}" for one, two in combinations(names, 2))


@cache
def _classes(language: str) -> tuple[tuple[str, ...], PatternSet]:
    classes = event_classes(language)
    names = tuple(sorted(classes))
    return names, PatternSet([f"{{{name}}}" for name in names], classes)
