"""Corridors from jointly sampled roads: a chain passes as its stretches pass together.

Guarantees: a corridor's probabilities come from members in which all its roads were sampled at
once. Refuses: multiplying roads as if independent, and taking the worst stretch as the answer.
"""

import numpy as np
from numpy.typing import NDArray

from corridor.access.beliefs import Beliefs
from corridor.access.evidence import at_home
from corridor.access.paths import OPEN, AccessPaths
from corridor.access.sample import latent, states
from corridor.packs.model import Pack
from corridor.records.access import STATE_MIN_PROBABILITY
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
    homes = [_homes(pack, corridor) for corridor in ids]
    shape = (len(ids), days, members)
    joined: dict[str, NDArray[np.uint8]] = {}
    evidence: dict[str, NDArray[np.float64]] = {}
    for cls in MOVEMENT_CLASSES:
        # Filled row by row: a pack that has no corridor yet gives empty arrays, not an error.
        joined[cls] = np.zeros(shape, dtype=np.uint8)
        evidence[cls] = np.zeros(shape[:2])
        for number, (row, home) in enumerate(zip(rows, homes, strict=True)):
            joined[cls][number] = road_states[cls][row].max(axis=0)
            p_open = (joined[cls][number] == OPEN).mean(axis=1)
            evidence[cls][number] = _evidence(beliefs, cls, row, p_open, home)
    return AccessPaths(
        first=beliefs.first,
        as_of=beliefs.as_of,
        corridors=ids,
        roads=beliefs.roads,
        corridor_states=joined,
        road_states=road_states,
        evidence=evidence,
    )


def _rows(pack: Pack, corridor: str, roads: tuple[str, ...]) -> list[int]:
    return [roads.index(road) for road in pack.corridors[corridor].roads]


def _homes(pack: Pack, corridor: str) -> NDArray[np.bool_]:
    return np.array([at_home(pack, road) for road in pack.corridors[corridor].roads], dtype=bool)


def _evidence(
    beliefs: Beliefs,
    cls: str,
    rows: list[int],
    p_open: NDArray[np.float64],
    home: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Evidence on a chain for every day [day]."""
    return chain_evidence(
        beliefs.marginals[cls][rows][..., 0],
        beliefs.heard[cls][rows],
        beliefs.heard_open[cls][rows],
        p_open,
        home,
    )


def chain_evidence(
    roads_open: NDArray[np.float64],
    heard: NDArray[np.float64],
    heard_open: NDArray[np.float64],
    p_open: NDArray[np.float64],
    home: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Evidence on a chain [..] from its stretches [road, ..]: one known bad stretch settles it.

    Where the chain is likelier not open, the evidence is that of the stretch that makes it so, or
    of all that may (`_blamed`), whichever is more; where it is likelier open, the chain is
    only as well known as the least known of its stretches at `home` [road]: nobody passes a chain
    but over all of them, and no report speaks of the stretches abroad.
    """
    bad: NDArray[np.float64] = 1.0 - roads_open
    shut = np.maximum((heard * bad).max(axis=0), _blamed(heard, bad, p_open))
    passable: NDArray[np.float64] = (heard_open[home] if home.any() else heard_open).min(axis=0)
    return np.where(p_open >= STATE_MIN_PROBABILITY, passable, shut)


def _blamed(
    heard: NDArray[np.float64], bad: NDArray[np.float64], p_open: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Evidence of reports that name a corridor but no stretch: none is bad for sure, the chain is.

    How well the stretches are heard of, each by its share of the blame, times the chance that the
    chain is not open.
    """
    blame = bad.sum(axis=0)
    mean = (heard * bad).sum(axis=0) / np.where(blame > 0.0, blame, 1.0)
    return np.asarray(mean * (1.0 - p_open))


def shares(paths: AccessPaths, corridor: str, cls: str) -> NDArray[np.float64]:
    """Share of members in each state, [day, 3]."""
    sampled = paths.corridor(corridor, cls)
    return np.stack([(sampled == state).mean(axis=1) for state in range(3)], axis=-1)
