"""A weighed ensemble into one allocation problem: what the country has, needs and could carry.

Guarantees: limits are means over the members and never tighter than what the simulation allows on
average, so that the plan bounds what allocation alone could reach. Refuses: losses, fear and
hoarding; the plan has none of them, and says so.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from corridor.access.paths import CLOSED, CONTESTED, OPEN
from corridor.plan.problem import OUTSIDE, Floats, Periods, Problem, Resource, Way
from corridor.supply.convoys import FLOW_NOISE, teams
from corridor.supply.depots import FASTEST_REFILL, inland_open
from corridor.supply.parameters import Floats as Members
from corridor.supply.simulate import Run
from corridor.supply.state import INLAND_SLOTS, LAG_SLOTS

POWER = "power"
"""Node of the power stations."""
LORRIES, ESCORTS = 0, 1
ROOM = 1.5
"""Towns take up to this many times their stations' tanks, as in the simulation."""
M3 = 1000.0
"""Cubic metres in a million litres, the unit of the simulation's stocks."""


@dataclass
class _Arcs:
    """Arcs and ways while they are gathered."""

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    way: list[int] = field(default_factory=list)
    lag: list[int] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    def add(self, way: Way, start: int, ends: dict[int, int]) -> None:
        """Add a way with an arc to each end, reached after its lag."""
        self.ways.append(way)
        for end, lag in ends.items():
            self.start.append(start)
            self.end.append(end)
            self.way.append(len(self.ways) - 1)
            self.lag.append(lag)


@dataclass(frozen=True)
class _Ahead:
    """Means over members for each day to come, [corridor, day] and [place, day], litres as m3.

    Attributes:
        free, escorted: what can pass unescorted, and under all escorts there are.
        teams: [day] escort teams.
        inland: [place, day] share of inland traffic let through.
    """

    free: Floats
    escorted: Floats
    teams: Floats
    inland: Floats


def country_problem(run: Run) -> Problem:
    """Return the allocation problem of a country from the day after `as_of` to the horizon.

    Args:
        run: a weighed run stopped at `as_of`.
    """
    setup, net = run.setup, run.setup.net
    periods = Periods.of(setup.days - 1 - setup.today)
    ahead = _ahead(run, periods.days)
    places, corridors = len(net.places), len(net.corridors)
    nodes = (*net.places, POWER, *(f"border:{c}" for c in net.corridors))
    arcs = _Arcs()
    _imports(run, periods, ahead, arcs)
    _inland(run, periods, ahead, arcs)
    need = np.zeros((len(nodes), len(net.products), periods.count))
    need[:places] = M3 * _mean(run.normal.need)[..., None] * periods.length
    need[places] = M3 * _mean(run.normal.power)[:, None] * periods.length
    weight = np.ones(len(nodes))
    weight[places] = min(1.0, float(_mean(run.draws["supply.power_priority"])))
    return Problem(
        nodes=nodes,
        products=net.products,
        periods=periods,
        start=np.array(arcs.start, dtype=np.int64),
        end=np.array(arcs.end, dtype=np.int64),
        way=np.array(arcs.way, dtype=np.int64),
        lag=np.array(arcs.lag, dtype=np.int64),
        ways=tuple(arcs.ways),
        resources=_resources(run, periods, ahead),
        stock=_stock(run, corridors),
        storage=_storage(run, corridors),
        incoming=_incoming(run, periods, len(nodes)),
        need=need,
        weight=weight,
        essential=float(np.clip(1 - _mean(run.draws["supply.travel_fall"]), 0, 1)),
    )


def _mean(values: Members) -> Floats:
    return np.asarray(np.asarray(values, dtype=np.float64).mean(axis=-1))


def _ahead(run: Run, days: int) -> _Ahead:
    setup, net, draws, normal = run.setup, run.setup.net, run.draws, run.normal
    load = draws["tanker_capacity"]
    size = draws["supply.convoy_size"] * np.exp(draws["supply.convoy_spread"] ** 2 / 2)
    rate = size * load / _cycle(run)
    noise = float(np.exp(FLOW_NOISE**2 / 2))
    free = np.zeros((len(net.corridors), days))
    escorted, inland = np.zeros_like(free), np.zeros((len(net.places), days))
    number = np.zeros(days)
    for step in range(days):
        day = setup.today + 1 + step
        tanker, convoy = (states[:, day][:, run.path] for states in (setup.tanker, setup.convoy))
        pace = np.where(tanker == OPEN, draws["supply.surge_max"], 0.0)
        pace = np.where(tanker == CONTESTED, draws["supply.contested_trickle"], pace)
        free[:, step] = noise * _mean(normal.flow * pace * load)
        # an alarm that goes on gives more teams; that it may end is no limit for a bound
        alarm, urgent = run.state.alarm + step + 1, run.state.urgent + step + 1
        since = None if setup.escorts_from is None else day - setup.escorts_from
        there = teams(draws, replace(run.state, alarm=alarm, urgent=urgent), since)
        number[step] = float(_mean(there))
        escorted[:, step] = _mean(there * rate * ((tanker != OPEN) & (convoy != CLOSED)))
        states = {chain: table[day][run.path] for chain, table in setup.inland.items()}
        inland[:, step] = _mean(inland_open(net, draws, states, setup.members))
    return _Ahead(free, escorted, number, inland)


def _cycle(run: Run) -> Members:
    """Days [corridor, member] an escort team is away."""
    leg = np.maximum(1.0, run.setup.net.km[:, None] / run.draws["supply.convoy_km_per_day"])
    return np.asarray(2 * leg + run.draws["supply.convoy_turnaround"])


