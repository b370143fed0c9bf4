"""The compiled day of `convoys.py`: the same formulas, member by member.

Guarantees: the same bits as `convoys.py`, operation by operation (a test compares them); what it
says about drivers, borders and escorts is explained there. Refuses: formulas of its own.
"""

import numpy as np

from corridor.access.paths import CLOSED, CONTESTED, OPEN
from corridor.supply.convoys import (
    ALARM_SHARE,
    NEWSWORTHY,
    SIMULATED_DROP_FROM,
    SMALLEST_CONVOY,
)
from corridor.supply.kernel_jit import compiled
from corridor.supply.kernel_tables import (
    Bytes,
    Drawn,
    Ints,
    Levels,
    Now,
    Number,
    Weather,
    World,
)
from corridor.supply.parameters import Floats
from corridor.supply.state import LAG_SLOTS, TEAM_SLOTS

LEAST_ORDERS = 0.3
TINY = 1e-12


@compiled
def import_day(
    world: World,
    drawn: Drawn,
    level: Levels,
    now: Now,
    weather: Weather,
    row: int,
    day: int,
    held: Floats,
    landing: Floats,
) -> None:
    """Advance the import corridors by `day`, row `row` of the weather; fills `landing`.

    `held` [product, 3, member]: what lay in depots, in stations and on inland roads last night.
    """
    members = now.alarm.size
    wish = np.zeros(members, now.queue.dtype)
    wanted = np.empty(members, now.queue.dtype)
    for k in range(now.security.shape[0]):
        add_stock(held[k], now.security[k], wish)
    respond(wish, level.first_stock, drawn.importer_gain, drawn.surge_max)
    for c in range(now.queue.shape[0]):
        calm_down(now.willing[c], drawn.willingness_days, weather.kept[row, c])
        end = world.ends[c]
        wanted[:] = now.queue.dtype.type(1)
        if end != world.hub:
            room_at(now.depot[end], now.station[end], level.target[end], wanted)
        order(now.queue[c], now.inside[c], now.fleet[c], level.flow[c], wish, wanted,
              drawn.outside_days)  # fmt: skip
    send_alone(drawn, level, now, weather, row, day)
    count_alarm(now.alarm, now.sent, now.busy, level.flow, weather.tanker[row], weather.calm[row])
    number = np.zeros(members, np.int64)
    if weather.reported:
        teams_since(now.urgent, drawn.escort_teams, drawn.escort_growth, drawn.escort_urgency,
                    weather.since[row], number)  # fmt: skip
    else:
        teams(now.alarm, now.urgent, drawn.escort_delay, drawn.escort_teams, drawn.escort_growth,
              drawn.escort_urgency, number)  # fmt: skip
    escort(drawn, now, weather, row, day, number)
    arrive(now.buffer[day % LAG_SLOTS], now.inside, level.trip, landing, now.arrived)


@compiled
def add_stock(held: Floats, security: Floats, out: Floats) -> None:
    """Add all fuel of one product inside the country to `out`."""
    for m in range(out.size):
        out[m] += held[0, m] + held[1, m] + security[m] + held[2, m]


@compiled
def respond(wish: Floats, first: Floats, gain: Floats, most: Floats) -> None:
    """Turn stock into how much importers order, as a multiple of normal."""
    kind = wish.dtype.type
    for m in range(wish.size):
        missing = kind(1) - wish[m] / max(first[m], kind(TINY))
        wish[m] = min(max(kind(1) + gain[m] * missing, kind(LEAST_ORDERS)), most[m])


@compiled
def calm_down(willing: Floats, days: Floats, kept: Floats) -> None:
    """Willingness recovers, and falls with the day's attacks."""
    kind = willing.dtype.type
    for m in range(willing.size):
        eager = willing[m] + (kind(1) - willing[m]) / days[m]
        willing[m] = eager * kept[m]


@compiled
def room_at(depot: Floats, station: Floats, target: Floats, wanted: Floats) -> None:
    """Share of orders an end off the hub still wants: none from twice its target on."""
    kind = wanted.dtype.type
    for m in range(wanted.size):
        held, full = kind(0), kind(0)
        for k in range(depot.shape[0]):
            held += depot[k, m] + station[k, m]
            full += target[k, m]
        wanted[m] = min(max(kind(2) - held / max(full, kind(TINY)), kind(0)), kind(1))


@compiled
def order(
    queue: Floats,
    inside: Floats,
    fleet: Floats,
    flow: Floats,
    wish: Floats,
    wanted: Floats,
    outside_days: Floats,
) -> None:
    """Send to the border what importers wish and the fleet allows."""
    for m in range(queue.size):
        outside = max(queue.dtype.type(0), fleet[m] - queue[m] - inside[m])
        queue[m] += min(flow[m] * wish[m], outside / outside_days[m]) * wanted[m]


