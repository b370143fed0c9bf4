"""Events laid onto roads and days: log likelihoods, weight of evidence, proofs of passage.

Guarantees: arrays [road, day, state] for each group of movement classes, and for every road the
claims behind it. Refuses: events that begin after `as_of`, and spreading one town's event over a
whole country.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from corridor.access.effects import (
    GROUPS,
    USED_ASSERTIONS,
    Effect,
    effects,
    trusted_to_improve,
    weight,
)
from corridor.access.hmm import Turns
from corridor.packs.model import Pack
from corridor.records.dates import EMBARGO_DAYS
from corridor.records.events import Event
from corridor.records.report import COARSE_PLACES, Report

DATED: frozenset[str] = frozenset({"day", "ongoing"})
"""Precisions whose first day is meant: "on the 12th", "since the 12th"."""
LONG_SPAN_DAYS = 10
"""An event dated to a longer span than this says little about any one day."""


@dataclass
class Evidence:
    """What reports say of each road, per group of movement classes, up to the horizon.

    Days after `as_of` hold only what a ban that nobody lifted goes on saying.

    Attributes:
        first: day of index 0.
        roads: road ids along the first axis.
        log_likelihood: group -> [road, day, 3].
        mass: group -> [road, day], weight of all evidence that fell on that day.
        relief: group -> [road, day], the part of it that speaks for an open road.
        turns: group -> days on which a standing block was reported to begin or to end.
        claims: (road, group) -> (day index, weight, claim id) of each contribution.
        passages: (road or corridor, group) -> days with a proof of passage.
        attacks: (road, group) -> days with an attack reported on that very stretch.
    """

    first: date
    roads: tuple[str, ...]
    log_likelihood: dict[str, NDArray[np.float64]]
    mass: dict[str, NDArray[np.float64]]
    relief: dict[str, NDArray[np.float64]]
    turns: dict[str, Turns]
    claims: dict[tuple[str, str], list[tuple[int, float, str]]] = field(default_factory=dict)
    passages: dict[tuple[str, str], list[date]] = field(default_factory=dict)
    attacks: dict[tuple[str, str], list[date]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Rules:
    """What decides how far a report counts, fixed for one run."""

    as_of: date
    horizon: date
    scale: float
    keep: float
    keep_standing: float
    neutral: frozenset[str]
    local: frozenset[str]
    ends: Mapping[str, Event]

    def ended(self, event: Event) -> date | None:
        """The day a standing event was reported ended; None while it stands."""
        end = self.ends.get(event.id)
        return None if end is None else end.time.start or end.known_from


def gather(
    events: Sequence[Event],
    pack: Pack,
    reports: Mapping[str, Report],
    claim_report: Mapping[str, str],
    *,
    as_of: date,
    days: int,
) -> Evidence:
    """Lay all usable events onto the roads of the pack.

    The days run from the pack's `simulate_from` to `as_of` plus `days`.

    Args:
        events: merged events known by `as_of`.
        pack: the pack as known at `as_of`.
        reports: reports by id, to find reviewed local ones.
        claim_report: claim id -> report id.
        as_of: last day that counts.
        days: days to look ahead.
    """
    horizon = as_of + timedelta(days=days)
    evidence = _empty(pack, horizon)
    rules = _rules(events, pack, reports, claim_report, as_of, horizon)
    for event in sorted(events, key=lambda item: item.id):
        effect = effects().get(event.type)
        if effect is None or event.assertion not in USED_ASSERTIONS:
            continue
        targets = _targets(event, effect, pack)
        if not effect.improves or trusted_to_improve(event, rules.neutral, rules.local):
            _apply(evidence, event, effect, targets, rules)
        _note_passage(evidence, event, effect, _passed(event, targets, pack), as_of)
        _note_attack(evidence, event, effect, targets, as_of)
    return evidence


def _rules(
    events: Sequence[Event],
    pack: Pack,
    reports: Mapping[str, Report],
    claim_report: Mapping[str, str],
    as_of: date,
    horizon: date,
) -> _Rules:
    reviewed = {key for key, report in reports.items() if report.local and _reviewed(report)}
    neutral = frozenset(s.origin for s in pack.sources.values() if s.belligerent is None)
    local = frozenset(c for c, report in claim_report.items() if report in reviewed)
    # An end is an improvement: the asymmetry rule holds for it too.
    enders = {
        e.id: e
        for e in events
        if e.assertion in USED_ASSERTIONS
        and (e.time.start or e.known_from) <= as_of
        and trusted_to_improve(e, neutral, local)
    }
    return _Rules(
        as_of=as_of,
        horizon=horizon,
        scale=pack.assumption("access.effect_scale").best or 1.0,
        keep=0.5 ** (1 / (pack.assumption("access.evidence_half_life").best or 1.0)),
        keep_standing=0.5 ** (1 / (pack.assumption("access.ban_half_life").best or 1.0)),
        neutral=neutral,
        local=local,
        ends={e.id: enders[e.ended_by] for e in events if e.ended_by in enders},
    )


def _reviewed(report: Report) -> bool:
    return report.status == "reviewed"


def _empty(pack: Pack, horizon: date) -> Evidence:
    days = (horizon - pack.simulate_from).days + 1
    roads = tuple(sorted(pack.roads))
    return Evidence(
        first=pack.simulate_from,
        roads=roads,
        log_likelihood={group: np.zeros((len(roads), days, 3)) for group in GROUPS},
        mass={group: np.zeros((len(roads), days)) for group in GROUPS},
        relief={group: np.zeros((len(roads), days)) for group in GROUPS},
        turns={
            group: Turns(np.zeros((len(roads), days)), np.zeros((len(roads), days)))
            for group in GROUPS
        },
    )


def _targets(event: Event, effect: Effect, pack: Pack) -> dict[str, float]:
    """Roads an event speaks of, each with the share of its weight that reaches it.

    A stretch named counts fully; a town shares its weight among the roads into it. A corridor or
    region spreads its weight over the stretches in the country, since the report does not say which
    of them is meant; an arrival speaks only of the stretches before the place where it arrived.
    """
    if event.roads and not _coarse(event):
        shared = event.place is not None and event.place.precision == "town"
        return dict.fromkeys(event.roads, len(event.roads) ** -0.5 if shared else 1.0)
    spread: dict[str, float] = {}
    corridors = _corridors(event, effect, pack)
    either = effect.passage and len(event.corridors) > 1
    for corridor in corridors:
        roads = _home_roads(corridor, pack)
        if effect.improves or effect.passage:
            roads = _before(event, pack, roads)
        for road in roads:
            share = len(roads) ** -0.25
            if either:  # a road all of them share gets the whole of it
                spread[road] = spread.get(road, 0.0) + share / len(corridors)
            else:
                spread[road] = max(spread.get(road, 0.0), share)
    return spread


def _coarse(event: Event) -> bool:
    return event.place is not None and event.place.precision in COARSE_PLACES


def _corridors(event: Event, effect: Effect, pack: Pack) -> tuple[str, ...]:
    if event.corridors:
        return event.corridors
    nationwide = event.place is not None and event.place.precision == "country"
    at_home = event.place is not None and event.place.country in {pack.country, None}
    if nationwide and at_home and not effect.named_only:
        return tuple(c.id for c in pack.corridors.values() if c.kind == "import")
    return ()


def _home_roads(corridor: str, pack: Pack) -> list[str]:
    """Stretches of a corridor that lie at least partly in the pack's own country."""
    if corridor not in pack.corridors:
        return []
    return [road for road in pack.corridors[corridor].roads if at_home(pack, road)]


