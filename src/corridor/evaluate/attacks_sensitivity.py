"""How far the back-test of attacks hangs on each prior: one assumption a quarter lower or higher.

Guarantees: the same days, paths and attacks for every variant; nothing else is moved. Refuses:
choosing the best of them; the table is shown so that nobody needs to trust the values.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from corridor.access.hazard import DELAY, MEMORY, POOLING, STATES, attack_chances, fit_hazard
from corridor.access.paths import AccessPaths
from corridor.packs.model import Pack
from corridor.records.events import Event
from corridor.records.table import Table

PRIORS = (*(f"access.attack_rate.{state}" for state in STATES), MEMORY, POOLING, DELAY)
"""Assumptions that are moved."""
QUARTER = 0.25
STEPS = (-QUARTER, QUARTER)


def variant(name: str, step: float) -> str:
    """Return the name under which a variant's forecasts are kept."""
    return f"{name} {step:+.0%}"


def variants(
    events: Sequence[Event], paths: AccessPaths, pack: Pack, window: int
) -> dict[str, dict[str, float]]:
    """Chances of an attack by corridor, with each prior in turn a quarter lower and higher."""
    return {
        variant(name, step): attack_chances(
            fit_hazard(events, paths, moved(pack, name, 1 + step)), paths, window
        )
        for name in PRIORS
        for step in STEPS
    }


def moved(pack: Pack, name: str, factor: float) -> Pack:
    """Return the pack with one assumption's whole range scaled."""
    row = pack.assumption(name)
    values = {key: getattr(row, key) for key in ("low", "best", "high")}
    scaled = {key: None if v is None else v * factor for key, v in values.items()}
    changed = {**pack.assumptions, name: row.model_copy(update=scaled)}
    return pack.model_copy(update={"assumptions": changed})


def sensitivity_table(log_scores: Mapping[str, np.ndarray], model: np.ndarray) -> Table:
    """Mean log score of each variant, and the largest change it makes against the model's own."""
    base = float(model.mean())
    cells = []
    for name in PRIORS:
        found = [float(log_scores[variant(name, step)].mean()) for step in STEPS]
        cells.append((name, *(f"{value:.4f}" for value in (found[0], base, found[1]))))
    cells.sort(key=lambda row: (-abs(float(row[3]) - float(row[1])), row[0]))
    return Table(columns=("prior", "log, -25 %", "log", "log, +25 %"), rows=tuple(cells))