@compiled
def send_alone(drawn: Drawn, level: Levels, now: Now, weather: Weather, row: int, day: int) -> None:
    """Send the unescorted lorries; their losses leave the fleet."""
    members = now.alarm.size
    go, lost = np.empty(members, now.queue.dtype), np.empty(members, now.queue.dtype)
    gone, away = np.zeros(members, now.queue.dtype), np.zeros(members, now.queue.dtype)
    few, risk = drawn.trickle, drawn.trickle_loss
    if weather.calm[row]:
        few, risk = np.ones(members, few.dtype), np.zeros(members, few.dtype)
    for c in range(now.queue.shape[0]):
        pace(weather.tanker[row, c], level.flow[c], now.willing[c], weather.alone[row, c],
             drawn.surge_max, few, go)  # fmt: skip
        leave(weather.tanker[row, c], weather.shock[row, c], risk, now.queue[c], go, lost)
        drive(go, lost, now.inside[c], now.fleet[c], gone, away)
        under_way(go, drawn.lag[c], day, now.buffer[:, c])
    for m in range(members):
        now.departed[m] += gone[m]
        now.lost[m] += away[m]


@compiled
def pace(
    tanker: Bytes,
    flow: Floats,
    willing: Floats,
    alone: Floats,
    surge: Floats,
    few: Floats,
    out: Floats,
) -> None:
    """Lorries that would go without escort."""
    kind = out.dtype.type
    for m in range(out.size):
        ready = willing[m] * alone[m]
        free = flow[m] * ready * (kind(1) + (surge[m] - kind(1)) * ready)
        some = flow[m] * few[m] * willing[m]
        out[m] = free if tanker[m] == OPEN else (some if tanker[m] == CONTESTED else kind(0))


@compiled
def leave(
    tanker: Bytes, shock: Floats, risk: Floats, queue: Floats, go: Floats, lost: Floats
) -> None:
    """Take from the queue what goes; part of it is lost on a contested road."""
    for m in range(go.size):
        gone = min(queue[m], go[m] * shock[m])
        go[m] = gone
        lost[m] = gone * risk[m] if tanker[m] == CONTESTED else go.dtype.type(0)
        queue[m] -= gone


@compiled
def drive(
    go: Floats, lost: Floats, inside: Floats, fleet: Floats, gone: Floats, away: Floats
) -> None:
    """Book what went and what was lost; leaves in `go` what will land."""
    for m in range(go.size):
        gone[m] += go[m]
        away[m] += lost[m]
        go[m] -= lost[m]
        inside[m] += go[m]
        fleet[m] -= lost[m]


@compiled
def under_way(go: Floats, lag: Ints, day: int, ring: Floats) -> None:
    """Put lorries into the ring, on the day they land."""
    for m in range(go.size):
        ring[(day + lag[m]) % LAG_SLOTS, m] += go[m]


@compiled
def count_alarm(
    alarm: Floats, sent: Floats, busy: Floats, flow: Floats, tanker: Bytes, calm: bool
) -> None:
    """Count a day of alarm where much of the normal flow meets a road that is not open."""
    kind, members = alarm.dtype.type, alarm.size
    shut, total = np.zeros(members, alarm.dtype), np.zeros(members, alarm.dtype)
    for c in range(flow.shape[0]):
        for m in range(members):
            shut[m] += flow[c, m] if tanker[c, m] != OPEN else kind(0)
            total[m] += flow[c, m]
    for m in range(members):
        loud = not calm and shut[m] >= kind(ALARM_SHARE) * max(total[m], kind(TINY))
        alarm[m] += kind(1) if loud else kind(0)
        sent[m] = kind(0)
    for team in range(busy.shape[0]):
        for m in range(members):
            busy[team, m] = max(kind(0), busy[team, m] - kind(1))


@compiled
def teams(
    alarm: Floats,
    urgent: Floats,
    delay: Floats,
    first: Floats,
    growth: Floats,
    urgency: Floats,
    out: Ints,
) -> None:
    """Escort teams [member] where none was reported, as `convoys.teams`."""
    kind = alarm.dtype.type
    for m in range(out.size):
        run = alarm[m] - delay[m]
        months = (run + urgency[m] * urgent[m]) / kind(30)
        number = np.floor(first[m] + growth[m] * months + kind(0.5))
        number = min(max(number, kind(0)), kind(TEAM_SLOTS))
        out[m] = int(number) if run >= kind(0) else 0


@compiled
def teams_since(
    urgent: Floats, first: Floats, growth: Floats, urgency: Floats, since: int, out: Ints
) -> None:
    """Escort teams [member] by the days since the first was reported.

    Those days are whole numbers, so numpy goes on in double precision; so does this.
    """
    for m in range(out.size):
        months = (since + np.float64(urgency[m] * urgent[m])) / 30.0
        number = np.floor(np.float64(first[m]) + np.float64(growth[m]) * months + 0.5)
        out[m] = int(min(max(number, 0.0), float(TEAM_SLOTS))) if since >= 0 else 0


