"""The best plan once more, in linopy: written from the formulas of docs/methods/plan.md alone.

An independent statement of the same allocation problem, for `bench_peer.py`: it takes a `Problem`
for its numbers and nothing of the matrix built in `corridor.plan`.
"""

import linopy
import numpy as np
import pandas as pd
import xarray as xr

WORTH_ESSENTIAL, WAITING, MOVING = 2.0, 5e-4, 1e-4


def arrivals(lengths, lag):
    """Share of what leaves in period t, evenly over its days, that is there in period u."""
    period_of_day = [t for t, days in enumerate(lengths) for _ in range(days)]
    share = np.zeros((len(lengths), len(lengths)))
    for day, t in enumerate(period_of_day):
        if day + lag < len(period_of_day):
            share[t, period_of_day[day + lag]] += 1 / lengths[t]
    return share


def optimum(problem, solver_options=None):
    """Build and solve the problem; return the worth of the best plan and linopy's model."""
    model = Plan(problem).model
    model.solve("highs", io_api="direct", **(solver_options or {}))
    return -float(model.objective.value), model


class Plan:
    """Variables and constraints, a line of the formulas each."""

    def __init__(self, problem):
        self.p = problem
        self.lengths = [int(x) for x in problem.periods.length]
        self.axes = {
            "node": pd.RangeIndex(len(problem.nodes), name="node"),
            "product": pd.RangeIndex(len(problem.products), name="product"),
            "period": pd.RangeIndex(len(self.lengths), name="period"),
            "arc": pd.RangeIndex(problem.start.size, name="arc"),
            "way": pd.RangeIndex(len(problem.ways), name="way"),
        }
        self.model = linopy.Model()
        self.declare()
        self.balance()
        self.capacities()
        self.pools()
        self.worth()

    def table(self, values, *dims):
        return xr.DataArray(np.asarray(values, float), [self.axes[d] for d in dims], dims)

    def variable(self, name, *dims, upper=np.inf):
        if not np.isscalar(upper):
            upper = self.table(upper, *dims)
        return self.model.add_variables(0, upper, [self.axes[d] for d in dims], name=name)

    def declare(self):
        p, cell = self.p, ("node", "product", "period")
        self.flow = self.variable("flow", "arc", "product", "period")
        there = p.stock[..., None] + np.cumsum(p.incoming, axis=-1)
        self.stock = self.variable("stock", *cell, upper=np.maximum(p.storage[..., None], there))
        self.vital = self.variable("vital", *cell, upper=p.essential * p.need)
        self.other = self.variable("other", *cell, upper=(1 - p.essential) * p.need)

    def balance(self):
        p = self.p
        before = (1 * self.stock).shift(period=1).fillna(0)
        left = self.stock - before + self.vital + self.other
        for lag in np.unique(p.lag):
            arcs = np.flatnonzero(p.lag == lag)
            share = xr.DataArray(arrivals(self.lengths, int(lag)), dims=("period", "then"))
            come = (self.flow.sel(arc=arcs) * share).sum("period").rename({"then": "period"})
            left = left - self.at(come, p.end[arcs])
        inside = np.flatnonzero(p.start >= 0)
        left = left + self.at(1 * self.flow.sel(arc=inside), p.start[inside])
        given = p.incoming.copy()
        given[..., 0] += p.stock
        self.model.add_constraints(left == self.table(given, "node", "product", "period"))

    def at(self, terms, nodes):
        """Terms by arc summed to the nodes they touch, nothing elsewhere."""
        by = xr.DataArray(nodes, coords={"arc": terms.coords["arc"]}, dims="arc", name="node")
        return terms.groupby(by).sum().reindex(node=self.axes["node"]).fillna(0)

    def capacities(self):
        by = xr.DataArray(self.p.way, coords={"arc": self.axes["arc"]}, dims="arc", name="way")
        self.load = (1 * self.flow).sum("product").groupby(by).sum()
        limit = self.table([way.capacity for way in self.p.ways], "way", "period")
        self.model.add_constraints(self.load <= limit.sel(way=np.unique(self.p.way)))

    def pools(self):
        for index, pool in enumerate(self.p.resources):
            held = 0
            for way, passage in enumerate(self.p.ways):
                for resource, units, days in passage.uses:
                    if resource == index:
                        table = units * sum(arrivals(self.lengths, k) for k in range(max(1, days)))
                        share = xr.DataArray(table, dims=("period", "then"))
                        part = (self.load.sel(way=way, drop=True) * share).sum("period")
                        held = part + held
            if not isinstance(held, int):
                room = xr.DataArray(pool.available, dims="then")
                self.model.add_constraints(held <= room)

    def worth(self):
        middle = self.p.periods.start + self.p.periods.length / 2
        value = self.p.weight[:, None, None] * (1 - WAITING * middle)
        value = self.table(np.broadcast_to(value, self.p.size), "node", "product", "period")
        gain = (WORTH_ESSENTIAL * value * self.vital + value * self.other).sum()
        self.model.add_objective(MOVING * self.flow.sum() - gain)
