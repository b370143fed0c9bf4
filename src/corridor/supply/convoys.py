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
NEWSWORTHY = 50.0
"""Lorries in a convoy that is shown; a smaller one counts in proportion."""
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
    """Reported attacks and standing bans of one day by corridor.

    `calm`: a past day before the first report of trouble with fuel.
    `escorts`: days since the first escort that was reported (negative: before it), or None.
    """

    attacks: Floats
    ban: Floats
    ban_age: Floats
    escorts: int | None
    calm: bool
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
    _independents(draws, normal, state, roads, noise, news, day)
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
    left = 1 - np.clip(draws["supply.willingness_drop"], 0, 1)
    state.willing *= left ** news.attacks[:, None]


def _alone(draws: Draws, news: News) -> Floats:
    """Share [corridor, member] of willing drivers who go without escort while a ban stands.

    A ban nobody lifts deters as long as it is believed: the less the older it is.
    """
    fading = np.exp(-news.ban_age[:, None] / draws["supply.ban_days"])
    return np.asarray(1 - draws["supply.ban_deterrence"] * news.ban[:, None] * fading)


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
    draws: Draws,
    normal: Norms,
    state: State,
    roads: Roads,
    noise: Noise,
    news: News,
    day: int,
) -> None:
    """Unescorted lorries: the willing on an open road, few of them on a contested one.

    A standing ban keeps `1 - alone` of the willing from an open road; the few on a contested one
    are those whom it does not deter. The surge over normal flow needs drivers too. Before the first
    report of trouble with fuel, nobody keeps off a contested road and nothing is lost there.
    """
    ready = state.willing * _alone(draws, news)
    free = normal.flow * ready * (1 + (draws["supply.surge_max"] - 1) * ready)
    few = normal.flow * (1.0 if news.calm else draws["supply.contested_trickle"]) * state.willing
    pace = np.where(roads.tanker == OPEN, free, np.where(roads.tanker == CONTESTED, few, 0.0))
    go = np.minimum(state.queue, pace * np.exp(FLOW_NOISE * noise.flow))
    risk = 0.0 if news.calm else draws["supply.trickle_loss"]
    lost = np.where(roads.tanker == CONTESTED, go * risk, 0.0)
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


def teams(draws: Draws, state: State, since: int | None) -> Floats:
    """Escort teams [member] there are: none before the alarm has lasted, then slowly more.

    Where the first escort was reported, `since` counts the days from it: none before (an escort on
    a road that never needed one is news), the first ones from then on. They grow faster the longer
    the capital itself is short.
    """
    run = state.alarm - draws["supply.escort_delay_days"] if since is None else since
    run = np.broadcast_to(run, state.alarm.shape)
    months = (run + draws["supply.escort_urgency"] * state.urgent) / 30.0
    number = np.floor(draws["supply.escort_teams"] + draws["supply.escort_growth"] * months + 0.5)
    return np.asarray(np.clip(np.where(run >= 0, number, 0.0), 0, TEAM_SLOTS))


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
    state.alarm += (not news.calm) & (
        shut >= ALARM_SHARE * np.maximum(normal.flow.sum(axis=0), 1e-12)
    )
    state.busy = np.maximum(0.0, state.busy - 1)
    state.sent = np.zeros_like(state.sent)
    number = teams(draws, state, news.escorts)
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
    state.sent[member] += np.minimum(1, load / NEWSWORTHY)
    state.busy[team, member] = cycle[pick, member]
    state.buffer[_slot(day, arrive[pick, member]), pick, member] += load - lost
    state.inside[pick, member] += load - lost
    state.fleet[pick, member] -= lost
    state.totals.departed[member] += load
    state.totals.lost[member] += lost
    if not news.past:
        fright = SIMULATED_DROP_FROM * draws["supply.willingness_drop"][member]
        state.willing[pick, member] *= np.where(attacked, 1 - fright, 1.0)