def at_home(pack: Pack, road: str) -> bool:
    """Say whether a stretch lies at least partly in the pack's own country."""
    lands = pack.roads[road].countries if road in pack.roads else (None,)
    return not lands or pack.country in lands


def _before(event: Event, pack: Pack, roads: list[str]) -> list[str]:
    """The stretches up to the town an event happened at, where the corridor passes it."""
    place = event.place.id if event.place else None
    for number, road in enumerate(roads, start=1):
        if place in {pack.roads[road].from_place, pack.roads[road].to_place}:
            # A place is the end of one stretch and the start of the next; the first one met is
            # the stretch that leads to it, unless the corridor begins there.
            return roads[:number]
    return roads


def _days(event: Event, first: date, as_of: date) -> list[int]:
    """Day indices an event speaks of: each day of a short span, the middle of a long one."""
    start = event.time.start
    if start is None:
        start = event.known_from
    last = min(event.time.end or start, as_of)
    start = max(start, first)
    if start > last or start > as_of:
        return []
    if (last - start).days > LONG_SPAN_DAYS or event.time.precision in {"month", "season"}:
        middle = start + (last - start) / 2
        return [(middle - first).days]
    return [(start - first).days + step for step in range((last - start).days + 1)]


def _apply(
    evidence: Evidence, event: Event, effect: Effect, targets: Mapping[str, float], rules: _Rules
) -> None:
    """Add an event's weight to the days and roads it speaks of."""
    days = _days(event, evidence.first, rules.as_of)
    if not days:
        return
    strength = weight(event, effect, rules.scale)
    shares = dict.fromkeys(days, strength / len(days))
    stands = effect.stands(event)
    if stands:
        shares |= _standing(event, days[-1], strength, evidence.first, rules)
    logs = effect.log_likelihood()
    for road in sorted(set(targets) & set(evidence.roads)):
        row = evidence.roads.index(road)
        for group in sorted(effect.groups):
            known = evidence.claims.setdefault((road, group), [])
            for day, share in shares.items():
                evidence.log_likelihood[group][row, day] += share * targets[road] * logs
                evidence.mass[group][row, day] += share * targets[road]
                evidence.relief[group][row, day] += share * targets[road] * effect.improves
                known.extend((day, share * targets[road], claim) for claim in event.claims)
            if stands:
                _bounds(evidence, event, effect, (group, row), strength * targets[road], rules)


