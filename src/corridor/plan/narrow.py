"""A large problem made smaller before it is solved, by what all products together teach.

Guarantees: what is left out is put to the proof afterwards, with the whole problem's prices; a plan
that is not proven is not used. Refuses: to judge small problems, which are solved as they are.

Products share ways and lorries and are worth the same, so the problem with all products summed has
nearly the same prices. Where those say that a flow, a stock or a met need is clearly not worth it,
its column is fixed; a limit of a way that is far from binding is left out.
Source: sifting, as in Bixby and others (1992), *Very large-scale linear programming*.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corridor.plan.matrix import Ints, Layout, Matrix, layout_of
from corridor.plan.problem import DAILY, OUTSIDE, Floats, Problem

LARGE = 20_000
"""Columns from which narrowing pays."""
EARLY_FLOW, LATE_FLOW, LATE_STOCK = 5e-3, 1e-3, 5e-3
"""Loss of worth per cubic metre past which a flow of the first days, a later one, or a later stock
or met need is fixed."""
PAYS = 0.2
"""Share of all columns that must be fixed for narrowing to pay; less is also seldom proven."""
FAR = 0.1
"""A way that carries less than this share of its limit keeps no limit while narrowed."""
PROVEN = 1e-7
"""Share of the worth by which a plan may miss the bound that its prices prove."""
OVER = 1e-5
"""Cubic metres over the limit of a way that are rounding."""

LOWER, BASIC, UPPER = 0, 1, 2
"""Places of a variable in a basis, in the solver's numbering."""
Statuses = NDArray[np.int64]


@dataclass(frozen=True)
class Narrowed:
    """A problem with columns fixed and limits left out.

    Attributes:
        matrix: the whole matrix with narrower bounds.
        full: later met needs fixed at the whole need.
        shut: columns fixed at zero.
        dropped: [way, period] flat, loads whose limit is left out.
    """

    matrix: Matrix
    full: Ints
    shut: Ints
    dropped: Ints

    @property
    def pays(self) -> bool:
        """Whether enough is fixed for the narrower problem to be worth solving."""
        return self.shut.size >= PAYS * self.matrix.cost.size


def is_large(problem: Problem) -> bool:
    """Whether narrowing pays."""
    return len(problem.products) > 1 and layout_of(problem).columns > LARGE


def summed(problem: Problem) -> Problem:
    """Return the problem with all products taken as one."""
    fields = ("stock", "storage", "incoming", "need")
    parts = {name: getattr(problem, name).sum(axis=1, keepdims=True) for name in fields}
    return replace(problem, products=("all",), **parts)


def narrowed(problem: Problem, matrix: Matrix, value: Floats, price: Floats) -> Narrowed:
    """Return the narrower problem.

    Args:
        problem: the whole problem.
        matrix: its matrix.
        value: columns of the summed problem's solution, cubic metres.
        price: prices of its rows.
    """
    layout, small = matrix.layout, layout_of(summed(problem))
    loss = reduced(matrix, _lifted(problem, small, price))
    enough = _enough(problem, layout)
    shut, full = loss > enough, loss < -enough
    full[: layout.essential] = False
    dropped = _dropped(problem, value[small.load : small.stock], price[small.loads : small.pools])
    low, high = matrix.column_low.copy(), matrix.column_high.copy()
    high[shut] = 0.0
    low[full] = high[full]
    high[layout.load + dropped] = 0.0
    row_low, row_high = matrix.row_low.copy(), matrix.row_high.copy()
    row_low[layout.loads + dropped], row_high[layout.loads + dropped] = -np.inf, np.inf
    narrow = replace(matrix, column_low=low, column_high=high, row_low=row_low, row_high=row_high)
    return Narrowed(narrow, np.flatnonzero(full), np.flatnonzero(shut), dropped)


def reduced(matrix: Matrix, price: Floats) -> Floats:
    """Return the loss of worth for one more cubic metre in each column at given prices of rows."""
    paid = np.repeat(price, np.diff(matrix.starts)) * matrix.values
    return matrix.cost - np.bincount(matrix.index, weights=paid, minlength=matrix.cost.size)


def exceeded(problem: Problem, matrix: Matrix, dropped: Ints, value: Floats) -> Ints:
    """Return the limits left out that a narrowed solution does not keep."""
    over = _loads(problem, value)[dropped] - matrix.column_high[matrix.layout.load + dropped]
    return dropped[over > OVER]


def restored(narrow: Narrowed, matrix: Matrix, limits: Ints) -> Narrowed:
    """Return the narrower problem with some of the limits it left out, as they are in `matrix`."""
    load, row = matrix.layout.load + limits, matrix.layout.loads + limits
    part = narrow.matrix
    high, row_low, row_high = part.column_high.copy(), part.row_low.copy(), part.row_high.copy()
    high[load] = matrix.column_high[load]
    row_low[row], row_high[row] = matrix.row_low[row], matrix.row_high[row]
    part = replace(part, column_high=high, row_low=row_low, row_high=row_high)
    return replace(narrow, matrix=part, dropped=np.setdiff1d(narrow.dropped, limits))


