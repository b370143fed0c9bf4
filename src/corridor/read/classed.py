"""Which word classes stand in a line, for the learned model: by single words, phrases and tags.

Guarantees: every place a class stands is told, with where it ends; a single word costs one look-up.
Refuses: order and gaps between classes; these are the rules' (`triggers.py`, `topics.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corridor.read.lexicon import event_classes
from corridor.read.nodes import End, Line, Node, Openers, Split, Tag, Words, first_nodes
from corridor.read.patterns import parse


@dataclass(frozen=True, slots=True)
class Opened:
    """What a word may open: classes it is of by itself, and longer phrases of classes."""

    alone: tuple[str, ...]
    longer: tuple[tuple[str, Node], ...]


class ClassBook:
    """The word classes of one language."""

    def __init__(self, language: str) -> None:
        classes = event_classes(language)
        ways = [
            (name, way) for name in sorted(classes) for way in _ways(parse(f"{{{name}}}", classes))
        ]
        self._alone = [(n, w) for n, w in ways if isinstance(w, Words) and isinstance(w.after, End)]
        self._tags = [(n, w) for n, w in ways if isinstance(w, Tag) and isinstance(w.after, End)]
        plain = [pair for pair in ways if pair not in self._alone and pair not in self._tags]
        self._longer = plain
        self._of_one = Openers([[way] for _, way in self._alone])
        self._of_more = Openers([_firsts(way) for _, way in plain])

    def of(self, folded: str) -> Opened:
        """Return what a folded word opens."""
        alone = {self._alone[at][0] for at in self._of_one.of(folded)}
        longer = (self._longer[at] for at in self._of_more.of(folded))
        return Opened(tuple(sorted(alone)), tuple(longer))

    def tagged(self, line: Line) -> Iterator[tuple[str, int, int]]:
        """Yield (class, first word, end word) of phrases tagged in a line."""
        if not line.named:
            return
        for start, tags in line.tags.items():
            for tag, end in tags:
                yield from ((name, start, end) for name, way in self._tags if way.name == tag)


def _ways(node: Node) -> tuple[Node, ...]:
    return node.ways if isinstance(node, Split) else (node,)


def _firsts(way: Node) -> list[Words]:
    return [first for first in first_nodes(way) if isinstance(first, Words)]


@cache
def classes_of(language: str) -> ClassBook:
    """Return the word classes of a language."""
    return ClassBook(language)
