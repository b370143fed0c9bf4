"""The compiled form of word patterns: nodes that each know what follows, run over a line of words.

Guarantees: `run` returns where a match ends or -1, trying shorter gaps first; a node looks at one
word, or at as many as its gap allows. Refuses: loops; a pattern has an end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corridor.read.words import Token


class Line:
    """The words a pattern runs over, with the phrases tagged in it.

    `tags[i]` lists `(tag, end)` of phrases that begin at word `i`.
    """

    __slots__ = ("digits", "folds", "laid", "named", "tags", "tokens", "words")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.folds = [token.fold for token in tokens]
        self.words = frozenset(self.folds)
        self.digits = frozenset(at for at, token in enumerate(tokens) if token.is_number)
        self.tags: dict[int, list[tuple[str, int]]] = {}
        self.named: set[str] = set()
        """Tags that stand somewhere in the line, `#` for a number."""
        if self.digits:
            self.named.add("#")
        self.laid: dict[object, list[tuple[int, tuple[int, ...]]]] = {}
        """For each large set of patterns the places where one of them may match."""

    def tag(self, name: str, start: int, end: int) -> None:
        """Mark words `start` to `end` (exclusive) with a tag."""
        self.tags.setdefault(start, []).append((name, end))
        self.named.add(name)


class Node(Protocol):
    """A step of a pattern."""

    def run(self, line: Line, at: int) -> int:
        """Return the end of the first match of this step and all that follow, or -1."""
        ...


class End:
    """The end of a pattern."""

    def run(self, line: Line, at: int) -> int:  # noqa: ARG002 - the shape of all nodes
        """Return where the match ends: here."""
        return at


@dataclass(slots=True, eq=False)
class Words:
    """One word out of a set, or one that begins as given."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    after: Node

    @classmethod
    def of(cls, words: Sequence[str], after: Node) -> "Words":
        """Make a node of folded words, where `word*` stands for a beginning."""
        exact = frozenset(word for word in words if not word.endswith("*"))
        return cls(exact, tuple(sorted({w[:-1] for w in words if w.endswith("*")})), after)

    def fits(self, folded: str) -> bool:
        """Say whether a folded word is in the set."""
        if folded in self.exact:
            return True
        return bool(self.prefixes) and folded.startswith(self.prefixes)

    def run(self, line: Line, at: int) -> int:
        """Match one word."""
        folds = line.folds
        if at < len(folds) and self.fits(folds[at]):
            return self.after.run(line, at + 1)
        return -1


@dataclass(slots=True, eq=False)
class Tag:
    """A phrase tagged before; `#` is a number in digits."""

    name: str
    after: Node

    def run(self, line: Line, at: int) -> int:
        """Match the tagged phrase."""
        if self.name == "#":
            if at in line.digits:
                return self.after.run(line, at + 1)
            return -1
        for tag, end in line.tags.get(at, ()):
            if tag == self.name and (finish := self.after.run(line, end)) >= 0:
                return finish
        return -1


@dataclass(slots=True, eq=False)
class Gap:
    """Nothing to `most` words."""

    most: int
    after: Node

    def run(self, line: Line, at: int) -> int:
        """Skip as few words as the rest allows."""
        after, folds = self.after, line.folds
        words = after if isinstance(after, Words) else None
        for place in range(at, min(at + self.most, len(folds)) + 1):
            if words is not None and (place == len(folds) or not words.fits(folds[place])):
                continue
            finish = after.run(line, place)
            if finish >= 0:
                return finish
        return -1


Step = tuple[Callable[[Line, int], int], int]
"""What to run, and how many words further: a word known to fit is not looked at again."""


class Openers:
    """Which of many things a word opens, by whole words and by beginnings of words."""

    __slots__ = ("_begun", "_exact", "_longest")

    def __init__(self, opened_by: Sequence[Sequence[Words]]) -> None:
        self._exact: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        for number, firsts in enumerate(opened_by):
            for first in firsts:
                for word in first.exact:
                    self._exact.setdefault(word, []).append(number)
                for beginning in first.prefixes:
                    self._begun.setdefault(beginning, []).append(number)
        self._longest = max(map(len, self._begun), default=0)

    def of(self, folded: str) -> list[int]:
        """Return the numbers of the things a folded word opens, in order."""
        found = set(self._exact.get(folded, ()))
        for size in range(1, min(len(folded), self._longest) + 1):
            found.update(self._begun.get(folded[:size], ()))
        return sorted(found)


class Split:
    """One of several ways on."""

    __slots__ = ("_free", "_memo", "_openers", "_others", "ways")
    _MEMO_LIMIT = 2_000

    def __init__(self, ways: tuple[Node, ...]) -> None:
        self.ways = ways
        self._free = [at for at, way in enumerate(ways) if not isinstance(way, Words)]
        self._others = tuple(ways[at] for at in self._free)
        self._openers = Openers([[way] if isinstance(way, Words) else [] for way in ways])
        self._memo: dict[str, tuple[Step, ...]] = {}

    def run(self, line: Line, at: int) -> int:
        """Try the ways that can begin with this word, in order."""
        folds = line.folds
        if at < len(folds):
            known = self._memo.get(folds[at])
            for run, step in self._opening(folds[at]) if known is None else known:
                finish = run(line, at + step)
                if finish >= 0:
                    return finish
            return -1
        for way in self._others:
            finish = way.run(line, at)
            if finish >= 0:
                return finish
        return -1

    def _opening(self, folded: str) -> tuple[Step, ...]:
        if len(self._memo) >= self._MEMO_LIMIT:
            self._memo.clear()
        fits = sorted({*self._free, *self._openers.of(folded)})
        known = self._memo[folded] = tuple(opened(self.ways[at]) for at in fits)
        return known


def opened(node: Node) -> Step:
    """Return how to go on from a node whose first word is known to fit."""
    return (node.after.run, 1) if isinstance(node, Words) else (node.run, 0)


def first_nodes(node: Node) -> list[Words | Tag]:
    """Return the nodes a match can begin with; empty where it could begin anywhere."""
    if isinstance(node, Words | Tag):
        return [node]
    if isinstance(node, Split):
        found: list[Words | Tag] = []
        for way in node.ways:
            first = first_nodes(way)
            if not first:
                return []
            found += first
        return found
    return []
