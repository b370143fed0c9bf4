"""The compiled day of `depots.py` and `stations.py`: the same formulas, row by row of members.

Guarantees: the same bits as those modules, operation by operation (a test compares them); what the
formulas mean is explained there. Refuses: formulas of its own.
"""

import numpy as np

from corridor.access.paths import CONTESTED, OPEN
from corridor.supply.depots import FASTEST_REFILL, FUEL_MEMORY, REFILL, RELEASE
from corridor.supply.kernel_jit import compiled
from corridor.supply.kernel_tables import Bools, Bytes, Ints
from corridor.supply.parameters import Floats
from corridor.supply.state import INLAND_SLOTS
from corridor.supply.stations import DEAR_DAYS, HALF

ROOM = 1.5
TINY = 1e-12
LEAST_NORMAL = 1e-9
FEAR_OF_ALARM = 0.5


@compiled
def load(
    landing: Floats, split: Floats, capacity: Floats, rest: Floats, litres: Floats, total: Floats
) -> None:
    """Litres of one product in the lorries of one corridor."""
    for m in range(rest.size):
        litres[m] = landing[m] * split[m] * capacity[m] / rest.dtype.type(1000)
        rest[m] = litres[m]
        total[m] += litres[m]


@compiled
def take_care(tanker: Bytes, priority: Floats, care: Floats) -> None:
    """Share of normal drops [member] that towns on the way get."""
    kind = care.dtype.type
    for m in range(care.size):
        care[m] = kind(1) if tanker[m] == OPEN else min(kind(1), priority[m])


@compiled
def drop(
    litres: Floats,
    direct: Floats,
    care: Floats,
    held: Floats,
    target: Floats,
    need: Floats,
    placed: Floats,
    rest: Floats,
) -> None:
    """Unload at one place on the way its normal share, as far as it has room."""
    kind = rest.dtype.type
    for m in range(rest.size):
        room = kind(ROOM) * target[m] + need[m] - (held[m] + placed[m])
        put = min(direct[m] * care[m] * litres[m], max(kind(0), room))
        placed[m] += put
        rest[m] -= put


@compiled
def hold(depot: Floats, station: Floats, moving: Floats, out: Floats) -> None:
    """What a place holds or has on the way to it."""
    for m in range(out.size):
        out[m] = depot[m] + station[m] + moving[m]


@compiled
def add(what: Floats, to: Floats) -> None:
    """Add a row to a row."""
    for m in range(to.size):
        to[m] += what[m]


@compiled
def buy_locally(
    share: Floats, need: Floats, target: Floats, station: Floats, total: Floats
) -> None:
    """A town with a market across another border buys there up to its target."""
    kind = station.dtype.type
    for m in range(station.size):
        flow = need[m] * min(max(share[m], kind(0)), kind(1))
        taken = min(flow, max(kind(0), target[m] - station[m]))
        station[m] += taken
        total[m] += taken


@compiled
def open_ways(
    states: Bytes, way_from: Ints, ways: Ints, averaged: Bools, some: Floats, out: Floats
) -> None:
    """Share [place, member] of a normal day's traffic that roads let through: the best, or the mean."""
    kind = out.dtype.type
    out[:] = kind(0)
    for p in range(out.shape[0]):
        first, last, mean = way_from[p], way_from[p + 1], averaged[p]
        for i in range(first, last):
            way = ways[i]
            for m in range(out.shape[1]):
                part = some[m]  # read whatever the state is: a load that is certain needs no branch
                part = part if states[way, m] == CONTESTED else kind(0)
                share = kind(1) if states[way, m] == OPEN else part
                out[p, m] = out[p, m] + share if mean else max(out[p, m], share)
        if mean and last > first:
            out[p] /= kind(last - first)


@compiled
def keep_security(depot: Floats, stock: Floats, need: Floats, full: Floats, normal: Floats) -> None:
    """The state releases its stock when the hub runs low, and restores it from surplus."""
    kind = depot.dtype.type
    zero = kind(0)
    for m in range(depot.size):
        low = depot[m] < need[m]
        room = max(zero, full[m] - stock[m])
        surplus = max(zero, depot[m] - normal[m])
        out = kind(RELEASE) * stock[m] if low else zero
        back = zero if low else min(kind(REFILL) * surplus, room)
        stock[m] += back - out
        depot[m] += out - back


