"""Sequential weighting: members that fit the reports go on, without letting the ensemble collapse.

Guarantees: the effective sample size after every weighting is at least 200 or a tenth of the
members (tempering); resampled members are told apart again by jittered parameters and by other
access paths in the same state. Refuses: full belief in a report the ensemble cannot explain; what
was held back is noted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridor.supply.bridge import ahead_likelihood, looks
from corridor.supply.observation import Observation, Silence
from corridor.supply.operators import (
    ARRIVAL_AFTER,
    convoy_likelihood,
    log_likelihood,
    model_value,
    quiet_likelihood,
    silence_likelihood,
)
from corridor.supply.parameters import CONVOY_NEWS, QUIET, SILENCE, Floats, generator
from corridor.supply.setup import Setup
from corridor.supply.simulate import Run, take
from corridor.supply.snapshots import Snapshots

ESS_FLOOR = 200.0
ESS_SHARE = 0.10
SMALL_SHARE = 0.25
RESAMPLE_BELOW = 0.5
"""Members are resampled when the effective share falls under this."""
FULL_BELIEF = 0.999
HALVINGS = 30
MATCHED_CORRIDORS = 3
"""Corridors with the largest shares whose state must match when a copy changes its path."""


def effective(log_weights: Floats) -> float:
    """Return the effective sample size (Kish) of unnormalised log weights."""
    weights = np.exp(log_weights - log_weights.max())
    return float(weights.sum() ** 2 / (weights**2).sum())


def floor_for(members: int) -> float:
    """Return the smallest effective size allowed: 200, or a tenth of the members if that is more.

    Ensembles too small for that keep a quarter of their members instead.
    """
    return float(max(ESS_SHARE * members, min(ESS_FLOOR, SMALL_SHARE * members)))


def temper(before: Floats, logs: Floats, floor: float) -> float:
    """Return the largest exponent in [0, 1] on `logs` that keeps the effective size at `floor`."""
    if effective(before + logs) >= floor:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if effective(before + middle * logs) >= floor:
            low = middle
        else:
            high = middle
    return low


def systematic(log_weights: Floats, u: float) -> NDArray[np.intp]:
    """Systematic resampling: indices in rising order, each about as often as its weight says."""
    weights = np.exp(log_weights - log_weights.max())
    edges = np.cumsum(weights) / weights.sum()
    points = (np.arange(weights.size) + u) / weights.size
    return np.asarray(np.searchsorted(edges, points).clip(0, weights.size - 1), dtype=np.intp)


@dataclass
class Weighting:
    """Guide of a run: weighs members by the observations due on a day.

    Attributes:
        due: day index -> observations used after that day.
        early: day index -> sums looked at after that day, with their first and last day.
        lent: observation id -> log weight [member] given to it so far, before it is due.
        silent: day indices that end a week without a word about fuel.
        quiet: day indices that end a spell of `quiet_days` without a word about the hub's pumps.
        unseen: day indices that end such a spell without a word about a convoy.
        belief: observation id -> exponent with which it was used.
        lowest: smallest effective size met.
    """

    due: dict[int, list[Observation]]
    early: dict[int, list[tuple[Observation, int, int]]]
    silent: frozenset[int]
    quiet: frozenset[int]
    unseen: frozenset[int]
    quiet_days: int
    official: dict[str, float]
    members: int
    log_weights: Floats
    rng: np.random.Generator
    snapshots: Snapshots
    belief: dict[str, float] = field(default_factory=dict)
    lent: dict[str, Floats] = field(default_factory=dict)
    lowest: float = 0.0

    def after_day(self, run: Run) -> None:
        """Weigh by what is due, resample when too few members carry the weight, keep ranges."""
        if run.day in self.silent:
            self._believe(silence_likelihood(run, run.draws[SILENCE]))
        if run.day in self.quiet:
            self._believe(quiet_likelihood(run, run.draws[QUIET], self.quiet_days))
        if run.day in self.unseen:
            self._believe(convoy_likelihood(run, run.draws[CONVOY_NEWS], self.quiet_days))
        for item, start, end in self.early.get(run.day, []):
            self._lend(item, ahead_likelihood(run, item, start, end))
        for item in self.due.get(run.day, []):
            self._weigh(run, item)
        last = run.day == run.setup.today
        share = effective(self.log_weights) / self.members
        if share < RESAMPLE_BELOW or (last and share < FULL_BELIEF):
            self._resample(run)
            share = 1.0
        even = share >= FULL_BELIEF
        self.snapshots.collect(run, None if even else systematic(self.log_weights, 0.5))

    def _weigh(self, run: Run, item: Observation) -> None:
        logs = log_likelihood(item, model_value(run, item, self.official))
        if effective(self.log_weights) < RESAMPLE_BELOW * self.members:
            self._resample(run)
            logs = log_likelihood(item, model_value(run, item, self.official))
        self.belief[item.id] = self._believe(logs - self.lent.pop(item.id, np.zeros(1)))

    def _lend(self, item: Observation, logs: Floats) -> None:
        """Weigh by what a sum is likely to be; what was lent for it before is taken back."""
        before = self.lent.get(item.id, np.zeros(self.members))
        self.lent[item.id] = before + self._believe(logs - before) * (logs - before)

    def _believe(self, logs: Floats) -> float:
        exponent = temper(self.log_weights, logs, floor_for(self.members))
        self.log_weights = self.log_weights + exponent * logs
        self.lowest = min(self.lowest, effective(self.log_weights))
        return exponent

    def _resample(self, run: Run) -> None:
        index = systematic(self.log_weights, float(self.rng.random()))
        take(run, index, self.rng.standard_normal((len(run.draws.names), self.members)))
        self.log_weights = np.zeros(self.members)
        self.lent = {name: logs[index] for name, logs in self.lent.items()}
        _change_paths(run, index, self.rng)


def weighting(
    items: Sequence[Observation],
    silence: Silence,
    official: dict[str, float],
    setup: Setup,
) -> Weighting:
    """Return a guide that uses each observation once its days are simulated."""
    due: dict[int, list[Observation]] = {}
    early: dict[int, list[tuple[Observation, int, int]]] = {}
    for item in items:
        wait = ARRIVAL_AFTER if item.kind == "arrival" else 0
        start, end = ((day - setup.first).days for day in (item.start, item.end))
        due.setdefault(min(end + wait, setup.today), []).append(item)
        for day in looks(item, start, end):
            early.setdefault(day, []).append((item, start, end))
    return Weighting(
        due=due,
        early=early,
        silent=frozenset((day - setup.first).days for day in silence.weeks),
        unseen=frozenset((day - setup.first).days for day in silence.convoys),
        quiet_days=silence.days,
        quiet=frozenset((day - setup.first).days for day in silence.spells),
        official=official,
        members=setup.members,
        log_weights=np.zeros(setup.members),
        rng=generator(setup.seed, "supply/resample"),
        lowest=float(setup.members),
        snapshots=Snapshots(items, official),
    )


def _change_paths(run: Run, index: NDArray[np.intp], rng: np.random.Generator) -> None:
    """Give copies of a member other access paths that stand in the same state today.

    The paths are Markov in the state of the main corridors (to good approximation), so a copy may
    go on along any path that is where it is; without this all copies would share one future.
    """
    setup = run.setup
    if not setup.net.corridors:
        return
    shares = np.array([run.setup.bands[f"share.{c}"].best or 0.0 for c in setup.net.corridors])
    main = np.argsort(-shares, kind="stable")[:MATCHED_CORRIDORS]
    code = np.zeros(setup.tanker.shape[2], dtype=np.int64)
    for corridor in main:
        code = code * 9 + setup.tanker[corridor, run.day] * 3 + setup.convoy[corridor, run.day]
    order = np.argsort(code, kind="stable")
    first = np.searchsorted(code[order], code[run.path], side="left")
    last = np.searchsorted(code[order], code[run.path], side="right")
    other = order[first + (rng.random(run.path.size) * (last - first)).astype(np.int64)]
    copy = np.concatenate([[False], index[1:] == index[:-1]])
    run.path = np.where(copy, other, run.path)
