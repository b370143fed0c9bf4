"""Figures of a sentence: number, unit and what is counted.

Guarantees: the band as said (see `numbers`), in the project's units, weeks as days, millions written
out. Refuses: numbers that are dates, clock times, road numbers, ages or distances that only say where.
"""

import re
from collections.abc import Sequence

from corridor.read.bounds import bound_after
from corridor.read.counted import carries_fuel, is_pronoun, person_word
from corridor.read.labels import in_unit_of, label_before, number_of
from corridor.read.lasting import a_length, hour_of_day, lasts, no_date, rate_after
from corridor.read.measures import COUNTED, measures
from corridor.read.numbers import NUMBER_WORDS, Number, bounded, read_at
from corridor.read.parallel import FigureMention, settled
from corridor.read.patterns import Line, PatternSet
from corridor.read.shares import STARTS, fraction_at, one_in, ordinal_at, ordinal_mark
from corridor.read.tables import rows, word_classes
from corridor.read.unitless import LITRE, STOPPERS, bare, bare_price, build
from corridor.read.words import Token, wordset

_REACH = 4
"""A unit may stand this many words after its number: "two visiting Emirati gold traders"."""
_BEFORE_NOT = wordset(
    "rn km pk kilometre kilometer no article number numero level niveau page rn24 "
    "n phase resolution communique bulletin vol chapter age aged"
)
_SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "fcfa": "FCFA", "cfa": "FCFA", "xof": "FCFA", "usd": "USD", "eur": "EUR"
}  # fmt: skip
_CLOCK = re.compile(
    r"\s*(?:h\d{0,2}\b(?!\s?/|\s+(?:of|a day|per day|par jour|de courant|sans|without|sur 24|d['’]))|:\d\d|\s?(?:am|pm|a\.m|p\.m|GMT|hours GMT)\b|°)"
)
_MONEY_WORDS = frozenset({"a", "per", "le", "the", "par", "du"})
_AGE = wordset(
    "old ans years year annees annee months month mois minutes minute seconds second secondes"
)


