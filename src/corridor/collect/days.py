"""Days as tables and exports write them.

Guarantees: ISO days, `14 Sep 2025`, `14 septembre 2025`, and figures with slashes where only one
order makes sense or the order is given. Refuses: guessing whether 03/04 is in March or in April.
"""

import re
from datetime import date
from typing import Literal

from corridor.packs.names import fold

Order = Literal["dmy", "mdy"]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:\D.*)?\Z", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s.*)?\Z", re.DOTALL)
_WORDS = re.compile(r"(?:[a-z]+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\Z")
_ENGLISH = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\Z")
_MONTHS = (
    ("jan", "janv", "january", "janvier"),
    ("feb", "fevr", "fev", "february", "fevrier"),
    ("mar", "mars", "march"),
    ("apr", "avr", "april", "avril"),
    ("may", "mai"),
    ("jun", "june", "juin"),
    ("jul", "juil", "july", "juillet"),
    ("aug", "aout", "august"),
    ("sep", "sept", "september", "septembre"),
    ("oct", "october", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "december", "decembre"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


class NoDayError(ValueError):
    """The words are no day; the message says why."""


def parse_day(words: str, order: Order | None = None) -> date:
    """Return a day.

    Args:
        words: the cell.
        order: what 03/04/2025 means; without it only days above 12 tell.

    Raises:
        NoDayError: no day, or one that could be two.

    >>> parse_day("14 sept. 2025").isoformat()
    '2025-09-14'
    """
    text = words.strip()
    for pattern in (_ISO, _COMPACT):
        if found := pattern.match(text):
            return _date(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _FIGURES.match(text):
        return _slashed(int(found[1]), int(found[2]), int(found[3]), order, text)
    plain = fold(text[:60])
    if found := _WORDS.match(plain):
        return _date(int(found[3]), _MONTH.get(found[2], 0), int(found[1]), text)
    if found := _ENGLISH.match(plain):
        return _date(int(found[3]), _MONTH.get(found[1], 0), int(found[2]), text)
    msg = f"'{text[:40]}' is no day"
    raise NoDayError(msg)


def _slashed(first: int, second: int, year: int, order: Order | None, text: str) -> date:
    full = year + 2000 if year < 100 else year
    if order is None and first <= 12 and second <= 12 and first != second:
        msg = f"'{text[:40]}' could be two days"
        raise NoDayError(msg)
    day_first = order == "dmy" if order else first > 12 or second <= 12
    return _date(full, second, first, text) if day_first else _date(full, first, second, text)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        msg = f"'{text[:40]}' is no day"
        raise NoDayError(msg) from None
