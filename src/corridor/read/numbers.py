"""Numbers in digits and words, English and French, with how exact they are meant.

Guarantees: `read_at` looks at a dozen words at most; a band keeps what was said: "at least 20" has
no best value, "16 to 19" has two ends. Refuses: ordinals, years and bare "a" as numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corridor.read.bounds import bound_after, bound_before
from corridor.read.words import Token, wordset

_EN_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_FR_UNITS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "cent": 100,
    "cents": 100,
    "mille": 1_000,
    "milliard": 1_000_000_000,
    "milliards": 1_000_000_000,
    "mn": 1_000_000,
    "mds": 1_000_000_000,
    "md": 1_000_000_000,
    "k": 1_000,
    "bn": 1_000_000_000,
    "m": 1_000_000,
}
_COLLECTIVE = {
    "dozen": 12,
    "douzaine": 12,
    "dizaine": 10,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1_000,
    "huitaine": 8,
    "score": 20,
}
_VAGUE = {
    "dozens": (20, 99),
    "dizaines": (20, 99),
    "tens": (20, 99),
    "scores": (20, 99),
    "hundreds": (100, 999),
    "centaines": (100, 999),
    "thousands": (1_000, 9_999),
    "milliers": (1_000, 9_999),
}
_SPACE = re.compile(r"[\s’']")
_RANGE_WORDS = frozenset({"to", "and", "or", "a", "et", "ou", "voire"})
NUMBER_WORDS = frozenset(
    {
        "several",
        "plusieurs",
        "quelques",
        *_EN_UNITS,
        *_FR_UNITS,
        *_COLLECTIVE,
        *_VAGUE,
        "hundred",
        "cent",
        "mille",
        "half",
    }
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said: words `start` to `end` (exclusive), and its band."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    vague: bool = False
    falls: bool = False
    """The second end is the smaller: `from 120 to 35`."""

    def times(self, factor: float) -> "Number":
        """Return the number in a smaller unit."""
        low, best, high = (
            None if x is None else x * factor for x in (self.low, self.best, self.high)
        )
        return Number(self.start, self.end, low, best, high, self.vague, self.falls)


def digits(text: str) -> float | None:
    """Return the value of a number in digits; `1 000`, `1,000`, `1.000` and `1,5` are understood.

    >>> digits("1 750"), digits("3.5"), digits("20,000"), digits("2,5")
    (1750.0, 3.5, 20000.0, 2.5)
    """
    plain = _SPACE.sub("", text)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        plain = plain.replace(",", "").replace(".", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    else:
        plain = plain.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if value < 1e15 else None


def read_at(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the number that begins at word `at`, with its bounds and range, or None."""
    simple = _simple(tokens, at)
    if simple is None:
        return None
    value, end, vague = simple
    start, bound = bound_before(tokens, at)
    if vague is not None:
        return Number(start, end, vague[0], None, vague[1], vague=True)
    upper = _upper(tokens, at, end, start)
    if upper is not None:
        high, last, scale = upper
        low = value * scale if scale > 1 and value < high else value
        if low > high and tokens[end].is_number:  # `9-4` is a score
            return Number(start, last, None, value, None)
        return Number(start, last, min(low, high), None, max(low, high), falls=low > high)
    if not bound:
        end, bound = _open(tokens, end)
    return bounded(start, end, value, bound)


def bounded(start: int, end: int, value: float, bound: str) -> Number:
    """Return a number that is exact, "least" or "most"."""
    least, most = bound == "least", bound == "most"
    return Number(
        start,
        end,
        value if least else None,
        None if least or most else value,
        value if most else None,
    )


def _open(tokens: Sequence[Token], end: int) -> tuple[int, str]:
    """Read the bound right after a number: `40 or more`, `200+`."""
    if end < len(tokens) and tokens[end].gap == "+" and tokens[end - 1].is_number:
        return end, "least"
    return bound_after(tokens, end)


