"""Which assumptions matter: the answer with each one at its low and at its high end.

Guarantees: one assumption at a time, from the start, the members weighed anew by the reports; the
seed is that of the base, and what another seed alone would do stands beside. Refuses: roads; only
assumptions are moved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from corridor.overrides import Override
from corridor.packs.model import Pack
from corridor.pipeline import Inputs
from corridor.records.base import Band
from corridor.records.errors import UsageError
from corridor.records.figures import Assumption
from corridor.records.whatif import AssumptionEffect, Sensitivity
from corridor.supply.parameters import REQUIRED
from corridor.supply.simulate import Run
from corridor.whatif.compare import median_cover, view_of
from corridor.whatif.world import ACCESS, World, world_of

COVER_DAY = 14
"""Days after `as_of` for which the median cover is compared."""
DRY_WITHIN = 14
MEMBERS = 300
"""Members of each run where no number is given: quick, and said."""
DAYS = 30
OTHER_SEEDS = 3
"""Runs with other seeds that show what noise alone would do."""

Progress = Callable[[str, int, int], None]
At = tuple[int, int]


@dataclass(frozen=True)
class Answer:
    """Median days of cover and chance of running dry, of one product at one place."""

    cover: float
    p_dry: float


def sensitivity(
    inputs: Inputs,
    *,
    as_of: date | None = None,
    place: str | None = None,
    product: str | None = None,
    names: Sequence[str] | None = None,
    top: int | None = None,
    members: int = MEMBERS,
    seed: int = 0,
    progress: Progress | None = None,
) -> Sensitivity:
    """Move each main assumption to its low and its high end and see how the answer changes.

    Args:
        inputs: everything read, of all days.
        as_of: cut-off day; the newest report's where none is given.
        place: whose cover is the answer; the capital where not given.
        product: the same; petrol, else the first product.
        names: assumptions to try; `main_assumptions` where not given.
        top: keep only this many, those with the largest effect.
        members: size of each run.
        seed: seed of each run.
        progress: called before each assumption with its id, its number and their count.

    Raises:
        UsageError: no such place, product or assumption.
    """
    world = world_of(inputs, as_of, days=DAYS, members=members, seed=seed)
    run = world.run()
    at = _which(run, place or world.pack.capital, product)
    base = _answer(run, at)
    wanted = tuple(names) if names is not None else main_assumptions(world.pack, run, at)
    _check(world.pack, wanted)
    effects = []
    for number, name in enumerate(wanted, start=1):
        if progress is not None:
            progress(name, number, len(wanted))
        effects.append((name, _at_ends(world, name, at)))
    return _record(world, (run, at), base, effects, top)


def main_assumptions(pack: Pack, run: Run, at: At) -> tuple[str, ...]:
    """Return the ids worth trying: those of the engine, of the roads, and of the place asked about.

    Needs and stocks of other towns are left out: they matter little to the answer, and there are
    many; name them to try them.
    """
    net = run.setup.net
    place, product = net.places[at[0]], net.products[at[1]]
    own = {f"{kind}.{place}.{p}" for kind in ("demand", "stock") for p in (product, *net.products)}
    rest = {f"demand.rest.{p}" for p in net.products}
    held = {*REQUIRED, *own, *rest} | {n for n in pack.assumptions if n.startswith(ACCESS)}
    spread = (n for n in held if n in pack.assumptions and _has_ends(pack.assumptions[n]))
    return tuple(sorted(spread))


def _has_ends(row: Assumption) -> bool:
    return row.low is not None and row.high is not None and row.low < row.high


def _check(pack: Pack, names: Sequence[str]) -> None:
    for name in names:
        if name not in pack.assumptions or not _has_ends(pack.assumptions[name]):
            msg = f"'{name}' is no assumption with a range of pack '{pack.id}'"
            raise UsageError(msg)


def _which(run: Run, place: str, product: str | None) -> At:
    net = run.setup.net
    products = [p for p in net.products if (place, p) in net.need and net.need[place, p].best]
    if not products or (product is not None and product not in products):
        known = ", ".join(f"{a}/{b}" for (a, b), band in sorted(net.need.items()) if band.best)
        msg = f"no need of '{product or 'any product'}' at '{place}'. Allowed: {known}"
        raise UsageError(msg)
    chosen = product or ("petrol" if "petrol" in products else products[0])
    return net.places.index(place), net.products.index(chosen)


def _answer(run: Run, at: At) -> Answer:
    view = view_of(run)
    chance = float((view.first[at] <= DRY_WITHIN).mean())
    return Answer(cover=median_cover(view, at, COVER_DAY), p_dry=round(chance, 4))


def _at_ends(world: World, name: str, at: At) -> tuple[Answer, Answer]:
    row = world.pack.assumptions[name]
    low, high = (
        _answer(world.under([Override(name, float(end or 0.0))]).run(), at)
        for end in (row.low, row.high)
    )
    return low, high


def _noise(world: World, at: At, base: Answer) -> Answer:
    """What other seeds do to the answer: the largest departure from the base."""
    others = [
        _answer(replace(world, seed=world.seed + step).run(), at)
        for step in range(1, OTHER_SEEDS + 1)
    ]
    return Answer(
        cover=max(abs(other.cover - base.cover) for other in others),
        p_dry=round(max(abs(other.p_dry - base.p_dry) for other in others), 4),
    )


def _record(
    world: World,
    asked: tuple[Run, At],
    base: Answer,
    effects: Sequence[tuple[str, tuple[Answer, Answer]]],
    top: int | None,
) -> Sensitivity:
    run, at = asked
    noise = _noise(world, at, base)
    rows = [_row(world.pack.assumptions[name], ends, base, noise) for name, ends in effects]
    rows.sort(key=lambda r: (-r.swing_p_dry, -r.swing_cover, r.assumption))
    net = run.setup.net
    told = (
        f"{world.members} members a run; {OTHER_SEEDS} other seeds alone move the answer by up "
        f"to {noise.cover:.2g} days and {noise.p_dry:.2g}"
    )
    return Sensitivity(
        as_of=world.as_of,
        place=net.places[at[0]],
        product=net.products[at[1]],
        cover_day=COVER_DAY,
        members=world.members,
        seed=world.seed,
        cover=base.cover,
        p_dry=base.p_dry,
        noise_cover=float(f"{noise.cover:.4g}"),
        noise_p_dry=noise.p_dry,
        effects=tuple(rows if top is None else rows[:top]),
        tried=len(rows),
        notes=(
            told,
            "one assumption at a time: where reports pin the answer, others make up for it",
        ),
    )


def _row(
    row: Assumption, ends: tuple[Answer, Answer], base: Answer, noise: Answer
) -> AssumptionEffect:
    low, high = ends
    cover = max(abs(end.cover - base.cover) for end in ends)
    p_dry = max(abs(end.p_dry - base.p_dry) for end in ends)
    return AssumptionEffect(
        assumption=row.id,
        band=Band(low=row.low, best=row.best, high=row.high, unit=row.unit),
        cover_low=low.cover,
        cover_high=high.cover,
        p_dry_low=low.p_dry,
        p_dry_high=high.p_dry,
        swing_cover=float(f"{np.abs(high.cover - low.cover):.4g}"),
        swing_p_dry=round(abs(high.p_dry - low.p_dry), 4),
        above_noise=bool(cover > noise.cover or p_dry > noise.p_dry),
    )