class FigureReader:
    """Finds the figures of one language's sentences."""

    def __init__(self, language: str) -> None:
        self._language = language
        table = [row for row in rows("units") if row["lang"] in {"*", language}]
        self._units = [(row["unit"], float(row["factor"])) for row in table]
        self._patterns = PatternSet([row["pattern"] for row in table], word_classes(language))

    def read(self, text: str, line: Line, taken: Sequence[tuple[int, int]]) -> list[FigureMention]:
        """Return the figures of a line, in order; `taken` are word ranges of time expressions."""
        tokens = line.tokens
        never = "sept" if self._language == "en" else ""
        starts = [
            at
            for at, token in enumerate(tokens)
            if token.is_number or (token.fold in STARTS and token.fold != never)
        ]
        if not starts:
            return []
        blocked = {
            index
            for start, end in taken
            if not (lasts(tokens, start, end) or no_date(tokens, start, end))
            for index in range(start, end)
        }
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
        found = [self._labelled(line, m) if not m.figure.unit else m for m in found]
        return settled(tokens, found)

    def _labelled(self, line: Line, mention: FigureMention) -> FigureMention:
        """Give a bare number the unit its label names: `Stations open: 38`, `number of tankers has reached 40`."""
        label = label_before(line.tokens, mention.start, mention.end)
        for place in label or number_of(line.tokens, mention.start, mention.end):
            unit = self._unit_at(line, place)
            if unit is not None:
                return in_unit_of(mention, line.tokens, unit[0], place, unit[2])
        return mention

    def _with_unit(self, text: str, line: Line, number: Number, at: int) -> FigureMention | None:
        tokens = line.tokens
        if not _counts(text, tokens, number, at):
            return None
        if at and tokens[at - 1].fold in _SYMBOLS and tokens[at - 1].end >= tokens[at].start - 1:
            return _money(text, tokens, number, _SYMBOLS[tokens[at - 1].fold])
        measured, mention = self._search(text, line, number)
        if measured:
            return mention
        return bare_price(text, line, number) or bare(text, tokens, number)

    def _search(self, text: str, line: Line, number: Number) -> tuple[bool, FigureMention | None]:
        """Look for the unit of a number; say whether one was met, which may yet measure nothing."""
        tokens = line.tokens
        begin = number.end + _rounding(tokens, number.end)
        begin += _PARTITIVE if _one_of(tokens, number) else 0
        for place in range(begin, min(begin + _REACH, len(tokens))):
            if _parts(tokens, place):
                break
            unit = self._unit_at(line, place)
            if unit is not None and unit[0] in _PER and _told_by(tokens, place):
                break
            if unit is not None and not _is_adjective(tokens, unit[0], unit[2]):
                return True, _mention(text, line, number, *self._with_others(line, unit))
            word = tokens[place].fold
            if word in _AGE:
                return True, None
            if number.best != 1 and person_word(word, self._language, tokens[begin:place]):
                return True, _mention(text, line, number, "people", 1.0, place + 1)
            share = _share_of(tokens, number, place)
            if share:
                whole = self._share(text, line, number, share)
                return whole is not None or tokens[number.start].is_number, whole
            if word in STOPPERS and not (
                word in {"of", "a"} and (place == number.end or _hulks_of(tokens, place))
            ):
                break
            if _is_number(tokens[place]):
                break
        return False, None

    def _share(self, text: str, line: Line, number: Number, at: int) -> FigureMention | None:
        """Give the first number of `two of seven stations` the unit of the second."""
        whole = read_at(line.tokens, at)
        if whole is None:
            return None
        for place in range(whole.end, min(whole.end + _REACH, len(line.tokens))):
            unit = self._unit_at(line, place)
            if unit is not None:
                return _mention(text, line, number, *unit)
            if line.folds[place] in STOPPERS:
                break
        return None

    def _with_others(self, line: Line, unit: tuple[str, float, int]) -> tuple[str, float, int]:
        """Count lorries and coaches told in one number as vehicles: `eleven coaches and heavy lorries`."""
        name, factor, end = unit
        if name not in _VEHICLES or _folded(line.tokens, end) not in _JOINS:
            return unit
        for place in range(end + 1, min(end + 1 + _BESIDE, len(line.tokens))):
            other = self._unit_at(line, place)
            if other is not None and other[0] in _VEHICLES and other[0] != name:
                return "vehicles", factor, other[2]
            if _is_number(line.tokens[place]) or line.folds[place] in STOPPERS | _ONES:
                break
        return unit

    def _unit_at(self, line: Line, place: int) -> tuple[str, float, int] | None:
        short = _LETTERS.get(line.tokens[place].text)
        if short and place and line.tokens[place - 1].is_number and not _a_rate(line, place + 1):
            return short, 1.0, place + 1
        for number, _, end in self._patterns.search(line, place, place + 1):
            unit, factor = self._units[number]
            elided = unit.endswith("/litre") and line.tokens[end - 1].text[-1] in _ELISION
            if elided or _hulks_of(line.tokens, end) or _qualifies(line.tokens, unit, place, end):
                continue
            again = end - place > _PLAIN and _counts_again(line.tokens, place + 1, end)
            return unit, factor, place + 1 if again else end
        return None


_ELISION = "'’ʼ"
_VEHICLES = frozenset({"lorries", "coaches", "tankers", "vehicles"})
_JOINS = frozenset({"and", "et", "or", "ou"})
_BESIDE = 2
_LETTERS = {"l": "litres", "L": "litres", "t": "tonnes", "T": "tonnes"}
"""Units of one letter, right after digits: `40 000 L`."""


def _a_rate(line: Line, at: int) -> bool:
    """Say whether a unit of one letter goes on as a rate: `210 L/j`."""
    return at < len(line.tokens) and "/" in line.tokens[at].gap and line.folds[at] in _A_DAY


_A_DAY = frozenset({"j", "jour", "day", "d", "s", "semaine", "week"})


