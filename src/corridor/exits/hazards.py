"""How long a way is likely to last: causes shared by all ways, sampled together.

Guarantees: one draw of jet fuel, carriers and roads per member serves every way, so ways fail
together as they would; members in which flights would have stopped on a day they were reported
running do not count. Refuses: a date of loss - only shares of members by horizon leave this module.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CLOSED, CONTESTED, AccessPaths
from corridor.exits.assumed import Floats, draw, generator, horizon_days
from corridor.exits.setting import Setting
from corridor.packs.model import ExitWay, Pack
from corridor.records.exits import RiskPoint

Flags = NDArray[np.bool_]
HORIZONS = (7, 14, 30, 60, 90)
LOST_DAYS = 3
"""A way counts as lost once it has been unusable for so many days on end."""
KEPT_SHARE = 0.05
"""At least so many members must agree with the reports for the others to be left out."""
DAYS_A_YEAR = 365.25
JET_COVER = "exits.jet_cover_days"
CONTESTED_FLOW = "exits.contested_flow_share"
STOP_WITHOUT_JET = "exits.flights_stop_without_jet"
CARRIERS_LEAVE = "exits.carriers_withdraw_per_year"
ADVICE_FACTOR = "exits.carriers_withdraw_advice_factor"
CARRIERS_AWAY = "exits.carriers_away_days"
AIRPORT_SHUT = "exits.airport_closure_per_year"
AIRPORT_DAYS = "exits.airport_closure_days"
FLIGHT_ASSUMPTIONS = (
    AIRPORT_DAYS, AIRPORT_SHUT, ADVICE_FACTOR, CARRIERS_AWAY, CARRIERS_LEAVE, CONTESTED_FLOW,
    STOP_WITHOUT_JET, JET_COVER,
)  # fmt: skip


@dataclass(frozen=True)
class Causes:
    """What can end several ways at once.

    Attributes:
        no_jet: flights stopped for want of jet fuel, [day, member] from the first day of the paths.
        carriers_gone: carriers away, [day, member] from the day after `as_of`.
        horizon: days ahead.
    """

    no_jet: Flags
    carriers_gone: Flags
    horizon: int


def shared_causes(setting: Setting, leave_governments: int) -> Causes:
    """Sample jet fuel at the airport and carriers' presence."""
    paths, pack = setting.paths, setting.pack
    horizon = horizon_days(setting.as_of, paths.first, paths.days, setting.days)
    gone = _spells(
        pack,
        generator(setting.seed, "exits", "carriers"),
        (horizon, paths.members),
        (CARRIERS_LEAVE, CARRIERS_AWAY),
        factor_name=ADVICE_FACTOR if leave_governments else None,
    )
    return Causes(no_jet=_no_jet(paths, pack, setting), carriers_gone=gone, horizon=horizon)


def flights_up(
    way: ExitWay, causes: Causes, setting: Setting, ran_on: Collection[date] = ()
) -> Flags:
    """Say for each day and member whether flights leave and the road to the airport passes.

    `ran_on` are days on which flights were reported running: members without jet fuel on one of
    them contradict the record and are left out, as long as enough others remain.
    """
    paths, pack = setting.paths, setting.pack
    rng = generator(setting.seed, "exits", "airport", way.from_place)
    shut = _spells(pack, rng, causes.carriers_gone.shape, (AIRPORT_SHUT, AIRPORT_DAYS))
    up = ~(_ahead(causes.no_jet, setting, causes.horizon) | causes.carriers_gone | shut)
    if way.access_road is not None and way.access_road in paths.roads:
        road = _ahead(paths.road(way.access_road, "foreign_national"), setting, causes.horizon)
        up &= road != CLOSED
    kept: Flags = up[:, _consistent(causes, setting, ran_on)]
    return kept


def _consistent(causes: Causes, setting: Setting, ran_on: Collection[date]) -> Flags:
    """Mark the members that agree with reports of flights running; all, where too few would."""
    members = causes.no_jet.shape[1]
    everyone = np.ones(members, dtype=np.bool_)
    fits = everyone.copy()
    for day in ran_on:
        index = (day - setting.paths.first).days
        if 0 <= index < len(causes.no_jet):
            fits &= ~causes.no_jet[index]
    return fits if fits.sum() >= KEPT_SHARE * members else everyone


