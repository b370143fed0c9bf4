"""When it happened, in English and French, reckoned from the day of publication.

Guarantees: exact where the words are ("dans la nuit de dimanche à lundi" is two days); a weekday is
the last one unless the verb points ahead. Refuses: guessing a date where nothing is said, and any
reckoning where the report itself has no date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.read.calendar_words import (
    DAY,
    DAYS,
    HOLIDAYS,
    MONTH,
    MONTHS,
    ORDINALS,
    SHORT_DAYS,
    UNIT,
    YEAR,
)
from corridor.read.time_lengths import LENGTHS
from corridor.read.time_pointing import points_ahead
from corridor.read.time_reckoning import Clue, made
from corridor.read.time_rules import RULES
from corridor.read.time_spans import SPANS
from corridor.read.words import Token, wordset
from corridor.records.dates import TimeSpan


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: words `start` to `end` (exclusive), and the days it names."""

    start: int
    end: int
    span: TimeSpan


def _need(pattern: str) -> str:
    """Return which sort of word a rule cannot do without: a month, a unit, a weekday, a year."""
    for name, piece in (("month", MONTH), ("unit", UNIT), ("day", DAY), ("year", YEAR)):
        if piece in pattern:
            return name
    return ""


_COMPILED = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), handler, _need(pattern), wordset(words))
    for words, pattern, handler in (*SPANS, *LENGTHS, *RULES)
)
_UNITS = re.compile(rf"{UNIT}\Z")
_VOCABULARY = frozenset(
    {
        *DAYS,
        *MONTHS,
        *(word for name in HOLIDAYS for word in name.split() if len(word) > 3),
        *SHORT_DAYS,
        *(word for name in ORDINALS for word in name.split()),
        *wordset(
            "hour vient viennent venons just moment instant auj ajd ojd aprem mat matinee midi tonite immediat "
            "immediately minutes min mn journee tmrw tmr demin main moro morrow dem yday ystday time writing"
        ),
        "since",
        "depuis",
        "today",
        "tonight",
        "yesterday",
        "hier",
        "tomorrow",
        "demain",
        "week",
        "weeks",
        "semaine",
        "semaines",
        "weekend",
        "month",
        "months",
        "mois",
        "year",
        "years",
        "annee",
        "ans",
        "an",
        "ago",
        "night",
        "nuit",
        "overnight",
        "morning",
        "matin",
        "soir",
        "evening",
        "afternoon",
        "aujourd",
        "currently",
        "actuellement",
        "maintenant",
        "instant",
        "heure",
        "days",
        "day",
        "jours",
        "jour",
        "present",
        "now",
        "hours",
        "heures",
        "dawn",
        "aube",
        "midnight",
        "minuit",
        "fortnight",
        "nights",
        "nuits",
        "st",
        "th",
        "nd",
        "rd",
    }
)
_NUMERIC = re.compile(
    r"\b(?:(?P<y>(?:19|20)\d\d)[-/.](?P<mo>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d3>\d{1,2})-(?P<mo3>\d{1,2})-(?P<y3>20\d\d)"
    r"|(?:(?P<d0>\d{1,2})\s?[-–]\s?)?(?P<d2>\d{1,2})[/.](?P<mo2>\d{1,2})(?:[/.](?P<y2>\d{4}|\d{2}))?)\b(?![.,]?\d)"
    r"|\b(?P<d4>\d\d)\d{4}(?:[A-Z]|GMT|UTC)? ?(?P<name>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6} ?(?P<y4>(?:20)?\d\d)\b"
)
"""Days in figures: year first, day first, with a day before ("29-30/10"), and the army's day, time and month."""
_NO_DATES = frozenset({"24/7", "7/7"})


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
        t.fold in _VOCABULARY
        or (
            t.is_number
            and (
                t.fold[:2] in {"19", "20"}
                or (at and tokens[at - 1].fold in {"le", "the", "au", "du"})
            )
        )
        for at, t in enumerate(tokens)
    )
    if timely and anchor is not None:
        found += _worded(tokens, anchor)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[TimeMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    if len(kept) > 1 and _in_dateline(tokens, kept[0]):
        return kept[1:]
    return kept


_DATELINE = 8


def _in_dateline(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Say whether a day stands in `PARIS, 29 nov. - ...`: when the report was written."""
    first = tokens[0].text
    if len(first) < 3 or not first.isupper() or mention.end > _DATELINE:
        return False
    after = tokens[mention.end].gap if mention.end < len(tokens) else ""
    return mention.start > 0 and bool(set(after) & set("-–—"))


def _sorts(tokens: Sequence[Token]) -> set[str]:
    """Return which sorts of time words a sentence holds."""
    found = set()
    for token in tokens:
        if token.fold in DAYS:
            found.add("day")
        if token.fold in MONTHS:
            found.add("month")
        elif token.is_number:
            found.add("year")
        elif _UNITS.match(token.fold):
            found.add("unit")
    return found


def _worded(tokens: Sequence[Token], anchor: date) -> list[TimeMention]:
    folds = [token.fold for token in tokens]
    there, words_there = _sorts(tokens), set(folds)
    usable = [
        (pattern, handler)
        for pattern, handler, need, words in _COMPILED
        if (not need or need in there) and (not words or not words.isdisjoint(words_there))
    ]
    if not usable:
        return []
    joined = " ".join(folds)
    starts, ends = _borders(folds)
    taken: list[tuple[int, int]] = []
    found: list[TimeMention] = []
    for pattern, handler in usable:
        for hit in pattern.finditer(joined):
            begin, finish = _whole(hit, starts, ends)
            if begin is None or finish is None or any(a < finish and begin < b for a, b in taken):
                continue
            if _no_date(tokens, begin, finish) or _compared(tokens, begin):
                continue
            points = points_ahead(tokens, begin)
            try:
                answer = handler(Clue(hit, anchor, points > 0, points < 0))
            except (OverflowError, ValueError):
                continue
            if answer:
                taken.append((begin, finish))
                found.append(
                    TimeMention(
                        begin, finish, TimeSpan(start=answer[0], end=answer[1], precision=answer[2])
                    )
                )
    return found


def _borders(folds: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return, for words joined by spaces, the word that begins or ends at each place."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    place = 0
    for index, word in enumerate(folds):
        starts[place] = index
        place += len(word)
        ends[place] = index + 1
        place += 1
    return starts, ends


def _whole(
    hit: re.Match[str], starts: dict[int, int], ends: dict[int, int]
) -> tuple[int | None, int | None]:
    lead = len(hit.group()) - len(hit.group().lstrip())
    return starts.get(hit.start() + lead), ends.get(hit.end())


_ALSO_WORDS = frozenset(
    {"may", "march", "mar", "sun", "sat", "mon", "second", "mars", "mai", "dec", "wed"}
)


_ANY = wordset("chaque every each un")


def _compared(tokens: Sequence[Token], begin: int) -> bool:
    """Say whether a day is only compared with ("five hours, as yesterday") or one of many ("every Monday")."""
    if begin and tokens[begin].fold in DAYS and tokens[begin - 1].fold in _ANY:
        return True
    if _weekly(tokens, begin):
        return True
    return (begin > 0 and tokens[begin - 1].fold in {"than", "comme"}) or (
        begin > 1 and tokens[begin - 1].fold == "as" and bool(tokens[begin - 1].gap)
    )


def _weekly(tokens: Sequence[Token], begin: int) -> bool:
    """Say whether a weekday only names what comes each week: "its Sunday rotation", "la messe du dimanche"."""
    if begin == 0 or tokens[begin].fold not in DAYS:
        return False
    before = tokens[begin - 1].fold
    if before in {"du", "de"}:
        return begin > 1 and tokens[begin - 2].fold in _EACH_WEEK
    after = tokens[begin + 1].fold if begin + 1 < len(tokens) else ""
    if before in {"its", "their", "our"}:
        return after in _EACH_WEEK or after in _ROTATIONS
    return before in {"the", "a"} and after in _EACH_WEEK


_EACH_WEEK = wordset(
    "market fair prayer prayers mass sermon edition marche foire priere messe preche"
)
_ROTATIONS = wordset(
    "rotation rotations flight flights service services run sailing train ferry boat"
)
_SHORT_BEFORE = wordset("on last next this since by until from every early late")
_COMES = wordset("vient viennent venons")


def _no_date(tokens: Sequence[Token], begin: int, finish: int) -> bool:
    """Tell "may", "march", "mars", "tué", "mon" the words from the months and days."""
    if tokens[begin].fold in _COMES and tokens[finish - 1].capital:
        return True
    for at in range(begin, finish):
        token = tokens[at]
        word = token.fold
        if word in {"tue", "tues"} and token.text not in {"Tue", "Tues", "TUE", "TUES"}:
            return True
        if word == "mon" and not _short_day(tokens, at):
            return True
        if word == "second" and at + 1 < finish and tokens[at + 1].fold == "of":
            continue
        if word in _ALSO_WORDS and not token.capital and word not in {"mars", "mai"}:
            return True
    return False


def _short_day(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "Mon" is Monday: a number, a month or a mark follows, or "on" stands before."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if at and tokens[at - 1].fold in _SHORT_BEFORE:
        return True
    return after is not None and (
        after.is_number or after.fold in MONTHS or bool(set(after.gap) & set(".:|,;–—-/"))
    )


def _numeric_dates(
    text: str, tokens: Sequence[Token], anchor: date | None, *, numeric: bool
) -> list[TimeMention]:
    first, last = tokens[0].start, tokens[-1].end
    found = []
    for hit in _NUMERIC.finditer(text, first, last):
        day = None if hit.group() in _NO_DATES else _in_figures(hit, anchor, numeric=numeric)
        if day is None:
            continue
        inside = [
            i
            for i, token in enumerate(tokens)
            if token.start < hit.end() and token.end > hit.start()
        ]
        first_day = made(day.year, day.month, int(hit["d0"])) if hit["d0"] else None
        if first_day is None or first_day > day:
            first_day = day
        wide = (day - first_day).days > 1
        if inside:
            span = TimeSpan(start=first_day, end=day, precision="week" if wide else "day")
            found.append(TimeMention(inside[0], inside[-1] + 1, span))
    return found


_FAR, _CLOSE = timedelta(days=60), timedelta(days=31)


def _in_figures(hit: re.Match[str], anchor: date | None, *, numeric: bool) -> date | None:
    """Return the day some figures name; the month first only where the day first cannot be meant."""
    groups = hit.groupdict()
    year = groups["y"] or groups["y2"] or groups["y3"] or groups["y4"]
    number = groups["d"] or groups["d2"] or groups["d3"] or groups["d4"]
    month = groups["mo"] or groups["mo2"] or groups["mo3"] or str(MONTHS.get(_low(groups), 0))
    if not year and (anchor is None or not numeric):
        return None
    full = int(year) + (2000 if len(year) == 2 else 0) if year else 0
    if full:
        day = made(full, int(month), int(number))
        return day or (made(full, int(number), int(month)) if not groups["y"] else None)
    assert anchor is not None  # noqa: S101 - checked above
    day, other = _latest(anchor, month, number), _latest(anchor, number, month)
    if day is None or (day > anchor or anchor - day > _FAR):
        return other if _just(other, anchor) else day
    return day


def _low(groups: dict[str, str | None]) -> str:
    return (groups["name"] or "").lower()


def _just(day: date | None, anchor: date) -> bool:
    return day is not None and day <= anchor and anchor - day <= _CLOSE


def _latest(anchor: date, month: str, number: str) -> date | None:
    """Return a day of no year: of this one, or the last where it lies far ahead."""
    day = made(anchor.year, int(month), int(number))
    if day and day > anchor + _FAR:
        return made(anchor.year - 1, day.month, day.day) or day
    return day
