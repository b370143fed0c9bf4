"""Days of one block of members, compiled: the order of `simulate._step`.

Guarantees: nothing depends on other members, so blocks may run side by side and any cut into
blocks gives the same bits. Refuses: noise of its own; what comes from outside is in `Weather`.
"""

import numpy as np

from corridor.supply import kernel_places as at
from corridor.supply.kernel_jit import compiled, entry
from corridor.supply.kernel_roads import import_day
from corridor.supply.kernel_tables import Drawn, Levels, Made, Now, Weather, World
from corridor.supply.parameters import Floats
from corridor.supply.state import INLAND_SLOTS


@entry
def advance(
    world: World, drawn: Drawn, level: Levels, now: Now, weather: Weather, made: Made, first: int
) -> None:
    """Advance a block of members over all days of `weather`; `first` is the index of the first."""
    corridors, members = now.queue.shape
    landing = np.zeros((corridors, members), now.queue.dtype)
    held = np.zeros((now.depot.shape[1], 3, members), now.depot.dtype)
    for p in range(now.depot.shape[0]):
        for k in range(now.depot.shape[1]):
            at.tally(now.depot, now.station, now.moving, held, p, k)
    for row in range(weather.calm.size):
        day = first + row
        if corridors > 0:
            import_day(world, drawn, level, now, weather, row, day, held, landing)
        unload(world, drawn, level, now, weather, made, row, landing)
        inland(world, drawn, level, now, weather, made, row, day, held)
        show(world, drawn, level, now, weather, made, row)


@compiled
def unload(
    world: World,
    drawn: Drawn,
    level: Levels,
    now: Now,
    weather: Weather,
    made: Made,
    row: int,
    landing: Floats,
) -> None:
    """Discharge the lorries that land: towns on the way first, then the end."""
    products, members = now.depot.shape[1], now.depot.shape[2]
    for i in range(world.reached.size):
        made.placed[world.reached[i]] = now.depot.dtype.type(0)
    table = np.empty((5, members), now.depot.dtype)
    rest, litres, total, care, held = table[0], table[1], table[2], table[3], table[4]
    for k in range(products):
        total[:] = now.depot.dtype.type(0)
        for c in range(landing.shape[0]):
            at.load(landing[c], level.split[k], drawn.capacity, rest, litres, total)
            at.take_care(weather.tanker[row, c], drawn.inland_priority, care)
            for stop in range(world.stop_from[c], world.stop_from[c + 1]):
                p = world.stops[stop]
                at.hold(now.depot[p, k], now.station[p, k], now.moving[p, k], held)
                at.drop(litres, level.direct[c, p], care, held, level.target[p, k],
                        level.need[p, k], made.placed[p, k], rest)  # fmt: skip
            at.add(rest, made.placed[world.ends[c], k])
        at.add(total, now.landed[k])
        for i in range(world.reached.size):
            at.add(made.placed[world.reached[i], k], now.depot[world.reached[i], k])
    for i in range(world.local.size):
        p = world.local[i]
        for k in range(products):
            at.buy_locally(drawn.local[i], level.need[p, k], level.target[p, k],
                           now.station[p, k], now.local[k])  # fmt: skip