def _simple(  # noqa: PLR0911 - one return for each way of writing a number
    tokens: Sequence[Token], at: int
) -> tuple[float, int, tuple[float, float] | None] | None:
    token = tokens[at]
    word = token.fold
    if (
        len(word) == 2
        and token.text.isupper()
        and at + 1 < len(tokens)
        and not tokens[at + 1].text.isupper()
    ):
        return None
    if word in _VAGUE:
        return _many(tokens, at)
    if token.is_number:
        value = digits(token.text)
        if value is None:
            return None
        if at + 1 < len(tokens) and tokens[at + 1].fold in _DOZENS:
            return value * 12, at + 2, None
        value, end = _scaled(tokens, at + 1, value)
        return *_halved(tokens, end, value), None
    if at + 1 < len(tokens) and word in _LEADERS:
        led = _led(tokens, at)
        if led is not None or word not in {"un", "une"}:
            return led
    if word in _COLLECTIVE and word != "score":
        return float(_COLLECTIVE[word]), at + 1, None
    found = _words(tokens, at)
    if found and found[1] < len(tokens) and tokens[found[1]].fold in _DOZENS:
        return found[0] * 12, found[1] + 1, None
    return (*_halved(tokens, found[1], found[0]), None) if found else None


def _halved(tokens: Sequence[Token], end: int, value: float) -> tuple[float, int]:
    """Add the half of `two and a half million`, `deux millions et demi`."""
    folds = tuple(token.fold for token in tokens[end : end + 3])
    if folds == ("and", "a", "half"):
        length = 3
    elif folds[:2] in {("et", "demi"), ("et", "demie")}:
        length = 2
    else:
        return value, end
    scale = _SCALES.get(tokens[end - 1].fold, 1)
    return _scaled(tokens, end + length, value + scale / 2)


_DOZENS = frozenset({"dozen", "douzaine", "douzaines"})


_LEADERS = frozenset({"several", "plusieurs", "quelques", "a", "an", "un", "une", "half"})


def _led(  # noqa: PLR0911 - one return for each way of leading a number
    tokens: Sequence[Token], at: int
) -> tuple[float, int, tuple[float, float] | None] | None:
    """Read `several dozen`, `a dozen`, `une quarantaine`, `a hundred`."""
    word, following = tokens[at].fold, tokens[at + 1].fold
    third = tokens[at + 2].fold if at + 2 < len(tokens) else ""
    if (word, following) in {("half", "a"), ("une", "demi"), ("un", "demi")}:
        if third in _DOZENS:
            return 6.0, at + 3, None
        return (_SCALES[third] / 2, at + 3, None) if third in {"million", "billion"} else None
    if word == "a" and following in {"few", "couple"}:
        return _many(tokens, at + 2 + (third == "of"))
    part = _PARTS.get(following)
    if part and {third, *(token.fold for token in tokens[at + 3 : at + 5])} & {
        "million",
        "milliard",
        "billion",
    }:
        end = next(i for i in range(at + 2, at + 5) if tokens[i].fold in _SCALES)
        return part * _SCALES[tokens[end].fold], end + 1, None
    if word in {"several", "plusieurs", "quelques"}:
        return _many(tokens, at + 1)
    if following in _ABOUT and third in _COLLECTIVE:
        return float(_COLLECTIVE[third]), at + 3, None
    if following in _COLLECTIVE:
        return float(_COLLECTIVE[following]), at + 2, None
    if word in {"a", "un"} and following in {
        "hundred",
        "thousand",
        "million",
        "billion",
        "milliard",
    }:
        return _words(tokens, at + 1, led=True)
    return None


_PARTS = {"quarter": 0.25, "quart": 0.25, "third": 0.333, "tiers": 0.333}
_ABOUT = frozenset({"bonne", "petite", "grosse", "good", "bon", "petit"})


