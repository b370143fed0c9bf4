"""Shares and ordinals in words: "more than half", "un quart", "the third day".

Guarantees: shares are per cent, with the bound said before them. Refuses: "first", which counts
nothing.
"""

from collections.abc import Sequence

from corridor.read.bounds import bound_before
from corridor.read.numbers import NUMBER_WORDS, Number, read_at
from corridor.read.words import Token, wordset

_FRACTIONS = {
    ("half",): 50,
    ("moitie",): 50,
    ("third",): 33,
    ("tiers",): 33,
    ("quarter",): 25,
    ("quart",): 25,
    ("two", "thirds"): 67,
    ("deux", "tiers"): 67,
    ("three", "quarters"): 75,
    ("trois", "quarts"): 75,
    ("two", "fifths"): 40,
    ("three", "fifths"): 60,
    ("four", "fifths"): 80,
    ("deux", "cinquiemes"): 40,
    ("trois", "cinquiemes"): 60,
    ("quatre", "cinquiemes"): 80,
}
_FRACTION_STARTS = frozenset(words[0] for words in _FRACTIONS)
_ORDINAL_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINAL_FR = (
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme "
    "onzieme douzieme treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme "
    "dix-neuvieme vingtieme"
)
_ORDINALS = {
    word: number
    for names in (
        _ORDINAL_EN,
        _ORDINAL_FR,
    )
    for number, word in enumerate(names.split(), start=1)
}
STARTS = NUMBER_WORDS | _FRACTION_STARTS | frozenset(_ORDINALS) | {"a"}
"""Words, beside digits, that a figure may begin with."""


def fraction_at(tokens: Sequence[Token], at: int) -> Number | None:
    """Return a share in words as per cent: `more than half`, `les deux tiers`."""
    if tokens[at].fold not in _FRACTION_STARTS:
        return None
    for words, share in _FRACTIONS.items():
        end = at + len(words)
        if tuple(t.fold for t in tokens[at:end]) == words:
            first = at - 1 if at and tokens[at - 1].fold in {"a", "la", "un", "le", "les"} else at
            start, bound = bound_before(tokens, first)
            if not _is_share(tokens, first, at, end) or _of_a_million(tokens, end):
                return None
            second = _second_share(tokens, end)
            if second is not None:
                return Number(start, second[1], float(share), None, float(second[0]))
            low, high = (share if bound == "least" else None), (share if bound == "most" else None)
            return Number(start, end, low, None if bound else share, high)
    return None


def _of_a_million(tokens: Sequence[Token], at: int) -> bool:
    """Say whether `a quarter` goes on `of a million`, `de million`: a number, and no share."""
    return any(token.fold in {"million", "milliard", "billion"} for token in tokens[at : at + 3])


_PART = wordset("third quarter quart tiers half moitie")
_NAMED = wordset("a an one un le l du au la nearly about over under than de d presque almost barely roughly every "
                 "entre between and et some")  # fmt: skip
_ORDINAL = wordset("first second other latter last premiere seconde deuxieme derniere autre")
_NO_SHARE = wordset(
    "an hour hours day days full empty past million dozen billion brother heure jour monde year litre sack bag page bottle kilo loaf mile metre kilometre term sac kg "
    "moon"
)
_SHARE_GOES_ON = wordset(
    "of de des du d less fewer more moins than as the to were was is are have had has and in at by within "
    "between en au sont etait etaient et ont avaient dans par la le les l ce cette "
    "since depuis compared from"
)


def _is_share(tokens: Sequence[Token], first: int, at: int, end: int) -> bool:
    """Tell a share from an ordinal, a town quarter or half an hour: `its third ambush`."""
    after = tokens[end] if end < len(tokens) else None
    if after is not None and (after.fold in _NO_SHARE):
        return False
    if after is not None and after.fold == "a":
        return end + 1 >= len(tokens) or tokens[end + 1].fold not in _NO_SHARE
    before = tokens[at - 1].fold if at else ""
    if tokens[at].fold in {"half", "moitie"}:
        lead = tokens[first - 1].fold if first < at and first else before
        return not {lead, before} & _ORDINAL
    if tokens[at].fold not in _PART:
        return True
    closed = after is None or bool(after.gap) or after.fold in _SHARE_GOES_ON
    return closed and (before in _NAMED or not before)


def _second_share(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read the second end of `between a quarter and a third`."""
    if at + 1 >= len(tokens) or tokens[at].fold not in {"and", "et", "to", "a"}:
        return None
    begin = at + 2 if tokens[at + 1].fold in {"a", "un", "one", "la", "le"} else at + 1
    for words, share in _FRACTIONS.items():
        end = begin + len(words)
        if tuple(t.fold for t in tokens[begin:end]) == words:
            return share, end
    return None


def ordinal_at(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the count in `third day`, `seizième jour`, `12e jour`, `fourth straight (day)`."""
    value, end = _ORDINALS.get(tokens[at].fold), at + 1
    digits = tokens[at].text
    if digits.isdecimal() and len(digits) <= _ORDINAL_DIGITS and ordinal_mark(tokens, end):
        value, end = int(digits), at + 2
    if not value or value == 1:
        return None
    while end < len(tokens) and tokens[end].fold in _RUNNING:
        end += 1
    return Number(at, end, None, float(value), None)


_ORDINAL_DIGITS = 4
"""Longer numbers count no days in a row; hostile ones are too long for any number."""
_RUNNING = wordset("consecutive straight successive full whole")
_MARKS = wordset("th st nd rd e eme ieme er ere nde")


def ordinal_mark(tokens: Sequence[Token], at: int) -> bool:
    """Say whether word `at` is the ending of an ordinal in digits: `12th`, `3e`."""
    return (
        0 < at < len(tokens)
        and tokens[at].fold in _MARKS
        and tokens[at - 1].is_number
        and tokens[at].start == tokens[at - 1].end
    )


def one_in(tokens: Sequence[Token], at: int) -> Number | None:
    """Read `une station sur dix`, `one household in three` as per cent."""
    one = tokens[at].fold in {"un", "une", "one"}
    part = Number(at, at + 1, None, 1.0, None) if one else read_at(tokens, at)
    if part is None or part.best is None or part.best > _TEN:
        return None
    for place in range(part.end, min(part.end + 2, len(tokens) - 1)):
        begin = _in_how_many(tokens, place)
        whole = read_at(tokens, begin) if begin else None
        if whole is None or whole.best is None or not part.best < whole.best <= _MOST_IN:
            continue
        if one or whole.best == _TEN:
            share = float(round(100 * part.best / whole.best))
            return Number(part.start, whole.end, None, share, None)
    return None


def _in_how_many(tokens: Sequence[Token], at: int) -> int:
    """Return where the whole of `in ten`, `out of ten`, `sur dix` begins, or 0."""
    if tokens[at].gap:
        return 0
    if tokens[at].fold in {"sur", "in"}:
        return at + 1
    out = tokens[at].fold == "out" and at + 2 < len(tokens) and tokens[at + 1].fold == "of"
    return at + 2 if out else 0


_MOST_IN = 100
_TEN = 10
