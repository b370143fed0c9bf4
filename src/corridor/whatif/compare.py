"""Two ensembles into differences: cover, chances, first dry days, weekly entries, as ranges.

Guarantees: member by member where both share their past, else between equal ranks, and the record
says which; nothing finer than a week of the whole country about the flow to come. Refuses: order by
size of the effect; places come by name.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from corridor.records.supply import DRY_STATION_SHARE, FirstDry
from corridor.records.whatif import (
    ChanceShift,
    FirstDryShift,
    NationalShift,
    Pairing,
    PlaceShift,
    Shift,
    WeekShift,
)
from corridor.supply.history import STEP
from corridor.supply.network import REST
from corridor.supply.simulate import Run
from corridor.supply.snapshots import as_quantiles, figures, points, weeks
from corridor.supply.summarise import WITHIN, first_dry_days

COVER_WEEKS = (0, 1, 2, 4)
"""Weeks after `as_of` for which days of cover are compared."""
DRY_WITHIN = 30
Z90 = 1.645

Values = NDArray[np.floating]


@dataclass(frozen=True)
class View:
    """What is compared of a run; the last axis is the member.

    Attributes:
        cover: days after `as_of` -> [place, product, member] days of normal need.
        first: [place, product, member] first dry day, days after `as_of`; inf where none.
        dry: [place, product, member] dry days of the next 30 (or to the horizon).
        inflow: first day of a week, days after `as_of` -> [member] million litres.
    """

    run: Run
    cover: dict[int, Values]
    first: Values
    dry: Values
    inflow: dict[int, Values]


def view_of(run: Run) -> View:
    """Return what is compared of a finished run."""
    today, last = run.setup.today, run.setup.days - 1
    ahead = [STEP * week for week in COVER_WEEKS if today + STEP * week <= last]
    until = min(today + DRY_WITHIN, last)
    return View(
        run=run,
        cover={day: run.history.at("cover", today + day) for day in ahead},
        first=first_dry_days(run) - today,
        dry=np.sum(
            [run.history.at("share", d) <= DRY_STATION_SHARE for d in range(today + 1, until + 1)],
            axis=0,
            dtype=np.float64,
        ),
        inflow={
            first - today: run.history.window("litres", first, end).sum(axis=0)
            for first, end in weeks(today, last)
            if first > today
        },
    )


def shift(base: Values, changed: Values, pairing: Pairing) -> Shift:
    """Return the ranges of two cases and of their difference."""
    if pairing == "ranks":
        base, changed = np.sort(base), np.sort(changed)
    difference = changed.astype(np.float64) - base
    three = (as_quantiles(points(values)) for values in (base, changed, difference))
    return Shift(**dict(zip(("base", "changed", "difference"), three, strict=True)))


def chance(base: Values, changed: Values, pairing: Pairing) -> ChanceShift:
    """Return two chances from yes and no of each member, with the difference's 90 % interval."""
    before, after = base.astype(np.float64), changed.astype(np.float64)
    gap = float(after.mean() - before.mean())
    size = before.size
    spread = (after - before).var() if pairing == "members" else before.var() + after.var()
    half = Z90 * float(np.sqrt(spread / size))
    return ChanceShift(
        base=round(float(before.mean()), 4),
        changed=round(float(after.mean()), 4),
        difference=round(gap, 4),
        low=round(max(-1.0, gap - half), 4),
        high=round(min(1.0, gap + half), 4),
    )


def place_shifts(base: View, changed: View, pairing: Pairing) -> tuple[PlaceShift, ...]:
    """Return one row for each place and product with a need, by name."""
    net = base.run.setup.net
    found = []
    for row, place in enumerate(net.places):
        for column, product in enumerate(net.products):
            band = net.need.get((place, product))
            if place != REST and band is not None and band.best:
                found.append(_place((place, product), (row, column), (base, changed), pairing))
    return tuple(found)


def _place(
    name: tuple[str, str], at: tuple[int, int], views: tuple[View, View], pairing: Pairing
) -> PlaceShift:
    base, changed = views
    return PlaceShift(
        place=name[0],
        product=name[1],
        days_of_cover={
            str(day): shift(values[at], changed.cover[day][at], pairing)
            for day, values in base.cover.items()
        },
        p_dry={
            str(n): chance(base.first[at] <= n, changed.first[at] <= n, pairing) for n in WITHIN
        },
        first_dry=_first(views, at, pairing),
        dry_days=shift(base.dry[at], changed.dry[at], pairing),
    )


def _first(views: tuple[View, View], at: tuple[int, int], pairing: Pairing) -> FirstDryShift:
    setup = views[0].run.setup
    beyond = setup.days - setup.today
    days = [np.minimum(view.first[at], beyond) for view in views]
    return FirstDryShift(
        base=_dates(views[0], at),
        changed=_dates(views[1], at),
        days_later=shift(days[0], days[1], pairing).difference,
    )


def _dates(view: View, at: tuple[int, int]) -> FirstDry:
    first, as_of = np.sort(view.first[at]), view.run.setup.as_of
    days = [first[int(share * (first.size - 1))] for share in (0.1, 0.5, 0.9)]
    p10, p50, p90 = (None if np.isinf(d) else as_of + timedelta(days=int(d)) for d in days)
    within = round(float(np.isfinite(first).mean()), 4)
    return FirstDry(p10=p10, p50=p50, p90=p90, p_within_horizon=within)


def national_shift(base: View, changed: View, pairing: Pairing) -> NationalShift:
    """Return weekly entries to come and their sum."""
    if not base.run.setup.net.corridors or not base.inflow:
        return NationalShift()
    as_of = base.run.setup.as_of
    return NationalShift(
        weekly_inflow=tuple(
            WeekShift(
                week_start=as_of + timedelta(days=first),
                litres=shift(values, changed.inflow[first], pairing),
            )
            for first, values in base.inflow.items()
        ),
        total=shift(
            np.sum(list(base.inflow.values()), axis=0),
            np.sum(list(changed.inflow.values()), axis=0),
            pairing,
        ),
    )


def median_cover(view: View, at: tuple[int, int], day: int) -> float:
    """Return the median days of cover of one place and product, days after `as_of`."""
    return figures(float(np.median(view.cover[day][at])))


def same(base: View, changed: View) -> bool:
    """Whether no member differs in anything compared."""
    pairs = [(base.cover[day], changed.cover[day]) for day in base.cover]
    pairs += [(base.inflow[day], changed.inflow[day]) for day in base.inflow]
    return all(np.array_equal(a, b) for a, b in [*pairs, (base.first, changed.first)])
