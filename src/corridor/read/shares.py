"""Shares and ordinals in words: "more than half", "un quart", "the third day".

Guarantees: shares are per cent, with the bound said before them. Refuses: "first", which counts
nothing.
"""

from collections.abc import Sequence

from corridor.read.numbers import NUMBER_WORDS, Number, bound_before
from corridor.read.words import Token

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
            second = _second_share(tokens, end)
            if second is not None:
                return Number(start, second[1], float(share), None, float(second[0]))
            low, high = (share if bound == "least" else None), (share if bound == "most" else None)
            return Number(start, end, low, None if bound else share, high)
    return None


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
    """Return the count in `third day`, `seizième jour`."""
    value = _ORDINALS.get(tokens[at].fold)
    return Number(at, at + 1, None, float(value), None) if value and value > 1 else None
