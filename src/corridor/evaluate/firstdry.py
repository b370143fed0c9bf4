"""The first dry day as it would have been forecast, scored beside what anyone could say.

Guarantees: CRPS in days over every day of the weeks before; members that stay supplied
count as dry on the last day of the horizon (90 days), which punishes calm; each prior the engine
draws from is moved by a quarter either way and its effect shown. Refuses: calling this out of sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from corridor.evaluate.backtest import (
    DAYS,
    MEMBERS,
    Day,
    DryCase,
    Samples,
    at_share,
    crps,
    days_to_dry,
)
from corridor.evaluate.documents import set_digest
from corridor.evaluate.predicted import (
    HALF,
    binomial_band,
    course_table,
    coverage_table,
    entries_table,
    inland_first,
    predictions,
    weeks,
)
from corridor.evaluate.results import EvalResult, EvalTable
from corridor.pipeline import Inputs
from corridor.records.figures import Assumption
from corridor.records.table import Table
from corridor.supply.parameters import REQUIRED

STEP_DAYS = 1
"""Every day: neighbouring days differ by what was reported between them."""
STOCKS = (7, 14)
AHEAD = (14, 30)
MIDDLE_LEAD = 16
"""Days before the first dry day at which interval and sensitivity are shown."""
MOVED_MEMBERS = 500
"""Members of the runs of `sensitivity`: two for each prior, from the same seed."""
_HOW = (
    f"every day, {MEMBERS} members ({MOVED_MEMBERS} for sensitivity); who is not dry within {DAYS} "
    "days counts as dry on the last of them"
)
_IN_SAMPLE = (
    "in sample: the ranges were argued from general practice, but by authors who knew how these "
    "months went, and some were looked at again after a first back-test"
)
WIDE = 45
"""An 80 % interval wider than this many days helps nobody."""
QUARTER = 0.25
GROUPS = ("demand.", "stock.", "local_flow.", "share.", "access.attack_rate.")
"""Rows moved together: a name that ends in a dot moves all that begin with it."""
MOVED = (*GROUPS, "demand.national.power", *(n for n in REQUIRED if not n.startswith("demand.")))
"""Priors moved by `sensitivity`: each one the supply engine draws from or reads."""


@dataclass(frozen=True)
class Forecast:
    """One day's forecast of the first dry day, in days from `as_of` [member]."""

    as_of: date
    values: Samples
    observed: int

    @property
    def score(self) -> float:
        """CRPS in days."""
        return crps(self.values, self.observed)

    def quantile(self, share: float) -> date | None:
        """The day by which this share of members is dry; None beyond the horizon."""
        days = at_share(self.values, share)
        return None if days >= DAYS else self.as_of + timedelta(days=int(days))

    @property
    def interval(self) -> tuple[float, bool]:
        """Width in days of the 80 % interval, and whether what happened lies in it."""
        low, high = at_share(self.values, 0.1), at_share(self.values, 0.9)
        return high - low, low <= self.observed <= high


def forecasts(inputs: Inputs, case: DryCase) -> tuple[Forecast, ...]:
    """Forecast the case on every day before it."""
    count = (case.to - case.from_).days // STEP_DAYS + 1
    found = []
    for number in range(count):
        as_of = case.from_ + timedelta(days=STEP_DAYS * number)
        run, _ = Day(inputs, as_of).run()
        values = days_to_dry(run, case.place, case.product)
        found.append(Forecast(as_of, values, (case.dry - as_of).days))
    return tuple(found)


def naive(row: Forecast, case: DryCase) -> dict[str, float]:
    """Errors in days of point forecasts: constant demand from the blockade on, and "in N days".

    A stock that should have been gone before `as_of` is forecast to be gone on `as_of`.
    """
    gone = {f"{n}-day stock": case.blockade + timedelta(days=n) for n in STOCKS}
    points = {name: max((day - row.as_of).days, 0) for name, day in gone.items()}
    points |= {f"in {n} days": n for n in AHEAD}
    return {name: float(abs(point - row.observed)) for name, point in points.items()}


def skills(rows: Sequence[Forecast], case: DryCase) -> dict[str, float]:
    """1 - CRPS / error of each point forecast, means over the days: above zero is better."""
    mine = float(np.mean([row.score for row in rows]))
    others = {name: np.mean([naive(row, case)[name] for row in rows]) for name in _names()}
    return {f"over {name}": round(1 - mine / float(error), 4) for name, error in others.items()}


def _names() -> list[str]:
    return [*(f"{n}-day stock" for n in STOCKS), *(f"in {n} days" for n in AHEAD)]