@compiled
def inland(
    world: World,
    drawn: Drawn,
    level: Levels,
    now: Now,
    weather: Weather,
    made: Made,
    row: int,
    day: int,
    held: Floats,
) -> None:
    """What is due reaches the towns; the hub shares its depots; depots fill stations; these sell.

    Place by place as far as may be, so that a place's rows are used while they are near the core;
    leaves in `held` what the country has in the evening.
    """
    places, products, members = now.depot.shape
    slot, burnt = np.empty(members, np.int64), np.zeros(members, now.depot.dtype)
    asked = np.zeros((places, members), now.depot.dtype)
    mood, sold = np.zeros((2, members), now.depot.dtype), np.empty(members, now.depot.dtype)
    total = np.zeros((2, products, members), now.depot.dtype)
    edges = at.slots(day, drawn.inland_days, slot)
    at.fright(now.willing, mood[0])
    mood[1] = now.depot.dtype.type(1)
    held[:] = now.depot.dtype.type(0)
    for k in range(products):
        share_out(world, drawn, level, now, weather, made, row, day, k, asked, burnt)
        for p in range(places):
            if p != world.hub:
                at.send_inland(asked, now.moving, slot, edges, now.inland, p, k)
            at.refill(level.target, level.need, now.depot, now.station, p, k, world.hub)
            # No table of tables is handed on from in here: for one place that costs more than sales.
            at.sell(level.need, now.station, now.scarcity, now.owed, now.errands, mood[0],
                    drawn.travel_fall, drawn.travel_days, drawn.tank_days, drawn.spill,
                    drawn.hoard_gain, drawn.ration_share if weather.rationed[row, p] else mood[1],
                    drawn.sale_fraction, sold, p, k)  # fmt: skip
            if made.keep:
                at.keep(level.need, sold, now.depot, now.station, made.stock, made.unmet,
                        p, k, row, made.first)  # fmt: skip
            at.add(sold, total[0, k])
            if p != world.hub:
                at.note_errands(level.need, now.scarcity, total[1], p, k)
            at.tally(now.depot, now.station, now.moving, held, p, k)
        at.add(total[0, k], now.sold[k])
    if world.hub >= 0:
        at.fuel_power(level.power, burnt, now.fuelled)
        now.errands[world.hub] = total[1]


@compiled
def share_out(
    world: World,
    drawn: Drawn,
    level: Levels,
    now: Now,
    weather: Weather,
    made: Made,
    row: int,
    day: int,
    k: int,
    asked: Floats,
    burnt: Floats,
) -> None:
    """Receive one product and share the hub's depots; leaves in `asked` what each place is given."""
    hub, members, ring = world.hub, burnt.size, now.inland[day % INLAND_SLOTS]
    table = np.zeros((3, members), burnt.dtype)
    back, mine, wanted = table[0], table[1], table[2]
    if hub >= 0:
        at.keep_security(now.depot[hub, k], now.security[k], level.need[hub, k],
                         level.security[k], level.hub_normal[k])  # fmt: skip
        at.hold_back(now.depot[hub, k], level.hub_normal[k], drawn.inland_priority, back)
    if not made.keep:
        made.brought[:, k] = ring[:, k]
    if hub >= 0:
        at.open_ways(weather.inland[row], world.way_from, world.ways, world.averaged,
                     drawn.inland_contested, asked)  # fmt: skip
    for p in range(asked.shape[0]):
        at.receive(ring, now.depot, now.moving, p, k)
        if p == hub:
            at.wish(level.target[p, k], level.need[p, k], now.station[p, k], asked[p])
        elif hub >= 0:
            at.ask(now.depot, now.station, now.moving, level.target, level.need, drawn.inland_lag,
                   back, asked, p, k)  # fmt: skip
        at.add(asked[p], wanted)
    if hub >= 0:
        at.ration(asked, wanted, level.power[k], drawn.power_priority, now.depot[hub, k], mine)
        at.add(asked[hub], now.station[hub, k])
        at.add(mine, now.power[k])
        at.add(mine, burnt)


@compiled
def show(
    world: World, drawn: Drawn, level: Levels, now: Now, weather: Weather, made: Made, row: int
) -> None:
    """Show the share of stations selling; note what the day means for escorts."""
    products = now.depot.shape[1]
    for i in range(world.shown.size):
        p = world.shown[i]
        for k in range(products):
            at.show(level.need[p, k], now.station[p, k], weather.wobble[row, i], drawn.half_open,
                    now.dearness[p, k], made.share[i, k])  # fmt: skip
        if p == world.hub:
            at.note_urgency(level.need[p], made.share[i], now.urgent)
