"""An optimal plan into a record: weeks of the country, unmet days of places, limits in words.

Guarantees: every week's need is met plus unmet; a limit that never binds is said not to bind.
Refuses: flow by corridor, by place or by day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from corridor.plan.country import POWER
from corridor.plan.problem import DAILY, OUTSIDE, WEEK, Floats, Problem
from corridor.plan.solve import Planner, Solution
from corridor.records.plan import Limit, LimitKind, Plan, PlanPlace, PlanWeek
from corridor.supply.network import REST
from corridor.supply.parameters import DEPOTS, ESCORTS, FLOW
from corridor.supply.snapshots import figures

MILLION = 1000.0
"""Cubic metres in a million litres."""
BINDING = 1e-3
"""Shadow price, need met per cubic metre or per unit-day of it, under which a limit does not bind."""
MORE = {"lorries": 100.0, "escorts": 1.0, "corridors": 0.01, "storage": 0.01}
UNITS = {
    "lorries": "100 lorries",
    "escorts": "escort team",
    "corridors": "1 % of what every corridor lets through",
    "storage": "1 % of all tanks",
}
WORDS: dict[LimitKind, str] = {
    "lorries": "Lorries",
    "escorts": "Escorts",
    "corridors": "What the corridors let through",
    "storage": "Storage",
}


@dataclass(frozen=True)
class Setting:
    """What a plan is labelled with."""

    as_of: date
    notes: tuple[str, ...] = ()


UPPER_BOUND = (
    (
        "an upper bound: it knows the future, divides convoys at will and loses no lorry; drivers go "
        "wherever a road lets them, and nobody hoards"
    ),
    "limits and needs are means over the ensemble; need is that of normal times",
)


def plan_record(problem: Problem, planner: Planner, setting: Setting) -> Plan:
    """Solve a country's problem and sum it up.

    Raises:
        InputError: the solver found no optimum.
    """
    total = float(problem.need.sum())
    if total <= 0:
        note = "no need is known for the days to come: there is nothing to plan"
        return _empty(problem, setting, note)
    solution = planner.solve(problem)
    met = min(float(solution.met.sum()), total)
    return Plan(
        as_of=setting.as_of,
        days=problem.periods.days,
        need=figures(total / MILLION),
        met=figures(met / MILLION),
        unmet=figures((total - met) / MILLION),
        met_share=round(met / total, 4),
        weekly=_weeks(problem, solution, setting.as_of),
        places=_places(problem, solution),
        limits=limits(problem, solution),
        assumptions=tuple(dict.fromkeys((*FLOW, *ESCORTS, *DEPOTS))),
        notes=(*UPPER_BOUND, *_notes(problem), *setting.notes),
    )


def _empty(problem: Problem, setting: Setting, note: str) -> Plan:
    return Plan(
        as_of=setting.as_of,
        days=problem.periods.days,
        need=0.0,
        met=0.0,
        unmet=0.0,
        met_share=1.0,
        notes=(note, *setting.notes),
    )


def _notes(problem: Problem) -> list[str]:
    borders = [way for way in problem.ways if way.name.startswith(("free:", "escorted:"))]
    if not borders:
        return ["no import corridor is known: the plan shares out what is in the country"]
    if not any(float(way.capacity.sum()) > 0 for way in borders):
        return ["no import corridor lets anything through: the plan shares out what is there"]
    return []


def _weeks(problem: Problem, solution: Solution, as_of: date) -> tuple[PlanWeek, ...]:
    """Rows for all products together, then for each product."""
    need, met = problem.need.sum(axis=0), solution.met.sum(axis=0)
    entries = _entries(problem, solution)
    found = []
    for first, last in week_periods(problem):
        for column in (None, *range(len(problem.products))):
            pick = slice(None) if column is None else slice(column, column + 1)
            asked, given, came = (
                float(a[pick, first:last].sum()) / MILLION for a in (need, met, entries)
            )
            given = min(given, asked)
            found.append(
                PlanWeek(
                    week_start=as_of + timedelta(days=1 + int(problem.periods.start[first])),
                    days=int(problem.periods.length[first:last].sum()),
                    product=None if column is None else problem.products[column],
                    need=figures(asked),
                    met=figures(given),
                    unmet=figures(asked - given),
                    entries=figures(came),
                )
            )
    return tuple(found)


def week_periods(problem: Problem) -> list[tuple[int, int]]:
    """First and beyond-last period of each week."""
    count = problem.periods.count
    daily = min(DAILY, count)
    firsts = [*range(0, daily, WEEK), *range(daily, count)]
    return list(zip(firsts, [*firsts[1:], count], strict=True))


def _entries(problem: Problem, solution: Solution) -> Floats:
    """Discharged from abroad [product, period]: from borders, and what towns buy themselves."""
    border = np.array([name.startswith("border:") for name in problem.nodes])
    found = np.zeros((len(problem.products), problem.periods.count))
    for arc, start in enumerate(problem.start):
        outside = start == OUTSIDE and not border[problem.end[arc]]
        if outside or (start != OUTSIDE and border[start]):
            found += solution.flow[arc] @ problem.periods.arriving(int(problem.lag[arc]))
    return found


def _places(problem: Problem, solution: Solution) -> tuple[PlanPlace, ...]:
    """Unmet days of each place and product; the rest of the country and plants are never shown."""
    need = problem.need.sum(axis=-1)
    unmet = np.maximum(0.0, need - solution.met.sum(axis=-1))
    days = problem.periods.days
    return tuple(
        PlanPlace(
            place=name,
            product=product,
            unmet_days=round(float(unmet[row, column] / need[row, column]) * days, 1),
            horizon_days=days,
        )
        for row, name in enumerate(problem.nodes)
        for column, product in enumerate(problem.products)
        if need[row, column] > 0 and name not in {REST, POWER} and ":" not in name
    )


def limits(problem: Problem, solution: Solution) -> tuple[Limit, ...]:
    """Return what binds, by kind, in a fixed order: never by road."""
    nodes, products, periods = problem.size
    spans = week_periods(problem)
    gains: dict[LimitKind, Floats] = {kind: np.zeros(periods) for kind in WORDS}
    worth: dict[LimitKind, float] = dict.fromkeys(WORDS, 0.0)
    length = problem.periods.length
    for row, pool in enumerate(problem.resources):
        price = solution.pool_gain[row]
        gains[pool.kind] = np.maximum(gains[pool.kind], price)
        worth[pool.kind] += MORE[pool.kind] * float((price * length).sum())
    for row, way in enumerate(problem.ways):
        if way.kind is not None:
            price = solution.way_gain[row]
            gains[way.kind] = np.maximum(gains[way.kind], price)
            worth[way.kind] += MORE[way.kind] * _times(price, way.capacity)
    price = solution.room_gain.reshape(nodes * products, periods)
    gains["storage"] = price.max(axis=0, initial=0.0)
    worth["storage"] = MORE["storage"] * _times(price, problem.room.reshape(price.shape))
    return tuple(_limit(kind, gains[kind], worth[kind], spans) for kind in WORDS)


def _times(price: Floats, amount: Floats) -> float:
    return float((price * np.where(np.isfinite(amount), amount, 0.0)).sum())


def _limit(kind: LimitKind, gain: Floats, worth: float, spans: Sequence[tuple[int, int]]) -> Limit:
    weeks = sum(bool((gain[first:last] > BINDING).any()) for first, last in spans)
    amount = figures(worth / MILLION, 2) if weeks else 0.0
    if weeks:
        text = (
            f"{WORDS[kind]}: binding in {weeks} of {len(spans)} weeks; one more {UNITS[kind]} all "
            f"through would be worth about {amount:g} million litres of need met"
        )
        if kind in {"corridors", "storage"}:
            text = text.replace("one more", "another")
    else:
        text = f"{WORDS[kind]}: not binding"
    return Limit(
        kind=kind,
        binds=weeks > 0,
        weeks=weeks,
        of_weeks=len(spans),
        gain=amount,
        unit=UNITS[kind],
        words=text,
    )
