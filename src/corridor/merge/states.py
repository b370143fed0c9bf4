"""States and what ended them: a blockade lifted, captives freed, schools open again.

Guarantees: a state is ended by the first later happening that matches it under `state_ends.csv` by
place, actor, target or nationality. Refuses: ending a state by what is denied, planned or earlier.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from corridor.merge.features import Context, Prepared, Spot
from corridor.merge.tables import StateEnd, state_ends
from corridor.records.events import Event
from corridor.records.geo import haversine_km

FACTS = frozenset({"asserted", "attributed"})
SAME_PLACE_KM = 30.0
SAME_TARGET = 70.0
"""Likeness (0-100) from which two targets are taken as the same."""


@dataclass(frozen=True)
class Told:
    """An event with the claims it was made from."""

    event: Event
    items: tuple[Prepared, ...]

    @property
    def nations(self) -> frozenset[str]:
        """Nationalities named in any claim."""
        return frozenset[str]().union(*(item.nations for item in self.items))

    @property
    def day(self) -> date | None:
        """First day of the event, where it has one."""
        return self.event.time.start or self.event.time.end


def ends_of(told: Sequence[Told], context: Context) -> dict[str, str]:
    """Return for each ended state the id of the event that ended it."""
    by_type: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.event.assertion in FACTS and one.event.kind != "background" and one.day:
            by_type[one.event.type].append(one)
    for same in by_type.values():
        same.sort(key=lambda one: (_day(one), one.event.id))
    found: dict[str, tuple[date, str]] = {}
    for rule in state_ends():
        for state in by_type.get(rule.state, []):
            best = _first_end(state, by_type.get(rule.end, []), rule, context)
            if best and (state.event.id not in found or best < found[state.event.id]):
                found[state.event.id] = best
    return {state: end for state, (_, end) in sorted(found.items())}


def _first_end(
    state: Told, ends: Sequence[Told], rule: StateEnd, context: Context
) -> tuple[date, str] | None:
    """Return day and id of the first end that matches; `ends` are sorted by day."""
    if state.day is None:
        return None
    for end in ends[bisect_left(ends, state.day, key=_day) :]:
        if end.day is None or (end.day - state.day).days > rule.max_days:
            break
        if _in_time(state, end, rule) and matches(state, end, rule.match, context):
            return end.day, end.event.id
    return None


def _day(one: Told) -> date:
    return one.day or date.max


def _in_time(state: Told, end: Told, rule: StateEnd) -> bool:
    """The end begins after the state does, and not too long after."""
    if state.day is None or end.day is None:
        return False
    same_day = end.day == state.day and (end.event.time.last or end.day) > (
        state.event.time.last or state.day
    )
    return same_day or 0 < (end.day - state.day).days <= rule.max_days


def matches(state: Told, end: Told, how: str, context: Context) -> bool:
    """Say whether two events meet under a rule such as "place", "actor+target", "actor|target"."""
    if "|" in how:
        return any(matches(state, end, part, context) for part in how.split("|"))
    return all(
        _same_actor(state, end, context) if part == "actor" else _MATCHERS[part](state, end)
        for part in how.split("+")
    )


def _same_place(a: Told, b: Told) -> bool:
    return any(
        _near(x, y) for i in a.items for j in b.items for x in i.spots[:4] for y in j.spots[:4]
    )


def _near(a: Spot, b: Spot) -> bool:
    """Say whether two places are one: near each other, or of one name or kind of region."""
    if a.nationwide or b.nationwide:
        return a.nationwide and b.nationwide
    if a.ref.id and a.ref.id == b.ref.id:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return haversine_km((a.lat, a.lon), (b.lat, b.lon)) <= SAME_PLACE_KM


def _same_actor(a: Told, b: Told, context: Context) -> bool:
    ids_a = {x for item in a.items for x in item.actors}
    ids_b = {x for item in b.items for x in item.actors}
    up_a = frozenset[str]().union(*(context.lineage.get(x, frozenset((x,))) for x in ids_a))
    up_b = frozenset[str]().union(*(context.lineage.get(x, frozenset((x,))) for x in ids_b))
    if ids_a & up_b or ids_b & up_a:
        return True
    names = ({i.actor_names for i in side.items if i.actor_names} for side in (a, b))
    return _alike(*names)


def _same_target(a: Told, b: Told) -> bool:
    names = ({i.targets for i in side.items if i.targets} for side in (a, b))
    return _alike(*names)


def _same_nation(a: Told, b: Told) -> bool:
    return bool(a.nations & b.nations)


def _alike(left: set[str], right: set[str]) -> bool:
    return any(fuzz.token_set_ratio(x, y) >= SAME_TARGET for x in left for y in right)


_MATCHERS = {
    "place": _same_place,
    "target": _same_target,
    "nationality": _same_nation,
}


def with_ends(told: Sequence[Told], ends: Mapping[str, str]) -> list[Told]:
    """Return the same with `ended_by` filled in."""
    return [
        Told(one.event.model_copy(update={"ended_by": ends[one.event.id]}), one.items)
        if one.event.id in ends
        else one
        for one in told
    ]
