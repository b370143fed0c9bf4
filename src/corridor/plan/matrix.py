"""The problem as one sparse matrix: columns, rows, costs, bounds.

Guarantees: mass balance of every node, product and period is one equation; a way's capacity is the
bound of one column, so that a change of it keeps the matrix. Refuses: nothing; `Problem` is checked.

Columns: flow [arc, product, period], load [way, period], stock, essential met, other met
[node, product, period each]. Rows: balance [node, product, period], load [way, period], resource
[resource, period].
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.plan.problem import OUTSIDE, Floats, Problem

ESSENTIAL_WEIGHT = 2.0
"""Worth of a litre of essential need beside one of the rest: shortage is spread, not heaped."""
SOONER = 5e-4
"""Loss of worth a day, so that need is met sooner rather than later where both can be."""
MOVING = 1e-4
"""Cost of moving a cubic metre, so that nothing moves for nothing."""

Bounds = tuple[Floats, Floats, Floats, Floats]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Layout:
    """First column or row of each block."""

    flow: int
    load: int
    stock: int
    essential: int
    other: int
    columns: int
    balance: int
    loads: int
    pools: int
    rows: int


@dataclass(frozen=True)
class Matrix:
    """A sparse matrix by rows with bounds, ready for a solver (minimise `cost`)."""

    layout: Layout
    cost: Floats
    column_low: Floats
    column_high: Floats
    row_low: Floats
    row_high: Floats
    starts: Ints
    index: Ints
    values: Floats

    @property
    def bounds(self) -> Bounds:
        """Lower and upper bounds of columns, and of rows."""
        return self.column_low, self.column_high, self.row_low, self.row_high


def layout_of(problem: Problem) -> Layout:
    """Return where each block of columns and rows begins."""
    nodes, products, periods = problem.size
    cell, ways = nodes * products * periods, len(problem.ways) * periods
    flow = problem.start.size * products * periods
    return Layout(
        flow=0,
        load=flow,
        stock=flow + ways,
        essential=flow + ways + cell,
        other=flow + ways + 2 * cell,
        columns=flow + ways + 3 * cell,
        balance=0,
        loads=cell,
        pools=cell + ways,
        rows=cell + ways + len(problem.resources) * periods,
    )


def bounds_of(problem: Problem, layout: Layout) -> Bounds:
    """Return lower and upper bounds of columns, and of rows."""
    low, high = np.zeros(layout.columns), np.full(layout.columns, np.inf)
    if problem.ways:
        high[layout.load : layout.stock] = np.ravel([way.capacity for way in problem.ways])
    high[layout.stock : layout.essential] = problem.room.ravel()
    high[layout.essential : layout.other] = (problem.essential * problem.need).ravel()
    high[layout.other :] = ((1 - problem.essential) * problem.need).ravel()
    row_low, row_high = np.zeros(layout.rows), np.zeros(layout.rows)
    given = problem.incoming.copy()
    given[..., 0] += problem.stock
    row_low[: layout.loads] = row_high[: layout.loads] = given.ravel()
    row_low[layout.pools :] = -np.inf
    if problem.resources:
        row_high[layout.pools :] = np.ravel([r.available for r in problem.resources])
    return low, high, row_low, row_high


def matrix_of(problem: Problem) -> Matrix:
    """Return the whole linear programme."""
    layout = layout_of(problem)
    parts = [*_stock_part(problem, layout), *_flow_part(problem)]
    parts += _load_part(problem, layout)
    rows, columns, values = (np.concatenate([part[i] for part in parts]) for i in range(3))
    order = np.lexsort((columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    starts = np.searchsorted(rows, np.arange(layout.rows + 1))
    low, high, row_low, row_high = bounds_of(problem, layout)
    return Matrix(
        layout=layout,
        cost=_cost(problem, layout),
        column_low=low,
        column_high=high,
        row_low=row_low,
        row_high=row_high,
        starts=starts.astype(np.int64),
        index=columns,
        values=values,
    )


def _cost(problem: Problem, layout: Layout) -> Floats:
    cost = np.zeros(layout.columns)
    cost[: layout.load] = MOVING
    middle = problem.periods.start + problem.periods.length / 2
    worth = problem.weight[:, None, None] * (1 - SOONER * middle)
    worth = np.broadcast_to(worth, problem.size).ravel()
    cost[layout.essential : layout.other] = -ESSENTIAL_WEIGHT * worth
    cost[layout.other :] = -worth
    return cost


Part = tuple[Ints, Ints, Floats]


def _cells(problem: Problem) -> Ints:
    nodes, products, periods = problem.size
    return np.arange(nodes * products * periods, dtype=np.int64).reshape(problem.size)


def _part(rows: Ints, columns: Ints, values: float | Floats) -> Part:
    rows, columns = rows.ravel(), columns.ravel()
    return rows, columns, np.broadcast_to(np.asarray(values, dtype=np.float64), rows.shape)


def _stock_part(problem: Problem, layout: Layout) -> list[Part]:
    """Stock at the end, less stock before, plus what is met."""
    cell = _cells(problem)
    return [
        _part(cell, layout.stock + cell, 1.0),
        _part(cell[..., 1:], layout.stock + cell[..., :-1], -1.0),
        _part(cell, layout.essential + cell, 1.0),
        _part(cell, layout.other + cell, 1.0),
    ]


def _flow_part(problem: Problem) -> list[Part]:
    """What leaves a node on the day it leaves, what reaches one after its lag."""
    _, products, periods = problem.size
    cell = _cells(problem)
    shape = (problem.start.size, products, periods)
    flow = np.arange(problem.start.size * products * periods, dtype=np.int64).reshape(shape)
    inside = problem.start != OUTSIDE
    parts = [_part(cell[problem.start[inside]], flow[inside], 1.0)]
    for lag in np.unique(problem.lag):
        arcs = np.flatnonzero(problem.lag == lag)
        table = problem.periods.arriving(int(lag))
        left, reached = np.nonzero(table)
        rows = cell[problem.end[arcs]][:, :, reached]
        columns = flow[arcs][:, :, left]
        values = np.broadcast_to(-table[left, reached], rows.shape)
        parts.append(_part(rows, columns, values.ravel()))
    return parts


def _load_part(problem: Problem, layout: Layout) -> list[Part]:
    """A way's load is the sum of its arcs; resources are held by loads."""
    _, products, periods = problem.size
    count = problem.start.size
    flow = np.arange(count * products * periods, dtype=np.int64).reshape(count, products, periods)
    load = np.arange(len(problem.ways) * periods, dtype=np.int64).reshape(-1, periods)
    parts = [_part(layout.loads + load, layout.load + load, -1.0)]
    if count:
        rows = np.broadcast_to(layout.loads + load[problem.way][:, None, :], flow.shape)
        parts.append(_part(rows, flow, 1.0))
    held = {days: problem.periods.held(days) for way in problem.ways for _, _, days in way.uses}
    for way, load_columns in zip(problem.ways, load, strict=True):
        for resource, units, days in way.uses:
            left, during = np.nonzero(held[days])
            rows = layout.pools + resource * periods + during
            values = units * held[days][left, during]
            parts.append(_part(rows, layout.load + load_columns[left], values))
    return parts
