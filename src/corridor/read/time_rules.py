"""Time expressions of both languages: patterns over folded words, each with its reckoning.

Guarantees: rules are tried in order, the longer and surer first; a weekday is the last one unless
the verb points ahead. Refuses: clock times; days that no calendar has.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.read.calendar_words import (
    COUNT,
    COUNTS,
    DAY,
    DAY2,
    DAYS,
    MONTH,
    MONTH2,
    MONTHS,
    NUMBER,
    NUMBER2,
    UNIT,
    YEAR,
)
from corridor.records.dates import DatePrecision

Found = tuple[date | None, date | None, DatePrecision]


def _week(anchor: date, shift: int = 0) -> Found:
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6), "week"


def _weekday(name: str, anchor: date, *, future: bool = False) -> date:
    number = next(value for key, value in DAYS.items() if key == name or key == name[:3])
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
    """An expression found, the day it is reckoned from, and whether the verb points ahead."""

    found: re.Match[str]
    anchor: date
    future: bool


Handler = Callable[[Clue], Found | None]


def _days_of_month(clue: Clue) -> Found | None:
    groups = clue.found.groupdict()
    month = MONTHS[groups["month"]]
    year = _month(
        month, clue.anchor, int(groups["year"]) if groups.get("year") else None, future=clue.future
    )
    first = made(year, month, int(groups["n"]))
    if first is None:
        return None
    if not groups.get("year") and not clue.future and first > clue.anchor + timedelta(days=31):
        first = made(year - 1, month, int(groups["n"])) or first
    last = (
        made(first.year, MONTHS[groups.get("month2") or groups["month"]], int(groups["n2"]))
        if groups.get("n2")
        else first
    )
    if last is None or last < first:
        return first, first, "day"
    night = groups.get("night") is not None
    return first, last, "day" if last == first or night else "week"


def _numeric(clue: Clue) -> Found | None:
    year = (
        clue.found["year"]
        if "year" in clue.found.groupdict() and clue.found["year"]
        else str(clue.anchor.year)
    )
    day = made(int(year), int(clue.found["month"]), int(clue.found["n"]))
    return (day, day, "day") if day else None


def _day_name(clue: Clue) -> Found | None:
    word = clue.found.groupdict().get("mark") or ""
    ahead = (clue.future and word not in {"dernier", "last", "passe"}) or word in {
        "next",
        "prochain",
        "coming",
    }
    day = _weekday(clue.found["day"], clue.anchor, future=ahead)
    if word in {"last", "dernier"} and day == clue.anchor:
        day -= timedelta(days=7)
    return day, day, "day"


def _night(clue: Clue) -> Found | None:
    last = _weekday(clue.found["day2"], clue.anchor, future=clue.future)
    first = last - timedelta(
        days=(last.weekday() - _weekday(clue.found["day"], clue.anchor).weekday()) % 7
    )
    return first, last, "day"


def _days_range(clue: Clue) -> Found | None:
    last = _weekday(clue.found["day2"], clue.anchor, future=clue.future)
    first = last - timedelta(
        days=(last.weekday() - _weekday(clue.found["day"], clue.anchor).weekday()) % 7
    )
    return first, last, "week"


def _since(clue: Clue) -> Found | None:
    groups = clue.found.groupdict()
    if groups.get("day"):
        return _weekday(groups["day"], clue.anchor), None, "ongoing"
    if groups.get("count"):
        return clue.anchor - _length(groups["count"], groups["unit"]), None, "ongoing"
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


def _month_named(clue: Clue) -> Found | None:
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
    number = int(count) if count.isdigit() else COUNTS[count]
    days = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365, "h": 0}[unit[0]]
    return timedelta(days=min(number * days, 36_500))


def _ago(clue: Clue) -> Found | None:
    length = _length(clue.found["count"], clue.found["unit"])
    exact = clue.found["unit"][0] in "dj" and clue.found["count"] not in {
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


def _last_units(clue: Clue) -> Found | None:
    return (
        clue.anchor - _length(clue.found["count"] or "a", clue.found["unit"]),
        clue.anchor,
        "week",
    )


def _year(clue: Clue) -> Found | None:
    year = int(clue.found["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _years(clue: Clue) -> Found | None:
    first, last = int(clue.found["year"]), int(clue.found["year2"])
    return (date(first, 1, 1), date(last, 12, 31), "year") if first <= last else None


def _month_start(clue: Clue) -> Found | None:
    return clue.anchor.replace(day=1), None, "ongoing"


def _day_number(clue: Clue) -> Found | None:
    """Read `le 17`: that day of this month, or of the last one where it has not come yet."""
    day = made(clue.anchor.year, clue.anchor.month, int(clue.found["n"]))
    if day is None or (day > clue.anchor and not clue.future):
        year, month = divmod(clue.anchor.year * 12 + clue.anchor.month - 2, 12)
        day = made(year, month + 1, int(clue.found["n"]))
    if day is None:
        return None
    return (day, None, "ongoing") if clue.found.group().startswith("depuis") else (day, day, "day")


def _offset(days: int) -> Handler:
    def handler(clue: Clue) -> Found | None:
        day = clue.anchor + timedelta(days=days)
        return day, day, "day"

    return handler


def _last_night(clue: Clue) -> Found | None:
    return clue.anchor - timedelta(days=1), clue.anchor, "day"


def _weekend(clue: Clue) -> Found | None:
    saturday = clue.anchor - timedelta(days=(clue.anchor.weekday() - 5) % 7)
    if (
        "last" in clue.found.group()
        or "dernier" in clue.found.group()
        or "passe" in clue.found.group()
    ):
        saturday = saturday if clue.anchor.weekday() < 5 else saturday - timedelta(days=7)
    return saturday, saturday + timedelta(days=1), "week"


def _relative_month(clue: Clue) -> Found | None:
    back = any(word in clue.found.group() for word in ("last", "dernier", "passe"))
    ahead = any(word in clue.found.group() for word in ("next", "prochain"))
    index = clue.anchor.year * 12 + clue.anchor.month - 1 + (-1 if back else 1 if ahead else 0)
    year, month = divmod(index, 12)
    if clue.found.group().endswith(("year", "annee", "an")):
        year = clue.anchor.year + (-1 if back else 1 if ahead else 0)
        return date(year, 1, 1), date(year, 12, 31), "year"
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]), "month"


RULES: tuple[tuple[str, str, Handler], ...] = (
    (
        "since depuis",
        r"(?:since|depuis) (?:le |the |last |this )?"
        + DAY
        + r"(?: dernier)?(?: (?:morning|evening|night|matin|soir))?",
        _since,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:le |the |last )?(?:night of )?"
        + NUMBER
        + r" (?:of )?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        _since,
    ),
    ("since depuis", r"(?:since|depuis) " + MONTH + " " + NUMBER + r"(?: " + YEAR + ")?", _since),
    (
        "since depuis",
        r"(?:since|depuis) (?:la |le |the )?(?P<part>early|mid|late|(?:the )?start of|(?:the )?beginning of|(?:the )?end of|debut|mi|fin)?(?: de)? ?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        _since,
    ),
    ("since depuis", r"(?:since|depuis) (?:l annee )?" + YEAR, _since),
    (
        "for depuis voici since these it been",
        r"(?:for|depuis|voici|since|these|it s been|been) (?:the (?:past|last) |plus de |pres de |environ |more than |over |about |nearly |at least |au moins )?"
        + COUNT
        + r" (?:derniers |dernieres )?"
        + UNIT,
        _since,
    ),
    ("since depuis", r"(?:since|depuis) (?:yesterday|hier)", _since),
    (
        "night nuit overnight",
        r"(?:in|on|dans|during|overnight)? ?(?:the |la )?(?:night|nuit|overnight) (?:of |from |du |de |between )?(?:the )?"
        + DAY
        + r"(?: \d{1,2})? (?:to|au|a|and|et|into)(?: the)? "
        + DAY2,
        _night,
    ),
    (
        "night nuit",
        r"(?P<night>(?:night|nuit) (?:of |from |du |de )?(?:the )?)(?:\w+ )?"
        + NUMBER
        + r"(?: "
        + MONTH2
        + r")? (?:to|au|a|and|et) (?:the )?(?:\w+ )?"
        + NUMBER2
        + r" (?:of )?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        _days_of_month,
    ),
    ("overnight", r"overnight (?:from )?" + DAY + r" (?:to|into) " + DAY2, _night),
    (
        "and et to au a",
        r"(?:between|entre le|du|from|entre)? ?(?:"
        + DAY
        + " )?"
        + NUMBER
        + r" (?:and|et le|et|to|au|a) (?:le )?(?:the )?"
        + NUMBER2
        + " "
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        _days_of_month,
    ),
    (
        "",
        r"(?:" + DAY + r" )?(?:the )?" + NUMBER + r" (?:of )?" + MONTH + r"(?: " + YEAR + ")?",
        _days_of_month,
    ),
    (
        "to and",
        MONTH + " " + NUMBER + r" (?:to|and) " + NUMBER2 + r"(?: " + YEAR + ")?(?! (?:to|per))",
        _days_of_month,
    ),
    (
        "",
        r"(?:"
        + DAY
        + " )?"
        + MONTH
        + " "
        + NUMBER
        + r"(?: "
        + YEAR
        + r")?(?! (?:litres|tankers|people|years))",
        _days_of_month,
    ),
    (
        "early mid late start beginning middle end debut mi fin",
        r"(?:the |la )?(?P<part>early|mid|late|(?:the )?start of|(?:the )?beginning of|(?:the )?middle of|(?:the )?end of|debut|mi|fin)(?: de)? "
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        _month_named,
    ),
    (
        "to and au a et",
        r"(?:from|between|du|de|entre) " + DAY + r" (?:to|and|au|a|et) " + DAY2,
        _days_range,
    ),
    (
        "last next this coming",
        r"(?P<mark>last|next|this|coming) " + DAY + r"(?: (?:morning|evening|night|afternoon))?",
        _day_name,
    ),
    (
        "dernier prochain passe next last",
        r"(?:ce |le )?" + DAY + r" (?P<mark>dernier|prochain|passe|next|last)",
        _day_name,
    ),
    (
        "night nuit overnight",
        r"(?:last night|overnight|cette nuit|la nuit derniere|dans la nuit|during the night)",
        _last_night,
    ),
    ("yesterday hier", r"(?:day before yesterday|avant hier)", _offset(-2)),
    (
        "yesterday hier",
        r"(?:yesterday|hier)(?: (?:morning|evening|night|afternoon|matin|soir|apres midi))?",
        _offset(-1),
    ),
    (
        "today tonight this aujourd aujourdhui ce cet currently actuellement present right",
        r"(?:today|tonight|this morning|this afternoon|this evening|aujourd hui|aujourdhui|ce matin|ce soir|cet apres midi|currently|actuellement|at present|ce jour|right now)",
        _offset(0),
    ),
    ("tomorrow demain", r"(?:tomorrow|demain)", _offset(1)),
    (
        "now instant maintenant heure today jour",
        r"(?:for now|right now|(?<!until )now|pour l instant|maintenant|a l heure actuelle|as of today|au jour d aujourd hui|a ce jour)",
        _offset(0),
    ),
    (
        "depuis since",
        r"(?:depuis|since) (?:le )?(?:the )?(?:debut du mois|start of the month|beginning of the month|early this month)",
        _month_start,
    ),
    (
        "",
        NUMBER + r"(?: |-)(?:au|to|and|et)? ?" + NUMBER2 + " " + MONTH + r"(?: " + YEAR + ")?",
        _days_of_month,
    ),
    (
        "le the",
        r"(?:le|depuis le|on the) (?P<n>[12]?\d|3[01])(?:er|st|nd|rd|th)?(?! [a-z]*(?:heures|h|francs|citernes|camions|pour))",
        _day_number,
    ),
    (
        "weekend week",
        r"(?:the |le |ce |this |last |le )?(?:weekend|week end)(?: dernier| passe)?",
        _weekend,
    ),
    (
        "week semaine",
        r"(?:last week|la semaine derniere|la semaine passee|semaine derniere|the previous week)",
        lambda clue: _week(clue.anchor, -1),
    ),
    (
        "week semaine",
        r"(?:this week|cette semaine|in the week|dans la semaine)",
        lambda clue: _week(clue.anchor),
    ),
    ("week semaine", r"(?:next week|la semaine prochaine)", lambda clue: _week(clue.anchor, 1)),
    (
        "month year mois an annee",
        r"(?:last|this|next) (?:month|year)|(?:le mois|l an|l annee) (?:dernier|derniere|prochain|prochaine|passe)|ce mois|cette annee",
        _relative_month,
    ),
    ("y voila voici", r"(?:il y a|voila|voici) (?:environ |pres de )?" + COUNT + " " + UNIT, _ago),
    (
        "ago earlier tot auparavant",
        r"(?:about |some |around )?" + COUNT + " " + UNIT + r" (?:ago|earlier|plus tot|auparavant)",
        _ago,
    ),
    (
        "last past previous derniers dernieres",
        r"(?:in|over|during|within|au cours des|ces|les|en|pendant) (?:the )?(?:last|past|previous)? ?"
        + COUNT
        + r"? ?(?:derniers |dernieres |last |past )"
        + UNIT,
        _last_units,
    ),
    (
        "to a and et",
        r"(?:in|en|of|de|year|annee|during) " + YEAR + r" (?:to|a|and|et) (?P<year2>(?:19|20)\d\d)",
        _years,
    ),
    ("", MONTH + " " + YEAR, _month_named),
    (
        "in en during of for de d since by mois courant throughout",
        r"(?:in|en|during|of|for|de|d|since|by|au mois de|courant|throughout) "
        + MONTH
        + r"(?! \d)",
        _month_named,
    ),
    (
        "",
        r"(?:on |le |ce |by )?"
        + DAY
        + r"(?: (?:morning|evening|night|afternoon|matin|soir|apres midi))?",
        _day_name,
    ),
    (
        "in en of since de annee year during until before by",
        r"(?:in|en|of|since|de|annee|year|during|until|before|by) " + YEAR,
        _year,
    ),
)
