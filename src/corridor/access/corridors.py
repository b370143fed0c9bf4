"""Corridors from jointly sampled roads: a chain passes as its stretches pass together.

Guarantees: a corridor's probabilities come from members in which all its roads were sampled at
once. Refuses: multiplying roads as if independent, and taking the worst stretch as the answer.
"""

import numpy as np
from numpy.typing import NDArray

from corridor.access.beliefs import Beliefs
from corridor.access.paths import AccessPaths
from corridor.access.sample import latent, states
from corridor.packs.model import Pack
from corridor.records.geography import MOVEMENT_CLASSES


def sample_paths(
    beliefs: Beliefs, pack: Pack, *, members: int, rng: np.random.Generator
) -> AccessPaths:
    """Sample roads jointly for every class and join them into corridors."""
    days = next(iter(beliefs.marginals.values())).shape[1]
    paths = latent(pack, beliefs.roads, days, members, rng)
    road_states: dict[str, NDArray[np.uint8]] = {
        cls: states(paths, beliefs.marginals[cls]) for cls in MOVEMENT_CLASSES
    }
    ids = tuple(sorted(pack.corridors))
    rows = [_rows(pack, corridor, beliefs.roads) for corridor in ids]
    return AccessPaths(
        first=beliefs.first,
        as_of=beliefs.as_of,
        corridors=ids,
        roads=beliefs.roads,
        corridor_states={
            cls: np.stack([road_states[cls][row].max(axis=0) for row in rows])
            for cls in MOVEMENT_CLASSES
        },
        road_states=road_states,
        evidence={
            cls: np.stack([_evidence(beliefs, cls, row) for row in rows])
            for cls in MOVEMENT_CLASSES
        },
    )


def _rows(pack: Pack, corridor: str, roads: tuple[str, ...]) -> list[int]:
    return [roads.index(road) for road in pack.corridors[corridor].roads]


def _evidence(beliefs: Beliefs, cls: str, rows: list[int]) -> NDArray[np.float64]:
    """Evidence on a chain [day]: one known bad stretch settles it, a good one does not.

    Where some stretch is bad, the evidence is that stretch's; where none is, the chain is only as
    well known as its stretches are on average.
    """
    marginals, evidence = beliefs.marginals[cls][rows], beliefs.evidence[cls][rows]
    bad = 1.0 - marginals[..., 0]
    worst = (evidence * bad).max(axis=0)
    passable = np.clip(1.0 - bad.max(axis=0), 0.0, 1.0)
    return np.asarray(np.maximum(worst, evidence.mean(axis=0) * passable))


def shares(paths: AccessPaths, corridor: str, cls: str) -> NDArray[np.float64]:
    """Share of members in each state, [day, 3]."""
    sampled = paths.corridor(corridor, cls)
    return np.stack([(sampled == state).mean(axis=1) for state in range(3)], axis=-1)
