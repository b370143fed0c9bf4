"""Days told from another day of the text: "the same day", "la veille", "two days later", "since then".

Guarantees: the day named last before the words is the one they are told from, in the same sentence
first. Refuses: a day where the text has named none; the day of publication is not taken for one.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from corridor.read.calendar_words import COUNT, COUNTS, DAY
from corridor.read.time_reckoning import weekday
from corridor.read.times import TimeMention
from corridor.read.words import Token, wordset
from corridor.records.dates import TimeSpan

_DAY = r"(?:day|morning|evening|night|afternoon)"
_JOUR = r"(?:jour|soir|matin|nuit|journee|soiree)"
_UNIT = r"(?P<unit>hours?|days?|nights?|weeks?|heures?|jours?|nuits?|semaines?)"
_NO_NOUN = r"(?! (?:the|a|an|le|la|les|l|une?|son|sa|leur|its|their))"
_AFTER_IT = rf"(?:later|plus tard|apres{_NO_NOUN})"
_BEFORE_IT = rf"(?:earlier|plus tot|auparavant|(?:before|avant){_NO_NOUN})"
_RULES: tuple[tuple[str, int | str], ...] = (
    (rf"(?:the |that )?(?:very )?same {_DAY}|that (?:very )?{_DAY}", 0),
    (rf"(?:le |ce |la |cette )?meme {_JOUR}|(?:ce|cette) {_JOUR} la|(?:le |la |l )?(?:jour|soir|matin|nuit|apres midi) meme(?! (?:de|du|ou))", 0),
    (r"(?:l )?avant veille|two days (?:before|previously)(?! the)", -2),
    (r"(?<!depuis )la veille|(?:the )?day before(?! yesterday)|the (?:previous|preceding) (?:day|evening|night)|the (?:night|evening) before|the eve|l[ea] (?:jour|nuit|soir) (?:precedente?|d avant)", -1),
    (r"(?:le |au |du )?surlendemain", 2),
    (rf"(?:le |des le |au |du )?(?<!jour au )lendemain|the (?:next|following) {_DAY}|the day after(?! tomorrow)|l[ea] (?:jour|nuit) (?:suivante?|d apres)", 1),
    (rf"(?:le )?{DAY} (?:suivant|d apres)|the following {DAY.replace('?P<day>', '?P<day2>')}", "weekday"),
    (rf"{COUNT} {_UNIT} {_AFTER_IT}", "later"),
    (rf"{COUNT} {_UNIT} {_BEFORE_IT}", "earlier"),
    (r"since then|ever since|depuis lors|depuis cette date|depuis ce jour(?: la)?|from that (?:day|date)(?: on)?|from this date(?: on)?|since that (?:day|date)|a partir de ce jour la", "since"),
)  # fmt: skip
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})\b"), shift) for pattern, shift in _RULES)
_SIGNS = wordset(
    "same meme veille before previous preceding eve surlendemain lendemain next following after suivant later tard "
    "apres earlier tot auparavant avant then lors date precedent precedente suivante since previously day morning evening night jour soir matin nuit"
)


def anchored(
    tokens: Sequence[Token],
    segment: tuple[int, int],
    times: Sequence[TimeMention],
    known: TimeSpan | None,
) -> TimeMention | None:
    """Return the day a clause tells from another, with the words that tell it, or None.

    Args:
        tokens: the sentence.
        segment: the clause, as word range.
        times: the days named in the sentence.
        known: the day named last in earlier sentences.
    """
    first, last = segment
    folds = [token.fold for token in tokens[first:last]]
    if _SIGNS.isdisjoint(folds) and folds[0] != "depuis":
        return None
    joined = " ".join(folds)
    for pattern, shift in _COMPILED:
        hit = pattern.search(joined)
        if hit is not None:
            at = first + joined.count(" ", 0, hit.start())
            base = _base(times, at, known)
            if base is not None and base.start is not None:
                end = at + hit.group().count(" ") + 1
                return TimeMention(at, end, _told(base, hit, shift))
    if folds[0] == "depuis" and len(tokens) > first + 1 and tokens[first + 1].gap == ",":
        base = _base(times, first, known)
        if base is not None and base.start is not None:
            span = TimeSpan(start=base.start, end=None, precision="ongoing")
            return TimeMention(first, first + 1, span)
    return None


_COUNTED = re.compile(
    rf"\b{COUNT} {_UNIT} (?P<way>apres|after|avant|before) (?:the|a|an|le|la|les|l|une?|son|sa|leurs?|its|their|ses)\b"
)
_LEAD = 4
_NEAR = 3


def counted_from(
    tokens: Sequence[Token],
    segment: tuple[int, int],
    head: int,
    times: Sequence[TimeMention],
    known: TimeSpan | None,
) -> TimeSpan | None:
    """Return the day of what another day is counted from: "shut on the 12th, two days after the attack".

    Args:
        tokens: the sentence.
        segment: the clause, as word range.
        head: the first word of the deed, which must follow the words "two days after the".
        times: the days named in the sentence.
        known: the day named last in earlier sentences.
    """
    begin = max(0, segment[0] - _LEAD)
    folds = [token.fold for token in tokens[begin : head + 1]]
    if {"apres", "after", "avant", "before"}.isdisjoint(folds):
        return None
    joined = " ".join(folds)
    for hit in _COUNTED.finditer(joined):
        at = begin + joined.count(" ", 0, hit.start())
        end = at + hit.group().count(" ") + 1
        earlier = [t for t in times if t.end <= at and t.span.precision == "day"]
        base = _base(times, at, known) if earlier else None
        if base is None or base.start is None or head - end > _NEAR:
            continue
        days = _count(hit) * (-1 if hit["way"] in {"apres", "after"} else 1)
        day = base.start + timedelta(days=days)
        return TimeSpan(start=day, end=day, precision="day")
    return None


def _base(times: Sequence[TimeMention], at: int, known: TimeSpan | None) -> TimeSpan | None:
    earlier = [t for t in times if t.end <= at and t.span.start and t.span.precision == "day"]
    return earlier[-1].span if earlier else known


def _told(base: TimeSpan, hit: re.Match[str], shift: int | str) -> TimeSpan:
    start = base.start
    assert start is not None  # noqa: S101 - the caller has checked, the type checker has not
    if shift == "since":
        return TimeSpan(start=start, end=None, precision="ongoing")
    if shift == "weekday":
        day = weekday(hit["day"] or hit["day2"], start, future=True)
        return TimeSpan(start=day, end=day, precision="day")
    if isinstance(shift, str):
        return _counted(base, hit, 1 if shift == "later" else -1)
    night = re.search(r"\b(?:night|nuit)\b", hit.group())
    if night and shift:  # the night that follows a day begins on it
        first: date = start + timedelta(days=min(shift, 0))
        return TimeSpan(start=first, end=first + timedelta(days=1), precision="day")
    moved = start + timedelta(days=shift)
    end = (base.end or start) + timedelta(days=shift)
    if night and moved == end:
        end = moved + timedelta(days=1)
    return TimeSpan(start=moved, end=end, precision="day")


def _counted(base: TimeSpan, hit: re.Match[str], way: int) -> TimeSpan:
    """Move a day by days, weeks or hours; hours that are no whole days end on one of two."""
    start, end = base.start, base.end or base.start
    assert start is not None  # noqa: S101 - as above
    assert end is not None  # noqa: S101 - as above
    if hit["unit"][0] != "h":
        shift = timedelta(days=_count(hit) * way)
        return TimeSpan(start=start + shift, end=end + shift, precision="day")
    low, rest = divmod(_count(hit), 24)
    high = low + bool(rest)
    days = sorted((start + timedelta(days=low * way), end + timedelta(days=high * way)))
    return TimeSpan(start=days[0], end=days[1], precision="day")


def _count(hit: re.Match[str]) -> int:
    text = hit["count"]
    number = int(text) if text.isdecimal() else COUNTS[text]
    return number * (7 if hit["unit"][0] in "ws" else 1)
