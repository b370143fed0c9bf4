"""Figures of a sentence: number, unit and what is counted.

Guarantees: the band as said (see `numbers`), in the project's units, weeks as days, millions written
out. Refuses: numbers that are dates, clock times, road numbers, ages or distances that only say where.
"""

import re
from collections.abc import Sequence

from corridor.read.numbers import NUMBER_WORDS, Number, read_at
from corridor.read.parallel import FigureMention, settled
from corridor.read.patterns import Line, PatternSet
from corridor.read.shares import STARTS, fraction_at, ordinal_at
from corridor.read.tables import rows, word_classes
from corridor.read.words import Token, wordset
from corridor.records.report import ClaimFigure

_REACH = 4
"""A unit may stand this many words after its number: "two visiting Emirati gold traders"."""
_STOPPERS = wordset(
    "the a an and or but in on at from to by with who which that le la les et ou mais dans sur par avec qui "
    "que for were was are is have had has been sont ont a ete etaient etait avaient near vers apres after of "
    "their its leur ses his"
)
_BEFORE_NOT = frozenset(
    {
        "rn",
        "no",
        "article",
        "number",
        "numero",
        "level",
        "niveau",
        "page",
        "rn24",
        "n",
        "phase",
        "resolution",
        "communique",
        "bulletin",
        "vol",
        "chapter",
        "age",
        "aged",
    }
)
_FROM_WORDS = frozenset(
    {
        "from",
        "of",
        "de",
        "du",
        "d",
        "south",
        "north",
        "east",
        "west",
        "au",
        "a",
        "north-east",
        "outside",
        "away",
        "northeast",
        "southeast",
        "southwest",
        "northwest",
        "before",
        "off",
        "along",
    }
)
_SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "fcfa": "FCFA", "cfa": "FCFA", "xof": "FCFA", "usd": "USD", "eur": "EUR"
}  # fmt: skip
_CLOCK = re.compile(
    r"\s*(?:h\d{0,2}\b(?!\s?/|\s+(?:of|a day|par jour|de courant|d['’]))|:\d\d|\s?(?:am|pm|a\.m|p\.m|GMT|hours GMT)\b|°)"
)
_MONEY_WORDS = frozenset({"a", "per", "le", "the", "par", "du"})
_LITRE = frozenset({"litre", "liter", "l"})
_AGE = frozenset(
    {
        "old",
        "ans",
        "years",
        "year",
        "annees",
        "annee",
        "months",
        "month",
        "mois",
        "minutes",
        "seconds",
    }
)


class FigureReader:
    """Finds the figures of one language's sentences."""

    def __init__(self, language: str) -> None:
        table = [row for row in rows("units") if row["lang"] in {"*", language}]
        self._units = [(row["unit"], float(row["factor"])) for row in table]
        self._patterns = PatternSet([row["pattern"] for row in table], word_classes(language))

    def read(self, text: str, line: Line, taken: Sequence[tuple[int, int]]) -> list[FigureMention]:
        """Return the figures of a line, in order; `taken` are word ranges of time expressions."""
        tokens = line.tokens
        starts = [at for at, token in enumerate(tokens) if token.is_number or token.fold in STARTS]
        if not starts:
            return []
        blocked = {index for start, end in taken for index in range(start, end)}
        found: list[FigureMention] = []
        free = 0
        for at in starts:
            if at < free or at in blocked:
                continue
            special = _special(text, tokens, at)
            if special:
                found.append(special)
                free = special.end
                continue
            number = _number(tokens, at)
            if number is None:
                continue
            mention = self._with_unit(text, line, number, at)
            if mention:
                found.append(mention)
            free = max(number.end, mention.end if mention else at + 1)
        return settled(tokens, found)

    def _with_unit(self, text: str, line: Line, number: Number, at: int) -> FigureMention | None:
        tokens = line.tokens
        if not _counts(text, tokens, number, at):
            return None
        if at and tokens[at - 1].fold in _SYMBOLS and tokens[at - 1].end >= tokens[at].start - 1:
            return _money(text, tokens, number, _SYMBOLS[tokens[at - 1].fold])
        begin = number.end + _rounding(tokens, number.end)
        for place in range(begin, min(begin + _REACH, len(tokens))):
            if tokens[place].gap and tokens[place].gap not in {"-", "(", "'", "’", "/"}:
                break
            unit = self._unit_at(line, place)
            if unit is not None:
                return _mention(text, line, number, *unit)
            word = tokens[place].fold
            if word in _AGE:
                break
            share = _share_of(tokens, number, place)
            if share:
                return self._share(text, line, number, share)
            if word in _STOPPERS and not (word in {"of", "a"} and place == number.end):
                break
            if tokens[place].is_number or (
                word in NUMBER_WORDS and word not in {"un", "une", "one"}
            ):
                break
        return _bare(text, tokens, number)

    def _share(self, text: str, line: Line, number: Number, at: int) -> FigureMention | None:
        """Give the first number of `two of seven stations` the unit of the second."""
        whole = read_at(line.tokens, at)
        if whole is None:
            return None
        for place in range(whole.end, min(whole.end + _REACH, len(line.tokens))):
            unit = self._unit_at(line, place)
            if unit is not None:
                return _mention(text, line, number, *unit)
            if line.folds[place] in _STOPPERS:
                break
        return None

    def _unit_at(self, line: Line, place: int) -> tuple[str, float, int] | None:
        for number, _, end in self._patterns.search(line, place, place + 1):
            unit, factor = self._units[number]
            again = end - place > _PLAIN and _counts_again(line.tokens, place + 1, end)
            return unit, factor, place + 1 if again else end
        return None


