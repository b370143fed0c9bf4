"""Numbers that go together: `82 and 168 tankers`, `8 per cent in September, 5 in October`, `from X to Y`.

Guarantees: a number without a unit takes that of the number it plainly stands beside; a change keeps
its span and its last value. Refuses: units across a full stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corridor.read.numbers import read_at
from corridor.read.words import Token, wordset
from corridor.records.report import ClaimFigure


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure with the words it takes up (`end` exclusive)."""

    start: int
    end: int
    figure: ClaimFigure
    vague: bool = False
    home: int = -1
    """The word that says whose figure it is, where that is not its own place: `thirty people, including nine`."""

    @property
    def place(self) -> int:
        """The word by which the clause of the figure is found."""
        return self.end - 1 if self.home < 0 else self.home


_TIED = wordset("and et or ou to a plus against contre then puis puis")
_PERHAPS = wordset("parfois voire sometimes even perhaps maybe then puis occasionally")
_CARRIED = frozenset(
    {"percent", "FCFA", "FCFA/litre", "litres", "hours/day", "hours", "USD", "EUR", "tankers", "lorries",
     "stations", "people", "vehicles", "coaches", "tonnes"}
)  # fmt: skip
"""Units that a later bare number of the sentence may share: `8 per cent in September, 5 in October`."""
_CARRY_MOST = 9
_GOES_ON = wordset(
    "pour for in en au a at le the dans du of and et de contre against last from near on sur yesterday hier "
    "vers around ce this la"
)
_PRICED = wordset("coute coutent coutait cost costs vend vendu sells sold vaut worth at")
"""After these a bare number is money: `twenty litres cost 25,000`."""
_OF_WHICH = wordset(
    "dont including lesquels lesquelles whom which them eux elles among incluant compris comprising"
)
_SET_BESIDE = wordset("contre against from versus instead lieu")
_MOVES = ("pass", "went", "go", "ris", "ros", "jump", "climb", "fell", "fall", "drop", "tomb", "grimp", "mont",
          "bondi", "chut", "descend", "shot", "increas", "decreas", "redui", "recul", "up", "down", "bais", "augment",
          "doubl", "saut", "soar", "shrink", "shrunk", "porte", "pouss", "relev", "ramen", "retomb", "remont",
          "rais", "cut", "slash", "lower", "brought", "tripl", "quadrupl")  # fmt: skip


def settled(tokens: Sequence[Token], found: Sequence[FigureMention]) -> list[FigureMention]:
    """Give bare numbers the unit of the number they go with, and a change its last value."""
    kept = list(found)
    for index, mention in enumerate(kept):
        before = kept[index - 1] if index else None
        if before and _of_which(tokens, before, mention):
            mention = replace(mention, home=before.place)  # noqa: PLW2901 - the same figure, placed
            if mention.figure.unit == "people" and not before.figure.unit:
                kept[index - 1] = _in_unit(before, mention)
            kept[index] = mention if mention.figure.unit else _in_unit(mention, before)
        if kept[index].figure.unit:
            continue
        after = kept[index + 1] if index + 1 < len(kept) else None
        if after and after.figure.unit and _tied(tokens, mention, after):
            kept[index] = _in_unit(mention, after)
        elif before and before.figure.unit and _goes_with(tokens, before, mention):
            kept[index] = _in_unit(mention, before)
    spans = [_change(tokens, one, other) for one, other in pairwise(kept)]
    return [
        *(piece for mention in _ranges(tokens, kept) for piece in _moved(tokens, mention)),
        *(span for span in spans if span is not None),
    ]


_NO_CROWD = 1_000_000
"""A bare number from here on goes with no number of people: `for seven drivers seventy million`."""


def _goes_with(tokens: Sequence[Token], before: FigureMention, mention: FigureMention) -> bool:
    """Say whether a bare number takes the unit of the one before it."""
    if before.figure.unit == "people" and (mention.figure.best or 0) >= _NO_CROWD:
        return False
    return (
        _part_of(tokens, before, mention)
        or _whole_of(tokens, before, mention)
        or _beside(tokens, before, mention)
        or (before.figure.unit in _CARRIED and _carried(tokens, before, mention))
    )


