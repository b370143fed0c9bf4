"""Dates as tables write them ("Sept 2025", "1-24 Nov 2025", "c. 10 Nov 2025"), as first and last day.

Guarantees: a window is returned only for a day, a range of days in one month, or a month.
Refuses: seasons, years and "before ..." (None): they say when to the reader, not to a filter.
"""

import re
from calendar import monthrange
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:(?P<a>\d{1,2})(?:\s*[-–]\s*(?P<b>\d{1,2}))?\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4})"
)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:/|to|\.\.)\s*(\d{4}-\d{2}-\d{2}))?")
_ISO_MONTH = re.compile(r"^\s*(\d{4})-(\d{2})\s*$")
_VAGUE = re.compile(r"before|after|since|until|at least|avant|après", re.IGNORECASE)


def window(text: str) -> tuple[date, date] | None:
    """Return first and last day of a written date, or None where it names neither day nor month."""
    if _VAGUE.search(text):
        return None
    iso = _ISO.search(text)
    if iso:
        first = date.fromisoformat(iso.group(1))
        return first, date.fromisoformat(iso.group(2)) if iso.group(2) else first
    month = _ISO_MONTH.match(text)
    if month:
        return _month(int(month.group(1)), int(month.group(2)))
    named = _NAMED.search(text)
    if named and named.group("month")[:3].casefold() in _MONTHS:
        return _named(named)
    return None


def _named(found: "re.Match[str]") -> tuple[date, date] | None:
    year = int(found.group("year"))
    month = _MONTHS.index(found.group("month")[:3].casefold()) + 1
    first, last = _month(year, month)
    if not found.group("a"):
        return first, last
    start = int(found.group("a"))
    end = int(found.group("b") or start)
    if not 1 <= start <= end <= last.day:
        return None
    return first.replace(day=start), first.replace(day=end)


def _month(year: int, month: int) -> tuple[date, date]:
    if not 1 <= month <= len(_MONTHS):
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
