"""Lorries to the border, across it, and to the end of their corridor.

Guarantees: nothing leaves over a road closed to its class; escort teams are whole and away for a
round trip; lorries that depart land, are lost, or are still under way. Refuses: routes and dates.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CLOSED, CONTESTED, OPEN
from corridor.supply.network import Network
from corridor.supply.norms import Norms
from corridor.supply.parameters import Draws, Floats
from corridor.supply.state import LAG_SLOTS, TEAM_SLOTS, Noise, State

FLOW_NOISE = 0.15
"""Log spread of a day's independent traffic: weekends, papers, rain."""
SMALLEST_CONVOY = 5.0
"""Lorries below which an escort waits for more."""
ALARM_SHARE = 0.25
"""A day counts as alarm when roads with this share of normal flow are not open."""
SIMULATED_DROP_FROM = 0.5
"""A simulated attack on a convoy lowers willingness like half a reported one: most losses are
never reported, and reported attacks are those that frightened drivers."""


@dataclass(frozen=True)
class Roads:
    """States [corridor, member] of one day for single tankers and for escorted convoys."""

    tanker: NDArray[np.uint8]
    convoy: NDArray[np.uint8]


@dataclass(frozen=True)
class News:
    """Reported attacks of one day by corridor, and whether escorts were reported to run."""

    attacks: Floats
    escorts_seen: bool
    past: bool


def move_lorries(
    net: Network,
    draws: Draws,
    normal: Norms,
    state: State,
    roads: Roads,
    news: News,
    noise: Noise,
    *,
    day: int,
    first_stock: Floats,
) -> Floats:
    """Advance all import corridors one day; returns lorries [corridor, member] landing today."""
    if not net.corridors:
        return np.zeros((0, state.alarm.size), dtype=state.alarm.dtype)
    _fear(draws, state, news)
    _to_border(net, draws, normal, state, first_stock)
    _independents(draws, normal, state, roads, noise, day)
    _escorts(net, draws, normal, state, roads, news, noise, day)
    slot = day % LAG_SLOTS
    landing: Floats = state.buffer[slot].copy()
    state.buffer[slot] = 0.0
    state.inside -= state.inside / (2 * normal.trip)
    state.totals.arrived += landing.sum(axis=0)
    return landing


def _fear(draws: Draws, state: State, news: News) -> None:
    """Willingness falls by a share with each reported attack and recovers exponentially."""
    state.willing += (1 - state.willing) / draws["supply.willingness_days"]
    hit = np.clip(draws["supply.willingness_drop"] * news.attacks[:, None], 0, 1)
    state.willing *= 1 - hit


def _to_border(
    net: Network, draws: Draws, normal: Norms, state: State, first_stock: Floats
) -> None:
    """Importers order more when the country runs low, as far as the fleet allows."""
    shortfall = 1 - state.stock().sum(axis=0) / np.maximum(first_stock, 1e-12)
    response = np.clip(1 + draws["supply.importer_gain"] * shortfall, 0.3, None)
    response = np.minimum(response, draws["supply.surge_max"])
    outside = np.maximum(0.0, state.fleet - state.queue - state.inside)
    orders = np.minimum(normal.flow * response, outside / draws["supply.outside_days"])
    state.queue += orders * _wanted(net, normal, state)


def _wanted(net: Network, normal: Norms, state: State) -> Floats:
    """Orders for an end that is not the hub stop as its own stock passes twice the target."""
    wanted = np.ones_like(state.queue)
    for row in np.flatnonzero(net.destination != net.hub):
        end = net.destination[row]
        held = (state.depot[end] + state.station[end]).sum(axis=0)
        target = np.maximum(normal.target[end].sum(axis=0), 1e-12)
        wanted[row] = np.clip(2 - held / target, 0, 1)
    return wanted


def _independents(
    draws: Draws, normal: Norms, state: State, roads: Roads, noise: Noise, day: int
) -> None:
    """Unescorted lorries: the willing on an open road, few of them on a contested one."""
    free = normal.flow * draws["supply.surge_max"] * state.willing
    few = normal.flow * draws["supply.contested_trickle"] * state.willing
    pace = np.where(roads.tanker == OPEN, free, np.where(roads.tanker == CONTESTED, few, 0.0))
    go = np.minimum(state.queue, pace * np.exp(FLOW_NOISE * noise.flow))
    lost = np.where(roads.tanker == CONTESTED, go * draws["supply.trickle_loss"], 0.0)
    state.queue -= go
    _send(state, go, lost, day, normal.trip)