def proven(problem: Problem, matrix: Matrix, dropped: Ints, value: Floats, price: Floats) -> bool:
    """Whether a narrowed solution keeps all limits and is the best of the whole problem.

    The prices of any solution bound the worth of every plan: rows at their limits, and columns at
    whichever limit is better at these prices (weak duality).

    Args:
        problem: the whole problem.
        matrix: its matrix.
        dropped: limits that were left out.
        value: columns, cubic metres.
        price: prices of rows.
    """
    layout = matrix.layout
    high = _most(problem, matrix)
    if exceeded(problem, matrix, dropped, value).size or not np.isfinite(high).all():
        return False
    price = price.copy()
    price[layout.pools :] = np.minimum(price[layout.pools :], 0.0)
    at = np.where(price > 0, matrix.row_low, matrix.row_high)
    loss = reduced(matrix, price)
    bound = price @ np.where(price == 0, 0.0, at)
    bound += loss @ np.where(loss > 0, matrix.column_low, high)
    worth = float(matrix.cost @ value)
    return bool(worth - float(bound) <= PROVEN * abs(worth))


def widened(
    narrow: Narrowed, layout: Layout, columns: Statuses, rows: Statuses
) -> tuple[Statuses, Statuses]:
    """Return the basis of the whole problem from the narrowed one's statuses.

    A limit that was left out has its row in the basis; there the load takes its place.
    """
    columns, rows = columns.copy(), rows.copy()
    for fixed, status in ((narrow.shut, LOWER), (narrow.full, UPPER)):
        columns[fixed] = np.where(columns[fixed] == BASIC, BASIC, status)
    load, row = layout.load + narrow.dropped, layout.loads + narrow.dropped
    free = (rows[row] == BASIC) & (columns[load] != BASIC)
    columns[load[free]], rows[row[free]] = BASIC, LOWER
    return columns, rows


def _lifted(problem: Problem, small: Layout, price: Floats) -> Floats:
    """Prices of the summed problem for every product."""
    nodes, products, periods = problem.size
    cells = price[: small.loads].reshape(nodes, 1, periods)
    every = np.broadcast_to(cells, (nodes, products, periods)).ravel()
    return np.concatenate([every, price[small.loads :]])


def _enough(problem: Problem, layout: Layout) -> Floats:
    """Loss past which a column is fixed; the first days depend on what is there of each product."""
    late = problem.periods.start >= DAILY
    flows = (problem.start.size, *problem.size[1:])
    flow = np.broadcast_to(np.where(late, LATE_FLOW, EARLY_FLOW), flows).ravel()
    met = np.broadcast_to(np.where(late, LATE_STOCK, np.inf), problem.size)
    stock = np.where(_eaten(problem, late)[..., None], met, np.inf)
    enough = np.full(layout.columns, np.inf)
    enough[: layout.load] = flow
    enough[layout.stock :] = np.concatenate([part.ravel() for part in (stock, met, met)])
    return enough


def _eaten(problem: Problem, late: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where [node, product] what is there can be used up in the first days, so that none need stay.

    Shutting a later stock elsewhere could leave a problem without any plan.
    """
    there = problem.stock + problem.incoming.sum(axis=-1)
    wanted = problem.need[..., ~late].sum(axis=-1)
    return np.asarray((there <= wanted) & (problem.incoming[..., late].sum(axis=-1) == 0))


def _dropped(problem: Problem, load: Floats, price: Floats) -> Ints:
    """Loads far from their limits, of ways that hold no lorries or escorts."""
    capacity = np.ravel([way.capacity for way in problem.ways])
    uses = np.repeat([bool(way.uses) for way in problem.ways], problem.periods.count)
    far = (load < FAR * capacity) & (np.abs(price) < PROVEN * 10) & ~uses
    return np.flatnonzero(far).astype(np.int64)


def _loads(problem: Problem, value: Floats) -> Floats:
    """Sum flows [way, period], flat."""
    _, products, periods = problem.size
    arcs = problem.start.size
    flow = value[: arcs * products * periods].reshape(arcs, products, periods).sum(axis=1)
    loads = np.zeros((len(problem.ways), periods))
    np.add.at(loads, problem.way, flow)
    return loads.ravel()


def _most(problem: Problem, matrix: Matrix) -> Floats:
    """Most that any plan can have in each column: a flow its way's limit, a stock all there is."""
    layout, products = matrix.layout, len(problem.products)
    abroad = np.unique(problem.way[problem.start == OUTSIDE])
    capacity = np.array([way.capacity for way in problem.ways])
    total = problem.stock.sum() + problem.incoming.sum() + capacity[abroad].sum()
    high = np.minimum(matrix.column_high, total)
    each = np.repeat(capacity[problem.way][:, None, :], products, axis=1).ravel()
    high[: layout.load] = np.minimum(each, total)
    return np.asarray(high)
