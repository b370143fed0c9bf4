"""When it happened, in English and French, reckoned from the day of publication.

Guarantees: exact where the words are ("dans la nuit de dimanche à lundi" is two days); a weekday is
the last one unless the verb points ahead. Refuses: guessing a date where nothing is said, and any
reckoning where the report itself has no date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.read.calendar_words import DAY, DAYS, MONTH, MONTHS, UNIT, YEAR
from corridor.read.time_reckoning import Clue, made
from corridor.read.time_rules import RULES
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
    for words, pattern, handler in RULES
)
_UNITS = re.compile(rf"{UNIT}\Z")
_VOCABULARY = frozenset(
    {
        *DAYS,
        *MONTHS,
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
    r"\b(?:(?P<y>\d{4})-(?P<mo>\d{1,2})-(?P<d>\d{1,2})|(?:(?P<d0>\d{1,2})\s?[-–]\s?)?(?P<d2>\d{1,2})[/.](?P<mo2>\d{1,2})(?:[/.](?P<y2>\d{4}|\d{2}))?)\b(?![.,]?\d)"
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
        t.fold in _VOCABULARY
        or (
            t.is_number
            and (t.fold[:2] in {"19", "20"} or (at and tokens[at - 1].fold in {"le", "the"}))
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


_FUTURE_WORDS = wordset(
    "will shall due plan intend intends aims hopes prevoit prevoient envisage plans scheduled expected tomorrow sera seront devrait devraient doit doivent attendu attendue attendus attendues prevu prevue prevus prevues prochain prochaine suivront aura auront coming"
)
_PAST_WORDS = wordset(
    "a ont was were had has have avait avaient est sont etait etaient ete said told"
)
_FUTURE_ENDING = re.compile(
    r"[a-z]{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|tra|tront|rra|rront)\Z"
)


def _points_ahead(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the verb nearest to a word points ahead."""
    best, ahead = 9, False
    for place in range(max(0, at - 9), min(len(tokens), at + 5)):
        word = tokens[place].fold
        future = word in _FUTURE_WORDS or bool(_FUTURE_ENDING.match(word))
        past = word in _PAST_WORDS and tokens[place].text != "à"
        if (future or past) and abs(place - at) < best:
            best, ahead = abs(place - at), future
    return ahead


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
            if _no_month(tokens, begin, finish) or _compared(tokens, begin):
                continue
            try:
                answer = handler(Clue(hit, anchor, _points_ahead(tokens, begin)))
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


def _compared(tokens: Sequence[Token], begin: int) -> bool:
    """Say whether a day is only compared with: "five hours, as yesterday", "moins que lundi"."""
    return (begin > 0 and tokens[begin - 1].fold in {"than", "comme"}) or (
        begin > 1 and tokens[begin - 1].fold == "as" and bool(tokens[begin - 1].gap)
    )


def _no_month(tokens: Sequence[Token], begin: int, finish: int) -> bool:
    """Tell "may", "march" and "mars" the words from the months, by their capital."""
    return any(
        t.fold in _ALSO_WORDS and not t.capital and t.fold not in {"mars", "mai"}
        for t in tokens[begin:finish]
    )


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
        day = made(number, int(groups["mo"] or groups["mo2"]), int(groups["d"] or groups["d2"]))
        if day is None:
            continue
        if anchor and not groups["y"] and not groups["y2"] and day > anchor + timedelta(days=60):
            day = made(number - 1, day.month, day.day) or day
        inside = [
            i
            for i, token in enumerate(tokens)
            if token.start < hit.end() and token.end > hit.start()
        ]
        first_day = made(day.year, day.month, int(groups["d0"])) if groups["d0"] else None
        if first_day is None or first_day > day:
            first_day = day
        wide = (day - first_day).days > 1
        if inside:
            span = TimeSpan(start=first_day, end=day, precision="week" if wide else "day")
            found.append(TimeMention(inside[0], inside[-1] + 1, span))
    return found
