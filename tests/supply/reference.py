"""A slow second implementation of the daily chain: one member, plain numbers, plain loops.

Written from docs/methods/supply.md and not from the engine; used only to check the engine.
"""

import math
from dataclasses import dataclass, field

OPEN, CONTESTED, CLOSED = 0, 1, 2


@dataclass
class Member:
    """Parameters `p` and normal needs of one member, and its changing state."""

    p: dict
    places: list
    products: list
    corridors: list
    km: dict
    passes: dict
    need: dict
    power: dict
    flow: dict
    direct: dict
    split: dict
    hub: str
    station: dict
    depot: dict
    target: dict
    security: dict
    queue: dict
    inside: dict
    fleet: dict
    road: dict = field(default_factory=dict)
    inland: dict = field(default_factory=dict)
    willing: dict = field(default_factory=dict)
    busy: list = field(default_factory=lambda: [0.0] * 8)
    alarm: int = 0
    urgent: int = 0
    calm: bool = False
    scarcity: dict = field(default_factory=dict)
    owed: dict = field(default_factory=dict)
    errands: dict = field(default_factory=dict)
    wobble: dict = field(default_factory=dict)
    first_stock: float = 0.0
    hub_normal: dict = field(default_factory=dict)
    security_full: dict = field(default_factory=dict)
    share: dict = field(default_factory=dict)
    landed_litres: float = 0.0

    def pairs(self):
        return [(place, product) for place in self.places for product in self.products]

    def stock(self):
        moving = sum(sum(load.values()) for load in self.inland.values())
        return (sum(self.depot.values()) + sum(self.station.values())
                + sum(self.security.values()) + moving)  # fmt: skip


def whole_days(days):
    return min(max(round(days), 1), 62)


def trip(m, corridor):
    return max(1.0, m.km[corridor] / m.p["supply.lorry_km_per_day"] + m.p["supply.customs_days"])


def put(m, day, corridor, lorries):
    key = (day, corridor)
    m.road[key] = m.road.get(key, 0.0) + lorries
    m.inside[corridor] += lorries


def border(m, day, tanker, convoy, noise):
    for c in m.corridors:
        m.willing[c] += (1 - m.willing[c]) / m.p["supply.willingness_days"]
    shortfall = 1 - m.stock() / m.first_stock
    wish = min(max(1 + m.p["supply.importer_gain"] * shortfall, 0.3), m.p["supply.surge_max"])
    for c in m.corridors:
        outside = max(0.0, m.fleet[c] - m.queue[c] - m.inside[c])
        m.queue[c] += min(m.flow[c] * wish, outside / m.p["supply.outside_days"])
    for c in m.corridors:
        if tanker[c] == OPEN:
            pace = m.flow[c] * m.willing[c]
            pace *= 1 + (m.p["supply.surge_max"] - 1) * m.willing[c]
        elif tanker[c] == CONTESTED:
            pace = m.flow[c] * (1 if m.calm else m.p["supply.contested_trickle"]) * m.willing[c]
        else:
            pace = 0.0
        go = min(m.queue[c], pace * math.exp(0.15 * noise["flow"][c]))
        lost = go * m.p["supply.trickle_loss"] if tanker[c] == CONTESTED and not m.calm else 0.0
        m.queue[c] -= go
        put(m, day + whole_days(trip(m, c)), c, go - lost)
        m.fleet[c] -= lost
    escorts(m, day, tanker, convoy, noise)


def escorts(m, day, tanker, convoy, noise):
    shut = sum(m.flow[c] for c in m.corridors if tanker[c] != OPEN)
    m.alarm += not m.calm and shut >= 0.25 * sum(m.flow.values())
    m.busy = [max(0.0, b - 1) for b in m.busy]
    run = m.alarm - m.p["supply.escort_delay_days"]
    months = (run + m.p["supply.escort_urgency"] * m.urgent) / 30
    number = 0
    if run >= 0:
        grown = m.p["supply.escort_teams"] + m.p["supply.escort_growth"] * months
        number = min(8, math.floor(grown + 0.5))
    for team in range(number):
        if m.busy[team] >= 1:
            continue
        send(m, day, tanker, convoy, noise, team)


def send(m, day, tanker, convoy, noise, team):
    size = m.p["supply.convoy_size"] * math.exp(m.p["supply.convoy_spread"] * noise["size"][team])
    best, best_rate = m.corridors[0], 0.0
    for c in m.corridors:
        may = tanker[c] != OPEN and convoy[c] != CLOSED
        if tanker[c] == CLOSED and noise["launch"][c] >= m.p["supply.closed_launch"]:
            may = False
        leg = max(1.0, m.km[c] / m.p["supply.convoy_km_per_day"])
        cycle = 2 * leg + m.p["supply.convoy_turnaround"]
        rate = min(m.queue[c] * m.willing[c], size) / cycle if may else 0.0
        if rate > best_rate:
            best, best_rate = c, rate
    leg = max(1.0, m.km[best] / m.p["supply.convoy_km_per_day"])
    cycle = 2 * leg + m.p["supply.convoy_turnaround"]
    load = best_rate * cycle
    if load < 5:
        return
    hazard = m.p["supply.convoy_attack_rate"] * m.km[best] / 1000
    if tanker[best] == CLOSED:
        hazard *= m.p["supply.closed_hazard_factor"]
    lost = 0.0
    if noise["attack"][team] < 1 - math.exp(-hazard):
        lost = load * min(max(2 * noise["loss"][team] * m.p["supply.convoy_loss"], 0), 1)
    m.queue[best] -= load
    m.busy[team] = cycle
    put(m, day + whole_days(leg + m.p["supply.customs_days"]), best, load - lost)
    m.fleet[best] -= lost


