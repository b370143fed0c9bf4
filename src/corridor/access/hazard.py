"""How often traffic on a corridor is attacked, by its state: learned anew at each `as_of`.

Guarantees: a strong prior for each state (assumptions `access.attack_rate.*`), refitted from the
attacks known by then; a corridor's own history counts beside that of all; recent days count only as
far as their reports have had time to arrive. Refuses: attacks without a day, days after `as_of`.
Attacks need traffic: on a closed road nothing moves, so few are reported although it is no safer.
Method: conjugate Gamma-Poisson, partly pooled (Gelman et al. 2013, sections 2.6 and 5.1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corridor.access.corridors import shares
from corridor.access.effects import USED_ASSERTIONS
from corridor.access.paths import AccessPaths
from corridor.access.refit import Fit, prior
from corridor.packs.model import Pack
from corridor.records.events import Event

Array = NDArray[np.float64]
ATTACKS = frozenset({"convoy_attack", "tanker_destroyed", "vehicle_burned", "ambush"})
"""Types that tell of an attack on traffic."""
STATES = ("open", "contested", "closed")
CLS = "tanker"
MEMORY = "access.attack_memory"
POOLING = "access.attack_pooling"
DELAY = "access.attack_delay"
LONGEST_SPAN = 3
"""An attack dated to more days than this has no day; days closer than this are one episode."""


@dataclass(frozen=True)
class Hazard:
    """Attack rates.

    Attributes:
        fits: one for each state, all corridors together.
        own: corridor -> (shape [3], exposure [3]) of its rate in each state.
    """

    fits: tuple[Fit, ...]
    own: Mapping[str, tuple[Array, Array]]


def attack_days(
    events: Sequence[Event], pack: Pack, corridors: Sequence[str]
) -> dict[str, tuple[date, ...]]:
    """Days of dated attacks on each corridor, as far as `events` know of them.

    An attack belongs to the corridors its event names, and to those that run over the stretch
    where it happened.
    """
    found: dict[str, set[date]] = {name: set() for name in corridors}
    for event in events:
        day = _day(event)
        if day is None or event.type not in ATTACKS or event.assertion not in USED_ASSERTIONS:
            continue
        for name in corridors:
            if name in event.corridors or set(event.roads) & set(pack.corridors[name].roads):
                found[name].add(day)
    return {name: tuple(sorted(days)) for name, days in found.items()}


def _day(event: Event) -> date | None:
    start, last = event.time.start, event.time.last
    if start is None or last is None or event.time.precision != "day":
        return None
    return start if (last - start).days < LONGEST_SPAN else None


def episodes(days: Sequence[date]) -> tuple[date, ...]:
    """First days of spells of attacks: a day soon after another one is no new start.

    One attack is often told with two days, and a raid goes on for a night and a morning; a Poisson
    rate of single days would promise far too many weeks with an attack.
    """
    found: list[date] = []
    last: date | None = None
    for day in sorted(days):
        if last is None or (day - last).days >= LONGEST_SPAN:
            found.append(day)
        last = day
    return tuple(found)


def distinct_corridors(pack: Pack) -> tuple[str, ...]:
    """Corridors with stretches at home that are no mere part of another corridor's, by id."""
    home = {name: _home(pack, name) for name in sorted(pack.corridors)}
    kept: list[str] = []
    for name, roads in home.items():
        inside = any(roads < other for other in home.values())
        twin = any(roads == home[other] for other in kept)
        if roads and not inside and not twin:
            kept.append(name)
    return tuple(kept)


def _home(pack: Pack, corridor: str) -> frozenset[str]:
    return frozenset(
        road
        for road in pack.corridors[corridor].roads
        if road in pack.roads
        and (not pack.roads[road].countries or pack.country in pack.roads[road].countries)
    )


def fit_hazard(events: Sequence[Event], paths: AccessPaths, pack: Pack) -> Hazard:
    """Refit the attack rates from what was known by `paths.as_of`.

    An episode of attacks counts for each state as far as the corridor is thought to have been in it that day;
    so do the days watched. A happening on stretches that several corridors share is one, so seen
    and watched are both divided by how many corridors an attack touches on average.
    """
    corridors = distinct_corridors(pack)
    days = attack_days(events, pack, corridors)
    weight = _weights(paths, pack)
    pairs = [(n, (day - paths.first).days) for n in corridors for day in episodes(days[n])]
    pairs = [(name, index) for name, index in pairs if 0 <= index <= paths.today]
    touched = max(1.0, len(pairs) / max(1, len({index for _, index in pairs})))
    seen, watched = {}, {}
    for name in corridors:
        course = shares(paths, name, CLS)[: paths.today + 1]
        struck = np.array([index for other, index in pairs if other == name], dtype=int)
        seen[name] = (course[struck] * weight[struck, None]).sum(axis=0)
        watched[name] = (course * weight[:, None]).sum(axis=0)
    fits = tuple(
        prior(pack.assumption(f"access.attack_rate.{state}")).after(
            float(sum(row[column] for row in seen.values())) / touched,
            float(sum(row[column] for row in watched.values())) / touched,
        )
        for column, state in enumerate(STATES)
    )
    strength = pack.assumption(POOLING).best or 1.0
    means = np.array([fit.mean for fit in fits])
    own = {n: (strength + seen[n], strength / means + watched[n]) for n in corridors}
    return Hazard(fits, own)


def _weights(paths: AccessPaths, pack: Pack) -> Array:
    """How much each past day counts: older days less, recent ones as far as reports arrived."""
    memory = pack.assumption(MEMORY).best or 1.0
    delay = pack.assumption(DELAY).best or 0.1
    ages = np.arange(paths.today, -1, -1.0)
    arrived = 1.0 - np.exp(-(ages + 1.0) / delay)
    return np.asarray(0.5 ** (ages / memory) * arrived)


def attack_chances(hazard: Hazard, paths: AccessPaths, days: int) -> dict[str, float]:
    """Chance that at least one attack is reported on each corridor in the `days` after `as_of`.

    In each member the days spent in each state meet that state's rate; the uncertain rate is
    integrated out: `1 - mean of prod (b / (b + n))^a`.
    """
    ahead = slice(paths.today + 1, paths.today + 1 + days)
    found = {}
    for name, (shape, exposure) in hazard.own.items():
        sampled = paths.corridor(name, CLS)[ahead]
        spent = np.stack([(sampled == state).sum(axis=0) for state in range(3)], axis=-1)
        quiet = np.exp((shape * np.log(exposure / (exposure + spent))).sum(axis=-1))
        found[name] = float(1.0 - quiet.mean())
    return found
