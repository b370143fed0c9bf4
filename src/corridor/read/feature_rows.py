"""The features of `features`, as row numbers of a model's table: looked up once for a line.

Guarantees: exactly the rows of the features that `features` names, for any clause of a line (a test
compares them); a word costs one look-up. Refuses: features the model does not know.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from corridor.read.classed import Opened, classes_of
from corridor.read.features import alone, stem
from corridor.read.nodes import Line
from corridor.read.senses import senses_of
from corridor.read.words import Token

_MEMO_LIMIT = 50_000
_NOTHING: dict[str, int] = {}


@dataclass(slots=True)
class Pairs:
    """Rows of what a clause holds (classes, or senses), alone and every two together."""

    single: dict[str, int]
    double: dict[str, dict[str, int]]
    """The second name of a pair comes later in the alphabet."""

    @classmethod
    def of(cls, sort: str, place: Mapping[str, int]) -> "Pairs":
        """Take the rows of one sort, `C` or `S`, out of the names of all features."""
        made = cls({}, {})
        for name, row in place.items():
            if name.startswith(f"{sort}:"):
                one, plus, two = name.removeprefix(f"{sort}:").partition("+")
                if plus:
                    made.double.setdefault(one, {})[two] = row
                else:
                    made.single[one] = row
        return made

    def add(self, held: Collection[str], rows: set[int | None]) -> None:
        """Add the rows of what is held, with None for what has no row."""
        rows.update(map(self.single.get, held))
        for name in held:
            if (second := self.double.get(name)) is not None:
                rows.update(map(second.get, held))


@dataclass(slots=True)
class Known:
    """A word as the model sees it."""

    stem: str
    rows: tuple[int, ...]
    next: dict[str, int]
    """Rows of this word with the stem right behind it."""
    after: dict[str, int]
    """Rows of this word with the stem one word further."""
    senses: tuple[str, ...]
    opened: Opened | None
    """Classes the word is of and phrases it may open; None where there are none."""
    folded: str


class Vocabulary:
    """The rows of a model's features in one language: `place` gives the row of each name."""

    def __init__(self, language: str, place: Mapping[str, int]) -> None:
        self._place = place
        self._senses, self._classes = senses_of(language), classes_of(language)
        self.classes, self.senses = Pairs.of("C", place), Pairs.of("S", place)
        self._next: dict[str, dict[str, int]] = {}
        self._after: dict[str, dict[str, int]] = {}
        for name, row in place.items():
            words = name.split(" ")
            if len(words) == 2:
                self._next.setdefault(words[0], {})[words[1]] = row
            elif len(words) == 3:
                self._after.setdefault(words[0], {})[words[2]] = row
        self._memo: tuple[dict[str, Known], dict[str, Known]] = ({}, {})

    def known(self, token: Token, *, first: bool) -> Known:
        """Return what the model knows of a word, `first` where it opens its clause."""
        memo = self._memo[first]
        known = memo.get(token.text)
        if known is None or known.folded != token.fold:
            if len(memo) >= _MEMO_LIMIT:
                memo.clear()
            known = memo[token.text] = self._look_up(stem(token, first=first), token.fold)
        return known

    def _look_up(self, found: str, folded: str) -> Known:
        names = alone(found, folded)
        opened = self._classes.of(folded)
        return Known(
            stem=found,
            rows=tuple(self._place[name] for name in names if name in self._place),
            next=self._next.get(found, _NOTHING),
            after=self._after.get(found, _NOTHING),
            senses=self._senses.of(folded),
            opened=opened if opened.alone or opened.longer else None,
            folded=folded,
        )

    def standing(self, line: Line, words: list[Known]) -> list[tuple[str, int, int]]:
        """Return (class, first word, end word) wherever a word class stands in a line."""
        found = list(self._classes.tagged(line))
        for at, word in enumerate(words):
            if (opened := word.opened) is None:
                continue
            found += [(name, at, at + 1) for name in opened.alone]
            for name, way in opened.longer:
                if (end := way.run(line, at)) > at:
                    found.append((name, at, end))
        return found


class LineRows:
    """The rows of a line, to be cut to any clause."""

    def __init__(self, line: Line, vocabulary: Vocabulary) -> None:
        self.line, self._vocabulary = line, vocabulary
        self._words = [vocabulary.known(token, first=False) for token in line.tokens]
        self._classes = vocabulary.standing(line, self._words)

    def within(self, start: int, end: int) -> list[int]:
        """Return the rows, in no order, of the features of the words `start` to `end` (exclusive).

        A capital that opens the clause need be no name, so its first word is looked up anew.
        """
        words = self._words[start:end]
        if words:
            words[0] = self._vocabulary.known(self.line.tokens[start], first=True)
        # Rows that are not there are None till the end: that spares every step a question.
        rows: set[int | None] = set().union(*[word.rows for word in words])
        for one, two in pairwise(words):
            rows.add(one.next.get(two.stem))
        for one, two in zip(words, words[2:], strict=False):
            rows.add(one.after.get(two.stem))
        held = {name for name, a, z in self._classes if start <= a and z <= end}
        self._vocabulary.classes.add(held, rows)
        self._vocabulary.senses.add(set().union(*[word.senses for word in words]), rows)
        return [row for row in rows if row is not None]
