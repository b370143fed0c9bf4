"""The arrays a kernel works on, as plain named tuples: what is fixed, what is drawn, what moves.

Guarantees: state arrays are the engine's own, so the kernel moves the run itself; everything with
an exponential is worked out by numpy beforehand, so that the kernel only adds, multiplies, divides
and compares. Refuses: arrays whose members do not lie side by side.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.supply.parameters import Floats

Ints = NDArray[np.intp]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Number = np.floating[Any]


class World(NamedTuple):
    """Structure of the chain: [corridor], [place] or flat lists with where each one's part begins.

    `ends`: place where a corridor discharges. `reached`: places where any does, or stops. `stop_from`, `stops`: places on its way. `way_from`,
    `ways`: inland chains to a place, `averaged`: their mean counts. `local`: places that buy across
    another border. `shown`: places whose share of stations is wanted.
    """

    hub: int
    ends: Ints
    reached: Ints
    stop_from: Ints
    stops: Ints
    way_from: Ints
    ways: Ints
    averaged: Bools
    local: Ints
    shown: Ints


class Drawn(NamedTuple):
    """Parameters [member], and what follows from them by corridor [corridor, member].

    `local`: share bought across a border [local place, member]. `lag`, `convoy_lag`: whole days
    from border to discharge. `chance_open`, `chance_closed`: that a convoy is attacked.
    """

    capacity: Floats
    willingness_days: Floats
    willingness_drop: Floats
    importer_gain: Floats
    surge_max: Floats
    outside_days: Floats
    trickle: Floats
    trickle_loss: Floats
    escort_delay: Floats
    escort_teams: Floats
    escort_growth: Floats
    escort_urgency: Floats
    convoy_size: Floats
    convoy_loss: Floats
    closed_launch: Floats
    inland_priority: Floats
    inland_contested: Floats
    inland_lag: Floats
    power_priority: Floats
    travel_fall: Floats
    travel_days: Floats
    tank_days: Floats
    spill: Floats
    hoard_gain: Floats
    ration_share: Floats
    sale_fraction: Floats
    half_open: Floats
    local: Floats
    lag: Ints
    convoy_lag: Ints
    inland_days: Ints
    cycle: Floats
    chance_open: Floats
    chance_closed: Floats


class Levels(NamedTuple):
    """Normal levels, as in `norms.Norms`, and those of the first day."""

    need: Floats
    power: Floats
    split: Floats
    flow: Floats
    direct: Floats
    target: Floats
    security: Floats
    trip: Floats
    first_stock: Floats
    hub_normal: Floats


class Now(NamedTuple):
    """What moves, as in `state.State` and its books."""

    depot: Floats
    station: Floats
    scarcity: Floats
    owed: Floats
    errands: Floats
    security: Floats
    inland: Floats
    moving: Floats
    queue: Floats
    inside: Floats
    fleet: Floats
    buffer: Floats
    willing: Floats
    busy: Floats
    alarm: Floats
    dearness: Floats
    fuelled: Floats
    urgent: Floats
    sent: Floats
    landed: Floats
    local: Floats
    sold: Floats
    power: Floats
    departed: Floats
    lost: Floats
    arrived: Floats


class Weather(NamedTuple):
    """What comes from outside, by day: road states, news, chance.

    Attributes:
        tanker, convoy: [day, corridor, member] road states.
        inland: [day, chain, member] road states of inland chains.
        alone: [day, corridor, member] share of willing drivers a ban leaves.
        kept: [day, corridor, member] share of willingness the day's attacks leave.
        shock: [day, corridor, member] factor on independent traffic.
        size: [day, team, member] factor on a convoy's size.
        launch, attack, loss: uniforms [day, corridor or team, member].
        wobble: [day, shown place, member] factor on the cover stations show.
        rationed: [day, place] whether caps are in force.
        calm, past: [day].
        since: [day] days since the first reported escort; `reported` says whether there was one.
    """

    tanker: Bytes
    convoy: Bytes
    inland: Bytes
    alone: Floats
    kept: Floats
    shock: Floats
    size: Floats
    launch: Floats
    attack: Floats
    loss: Floats
    wobble: Floats
    rationed: Bools
    calm: Bools
    past: Bools
    since: Ints
    reported: bool


class Made(NamedTuple):
    """What the kernel reports.

    Attributes:
        placed: [place, product, member] litres discharged at a place from abroad, last day.
        brought: the same from the hub.
        share: [shown place, product, member] share of stations selling, last day.
        stock: [place, product, day, member] million litres in depots and stations.
        unmet: [place, product, day, member] million litres of need not sold that day.
        first: column of the two last ones at which this block's members begin.
        keep: whether the two last ones are written.
    """

    placed: Floats
    brought: Floats
    share: Floats
    stock: Floats
    unmet: Floats
    first: int
    keep: bool


def checked(name: str, table: Any) -> Any:
    """Return a table whose arrays all lie in C order; ValueError names one that does not."""
    for field, value in zip(table._fields, table, strict=True):
        if isinstance(value, np.ndarray) and not value.flags.c_contiguous:
            message = f"{name}.{field}: members must lie side by side"
            raise ValueError(message)
    return table
