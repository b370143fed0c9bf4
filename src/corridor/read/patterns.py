"""A small pattern language over words, so that rules can be read and written in a table.

    word        this word, accents and case aside      word*     any word that begins so
    (a|b c)     one of these                           (x)?      may be absent; word? wor or word
    {name}      one of the words of that class         #         a number in digits
    ...         nothing to five words between          .....     nothing to nine words between
    @tag        a name or phrase found before, such as @armed, @state, @place

Guarantees: matching looks at a bounded number of words from where it starts, so that time is linear
in the text. Refuses: patterns that could match nothing, unknown classes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from corridor.read.needs import Needs
from corridor.read.nodes import End, Gap, Line, Node, Split, Tag, Words, first_nodes, opened
from corridor.read.words import fold

__all__ = ["Line", "PatternSet", "parse"]

SHORT_GAP, LONG_GAP = 5, 9
_PIECE = re.compile(r"\.\.\.\.\.|\.\.\.|[()|?]|[^\s()|?]+")

_Tree = tuple["_Piece", ...]
_Piece = tuple[str, object]
"""`("word", text)`, `("gap", most)`, `("tag", name)`, `("any", ways)`, `("maybe", ways)`."""


def parse(pattern: str, classes: Mapping[str, str]) -> Node:
    """Compile a pattern; ValueError says what is wrong with it."""
    pieces = _PIECE.findall(f"({pattern})")
    tree, rest = _sequence(pieces, 0, classes, pattern)
    if rest != len(pieces):
        msg = f"pattern '{pattern}': a bracket closes that was not opened"
        raise ValueError(msg)
    node = _link(tree, End())
    if not first_nodes(node):
        msg = f"pattern '{pattern}': it must begin with a word, a class or a tag"
        raise ValueError(msg)
    return node


def _sequence(
    pieces: list[str], at: int, classes: Mapping[str, str], whole: str
) -> tuple[_Tree, int]:
    out: list[_Piece] = []
    while at < len(pieces) and pieces[at] not in {")", "|"}:
        piece = pieces[at]
        at += 1
        if piece == "(":
            ways, at = _ways(pieces, at, classes, whole)
            out.append(("any", ways))
        elif piece == "?":
            out.append(_optional(out.pop()))
        else:
            out.append(_atom(piece, classes, whole))
    return tuple(out), at


def _optional(piece: _Piece) -> _Piece:
    """A group or class may be absent; of a single word only the last letter may."""
    kind, value = piece
    if kind == "any":
        return "maybe", value
    if kind == "word":
        return "any", ((piece,), (("word", str(value)[:-1]),))
    return "maybe", ((piece,),)


def _ways(
    pieces: list[str], at: int, classes: Mapping[str, str], whole: str
) -> tuple[tuple[_Tree, ...], int]:
    ways = []
    while True:
        way, at = _sequence(pieces, at, classes, whole)
        ways.append(way)
        if at >= len(pieces):
            msg = f"pattern '{whole}': a bracket is not closed"
            raise ValueError(msg)
        at += 1
        if pieces[at - 1] == ")":
            return tuple(ways), at


def _atom(piece: str, classes: Mapping[str, str], whole: str) -> _Piece:
    if piece.startswith("{"):
        name = piece.strip("{}")
        if name not in classes:
            msg = (
                f"pattern '{whole}': no word class '{name}'; there are {', '.join(sorted(classes))}"
            )
            raise ValueError(msg)
        return _sequence(_PIECE.findall(f"({classes[name]})"), 0, classes, whole)[0][0]
    if piece in {"...", "....."}:
        return "gap", SHORT_GAP if piece == "..." else LONG_GAP
    if piece.startswith("@") or piece == "#":
        return "tag", piece.removeprefix("@")
    stem = fold(piece.rstrip("*"))
    return "word", f"{stem}*" if piece.endswith("*") else stem


def _link(tree: _Tree, after: Node) -> Node:
    """Turn a tree into nodes, last first, each knowing what follows it."""
    node = after
    for kind, value in reversed(tree):
        if kind == "word":
            node = Words.of([str(value)], node)
        elif kind == "gap":
            node = Gap(int(str(value)), node)
        elif kind == "tag":
            node = Tag(str(value), node)
        else:
            node = _choice(value, node, maybe=kind == "maybe")  # type: ignore[arg-type]
    return node


def _choice(ways: Sequence[_Tree], after: Node, *, maybe: bool) -> Node:
    single = [str(way[0][1]) for way in _flat(ways) if len(way) == 1 and way[0][0] == "word"]
    longer = [way for way in _flat(ways) if not (len(way) == 1 and way[0][0] == "word")]
    nodes = [_link(way, after) for way in longer]
    if single:
        nodes.append(Words.of(single, after))
    if maybe:
        nodes.append(after)
    return nodes[0] if len(nodes) == 1 else Split(tuple(nodes))


def _flat(ways: Sequence[_Tree]) -> Iterator[_Tree]:
    """Open groups that are a way of their own: `((a|b)|c)` is `(a|b|c)`."""
    for way in ways:
        if len(way) == 1 and way[0][0] == "any":
            yield from _flat(way[0][1])  # type: ignore[arg-type]
        else:
            yield way


_NONE: frozenset[int] = frozenset()


class PatternSet:
    """Many patterns searched at once.

    A large set is laid over a line once: a pattern is tried only where its first word stands and
    where every word it cannot do without stands somewhere behind.
    """

    _MEMO_LIMIT = 50_000
    _LARGE = 150
    """From this many patterns on, laying them over a whole line pays."""

    def __init__(self, patterns: Sequence[str], classes: Mapping[str, str]) -> None:
        self.nodes = [parse(pattern, classes) for pattern in patterns]
        self._exact: dict[str, list[int]] = {}
        self._prefix: dict[str, list[int]] = {}
        self._tags: dict[str, list[int]] = {}
        for number, node in enumerate(self.nodes):
            for first in first_nodes(node):
                if isinstance(first, Tag):
                    self._tags.setdefault(first.name, []).append(number)
                    continue
                for word in first.exact:
                    self._exact.setdefault(word, []).append(number)
                for prefix in first.prefixes:
                    self._prefix.setdefault(prefix, []).append(number)
        self._lengths = sorted({len(prefix) for prefix in self._prefix})
        self._memo: dict[str, tuple[int, ...]] = {}
        self._dead: set[str] = set()
        self._steps = [opened(node) for node in self.nodes]
        self._large = len(self.nodes) >= self._LARGE
        self._needs = Needs(self.nodes) if self._large else None

    def search(
        self, line: Line, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, int]]:
        """Yield `(pattern number, first word, end word)` of every match that begins in the range."""
        if self._tags and not line.named.isdisjoint(self._tags):
            places: Iterable[tuple[int, tuple[int, ...]]] = self._tagged(line, start, end)
        elif self._large and end != start + 1:
            places = self._laid(line)
            if start or end is not None:
                stop = len(line.folds) if end is None else end
                places = [row for row in places if start <= row[0] < stop]
        elif line.words <= self._dead:
            return
        elif len(self.nodes) == 1:
            yield from self._alone(line, start, len(line.folds) if end is None else end)
            return
        else:
            places = self._along(line, start, len(line.folds) if end is None else end)
        steps = self._steps
        for place, numbers in places:
            for number in numbers:
                run, step = steps[number]
                finish = run(line, place + step)
                if finish > place:
                    yield number, place, finish

    def openings(self) -> tuple[Collection[str], Collection[str], bool]:
        """Return the words and beginnings of words a match starts with, and whether a tag may."""
        return self._exact, self._prefix, bool(self._tags)

    def any(self, line: Line, start: int = 0, end: int | None = None) -> bool:
        """Say whether any pattern matches in the range."""
        return next(self.search(line, start, end), None) is not None

    def _alone(self, line: Line, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the matches of a set of one pattern."""
        run, step = self._steps[0]
        for place, _ in self._along(line, start, end):
            finish = run(line, place + step)
            if finish > place:
                yield 0, place, finish

    def _along(self, line: Line, start: int, end: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield each place of a range with the patterns whose first word stands there."""
        folds, memo = line.folds, self._memo
        for place in range(start, end):
            numbers = memo.get(folds[place])
            if numbers is None:
                numbers = self._numbers(folds[place])
            if numbers:
                yield place, numbers

    def _laid(self, line: Line) -> list[tuple[int, tuple[int, ...]]]:
        """Return the places of a line with the patterns that may match there; worked out once."""
        known = line.laid.get(self)
        if known is None:
            words = line.words
            if words <= self._dead or self._needs is None:
                known = []
            else:
                known = self._needs.kept(line.folds, self._along(line, 0, len(line.folds)))
            line.laid[self] = known
        return known

    def _tagged(
        self, line: Line, start: int, end: int | None
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the places of a range where a first word, a tag or a number of a pattern stands."""
        stop = len(line.folds) if end is None else end
        tags = line.tags
        digits = line.digits if "#" in self._tags else _NONE
        whole = self._large and stop - start > 1
        by_word = dict(self._laid(line) if whole else self._along(line, start, stop))
        for place in range(start, stop):
            numbers = by_word.get(place, ())
            if place in tags or place in digits:
                numbers = self._with_tags(line, place, numbers)
            if numbers:
                yield place, numbers

    def _numbers(self, folded: str) -> tuple[int, ...]:
        if len(self._memo) >= self._MEMO_LIMIT:
            self._memo.clear()
            self._dead.clear()
        found = set(self._exact.get(folded, ()))
        for length in self._lengths:
            if length > len(folded):
                break
            found.update(self._prefix.get(folded[:length], ()))
        answer = tuple(sorted(found))
        self._memo[folded] = answer
        if not answer:
            self._dead.add(folded)
        return answer

    def _with_tags(self, line: Line, place: int, numbers: tuple[int, ...]) -> tuple[int, ...]:
        found: list[int] = []
        if place in line.digits:
            found += self._tags.get("#", ())
        for tag, _ in line.tags.get(place, ()):
            found += self._tags.get(tag, ())
        return tuple(sorted({*numbers, *found})) if found else numbers