def _parts(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a mark parts a word from the number before it."""
    gap = tokens[at].gap
    return bool(gap) and (gap not in _THROUGH or _is_dash(tokens, at))


_PER = frozenset({"days", "litres", "tonnes"})
"""Units a number may be told by: `1,800 a litre`, `12 a week`, `1,400 (previous week 2,000)`."""
_WHICH = wordset("a previous prior last next this same past following")


def _told_by(tokens: Sequence[Token], at: int) -> bool:
    """Say whether word `at` is what a price or rate is told by."""
    return tokens[at - 1].fold in _WHICH or "/" in tokens[at].gap


_HULKS = wordset("wreck wrecks hulk hulks epave epaves carcasse carcasses")


def _hulks_of(tokens: Sequence[Token], at: int) -> bool:
    """Say whether word `at` is the "of" of `12 carcasses de citernes`, `nine wrecks of tankers`."""
    return (
        at < len(tokens) and tokens[at].fold in {"of", "de", "d"} and tokens[at - 1].fold in _HULKS
    )


_ONE_VEHICLE = wordset("lorry truck tanker coach bus minibus taxi van ambulance trailer")
_HANDS = re.compile(
    r"(?:[a-z]{2,}(?:ers|ors|men|women|ees)|hands|crews?|mates|boys|apprentices|passengers)\Z"
)


def _qualifies(tokens: Sequence[Token], unit: str, start: int, end: int) -> bool:
    """Say whether a vehicle only qualifies people: `four lorry drivers`, `six bus passengers`."""
    if end - start != 1 or end >= len(tokens) or tokens[end].gap or unit == "people":
        return False
    return tokens[start].fold in _ONE_VEHICLE and bool(_HANDS.match(tokens[end].fold))


def _is_number(token: Token) -> bool:
    return token.is_number or (token.fold in NUMBER_WORDS and token.fold not in _ONES)


_ONES = frozenset({"un", "une", "one"})


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a hyphen is a dash between two clauses: `Sept 22 - Gunmen`."""
    return tokens[at].gap == "-" and tokens[at].start - tokens[at - 1].end > 1


def _is_adjective(tokens: Sequence[Token], unit: str, end: int) -> bool:
    """Say whether a nationality only qualifies the noun after it: `two Chinese sites`."""
    if unit != "people" or end >= len(tokens) or tokens[end].gap or not tokens[end - 1].capital:
        return False
    word = tokens[end].fold
    noun = word.endswith("s") and word not in STOPPERS and not tokens[end].capital
    return noun and not tokens[end].text.endswith(_TAKEN)


_TAKEN = ("és", "ées")
"""Endings of participles: `deux Émiratis libérés`."""
_PARTITIVE = 2
_WHOSE = wordset("its their his her our the ses leurs nos ces s")


def _one_of(tokens: Sequence[Token], number: Number) -> bool:
    """Say whether a number is `one of its (coaches)`, `un de ses (cars)`, and no part of a number."""
    at = number.end
    if at < len(tokens) and _share_of(tokens, number, at):
        return False
    return (
        at + 1 < len(tokens)
        and tokens[at].fold in {"of", "de"}
        and tokens[at + 1].fold in _WHOSE
        and not (at + 2 < len(tokens) and _is_number(tokens[at + 2]))
    )


_PLAIN = 3
_THROUGH = frozenset({"-", "(", "'", "’", "/", "+", "«", '"', "“"})
"""Marks that may stand between a number and its unit."""
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
    share = fraction_at(tokens, at)
    if share:
        return build(text, tokens, share, share.end, "percent", "share")
    length = a_length(tokens, at)
    if length:
        return build(text, tokens, length, length.end, "days", "days")
    ratio = one_in(tokens, at)
    if ratio:
        return build(text, tokens, ratio, ratio.end, "percent", "share")
    count = ordinal_at(tokens, at)
    days = count and _LENGTHS.get(_folded(tokens, count.end))
    if count and days:
        return build(text, tokens, count.times(days), count.end + 1, "days", "days")
    return None


_LENGTHS = {
    "day": 1,
    "jour": 1,
    "night": 1,
    "nuit": 1,
    "week": 7,
    "semaine": 7,
    "month": 30,
    "mois": 30,
}


def _folded(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].fold if at < len(tokens) else ""


_SHARE_WORDS = wordset("of sur des parmi out among")
_SHARE_ARTICLES = wordset("the les its ses leurs their of")


def _share_of(tokens: Sequence[Token], number: Number, place: int) -> int | None:
    """Return where the whole begins in `two of (the) seven stations`, `quatre des six`, `3 sur 7`."""
    if place != number.end or tokens[place].fold not in _SHARE_WORDS:
        return None
    at = place + 1
    while at < len(tokens) and at - place < _WHOLE_REACH and _leads_whole(tokens, at):
        at += 1
    if at >= len(tokens) or not (tokens[at].is_number or tokens[at].fold in NUMBER_WORDS):
        return None
    return None if tokens[at].fold in {"un", "une", "one"} else at


_WHOLE_REACH = 5


def _leads_whole(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word leads to the whole of a share: `of the country's 1,600 outlets`."""
    if tokens[at].fold in _SHARE_ARTICLES or tokens[at].fold == "s":
        return True
    return at + 1 < len(tokens) and tokens[at + 1].fold == "s" and not tokens[at].is_number


_TIMES = frozenset({*_SYMBOLS, "x"})
_MODEL = 4
"""Letters of the name of an aircraft or weapon, less one."""


def _glued(tokens: Sequence[Token], at: int) -> bool:
    """Say whether digits end a name: `M23`, `RN15`."""
    if not at or not tokens[at].is_number or tokens[at].gap not in {"", "-"}:
        return False
    before = tokens[at - 1]
    if tokens[at].gap:  # `C-130`, `T-72`
        return (
            before.end + 1 == tokens[at].start
            and before.text.isupper()
            and len(before.text) < _MODEL
        )
    return before.end == tokens[at].start and before.text.isalpha() and before.fold not in _TIMES


def _counts(text: str, tokens: Sequence[Token], number: Number, at: int) -> bool:
    """Say whether a number measures something at all."""
    before = tokens[at - 1].fold if at else ""
    after = text[tokens[number.end - 1].end : tokens[number.end - 1].end + 12]
    if before == "h" and tokens[at].is_number:
        return False
    if (
        is_pronoun(tokens, at)
        or _glued(tokens, at)
        or ordinal_mark(tokens, number.end)
        or (
            tokens[at].is_number
            and tokens[at].gap == ":"
            and at
            and tokens[at - 1].is_number
            and tokens[at - 1].end + 1 == tokens[at].start
        )
    ):
        return False
    if before in {"in", "sur"} and at > 1 and tokens[at - 2].fold in {"one", "un", "une"}:
        return False
    if (
        before in _BEFORE_NOT
        and tokens[at].is_number
        and not _followed_by_litre(tokens, number.end)
    ):
        return False
    if tokens[at].is_number and (number.best or 0) <= _LAST_HOUR and _CLOCK.match(after):
        return False
    return not hour_of_day(tokens, at, number.end)


_LAST_HOUR = 24


def _followed_by_litre(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].fold.startswith("lit")


def _money(text: str, tokens: Sequence[Token], number: Number, unit: str) -> FigureMention:
    end = number.end
    if end + 1 < len(tokens) and tokens[end].fold in _MONEY_WORDS and tokens[end + 1].fold in LITRE:
        unit, end = f"{unit}/litre", end + 2
    return build(text, tokens, number, end, unit, "money")


_FLOWS = frozenset({"litres", "tonnes", "tankers", "lorries", "coaches"})
_AND_HALF = frozenset({("et", "demi"), ("et", "demie")})
"""After a unit: `un kilomètre et demi`."""


def _mention(
    text: str, line: Line, number: Number, unit: str, factor: float, end: int
) -> FigureMention | None:
    tokens = line.tokens
    if not measures(tokens, number, unit, end):
        return None
    if unit == "lorries" and carries_fuel(tokens, number.end, end):
        unit = "tankers"
    open_ = number.best is not None and number.low is None and number.high is None
    last, bound = bound_after(tokens, end) if open_ else (end, "")
    if unit == "km" and tokens[number.start].fold == "within":
        number = bounded(number.start, number.end, number.high or 0, "")
    if bound and number.best is not None:
        number, end = bounded(number.start, number.end, number.best, bound), last
    if tuple(token.fold for token in tokens[end : end + 2]) in _AND_HALF and number.best:
        number, end = bounded(number.start, number.end, number.best + 0.5, ""), end + 2
    of = " ".join(token.text for token in tokens[number.end : end]) if unit in COUNTED else unit
    if unit in _FLOWS:
        unit, end = rate_after(tokens, unit, end)
    return build(text, tokens, number.times(factor), end, unit, of)
