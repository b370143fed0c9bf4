"""A three-state chain for each road: filter and smoother; filtering on without reports forecasts.

Guarantees: rows add up to one; without evidence the state relaxes to the chain's own long run.
Refuses: rates that are not probabilities. Method: forward-backward algorithm for hidden Markov
models (Rabiner 1989, Proceedings of the IEEE 77(2), sections III.A-B), vectorised over roads.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.packs.model import Pack

Array = NDArray[np.float64]
RATES = {
    (0, 1): "access.rate.open_contested",
    (0, 2): "access.rate.open_closed",
    (1, 0): "access.rate.contested_open",
    (1, 2): "access.rate.contested_closed",
    (2, 0): "access.rate.closed_open",
    (2, 1): "access.rate.closed_contested",
}
"""Daily transition probabilities, as assumptions of the pack."""


def transition_matrix(pack: Pack) -> Array:
    """Return the daily 3 x 3 transition matrix from the pack's assumptions."""
    matrix = np.zeros((3, 3))
    for (source, target), name in RATES.items():
        matrix[source, target] = pack.assumption(name).best or 0.0
    stay = 1.0 - matrix.sum(axis=1)
    if (stay < 0).any() or (matrix < 0).any():
        msg = f"the access rates of pack '{pack.id}' are not daily probabilities"
        raise ValueError(msg)
    return matrix + np.diag(stay)


def stationary(matrix: Array) -> Array:
    """Return the long-run distribution of a transition matrix, shape [3]."""
    system = np.vstack([matrix.T - np.eye(3), np.ones(3)])
    solution, *_ = np.linalg.lstsq(system, np.array([0.0, 0.0, 0.0, 1.0]), rcond=None)
    clipped = np.clip(solution, 0.0, None)
    return np.asarray(clipped / clipped.sum())


@dataclass(frozen=True)
class Turns:
    """Days on which a standing block was reported to begin or end, [road, day] of trust 0 to 1.

    Silence knows no such days, so the chain's own rates say nothing of them: as surely as the
    report is trusted, the step of that day is another one (`onset`, `release`).
    """

    begun: Array
    ended: Array

    def until(self, day: int) -> "Turns":
        """Return the turns of the days up to one, included."""
        return Turns(self.begun[:, : day + 1], self.ended[:, : day + 1])

    def steps(self, matrix: Array, day: int) -> Array:
        """Transition matrices into a day, [3, 3] where no road turned, else [road, 3, 3]."""
        begun, ended = self.begun[:, day], self.ended[:, day]
        if not (begun.any() or ended.any()):
            return matrix
        first, last = begun[:, None, None], ended[:, None, None]
        step = (1 - first) * matrix + first * onset(matrix)
        return np.asarray((1 - last) * step + last * release(matrix))


def release(matrix: Array) -> Array:
    """Step of a day on which a block was ended: what was shut is from then on as any road is."""
    return np.stack([matrix[0], stationary(matrix), stationary(matrix)])


def onset(matrix: Array) -> Array:
    """Step of a day on which a block began: as good as any road, but no better than the day before."""
    any_road = np.triu(np.broadcast_to(stationary(matrix), (3, 3)))
    return np.asarray(any_road / any_road.sum(axis=1, keepdims=True))


def forward(
    log_likelihood: Array, matrix: Array, start: Array, turns: Turns | None = None
) -> Array:
    """Filter: [road, day, 3] log likelihoods to [road, day, 3] probabilities given the past."""
    filtered = np.empty_like(log_likelihood)
    state = np.broadcast_to(start, (log_likelihood.shape[0], 3)).copy()
    for day in range(log_likelihood.shape[1]):
        if day:
            state = _on(state, turns.steps(matrix, day) if turns else matrix)
        state = state * np.exp(log_likelihood[:, day])
        state /= state.sum(axis=1, keepdims=True)
        filtered[:, day] = state
    return filtered


def _on(state: Array, steps: Array) -> Array:
    """Row vectors [road, 3] times one matrix, or each road's own."""
    if steps.ndim == 2:
        return np.asarray(state @ steps)
    return np.asarray(np.einsum("ri,rij->rj", state, steps))


def smooth(
    filtered: Array, log_likelihood: Array, matrix: Array, turns: Turns | None = None
) -> Array:
    """Smoother: each day given all days up to the last one (still only what is known by then)."""
    smoothed = filtered.copy()
    backward = np.ones_like(filtered[:, 0])
    for day in range(filtered.shape[1] - 2, -1, -1):
        steps = turns.steps(matrix, day + 1) if turns else matrix
        backward = _on(backward * np.exp(log_likelihood[:, day + 1]), np.swapaxes(steps, -1, -2))
        backward /= backward.sum(axis=1, keepdims=True)
        state = filtered[:, day] * backward
        smoothed[:, day] = state / state.sum(axis=1, keepdims=True)
    return smoothed


def decayed(mass: Array, half_life: float) -> Array:
    """Share of a state that is evidence: mass decays with its half-life, saturating at one.

    `1 - exp(-m)`, where m is the decayed sum of weights; [road, day] to [road, day].
    """
    keep = 0.5 ** (1.0 / half_life)
    total = np.zeros_like(mass)
    running = np.zeros(mass.shape[0])
    for day in range(mass.shape[1]):
        running = running * keep + mass[:, day]
        total[:, day] = running
    return np.asarray(1.0 - np.exp(-total))
