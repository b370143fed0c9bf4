"""Evidence into beliefs: for each class, road and day, how likely each state is.

Guarantees: arrays over the whole axis, from `simulate_from` to `as_of + days`; past days use all
reports known by `as_of`, later days are forecast. Refuses: a belief that does not add up to one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corridor.access.effects import GROUP_OF_CLASS, GROUPS
from corridor.access.evidence import Evidence
from corridor.access.hmm import (
    Turns,
    decayed,
    forward,
    smooth,
    stationary,
    transition_matrix,
)
from corridor.access.refit import Fit, independence, matrix_of, refit_transitions, transitions
from corridor.access.sample import class_marginals
from corridor.packs.model import Pack
from corridor.records.access import STATE_MIN_PROBABILITY
from corridor.records.geography import MOVEMENT_CLASSES

Array = NDArray[np.float64]
REFITTED_ON = "fuel"
"""The group whose roads are best reported on: its months refit the rates that all groups share."""


@dataclass(frozen=True)
class Beliefs:
    """Marginal beliefs.

    Attributes:
        first, as_of: first day of the axis, last day informed by reports.
        roads: road ids.
        marginals: class -> [road, day, 3].
        heard: class -> [road, day], how well anything is known of the road.
        heard_open: class -> [road, day], how well it is known that the road is open.
        filtered: group -> [road, day, 3], the threat with no later day's reports: what `marginals`
            smooth in hindsight up to `as_of`.
        matrix: the daily transition matrix, refitted.
        fits: prior and posterior of its rates.
    """

    first: date
    as_of: date
    roads: tuple[str, ...]
    marginals: dict[str, Array]
    heard: dict[str, Array]
    heard_open: dict[str, Array]
    filtered: dict[str, Array]
    matrix: Array
    fits: tuple[Fit, ...]

    def evidence(self, cls: str) -> Array:
        """How much of the likeliest state is evidence, [road, day].

        Reports of attacks are evidence that a road is not open; where they have worn off and the
        chain leans to open again, they are no evidence of that.
        """
        likely_open = self.marginals[cls][..., 0] >= STATE_MIN_PROBABILITY
        return np.where(likely_open, self.heard_open[cls], self.heard[cls])

    @property
    def today(self) -> int:
        """Index of `as_of`."""
        return (self.as_of - self.first).days


def believe(evidence: Evidence, pack: Pack, *, as_of: date) -> Beliefs:
    """Run the chain of every road and group, then spread it to the movement classes.

    The chain runs with rates refitted from what was known by `as_of`; it starts from the long run
    of the rates as assumed, since the months before the first day knew nothing of what followed.
    """
    assumed = transition_matrix(pack)
    half_life = pack.assumption("access.evidence_half_life").best or 1.0
    silence = pack.assumption("access.silence").best or 0.0
    today = (as_of - evidence.first).days
    logs = {
        group: evidence.log_likelihood[group] + quiet(evidence.mass[group], silence, today)
        for group in GROUPS
    }
    heard = {group: decayed(evidence.mass[group], half_life) for group in GROUPS}
    heard_open = {group: decayed(evidence.relief[group], half_life) for group in GROUPS}
    fits = _refit(logs[REFITTED_ON], heard[REFITTED_ON], assumed, today, evidence.roads, pack)
    matrix = matrix_of(fits)
    turns = evidence.turns
    filtered = {g: forward(logs[g], matrix, stationary(assumed), turns[g]) for g in GROUPS}
    threat = {g: _hindsight(filtered[g], logs[g], matrix, turns[g], today) for g in GROUPS}
    marginals: dict[str, Array] = {
        cls: class_marginals(threat[GROUP_OF_CLASS[cls]], response(pack, cls))
        for cls in MOVEMENT_CLASSES
    }
    return Beliefs(
        first=evidence.first,
        as_of=as_of,
        roads=evidence.roads,
        marginals=marginals,
        heard={cls: heard[GROUP_OF_CLASS[cls]] for cls in MOVEMENT_CLASSES},
        heard_open={cls: heard_open[GROUP_OF_CLASS[cls]] for cls in MOVEMENT_CLASSES},
        filtered=filtered,
        matrix=matrix,
        fits=fits,
    )


def _refit(
    logs: Array, heard: Array, assumed: Array, today: int, roads: tuple[str, ...], pack: Pack
) -> tuple[Fit, ...]:
    """One expectation step over the days up to `today`, weighted by how well roads were watched."""
    past = logs[:, : today + 1]
    filtered = forward(past, assumed, stationary(assumed))
    moves = transitions(filtered, smooth(filtered, past, assumed), assumed)
    return refit_transitions(moves, heard[:, 1 : today + 1], independence(pack, roads), pack)


def quiet(mass: Array, rate: float, today: int) -> Array:
    """What silence says, as log likelihoods [road, day, 3].

    A contested road with traffic yields a report on some days (`rate`), a closed one without
    traffic on fewer, an open one on none. It moves probabilities a little and is no evidence:
    a silent road stays `not_known`.
    """
    silent = mass == 0.0
    silent[:, today + 1 :] = False
    per_day = np.array([0.0, np.log1p(-rate), np.log1p(-rate / 4)])
    return np.where(silent[..., None], per_day, 0.0)


def response(pack: Pack, cls: str) -> tuple[float, float]:
    """How a movement class answers a contested and a closed road, from the pack's assumptions."""
    contested = pack.assumption(f"access.response.{cls}.contested").best
    closed = pack.assumption(f"access.response.{cls}.closed").best
    return float(contested or 0.0), float(closed or 0.0)


def _hindsight(filtered: Array, logs: Array, matrix: Array, turns: Turns, today: int) -> Array:
    """Smoothed to `today`, filtered on from there: later days know nothing they could not.

    Past days thereby know what was reported later, up to `as_of`: hindsight, and marked so.
    """
    known = slice(0, today + 1)
    past = smooth(filtered[:, known], logs[:, known], matrix, turns.until(today))
    return np.concatenate([past, filtered[:, today + 1 :]], axis=1)


_APART = (
    "access.response.",
    "access.attack_",
    "access.rain.",
    "access.season.",
    "access.unpaved.",
)
"""Assumptions of this stage that the chain itself does not rest on."""


def chain_assumptions(pack: Pack) -> tuple[str, ...]:
    """Ids of the assumptions every belief rests on."""
    return tuple(
        sorted(
            name
            for name in pack.assumptions
            if name.startswith("access.") and not name.startswith(_APART)
        )
    )


def response_assumptions(cls: str) -> tuple[str, str]:
    """Ids of the two assumptions on how one class answers."""
    return (f"access.response.{cls}.closed", f"access.response.{cls}.contested")


def rounded(states: Sequence[float]) -> tuple[float, float, float]:
    """Round three probabilities to four decimals so that they still add up to one."""
    p_open, p_closed = round(float(states[0]), 4), round(float(states[2]), 4)
    return p_open, round(1.0 - p_open - p_closed, 4), p_closed
