"""Which of the days in and around a clause is that of its claim.

Guarantees: a day of the clause itself comes first, the nearest to the words of the deed, but for the
day of a speech ("promised this morning"); then those told from another day, then the neighbours'.
Refuses: the day of publication, save for advice, which holds from the day it is given.
"""

from collections.abc import Sequence
from datetime import date

from corridor.read.anchored import anchored, counted_from
from corridor.read.parsed import Memory, Parsed, spoken
from corridor.read.times import TimeMention
from corridor.read.triggers import Trigger
from corridor.read.words import Token, wordset
from corridor.records.dates import TimeSpan

_CARRIES_DAY = frozenset({"attack", "convoys", "people"})
_HAPPENINGS = _CARRIES_DAY | {"talk", "supply"}
_RELATIVE = wordset("date jour when quand lorsque lorsqu moment")
_AND = wordset("et and")
_EXACT = frozenset({"day", "week"})


def when(
    part: Parsed,
    segment: tuple[int, int],
    head: Trigger,
    memory: Memory,
    published: date | None,
) -> TimeSpan:
    """Return when a claim happened, or an empty span.

    Args:
        part: the sentence with its days.
        segment: the clause, as word range.
        head: the words of the deed.
        memory: what was said before.
        published: the day of the report, which advice without a day is of.
    """
    found = _in_clause(part, segment, head, memory)
    if found is None and head.rule.kind not in {"opinion", "assessment"}:
        found = _beside(part, segment) or _carried(part, head, memory)
        found = None if found and _to_come(found, head, published) else found
    if found is None and head.rule.kind == "advice" and published:
        return TimeSpan(start=published, end=published, precision="day")
    return found or TimeSpan()


def _in_clause(
    part: Parsed, segment: tuple[int, int], head: Trigger, memory: Memory
) -> TimeSpan | None:
    first, last = segment
    known = memory.day.span if memory.day else None
    counted = counted_from(part.tokens, segment, head.start, part.times, known)
    if counted is not None:
        return counted
    inside = [t for t in part.times if first <= t.start < last]
    told = anchored(part.tokens, segment, part.times, known)
    if told is not None and not (inside and _bracketed(part.tokens, told.start, first)):
        inside = [*[t for t in inside if _nearer(t, told, head, part)], told]
    if not inside:
        return None
    dated = any(t.span.precision == "day" for t in inside)
    best = min(
        inside,
        key=lambda t: (
            t.span.precision == "year",
            len(inside) > 1 and spoken(part, t),
            dated and t.span.precision == "ongoing" and head.rule.kind == "event",
            _gap(t, head),
        ),
    )
    return _led(part.tokens, best) if best.end <= head.start else best.span


def _to_come(span: TimeSpan, head: Trigger, published: date | None) -> bool:
    """Say whether a neighbour's day has not come yet: no day of a happening that is told of."""
    told = head.rule.kind == "event" and head.rule.family in _HAPPENINGS
    return told and published is not None and span.start is not None and span.start > published


def _gap(mention: TimeMention, head: Trigger) -> int:
    return max(head.start - mention.end, mention.start - head.end, 0)


def _nearer(mention: TimeMention, told: TimeMention, head: Trigger, part: Parsed) -> bool:
    """Say whether a day named as such is nearer to the deed than one told from another."""
    apart = mention.start >= told.end or mention.end <= told.start
    return apart and not spoken(part, mention) and _gap(mention, head) < _gap(told, head)


def _bracketed(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether a day stands in brackets that opened after the clause began: "(600 the day before)"."""
    return any("(" in tokens[place].gap for place in range(max(first + 1, at - 3), at + 1))


def _beside(part: Parsed, segment: tuple[int, int]) -> TimeSpan | None:
    """Return the day of a neighbouring clause that holds for this one."""
    first, last = segment
    before = [
        t
        for t in part.times
        if t.start < first
        and (
            t.span.precision in _EXACT
            or (
                t.span.precision == "ongoing"
                and (
                    t.end == first
                    or _joined(part.tokens, t, first)
                    or _opens(part.tokens, t)
                    or _leads(part.tokens, t)
                )
            )
        )
    ]
    if before:
        return _led(part.tokens, before[-1])
    after = [
        t
        for t in part.times
        if t.start >= last
        and (t.span.precision in _EXACT or (t.span.precision == "ongoing" and t.start == last))
    ]
    return after[0].span if len(after) == 1 else None


def _joined(tokens: Sequence[Token], mention: TimeMention, first: int) -> bool:
    """Say whether a clause only goes on from one with a day: "since the 3rd they hold X and stop lorries"."""
    joins = tokens[first].fold in _AND or tokens[first - 1].fold in _AND
    return joins and not any(set(",;") & set(t.gap) for t in tokens[mention.end : first + 1])


def _opens(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Say whether a day opens its sentence, before a comma: "Depuis lundi, ..." holds for all of it."""
    return mention.start == 0 and mention.end < len(tokens) and "," in tokens[mention.end].gap


def _leads(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Say whether a day opens a clause of its own: "since Thursday, when ...", "date à laquelle"."""
    return mention.end < len(tokens) and tokens[mention.end].fold in _RELATIVE


def _led(tokens: Sequence[Token], mention: TimeMention) -> TimeSpan:
    """Return the day of what follows: "since Thursday, when" is Thursday for the clause it opens."""
    span = mention.span
    if span.precision == "ongoing" and _leads(tokens, mention):
        return TimeSpan(start=span.start, end=span.start, precision="day")
    return span


def _carried(part: Parsed, head: Trigger, memory: Memory) -> TimeSpan | None:
    """Return the day of the sentences before, in the same block."""
    if memory.time is None or memory.block != part.sentence.block:
        return None
    event = head.rule.family in _CARRIES_DAY and head.rule.kind == "event"
    return memory.time.span if memory.labelled_day or event else None
