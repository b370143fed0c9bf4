"""A three-state chain for each road: filter and smoother; filtering on without reports forecasts.

Guarantees: rows add up to one; without evidence the state relaxes to the chain's own long run.
Refuses: rates that are not probabilities. Method: forward-backward algorithm for hidden Markov
models (Rabiner 1989, Proceedings of the IEEE 77(2), sections III.A-B), vectorised over roads.
"""

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


def forward(log_likelihood: Array, matrix: Array, start: Array) -> Array:
    """Filter: [road, day, 3] log likelihoods to [road, day, 3] probabilities given the past."""
    filtered = np.empty_like(log_likelihood)
    state = np.broadcast_to(start, (log_likelihood.shape[0], 3)).copy()
    for day in range(log_likelihood.shape[1]):
        predicted = state @ matrix if day else state
        state = predicted * np.exp(log_likelihood[:, day])
        state /= state.sum(axis=1, keepdims=True)
        filtered[:, day] = state
    return filtered


def smooth(filtered: Array, log_likelihood: Array, matrix: Array) -> Array:
    """Smoother: each day given all days up to the last one (still only what is known by then)."""
    smoothed = filtered.copy()
    backward = np.ones_like(filtered[:, 0])
    for day in range(filtered.shape[1] - 2, -1, -1):
        backward = (backward * np.exp(log_likelihood[:, day + 1])) @ matrix.T
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
