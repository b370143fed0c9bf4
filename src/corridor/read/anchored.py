"""Days told from another day of the text: "the same day", "la veille", "two days later", "since then".

Guarantees: the day named last before the words is the one they are told from, in the same sentence
first. Refuses: a day where the text has named none; the day of publication is not taken for one.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from corridor.read.calendar_words import COUNT, COUNTS
from corridor.read.times import TimeMention
from corridor.read.words import Token, wordset
from corridor.records.dates import TimeSpan

_DAY = r"(?:day|morning|evening|night|afternoon)"
_JOUR = r"(?:jour|soir|matin|nuit|journee|soiree)"
_UNIT = r"(?P<unit>days?|nights?|weeks?|jours?|nuits?|semaines?)"
_RULES: tuple[tuple[str, int | str], ...] = (
    (rf"(?:the |that )?same {_DAY}|that (?:very )?{_DAY}", 0),
    (rf"(?:le |ce |la |cette )?meme {_JOUR}|(?:ce|cette) {_JOUR} la", 0),
    (r"(?:l )?avant veille", -2),
    (r"la veille|(?:the )?day before(?! yesterday)|the (?:previous|preceding) (?:day|evening|night)|the eve", -1),
    (r"(?:le |au |du )?surlendemain", 2),
    (rf"(?:le |au |du )?lendemain|the (?:next|following) {_DAY}|the day after(?! tomorrow)|le jour (?:suivant|d apres)", 1),
    (rf"{COUNT} {_UNIT} (?:later|plus tard|apres)(?! (?:the|a|an|le|la|les|l|une?|son|sa|leur|its|their))", "later"),
    (rf"{COUNT} {_UNIT} (?:earlier|before|plus tot|auparavant|avant)(?! (?:the|a|an|le|la|les|l|une?|son|sa|leur|its|their))", "earlier"),
    (r"since then|ever since|depuis lors|depuis cette date|depuis ce jour(?: la)?|from (?:this|that) (?:day|date)(?: on)?", "since"),
)  # fmt: skip
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})\b"), shift) for pattern, shift in _RULES)
_SIGNS = wordset(
    "same meme veille before previous preceding eve surlendemain lendemain next following after suivant later tard "
    "apres earlier tot auparavant avant then lors date day morning evening night jour soir matin nuit"
)


def anchored(
    tokens: Sequence[Token],
    segment: tuple[int, int],
    times: Sequence[TimeMention],
    known: TimeSpan | None,
) -> TimeSpan | None:
    """Return the day a clause tells from another, or None.

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
                return _told(base, hit, shift)
    if folds[0] == "depuis" and len(tokens) > first + 1 and tokens[first + 1].gap == ",":
        base = _base(times, first, known)
        if base is not None and base.start is not None:
            return TimeSpan(start=base.start, end=None, precision="ongoing")
    return None


def _base(times: Sequence[TimeMention], at: int, known: TimeSpan | None) -> TimeSpan | None:
    earlier = [t for t in times if t.end <= at and t.span.start and t.span.precision == "day"]
    return earlier[-1].span if earlier else known


def _told(base: TimeSpan, hit: re.Match[str], shift: int | str) -> TimeSpan:
    start = base.start
    assert start is not None  # noqa: S101 - the caller has checked, the type checker has not
    if shift == "since":
        return TimeSpan(start=start, end=None, precision="ongoing")
    days = shift if isinstance(shift, int) else _count(hit) * (1 if shift == "later" else -1)
    moved: date = start + timedelta(days=days)
    end = (base.end or start) + timedelta(days=days)
    night = re.search(r"\b(?:night|nuit)\b", hit.group())
    if shift == 0 and night and moved == end:
        end = moved + timedelta(days=1)
    return TimeSpan(start=moved, end=end, precision="day")


def _count(hit: re.Match[str]) -> int:
    text = hit["count"]
    number = int(text) if text.isdigit() else COUNTS[text]
    return number * (7 if hit["unit"][0] in "ws" else 1)
