"""What anyone could say of next week's attacks: three references, each from what was known that day.

Guarantees: one shape for all (`References` in, chance by corridor out); every rate carries half an
attack of prior (Jeffreys), so none says never. Refuses: days after `as_of`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from corridor.access.hazard import episodes

HALF = 0.5
"""Jeffreys' prior: half an event, half a window."""
HALF_LIFE = 14.0
"""Days after which an attack counts half in the near-repeat rate."""
PULL = 28.0
"""Days of the common rate that a corridor's own recent days are weighed against."""


@dataclass(frozen=True)
class References:
    """What the references see: attacks known by `as_of`, from the first day of the record on."""

    struck: Mapping[str, Sequence[date]]
    first: date
    as_of: date
    window: int

    @property
    def days(self) -> int:
        """Days of the record so far."""
        return (self.as_of - self.first).days + 1

    @property
    def pooled(self) -> float:
        """Episodes of attacks a corridor and day, all corridors together."""
        starts = (day for days in self.struck.values() for day in episodes(days))
        count = sum(self.first <= day for day in starts)
        return (count + HALF) / (self.days * max(1, len(self.struck)))


def climatology(seen: References) -> dict[str, float]:
    """Return the common rate so far for every corridor."""
    return dict.fromkeys(seen.struck, chance(seen.pooled, seen.window))


def last_state(seen: References) -> dict[str, float]:
    """How often a week followed with an attack, after a week like the last one with or without."""
    counts = {True: [HALF, 2 * HALF], False: [HALF, 2 * HALF]}
    for days in seen.struck.values():
        for step in range(seen.window - 1, seen.days - seen.window):
            now = seen.first + timedelta(days=step)
            cell = counts[_hit(days, now - timedelta(days=seen.window), seen.window)]
            cell[0] += _hit(days, now, seen.window)
            cell[1] += 1
    start = seen.as_of - timedelta(days=seen.window)
    return {
        name: counts[hit][0] / counts[hit][1]
        for name, days in seen.struck.items()
        for hit in (_hit(days, start, seen.window),)
    }


def near_repeat(seen: References) -> dict[str, float]:
    """A corridor's own episodes, recent ones counting most, pulled to the common rate."""
    keep = 0.5 ** (1 / HALF_LIFE)
    watched = (1 - keep**seen.days) / (1 - keep)
    common = seen.pooled
    return {
        name: chance(
            (sum(keep ** (seen.as_of - day).days for day in episodes(days)) + PULL * common)
            / (watched + PULL),
            seen.window,
        )
        for name, days in seen.struck.items()
    }


def chance(rate: float, days: int) -> float:
    """Chance of at least one event in some days at a daily rate."""
    return 1.0 - exp(-rate * days)


def _hit(days: Sequence[date], after: date, length: int) -> bool:
    """Whether an attack fell into the `length` days after a day."""
    return any(after < day <= after + timedelta(days=length) for day in days)


REFERENCES: Mapping[str, Callable[[References], dict[str, float]]] = {
    "climatology": climatology,
    "last state": last_state,
    "near repeat": near_repeat,
}
"""By the name they bear in tables and floors."""