@compiled
def escort(drawn: Drawn, now: Now, weather: Weather, row: int, day: int, number: Ints) -> None:
    """Batch service: each free team takes the corridor where it moves most lorries a day.

    Member by member: on most days most of them have no team free or nobody waiting.
    """
    ready = np.zeros(now.queue.shape, now.queue.dtype)
    most = np.zeros(number.size, now.queue.dtype)
    for c in range(now.queue.shape[0]):
        wait(now.queue[c], now.willing[c], weather.tanker[row, c], weather.convoy[row, c],
             weather.launch[row, c], drawn.closed_launch, ready[c], most)  # fmt: skip
    convoys(ready, most, number, weather.size[row], weather.attack[row], weather.loss[row],
            weather.tanker[row], weather.past[row], drawn.convoy_size, drawn.convoy_loss,
            drawn.willingness_drop, drawn.cycle, drawn.chance_open, drawn.chance_closed,
            drawn.convoy_lag, day, now.busy, now.queue, now.willing, now.inside, now.fleet,
            now.buffer, now.sent, now.departed, now.lost)  # fmt: skip


@compiled
def convoys(
    ready: Floats,
    most: Floats,
    number: Ints,
    size: Floats,
    attack: Floats,
    loss: Floats,
    tanker: Bytes,
    past: bool,
    convoy_size: Floats,
    convoy_loss: Floats,
    drop: Floats,
    cycle: Floats,
    chance_open: Floats,
    chance_closed: Floats,
    lag: Ints,
    day: int,
    busy: Floats,
    queue: Floats,
    willing: Floats,
    inside: Floats,
    fleet: Floats,
    buffer: Floats,
    sent: Floats,
    departed: Floats,
    total: Floats,
) -> None:
    """Send the convoys of one day; their teams are away for a round trip."""
    kind = ready.dtype.type
    for m in range(number.size):
        for team in range(number[m]):
            if most[m] < kind(SMALLEST_CONVOY):
                break
            if busy[team, m] >= kind(1):
                continue
            c, load = choose(ready, cycle, convoy_size[m] * size[team, m], m)
            if load < kind(SMALLEST_CONVOY):
                continue
            chance = chance_closed[c, m] if tanker[c, m] == CLOSED else chance_open[c, m]
            lost = kind(0)
            if attack[team, m] < chance:
                share = min(max(kind(2) * loss[team, m] * convoy_loss[m], kind(0)), kind(1))
                lost = load * share
                fleet[c, m] -= lost
                total[m] += lost
                if not past:  # the fright of attacks yet to come
                    willing[c, m] *= kind(1) - kind(SIMULATED_DROP_FROM) * drop[m]
            queue[c, m] -= load
            sent[m] += min(kind(1), load / kind(NEWSWORTHY))
            busy[team, m] = cycle[c, m]
            buffer[(day + lag[c, m]) % LAG_SLOTS, c, m] += load - lost
            inside[c, m] += load - lost
            departed[m] += load
            most[m] = look_again(queue, willing, ready, c, m)


@compiled
def choose(ready: Floats, cycle: Floats, size: Number, m: int) -> tuple[int, Number]:
    """Corridor and load of a free team of one member."""
    pick, load, best = 0, ready.dtype.type(0), ready.dtype.type(-1)
    for c in range(ready.shape[0]):
        there = min(ready[c, m], size)
        rate = there / cycle[c, m]
        if rate > best:
            best, pick, load = rate, c, there
    return pick, load


@compiled
def look_again(queue: Floats, willing: Floats, ready: Floats, c: int, m: int) -> Number:
    """Count anew who waits where a convoy has just left; returns the most anywhere."""
    ready[c, m] = queue[c, m] * willing[c, m]
    most = ready.dtype.type(0)
    for other in range(ready.shape[0]):
        most = max(most, ready[other, m])
    return most


@compiled
def wait(
    queue: Floats,
    willing: Floats,
    tanker: Bytes,
    convoy: Bytes,
    launch: Floats,
    closed_launch: Floats,
    ready: Floats,
    most: Floats,
) -> None:
    """Lorries [member] of one corridor whose drivers would go with an escort, where one may go."""
    for m in range(queue.size):
        shut = tanker[m] == CLOSED and not launch[m] < closed_launch[m]
        barred = tanker[m] == OPEN or convoy[m] == CLOSED or shut
        ready[m] = queue.dtype.type(0) if barred else queue[m] * willing[m]
        most[m] = max(most[m], ready[m])


@compiled
def arrive(ring: Floats, inside: Floats, trip: Floats, landing: Floats, arrived: Floats) -> None:
    """Take what lands today out of the ring; lorries drive home empty."""
    kind, members = ring.dtype.type, arrived.size
    total = np.zeros(members, ring.dtype)
    for c in range(ring.shape[0]):
        for m in range(members):
            total[m] += ring[c, m]
            landing[c, m] = ring[c, m]
            ring[c, m] = kind(0)
        for m in range(members):
            inside[c, m] -= inside[c, m] / (kind(2) * trip[c, m])
    for m in range(members):
        arrived[m] += total[m]
