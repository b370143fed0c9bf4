"""Reported quantities as they would have been predicted a week before, and what was seen when.

Guarantees: a report is held against the newest weekly run that did not know it, with the error
reports have; coverage is pooled and given with its count and binomial band. Refuses: counting a
report that was already used, or one-sided ones ("at least"), as predicted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import comb

import numpy as np

from corridor.evaluate.backtest import DAYS, Day, DryCase, Samples
from corridor.evaluate.results import EvalTable
from corridor.pipeline import Inputs
from corridor.records.supply import DRY_STATION_SHARE
from corridor.records.table import Table
from corridor.supply.assess import Told
from corridor.supply.observation import Observation
from corridor.supply.operators import LOG_ERROR, TAIL, errors, model_value
from corridor.supply.parameters import generator
from corridor.supply.simulate import Run
from corridor.supply.snapshots import Snapshots

STEP_DAYS = 7
NOMINAL = 0.9
BAND_LEVEL = 0.95
HALF = 0.5
"""Level of the inner interval: one that holds far more than half of the reports is too wide."""
MARGIN = (1 - NOMINAL) / 2
LEVELS = (MARGIN, HALF / 2, HALF, 1 - HALF / 2, 1 - MARGIN)


@dataclass(frozen=True)
class Predicted:
    """A report, the run that predicted it, and its quantiles with the report's error."""

    as_of: date
    item: Observation
    low: float
    lower: float
    middle: float
    upper: float
    high: float

    @property
    def inside(self) -> bool:
        """Whether the reported best value lies in the 90 % interval."""
        return self.low <= float(self.item.band.best or 0.0) <= self.high

    @property
    def central(self) -> bool:
        """Whether the reported best value lies in the 50 % interval."""
        return self.lower <= float(self.item.band.best or 0.0) <= self.upper


@dataclass(frozen=True)
class Week:
    """One weekly run: what it knew, the state of the pumps, and past days as published."""

    as_of: date
    told: Told
    run: Run
    kept: Snapshots


def weeks(inputs: Inputs, first: date, last: date) -> list[Week]:
    """Run every seventh day, counted back from `last`."""
    count = (last - first).days // STEP_DAYS
    days = [last - timedelta(days=STEP_DAYS * n) for n in reversed(range(count + 1))]
    found = ((day, Day(inputs, day).weighed()) for day in days)
    return [Week(day, told, run, kept) for day, (run, kept, told) in found]


def predictions(found: Sequence[Week]) -> tuple[Predicted, ...]:
    """Hold each two-sided report that became known between two runs against the earlier one."""
    rows = []
    for before, after in pairwise(found):
        known = {_subject(item) for item in before.told.items}
        for item in after.told.items:
            within = (item.end - before.as_of).days < DAYS
            new = _subject(item) not in known
            if new and item.bound == "both" and within and _watched(before, item):
                rows.append(_predicted(before, item))
    return tuple(rows)


def _subject(item: Observation) -> tuple[str | date | None, ...]:
    """What a report speaks of: told again by another source it is not news."""
    return (item.kind, item.place, item.product, item.start, item.end)


def _watched(week: Week, item: Observation) -> bool:
    """Whether the run kept what the report speaks of (prices only where one was reported)."""
    if item.kind != "price":
        return True
    net = week.run.setup.net
    pair = (net.places.index(item.place or ""), net.products.index(item.product or ""))
    return pair in week.run.history.price and item.product in week.told.official


def _predicted(week: Week, item: Observation) -> Predicted:
    values = np.asarray(model_value(week.run, item, week.told.official), dtype=np.float64)
    told = np.quantile(with_error(item, values, seed=0), LEVELS, method="linear")
    return Predicted(week.as_of, item, *(float(value) for value in told))


def with_error(item: Observation, values: Samples, *, seed: int) -> Samples:
    """Return what would be reported of the modelled values: Student error, two-sided."""
    _, down, up = errors(item)
    noise = generator(seed, f"eval/{item.id}").standard_t(TAIL, values.size)
    noise = np.where(noise > 0, down, up) * noise
    if item.kind in LOG_ERROR:
        return np.asarray(values * np.exp(np.clip(noise, -20, 20)))
    top = 100.0 if item.kind == "stations" else np.inf
    return np.asarray(np.clip(values + noise, 0.0, top))


def binomial_band(n: int, p: float = NOMINAL, level: float = BAND_LEVEL) -> tuple[int, int]:
    """Return the central range of a binomial count of `n` at the level asked for."""
    mass = np.cumsum([comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])
    tail = (1 - level) / 2
    return int(np.searchsorted(mass, tail)), int(np.searchsorted(mass, 1 - tail))