_PLAIN = 3
_ROUNDING = frozenset({("or", "so"), ("or", "more"), ("ou", "plus"), ("ou", "davantage")})


def _rounding(tokens: Sequence[Token], at: int) -> int:
    """Return how many words of `a hundred or so people` stand between number and unit."""
    return 2 if tuple(token.fold for token in tokens[at : at + 2]) in _ROUNDING else 0


def _counts_again(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether another number stands inside a unit: `19 hours to 6 hours a day`."""
    return any(
        token.is_number or (token.fold in NUMBER_WORDS and token.fold not in {"un", "une", "one"})
        for token in tokens[start:end]
    )


def _number(tokens: Sequence[Token], at: int) -> Number | None:
    token = tokens[at]
    if token.is_number or token.fold in NUMBER_WORDS or token.fold == "a":
        return read_at(tokens, at)
    return None


def _special(text: str, tokens: Sequence[Token], at: int) -> FigureMention | None:
    """Read shares in words and `third day`."""
    day = at + 1 < len(tokens) and tokens[at + 1].fold in {"day", "jour"}
    dozen = at + 2 < len(tokens) and tokens[at + 2].fold == "dozen"
    share = None if day or dozen else fraction_at(tokens, at)
    if share:
        return _build(text, tokens, share, share.end, "percent", "share")
    ratio = _one_in(tokens, at)
    if ratio:
        return _build(text, tokens, ratio, ratio.end, "percent", "share")
    count = ordinal_at(tokens, at)
    if count and count.end < len(tokens) and tokens[count.end].fold in {"day", "jour"}:
        return _build(text, tokens, count, count.end + 1, "days", "days")
    return None


def _one_in(tokens: Sequence[Token], at: int) -> Number | None:
    """Read `une station sur dix`, `one household in three` as per cent."""
    if tokens[at].fold not in {"un", "une", "one"}:
        return None
    for place in range(at + 1, min(at + 3, len(tokens) - 1)):
        if tokens[place].fold in {"sur", "in"} and not tokens[place].gap:
            whole = read_at(tokens, place + 1)
            if whole and whole.best and 1 < whole.best <= _MOST_IN:
                return Number(at, whole.end, None, float(round(100 / whole.best)), None)
    return None


_MOST_IN = 100
_SHARE_WORDS = wordset("of sur des parmi out among")
_SHARE_ARTICLES = wordset("the les its ses leurs their of")


def _share_of(tokens: Sequence[Token], number: Number, place: int) -> int | None:
    """Return where the whole begins in `two of (the) seven stations`, `quatre des six`, `3 sur 7`."""
    if place != number.end or tokens[place].fold not in _SHARE_WORDS:
        return None
    at = place + 1
    while at < len(tokens) and at - place < 3 and tokens[at].fold in _SHARE_ARTICLES:
        at += 1
    if at >= len(tokens) or not (tokens[at].is_number or tokens[at].fold in NUMBER_WORDS):
        return None
    return None if tokens[at].fold in {"un", "une", "one"} else at


_BARE_AFTER = _STOPPERS | wordset(
    "d de strong taken burned killed freed released dead lost autres others voire on l il elle ils y died "
    "destroyed torched brulees brules emmenes tues enleves liberes incendies vers up out last yesterday today "
    "tonight hier aujourd ce cette depuis since pour during pendant selon according escaped wounded injured missing "
    "seized kidnapped arrested disparus blesses arrives entres passes partis arrived left entered crossed went"
)


def _bare(text: str, tokens: Sequence[Token], number: Number) -> FigureMention | None:
    """Keep a number whose unit is left out ("forty were burned", "diesel at 1,750"), without unit."""
    word = tokens[number.start].fold
    alone = number.end - number.start == 1
    if (word in {"un", "une", "one", "a"} and alone) or number.best == 1:
        return None
    after = tokens[number.end] if number.end < len(tokens) else None
    if after is not None and not after.gap and after.fold not in _BARE_AFTER:
        return None
    if after is not None and after.gap in {":", "h", "/"} and tokens[number.end - 1].is_number:
        return None
    value = number.best or number.low or number.high or 0
    if (
        1900 <= value <= 2100
        and tokens[number.end - 1].is_number
        and len(tokens[number.end - 1].text) == 4
    ):
        return None
    return _build(text, tokens, number, number.end, "", "")


def _counts(text: str, tokens: Sequence[Token], number: Number, at: int) -> bool:
    """Say whether a number measures something at all."""
    before = tokens[at - 1].fold if at else ""
    after = text[tokens[number.end - 1].end : tokens[number.end - 1].end + 12]
    if before == "h" and tokens[at].is_number:
        return False
    if before in {"in", "sur"} and at > 1 and tokens[at - 2].fold in {"one", "un", "une"}:
        return False
    if (
        before in _BEFORE_NOT
        and tokens[at].is_number
        and not _followed_by_litre(tokens, number.end)
    ):
        return False
    return not (tokens[at].is_number and _CLOCK.match(after))


def _followed_by_litre(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].fold.startswith("lit")


def _money(text: str, tokens: Sequence[Token], number: Number, unit: str) -> FigureMention:
    end = number.end
    if (
        end + 1 < len(tokens)
        and tokens[end].fold in _MONEY_WORDS
        and tokens[end + 1].fold in _LITRE
    ):
        unit, end = f"{unit}/litre", end + 2
    return _build(text, tokens, number, end, unit, "money")


def _mention(
    text: str, line: Line, number: Number, unit: str, factor: float, end: int
) -> FigureMention | None:
    tokens = line.tokens
    if (
        unit == "km"
        and end < len(tokens)
        and tokens[end].fold in _FROM_WORDS
        and not (number.start and tokens[number.start - 1].fold == "within")
    ):
        return None
    if (
        unit == "days"
        and end < len(tokens)
        and tokens[end].fold
        in {"ago", "later", "before", "earlier", "apres", "avant", "after", "plus"}
    ):
        return None
    if (
        unit == "days"
        and number.start
        and tokens[number.start - 1].fold
        in {"last", "past", "derniers", "every", "dernieres", "y", "voici", "next"}
    ):
        return None
    if (
        unit in {"hours", "hours/day"}
        and number.start
        and tokens[number.start - 1].fold in {"a", "vers", "last", "past", "in", "dernieres"}
        and unit == "hours"
    ):
        return None
    if (
        unit in {"stations", "vehicles"}
        and number.best == 1
        and not tokens[number.start].is_number
        and tokens[number.start].fold not in {"one", "une", "un"}
    ):
        return None
    of = " ".join(token.text for token in tokens[number.end : end]) if unit in _COUNTED else unit
    return _build(text, tokens, number.times(factor), end, unit, of)


_COUNTED = frozenset({"people", "tankers", "lorries", "vehicles", "coaches", "stations"})


def _build(
    text: str, tokens: Sequence[Token], number: Number, end: int, unit: str, of: str
) -> FigureMention:
    figure = ClaimFigure(
        low=_tidy(number.low),
        best=_tidy(number.best),
        high=_tidy(number.high),
        unit=unit,
        of=of,
        text=text[tokens[number.start].start : tokens[end - 1].end],
    )
    return FigureMention(number.start, end, figure, number.vague)


def _tidy(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.10g}")
