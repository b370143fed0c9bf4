"""Sums over many days, believed step by step while their days are simulated.

Guarantees: what a member is judged by on the way is taken back when the sum itself is due, so a
report counts once. Refuses: looking at anything not known at `as_of`; single days.
Source: Del Moral and Murray (2015), sequential Monte Carlo with highly informative observations:
intermediate weights lead the members towards a sum that few would meet by chance.
"""

import numpy as np

from corridor.supply.observation import Observation
from corridor.supply.operators import errors, student
from corridor.supply.parameters import Floats
from corridor.supply.simulate import Run

SUMS = frozenset({"entries", "tankers"})
"""Kinds that add up what enters over their days."""
SHORTEST = 10
"""Days under which a sum is not looked at before its end."""
EVERY = 3
"""Days between two looks."""
RECENT = 7
"""Days whose mean flow stands for the days still to come."""
UNSEEN_ERROR = 0.7
"""Log spread of a sum of which nothing is simulated yet; it shrinks with the days still missing."""


def looks(item: Observation, start: int, end: int) -> tuple[int, ...]:
    """Day indices, from `start` to before `end`, on which a sum is looked at before it is due."""
    if item.kind not in SUMS or end - start + 1 < SHORTEST:
        return ()
    return tuple(range(start + EVERY, end, EVERY))


def expected(run: Run, start: int, end: int) -> Floats:
    """Return the sum [member] over all days, those to come at the mean of the last ones."""
    now = run.day
    so_far = run.history.window("litres", max(0, start), now).sum(axis=0)
    recent = run.history.window("litres", max(0, now - RECENT + 1), now).mean(axis=0)
    return np.asarray(so_far + (end - now) * recent, dtype=np.float64)


def ahead_likelihood(run: Run, item: Observation, start: int, end: int) -> Floats:
    """Return the log likelihood [member] of a sum as it would come out at the present pace."""
    total = expected(run, start, end)
    if item.kind == "tankers":
        total = total * 1000.0 / run.draws["tanker_capacity"] * 7 / (end - start + 1)
    best, down, up = errors(item)
    unseen = UNSEEN_ERROR * (end - run.day) / (end - start + 1)
    small = 0.02 * best + 1e-6
    gap = np.log((total + small) / (best + small))
    spread = np.where(gap < 0, np.hypot(down, unseen), np.hypot(up, unseen))
    return student(gap / spread)
