"""Which words a pattern cannot do without, so that most patterns are passed over unread.

Guarantees: a pattern is dropped only where no match is possible; the answer for a line takes one
look at each of its words. Refuses: nothing; a pattern without such words is always tried.
"""

from collections.abc import Iterable, Sequence

from corridor.read.nodes import Gap, Node, Split, Tag, Words
from corridor.read.wordbits import WordBits

_Group = frozenset[Words]
"""Nodes of which at least one must match a word."""


class Needs:
    """The needed words of many patterns, each group of words a bit of a mask."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._words = WordBits()
        self._bits: dict[tuple[tuple[frozenset[str], tuple[str, ...]], ...], int] = {}
        memo: dict[int, frozenset[_Group]] = {}
        self._of = [self._masks(node, _groups(node, memo)) for node in nodes]

    def kept(
        self, folds: Sequence[str], places: Iterable[tuple[int, tuple[int, ...]]]
    ) -> list[tuple[int, tuple[int, ...]]]:
        """Return the places in order, each with those patterns whose needed words stand behind it.

        Args:
            folds: the words of a line.
            places: each place with the numbers of patterns that begin there.
        """
        rows = list(places)
        kept: list[tuple[int, tuple[int, ...]]] = []
        mask, at, memo, needed = 0, len(folds), self._words.memo, self._of
        for place, numbers in reversed(rows):
            for word in folds[place:at]:
                bits = memo.get(word)
                mask |= self._words.of(word) if bits is None else bits
            at = place
            fits = tuple([n for n in numbers if mask & needed[n] == needed[n]])
            if fits:
                kept.append((place, fits))
        kept.reverse()
        return kept

    def _masks(self, node: Node, groups: Iterable[_Group]) -> int:
        """Return the bits of a pattern's groups; the word it begins with needs no look."""
        first = frozenset({node}) if isinstance(node, Words) else frozenset()
        mask = 0
        for group in groups:
            if group != first:
                mask |= self._bit(group)
        return mask

    def _bit(self, group: _Group) -> int:
        key = tuple(
            sorted(
                {(words.exact, words.prefixes) for words in group},
                key=lambda pair: (sorted(pair[0]), pair[1]),
            )
        )
        bit = self._bits.get(key)
        if bit is None:
            bit = self._bits[key] = 1 << len(self._bits)
            for exact, prefixes in key:
                self._words.give(exact, prefixes, bit)
        return bit


def _groups(node: Node, memo: dict[int, frozenset[_Group]]) -> frozenset[_Group]:
    """Return the groups of words a match from this node on needs."""
    known = memo.get(id(node))
    if known is None:
        known = memo[id(node)] = _worked_out(node, memo)
    return known


def _worked_out(node: Node, memo: dict[int, frozenset[_Group]]) -> frozenset[_Group]:
    if isinstance(node, Words):
        return _groups(node.after, memo) | {frozenset({node})}
    if isinstance(node, Gap | Tag):
        return _groups(node.after, memo)
    if not isinstance(node, Split):
        return frozenset()
    ways = [_groups(way, memo) for way in node.ways]
    common = frozenset.intersection(*ways)
    own = [way - common for way in ways]
    if all(own):
        either: _Group = frozenset().union(*(min(groups, key=len) for groups in own))
        return common | {either}
    return common
