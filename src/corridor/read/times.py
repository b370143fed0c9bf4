"""When it happened, in English and French, reckoned from the day of publication.

Guarantees: exact where the words are ("dans la nuit de dimanche à lundi" is two days); a weekday is
the last one unless the verb points ahead. Refuses: guessing a date where nothing is said, and any
reckoning where the report itself has no date.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.read.words import Token
from corridor.records.dates import DatePrecision, TimeSpan

_DAYS = {
    name: number for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun", "lundi mardi mercredi jeudi vendredi samedi dimanche",
    ) for number, name in enumerate(names.split())
}
_DAYS |= {"tues": 1, "thurs": 3}
_MONTHS = {
    name: number for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
    ) for number, name in enumerate(names.split(), start=1)
}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "three": 3, "trois": 3,
    "four": 4, "quatre": 4, "five": 5, "cinq": 5, "six": 6, "seven": 7, "sept": 7, "eight": 8,
    "huit": 8, "nine": 9, "neuf": 9, "ten": 10, "dix": 10, "twelve": 12, "douze": 12,
    "quinze": 15, "few": 3, "several": 3, "quelques": 3, "plusieurs": 3, "couple": 2,
}
_D = r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_D2 = _D.replace("?P<day>", "?P<day2>")
_M = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_M2 = _M.replace("?P<month>", "?P<month2>")
_N = r"(?P<n>\d{1,2})(?:er|st|nd|rd|th)?"
_N2 = r"(?P<n2>\d{1,2})(?:er|st|nd|rd|th)?"
_Y = r"(?P<year>(?:19|20)\d\d)"
_C = r"(?P<count>\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|annees?|hours?|heures?)"

Found = tuple[date | None, date | None, DatePrecision]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: words `start` to `end` (exclusive), and the days it names."""

    start: int
    end: int
    span: TimeSpan


def _week(anchor: date, shift: int = 0) -> Found:
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6), "week"


def _weekday(name: str, anchor: date, *, future: bool = False) -> date:
    number = next(value for key, value in _DAYS.items() if key == name or key == name[:3])
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


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


Handler = Callable[[re.Match[str], date, bool], Found | None]


