"""Numbers whose unit stands before them, in a label: "Stations open: 38", "| Camions | 4 | 6 |".

Guarantees: the label is the words before the colon or, in a row, its first cell. Refuses: labels that
hold a number themselves.
"""

from collections.abc import Sequence
from dataclasses import replace

from corridor.read.measures import COUNTED
from corridor.read.parallel import FigureMention
from corridor.read.words import Token, wordset

_MARKS = frozenset(":=|")
_STOPS = frozenset(".;,|!?([")
_MOST = 12
_LITRE = frozenset({"litre", "liter", "l"})
_PRICE_LEAST, _PRICE_MOST = 400, 5_000
_PLAIN = frozenset({"hours/day", "FCFA", "FCFA/litre", "percent", "USD"})
_LABELS = COUNTED | _PLAIN | {"litres", "tonnes", "days"}
_MANY = wordset("people personnel staff kia wia pax dead wounded killed injured missing bus")
"""Words that count without the mark of a plural."""


def label_before(tokens: Sequence[Token], at: int, after: int) -> range:
    """Return the words of the label that words `at` to `after`, a number alone, stand behind."""
    marks = set(tokens[at].gap) & _MARKS
    alone = after >= len(tokens) or bool(tokens[after].gap)
    if not marks or not alone:
        return range(0)
    end = at
    if "|" in marks:
        end = next((i for i in range(1, at + 1) if "|" in tokens[i].gap), at)
        start = 0
    else:
        starts = (i for i in range(at - 1, 0, -1) if set(tokens[i].gap) & _STOPS)
        start = next(starts, 0)
    if end - start > _MOST or any(token.is_number for token in tokens[start:end]):
        return range(0)
    return range(start, end)


_NUMBER = wordset(
    "number numbers nombre total tally toll bilan count effectif intake fleet parc flotte"
)
_OF = wordset("of de d des")
_NOUN_REACH = 4
_BACK, _AHEAD = 14, 5


def number_of(tokens: Sequence[Token], at: int, after: int) -> range:
    """Return the words of what a bare number counts: `the number of tankers has reached 40`."""
    places = [*range(at - 1, max(-1, at - _BACK), -1), *range(after, after + _AHEAD)]
    for place in places:
        if not 0 <= place < len(tokens) - 2 or tokens[place].fold not in _NUMBER:
            continue
        end = min(place + 2 + _NOUN_REACH, len(tokens), at if place < at else len(tokens))
        crossed = tokens[place + 1 : at] if place < at else tokens[after : place + 1]
        if tokens[place + 1].fold in _OF and not any(
            t.is_number or set(t.gap) & _SENTENCE for t in crossed
        ):
            return range(place + 2, end)
    return range(0)


_SENTENCE = frozenset(".;!?|:")


def in_unit_of(
    mention: FigureMention, tokens: Sequence[Token], unit: str, start: int, end: int
) -> FigureMention:
    """Return a bare number in the unit of words `start` to `end` of its label."""
    value = mention.figure.best or mention.figure.low or mention.figure.high or 0
    if unit == "litres" and tokens[start].fold in _LITRE:  # `le litre : 1 200` is a price
        unit = "FCFA/litre" if _PRICE_LEAST <= value <= _PRICE_MOST else ""
    word = tokens[end - 1].fold
    many = unit in _PLAIN or word.endswith(("s", "x")) or word in _MANY
    if unit not in _LABELS or not many:
        return mention
    of = " ".join(token.text for token in tokens[start:end]) if unit in COUNTED else unit
    figure = mention.figure.model_copy(update={"unit": unit, "of": of})
    return replace(mention, figure=figure)
