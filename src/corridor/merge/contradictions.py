"""Claims that cannot all be right, found and put in order of what hangs on them.

Guarantees: every side stays, with the claim it rests on; rank 1 matters most (ransoms, advice,
supply and roads first, then more origins, then the wider gap). Refuses: deciding who is right.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from corridor.merge.captives import MONEY, SUM_TYPES, ransom_sums, still_held
from corridor.merge.denials import denials
from corridor.merge.disputes import disputes
from corridor.merge.drafts import (
    Draft,
    both,
    colon,
    either,
    label,
    quantity,
    reading,
    span_words,
)
from corridor.merge.events import Group
from corridor.merge.features import Context
from corridor.merge.figures import Counted, disagree
from corridor.merge.score import comparable
from corridor.merge.states import FACTS, Told, matches
from corridor.merge.tables import rule_of, state_ends
from corridor.records.base import digest
from corridor.records.events import Contradiction

MEASURE_DAYS = 3
"""Two measures taken so close together should agree."""
MOST_READINGS = 8


@dataclass(frozen=True)
class Case:
    """One event with its group: what contradictions are looked for in."""

    told: Told
    group: Group


def find(cases: Sequence[Case], context: Context) -> tuple[Contradiction, ...]:
    """Return every contradiction, ranked."""
    told = [case.told for case in cases]
    drafts: list[Draft] = []
    for case in cases:
        if case.told.event.assertion in FACTS:
            drafts += _figures(case)
            drafts += _dates(case)
    drafts += disputes([t for t in told if t.event.assertion in FACTS])
    drafts += _measures(cases, context)
    drafts += _states(told, context)
    drafts += denials(told, context)
    drafts += ransom_sums(told)
    drafts += still_held(told)
    return _ranked(drafts)


def _figures(case: Case) -> list[Draft]:
    """Figures of one happening that differ beyond their ranges."""
    found = []
    for group in case.group.figures:
        if not any(disagree(a.count, b.count) for a in group for b in group):
            continue
        if case.told.event.type in SUM_TYPES and group[0].count.unit in MONEY:
            continue  # ransom_sums sets these beside all others about the same captives
        found.append(_figure_draft([case.told], group))
    return found


def _figure_draft(told: Sequence[Told], group: Sequence[Counted]) -> Draft:
    kind = told[0].event.type
    sides = _one_each(group)
    values = [c.count.best for c in sides]
    return Draft(
        about="figure",
        events=tuple(one.event.id for one in told),
        readings=tuple(
            reading(c.item.claim, both(partial(quantity, c.figure)), c.figure)
            for c in sides[:MOST_READINGS]
        ),
        summary=both(
            lambda lang: (
                label(kind, lang)
                + colon(lang)
                + either([quantity(c.figure, lang) for c in sides], lang)
            )
        ),
        importance=rule_of(kind).importance,
        origins=len({c.origin for c in group}),
        size=max(values) / min(values) if min(values) > 0 else 100.0,
    )


def _one_each(group: Sequence[Counted]) -> list[Counted]:
    """One reading for each value and origin, lowest value first."""
    seen: dict[tuple[float, float, float, str], Counted] = {}
    for c in sorted(group, key=lambda c: (c.item.known, c.item.claim.id)):
        seen.setdefault((c.count.best, c.count.low, c.count.high, c.origin), c)
    return sorted(seen.values(), key=lambda c: (c.count.best, c.item.claim.id))


def _dates(case: Case) -> list[Draft]:
    """Exact days of one happening that do not meet."""
    exact = [i for i in case.group.items if i.exact and i.low is not None and i.high is not None]
    if not exact:
        return []
    gap = max(i.low or 0 for i in exact) - min(i.high or 0 for i in exact)
    if gap < 1:
        return []
    by_day = {(i.low, i.high): i for i in sorted(exact, key=lambda i: i.claim.id, reverse=True)}
    sides = [by_day[key] for key in sorted(by_day, key=str)]
    kind = case.told.event.type
    return [
        Draft(
            about="date",
            events=(case.told.event.id,),
            readings=tuple(
                reading(i.claim, both(partial(span_words, i.claim.time))) for i in sides
            ),
            summary=both(
                lambda lang: (
                    label(kind, lang)
                    + colon(lang)
                    + either([span_words(i.claim.time, lang) for i in sides], lang)
                )
            ),
            importance=rule_of(kind).importance - 1,
            origins=len(set(case.group.origin_of)),
            size=float(gap),
        )
    ]


def _measures(cases: Sequence[Case], context: Context) -> list[Draft]:
    """Two measures of one thing, at one place, in the same days, that differ."""
    measures = sorted(
        (c for c in cases if _is_measure(c)), key=lambda c: (c.told.event.type, c.told.event.id)
    )
    found = []
    for step, a in enumerate(measures):
        for b in measures[step + 1 :]:
            if b.told.event.type != a.told.event.type:
                break
            if _close(a.told, b.told) and matches(a.told, b.told, "place", context):
                found += [
                    _figure_draft((a.told, b.told), (*x, *y))
                    for x in a.group.figures
                    for y in b.group.figures
                    if comparable(x[0].count, y[0].count)
                    and all(disagree(p.count, q.count) for p in x for q in y)
                ]
    return found


def _is_measure(case: Case) -> bool:
    event = case.told.event
    return (
        rule_of(event.type).nature == "measure"
        and event.assertion in FACTS
        and event.kind != "background"
        and case.told.day is not None
        and bool(case.group.figures)
    )


def _close(a: Told, b: Told) -> bool:
    if a.day is None or b.day is None:
        return False
    return abs((a.day - b.day).days) <= MEASURE_DAYS


def _states(told: Sequence[Told], context: Context) -> list[Draft]:
    """A state and its end told of the same days and place by different origins."""
    facts = [t for t in told if t.event.assertion in FACTS and t.event.time.precision == "day"]
    found = []
    for rule in state_ends():
        if rule.match != "place":
            continue
        states = [t for t in facts if t.event.type == rule.state]
        for end in (t for t in facts if t.event.type == rule.end):
            found += [
                _state_draft(state, end)
                for state in states
                if state.event.time.start == end.event.time.start
                and state.event.time.last == end.event.time.last
                and set(state.event.origins) != set(end.event.origins)
                and matches(state, end, "place", context)
            ]
    return found


def _state_draft(state: Told, end: Told) -> Draft:
    sides = (state, end)
    return Draft(
        about="state",
        events=tuple(t.event.id for t in sides),
        readings=tuple(
            reading(t.items[0].claim, both(partial(label, t.event.type))) for t in sides
        ),
        summary=both(
            lambda lang: (
                either([label(t.event.type, lang) for t in sides], lang)
                + f", {span_words(state.event.time, lang)}"
            )
        ),
        importance=rule_of(state.event.type).importance,
        origins=len(set(state.event.origins) | set(end.event.origins)),
        size=1.0,
    )


def _ranked(drafts: Iterable[Draft]) -> tuple[Contradiction, ...]:
    unique: dict[str, Draft] = {}
    for draft in drafts:
        if len({r.says for r in draft.readings}) > 1:
            unique.setdefault(_ident(draft), draft)
    order = sorted(
        unique.items(),
        key=lambda pair: (-pair[1].importance, -pair[1].origins, -round(pair[1].size, 6), pair[0]),
    )
    return tuple(
        Contradiction(
            id=ident,
            about=draft.about,
            events=draft.events,
            readings=draft.readings,
            summary=draft.summary[0],
            summary_fr=draft.summary[1],
            rank=rank,
        )
        for rank, (ident, draft) in enumerate(order, start=1)
    )


def _ident(draft: Draft) -> str:
    """An id from what is disputed and the events it stands in."""
    return f"cx-{digest([draft.about, *draft.events, draft.summary[0].split(':')[0]])[:12]}"


def of_events(found: Sequence[Contradiction]) -> Mapping[str, tuple[str, ...]]:
    """Return the contradiction ids of each event, most important first."""
    table: dict[str, list[str]] = {}
    for one in found:
        for event in one.events:
            table.setdefault(event, []).append(one.id)
    return {event: tuple(ids) for event, ids in table.items()}
