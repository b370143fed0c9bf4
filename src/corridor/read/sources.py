"""Who is named without a verb of saying: before a colon, in brackets, at the end of a row, after "pour".

Guarantees: a source in brackets covers what stands before it, one that opens a line what follows.
Refuses: a bracket or label that names no source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corridor.read.patterns import Line
from corridor.read.words import wordset

MAX_SPEAKER = 9
"""A speaker has no more words than these."""
_LEAST = 9
PRONOUNS = wordset(
    "he she they it il elle ils elles on nous we i je who qui that lui eux her him them t en y his its own"
)
ARTICLES = wordset(
    "the a an le la les l un une des du de d of its their his her ses son sa leur leurs this ce cette another notre "
    "our nos un"
)
TITLES = wordset("m mr mrs ms dr gen col lt capt maj mme prof gov sen")
_OPENS = frozenset('"“«')
_SOURCES = wordset(
    "radio radios union unions source sources army police ministry ngo ngos ocha rfi afp reuters ap bbc acled media "
    "press residents resident officials official monitor monitors gendarmerie prefecture mayor governor partners "
    "customs witness witnesses onu armee ministere ong presse habitants habitant elus elu syndicat syndicats douanes "
    "temoin temoins maire gouverneur partenaires prefet"
)
_FOR_NOT = wordset(
    "instant moment fois raison exemple rappel part annee semaine suite mois jour heure lui elle eux cela cette ce "
    "l'instant leur sa son ses autant finir commencer memoire sur"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speech verb or phrase in a sentence, and the words of its speaker."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    denies: bool
    scope: tuple[int, int]
    """Words the attribution covers (end exclusive)."""
    name: str | None = None
    """The speaker, where another sentence names it."""


def colon(line: Line) -> list[Attribution]:
    """Read `Minister: "..."` and `Le gérant : « ... »`."""
    for at in range(1, min(len(line.tokens), MAX_SPEAKER)):
        gap = line.tokens[at].gap
        if ":" in gap and set(gap) & _OPENS:
            return [Attribution(at, at, (0, at), denies=False, scope=(at, len(line.tokens)))]
        if gap.strip("-'’."):
            break
    return []


def opinion_of(line: Line) -> list[Attribution]:
    """Read a French sentence that opens `Pour l'institut, ...`."""
    folds = line.folds
    if len(folds) < _LEAST or folds[0] != "pour":
        return []
    for at in range(2, 8):
        if folds[at - 1] in _FOR_NOT or folds[at - 1].endswith(("er", "ir")):
            return []
        if line.tokens[at].gap == ",":
            named = folds[1] in ARTICLES or line.tokens[1].capital
            return [whole(line, 0, at, (1, at))] if named else []
        if line.tokens[at].gap.strip("'’-"):
            return []
    return []


def brackets(line: Line) -> Iterator[Attribution]:
    """Read a source in brackets after what it says: `20 tankers burned (radio)`."""
    first = 0
    for at in range(1, len(line.tokens)):
        if "(" not in line.tokens[at].gap:
            continue
        end = at + 1
        while end < len(line.tokens) and end - at < 4 and not line.tokens[end].gap.strip("-'’"):
            end += 1
        closed = end == len(line.tokens) or ")" in line.tokens[end].gap
        if closed and _SOURCES & set(line.folds[at:end]):
            yield Attribution(at, end, (at, end), denies=False, scope=(first, at))
            first = end


def opening_name(text: str, line: Line) -> str | None:
    """Return the person a sentence opens with: two capitalised words, then a comma or a verb."""
    tokens = line.tokens
    end = 0
    while end < len(tokens) and tokens[end].capital and (not end or near(line, end)):
        end += 1
    if not 1 < end < 5 or end >= len(tokens):
        return None
    return text[tokens[0].start : tokens[end - 1].end] if tokens[end].gap == "," else None


def whole(line: Line, start: int, end: int, speaker: tuple[int, int]) -> Attribution:
    """Return an attribution that covers its whole sentence."""
    return Attribution(start, end, speaker, denies=False, scope=(0, len(line.tokens)))


def near(line: Line, at: int) -> bool:
    """Say whether nothing but a hyphen or apostrophe stands before a word."""
    return not line.tokens[at].gap.strip("-'’")


def speaker_words(
    text: str, line: Line, span: tuple[int, int]
) -> tuple[str, tuple[int, int]] | None:
    """Return a speaker as written without its article, with character span; None for a pronoun."""
    begin, end = span
    folds = line.folds
    if end - begin > 1 and folds[end - 1] in {"eux", "elles", "them"}:
        return text[line.tokens[begin].start : line.tokens[end - 1].end], (
            line.tokens[begin].start,
            line.tokens[end - 1].end,
        )
    while begin < end and folds[begin] in ARTICLES | TITLES and end - begin > 1:
        begin += 1
    again = {"memes", "meme", "same"} & set(folds[begin:end])
    if begin >= end or again or all(word in PRONOUNS for word in folds[begin:end]):
        return None
    first, last = line.tokens[begin].start, line.tokens[end - 1].end
    return text[first:last], (first, last)
