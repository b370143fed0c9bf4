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
    for row in range(weather.calm.size):
        day = first + row
        if corridors > 0:
            import_day(world, drawn, level, now, weather, row, day, landing)
        unload(world, drawn, level, now, weather, made, row, landing)
        inland(world, drawn, level, now, weather, made, row, day)
        stations(world, drawn, level, now, weather, made, row)


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
    places, products, members = now.depot.shape
    made.placed[:] = now.depot.dtype.type(0)
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
        for p in range(places):
            at.add(made.placed[p, k], now.depot[p, k])
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
) -> None:
    """What is due reaches the towns; the hub shares its depots; depots fill the stations."""
    places, products, members = now.depot.shape
    slot, burnt = np.empty(members, np.int64), np.zeros(members, now.depot.dtype)
    asked = np.empty((places, members), now.depot.dtype)
    at.slots(day, drawn.inland_days, slot)
    for k in range(products):
        at.receive(now.inland[day % INLAND_SLOTS], now.depot, now.moving, made.brought, k)
        if world.hub >= 0:
            share_out(world, drawn, level, now, weather, row, k, asked, burnt)
            at.add(asked[world.hub], now.station[world.hub, k])
            at.send_inland(asked, now.moving, slot, now.inland, k, world.hub)
        at.refill(level.target, level.need, now.depot, now.station, k, world.hub)
    if world.hub >= 0:
        at.fuel_power(level.power, burnt, now.fuelled)


@compiled
def share_out(
    world: World,
    drawn: Drawn,
    level: Levels,
    now: Now,
    weather: Weather,
    row: int,
    k: int,
    asked: Floats,
    burnt: Floats,
) -> None:
    """Share one product of the hub's depots; leaves in `asked` what each place is given."""
    hub, members = world.hub, burnt.size
    back, mine = np.empty(members, burnt.dtype), np.zeros(members, burnt.dtype)
    at.keep_security(now.depot[hub, k], now.security[k], level.need[hub, k], level.security[k],
                     level.hub_normal[k])  # fmt: skip
    at.hold_back(now.depot[hub, k], level.hub_normal[k], drawn.inland_priority, back)
    for p in range(asked.shape[0]):
        open_ways(world, drawn, weather, row, p, asked[p])
    at.ask(now.depot, now.station, now.moving, level.target, level.need, drawn.inland_lag, back,
           asked, k)  # fmt: skip
    at.wish(level.target[hub, k], level.need[hub, k], now.station[hub, k], asked[hub])
    at.ration(asked, level.power[k], drawn.power_priority, now.depot[hub, k], mine)
    at.add(mine, now.power[k])
    at.add(mine, burnt)


@compiled
def open_ways(world: World, drawn: Drawn, weather: Weather, row: int, p: int, out: Floats) -> None:
    """Share [member] of a normal day's traffic that inland roads let through to a place."""
    kind = out.dtype.type
    first, last, mean = world.way_from[p], world.way_from[p + 1], world.averaged[p]
    out[:] = kind(0)
    for way in range(first, last):
        at.let_through(weather.inland[row, world.ways[way]], drawn.inland_contested, mean, out)
    if mean and last > first:
        out /= kind(last - first)


@compiled
def stations(
    world: World, drawn: Drawn, level: Levels, now: Now, weather: Weather, made: Made, row: int
) -> None:
    """Sell; keep what is wanted of it; show the share of stations selling."""
    places, products, members = now.depot.shape
    table = np.zeros((3, members), now.depot.dtype)
    alarm, sold, uncapped = table[0], table[1], table[2]
    total = np.zeros((products, members), now.depot.dtype)
    uncapped[:] = now.depot.dtype.type(1)
    at.fright(now.willing, alarm)
    for p in range(places):
        cap = drawn.ration_share if weather.rationed[row, p] else uncapped
        for k in range(products):
            at.sell(level.need, now.station, now.scarcity, now.owed, now.errands, alarm,
                    drawn.travel_fall, drawn.travel_days, drawn.tank_days, drawn.spill,
                    drawn.hoard_gain, cap, drawn.sale_fraction, sold, p, k)  # fmt: skip
            at.add(sold, total[k])
            if made.keep:
                at.keep(level.need, sold, now.depot, now.station, made.stock, made.unmet,
                        p, k, row, made.first)  # fmt: skip
    for k in range(products):
        at.add(total[k], now.sold[k])
    for i in range(world.shown.size):
        p = world.shown[i]
        for k in range(products):
            at.show(level.need[p, k], now.station[p, k], weather.wobble[row, i], drawn.half_open,
                    now.dearness[p, k], made.share[i, k])  # fmt: skip
        if p == world.hub:
            at.note_urgency(level.need[p], made.share[i], now.urgent)
    if world.hub >= 0:
        at.note_errands(level.need, now.scarcity, world.hub, now.errands[world.hub])
