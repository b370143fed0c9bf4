"""Declared bans on fuel and closed roads as standing reasons not to drive, by corridor and day.

Guarantees: a ban counts from the day it was declared until somebody lifts it; each later attack on
a corridor it binds makes it new there. Refuses: bans on other traffic, a lifting that does not
speak of fuel, what was declared before the first simulated day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from corridor.records.events import Event
from corridor.supply.network import BoolArray, Network
from corridor.supply.parameters import Floats
from corridor.supply.wording import matches

DECLARED = frozenset({"road_blockade_declared", "movement_ban"})
LIFTED = frozenset({"movement_ban_lifted", "truce"})
ATTACKS = frozenset({"convoy_attack", "tanker_destroyed"})


@dataclass(frozen=True)
class Bans:
    """Standing bans.

    Attributes:
        strength: [day, corridor] 1 where a ban binds the corridor, 0 where none does.
        age: [day, corridor] days since it was declared or last enforced there.
        claims: claims of the bans.
    """

    strength: Floats
    age: Floats
    claims: tuple[str, ...] = ()


def standing_bans(events: Sequence[Event], net: Network, first: date, total: int) -> Bans:
    """Return the bans that stand on each day of a run of `total` days from `first`."""
    strength = np.zeros((total, len(net.corridors)), dtype=np.float32)
    age = np.zeros_like(strength)
    claims: list[str] = []
    for day, event in _in_order(events, first, total):
        named = np.array([c in event.corridors for c in net.corridors], dtype=bool)
        if event.type in DECLARED:
            bound = _bound(event, named)
            if bound.any():
                strength[day:] = np.maximum(strength[day:], bound)
                _renew(age, day, bound > 0)
                claims.extend(event.claims)
        elif event.type in ATTACKS:
            _renew(age, day, named)
        elif matches("fuel_named", event.summary) is not None:
            strength[day:, named if named.any() else slice(None)] = 0.0
            claims.extend(event.claims)
    return Bans(strength, age, tuple(dict.fromkeys(claims)))


def renewed(bans: Bans, ahead: int, rates: Floats) -> Bans:
    """Return the bans with the age to be expected from day index `ahead` on.

    The rule of the past holds for what comes: an attack on a corridor makes the ban new there.
    `rates` [day, corridor] are the attacks expected on those days.
    """
    age = bans.age.copy()
    for row, rate in enumerate(rates):
        day = ahead + row
        before = age[day - 1] + 1 if day else np.zeros_like(rate)
        age[day] = before * np.clip(1 - rate, 0, 1)
    return replace(bans, age=age)


def _in_order(events: Sequence[Event], first: date, total: int) -> list[tuple[int, Event]]:
    dated = []
    for event in events:
        when = event.time.start or event.time.end
        if event.type in DECLARED | LIFTED | ATTACKS and when is not None:
            dated.append(((when - first).days, event))
    return sorted(
        ((day, event) for day, event in dated if 0 <= day < total),
        key=lambda pair: (pair[0], pair[1].id),
    )


def _bound(event: Event, named: BoolArray) -> Floats:
    """How far a declared ban binds each corridor: all of them where it bans fuel as such."""
    if matches("fuel_ban", event.summary) is not None:
        return np.ones(named.size)
    whole = event.type == "road_blockade_declared"
    return np.where(named, 1.0 if whole else 0.0, 0.0)


def _renew(age: Floats, day: int, where: BoolArray) -> None:
    """Count the age of a ban anew from `day` on."""
    fresh = np.arange(len(age) - day, dtype=age.dtype)[:, None]
    age[day:, where] = fresh
