"""From the engine's own records to the tables of the kernel.

Guarantees: everything that needs an exponential or a power is worked out here, by the functions of
the numpy engine, so that both engines round alike. Refuses: copies of what moves.
"""

from dataclasses import fields

import numpy as np

from corridor.access.paths import CLOSED, OPEN
from corridor.supply.convoys import FLOW_NOISE, News, Roads, _alone, _hazard
from corridor.supply.kernel_tables import (
    Bools,
    Bytes,
    Drawn,
    Ints,
    Levels,
    Now,
    Weather,
    World,
    checked,
)
from corridor.supply.network import REST, Network
from corridor.supply.norms import Norms
from corridor.supply.parameters import Draws, Floats
from corridor.supply.setup import Setup
from corridor.supply.state import INLAND_SLOTS, LAG_SLOTS, Noise, State

PLAIN = {
    "capacity": "tanker_capacity",
    "willingness_days": "supply.willingness_days",
    "willingness_drop": "supply.willingness_drop",
    "importer_gain": "supply.importer_gain",
    "surge_max": "supply.surge_max",
    "outside_days": "supply.outside_days",
    "trickle": "supply.contested_trickle",
    "trickle_loss": "supply.trickle_loss",
    "escort_delay": "supply.escort_delay_days",
    "escort_teams": "supply.escort_teams",
    "escort_growth": "supply.escort_growth",
    "escort_urgency": "supply.escort_urgency",
    "convoy_size": "supply.convoy_size",
    "convoy_loss": "supply.convoy_loss",
    "closed_launch": "supply.closed_launch",
    "inland_priority": "supply.inland_priority",
    "inland_contested": "supply.inland_contested",
    "inland_lag": "supply.inland_lag_days",
    "power_priority": "supply.power_priority",
    "travel_fall": "supply.travel_fall",
    "travel_days": "supply.travel_days",
    "tank_days": "supply.tank_days",
    "spill": "supply.spill",
    "hoard_gain": "supply.hoard_gain",
    "ration_share": "supply.ration_share",
    "sale_fraction": "supply.sale_fraction",
    "half_open": "supply.half_open_cover",
}
"""Field of `Drawn` -> assumption that it is."""


def world_table(setup: Setup, shown: Ints) -> World:
    """Lay out the chain as flat lists."""
    net = setup.net
    chains = {chain: i for i, chain in enumerate(setup.inland)}
    stops = [np.flatnonzero(row) for row in net.on_route]
    ways = [[chains.get(chain, len(chains)) for chain in row] for row in net.inland]
    return World(
        hub=net.hub,
        ends=net.destination,
        reached=np.union1d(_flat(stops), net.destination).astype(np.intp),
        stop_from=_edges([len(row) for row in stops]),
        stops=_flat(stops),
        way_from=_edges([len(row) for row in ways]),
        ways=_flat(ways),
        averaged=np.array([place == REST for place in net.places], dtype=np.bool_),
        local=np.array([net.places.index(place) for place in net.local], dtype=np.intp),
        shown=shown,
    )


def _edges(sizes: list[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)


def _flat(rows: list[Ints] | list[list[int]]) -> Ints:
    parts = [np.asarray(row, dtype=np.intp) for row in rows]
    return np.concatenate([np.zeros(0, dtype=np.intp), *parts])


def drawn_table(net: Network, draws: Draws, normal: Norms) -> Drawn:
    """Lay out the parameters, with lags in whole days and chances of attack."""
    members, corridors = draws.z.shape[1], len(net.corridors)
    leg = np.maximum(1.0, net.km[:, None] / draws["supply.convoy_km_per_day"])
    table = Drawn(
        **{field: draws[name] for field, name in PLAIN.items()},
        local=_rows([draws[f"local_flow.{place}"] for place in net.local], draws, members),
        lag=_whole(normal.trip, LAG_SLOTS - 2),
        convoy_lag=_whole(leg + draws["supply.customs_days"], LAG_SLOTS - 2),
        inland_days=_whole(draws["supply.inland_lag_days"], INLAND_SLOTS - 1),
        cycle=2 * leg + draws["supply.convoy_turnaround"],
        chance_open=_chance(net, draws, np.full((corridors, members), OPEN, dtype=np.uint8)),
        chance_closed=_chance(net, draws, np.full((corridors, members), CLOSED, dtype=np.uint8)),
    )
    return Drawn(*checked("drawn", table))


def _rows(rows: list[Floats], draws: Draws, members: int) -> Floats:
    kind = draws["tanker_capacity"].dtype
    return np.array(rows, dtype=kind).reshape(len(rows), members)


def _whole(days: Floats, most: int) -> Ints:
    return np.clip(np.rint(days), 1, most).astype(np.intp)


def _chance(net: Network, draws: Draws, tanker: Bytes) -> Floats:
    return np.asarray(1 - np.exp(-_hazard(net, draws, Roads(tanker, tanker))))


def level_table(normal: Norms, first_stock: Floats, hub_normal: Floats) -> Levels:
    """Lay out the normal levels."""
    values = {f.name: getattr(normal, f.name) for f in fields(normal)}
    return Levels(
        *checked("levels", Levels(**values, first_stock=first_stock, hub_normal=hub_normal))
    )


def now_table(state: State) -> Now:
    """Lay out what moves: the state's own arrays, not copies."""
    books = {f.name: getattr(state.totals, f.name) for f in fields(state.totals)}
    own = {name: getattr(state, name) for name in Now._fields if name not in books}
    return Now(*checked("now", Now(**own, **books)))


def kept_share(draws: Draws, attacks: Floats) -> Floats:
    """Share [corridor, member] of willingness that a day's attacks leave."""
    left = 1 - np.clip(draws["supply.willingness_drop"], 0, 1)
    return np.asarray(left ** attacks[:, None])


def one_day(
    draws: Draws,
    roads: Roads,
    news: News,
    noise: Noise,
    *,
    wobble: Floats,
    inland: Bytes,
    rationed: Bools,
) -> Weather:
    """Lay out one day of a run.

    `wobble` [place, member], `inland` [chain, member] road states, `rationed` [place].
    """
    table = Weather(
        tanker=roads.tanker[None],
        convoy=roads.convoy[None],
        inland=inland[None],
        alone=_alone(draws, news)[None],
        kept=kept_share(draws, news.attacks)[None],
        shock=np.exp(FLOW_NOISE * noise.flow)[None],
        size=np.exp(draws["supply.convoy_spread"] * noise.size)[None],
        launch=noise.launch[None],
        attack=noise.attack[None],
        loss=noise.loss[None],
        wobble=wobble[None],
        rationed=rationed[None],
        calm=np.array([news.calm]),
        past=np.array([news.past]),
        since=np.array([news.escorts or 0], dtype=np.intp),
        reported=news.escorts is not None,
    )
    return Weather(*checked("weather", table))
