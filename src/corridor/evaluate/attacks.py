"""Attacks of the next seven days on each corridor, forecast day by day and scored beside references.

Guarantees: model and references see only what was known on their day; happenings are those known at
the end of the pack's data; intervals come from drawing whole weeks again, since days overlap and
corridors share attacks. Refuses: a skill without its interval and without the number of attacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.access import sample_access
from corridor.access.hazard import (
    attack_chances,
    attack_days,
    distinct_corridors,
    fit_hazard,
)
from corridor.evaluate.attacks_references import REFERENCES, References
from corridor.evaluate.attacks_sensitivity import (
    PRIORS,
    STEPS,
    sensitivity_table,
    variant,
    variants,
)
from corridor.evaluate.results import EvalResult, EvalTable
from corridor.merge import merge
from corridor.packs.model import Pack
from corridor.pipeline import Inputs
from corridor.records.base import digest
from corridor.records.errors import NeedsError
from corridor.records.table import Table

WINDOW = 7
"""Days ahead that a forecast covers."""
MEMBERS = 300
SEED = 0
DRAWS = 2000
MODEL = "model"
FLOOR = 0.001
"""No forecast counts as surer than this, either way."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """One forecast: for a corridor on a day, what each method said and what happened."""

    as_of: date
    corridor: str
    said: Mapping[str, float]
    happened: bool


def forecast_days(pack: Pack) -> tuple[date, ...]:
    """From the first Monday of the crisis, every day whose next week lies in what the pack knows."""
    if pack.in_sample_until is None:
        msg = f"pack '{pack.id}' gives no day until which it is known (in_sample_until)"
        raise NeedsError(msg)
    first = pack.crisis_start + timedelta(days=-pack.crisis_start.weekday() % 7)
    count = (pack.in_sample_until - first).days - WINDOW + 1
    return tuple(first + timedelta(days=step) for step in range(max(0, count)))


def happened(inputs: Inputs, last: date) -> dict[str, tuple[date, ...]]:
    """Days of attacks on each corridor, as known on the last day of the data."""
    known = inputs.known(last)
    events = merge(known.claims, known.reports, known.pack, last).events
    return attack_days(events, known.pack, distinct_corridors(known.pack))


def outcomes(
    inputs: Inputs, days: Sequence[date], struck: Mapping[str, Sequence[date]]
) -> tuple[Outcome, ...]:
    """Forecast every corridor on every day with what was known that day."""
    found = []
    for as_of in days:
        said = forecasts(inputs, as_of)
        until = as_of + timedelta(days=WINDOW)
        for corridor in sorted(said[MODEL]):
            hit = any(as_of < day <= until for day in struck.get(corridor, ()))
            row = {name: float(np.clip(p[corridor], FLOOR, 1 - FLOOR)) for name, p in said.items()}
            found.append(Outcome(as_of, corridor, row, hit))
    return tuple(found)


def forecasts(inputs: Inputs, as_of: date) -> dict[str, dict[str, float]]:
    """Return each method's chance of an attack within the window, by corridor."""
    known = inputs.known(as_of)
    pack = known.pack
    events = merge(known.claims, known.reports, pack, as_of).events
    size: dict[str, Any] = {"as_of": as_of, "days": WINDOW, "members": MEMBERS, "seed": SEED}
    paths = sample_access(events, known.claims, known.reports, pack, **size).paths
    struck = attack_days(events, pack, distinct_corridors(pack))
    seen = References(struck, pack.simulate_from, as_of, WINDOW)
    said = {MODEL: attack_chances(fit_hazard(events, paths, pack), paths, WINDOW)}
    said |= {name: method(seen) for name, method in REFERENCES.items()}
    return said | variants(events, paths, pack, WINDOW)


def losses(rows: Sequence[Outcome], method: str) -> tuple[Array, Array]:
    """Brier and log score (nats) of each forecast; smaller is better."""
    p = np.array([row.said[method] for row in rows])
    y = np.array([row.happened for row in rows], dtype=float)
    return (p - y) ** 2, -(y * np.log(p) + (1 - y) * np.log1p(-p))