def _bounds(
    evidence: Evidence,
    event: Event,
    effect: Effect,
    cell: tuple[str, int],
    strength: float,
    rules: _Rules,
) -> None:
    """What the two ends of a standing block say beside it.

    "Blocked since the 12th" also says that the 11th was not yet so: without that, weeks of a
    standing block would make the silent weeks before it look blocked as well. And neither a
    reported beginning nor a reported end is left to the slow rates of a silent road (`Turns`).
    """
    group, row = cell
    turns = evidence.turns[group]
    start, ended = event.time.start, rules.ended(event)
    if effect.standing == "status" and start is not None and event.time.precision in DATED:
        day = (start - evidence.first).days
        if day > 0:
            logs = effect.log_likelihood_before()
            evidence.log_likelihood[group][row, day - 1] += strength * logs
            turns.begun[row, day] = max(turns.begun[row, day], min(1.0, strength))
    if ended is not None and evidence.first < ended <= rules.as_of:
        day = (ended - evidence.first).days
        end = rules.ends[event.id]
        kind = effects().get(end.type)
        trust = weight(end, kind, 1.0) if kind and kind.improves else 0.0
        turns.ended[row, day] = max(turns.ended[row, day], min(1.0, trust))


def _standing(
    event: Event, last: int, strength: float, first: date, rules: _Rules
) -> dict[int, float]:
    """What a ban that nobody lifted goes on saying on each later day.

    Each day it renews just the evidence that decays that day, and itself fades slowly: an old ban
    nobody repeats is not as sure as a new one. It goes on after `as_of`: a forecast that forgot a
    standing ban would promise open roads.
    """
    ended = rules.ended(event)
    last_day = rules.horizon if ended is None else ended - timedelta(days=1)
    end = min(last_day, event.time.end or rules.horizon, rules.horizon)
    renewed = strength * (1 - rules.keep)
    return {
        day: renewed * rules.keep_standing ** (day - last)
        for day in range(last + 1, (end - first).days + 1)
    }


def _passed(event: Event, targets: Mapping[str, float], pack: Pack) -> tuple[str, ...]:
    """Roads and corridors an arrival proves to be passable.

    "From Côte d'Ivoire" says that one of two corridors was passed, and not which: then only the
    stretches they share are proven, and neither corridor.
    """
    if event.roads or len(event.corridors) < 2:
        return (*targets, *event.corridors)
    ways = [set(pack.corridors[name].roads) for name in event.corridors if name in pack.corridors]
    return tuple(road for road in targets if all(road in way for way in ways))


def _note_passage(
    evidence: Evidence, event: Event, effect: Effect, ways: Collection[str], as_of: date
) -> None:
    """Keep a proof of passage of roads and corridors once it is old enough to be shown."""
    day = event.time.last
    if not effect.passage or day is None or (_coarse(event) and not event.corridors):
        return
    if day > as_of - timedelta(days=EMBARGO_DAYS):
        return
    for way in ways:
        for group in effect.groups:
            evidence.passages.setdefault((way, group), []).append(day)


def _note_attack(
    evidence: Evidence, event: Event, effect: Effect, targets: Mapping[str, float], as_of: date
) -> None:
    """Keep the day of an attack on traffic of a stretch the report names."""
    day = event.time.last or event.known_from
    if not effect.attack or day > as_of:
        return
    for road in (road for road, share in targets.items() if share == 1.0):
        for group in effect.groups:
            evidence.attacks.setdefault((road, group), []).append(day)