def discharge(m, day, tanker):
    litres_today = 0.0
    placed = dict.fromkeys(m.pairs(), 0.0)
    for c in m.corridors:
        lorries = m.road.pop((day, c), 0.0)
        m.inside[c] -= m.inside[c] / (2 * trip(m, c))
        care = 1.0 if tanker[c] == OPEN else min(1.0, m.p["supply.inland_priority"])
        for product in m.products:
            load = lorries * m.split[product] * m.p["tanker_capacity"] / 1000
            litres_today += load
            rest = load
            for place in m.passes[c]:
                key = (place, product)
                held = m.depot[key] + m.station[key] + moving(m, key) + placed[key]
                room = max(0.0, 1.5 * m.target[key] + m.need[key] - held)
                drop = min(m.direct[c, place] * care * load, room)
                placed[key] += drop
                rest -= drop
            placed[m.hub, product] += rest
    for key, amount in placed.items():
        m.depot[key] += amount
    m.landed_litres = litres_today


def moving(m, key):
    return sum(load.get(key, 0.0) for load in m.inland.values())


def share_out(m, day, passing):
    for key, load in m.inland.pop(day, {}).items():
        m.depot[key] += load
    wish = {
        k: min(max(m.target[k] + m.need[k] - m.station[k], 0), 2 * m.need[k]) for k in m.pairs()
    }
    for product in m.products:
        hub = (m.hub, product)
        low = m.depot[hub] < m.need[hub]
        out = 0.3 * m.security[product] if low else 0.0
        surplus = max(0.0, m.depot[hub] - m.hub_normal[product])
        full = max(0.0, m.security_full[product] - m.security[product])
        back = 0.0 if low else min(0.2 * surplus, full)
        m.security[product] += back - out
        m.depot[hub] += out - back
        hold = min(max(m.depot[hub] / m.hub_normal[product], 0), 1)
        hold = max(hold, m.p["supply.inland_priority"])
        asked, weight = {}, {}
        for place in m.places:
            key = (place, product)
            up_to = m.target[key] + m.need[key] * (1 + m.p["supply.inland_lag_days"])
            order = min(max(up_to - m.depot[key] - m.station[key] - moving(m, key), 0),
                        2 * m.need[key])  # fmt: skip
            asked[place] = wish[key] if place == m.hub else order * hold * passing[place]
            weight[place] = 1.0
        asked["power"], weight["power"] = m.power[product], m.p["supply.power_priority"]
        given = ration(asked, weight, m.depot[hub])
        m.depot[hub] = m.depot[hub] - sum(given.values())
        m.station[hub] += given[m.hub]
        lag = min(max(round(m.p["supply.inland_lag_days"]), 1), 7)
        for place in m.places:
            if place != m.hub:
                box = m.inland.setdefault(day + lag, {})
                box[place, product] = box.get((place, product), 0.0) + given[place]
        wish[hub] = 0.0
    for key in m.pairs():
        put_in = min(m.depot[key], wish[key])
        m.depot[key] -= put_in
        m.station[key] += put_in


def ration(asked, weight, stock):
    if sum(asked.values()) <= stock:
        return dict(asked)
    scale = stock / sum(weight[k] * asked[k] for k in asked)
    first = {k: min(asked[k], weight[k] * asked[k] * scale) for k in asked}
    left = stock - sum(first.values())
    gap = sum(asked[k] - first[k] for k in asked)
    return {k: first[k] + (asked[k] - first[k]) * min(1.0, left / gap) for k in asked}


def sell(m, noise):
    alarm = 1 - sum(m.willing.values()) / len(m.willing)
    for place in m.places:
        fresh = math.sqrt(1 - 0.85**2)
        m.wobble[place] = 0.85 * m.wobble[place] + fresh * noise["stations"][place]
        for product in m.products:
            key = (place, product)
            if not m.need[key]:
                m.share[key] = 0.0
                continue
            fear = min(max(m.scarcity[key] + 0.5 * alarm, 0), 1)
            wanted = m.need[key] * (1 - m.p["supply.travel_fall"] * m.scarcity[key])
            asked = wanted * (1 + m.p["supply.hoard_gain"] * fear) + m.owed.get(key, 0.0)
            if place == m.hub:
                asked += m.p["supply.spill"] * m.errands.get(product, 0.0)
            sold = min(asked, m.p["supply.sale_fraction"] * m.station[key])
            m.station[key] -= sold
            put_off = m.owed.get(key, 0.0) + wanted - sold
            m.owed[key] = min(max(put_off, 0), m.p["supply.tank_days"] * m.need[key])
            m.scarcity[key] += (1 - sold / asked - m.scarcity[key]) / m.p["supply.travel_days"]
            x = m.station[key] / m.need[key]
            x *= math.exp(m.p["supply.station_noise"] * m.wobble[place])
            m.share[key] = x**2 / (x**2 + m.p["supply.half_open_cover"] ** 2)


def urgency(m):
    hub = [(m.hub, k) for k in m.products if m.need[m.hub, k]]
    m.urgent += any(m.share[key] < 0.5 for key in hub)
    for product in m.products:
        m.errands[product] = sum(
            m.need[place, product] * m.scarcity[place, product]
            for place in m.places
            if place != m.hub
        )


def one_day(m, day, tanker, convoy, passing, noise, calm=False):
    """Advance one member by one day; states and noise by corridor, place and team."""
    m.calm = calm
    border(m, day, tanker, convoy, noise)
    discharge(m, day, tanker)
    share_out(m, day, passing)
    sell(m, noise)
    urgency(m)
