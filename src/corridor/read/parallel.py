"""Numbers that go together: `82 and 168 tankers`, `8 per cent in September, 5 in October`, `from X to Y`.

Guarantees: a number without a unit takes that of the number it plainly stands beside; a change keeps
its span and its last value. Refuses: units across a full stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corridor.read.words import Token, wordset
from corridor.records.report import ClaimFigure


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure with the words it takes up (`end` exclusive)."""

    start: int
    end: int
    figure: ClaimFigure
    vague: bool = False


_TIED = wordset("and et or ou to a plus against contre then puis puis")
_CARRIED = frozenset(
    {"percent", "FCFA", "FCFA/litre", "litres", "hours/day", "hours", "USD", "EUR"}
)
"""Units that a later bare number of the sentence may share: `8 per cent in September, 5 in October`."""
_CARRY_MOST = 9
_GOES_ON = wordset("pour for in en au a at le the dans du of and et de contre against last")
_MOVES = ("pass", "went", "go", "ris", "ros", "jump", "climb", "fell", "fall", "drop", "tomb", "grimp", "mont",
          "bondi", "chut", "descend", "shot", "increas", "decreas", "redui", "recul", "up", "down", "bais", "augment",
          "doubl", "saut", "soar", "shrink", "shrunk")  # fmt: skip


def settled(tokens: Sequence[Token], found: Sequence[FigureMention]) -> list[FigureMention]:
    """Give bare numbers the unit of the number they go with, and a change its last value."""
    kept = list(found)
    for index, mention in enumerate(kept):
        if mention.figure.unit:
            continue
        after = kept[index + 1] if index + 1 < len(kept) else None
        before = kept[index - 1] if index else None
        if after and after.figure.unit and _tied(tokens, mention, after):
            kept[index] = _in_unit(mention, after)
        elif (before and _part_of(tokens, before, mention)) or (
            before and before.figure.unit in _CARRIED and _carried(tokens, before, mention)
        ):
            kept[index] = _in_unit(mention, before)
    spans = [_change(tokens, one, other) for one, other in pairwise(kept)]
    return [
        *(piece for mention in kept for piece in _moved(tokens, mention)),
        *(span for span in spans if span is not None),
    ]


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
    return len(between) == 1 and between[0].fold in _TIED and not between[0].gap


def _part_of(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Read `of the fourteen forecourts visited, three were serving`, `sur 28 stations, quatre`."""
    lead = {tokens[i].fold for i in range(max(0, one.start - 2), one.start)}
    comma = any("," in tokens[i].gap for i in range(one.end, other.start + 1))
    return bool(lead & {"of", "sur", "parmi"}) and comma and other.start - one.end <= _PART_REACH


_PART_REACH = 9


def _carried(tokens: Sequence[Token], one: FigureMention, other: FigureMention) -> bool:
    """Say whether a bare number goes on in the unit of the one before."""
    if other.start - one.end > _CARRY_MOST or any(
        set(tokens[i].gap) & set(".!?") for i in range(one.end, other.start + 1)
    ):
        return False
    if "/" in tokens[other.start].gap:
        return True
    after = tokens[other.end] if other.end < len(tokens) else None
    return after is None or bool(after.gap) or after.fold in _GOES_ON


def _in_unit(mention: FigureMention, other: FigureMention) -> FigureMention:
    update = {"unit": other.figure.unit, "of": other.figure.of}
    figure = mention.figure.model_copy(update=update)
    return FigureMention(mention.start, mention.end, figure, mention.vague)


def _moved(tokens: Sequence[Token], mention: FigureMention) -> list[FigureMention]:
    """Read the last value of `passé de 1 100 à 2 000 francs` beside the span of the change."""
    figure = mention.figure
    near = [tokens[i].fold for i in range(max(0, mention.start - 3), mention.start)]
    moves = any(word.startswith(_MOVES) for word in near) and bool({"de", "from", "d"} & set(near))
    if not moves or figure.low is None or figure.high is None or mention.vague:
        return [mention]
    last = figure.model_copy(update={"low": None, "best": figure.high, "high": None})
    return [mention, FigureMention(mention.start, mention.end, last)]
