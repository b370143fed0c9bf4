"""The solver behind the plan: HiGHS, called directly, taken up again from its last basis.

Guarantees: the optimum or an error, never a half-solved plan; the same problem gives the same plan.
Refuses: running without `highspy` (it says how to install it).
Source: Huangfu and Hall (2018), HiGHS; interior point `ipx` with crossover for the first solution,
asked for by name, then dual simplex from the last basis. Large problems are narrowed first.
"""

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from corridor.plan.matrix import Bounds, Layout, Matrix, bounds_of, layout_of, matrix_of
from corridor.plan.narrow import (
    Narrowed,
    exceeded,
    is_large,
    narrowed,
    proven,
    restored,
    summed,
    widened,
)
from corridor.plan.problem import Floats, Problem
from corridor.records.errors import InputError, NeedsError

SCALE = 1000.0
"""The solver counts in thousands of cubic metres: its tolerances are absolute."""
PIVOTS = 2000
"""Steps of the dual simplex after which a changed problem is solved anew by interior point."""
LARGE_PIVOTS, CLEANING = 150, 1000
"""The same for a large problem, where a step costs more; steps that may tidy it."""
REPAIRS = 3
"""Times a narrowed problem is solved, each time with the limits restored that its plan broke."""
TIME_LIMIT = 600.0
"""Seconds after which solving is given up."""


@dataclass(frozen=True)
class Solution:
    """An optimal plan, cubic metres.

    Attributes:
        flow: [arc, product, period] leaving in a period.
        stock, met: [node, product, period].
        way_gain: [way, period] need met for one more cubic metre of capacity.
        room_gain: [node, product, period] the same for tanks.
        pool_gain: [resource, period] the same for one more unit-day.
        objective: worth of the plan, the cost of moving taken off.
    """

    flow: Floats
    stock: Floats
    met: Floats
    way_gain: Floats
    room_gain: Floats
    pool_gain: Floats
    objective: float