def _send(state: State, go: Floats, lost: Floats, day: int, days: Floats) -> None:
    """Put what survives into the ring buffer; the lost leave the fleet."""
    slot = _slot(day, days)
    corridor = np.arange(go.shape[0])[:, None]
    member = np.arange(go.shape[1])[None, :]
    state.buffer[slot, corridor, member] += go - lost
    state.inside += go - lost
    state.fleet -= lost
    state.totals.departed += go.sum(axis=0)
    state.totals.lost += lost.sum(axis=0)


def _slot(day: int, days: Floats) -> NDArray[np.intp]:
    lag = np.clip(np.rint(days), 1, LAG_SLOTS - 2).astype(np.intp)
    return np.asarray((day + lag) % LAG_SLOTS, dtype=np.intp)


def teams(draws: Draws, state: State, *, escorts_seen: bool) -> Floats:
    """Escort teams [member] there are: none before the alarm has lasted, then slowly more."""
    months = (state.alarm - draws["supply.escort_delay_days"]) / 30.0
    number = np.floor(draws["supply.escort_teams"] + draws["supply.escort_growth"] * months + 0.5)
    number = np.where(months >= 0, number, 1.0 if escorts_seen else 0.0)
    return np.asarray(np.clip(number, 0, TEAM_SLOTS))


def _escorts(
    net: Network,
    draws: Draws,
    normal: Norms,
    state: State,
    roads: Roads,
    news: News,
    noise: Noise,
    day: int,
) -> None:
    """Batch service: each free team takes the corridor where it moves most lorries a day."""
    shut = (normal.flow * (roads.tanker != OPEN)).sum(axis=0)
    state.alarm += shut >= ALARM_SHARE * np.maximum(normal.flow.sum(axis=0), 1e-12)
    state.busy = np.maximum(0.0, state.busy - 1)
    number = teams(draws, state, escorts_seen=news.escorts_seen)
    allowed = (roads.tanker != OPEN) & (roads.convoy != CLOSED)
    allowed &= (roads.tanker != CLOSED) | (noise.launch < draws["supply.closed_launch"])
    leg = np.maximum(1.0, net.km[:, None] / draws["supply.convoy_km_per_day"])
    cycle = 2 * leg + draws["supply.convoy_turnaround"]
    arrive = leg + draws["supply.customs_days"]
    hazard = _hazard(net, draws, roads)
    for team in range(int(number.max(initial=0))):
        free = (team < number) & (state.busy[team] < 1)
        if free.any():
            _dispatch(draws, state, news, noise, team, free, allowed, cycle, arrive, hazard, day)


def _hazard(net: Network, draws: Draws, roads: Roads) -> Floats:
    """Expected attacks [corridor, member] on one convoy over the whole length."""
    rate = draws["supply.convoy_attack_rate"] * net.km[:, None] / 1000.0
    return np.asarray(
        rate * np.where(roads.tanker == CLOSED, draws["supply.closed_hazard_factor"], 1.0)
    )


def _dispatch(
    draws: Draws,
    state: State,
    news: News,
    noise: Noise,
    team: int,
    free: NDArray[np.bool_],
    allowed: NDArray[np.bool_],
    cycle: Floats,
    arrive: Floats,
    hazard: Floats,
    day: int,
) -> None:
    member = np.flatnonzero(free)
    spread = draws["supply.convoy_spread"][member] * noise.size[team, member]
    size = draws["supply.convoy_size"][member] * np.exp(spread)
    waiting = state.queue[:, member] * state.willing[:, member] * allowed[:, member]
    pick = np.argmax(np.minimum(waiting, size) / cycle[:, member], axis=0)
    load = np.minimum(waiting[pick, np.arange(member.size)], size)
    going = load >= SMALLEST_CONVOY
    member, pick, load = member[going], pick[going], load[going]
    attacked = noise.attack[team, member] < 1 - np.exp(-hazard[pick, member])
    share = np.clip(2 * noise.loss[team, member] * draws["supply.convoy_loss"][member], 0, 1)
    lost = np.where(attacked, load * share, 0.0)
    state.queue[pick, member] -= load
    state.busy[team, member] = cycle[pick, member]
    state.buffer[_slot(day, arrive[pick, member]), pick, member] += load - lost
    state.inside[pick, member] += load - lost
    state.fleet[pick, member] -= lost
    state.totals.departed[member] += load
    state.totals.lost[member] += lost
    if not news.past:
        fright = SIMULATED_DROP_FROM * draws["supply.willingness_drop"][member]
        state.willing[pick, member] *= np.where(attacked, 1 - fright, 1.0)
