"""Captives: sums of money that disagree, and people reported held after they were freed.

Guarantees: sums are only ever set side by side as attributed claims, never added. Refuses:
comparing captives of different nationalities.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from corridor.merge.drafts import (
    Draft,
    both,
    colon,
    day_said,
    either,
    label,
    quantity,
    reading,
    semicolon,
    span_words,
)
from corridor.merge.features import Count, Prepared
from corridor.merge.figures import disagree
from corridor.merge.states import FACTS, Told
from corridor.merge.tables import nation_words, rule_of
from corridor.records.report import ClaimFigure
from corridor.records.words import Lang

MONEY = frozenset({"usd", "xof", "eur"})
SUM_TYPES = frozenset({"ransom_demand", "ransom_paid", "kidnapping", "hostage_release"})
HELD_TYPES = frozenset({"kidnapping", "ransom_demand"})
NOW = frozenset({"ongoing", "unknown"})
"""Dates of claims that speak of the day they were published."""
RELATED_DAYS = 120
"""Sums further apart in time are taken to be about other captives of the same nationality."""

Sum = tuple[Told, Prepared, ClaimFigure, Count]


def ransom_sums(told: Sequence[Told]) -> list[Draft]:
    """Return disagreeing sums about captives of one nationality, beside their release."""
    by_nation: dict[str, list[Sum]] = defaultdict(list)
    in_text = _nations_by_report(told)
    for one in told:
        if one.event.assertion in FACTS and one.event.type in SUM_TYPES:
            for item, figure, count in _sums(one):
                for nation in item.nations or in_text[item.claim.report]:
                    by_nation[nation].append((one, item, figure, count))
    return [
        _sum_draft(nation, sums, told)
        for nation in sorted(by_nation)
        for sums in _near(by_nation[nation])
        if any(disagree(x[3], y[3]) for x in sums for y in sums if x[3].unit == y[3].unit)
    ]


def _nations_by_report(told: Sequence[Told]) -> dict[str, frozenset[str]]:
    """Whose captivity a text speaks of: "want 38 million for them" leaves it to its neighbours."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one in told:
        for item in one.items:
            if item.rule.block == "people":
                found[item.claim.report] |= item.nations
    return found


def _sums(one: Told) -> Iterator[tuple[Prepared, ClaimFigure, Count]]:
    for item in one.items:
        stated = [f for f in item.claim.figures if (f.low, f.best, f.high) != (None, None, None)]
        for figure, count in zip(stated, item.counts, strict=True):
            if count.unit in MONEY:
                yield item, figure, count


def _day(one: Told) -> int:
    return (one.day or one.event.known_from).toordinal()


def _near(sums: Sequence[Sum]) -> list[list[Sum]]:
    """Split sums where more than `RELATED_DAYS` pass without one."""
    ordered = sorted(sums, key=lambda s: (_day(s[0]), s[1].claim.id, s[3].best))
    parts = [[ordered[0]]]
    for before, now in pairwise(ordered):
        if _day(now[0]) - _day(before[0]) > RELATED_DAYS:
            parts.append([])
        parts[-1].append(now)
    return parts


def _sum_draft(nation: str, sums: Sequence[Sum], told: Sequence[Told]) -> Draft:
    releases = [t for t in told if _released(t, nation, sums)]
    sides = sorted(sums, key=lambda s: (s[3].best, s[1].known, s[1].claim.id))

    def summary(lang: Lang) -> str:
        named = either([quantity(s[2], lang) for s in sides], lang)
        freed = semicolon(lang) + _freed(releases[0], lang) if releases else ""
        return _sums_for(nation, lang) + colon(lang) + named + freed

    values = [s[3].best for s in sides if s[3].best > 0]
    events = {s[0].event.id for s in sides} | {t.event.id for t in releases}
    return Draft(
        about="figure",
        events=tuple(sorted(events)),
        readings=(
            *(reading(s[1].claim, both(partial(_sum, s[0].event.type, s[2])), s[2]) for s in sides),
            *(reading(t.items[0].claim, both(partial(_freed, t))) for t in releases),
        ),
        summary=both(summary),
        importance=max(rule_of(s[0].event.type).importance for s in sides),
        origins=len({o for s in sides for o in s[0].event.origins}),
        size=max(values) / min(values) if values else 1.0,
    )


def _sums_for(nation: str, lang: Lang) -> str:
    english, french = nation_words().get(nation, (nation, nation))
    return (
        f"sums named for captives ({english})"
        if lang == "en"
        else (f"sommes citées pour des captifs ({french})")
    )


def _sum(kind: str, figure: ClaimFigure, lang: Lang) -> str:
    return label(kind, lang) + colon(lang) + quantity(figure, lang)


def _freed(one: Told, lang: Lang) -> str:
    return f"{label(one.event.type, lang)}, {span_words(one.event.time, lang)}"


def _released(one: Told, nation: str, sums: Sequence[Sum]) -> bool:
    """Say whether an event is the release of captives the sums were about."""
    if one.event.type != "hostage_release" or one.event.assertion not in FACTS:
        return False
    days = [_day(s[0]) for s in sums]
    near = min(days) - RELATED_DAYS <= _day(one) <= max(days) + RELATED_DAYS
    return near and nation in one.nations


def still_held(told: Sequence[Told]) -> list[Draft]:
    """Return reports that people are held, published after others reported them freed."""
    facts = [t for t in told if t.event.assertion in FACTS]
    freed = [t for t in facts if t.event.type == "hostage_release" and t.event.time.last]
    return [
        _held_draft(held, release)
        for held in facts
        if held.event.type in HELD_TYPES and _speaks_of_now(held)
        for release in freed
        if _late(held, release) and held.nations & release.nations
    ]


def _speaks_of_now(one: Told) -> bool:
    """Say whether a claim tells how things stood when it was published, not when it began."""
    return one.event.kind == "status" or one.event.time.precision in NOW


def _late(held: Told, release: Told) -> bool:
    """Say whether a claim of captivity was published after the release it does not know of."""
    last = release.event.time.last
    if last is None or (held.event.time.start and held.event.time.start <= last):
        return False
    return 0 < (held.event.updated - last).days <= RELATED_DAYS


def _held_draft(held: Told, release: Told) -> Draft:
    late = max(held.items, key=lambda item: (item.known, item.claim.id))
    english, french = day_said(late.claim.known_from)
    return Draft(
        about="state",
        events=tuple(sorted((held.event.id, release.event.id))),
        readings=(
            reading(
                late.claim,
                (f"held, as published by {english}", f"retenus, selon une publication du {french}"),
            ),
            reading(release.items[0].claim, both(partial(_freed, release))),
        ),
        summary=both(
            lambda lang: (
                ("captives held or " if lang == "en" else "captifs retenus ou ")
                + f"{label('hostage_release', lang)} ({span_words(release.event.time, lang)})"
            )
        ),
        importance=rule_of("hostage_release").importance,
        origins=len(set(held.event.origins) | set(release.event.origins)),
        size=1.0,
    )