def road_up(corridor: str, cls: str, setting: Setting) -> Flags:
    """Say for each day and member whether a corridor is not closed for a class."""
    paths = setting.paths
    horizon = horizon_days(setting.as_of, paths.first, paths.days, setting.days)
    passes: Flags = _ahead(paths.corridor(corridor, cls), setting, horizon) != CLOSED
    return passes


def usable_on(up: Flags) -> dict[str, float]:
    """Return the share of members usable on each horizon that the paths reach."""
    return {str(h): round(float(up[h - 1].mean()), 4) for h in HORIZONS if h <= len(up)}


def waiting_risk(up: Flags) -> tuple[RiskPoint, ...]:
    """Return the share of members in which the way was lost by each horizon; it never falls."""
    lost = lost_by(up)
    return tuple(
        RiskPoint(days=h, p_lost=round(float(lost[h - 1].mean()), 4))
        for h in HORIZONS
        if h <= len(up)
    )


def lost_by(up: Flags) -> Flags:
    """Mark from which day a member has had `LOST_DAYS` unusable days on end, ever."""
    down = ~up
    run = down.copy()
    for step in range(1, LOST_DAYS):
        run[step:] &= down[:-step]
        run[:step] = False
    lost: Flags = np.logical_or.accumulate(run, axis=0)
    return lost


def _ahead(states: NDArray[Any], setting: Setting, horizon: int) -> NDArray[Any]:
    start = (setting.as_of - setting.paths.first).days + 1
    return states[start : start + horizon]


def _no_jet(paths: AccessPaths, pack: Pack, setting: Setting) -> Flags:
    """Run a stock of jet fuel in days: inflow by open import roads, one day burnt a day."""
    rng = generator(setting.seed, "exits", "jet")
    members = paths.members
    room = draw(pack, JET_COVER, members, rng)
    contested = draw(pack, CONTESTED_FLOW, members, rng)
    stops = rng.random(members) < draw(pack, STOP_WITHOUT_JET, members, rng)
    inflow = _inflow(paths, pack, contested)
    stock = room.copy()
    empty = np.zeros(inflow.shape, dtype=np.bool_)
    for day, arrived in enumerate(inflow):
        # The day's inflow serves the day's flights first; what is left over refills the tanks.
        stock = np.clip(stock + arrived - 1.0, 0.0, room)
        empty[day] = (stock <= 0.0) & (arrived < 1.0)
    return empty & stops


def _inflow(paths: AccessPaths, pack: Pack, contested: Floats) -> Floats:
    """Return the share of normal inflow by day and member, from tanker states of import roads."""
    shares = {
        item.id: item.normal_share or 0.0
        for item in pack.corridors.values()
        if item.kind == "import" and item.id in paths.corridors
    }
    total = sum(shares.values())
    flow = np.zeros((paths.days, paths.members))
    if total == 0.0:
        return flow + 1.0
    for corridor, share in sorted(shares.items()):
        states = paths.corridor(corridor, "tanker")
        passed = np.where(states == CLOSED, 0.0, np.where(states == CONTESTED, contested, 1.0))
        flow += passed * (share / total)
    return flow


def _spells(
    pack: Pack,
    rng: np.random.Generator,
    shape: tuple[int, ...],
    names: tuple[str, str],
    factor_name: str | None = None,
) -> Flags:
    """Sample spells that start at a yearly rate and last a number of days, both assumed."""
    horizon, members = shape
    rate = draw(pack, names[0], members, rng) / DAYS_A_YEAR
    if factor_name is not None:
        rate = rate * draw(pack, factor_name, members, rng)
    lasts = np.ceil(draw(pack, names[1], members, rng)).astype(np.int64)
    starts = rng.random((horizon, members)) < 1.0 - np.exp(-rate)
    active = np.zeros(shape, dtype=np.bool_)
    left = np.zeros(members, dtype=np.int64)
    for day in range(horizon):
        left = np.where(starts[day], lasts, np.maximum(left - 1, 0))
        active[day] = left > 0
    return active