@compiled
def hold_back(depot: Floats, normal: Floats, priority: Floats, out: Floats) -> None:
    """Share [member] of inland orders wholesalers take as the hub's depots fall."""
    kind = depot.dtype.type
    for m in range(out.size):
        full = min(max(depot[m] / max(normal[m], kind(LEAST_NORMAL)), kind(0)), kind(1))
        out[m] = max(full, priority[m])


@compiled
def wish(target: Floats, need: Floats, station: Floats, out: Floats) -> None:
    """What stations of a place want today: up to their target, at most a fast refill."""
    kind = out.dtype.type
    for m in range(out.size):
        want = max(target[m] + need[m] - station[m], kind(0))
        out[m] = min(want, kind(FASTEST_REFILL) * need[m])


@compiled
def ration(
    asked: Floats, wanted: Floats, power: Floats, priority: Floats, stock: Floats, burnt: Floats
) -> None:
    """Turn `asked` [place, member] into what is given, as `depots.ration`; books `burnt`.

    Towns weigh one and power its priority; `wanted` comes with the sum of what is asked. Takes what
    is given from `stock`.
    """
    members = asked.shape[1]
    table = np.zeros((5, members), asked.dtype)
    first, gap, total, given, scale = table[0], table[1], table[2], table[3], table[4]
    scale_of(wanted, power, priority, stock, scale)
    first_share(asked, scale, first, gap)
    left_share(power, priority, stock, scale, first, gap)
    second_share(asked, wanted, stock, scale, gap, total)
    burn(power, priority, wanted, stock, scale, gap, total)
    trim(asked, scale, given)
    for m in range(members):
        stock[m] -= given[m] + wanted[m]
        burnt[m] += wanted[m]


@compiled
def scale_of(wanted: Floats, power: Floats, priority: Floats, stock: Floats, scale: Floats) -> None:
    """Share of each request, by weight, that the stock allows; power joins what is wanted."""
    for m in range(wanted.size):
        weighed = wanted[m] + priority[m] * power[m]
        wanted[m] += power[m]
        scale[m] = stock[m] / max(weighed, scale.dtype.type(TINY))


@compiled
def left_share(
    power: Floats, priority: Floats, stock: Floats, scale: Floats, first: Floats, gap: Floats
) -> None:
    """Turn `gap` into the share of it that what is left over fills."""
    kind = gap.dtype.type
    for m in range(gap.size):
        part = min(power[m], priority[m] * power[m] * scale[m])
        lacking = gap[m] + (power[m] - part)
        left = max(kind(0), stock[m] - (first[m] + part))
        gap[m] = min(kind(1), left / max(lacking, kind(TINY)))


@compiled
def burn(
    power: Floats,
    priority: Floats,
    wanted: Floats,
    stock: Floats,
    scale: Floats,
    gap: Floats,
    total: Floats,
) -> None:
    """Power's part, left in `wanted`; `scale` becomes what keeps all within the stock."""
    kind = scale.dtype.type
    for m in range(scale.size):
        part = min(power[m], priority[m] * power[m] * scale[m])
        short = part + (power[m] - part) * gap[m]
        given = power[m] if wanted[m] <= stock[m] else short
        scale[m] = min(kind(1), stock[m] / max(total[m] + given, kind(TINY)))
        wanted[m] = given * scale[m]


@compiled
def slots(day: int, lag: Ints, out: Ints) -> Ints:
    """Place in the ring of what is sent today; returns where runs of equal places begin and end."""
    edges, runs = np.empty(out.size + 1, np.int64), 0
    for m in range(out.size):
        out[m] = (day + lag[m]) % INLAND_SLOTS
        edges[runs] = m
        runs += 1 if m == 0 or lag[m] != lag[m - 1] else 0
    edges[runs] = out.size
    return edges[: runs + 1]