def _imports(run: Run, periods: Periods, ahead: _Ahead, arcs: _Arcs) -> None:
    """For each corridor: loading abroad, then the road, unescorted or escorted."""
    net, draws, normal = run.setup.net, run.draws, run.normal
    load = draws["tanker_capacity"]
    trip, outside = _mean(normal.trip), float(_mean(draws["supply.outside_days"]))
    size = draws["supply.convoy_size"] * np.exp(draws["supply.convoy_spread"] ** 2 / 2)
    days_of_team = 1.0 / np.maximum(_mean(size * load / _cycle(run)), 1e-12)
    leg = _mean(run.draws["supply.customs_days"]) + 0.0
    for row, name in enumerate(net.corridors):
        border = len(net.places) + 1 + row
        most = float(_mean(normal.flow[row] * draws["supply.surge_max"] * load))
        away = max(1, int(outside + 2 * trip[row]))
        held = ((LORRIES, 1.0 / float(_mean(load)), away),)
        loading = Way(f"load:{name}", "corridors", most * periods.length.astype(float), held)
        arcs.add(loading, OUTSIDE, {border: 0})
        lag = max(1, int(trip[row]))
        ends = {int(p): lag for p in np.flatnonzero(net.on_route[row])}
        if net.destination[row] >= 0:
            ends[int(net.destination[row])] = lag
        free = Way(f"free:{name}", "corridors", periods.summed(ahead.free[row]))
        arcs.add(free, border, ends)
        convoy_leg = net.km[row] / float(_mean(draws["supply.convoy_km_per_day"]))
        convoy = max(1, int(max(1.0, convoy_leg) + leg))
        team = ((ESCORTS, float(days_of_team[row]), 1),)
        under = Way(f"escorted:{name}", "corridors", periods.summed(ahead.escorted[row]), team)
        arcs.add(under, border, dict.fromkeys(ends, convoy))


def _inland(run: Run, periods: Periods, ahead: _Ahead, arcs: _Arcs) -> None:
    """From the hub to towns and power stations, and what towns buy across other borders."""
    net, normal = run.setup.net, run.normal
    need = M3 * _mean(normal.need).sum(axis=1)
    lag = max(1, min(INLAND_SLOTS - 1, int(_mean(run.draws["supply.inland_lag_days"]))))
    length = periods.length.astype(float)
    if net.hub >= 0:
        for row, place in enumerate(net.places):
            if net.inland[row] and row != net.hub:
                passing = periods.summed(FASTEST_REFILL * need[row] * ahead.inland[row])
                arcs.add(Way(f"inland:{place}", "corridors", passing), net.hub, {row: lag})
        plants = M3 * float(_mean(normal.power).sum())
        arcs.add(Way(POWER, None, plants * length), net.hub, {len(net.places): 0})
    for place in net.local:
        row = net.places.index(place)
        share = float(_mean(np.clip(run.draws[f"local_flow.{place}"], 0, 1)))
        arcs.add(Way(f"local:{place}", None, share * need[row] * length), OUTSIDE, {row: 0})


def _resources(run: Run, periods: Periods, ahead: _Ahead) -> tuple[Resource, ...]:
    """Lorries free to load, and escort teams."""
    state, trip = run.state, run.normal.trip
    day = np.arange(1, periods.days + 1)
    inside = _mean(state.inside)
    back = 1 - np.exp(-day / (2 * np.maximum(_mean(trip), 1.0))[:, None])
    fleet = np.maximum(_mean(state.fleet)[:, None] - inside[:, None] * (1 - back), 0.0)
    lorries = fleet.sum(axis=0) if len(fleet) else np.zeros(periods.days)
    return (
        Resource("lorries", "lorries", periods.summed(lorries), "lorries"),
        Resource("escorts", "escorts", periods.summed(ahead.teams), "teams"),
    )


def _stock(run: Run, corridors: int) -> Floats:
    """Stocks of places with the security stock at the hub, none at plants, queues at borders."""
    net, state = run.setup.net, run.state
    held = M3 * _mean(state.depot + state.station)
    if net.hub >= 0:
        held[net.hub] += M3 * _mean(state.security)
    litres = state.queue[:, None] * run.normal.split[None] * run.draws["tanker_capacity"]
    queue = _mean(litres) if corridors else np.zeros((0, len(net.products)))
    return np.concatenate([held, np.zeros((1, len(net.products))), queue])


def _storage(run: Run, corridors: int) -> Floats:
    """Tanks: of stations and what towns take beside them; depots and security stock at the hub."""
    net, normal = run.setup.net, run.normal
    room = M3 * _mean(ROOM * normal.target + normal.need)
    if net.hub >= 0:
        room[net.hub] += M3 * (_mean(run.hub_normal) + _mean(normal.security))
    beyond = np.full((corridors, len(net.products)), np.inf)
    tanks = np.concatenate([room, np.zeros((1, len(net.products))), beyond])
    return np.asarray(np.maximum(tanks, _stock(run, corridors)))


def _incoming(run: Run, periods: Periods, nodes: int) -> Floats:
    """What is on the roads on the eve: import lorries to their end, inland loads to their town."""
    setup, net, state = run.setup, run.setup.net, run.state
    by_day = np.zeros((nodes, len(net.products), periods.days))
    for step in range(periods.days):
        day = setup.today + 1 + step
        if step < LAG_SLOTS - 1 and net.corridors:
            lorries = state.buffer[day % LAG_SLOTS]
            litres = lorries[:, None] * run.normal.split[None] * run.draws["tanker_capacity"]
            for row, end in enumerate(net.destination):
                if end >= 0:
                    by_day[end, :, step] += _mean(litres[row])
        if step < INLAND_SLOTS:
            by_day[: len(net.places), :, step] += M3 * _mean(state.inland[day % INLAND_SLOTS])
    return periods.summed(by_day)