def _many(tokens: Sequence[Token], at: int) -> tuple[float, int, tuple[float, float] | None] | None:
    """Read `(several) hundred`, `(plusieurs) dizaines de milliers`."""
    word = tokens[at].fold if at < len(tokens) else ""
    plural = word if word in _VAGUE else f"{word}s"
    if plural not in _VAGUE:
        return None
    low, high = _VAGUE[plural]
    folds = tuple(token.fold for token in tokens[at + 1 : at + 3])
    if len(folds) > 1 and folds[0] in {"of", "de"} and folds[1] in _VAGUE:
        return 0.0, at + 3, (low * 1_000, high * 1_000)
    return 0.0, at + 1, (low, high)


def _words(
    tokens: Sequence[Token], at: int, *, led: bool = False
) -> tuple[float, int, None] | None:
    """Read number words: `two hundred and forty`, `quatre-vingt-deux`, `cent vingt mille`."""
    total, current, end, seen = 0.0, 0.0, at, False
    while end < len(tokens) and end - at < 12:
        word = tokens[end].fold
        if seen and tokens[end].gap not in {"", "-", "‑", "‐"}:
            break
        unit = _EN_UNITS.get(word, _FR_UNITS.get(word))
        if unit is not None and (
            word not in {"un", "une", "one"} or current in {0, 20, 30, 40, 50, 60, 80}
        ):
            if word in {"vingt", "vingts"} and current % 100 == 4:
                current += 76
            elif (
                current
                and current % 10
                and unit < 100
                and not (current % 100 in {60, 80} or unit < 10)
            ):
                break
            else:
                current += unit
        elif (
            word in _SCALES
            and word not in {"m", "mn", "bn", "k", "md", "mds"}
            and (seen or led or word in {"cent", "mille"})
        ):
            scale = _SCALES[word]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total += (current or 1) * scale
                current = 0
        elif word in {"and", "et"} and seen and _joins(tokens, end, current):
            pass
        else:
            break
        seen = True
        end += 1
    return (total + current, end, None) if seen else None


def _joins(tokens: Sequence[Token], at: int, current: float) -> bool:
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1].fold
    if tokens[at].fold == "et":
        return following in {"un", "une", "onze"} and current in {20, 30, 40, 50, 60}
    return current >= 100 and following in _EN_UNITS


_MONEY_OR_VOLUME = wordset("de d fcfa cfa f usd eur euros dollars francs litres xof")


def _before_money(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a capital M apart from its number stands for millions: `50 M de dollars`."""
    following = tokens[at + 1].fold if at + 1 < len(tokens) else ""
    return tokens[at].text == "M" and following in _MONEY_OR_VOLUME


def _scaled(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    while at < len(tokens) and tokens[at].fold in _SCALES and tokens[at].gap in {"", "-"}:
        apart = tokens[at].fold in {"m", "k"} and tokens[at].start != tokens[at - 1].end
        if apart and not _before_money(tokens, at):
            break
        value *= _SCALES[tokens[at].fold]
        at += 1
    return value, at


def _upper(
    tokens: Sequence[Token], at: int, end: int, start: int
) -> tuple[float, int, float] | None:
    """Read the second end of a range: `16 to 19`, `between 2,000 and 3,000`, `160-200 thousand`."""
    if end >= len(tokens):
        return None
    joiner = tokens[end]
    hyphen = joiner.gap in {"-", "–", "—"} and joiner.is_number and tokens[at].is_number
    if not hyphen:
        if joiner.fold not in _RANGE_WORDS or end + 1 >= len(tokens) or joiner.gap:
            return None
        between = start > 0 and tokens[start - 1].fold in {"between", "entre"}
        if joiner.fold in {"and", "et"} and not between:
            return None
        end += 1
    second = _simple(tokens, end)
    if second is None or second[2] is not None:
        return None
    high, after, _ = second
    scale = 1.0
    last = tokens[after - 1].fold
    if last in _DOZENS and tokens[end - 2].fold not in _DOZENS:
        return high, after, float(_COLLECTIVE["dozen"])
    first_scaled = any(token.fold in _SCALES for token in tokens[at:end])
    if last in _SCALES and not first_scaled and _SCALES[last] > 100:
        scale = float(_SCALES[last])
    return (high, after, scale) if high else None
