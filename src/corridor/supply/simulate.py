"""The daily loop: one country, all members at once, from the first day to the horizon.

Guarantees: the same seed gives the same run; noise is drawn in the same number every day, so later
days and later reports never move earlier ones. Refuses: per-member Python, wall-clock time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CONTESTED
from corridor.supply.convoys import News, Roads, move_lorries
from corridor.supply.depots import distribute, inland_open, land, local_flow
from corridor.supply.engine import Engine, chosen
from corridor.supply.history import History, Pair, blank_history
from corridor.supply.norms import Norms, norms
from corridor.supply.parameters import Draws, Floats, draw, generator
from corridor.supply.setup import Setup
from corridor.supply.state import Noise, State, draw_noise, first_state
from corridor.supply.stations import grow_dear, note_urgency, open_share, sell, street_price


class Kernel(Protocol):
    """Another engine for a day: the same bits, faster."""

    def day(
        self,
        draws: Draws,
        normal: Norms,
        state: State,
        roads: Roads,
        news: News,
        noise: Noise,
        inland: NDArray[np.uint8],
        *,
        day: int,
        first_stock: Floats,
        hub_normal: Floats,
    ) -> tuple[Floats, Floats, Floats]:
        """Advance all members one day; returns litres from abroad, from the hub, share selling."""


@dataclass
class Run:
    """A run in progress or finished.

    `path` [member] is the column of the access paths a member follows from now on.
    """

    setup: Setup
    draws: Draws
    normal: Norms
    state: State
    history: History
    path: NDArray[np.intp]
    first_stock: Floats
    hub_normal: Floats
    day: int = -1
    kernel: Kernel | None = None


class Guide(Protocol):
    """Something that looks at a run after each day and may resample its members."""

    def after_day(self, run: Run) -> None:
        """Weigh and, where needed, resample the members of `run` at its current day."""


def start(setup: Setup, watch: Iterable[Pair] = ()) -> Run:
    """Return a run in its normal rhythm before the first day; `watch` are the prices to keep."""
    draws = draw(setup.bands, setup.members, setup.seed, exact=setup.exact)
    normal = norms(setup.net, draws)
    state = first_state(setup.net, draws, normal)
    hub = setup.net.hub
    return Run(
        setup=setup,
        draws=draws,
        normal=normal,
        state=state,
        history=blank_history(setup.net, setup.days, setup.members, setup.today, watch),
        path=np.arange(setup.members) % max(1, setup.tanker.shape[2]),
        first_stock=state.stock().sum(axis=0),
        hub_normal=state.depot[hub].copy() if hub >= 0 else np.zeros_like(state.security),
    )


def simulate(
    setup: Setup,
    guide: Guide | None = None,
    *,
    watch: Iterable[Pair] = (),
    until: int | None = None,
    engine: Engine = "auto",
) -> Run:
    """Run all days, or up to day index `until`.

    `guide` looks on after each day; prices of the pairs in `watch` are kept; `engine` as in
    `chosen`: it changes the time a run takes and nothing else.
    """
    run = start(setup, watch)
    if chosen(engine, setup) == "numba":
        run.kernel = _kernel(run)
    rng = generator(setup.seed, "supply/noise")
    for day in range(setup.days if until is None else until + 1):
        run.day = day
        _step(run, rng, day)
        if guide is not None:
            guide.after_day(run)
    return run


def _kernel(run: Run) -> Kernel:
    """Bind the compiled engine; imported only here, since the compiler is slow to load."""
    from corridor.supply.kernel import kernel_for  # noqa: PLC0415

    return kernel_for(run.setup, run.draws, run.normal, run.first_stock, run.hub_normal)


def _step(run: Run, rng: np.random.Generator, day: int) -> None:
    setup, net, state = run.setup, run.setup.net, run.state
    noise = draw_noise(rng, len(net.places), len(net.corridors), setup.members)
    tanker, convoy = (
        table[:, day].take(run.path, axis=1) for table in (setup.tanker, setup.convoy)
    )
    roads = Roads(tanker, convoy)
    news = News(
        attacks=setup.attacks[day],
        ban=setup.bans.strength[day],
        ban_age=setup.bans.age[day],
        escorts=None if setup.escorts_from is None else day - setup.escorts_from,
        calm=day < setup.calm,
        past=day <= setup.today,
    )
    moved = _day_in_numpy if run.kernel is None else _day_compiled
    placed, brought, share = moved(run, roads, news, noise, day)
    lorries = (placed + brought).sum(axis=1) * 1000.0 / run.draws["tanker_capacity"]
    litres = placed.sum(axis=(0, 1))
    price = {pair: street_price(run.draws, state.dearness[pair]) for pair in run.history.price}
    run.history.record(day, run.normal, state, lorries, share, price, litres)


def _day_in_numpy(
    run: Run, roads: Roads, news: News, noise: Noise, day: int
) -> tuple[Floats, Floats, Floats]:
    """Advance one day; returns litres from abroad and from the hub, and the stations' share."""
    setup, net, state = run.setup, run.setup.net, run.state
    landing = move_lorries(
        net, run.draws, run.normal, state, roads, news, noise, day=day, first_stock=run.first_stock
    )
    placed = land(net, run.draws, run.normal, state, landing, roads.tanker)
    local_flow(net, run.draws, run.normal, state)
    inland = {name: table[day][run.path] for name, table in setup.inland.items()}
    passing = inland_open(net, run.draws, inland, setup.members)
    brought = distribute(
        net, run.draws, run.normal, state, passing, day=day, hub_normal=run.hub_normal
    )
    sell(run.draws, run.normal, state, setup.rationed[day][:, None, None])
    share = open_share(run.draws, run.normal, state, noise.stations)
    grow_dear(state, share)
    note_urgency(net.hub, run.normal, state, share)
    return placed, brought, share


def _day_compiled(
    run: Run, roads: Roads, news: News, noise: Noise, day: int
) -> tuple[Floats, Floats, Floats]:
    """Do the same by the kernel: the same bits."""
    if run.kernel is None:
        raise ValueError("the run has no kernel")
    chains = run.setup.inland.values()
    inland = np.full((len(chains) + 1, run.setup.members), CONTESTED, dtype=np.uint8)
    for row, table in enumerate(chains):
        inland[row] = table[day].take(run.path)
    return run.kernel.day(
        run.draws,
        run.normal,
        run.state,
        roads,
        news,
        noise,
        inland,
        day=day,
        first_stock=run.first_stock,
        hub_normal=run.hub_normal,
    )


def take(run: Run, index: NDArray[np.intp], jitter: Floats) -> None:
    """Let member j go on from member index[j], with parameters jittered by `jitter`."""
    run.history.resample(run.day, index)
    run.state.take(index)
    run.draws = run.draws.take(index, jitter)
    run.normal = norms(run.setup.net, run.draws)
    run.path = run.path[index]
    run.first_stock = run.first_stock[index]
    run.hub_normal = np.take(run.hub_normal, index, axis=-1)