def coverage_table(rows: Sequence[Predicted]) -> EvalTable:
    """Every predicted report, and the pooled count beside its binomial band."""
    columns = ("run of", "what", "where", "from", "reported", "5 %", "50 %", "95 %", "inside")
    cells = tuple(
        (
            row.as_of, row.item.what, row.item.place, row.item.start, row.item.band.best,
            _short(row.low), _short(row.middle), _short(row.high), "yes" if row.inside else "no",
        )
        for row in rows
    )  # fmt: skip
    inside, (low, high) = sum(row.inside for row in rows), binomial_band(len(rows))
    central, (least, most) = sum(row.central for row in rows), binomial_band(len(rows), HALF)
    title = (
        f"reports predicted by the last weekly run that did not know them: {inside} of {len(rows)} "
        f"in their 90 % interval (binomial 95 % band {low} to {high}), {central} in their 50 % "
        f"interval ({least} to {most})"
    )
    return EvalTable(title=title, table=Table(columns=columns, rows=cells))


def entries_table(found: Sequence[Week], case: DryCase) -> tuple[EvalTable, bool]:
    """Sums of entries before they were published and after; whether all lay in the 90 % interval.

    Before: the newest weekly run that did not know the sum. After: the last run, the range as
    published, fixed while the ensemble still remembered those days well.
    """
    cells, inside = [], []
    for item in found[-1].told.items:
        if item.kind != "entries" or item.end < case.blockade:
            continue
        before = [w for w in found if item.id not in {i.id for i in w.told.items}]
        old = _span(before[-1], item)
        new = [_short(float(value)) for value in found[-1].kept.spans[item.id]]
        if (item.end - item.start).days >= 27:
            inside.append(old[0] <= float(item.band.best or 0) <= old[2])
        cells.append((item.start, item.end, item.band.best, before[-1].as_of, *old, *new))
    columns = (
        "from", "to", "reported", "before: run of", "5 %", "50 %", "95 %", "after: 5 %", "50 %",
        "95 %",
    )  # fmt: skip
    table = Table(columns=columns, rows=tuple(cells))
    return EvalTable(title="entries, million litres", table=table), bool(inside) and all(inside)


def _span(week: Week, item: Observation) -> tuple[float, float, float]:
    value = np.asarray(model_value(week.run, item, week.told.official), dtype=np.float64)
    low, middle, high = (
        _short(float(v)) for v in np.quantile(value, [MARGIN, 0.5, 1 - MARGIN], method="linear")
    )
    return low, middle, high


def course_table(found: Sequence[Week], case: DryCase) -> EvalTable:
    """What each weekly run says of its own day: the capital, the town inland, the coming week."""
    cells = []
    for week in found:
        setup, history = week.run.setup, week.run.history
        today, column = setup.today, setup.net.products.index(case.product)
        rows = [setup.net.places.index(place) for place in (case.place, case.inland)]
        shares = [history.at("share", today)[row, column] for row in rows]
        coming = history.window("litres", today + 1, today + 7).sum(axis=0)
        medians = (round(100 * float(np.median(share))) for share in shares)
        dry = (round(float((share <= DRY_STATION_SHARE).mean()), 2) for share in shares)
        cells.append((week.as_of, *medians, *dry, _short(float(np.median(coming)))))
    columns = (
        "as of", f"{case.place}: % selling", f"{case.inland}: % selling", f"{case.place}: p dry",
        f"{case.inland}: p dry", "entries in the coming week",
    )  # fmt: skip
    title = f"{case.product} on the day of each weekly run, medians and chances"
    return EvalTable(title=title, table=Table(columns=columns, rows=tuple(cells)))


def inland_first(found: Sequence[Week], case: DryCase) -> bool:
    """Whether the town inland was held likelier to be dry in every run before the capital was."""
    likelier = []
    for week in found:
        if case.from_ <= week.as_of < case.dry:
            setup = week.run.setup
            column = setup.net.products.index(case.product)
            shares = week.run.history.at("share", setup.today)[:, column] <= DRY_STATION_SHARE
            inland, capital = (setup.net.places.index(p) for p in (case.inland, case.place))
            likelier.append(bool(shares[inland].mean() >= shares[capital].mean()))
    return bool(likelier) and all(likelier)


def _short(value: float) -> float:
    return float(f"{value:.3g}")
