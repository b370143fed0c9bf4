"""A large ensemble in one go: stock and unmet need of every place and day, as quantiles.

Guarantees: the model of `simulate` without weighing by reports; memory bounded, since only some
days of all members are kept at a time; the same bytes for any number of threads. Refuses: single
trajectories as a result.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CONTESTED
from corridor.supply.convoys import FLOW_NOISE, News, _alone
from corridor.supply.kernel_days import advance
from corridor.supply.kernel_gather import (
    drawn_table,
    kept_share,
    level_table,
    now_table,
    world_table,
)
from corridor.supply.kernel_quantiles import rank_rows
from corridor.supply.kernel_tables import Bytes, Drawn, Levels, Made, Now, Weather, World, checked
from corridor.supply.norms import norms
from corridor.supply.parameters import Draws, Floats, draw, generator
from corridor.supply.setup import Setup
from corridor.supply.state import TEAM_SLOTS, first_state
from corridor.supply.stations import NOISE_MEMORY

BLOCK = 1024
"""Members that go through all days of a stretch together: what they carry stays near the core."""
STRETCH_BYTES = 2**26
"""What is kept of all members at a time, for each of stock and unmet need."""
THREADS = 2
SHARES = (0.05, 0.5, 0.95)
LEVELS = 65_536
"""Values a draw can take: normals are looked up five times as fast as drawn; none beyond 4.4."""


@dataclass(frozen=True)
class Ranges:
    """Quantiles [place, product, day, quantile] in million litres, and million litres a day.

    `stock`: in depots and stations of a place. `unmet`: normal need not sold that day.
    """

    shares: tuple[float, ...]
    stock: NDArray[np.float64]
    unmet: NDArray[np.float64]


def ensemble(
    setup: Setup, *, shares: Sequence[float] = SHARES, threads: int = THREADS, block: int = BLOCK
) -> Ranges:
    """Run all members over all days and return quantiles of stock and unmet need.

    Args:
        setup: the run, in single precision.
        shares: quantiles wanted, each from 0 to 1.
        threads: how many blocks run side by side; changes the time and nothing else.
        block: members in a block; part of the seed, since each block has its own noise.

    Raises:
        ValueError: the setup asks for double precision.
    """
    if setup.exact:
        raise ValueError("the ensemble runs in single precision")
    shape = (len(setup.net.places), len(setup.net.products))
    a_day = shape[0] * shape[1] * setup.members
    stretch = min(setup.days, max(1, STRETCH_BYTES // max(1, 4 * a_day)))
    rooms = [np.empty(a_day * stretch, dtype=np.float32) for _ in range(2)]
    found = [np.zeros((*shape, setup.days, len(shares))) for _ in range(2)]
    blocks = Blocks.of(setup, block)
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, setup.days, stretch):
            days = min(stretch, setup.days - first)
            kept = [room[: a_day * days].reshape(*shape, days, setup.members) for room in rooms]
            run = partial(blocks.run, first=first, days=days, stock=kept[0], unmet=kept[1])
            list(pool.map(run, range(blocks.count)))
            for table, out in zip(kept, found, strict=True):
                out[:, :, first : first + days] = _ranked(pool, table, shares)
    return Ranges(tuple(shares), *found)


def _ranked(
    pool: ThreadPoolExecutor, table: Floats, shares: Sequence[float]
) -> NDArray[np.float64]:
    """Quantiles of [place, product, day, member] along the members."""
    rows = table.reshape(-1, table.shape[-1])
    out = np.empty((len(rows), len(shares)))
    wanted = np.array(shares, dtype=np.float64)
    parts = np.array_split(np.arange(len(rows)), min(len(rows), 4 * THREADS))

    def rank(part: NDArray[np.intp]) -> None:
        some = rows[part[0] : part[-1] + 1]
        rank_rows(some, some.view(np.int32), wanted, out[part[0] : part[-1] + 1])

    list(pool.map(rank, parts))
    return out.reshape(*table.shape[:-1], len(shares))


@cache
def normal_levels() -> NDArray[np.float32]:
    """Return the middles of `LEVELS` equally likely parts of the standard normal distribution."""
    lower = [NormalDist().inv_cdf((i + 0.5) / LEVELS) for i in range(LEVELS // 2)]
    return np.array(lower + [-z for z in reversed(lower)], dtype=np.float32)


class Chance:
    """One block's noise: six streams, each drawn day by day, so that stretches do not matter."""

    def __init__(self, seed: int, block: int, corridors: int, shown: int, members: int) -> None:
        names = ("stations", "flow", "size", "launch", "attack", "loss")
        self._streams = {n: generator(seed, f"supply/ensemble/{block}/{n}") for n in names}
        self._rows = dict.fromkeys(names, TEAM_SLOTS)
        self._rows |= {"stations": shown, "flow": corridors, "launch": corridors}
        self._members = members

    def normal(self, name: str, days: int) -> NDArray[np.float32]:
        """Draw standard normals [day, row, member], from a table of equally likely values."""
        return normal_levels().take(self._which(name, days), mode="clip")

    def uniform(self, name: str, days: int) -> NDArray[np.float32]:
        """Draw uniforms [day, row, member]: the middles of as many parts."""
        drawn = self._which(name, days).astype(np.float32)
        drawn += np.float32(0.5)
        drawn *= np.float32(1 / LEVELS)
        return drawn

    def _which(self, name: str, days: int) -> NDArray[np.uint16]:
        """Whole numbers below `LEVELS`, four to a machine word; each day takes whole words."""
        a_day = self._rows[name] * self._members
        words = self._streams[name].bit_generator.random_raw(days * -(-a_day // 4))
        drawn = words.view(np.uint16).reshape(days, -1)[:, :a_day]
        return drawn.reshape(days, self._rows[name], self._members)


@dataclass
class Blocks:
    """All members cut into blocks, each with what it carries from stretch to stretch."""

    setup: Setup
    world: World
    draws: Draws
    size: int
    drawn: Drawn
    level: Levels
    now: Now
    held: dict[int, "_Block"]

    @classmethod
    def of(cls, setup: Setup, size: int) -> "Blocks":
        """Draw all members and cut them."""
        net = setup.net
        draws = by_lag(draw(setup.bands, setup.members, setup.seed))
        normal = norms(net, draws)
        state = first_state(net, draws, normal)
        hub = state.depot[net.hub] if net.hub >= 0 else np.zeros_like(state.security)
        shown = np.array([net.hub] if net.hub >= 0 else [], dtype=np.intp)
        return cls(
            setup=setup,
            world=world_table(setup, shown),
            draws=draws,
            size=size,
            drawn=drawn_table(net, draws, normal),
            level=level_table(normal, state.stock().sum(axis=0), hub),
            now=now_table(state),
            held={},
        )

    @property
    def count(self) -> int:
        """Number of blocks."""
        return -(-self.setup.members // self.size)

    def run(self, block: int, first: int, days: int, stock: Floats, unmet: Floats) -> None:
        """Advance one block from day `first`, writing its members' columns."""
        held = self.held.get(block)
        if held is None:
            held = self.held[block] = self._cut(block)
        weather = held.weather(self.setup, first, days)
        made = Made(*held.scratch, stock, unmet, held.first, keep=True)
        advance(self.world, held.drawn, held.level, held.now, weather, made, first)

    def _cut(self, block: int) -> "_Block":
        first = block * self.size
        last = min(first + self.size, self.setup.members)
        now = _columns(self.now, first, last)
        names = ("supply.convoy_spread", "supply.station_noise")
        spread, noise = (self.draws[name][first:last] for name in names)
        places, products, members = now.depot.shape
        shown = self.world.shown.size
        kind = now.depot.dtype
        return _Block(
            first=first,
            path=np.arange(first, last) % max(1, self.setup.tanker.shape[2]),
            drawn=_columns(self.drawn, first, last),
            level=_columns(self.level, first, last),
            now=now,
            scratch=(
                np.zeros((places, products, members), dtype=kind),
                np.zeros((places, products, members), dtype=kind),
                np.zeros((shown, products, members), dtype=kind),
            ),
            chance=Chance(self.setup.seed, block, now.queue.shape[0], shown, members),
            spread=spread,
            station_noise=noise,
            noise=np.zeros((shown, members), dtype=kind),
            draws=_some(self.draws, slice(first, last)),
        )


def by_lag(draws: Draws) -> Draws:
    """Put members whose inland lorries take equally long side by side: they are sent together."""
    return _some(draws, np.argsort(draws["supply.inland_lag_days"], kind="stable"))


def _some(draws: Draws, which: slice | NDArray[np.intp]) -> Draws:
    values = {name: row[which] for name, row in draws.values.items()}
    return Draws(draws.names, draws.bands, draws.z[:, which], values)


def _columns(table: Any, first: int, last: int) -> Any:
    """Cut every array of a table to some members; a copy."""
    return type(table)(*(np.ascontiguousarray(part[..., first:last]) for part in table))


@dataclass
class _Block:
    first: int
    path: NDArray[np.intp]
    drawn: Drawn
    level: Levels
    now: Now
    scratch: tuple[Floats, Floats, Floats]
    chance: Chance
    spread: Floats
    station_noise: Floats
    noise: Floats
    draws: Draws

    def weather(self, setup: Setup, first: int, days: int) -> Weather:
        """Lay out a stretch of days; numpy works out all exponentials."""
        flow, size = self.chance.normal("flow", days), self.chance.normal("size", days)
        flow *= flow.dtype.type(FLOW_NOISE)
        size *= self.spread
        alone, kept = self._news(setup, first, days, flow)
        span = slice(first, first + days)
        index = np.arange(first, first + days)
        table = Weather(
            tanker=self._states(setup.tanker, span),
            convoy=self._states(setup.convoy, span),
            inland=self._inland(setup, span, days),
            alone=alone,
            kept=kept,
            shock=np.exp(flow, out=flow),
            size=np.exp(size, out=size),
            launch=self.chance.uniform("launch", days),
            attack=self.chance.uniform("attack", days),
            loss=self.chance.uniform("loss", days),
            wobble=self._wobble(days),
            rationed=setup.rationed[span] > 0,
            calm=index < setup.calm,
            past=index <= setup.today,
            since=(index - (setup.escorts_from or 0)).astype(np.intp),
            reported=setup.escorts_from is not None,
        )
        return Weather(*checked("weather", table))

    def _pick(self, table: Bytes) -> Bytes:
        """The columns of this block's paths."""
        first, last = self.path[0], self.path[-1]
        if last - first == self.path.size - 1:
            return table[..., first : last + 1]
        return np.take(table, self.path, axis=-1)

    def _states(self, table: Bytes, span: slice) -> Bytes:
        return np.ascontiguousarray(self._pick(table[:, span]).transpose(1, 0, 2))

    def _inland(self, setup: Setup, span: slice, days: int) -> Bytes:
        tables = setup.inland.values()
        found = np.full((days, len(tables) + 1, self.path.size), CONTESTED, dtype=np.uint8)
        for row, table in enumerate(tables):
            found[:, row] = self._pick(table[span])
        return found

    def _news(self, setup: Setup, first: int, days: int, like: Floats) -> tuple[Floats, Floats]:
        """What bans and attacks leave, by day; all of it where there are none."""
        alone, kept = np.ones_like(like), np.ones_like(like)
        bans, attacks = setup.bans, setup.attacks
        for row in np.flatnonzero(bans.strength[first : first + days].any(axis=1)):
            day = first + row
            news = News(attacks[day], bans.strength[day], bans.age[day],
                        None, calm=False, past=False)  # fmt: skip
            alone[row] = _alone(self.draws, news)
        for row in np.flatnonzero(attacks[first : first + days].any(axis=1)):
            kept[row] = kept_share(self.draws, attacks[first + row])
        return alone, kept

    def _wobble(self, days: int) -> Floats:
        """Factor on cover at the shown places; the slow noise goes on from stretch to stretch."""
        shock = self.chance.normal("stations", days)
        fresh = shock.dtype.type(np.sqrt(1 - NOISE_MEMORY**2))
        for row in range(days):
            self.noise = self.noise.dtype.type(NOISE_MEMORY) * self.noise + fresh * shock[row]
            shock[row] = self.station_noise * self.noise
        return np.exp(shock, out=shock)
