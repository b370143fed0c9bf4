"""A small pattern language over words, so that rules can be read and written in a table.

    word        this word, accents and case aside      word*     any word that begins so
    (a|b c)     one of these                           (x)?      may be absent; word? wor or word
    {name}      one of the words of that class         #         a number in digits
    ...         nothing to four words between          .....     nothing to nine words between
    @tag        a name or phrase found before, such as @armed, @state, @place

Guarantees: matching looks at a bounded number of words from where it starts, so that time is linear
in the text. Refuses: patterns that could match nothing, unknown classes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corridor.read.words import Token, fold

SHORT_GAP, LONG_GAP = 4, 9
_PIECE = re.compile(r"\.\.\.\.\.|\.\.\.|[()|?]|[^\s()|?]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or with `prefix` any word that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A phrase found by an earlier step; `#` is the tag of a number in digits."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing to `most` words."""

    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences, or none of them where `optional`."""

    ways: tuple["Sequence_", ...]
    optional: bool = False


Piece = Word | Tag | Gap | Choice
Sequence_ = tuple[Piece, ...]


@dataclass(slots=True)
class Line:
    """The words a pattern runs over, with the phrases tagged in it.

    `tags[i]` lists `(tag, end)` of phrases that begin at word `i`.
    """

    tokens: Sequence[Token]
    tags: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    def tag(self, name: str, start: int, end: int) -> None:
        """Mark words `start` to `end` (exclusive) with a tag."""
        self.tags.setdefault(start, []).append((name, end))


def parse(pattern: str, classes: Mapping[str, str]) -> Sequence_:
    """Compile a pattern; ValueError says what is wrong with it."""
    pieces = _PIECE.findall(f"({pattern})")
    sequence, rest = _sequence(pieces, 0, classes, pattern)
    if rest != len(pieces):
        msg = f"pattern '{pattern}': a bracket closes that was not opened"
        raise ValueError(msg)
    if not first_words(sequence):
        msg = f"pattern '{pattern}': it must begin with a word, a class or a tag"
        raise ValueError(msg)
    return sequence


def _sequence(
    pieces: list[str], at: int, classes: Mapping[str, str], whole: str
) -> tuple[Sequence_, int]:
    out: list[Piece] = []
    while at < len(pieces) and pieces[at] not in {")", "|"}:
        piece = pieces[at]
        at += 1
        if piece == "(":
            ways, at = _ways(pieces, at, classes, whole)
            out.append(Choice(ways))
        elif piece == "?":
            out.append(_optional(out.pop()))
        else:
            out.append(_atom(piece, classes, whole))
    return tuple(out), at


def _optional(piece: Piece) -> Choice:
    """A group or class may be absent; of a single word only the last letter may."""
    if isinstance(piece, Choice):
        return Choice(piece.ways, optional=True)
    if isinstance(piece, Word):
        return Choice(((piece,), (Word(piece.text[:-1]),)))
    return Choice(((piece,),), optional=True)


def _ways(
    pieces: list[str], at: int, classes: Mapping[str, str], whole: str
) -> tuple[tuple[Sequence_, ...], int]:
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


def _atom(piece: str, classes: Mapping[str, str], whole: str) -> Piece:
    if piece.startswith("{"):
        name = piece.strip("{}")
        if name not in classes:
            msg = f"pattern '{whole}': no word class '{name}'; there are {', '.join(sorted(classes))}"
            raise ValueError(msg)
        words = _PIECE.findall(f"({classes[name]})")
        return _sequence(words, 0, classes, whole)[0][0]
    if piece in {"...", "....."}:
        return Gap(SHORT_GAP if piece == "..." else LONG_GAP)
    if piece.startswith("@") or piece == "#":
        return Tag(piece.removeprefix("@"))
    return Word(fold(piece.rstrip("*")), prefix=piece.endswith("*"))


def first_words(sequence: Sequence_) -> set[Word | Tag]:
    """Return every word or tag a match can begin with; empty where it could begin anywhere."""
    found: set[Word | Tag] = set()
    for piece in sequence:
        if isinstance(piece, Gap):
            return set()
        if isinstance(piece, Choice):
            for way in piece.ways:
                first = first_words(way)
                if not first:
                    return set()
                found |= first
            if piece.optional:
                continue
        else:
            found.add(piece)
        return found
    return set()


def match(sequence: Sequence_, line: Line, at: int) -> int | None:
    """Return where the shortest match that begins at word `at` ends, or None."""
    return next(_ends(sequence, 0, line, at), None)


def _ends(sequence: Sequence_, piece_no: int, line: Line, at: int) -> Iterator[int]:
    if piece_no == len(sequence):
        yield at
        return
    piece = sequence[piece_no]
    if isinstance(piece, Word):
        if at < len(line.tokens) and _same(piece, line.tokens[at].fold):
            yield from _ends(sequence, piece_no + 1, line, at + 1)
    elif isinstance(piece, Tag):
        for end in _tagged(piece.name, line, at):
            yield from _ends(sequence, piece_no + 1, line, end)
    elif isinstance(piece, Gap):
        for skip in range(min(piece.most, len(line.tokens) - at) + 1):
            yield from _ends(sequence, piece_no + 1, line, at + skip)
    else:
        for way in piece.ways:
            for end in _ends(way, 0, line, at):
                yield from _ends(sequence, piece_no + 1, line, end)
        if piece.optional:
            yield from _ends(sequence, piece_no + 1, line, at)


def _same(piece: Word, folded: str) -> bool:
    return folded.startswith(piece.text) if piece.prefix else folded == piece.text


def _tagged(name: str, line: Line, at: int) -> Iterator[int]:
    if name == "#":
        if at < len(line.tokens) and line.tokens[at].is_number:
            yield at + 1
        return
    for tag, end in line.tags.get(at, ()):
        if tag == name:
            yield end


class Index:
    """Finds quickly which patterns can begin at a word.

    Holds `(first word, payload)` pairs; `at(token)` returns the payloads in the order they came.
    """

    _MEMO_LIMIT = 50_000

    def __init__(self, sequences: Sequence[Sequence_]) -> None:
        self._exact: dict[str, list[int]] = {}
        self._prefix: dict[str, list[int]] = {}
        self._tags: dict[str, list[int]] = {}
        self._memo: dict[str, tuple[int, ...]] = {}
        for number, sequence in enumerate(sequences):
            for first in first_words(sequence):
                if isinstance(first, Tag):
                    table, key = self._tags, first.name
                else:
                    table, key = (self._prefix if first.prefix else self._exact), first.text
                table.setdefault(key, []).append(number)
        self._lengths = sorted({len(key) for key in self._prefix})

    def at(self, line: Line, place: int) -> Sequence[int]:
        """Return the numbers of the patterns that may begin at a word, in table order."""
        token = line.tokens[place]
        found = self._words(token.fold)
        tagged: list[int] = []
        if self._tags:
            if token.is_number:
                tagged += self._tags.get("#", [])
            for tag, _ in line.tags.get(place, ()):
                tagged += self._tags.get(tag, [])
        return sorted({*found, *tagged}) if tagged else found

    def _words(self, folded: str) -> tuple[int, ...]:
        known = self._memo.get(folded)
        if known is not None:
            return known
        found = set(self._exact.get(folded, ()))
        for length in self._lengths:
            if length > len(folded):
                break
            found.update(self._prefix.get(folded[:length], ()))
        if len(self._memo) >= self._MEMO_LIMIT:
            self._memo.clear()
        self._memo[folded] = answer = tuple(sorted(found))
        return answer


class PatternSet:
    """Many patterns searched at once."""

    def __init__(self, patterns: Sequence[str], classes: Mapping[str, str]) -> None:
        self.sequences = [parse(pattern, classes) for pattern in patterns]
        self._index = Index(self.sequences)

    def search(self, line: Line, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int]]:
        """Yield `(pattern number, first word, end word)` of every match that begins in the range."""
        stop = len(line.tokens) if end is None else end
        for place in range(start, stop):
            for number in self._index.at(line, place):
                finish = match(self.sequences[number], line, place)
                if finish is not None and finish > place:
                    yield number, place, finish

    def any(self, line: Line, start: int = 0, end: int | None = None) -> bool:
        """Say whether any pattern matches in the range."""
        return next(self.search(line, start, end), None) is not None