def weekly(rows: Sequence[Outcome], values: Array) -> tuple[Array, Array]:
    """Sum of values and number of forecasts in each week, counted from the first day."""
    first = rows[0].as_of
    week = np.array([(row.as_of - first).days // 7 for row in rows])
    counts: Array = np.bincount(week).astype(np.float64)
    return np.asarray(np.bincount(week, values), dtype=np.float64), counts


def resampled(sums: Sequence[Array], counts: Array, rng: np.random.Generator) -> Array:
    """Means after drawing whole weeks with replacement, [series, draw]; the same weeks for all."""
    weeks = len(counts)
    drawn = rng.integers(0, weeks, (DRAWS, weeks))
    total = counts[drawn].sum(axis=1)
    return np.stack([series[drawn].sum(axis=1) / total for series in sums])


def interval(values: Array) -> tuple[float, float]:
    """Return the 90 % interval of bootstrap draws."""
    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(high)


def score_table(rows: Sequence[Outcome]) -> tuple[Table, dict[str, float], dict[str, float]]:
    """Return scores of every method with intervals, the model's skills, and their lower ends.

    Skill is `1 - model / reference`, drawn in pairs: the same weeks for both.
    """
    methods = (MODEL, *REFERENCES)
    parts = [losses(rows, name) for name in methods]
    cells: list[list[str | float | None]] = [[name] for name in methods]
    skills, lower = {}, {}
    for kind, label in enumerate(("brier", "log")):
        weeks = [weekly(rows, part[kind]) for part in parts]
        counts = weeks[0][1]
        drawn = resampled([sums for sums, _ in weeks], counts, np.random.default_rng(SEED))
        means = [float(part[kind].mean()) for part in parts]
        for number, name in enumerate(methods):
            cells[number] += [f"{means[number]:.4f}", _range(interval(drawn[number]))]
            if name == MODEL:
                cells[number] += [None, None]
                continue
            skill = 1 - means[0] / means[number]
            ends = interval(1 - drawn[0] / drawn[number])
            cells[number] += [f"{skill:+.3f}", _range(ends, "+")]
            skills[f"{label} over {name}"] = round(skill, 4)
            lower[f"{label} over {name}"] = ends[0]
    columns = ("method", *(f"{a}{b}" for a in ("Brier", "log") for b in _HEADS))
    return Table(columns=columns, rows=tuple(tuple(row) for row in cells)), skills, lower


_HEADS = ("", " 90 %", " skill", " skill 90 %")


def _range(ends: tuple[float, float], sign: str = "") -> str:
    return f"{ends[0]:{sign}.3f} to {ends[1]:{sign}.3f}"


def reliability(rows: Sequence[Outcome]) -> Table:
    """Forecasts of the model in bands: what it said on average beside how often it happened."""
    edges = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 1.0)
    said = np.array([row.said[MODEL] for row in rows])
    hit = np.array([row.happened for row in rows], dtype=float)
    cells = []
    for low, high in pairwise(edges):
        inside = (said >= low) & (said < high)
        if inside.any():
            cells.append(
                (
                    f"{low:g} to {high:g}",
                    int(inside.sum()),
                    round(float(said[inside].mean()), 3),
                    round(float(hit[inside].mean()), 3),
                )
            )
    return Table(columns=("said", "forecasts", "mean said", "happened"), rows=tuple(cells))


def by_corridor(rows: Sequence[Outcome], struck: Mapping[str, Sequence[date]]) -> Table:
    """Each corridor's days of attack, share of weeks with one, and what was said on average."""
    cells = []
    for name in sorted({row.corridor for row in rows}):
        own = [row for row in rows if row.corridor == name]
        cells.append(
            (
                name,
                ", ".join(day.isoformat() for day in struck.get(name, ())) or None,
                round(sum(row.happened for row in own) / len(own), 3),
                *(
                    round(float(np.mean([row.said[method] for row in own])), 3)
                    for method in (MODEL, *REFERENCES)
                ),
            )
        )
    columns = ("corridor", "days of attack", "happened", MODEL, *REFERENCES)
    return Table(columns=columns, rows=tuple(cells))


_CAN = (
    "what this can show: gross faults, and whether chances rise and fall with the reports; what it "
    "cannot: differences of a few hundredths, the rate on quiet corridors, how other months would go"
)
_IN_SAMPLE = (
    "in sample: rates and effects were argued from general practice, but by authors who knew these "
    "months; that days close together are one episode was settled after a first run"
)


def notes(rows: Sequence[Outcome], days: int, lower: Mapping[str, float]) -> tuple[str, ...]:
    """What so few attacks can show and what not, in numbers of this run."""
    weeks = len({(row.as_of - rows[0].as_of).days // 7 for row in rows})
    shown = sorted(name for name, end in lower.items() if end > 0)
    few = (
        f"{days} days with a dated attack lie in the weeks ahead of {len(rows)} overlapping forecasts, "
        f"which count as about {weeks} weeks and not as {len(rows)} trials"
    )
    settled = ", ".join(shown) if shown else "none"
    return (
        few,
        f"better than a reference beyond chance (90 % interval above zero): {settled}",
        _CAN,
        _IN_SAMPLE,
        "an attack nobody reported counts as none; one on a stretch of two corridors counts for both",
    )


def evaluate_attacks(inputs: Inputs) -> EvalResult:
    """Back-test the next week's attacks on one country's months."""
    days = forecast_days(inputs.pack)
    if not days or not inputs.pack.corridors:
        why = f"pack '{inputs.pack.id}' knows no week after its crisis, or no corridor"
        return EvalResult(evaluation="access", set="access-attacks", skipped=why)
    struck = happened(inputs, inputs.pack.in_sample_until or days[-1])
    rows = outcomes(inputs, days, struck)
    table, skills, lower = score_table(rows)
    logs = {
        name: losses(rows, name)[1]
        for name in (variant(prior, step) for prior in PRIORS for step in STEPS)
    }
    window = {d for found in struck.values() for d in found if d > days[0]}
    truth = [f"{name} {day}" for name, found in sorted(struck.items()) for day in found]
    return EvalResult(
        evaluation="access",
        set="access-attacks",
        sizes={
            "forecasts": len(rows),
            "days": len(days),
            "corridors": len({row.corridor for row in rows}),
            "days with an attack": len(window),
            "weeks": len({(day - days[0]).days // 7 for day in days}),
        },
        digest=digest(truth),
        scores=skills,
        tables=(
            EvalTable(title=f"attack within {WINDOW} days, all corridors", table=table),
            EvalTable(title="the model's chances beside what happened", table=reliability(rows)),
            EvalTable(title="by corridor", table=by_corridor(rows, struck)),
            EvalTable(
                title="log score with one prior moved",
                table=sensitivity_table(logs, losses(rows, MODEL)[1]),
            ),
        ),
        notes=notes(rows, len(window), lower),
    )