class Planner:
    """Solves problems one after the other; like ones start from the last solution."""

    def __init__(self) -> None:
        try:
            self._highspy: Any = importlib.import_module("highspy")
        except ImportError as error:
            msg = "the best plan needs the solver HiGHS. Next: pip install 'corridor[plan]'"
            raise NeedsError(msg) from error
        self._solver: Any = None
        self._last: Problem | None = None
        self._narrow: Narrowed | None = None

    def solve(self, problem: Problem) -> Solution:
        """Return the optimal plan.

        Raises:
            InputError: the solver found no optimum.
        """
        last, layout = self._last, layout_of(problem)
        like = last is not None and problem.same_matrix(last) and _same_worth(problem, last)
        if not (like and self._taken_up(problem, layout)):
            self._start(problem, narrow=not like)
        status = self._solver.getModelStatus()
        if status != self._highspy.HighsModelStatus.kOptimal:
            self._last = None
            what = f"no best plan: {self._solver.modelStatusToString(status)}"
            raise InputError(what, where="plan", allowed="a problem with an optimum")
        self._last = problem
        return _solution(problem, layout, self._solver)

    def _start(self, problem: Problem, narrow: bool) -> None:
        """Solve anew; a large problem narrowed where that can be proven to be the best of all.

        The whole of a large problem is not presolved: taking that back has gone wrong (HiGHS 1.16).
        """
        matrix, large = matrix_of(problem), is_large(problem)
        self._narrow = self._narrowed(problem, matrix) if large and narrow else None
        if self._narrow is not None:
            return
        self._load(matrix, presolve="off" if large else "on")
        if large:
            self._solver.setOptionValue("simplex_iteration_limit", CLEANING)
        if not self._optimal():  # crossover can fail; the interior point has the optimum without it
            self._load(matrix, crossover="off")
            self._solver.run()

    def _narrowed(self, problem: Problem, matrix: Matrix) -> Narrowed | None:
        """Solve with all products as one, then what that leaves open; None if not proven."""
        self._load(matrix_of(summed(problem)), crossover="off")
        if not self._optimal():
            return None
        narrow = narrowed(problem, matrix, *self._found())
        if not narrow.pays:
            return None
        self._load(narrow.matrix)
        self._solver.setOptionValue("simplex_iteration_limit", CLEANING)
        for _ in range(REPAIRS):
            if not self._optimal():
                return None
            value, price = self._found()
            over = exceeded(problem, matrix, narrow.dropped, value)
            if not over.size:
                break
            narrow = restored(narrow, matrix, over)
            self._rebound(narrow.matrix.bounds)
        return narrow if proven(problem, matrix, narrow.dropped, value, price) else None

    def _optimal(self) -> bool:
        self._solver.run()
        status: Any = self._solver.getModelStatus()
        return bool(status == self._highspy.HighsModelStatus.kOptimal)

    def _found(self) -> tuple[Floats, Floats]:
        """Columns in cubic metres, prices of rows."""
        found = self._solver.getSolution()
        return SCALE * np.array(found.col_value), np.array(found.row_dual)

    def _taken_up(self, problem: Problem, layout: Layout) -> bool:
        """Go on from the last basis; False where that takes too many steps.

        Steps are counted, not seconds, so that the same calls give the same plan.
        """
        self._rebound(bounds_of(problem, layout))
        if self._narrow is not None:
            self._widen(self._narrow, layout)
            self._narrow = None
        limit = LARGE_PIVOTS if is_large(problem) else PIVOTS
        self._solver.setOptionValue("simplex_iteration_limit", limit)
        self._solver.run()
        status: Any = self._solver.getModelStatus()
        return bool(status != self._highspy.HighsModelStatus.kIterationLimit)

    def _load(self, matrix: Matrix, crossover: str = "on", presolve: str = "on") -> None:
        """Start anew with a whole problem."""
        solver = self._silent()
        for name, value in (
            ("output_flag", False),
            ("solver", "ipx"),
            ("presolve", presolve),
            ("run_crossover", crossover),
            ("threads", 1),
            ("random_seed", 0),
            ("time_limit", TIME_LIMIT),
        ):
            solver.setOptionValue(name, value)
        solver.passModel(self._model(matrix))
        self._solver = solver

    def _silent(self) -> Any:
        """A solver that prints nothing.

        `highspy.Highs` turns on callbacks as it is made, and the solver greets on standard output
        at the first thing asked of it, unless told not to before.
        """

        class Silent(self._highspy.Highs):  # type: ignore[name-defined,misc]
            def enableCallbacks(self) -> None:  # noqa: N802
                self.silent()
                super().enableCallbacks()

        return Silent()

    def _model(self, matrix: Matrix) -> Any:
        model = self._highspy.HighsLp()
        model.num_col_, model.num_row_ = matrix.layout.columns, matrix.layout.rows
        model.col_cost_ = matrix.cost
        model.col_lower_, model.col_upper_ = matrix.column_low / SCALE, matrix.column_high / SCALE
        model.row_lower_, model.row_upper_ = matrix.row_low / SCALE, matrix.row_high / SCALE
        model.a_matrix_.format_ = self._highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = matrix.starts.astype(np.int32)
        model.a_matrix_.index_ = matrix.index.astype(np.int32)
        model.a_matrix_.value_ = matrix.values
        return model

    def _rebound(self, bounds: Bounds) -> None:
        """Change limits and amounts only, to go on from the last basis by simplex."""
        low, high, row_low, row_high = (part / SCALE for part in bounds)
        solver = self._solver
        solver.setOptionValue("solver", "simplex")
        solver.changeColsBounds(low.size, np.arange(low.size, dtype=np.int32), low, high)
        rows = np.arange(row_low.size, dtype=np.int32)
        solver.changeRowsBounds(rows.size, rows, row_low, row_high)

    def _widen(self, narrow: Narrowed, layout: Layout) -> None:
        """Set the basis of the whole problem where the last one was narrowed."""
        basis, status = self._solver.getBasis(), self._highspy.HighsBasisStatus
        parts = (basis.col_status, basis.row_status)
        columns, rows = (np.array([int(s) for s in part], dtype=np.int64) for part in parts)
        columns, rows = widened(narrow, layout, columns, rows)
        names = [status(i) for i in range(int(max(columns.max(), rows.max())) + 1)]
        basis.col_status = [names[i] for i in columns.tolist()]
        basis.row_status = [names[i] for i in rows.tolist()]
        self._solver.setBasis(basis)


def _same_worth(one: Problem, other: Problem) -> bool:
    return np.array_equal(one.weight, other.weight)


def _solution(problem: Problem, layout: Layout, solver: Any) -> Solution:
    found = solver.getSolution()
    value, dual = SCALE * np.array(found.col_value), np.array(found.col_dual)
    row_dual = np.array(found.row_dual)
    _, products, periods = problem.size
    met = value[layout.essential : layout.other] + value[layout.other :]
    return Solution(
        flow=_clean(value[: layout.load]).reshape(-1, products, periods),
        stock=_clean(value[layout.stock : layout.essential]).reshape(problem.size),
        met=_clean(met).reshape(problem.size),
        way_gain=_clean(-dual[layout.load : layout.stock]).reshape(-1, periods),
        room_gain=_clean(-dual[layout.stock : layout.essential]).reshape(problem.size),
        pool_gain=_clean(-row_dual[layout.pools :]).reshape(-1, periods),
        objective=-SCALE * float(solver.getInfo().objective_function_value),
    )


def _clean(values: Floats) -> Floats:
    """Nothing below zero by a rounding of the solver."""
    return np.asarray(np.maximum(values, 0.0))