@compiled
def fuel_power(power: Floats, burnt: Floats, fuelled: Floats) -> None:
    """Let the power stations' slow average follow the share of their diesel delivered."""
    kind = fuelled.dtype.type
    for m in range(burnt.size):
        asked = kind(0)
        for k in range(power.shape[0]):
            asked += power[k, m]
        share = burnt[m] / max(asked, kind(TINY)) if asked > kind(0) else kind(1)
        fuelled[m] += (share - fuelled[m]) / kind(FUEL_MEMORY)


@compiled
def fright(willing: Floats, alarm: Floats) -> None:
    """Half of lost willingness [member]: queues begin with the news."""
    kind = alarm.dtype.type
    corridors = willing.shape[0]
    for c in range(corridors):
        add(willing[c], alarm)
    for m in range(alarm.size):
        mean = alarm[m] / kind(corridors) if corridors > 0 else kind(1)
        alarm[m] = kind(FEAR_OF_ALARM) * (kind(1) - mean)


@compiled
def receive(due: Floats, depot: Floats, moving: Floats, p: int, k: int) -> None:
    """Inland lorries due today reach a town.

    From here on functions take whole tables [place, product, member], a place and a product:
    cutting out a row of each table would cost more than some of the rows.
    """
    for m in range(due.shape[2]):
        came = due[p, k, m]
        depot[p, k, m] += came
        moving[p, k, m] -= came
        due[p, k, m] = due.dtype.type(0)


@compiled
def ask(
    depot: Floats,
    station: Floats,
    moving: Floats,
    target: Floats,
    need: Floats,
    lag: Floats,
    held_back: Floats,
    asked: Floats,
    p: int,
    k: int,
) -> None:
    """What a town asks of the hub; its row of `asked` comes with what roads let through."""
    kind = asked.dtype.type
    for m in range(asked.shape[1]):
        held = depot[p, k, m] + station[p, k, m] + moving[p, k, m]
        order = target[p, k, m] + need[p, k, m] * (kind(1) + lag[m]) - held
        order = min(max(order, kind(0)), kind(FASTEST_REFILL) * need[p, k, m])
        asked[p, m] = order * held_back[m] * asked[p, m]


@compiled
def first_share(asked: Floats, scale: Floats, first: Floats, gap: Floats) -> None:
    """Add up what places get in proportion, and what they still lack."""
    for p in range(asked.shape[0]):
        for m in range(scale.size):
            part = min(asked[p, m], asked[p, m] * scale[m])
            first[m] += part
            gap[m] += asked[p, m] - part


@compiled
def second_share(
    asked: Floats, wanted: Floats, stock: Floats, scale: Floats, gap: Floats, total: Floats
) -> None:
    """Give each place its two shares, or all it asked where there is enough."""
    for p in range(asked.shape[0]):
        for m in range(scale.size):
            part = min(asked[p, m], asked[p, m] * scale[m])
            short = part + (asked[p, m] - part) * gap[m]
            given = asked[p, m] if wanted[m] <= stock[m] else short
            asked[p, m] = given
            total[m] += given


@compiled
def trim(asked: Floats, scale: Floats, given: Floats) -> None:
    """Keep each place's part within the stock, and add them up."""
    for p in range(asked.shape[0]):
        for m in range(scale.size):
            asked[p, m] *= scale[m]
            given[m] += asked[p, m]


@compiled
def send_inland(
    given: Floats, moving: Floats, slot: Ints, edges: Ints, ring: Floats, p: int, k: int
) -> None:
    """Put what a town is given on the road; `ring` is [slot, place, product, member].

    Members that take as long as their neighbours are put there together.
    """
    for m in range(slot.size):
        moving[p, k, m] += given[p, m]
    if edges.size > slot.size // 8:
        for m in range(slot.size):
            ring[slot[m], p, k, m] += given[p, m]
    else:
        for run in range(edges.size - 1):
            at = slot[edges[run]]
            for m in range(edges[run], edges[run + 1]):
                ring[at, p, k, m] += given[p, m]