def _of_which(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Read `thirteen people were freed, nine of them after talks`, `onze militaires, dont deux généraux`."""
    begin = max(one.end, other.start - 3)
    lead = tokens[begin : other.start]
    if any(set(token.gap) & set(".;:") for token in (*lead, tokens[other.start])):
        return False
    tail = tokens[other.end : other.end + 2]
    theirs = len(tail) > 1 and tail[0].fold in {"of", "d"} and tail[1].fold in _OF_WHICH
    return theirs or any(_of_them(tokens, token, at) for at, token in enumerate(lead, begin))


def _of_them(tokens: Sequence[Token], token: Token, at: int) -> bool:
    """Say whether a word points back to a whole: `including`, `of which`, but not `in which`."""
    before = tokens[at - 1].fold
    return token.fold in _OF_WHICH and (token.fold not in _RELATIVE or before in _OUT_OF)


_RELATIVE = wordset("lesquels lesquelles whom which them eux elles")
_OUT_OF = wordset("of d de among parmi amongst")


def _whole_of(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Read the whole of a share: `11 citernes sur les 74 immobilisées`, `five lorries out of 20`."""
    between = [token.fold for token in tokens[one.end : other.start]]
    return 0 < len(between) <= _WHOLE_REACH and between[0] in {"sur", "of", "out", "parmi", "des"}


_WHOLE_REACH = 3


def _beside(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Read a number set beside another: `4,500 people, up from 1,800`, `200 citernes contre 50`."""
    lead = {tokens[i].fold for i in range(max(one.end, other.start - 2), other.start)}
    near = other.start - one.end <= _CARRY_MOST
    stops = any(set(tokens[i].gap) & set(".!?;:|") for i in range(one.end, other.start + 1))
    return near and not stops and bool(lead & _SET_BESIDE)


def _ranges(tokens: Sequence[Token], found: Sequence[FigureMention]) -> list[FigureMention]:
    """Join the two ends of `entre 900 francs et 1 100 francs` where the unit stands twice."""
    kept: list[FigureMention] = []
    for mention in found:
        last = kept[-1] if kept else None
        kept[-1:] = [mention] if last is None else _joined(tokens, last, mention)
    return kept


def _joined(
    tokens: Sequence[Token], one: FigureMention, other: FigureMention
) -> list[FigureMention]:
    low, high = one.figure.best, other.figure.best
    between = tokens[one.end : other.start]
    lead = tokens[one.start - 1].fold if one.start else ""
    same = one.figure.unit == other.figure.unit and one.figure.unit
    joined = len(between) == 1 and between[0].fold in {"and", "et"} and lead in {"between", "entre"}
    if not (same and joined) or low is None or high is None or low >= high:
        return [one, other]
    span = other.figure.model_copy(update={"low": low, "best": None, "high": high})
    return [FigureMention(one.start, other.end, span)]


def _change(
    tokens: Sequence[Token], one: FigureMention, other: FigureMention
) -> FigureMention | None:
    """Read the span of `tombée de 19 heures à 6 heures par jour` beside its two values."""
    near = [tokens[i].fold for i in range(max(0, one.start - 3), one.start)]
    between = tokens[one.end : other.start]
    first, last = one.figure.best, other.figure.best
    joined = len(between) == 1 and between[0].fold in {"a", "to"}
    moves = any(word.startswith(_MOVES) for word in near)
    if first is None or last is None or not joined or not moves:
        return None
    bounds = {"low": min(first, last), "best": None, "high": max(first, last)}
    return FigureMention(one.start, other.end, other.figure.model_copy(update=bounds))


def _tied(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Say whether only "and" or "or" stands between two numbers: `82 and 168 tankers`."""
    between = tokens[one.end : other.start]
    if len(between) == 1 and between[0].fold in _PERHAPS:
        return True
    return len(between) == 1 and between[0].fold in _TIED and not between[0].gap


def _part_of(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Read `of the fourteen forecourts visited, three were serving`, `sur 28 stations, quatre`."""
    lead = {tokens[i].fold for i in range(max(0, one.start - 2), one.start)}
    comma = any("," in tokens[i].gap for i in range(one.end, other.start + 1))
    return bool(lead & {"of", "sur", "parmi"}) and comma and other.start - one.end <= _PART_REACH


_PART_REACH = 14


def _carried(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Say whether a bare number goes on in the unit of the one before."""
    if other.start - one.end > _CARRY_MOST or any(
        set(tokens[i].gap) & set(".!?") for i in range(one.end, other.start + 1)
    ):
        return False
    if "/" in tokens[other.start].gap:
        return True
    if any("=" in tokens[i].gap for i in range(one.end, other.start + 1)):
        return False
    if any(tokens[i].fold in _PRICED for i in range(one.end, other.start)):
        return False
    if one.figure.unit == "percent" and (other.figure.best or 0) > _HUNDRED:
        return False
    after = tokens[other.end] if other.end < len(tokens) else None
    return after is None or bool(after.gap) or after.fold in _GOES_ON


def _in_unit(mention: FigureMention, other: FigureMention) -> FigureMention:
    figure, scale = mention.figure, _scale(mention.figure, other.figure)
    values = {"low": figure.low, "best": figure.best, "high": figure.high}
    update = {name: value if value is None else value * scale for name, value in values.items()}
    taken = figure.model_copy(update=update | {"unit": other.figure.unit, "of": other.figure.of})
    return FigureMention(mention.start, mention.end, taken, mention.vague, mention.home)


_SCALES = {"million": 1e6, "milliard": 1e9, "billion": 1e9}
_IN_MILLIONS = frozenset({"litres", "tonnes", "FCFA", "USD", "EUR"})
_THOUSAND, _HUNDRED = 1000, 100


def _scale(bare: ClaimFigure, other: ClaimFigure) -> float:
    """Return the millions a bare number goes on in: `9,2 millions de litres, dont 5,5 de gasoil`."""
    most = max((v for v in (bare.low, bare.best, bare.high) if v is not None), default=_THOUSAND)
    if other.unit not in _IN_MILLIONS or most >= _THOUSAND:
        return 1.0
    words = (other.text or "").casefold()
    return next((scale for word, scale in _SCALES.items() if word in words), 1.0)


def _moved(tokens: Sequence[Token], mention: FigureMention) -> list[FigureMention]:
    """Read the last value of `passé de 1 100 à 2 000 francs` beside the span of the change."""
    figure = mention.figure
    near = [tokens[i].fold for i in range(max(0, mention.start - 3), mention.start)]
    moves = any(word.startswith(_MOVES) for word in near) and bool({"de", "from", "d"} & set(near))
    number = read_at(tokens, mention.start)
    falls = number is not None and number.falls
    if not (moves or falls) or figure.low is None or figure.high is None or mention.vague:
        return [mention]
    values = (figure.low, figure.high) if falls else (figure.high, figure.low)
    ends = [
        figure.model_copy(update={"low": None, "best": value, "high": None}) for value in values
    ]
    return [mention, *(FigureMention(mention.start, mention.end, end) for end in ends)]