def first_dry_table(rows: Sequence[Forecast], case: DryCase) -> EvalTable:
    """Each day's interval and score beside the point forecasts, and the means."""
    columns = ("as of", "10 %", "50 %", "90 %", "dry in 30 days", "width", "inside", "CRPS")
    cells = [
        (
            row.as_of,
            row.quantile(0.1),
            row.quantile(0.5),
            row.quantile(0.9),
            round(float((row.values <= 30).mean()), 2),
            round(row.interval[0]),
            "yes" if row.interval[1] else "no",
            round(row.score, 1),
            *naive(row, case).values(),
        )
        for row in rows
    ]
    means = [round(float(np.mean([naive(row, case)[n] for row in rows])), 1) for n in _names()]
    mean = round(float(np.mean([row.score for row in rows])), 1)
    inside = sum(row.interval[1] for row in rows)
    last = ("mean", None, None, None, None, None, f"{inside} of {len(rows)}", mean, *means)
    title = f"first dry day of {case.product} in {case.place} ({case.dry}); CRPS and errors in days"
    return EvalTable(title=title, table=Table(columns=(*columns, *_names()), rows=(*cells, last)))


def sensitivity(inputs: Inputs, case: DryCase, as_of: date) -> EvalTable:
    """How the forecast of one day moves when one assumption is a quarter lower or higher."""
    day = Day(inputs, as_of, MOVED_MEMBERS)
    base = _summary(day, case, {})
    rows: list[tuple[str | float | None, ...]] = [("(as assumed)", *base, *base)]
    held = day.known.pack.assumptions
    for name in MOVED:
        group = [
            row
            for key, row in held.items()
            if key == name or (name[-1] == "." and key.startswith(name))
        ]
        if group:
            lower, higher = (
                _summary(day, case, {row.id: scaled(row, 1 + sign * QUARTER) for row in group})
                for sign in (-1, 1)
            )
            rows.append((name + "*" * name.endswith("."), *lower, *higher))
    rows[1:] = sorted(rows[1:], key=lambda r: -abs(float(r[2] or 0) - float(r[4] or 0)))
    columns = (
        "assumption",
        "median, -25 %",
        "dry in 30, -25 %",
        "median, +25 %",
        "dry in 30, +25 %",
    )
    title = f"sensitivity of the forecast of {as_of}: days to the first dry day, chance in 30 days"
    return EvalTable(title=title, table=Table(columns=columns, rows=tuple(rows)))


def _summary(day: Day, case: DryCase, changed: dict[str, Assumption]) -> tuple[float, float]:
    values = days_to_dry(day.run(changed)[0], case.place, case.product)
    return at_share(values, 0.5), round(float((values <= 30).mean()), 2)


def scaled(row: Assumption, factor: float) -> Assumption:
    """Return an assumption with its whole range scaled; shares stay at most 1."""
    top = 1.0 if "share" in row.unit else float("inf")
    low, best, high = (
        None if v is None else min(v * factor, top) for v in (row.low, row.best, row.high)
    )
    return row.model_copy(update={"low": low, "best": best, "high": high})


def evaluate_first_dry(inputs: Inputs, case: DryCase, path: Path) -> EvalResult:
    """Back-test the supply stage on one country's months: forecasts, predictions, sensitivity."""
    last = inputs.pack.in_sample_until or case.dry
    rows = forecasts(inputs, case)
    found = weeks(inputs, case.from_, last)
    predicted = predictions(found)
    entries, entries_inside = entries_table(found, case)
    course = course_table(found, case)
    middle = min(rows, key=lambda row: abs(row.observed - MIDDLE_LEAD))
    width, inside = middle.interval
    low, high = binomial_band(len(predicted))
    half_low, half_high = binomial_band(len(predicted), HALF)
    covered, central = (sum(r.inside for r in predicted), sum(r.central for r in predicted))
    return EvalResult(
        evaluation="supply",
        set="supply-firstdry",
        sizes={"forecasts": len(rows), "reports predicted": len(predicted), "members": MEMBERS},
        digest=set_digest([path]),
        scores={
            **skills(rows, case),
            "inside": float(inside),
            "narrow": float(width <= WIDE),
            "entries": float(entries_inside),
            "inland first": float(inland_first(found, case)),
            "coverage": round(covered / max(1, len(predicted)), 4),
            "in band": float(low <= covered <= high),
            "half in band": float(half_low <= central <= half_high),
        },
        tables=(
            first_dry_table(rows, case),
            course,
            entries,
            coverage_table(predicted),
            sensitivity(inputs, case, middle.as_of),
        ),
        notes=(_HOW, _IN_SAMPLE),
    )
