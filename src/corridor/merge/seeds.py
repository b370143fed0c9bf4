"""Groups that people made: decisions by hand, and a coder's own grouping of rows.

Guarantees: a newer decision on the same two claims replaces an older one; a split is stronger than
any join; the outcome does not depend on the order given. Refuses: a coder's group across types
that cannot be one happening (a kidnapping and the later ransom stay two), and a plan or a denial
joined with a report.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corridor.merge.features import Prepared
from corridor.merge.tables import type_pairs
from corridor.records.events import Decision, Event

CODED_TOGETHER = 0.99
"""Probability of a link a coder made: reviewed by a person, who may still err."""

Key = tuple[int, int]


def standing(decisions: Sequence[Decision], as_of: date) -> list[Decision]:
    """Return the decisions known by `as_of`, newest first, one for each pair of claims."""
    newest: dict[frozenset[str], Decision] = {}
    for item in sorted(decisions, key=lambda d: (d.when, d.verdict, d.who, d.why, d.a, d.b)):
        if item.when <= as_of:
            newest[frozenset((item.a, item.b))] = item
    return sorted(newest.values(), key=lambda d: (-d.when.toordinal(), d.a, d.b))


def by_hand(
    items: Sequence[Prepared], decisions: Sequence[Decision], *, use_happening: bool = True
) -> tuple[list[list[int]], frozenset[Key], dict[Key, str]]:
    """Return seed groups, pairs held apart, and the reason of each link made by a person."""
    place = {item.claim.id: index for index, item in enumerate(items)}
    known = [d for d in decisions if d.a in place and d.b in place and _joinable(items, place, d)]
    apart = frozenset(_key(place, d) for d in known if d.verdict == "different")
    reasons: dict[Key, str] = {}
    joins: list[Key] = []
    for d in known:
        if d.verdict == "same":
            joins.append(_key(place, d))
            reasons[joins[-1]] = f"joined by {d.who} on {d.when}: {d.why}"
    if use_happening:
        for key in _coded(items):
            joins.append(key)
            reasons.setdefault(key, "coded together")
    return _groups(len(items), joins, apart), apart, reasons


def shaped(events: Sequence[Event], decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    """Return, by event id, the decisions that shaped it: a join within it, a split from another."""
    home = {claim: event.id for event in events for claim in event.claims}
    found: dict[str, list[Decision]] = defaultdict(list)
    for d in decisions:
        both = (home.get(d.a), home.get(d.b))
        # A join that a split overrules, or of a plan with a report, has shaped nothing.
        if None not in both and (both[0] == both[1]) == (d.verdict == "same"):
            for ident in sorted({ident for ident in both if ident is not None}):
                found[ident].append(d)
    return found


def _joinable(items: Sequence[Prepared], place: Mapping[str, int], d: Decision) -> bool:
    """A plan, a denial and a report are never one, whoever says so; any two may be split."""
    return d.verdict == "different" or items[place[d.a]].lane[2] == items[place[d.b]].lane[2]


def _key(place: Mapping[str, int], decision: Decision) -> Key:
    i, j = sorted((place[decision.a], place[decision.b]))
    return i, j


def _coded(items: Sequence[Prepared]) -> list[Key]:
    """Return every pair a coder put into one happening whose types can be one."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.claim.happening:
            rows[item.claim.happening, item.lane[2]].append(index)
    return [
        (i, j)
        for members in rows.values()
        for step, i in enumerate(members)
        for j in members[step + 1 :]
        if one_happening(items[i].claim.type, items[j].claim.type)
    ]


def one_happening(a: str, b: str) -> bool:
    """Say whether two types can tell of one happening."""
    return a == b or frozenset((a, b)) in type_pairs()


def _groups(size: int, joins: Sequence[Key], apart: frozenset[Key]) -> list[list[int]]:
    """Join in the order given, leaving out a join that would break a split."""
    home = list(range(size))
    members = {index: [index] for index in range(size)}
    for i, j in joins:
        a, b = sorted((home[i], home[j]))
        if a == b or _broken(members[a], members[b], apart):
            continue
        for member in members[b]:
            home[member] = a
        members[a] += members.pop(b)
    return [sorted(group) for _, group in sorted(members.items()) if len(group) > 1]


def _broken(a: Sequence[int], b: Sequence[int], apart: frozenset[Key]) -> bool:
    return bool(apart) and any((min(i, j), max(i, j)) in apart for i in a for j in b)