def _days_of_month(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    groups = found.groupdict()
    month = _MONTHS[groups["month"]]
    year = _month(month, anchor, int(groups["year"]) if groups.get("year") else None, future=future)
    first = _made(year, month, int(groups["n"]))
    if first is None:
        return None
    if not groups.get("year") and not future and first > anchor + timedelta(days=31):
        first = _made(year - 1, month, int(groups["n"])) or first
    last = _made(first.year, _MONTHS[groups.get("month2") or groups["month"]], int(groups["n2"])) if groups.get("n2") else first
    if last is None or last < first:
        return first, first, "day"
    night = groups.get("night") is not None
    return first, last, "day" if last == first or night else "week"


def _numeric(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    year = found["year"] if "year" in found.groupdict() and found["year"] else str(anchor.year)
    day = _made(int(year), int(found["month"]), int(found["n"]))
    return (day, day, "day") if day else None


def _day_name(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    word = found.groupdict().get("mark") or ""
    ahead = (future and word not in {"dernier", "last", "passe"}) or word in {"next", "prochain", "coming"}
    day = _weekday(found["day"], anchor, future=ahead)
    if word in {"last", "dernier"} and day == anchor:
        day -= timedelta(days=7)
    return day, day, "day"


def _night(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    last = _weekday(found["day2"], anchor, future=future)
    first = last - timedelta(days=(last.weekday() - _weekday(found["day"], anchor).weekday()) % 7)
    return first, last, "day"


def _days_range(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    last = _weekday(found["day2"], anchor, future=future)
    first = last - timedelta(days=(last.weekday() - _weekday(found["day"], anchor).weekday()) % 7)
    return first, last, "week"


def _since(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    groups = found.groupdict()
    if groups.get("day"):
        return _weekday(groups["day"], anchor), None, "ongoing"
    if groups.get("count"):
        return anchor - _length(groups["count"], groups["unit"]), None, "ongoing"
    if groups.get("month"):
        month = _MONTHS[groups["month"]]
        year = _month(month, anchor, int(groups["year"]) if groups.get("year") else None)
        day = int(groups["n"]) if groups.get("n") else _part_start(groups.get("part"))
        begin = _made(year, month, day)
        return (begin, None, "ongoing") if begin else None
    if groups.get("year"):
        return date(int(groups["year"]), 1, 1), None, "ongoing"
    return anchor - timedelta(days=1), None, "ongoing"


_PARTS = {
    "early": (1, 10), "debut": (1, 10), "beginning of": (1, 10), "start of": (1, 10), "mid": (11, 20),
    "middle of": (11, 20), "mi": (11, 20), "late": (21, 31), "end of": (21, 31), "fin": (21, 31),
}


def _part_start(part: str | None) -> int:
    return _PARTS.get((part or "").removeprefix("the ").removesuffix(" de"), (1, 31))[0]


def _month_named(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    groups = found.groupdict()
    month = _MONTHS[groups["month"]]
    year = _month(month, anchor, int(groups["year"]) if groups.get("year") else None, future=future)
    last_day = monthrange(year, month)[1]
    part = (groups.get("part") or "").removeprefix("the ").removesuffix(" de")
    if part:
        low, high = _PARTS[part]
        return date(year, month, low), date(year, month, min(high, last_day)), "week"
    return date(year, month, 1), date(year, month, last_day), "month"


def _length(count: str, unit: str) -> timedelta:
    number = int(count) if count.isdigit() else _COUNTS[count]
    days = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365, "h": 0}[unit[0]]
    return timedelta(days=min(number * days, 36_500))


def _ago(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    length = _length(found["count"], found["unit"])
    exact = found["unit"][0] in "dj" and found["count"] not in {"few", "several", "quelques", "plusieurs", "couple"}
    day = anchor - length
    if exact or not length.days:
        return day, day, "day"
    return day - length // 7, day + length // 7, "approximate"


def _last_units(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    return anchor - _length(found["count"] or "a", found["unit"]), anchor, "week"


def _year(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    year = int(found["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _years(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    first, last = int(found["year"]), int(found["year2"])
    return (date(first, 1, 1), date(last, 12, 31), "year") if first <= last else None


def _month_start(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    return anchor.replace(day=1), None, "ongoing"


def _day_number(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    """Read `le 17`: that day of this month, or of the last one where it has not come yet."""
    day = _made(anchor.year, anchor.month, int(found["n"]))
    if day is None or (day > anchor and not future):
        year, month = divmod(anchor.year * 12 + anchor.month - 2, 12)
        day = _made(year, month + 1, int(found["n"]))
    if day is None:
        return None
    return (day, None, "ongoing") if found.group().startswith("depuis") else (day, day, "day")


def _offset(days: int) -> Handler:
    def handler(found: re.Match[str], anchor: date, future: bool) -> Found | None:
        day = anchor + timedelta(days=days)
        return day, day, "day"
    return handler


def _last_night(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    return anchor - timedelta(days=1), anchor, "day"


def _weekend(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    if "last" in found.group() or "dernier" in found.group() or "passe" in found.group():
        saturday = saturday if anchor.weekday() < 5 else saturday - timedelta(days=7)
    return saturday, saturday + timedelta(days=1), "week"


def _relative_month(found: re.Match[str], anchor: date, future: bool) -> Found | None:
    back = any(word in found.group() for word in ("last", "dernier", "passe"))
    ahead = any(word in found.group() for word in ("next", "prochain"))
    index = anchor.year * 12 + anchor.month - 1 + (-1 if back else 1 if ahead else 0)
    year, month = divmod(index, 12)
    if found.group().endswith(("year", "annee", "an")):
        year = anchor.year + (-1 if back else 1 if ahead else 0)
        return date(year, 1, 1), date(year, 12, 31), "year"
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]), "month"


_RULES: tuple[tuple[str, Handler], ...] = (
    (r"(?:since|depuis) (?:le |the |last |this )?" + _D + r"(?: dernier)?(?: (?:morning|evening|night|matin|soir))?", _since),
    (r"(?:since|depuis) (?:le |the |last )?(?:night of )?" + _N + r" (?:of )?" + _M + r"(?: " + _Y + ")?", _since),
    (r"(?:since|depuis) " + _M + " " + _N + r"(?: " + _Y + ")?", _since),
    (r"(?:since|depuis) (?:la |le |the )?(?P<part>early|mid|late|(?:the )?start of|(?:the )?beginning of|(?:the )?end of|debut|mi|fin)?(?: de)? ?" + _M + r"(?: " + _Y + ")?", _since),
    (r"(?:since|depuis) (?:l annee )?" + _Y, _since),
    (r"(?:for|depuis|voici|since|these|it s been|been) (?:the (?:past|last) |plus de |pres de |environ |more than |over |about |nearly |at least |au moins )?" + _C + r" (?:derniers |dernieres )?" + _UNIT, _since),
    (r"(?:since|depuis) (?:yesterday|hier)", _since),
    (r"(?:in|on|dans|during|overnight)? ?(?:the |la )?(?:night|nuit|overnight) (?:of |from |du |de |between )?(?:the )?" + _D + r"(?: \d{1,2})? (?:to|au|a|and|et|into)(?: the)? " + _D2, _night),
    (r"(?P<night>(?:night|nuit) (?:of |from |du |de )?(?:the )?)(?:\w+ )?" + _N + r"(?: " + _M2 + r")? (?:to|au|a|and|et) (?:the )?(?:\w+ )?" + _N2 + r" (?:of )?" + _M + r"(?: " + _Y + ")?", _days_of_month),
    (r"overnight (?:from )?" + _D + r" (?:to|into) " + _D2, _night),
    (r"(?:between|entre le|du|from|entre)? ?(?:" + _D + " )?" + _N + r" (?:and|et le|et|to|au|a) (?:le )?(?:the )?" + _N2 + " " + _M + r"(?: " + _Y + ")?", _days_of_month),
    (r"(?:" + _D + r" )?(?:the )?" + _N + r" (?:of )?" + _M + r"(?: " + _Y + ")?", _days_of_month),
    (_M + " " + _N + r" (?:to|and) " + _N2 + r"(?: " + _Y + ")?(?! (?:to|per))", _days_of_month),
    (r"(?:" + _D + " )?" + _M + " " + _N + r"(?: " + _Y + r")?(?! (?:litres|tankers|people|years))", _days_of_month),
    (r"(?:the |la )?(?P<part>early|mid|late|(?:the )?start of|(?:the )?beginning of|(?:the )?middle of|(?:the )?end of|debut|mi|fin)(?: de)? " + _M + r"(?: " + _Y + ")?", _month_named),
    (r"(?:from|between|du|de|entre) " + _D + r" (?:to|and|au|a|et) " + _D2, _days_range),
    (r"(?P<mark>last|next|this|coming) " + _D + r"(?: (?:morning|evening|night|afternoon))?", _day_name),
    (r"(?:ce |le )?" + _D + r" (?P<mark>dernier|prochain|passe|next|last)", _day_name),
    (r"(?:last night|overnight|cette nuit|la nuit derniere|dans la nuit|during the night)", _last_night),
    (r"(?:day before yesterday|avant hier)", _offset(-2)),
    (r"(?:yesterday|hier)(?: (?:morning|evening|night|afternoon|matin|soir|apres midi))?", _offset(-1)),
    (r"(?:today|tonight|this morning|this afternoon|this evening|aujourd hui|aujourdhui|ce matin|ce soir|cet apres midi|currently|actuellement|at present|ce jour|right now)", _offset(0)),
    (r"(?:tomorrow|demain)", _offset(1)),
    (r"(?:for now|right now|(?<!until )now|pour l instant|maintenant|a l heure actuelle|as of today|au jour d aujourd hui|a ce jour)", _offset(0)),
    (r"(?:depuis|since) (?:le )?(?:the )?(?:debut du mois|start of the month|beginning of the month|early this month)", _month_start),
    (_N + r"(?: |-)(?:au|to|and|et)? ?" + _N2 + " " + _M + r"(?: " + _Y + ")?", _days_of_month),
    (r"(?:le|depuis le|on the) (?P<n>[12]?\d|3[01])(?:er|st|nd|rd|th)?(?! [a-z]*(?:heures|h|francs|citernes|camions|pour))", _day_number),
    (r"(?:the |le |ce |this |last |le )?(?:weekend|week end)(?: dernier| passe)?", _weekend),
    (r"(?:last week|la semaine derniere|la semaine passee|semaine derniere|the previous week)", lambda f, a, _: _week(a, -1)),
    (r"(?:this week|cette semaine|in the week|dans la semaine)", lambda f, a, _: _week(a)),
    (r"(?:next week|la semaine prochaine)", lambda f, a, _: _week(a, 1)),
    (r"(?:last|this|next) (?:month|year)|(?:le mois|l an|l annee) (?:dernier|derniere|prochain|prochaine|passe)|ce mois|cette annee", _relative_month),
    (r"(?:il y a|voila|voici) (?:environ |pres de )?" + _C + " " + _UNIT, _ago),
    (r"(?:about |some |around )?" + _C + " " + _UNIT + r" (?:ago|earlier|plus tot|auparavant)", _ago),
    (r"(?:in|over|during|within|au cours des|ces|les|en|pendant) (?:the )?(?:last|past|previous)? ?" + _C + r"? ?(?:derniers |dernieres |last |past )" + _UNIT, _last_units),
    (r"(?:in|en|of|de|year|annee|during) " + _Y + r" (?:to|a|and|et) (?P<year2>(?:19|20)\d\d)", _years),
    (_M + " " + _Y, _month_named),
    (r"(?:in|en|during|of|for|de|d|since|by|au mois de|courant|throughout) " + _M + r"(?! \d)", _month_named),
    (r"(?:on |le |ce |by )?" + _D + r"(?: (?:morning|evening|night|afternoon|matin|soir|apres midi))?", _day_name),
    (r"(?:in|en|of|since|de|annee|year|during|until|before|by) " + _Y, _year),
)
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})\b"), handler) for pattern, handler in _RULES)
_VOCABULARY = frozenset({
    *_DAYS, *_MONTHS, "since", "depuis", "today", "tonight", "yesterday", "hier", "tomorrow", "demain",
    "week", "weeks", "semaine", "semaines", "weekend", "month", "months", "mois", "year", "years", "annee", "ans", "an",
    "ago", "night", "nuit", "overnight", "morning", "matin", "soir", "evening", "afternoon", "aujourd", "currently",
    "actuellement", "maintenant", "instant", "heure", "days", "day", "jours", "jour", "present", "now", "hours", "heures",
})
_NUMERIC = re.compile(
    r"\b(?:(?P<y>\d{4})-(?P<mo>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/.](?P<mo2>\d{1,2})(?:[/.](?P<y2>\d{4}|\d{2}))?)\b(?![.,]?\d)"
)


def find_times(
    text: str, tokens: Sequence[Token], anchor: date | None, *, numeric: bool = False
) -> list[TimeMention]:
    """Return the time expressions of a sentence, without overlap, in order.

    Args:
        text: the whole report.
        tokens: the words of the sentence.
        anchor: the day of publication; without it only full dates are read.
        numeric: whether `04/07` may be a day and a month (lists and tables).
    """
    if not tokens:
        return []
    found = _numeric_dates(text, tokens, anchor, numeric=numeric)
    timely = any(
        t.fold in _VOCABULARY or (t.is_number and (t.fold[:2] in {"19", "20"} or (at and tokens[at - 1].fold in {"le", "the"})))
        for at, t in enumerate(tokens)
    )
    if timely and anchor is not None:
        found += _worded(tokens, anchor)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[TimeMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


_FUTURE_WORDS = frozenset(
    "will shall due plans scheduled expected tomorrow sera seront devrait devraient doit doivent attendu attendue attendus "
    "attendues prevu prevue prevus prevues prochain prochaine suivront aura auront coming".split()
)
_PAST_WORDS = frozenset("a ont was were had has have avait avaient est sont etait etaient ete said told".split())
_FUTURE_ENDING = re.compile(r"[a-z]{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|tra|tront|rra|rront)\Z")


def _points_ahead(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the verb nearest to a word points ahead."""
    best, ahead = 9, False
    for place in range(max(0, at - 9), min(len(tokens), at + 5)):
        word = tokens[place].fold
        future = word in _FUTURE_WORDS or bool(_FUTURE_ENDING.match(word))
        if (future or word in _PAST_WORDS) and abs(place - at) < best:
            best, ahead = abs(place - at), future
    return ahead


def _worded(tokens: Sequence[Token], anchor: date) -> list[TimeMention]:
    joined = " ".join(token.fold for token in tokens)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    place = 0
    for index, token in enumerate(tokens):
        starts[place] = index
        place += len(token.fold)
        ends[place] = index + 1
        place += 1
    taken: list[tuple[int, int]] = []
    found: list[TimeMention] = []
    for pattern, handler in _COMPILED:
        for hit in pattern.finditer(joined):
            begin, finish = _whole(hit, starts, ends)
            if begin is None or finish is None or any(a < finish and begin < b for a, b in taken):
                continue
            if _no_month(tokens, begin, finish):
                continue
            try:
                answer = handler(hit, anchor, _points_ahead(tokens, begin))
            except (OverflowError, ValueError):
                continue
            if answer:
                taken.append((begin, finish))
                found.append(TimeMention(begin, finish, TimeSpan(start=answer[0], end=answer[1], precision=answer[2])))
    return found


def _whole(
    hit: re.Match[str], starts: dict[int, int], ends: dict[int, int]
) -> tuple[int | None, int | None]:
    lead = len(hit.group()) - len(hit.group().lstrip())
    return starts.get(hit.start() + lead), ends.get(hit.end())


_ALSO_WORDS = frozenset({"may", "march", "mar", "sun", "sat", "mon", "second", "mars", "mai", "dec", "wed"})


def _no_month(tokens: Sequence[Token], begin: int, finish: int) -> bool:
    """Tell "may", "march" and "mars" the words from the months, by their capital."""
    return any(t.fold in _ALSO_WORDS and not t.capital and t.fold not in {"mars", "mai"} for t in tokens[begin:finish])


def _numeric_dates(
    text: str, tokens: Sequence[Token], anchor: date | None, *, numeric: bool
) -> list[TimeMention]:
    first, last = tokens[0].start, tokens[-1].end
    found = []
    for hit in _NUMERIC.finditer(text, first, last):
        groups = hit.groupdict()
        if not groups["y"] and not (groups["y2"] or numeric):
            continue
        year = groups["y"] or groups["y2"] or (str(anchor.year) if anchor else "")
        if not year:
            continue
        number = int(year) + (2000 if len(year) == 2 else 0)
        day = _made(number, int(groups["mo"] or groups["mo2"]), int(groups["d"] or groups["d2"]))
        if day is None:
            continue
        if anchor and not groups["y"] and not groups["y2"] and day > anchor + timedelta(days=60):
            day = _made(number - 1, day.month, day.day) or day
        inside = [i for i, token in enumerate(tokens) if token.start < hit.end() and token.end > hit.start()]
        if inside:
            found.append(TimeMention(inside[0], inside[-1] + 1, TimeSpan(start=day, end=day, precision="day")))
    return found
