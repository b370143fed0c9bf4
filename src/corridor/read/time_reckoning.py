"""Reckoning of time expressions: from the words found and the day of publication to a span of days.

Guarantees: a weekday is the last one unless the verb points ahead; a month without a year the last
that has begun. Refuses: days that no calendar has.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.read.calendar_words import (
    COUNTS,
    DAYS,
    MONTHS,
    SHORT_DAYS,
)
from corridor.records.dates import DatePrecision

Found = tuple[date | None, date | None, DatePrecision]


def week(anchor: date, shift: int = 0) -> Found:
    """Return a calendar week, so many weeks from that of publication."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6), "week"


def weekday(name: str, anchor: date, *, future: bool = False) -> date:
    """Return the last day of that name, or the next one."""
    number = SHORT_DAYS.get(name, DAYS.get(name, DAYS.get(name[:3], 0)))
    if future:
        return anchor + timedelta(days=(number - anchor.weekday()) % 7 or 7)
    return anchor - timedelta(days=(anchor.weekday() - number) % 7)


def _month(month: int, anchor: date, year: int | None, *, future: bool = False) -> int:
    """Return the year of a month named without one: the latest that has begun."""
    if year is not None:
        return year
    if future:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def made(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Clue:
    """An expression found, the day it is reckoned from, and where the nearest verb points."""

    found: re.Match[str]
    anchor: date
    future: bool
    past: bool = False


Handler = Callable[[Clue], Found | None]


def days_of_month(clue: Clue) -> Found | None:
    """Read `3 November`, `du 3 au 5 novembre`, with months and years where named."""
    groups = clue.found.groupdict()
    month, number = MONTHS[groups["month"]], int(groups["n"])
    if groups.get("year"):
        first = made(int(groups["year"]), month, number)
    else:
        first = _nearest_year(clue, month, number)
    if first is None:
        return None
    last = (
        made(first.year, MONTHS[groups.get("month2") or groups["month"]], int(groups["n2"]))
        if groups.get("n2")
        else first
    )
    if last is None or last < first:
        return first, first, "day"
    night = groups.get("night") is not None
    return first, last, "day" if last == first or night else "week"


_SOON = timedelta(days=31)


def _nearest_year(clue: Clue, month: int, number: int) -> date | None:
    """Return a day named without its year: the last one, or one of the coming month."""
    years = range(clue.anchor.year - 1, clue.anchor.year + 2)
    days = [day for year in years if (day := made(year, month, number))]
    if clue.future:
        return next((day for day in days if day >= clue.anchor), None)
    near = [day for day in days if day <= clue.anchor + _SOON]
    return near[-1] if near else None


def until_day(clue: Clue) -> Found | None:
    """Read `jusqu'au 10 novembre`, `d'ici vendredi`: from publication to that day."""
    if clue.found.groupdict().get("month"):
        found = days_of_month(clue)
        last = found[0] if found else None
    else:
        last = weekday(clue.found["day"], clue.anchor, future=True)
    if last is None or last < clue.anchor:
        return (last, last, "day") if last else None
    return clue.anchor, last, "week"


def named_day(clue: Clue) -> Found | None:
    """Read `lundi 10`: the nearest day of that number that is that weekday."""
    number = int(clue.found["n"])
    wanted = weekday(clue.found["day"], clue.anchor).weekday()
    for months in (0, -1, 1):
        index = clue.anchor.year * 12 + clue.anchor.month - 1 + months
        day = made(index // 12, index % 12 + 1, number)
        if day and day.weekday() == wanted:
            return day, day, "day"
    return None


def day_name(clue: Clue) -> Found | None:
    """Read a weekday, with or without "last" or "next"."""
    word = clue.found.groupdict().get("mark") or ""
    ahead = (clue.future and word not in {"dernier", "last", "passe"}) or word in {
        "next",
        "prochain",
        "coming",
    }
    day = weekday(clue.found["day"], clue.anchor, future=ahead)
    if word in {"last", "dernier"} and day == clue.anchor:
        day -= timedelta(days=7)
    return day, day, "day"


def night(clue: Clue) -> Found | None:
    """Read the night between two weekdays."""
    last = weekday(clue.found["day2"], clue.anchor, future=clue.future)
    first = last - timedelta(
        days=(last.weekday() - weekday(clue.found["day"], clue.anchor).weekday()) % 7
    )
    return first, last, "day"


def days_range(clue: Clue) -> Found | None:
    """Read `from Monday to Thursday`."""
    last = weekday(clue.found["day2"], clue.anchor, future=clue.future)
    first = last - timedelta(
        days=(last.weekday() - weekday(clue.found["day"], clue.anchor).weekday()) % 7
    )
    return first, last, "week"


_ENOUGH = re.compile(r"\b(?:enough|sufficient|suffices?|lasts?|fuel|food|supplies|stocks?)\W*\Z")
"""What is enough "for twelve days" has not lasted since then."""


def since(clue: Clue) -> Found | None:
    """Read `since Monday`, `depuis trois semaines`: a state that goes on."""
    groups = clue.found.groupdict()
    if groups.get("day"):
        return weekday(groups["day"], clue.anchor), None, "ongoing"
    if groups.get("count"):
        length = clue.found.group().lstrip().startswith("for ")
        if length and (clue.future or _ENOUGH.search(clue.found.string[: clue.found.start()])):
            return None
        return _back(clue.anchor, groups["count"], groups["unit"]), None, "ongoing"
    if groups.get("month"):
        month = MONTHS[groups["month"]]
        year = _month(month, clue.anchor, int(groups["year"]) if groups.get("year") else None)
        day = int(groups["n"]) if groups.get("n") else _part_start(groups.get("part"))
        begin = made(year, month, day)
        return (begin, None, "ongoing") if begin else None
    if groups.get("year"):
        return date(int(groups["year"]), 1, 1), None, "ongoing"
    return clue.anchor - timedelta(days=1), None, "ongoing"


_PARTS = {
    "early": (1, 10),
    "debut": (1, 10),
    "beginning of": (1, 10),
    "start of": (1, 10),
    "mid": (11, 20),
    "middle of": (11, 20),
    "mi": (11, 20),
    "late": (21, 31),
    "end of": (21, 31),
    "fin": (21, 31),
}


def _part_start(part: str | None) -> int:
    return _PARTS.get((part or "").removeprefix("the ").removesuffix(" de"), (1, 31))[0]


def month_named(clue: Clue) -> Found | None:
    """Read a month or a third of one."""
    groups = clue.found.groupdict()
    month = MONTHS[groups["month"]]
    year = _month(
        month, clue.anchor, int(groups["year"]) if groups.get("year") else None, future=clue.future
    )
    last_day = monthrange(year, month)[1]
    part = (groups.get("part") or "").removeprefix("the ").removesuffix(" de")
    if part:
        low, high = _PARTS[part]
        return date(year, month, low), date(year, month, min(high, last_day)), "week"
    return date(year, month, 1), date(year, month, last_day), "month"


def _length(count: str, unit: str) -> timedelta:
    number = int(count) if count.isdecimal() else COUNTS[count]
    if unit[0] == "h":
        return timedelta(days=min(number // 24, 36_500))
    return timedelta(days=min(number * _DAYS[unit[0]], 36_500))


def _back(anchor: date, count: str, unit: str) -> date:
    """Return the day so long before another; months and years by the calendar."""
    number = int(count) if count.isdecimal() else COUNTS[count]
    months = number * (12 if unit[0] in "ya" else 1)
    if unit[0] not in "mya" or months > _MOST_MONTHS:
        return anchor - _length(count, unit)
    index = anchor.year * 12 + anchor.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


_MOST_MONTHS = 1_200
_DAYS = {"d": 1, "j": 1, "n": 1, "w": 7, "s": 7, "f": 14, "m": 30, "y": 365, "a": 365}
"""Days in a unit, by its first letter: day, jour, night, week, semaine, fortnight, month, year, an."""


def ago(clue: Clue) -> Found | None:
    """Read `three days ago`; weeks and more are only about right."""
    length = _length(clue.found["count"], clue.found["unit"])
    exact = clue.found["unit"][0] in "djnf" and clue.found["count"] not in {
        "few",
        "several",
        "quelques",
        "plusieurs",
        "couple",
    }
    day = clue.anchor - length
    if exact or not length.days:
        return day, day, "day"
    return day - length // 7, day + length // 7, "approximate"


def last_units(clue: Clue) -> Found | None:
    """Read `in the past week`; the last 24 hours are exact days."""
    groups = clue.found.groupdict()
    count, unit = groups["count"] or groups["count2"] or "a", groups["unit"] or groups["unit2"]
    length = _length(count, unit)
    hours = unit[0] == "h" and length.days <= 1
    return clue.anchor - length, clue.anchor, "day" if hours else "week"


def year(clue: Clue) -> Found | None:
    """Read a year."""
    year = int(clue.found["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def years(clue: Clue) -> Found | None:
    """Read two years that bound a span."""
    first, last = int(clue.found["year"]), int(clue.found["year2"])
    return (date(first, 1, 1), date(last, 12, 31), "year") if first <= last else None


def month_start(clue: Clue) -> Found | None:
    """Read `since the start of the month`."""
    return clue.anchor.replace(day=1), None, "ongoing"


def day_number(clue: Clue) -> Found | None:
    """Read `le 17`: that day of this month, or of the last one where it has not come yet."""
    day = made(clue.anchor.year, clue.anchor.month, int(clue.found["n"]))
    if day is None or (day > clue.anchor and not clue.future):
        year, month = divmod(clue.anchor.year * 12 + clue.anchor.month - 2, 12)
        day = made(year, month + 1, int(clue.found["n"]))
    if day is None:
        return None
    return (
        (day, None, "ongoing")
        if clue.found.group().startswith(("depuis", "since"))
        else (day, day, "day")
    )


def offset(days: int) -> Handler:
    """Make the reckoning of so many days from publication."""

    def handler(clue: Clue) -> Found | None:
        day = clue.anchor + timedelta(days=days)
        return day, day, "day"

    return handler


def last_night(clue: Clue) -> Found | None:
    """Read `last night`: two days."""
    return clue.anchor - timedelta(days=1), clue.anchor, "day"


def one_night(clue: Clue) -> Found | None:
    """Read `overnight Saturday`, `dans la nuit de samedi`: that day and the next."""
    day = weekday(clue.found["day"], clue.anchor, future=clue.future)
    if day == clue.anchor and not clue.future:
        day -= timedelta(days=1)
    return day, day + timedelta(days=1), "day"


def begun(day_before: int) -> Handler:
    """Make the reckoning of `since this morning`, `depuis hier soir`."""

    def handler(clue: Clue) -> Found | None:
        return clue.anchor - timedelta(days=day_before), None, "ongoing"

    return handler


def since_weekend(clue: Clue) -> Found | None:
    """Read `since the weekend`."""
    found = weekend(clue)
    return (found[0], None, "ongoing") if found else None


def since_week(clue: Clue) -> Found | None:
    """Read `since last week`."""
    back = any(word in clue.found.group() for word in ("last", "derniere", "passee"))
    return week(clue.anchor, -1 if back else 0)[0], None, "ongoing"


_ORDERED = re.compile(
    r"\b(?:promis|promet|annonce|decide|prevu|ordonne|interdi|instaure|decrete|promise|announce|decide|order|ban|decree|plan)\w*"
)
"""What is ordered or promised "from Monday" begins on the next one."""


def onward(clue: Clue) -> Found | None:
    """Read `as of 4 November`, `à partir de lundi`: from a day on; `dès mercredi` of the past is that day."""
    groups = clue.found.groupdict()
    if groups.get("month"):
        found = days_of_month(clue)
        return (found[0], None, "ongoing") if found else None
    past = clue.past and not _ORDERED.search(clue.found.string[: clue.found.start()])
    day = weekday(groups["day"], clue.anchor, future=not past)
    if past and clue.found.group().startswith("des "):
        return day, day, "day"
    return day, None, "ongoing"


def next_day_name(clue: Clue) -> Found | None:
    """Read `by Friday`: from now to the next one, or the last where the verb tells of the past."""
    day = weekday(clue.found["day"], clue.anchor, future=not clue.past)
    return (day, day, "day") if clue.past else (clue.anchor, day, "week")


def weekend(clue: Clue) -> Found | None:
    """Read the weekend before publication."""
    saturday = clue.anchor - timedelta(days=(clue.anchor.weekday() - 5) % 7)
    if (
        "last" in clue.found.group()
        or "dernier" in clue.found.group()
        or "passe" in clue.found.group()
    ):
        saturday = saturday if clue.anchor.weekday() < 5 else saturday - timedelta(days=7)
    return saturday, saturday + timedelta(days=1), "week"


def relative_month(clue: Clue) -> Found | None:
    """Read `last month`, `cette année`."""
    back = any(word in clue.found.group() for word in ("last", "dernier", "passe"))
    ahead = any(word in clue.found.group() for word in ("next", "prochain"))
    index = clue.anchor.year * 12 + clue.anchor.month - 1 + (-1 if back else 1 if ahead else 0)
    year, month = divmod(index, 12)
    if {"year", "annee", "an"} & set(clue.found.group().split()):
        year = clue.anchor.year + (-1 if back else 1 if ahead else 0)
        return date(year, 1, 1), date(year, 12, 31), "year"
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]), "month"
