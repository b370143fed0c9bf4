"""The day a text gives itself at its head: a line that says so, a line of its own, or a dateline.

Guarantees: only full days with their year, only in the first lines; of several the latest, so that
nothing counts before it was published. Refuses: days in the running text, and periods: "1-15 October
2025" is when things happened.
"""

import re
from datetime import date

from corridor.collect.days import NoDayError, parse_day

LINES = 6
"""So many lines that are not empty are looked at."""
_LEAD = re.compile(r"\A\s*date[ :]+(\d{4}-\d{2}-\d{2})\b", re.IGNORECASE)
_WORDS = r"[^\W\d_]{3,10}"
_DAY = (
    rf"(?<![\d–-])(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s{_WORDS}\.?,?\s\d{{4}}"
    rf"|{_WORDS}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})(?!\d)"
)
_SAID = re.compile(
    r"\s*(?:date|dated?|published|posted|updated|last updated|issued|publi[ée]e?|mise? (?:à jour|en ligne)"
    rf"|paru)(?:\s(?:on|le))?\s*:?\s*(?:{_WORDS},?\s)?(?P<day>{_DAY})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\s*(?:le\s)?(?:{_WORDS},?\s)?(?P<day>{_DAY})\s*\Z", re.IGNORECASE)
_NAME = r"[^\W\d_][\w'’.-]*"
_DATELINE = re.compile(
    rf"\s*\(?{_NAME}(?:[ /-]{_NAME}){{0,2}}(?:, {_NAME}(?: {_NAME})?)?\s?[,(–—-]\s?(?:le\s)?(?:{_WORDS},?\s)?"
    rf"(?P<day>{_DAY})\)?\s*(?:\([^)\n]{{1,40}}\)\s*)?[–—:|-]"
)
"""`KAYES, 3 November 2025 (Agency) - `: a place, the day, a dash."""


def lead_date(text: str) -> date | None:
    """Return the day of a leading `date YYYY-MM-DD`, which goes before what a file says of itself."""
    found = _LEAD.match(text)
    return _day(found[1]) if found else None


def head_date(text: str) -> date | None:
    """Return the day that the first lines of a text tell, for a text that has no other."""
    days: list[date | None] = []
    for line in _head(text):
        if _SAID.match(line):
            days += [_day(found) for found in re.findall(_DAY, line)]
        elif hit := _ALONE.match(line) or _DATELINE.match(line):
            days.append(_day(hit["day"]))
    return max((day for day in days if day), default=None)


def _head(text: str) -> list[str]:
    lines = (line[:200] for line in text[:4000].splitlines())
    return [line for line in lines if line.strip()][:LINES]


def _day(words: str) -> date | None:
    try:
        return parse_day(words)
    except NoDayError:
        return None