@compiled
def refill(
    target: Floats, need: Floats, depot: Floats, station: Floats, p: int, k: int, hub: int
) -> None:
    """Depots outside the hub fill the stations of their place; the hub's only round to zero."""
    kind = depot.dtype.type
    most = kind(0) if p == hub else kind(FASTEST_REFILL)
    for m in range(depot.shape[2]):
        want = max(target[p, k, m] + need[p, k, m] - station[p, k, m], kind(0))
        moved = min(depot[p, k, m], want, most * need[p, k, m])
        depot[p, k, m] -= moved
        station[p, k, m] += moved


@compiled
def sell(
    need: Floats,
    station: Floats,
    scarcity: Floats,
    owed: Floats,
    errands: Floats,
    alarm: Floats,
    fall: Floats,
    days: Floats,
    tanks: Floats,
    spill: Floats,
    hoard: Floats,
    cap: Floats,
    fraction: Floats,
    sold: Floats,
    p: int,
    k: int,
) -> None:
    """Sell one product at one place, as `stations.sell`; `sold` are its litres."""
    kind = station.dtype.type
    one, zero = kind(1), kind(0)
    for m in range(sold.size):
        scarce, wish_of = scarcity[p, k, m], need[p, k, m]
        fear = min(max(scarce + alarm[m], zero), one)
        wanted = wish_of * (one - fall[m] * scarce)
        asked = wanted * (one + hoard[m] * fear) + owed[p, k, m]
        asked = asked + spill[m] * errands[p, k, m]
        gone = min(asked * cap[m], fraction[m] * station[p, k, m])
        short = one - gone / max(asked, kind(TINY)) if asked > zero else zero
        station[p, k, m] -= gone
        owed[p, k, m] = min(max(owed[p, k, m] + wanted - gone, zero), tanks[m] * wish_of)
        scarcity[p, k, m] = scarce + (short - scarce) / days[m]
        sold[m] = gone


@compiled
def keep(
    need: Floats,
    sold: Floats,
    depot: Floats,
    station: Floats,
    stock: Floats,
    unmet: Floats,
    p: int,
    k: int,
    row: int,
    first: int,
) -> None:
    """Keep the stock of a place and the need that was not met, from column `first` on."""
    zero = stock.dtype.type(0)
    for m in range(sold.size):
        stock[p, k, row, first + m] = max(zero, depot[p, k, m] + station[p, k, m])
        unmet[p, k, row, first + m] = max(zero, need[p, k, m] - sold[m])


@compiled
def show(
    need: Floats, station: Floats, wobble: Floats, half: Floats, dear: Floats, share: Floats
) -> None:
    """Share of stations selling at one place, and the slow scarcity behind the street price."""
    kind = share.dtype.type
    for m in range(share.size):
        cover = station[m] / max(need[m], kind(TINY)) * wobble[m]
        cover = cover if need[m] > kind(0) else kind(0)
        square = cover * cover
        share[m] = square / (square + half[m] * half[m])
        dear[m] += (kind(1) - share[m] - dear[m]) / kind(DEAR_DAYS)


@compiled
def note_errands(need: Floats, scarcity: Floats, total: Floats, p: int, k: int) -> None:
    """Add up what others could not buy at home."""
    for m in range(total.shape[1]):
        total[k, m] += need[p, k, m] * scarcity[p, k, m]


@compiled
def tally(depot: Floats, station: Floats, moving: Floats, held: Floats, p: int, k: int) -> None:
    """Add up what lies in depots, in stations and on inland roads, `held` [product, 3, member]."""
    for m in range(depot.shape[2]):
        held[k, 0, m] += depot[p, k, m]
    for m in range(depot.shape[2]):
        held[k, 1, m] += station[p, k, m]
    for m in range(depot.shape[2]):
        held[k, 2, m] += moving[p, k, m]


@compiled
def note_urgency(need: Floats, share: Floats, urgent: Floats) -> None:
    """Count a day on which under half of the hub's stations sell some product [product, member]."""
    kind = urgent.dtype.type
    for m in range(urgent.size):
        short = False
        for k in range(need.shape[0]):
            short = short or (share[k, m] < kind(HALF) and need[k, m] > kind(0))
        urgent[m] += kind(1) if short else kind(0)
