"""Lengths, rates and hours among the numbers: "after a week", "40 lorries in a day", "at 1830".

Guarantees: a length in words counts only after a word that measures time; a rate stands in the clause
of its number. Refuses: weeks that only say when: "a week ago".
"""

from collections.abc import Sequence

from corridor.read.counted import FUEL
from corridor.read.numbers import Number
from corridor.read.words import Token, wordset

_DAYS = {
    "day": 1, "days": 1, "jour": 1, "jours": 1, "night": 1, "nights": 1, "nuit": 1, "nuits": 1, "week": 7,
    "weeks": 7, "semaine": 7, "semaines": 7, "month": 30, "months": 30, "mois": 30, "fortnight": 14,
}  # fmt: skip
_ONES = wordset("a an un une")
_FOR = wordset(
    "for after lasting lasted during within pendant durant apres depuis sous duree dure duration than by"
)
_GONE = wordset("ago later before earlier apres avant after plus following")
_LEADS = wordset("depuis for pendant durant within sous during en ici d")


def a_length(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the days of `after a week`, `depuis un mois`, `a week's worth`; other articles count nothing."""
    if tokens[at].fold not in _ONES or at + 1 >= len(tokens):
        return None
    days = _DAYS.get(tokens[at + 1].fold, 0)
    if days and tuple(token.fold for token in tokens[at + 2 : at + 5]) == ("and", "a", "half"):
        return Number(at, at + 5, None, days * 1.5, None)
    after = tokens[at + 2].fold if at + 2 < len(tokens) else ""
    worth = {token.fold for token in tokens[at + 3 : at + 5]} & _WORTH and after in {
        "s",
        "of",
        "de",
    }
    if days < _WEEK or after in _GONE or not (worth or (at and tokens[at - 1].fold in _FOR)):
        return None
    return Number(at, at + 2, None, float(days), None)


_WEEK = 7
_WORTH = wordset(
    "worth supply supplies stock stocks reserve reserves food water fuel vivres provisions eau carburant"
)


def lasts(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether a time tells a length as well: `depuis deux mois`, `closed for eleven days`."""
    return tokens[start].fold in _LEADS and tokens[end - 1].fold in _DAYS


_NOT_BESIDE = wordset("in en")
_SCALES = wordset(
    "million millions billion billions milliard milliards mille thousand thousands hundred"
)


def no_date(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether words read as a date are a number: `1.1 million`, `sept camions`."""
    if tokens[start].is_number and end - start > 1 and tokens[start + 1].fold in _NOT_BESIDE:
        return True
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.gap:
        return False
    if after.fold in _SCALES:
        return tokens[end - 1].is_number
    last = tokens[end - 1]
    alone = bool(set(last.gap) & set(":|;—")) or not any(t.is_number for t in tokens[start:end])
    return last.text in {"sept", "Sept"} and alone and after.text.islower()


_EACH = wordset("a per par each every chaque")
_WITHIN = frozenset(
    {("in", "a"), ("in", "one"), ("on", "a"), ("en", "une"), ("en", "un"), ("dans", "la")}
)
_USUAL = wordset("normal ordinary typical usual single given good")
_PERIODS = {
    "day": "day",
    "jour": "day",
    "night": "day",
    "nuit": "day",
    "week": "week",
    "semaine": "week",
}
_ADVERBS = {
    "daily": "day", "quotidiens": "day", "quotidien": "day", "quotidiennes": "day", "quotidiennement": "day",
    "journaliers": "day", "journalieres": "day", "weekly": "week", "hebdomadaires": "week",
}  # fmt: skip
_RATE_REACH = 5


def rate_after(tokens: Sequence[Token], unit: str, end: int) -> tuple[str, int]:
    """Return a unit with its rate, and where it ends: `41 tankers recorded in a week`, `200 camions par jour`."""
    for at in range(end, min(end + _RATE_REACH, len(tokens))):
        if tokens[at].gap or tokens[at].is_number:
            break
        adverb = _ADVERBS.get(tokens[at].fold)
        if adverb:
            return f"{unit}/{adverb}", at + 1
        period, stop = _period(tokens, at)
        if period:
            return f"{unit}/{period}", stop
    return unit, end


def _period(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Return the period of `a day`, `on a normal day`, `en une semaine` at a word, and where it ends."""
    length = 2 if tuple(t.fold for t in tokens[at : at + 2]) in _WITHIN else 1
    if length == 1 and tokens[at].fold not in _EACH:
        return "", at
    noun = at + length
    noun += noun < len(tokens) and tokens[noun].fold in _USUAL
    if noun >= len(tokens) or tokens[noun].gap:
        return "", at
    after = tokens[noun + 1].fold if noun + 1 < len(tokens) else ""
    return ("", at) if after in _GONE else (_PERIODS.get(tokens[noun].fold, ""), noun + 1)


_AT = wordset("at by around about from until till since vers a")
_CLOCK_LENGTH = 4


def hour_of_day(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Say whether four digits are a time of day: `at 1830`, `AT 0700`; never where fuel is sold."""
    text = tokens[at].text
    if (
        len(text) != _CLOCK_LENGTH
        or not text.isdecimal()
        or int(text) >= 2400
        or int(text[2:]) >= 60
    ):
        return False
    if text[0] == "0":
        return True
    if (
        not at
        or tokens[at - 1].fold not in _AT
        or (text[2:] == "00" and tokens[at - 1].fold == "a")
    ):
        return False
    plain = end >= len(tokens) or bool(tokens[end].gap) or tokens[end].fold in _AFTER_HOUR
    return plain and not any(token.fold in FUEL | _SOLD for token in tokens[max(0, at - 6) : at])


_AFTER_HOUR = wordset("on in and hours hrs local when as to the near today yesterday this last")
_SOLD = wordset(
    "sold sells selling litre liter price prices vendu prix costs cost francs bottle bidon trading"
)
