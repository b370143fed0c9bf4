"""Stations: what people want, what can be sold, how many stations sell, what the street asks.

Guarantees: sales never exceed stock; every curve is rational (cheap and monotone) and bounded;
hoarding, queues and rationing stand between need and sales. Refuses: reading sales as need.
"""

import math

import numpy as np

from corridor.supply.norms import Norms
from corridor.supply.parameters import Draws, Floats
from corridor.supply.state import State

NOISE_MEMORY = 0.85
"""Memory from day to day of the noise between stock and the share of stations selling."""
HALF = 0.5
"""Share of the capital's stations selling under which fuel is a government's first task."""
DEAR_DAYS = 4.0
"""Days the street price takes to follow scarcity."""


def sell(draws: Draws, normal: Norms, state: State, rationed: Floats) -> Floats:
    """Sell one day; `rationed` [place, 1, 1] is 1 where caps are in force. Returns litres sold.

    Wanted = need x (1 - fall x scarcity). Asked = wanted x (1 + hoarding x fear), what is owed, and
    what buyers from elsewhere fetch at the hub. Sold = the least of asked (times the ration) and
    the share of station stock that can be sold in a day. Need put off waits as empty tanks: it is
    owed, up to `supply.tank_days`.
    """
    alarm = 1 - (state.willing.mean(axis=0) if state.willing.size else 1.0)
    fear = np.clip(state.scarcity + 0.5 * alarm, 0, 1)
    wanted = normal.need * (1 - draws["supply.travel_fall"] * state.scarcity)
    asked = wanted * (1 + draws["supply.hoard_gain"] * fear) + state.owed
    asked = asked + draws["supply.spill"] * state.errands
    cap = np.where(rationed > 0, draws["supply.ration_share"], 1.0)
    sold: Floats = np.minimum(asked * cap, draws["supply.sale_fraction"] * state.station)
    state.station -= sold
    state.totals.sold += sold.sum(axis=0)
    tanks = draws["supply.tank_days"] * normal.need
    state.owed = np.minimum(np.maximum(state.owed + wanted - sold, 0.0), tanks)
    short = np.where(asked > 0, 1 - sold / np.maximum(asked, 1e-12), 0.0)
    state.scarcity += (short - state.scarcity) / draws["supply.travel_days"]
    return sold


def wobble(draws: Draws, state: State, shock: Floats) -> Floats:
    """Move the slow noise of stations by a day; return its factor on cover [place, member]."""
    fresh = math.sqrt(1 - NOISE_MEMORY**2)
    state.noise = NOISE_MEMORY * state.noise + fresh * shock
    return np.asarray(np.exp(draws["supply.station_noise"] * state.noise))


def open_share(draws: Draws, normal: Norms, state: State, shock: Floats) -> Floats:
    """Share of stations selling [place, product, member], from their cover in days.

    share = x^2 / (x^2 + h^2) with x the cover and h the cover at which half of them sell; slow
    noise on x stands for stations that differ and days that differ.
    """
    factor = wobble(draws, state, shock)
    cover = state.station / np.maximum(normal.need, 1e-12) * factor[:, None]
    square = np.where(normal.need > 0, cover, 0.0) ** 2
    return np.asarray(square / (square + draws["supply.half_open_cover"] ** 2))


def grow_dear(state: State, share: Floats) -> None:
    """Let the slow scarcity behind the street price follow the stations that do not sell."""
    state.dearness += (1 - share - state.dearness) / DEAR_DAYS


def note_urgency(hub: int, normal: Norms, state: State, share: Floats) -> None:
    """Look at the hub at the end of a day.

    A day on which under half of its stations sell some product it needs counts as urgent. What
    others could not buy at home today, some will come for tomorrow.
    """
    if hub >= 0:
        short = (share[hub] < HALF) & (normal.need[hub] > 0)
        state.urgent += short.any(axis=0)
        unmet = normal.need * state.scarcity
        unmet[hub] = 0.0
        state.errands[hub] = unmet.sum(axis=0)


def street_price(draws: Draws, dearness: Floats) -> Floats:
    """Street price as a multiple of the official one, between 1 and the cap.

    1 + (cap - 1) (1 + k^2) e^2 / (e^2 + k^2), e the slow share of stations not selling.
    """
    square = dearness**2
    bend = draws["supply.price_half"] ** 2
    return np.asarray(1 + (draws["supply.price_cap"] - 1) * (1 + bend) * square / (square + bend))
