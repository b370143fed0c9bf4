"""Members into records: ranges, dry days, weekly flow, each with what it rests on.

Guarantees: quantities to four figures, probabilities to four decimals, no record without claims or
assumptions, future flow weekly and national only. Refuses: a state nobody reported and the model
does not hold likely (`not_known`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corridor.records.supply import (
    DRY_STATION_SHARE,
    CoverPoint,
    DryStatus,
    FirstDry,
    NationalSupply,
    PlaceSupply,
    WeeklyInflow,
)
from corridor.supply.history import course_days
from corridor.supply.network import REST
from corridor.supply.observation import Observation
from corridor.supply.parameters import DEPOTS, ESCORTS, FLOW, PRICES, STATIONS
from corridor.supply.simulate import Run
from corridor.supply.snapshots import Snapshots, as_quantiles, points, weeks

SELLING_SHARE = 0.60
"""More than this share of stations selling counts as selling, under it as short."""
HEARD_DAYS = 10
"""A report of the stations beats the model for this many days."""
CONFIDENT = 0.6
"""Probability from which the model alone may name a state."""
WITHIN = (7, 14, 30)
State = Literal["dry", "short", "selling", "not_known"]


@dataclass(frozen=True)
class Grounds:
    """Claims behind places and the whole country."""

    by_place: dict[tuple[str, str], tuple[str, ...]]
    national: tuple[str, ...]


def grounds(run: Run, items: Sequence[Observation], prices: dict[str, tuple[str, ...]]) -> Grounds:
    """Sort the claims used by what they speak of."""
    net, setup = run.setup.net, run.setup
    national = {c for i in items if i.kind not in {"stations", "price"} for c in i.claims}
    national |= set(setup.news_claims.get("", ()))
    by_place = {
        (place, product): tuple(
            sorted(
                {
                    *(
                        c
                        for i in items
                        if i.place == place and i.product in {product, None}
                        for c in i.claims
                    ),
                    *setup.news_claims.get(place, ()),
                    *prices.get(product, ()),
                }
            )
        )
        for place in net.places
        for product in net.products
    }
    return Grounds(by_place, tuple(sorted(national)))


def place_supplies(
    run: Run,
    items: Sequence[Observation],
    official: dict[str, float],
    units: dict[str, str],
    base: Grounds,
    kept: Snapshots,
) -> tuple[PlaceSupply, ...]:
    """Return one record for each place and product with a need."""
    net = run.setup.net
    firsts = first_dry_days(run)
    found = []
    for row, place in enumerate(net.places):
        for column, product in enumerate(net.products):
            band = net.need.get((place, product))
            if band is None or not band.best or place == REST:
                continue
            at = (row, column)
            found.append(_place(run, items, official, base, kept, at, firsts[at]))
    return tuple(
        item.model_copy(update={"street_price_unit": units[item.product]})
        if item.product in units
        else item
        for item in found
    )


def _course(run: Run, kept: Snapshots, at: tuple[int, int]) -> tuple[CoverPoint, ...]:
    today = run.setup.today
    return tuple(
        CoverPoint(
            day=run.setup.day(day),
            cover=as_quantiles(kept.cover[day][at]),
            stations_open=as_quantiles(kept.share[day][at]),
            future=day > today,
        )
        for day in course_days(today, run.setup.days - 1)
    )


def _place(
    run: Run,
    items: Sequence[Observation],
    official: dict[str, float],
    base: Grounds,
    kept: Snapshots,
    at: tuple[int, int],
    first: NDArray[np.float64],
) -> PlaceSupply:
    net, today = run.setup.net, run.setup.today
    place, product = net.places[at[0]], net.products[at[1]]
    ids = _place_assumptions(run, place, product, official)
    price = official.get(product)
    asked = kept.price[at] * (price or 0.0)
    now = _status(run, items, at, ids)
    return PlaceSupply(
        place=place,
        product=product,
        days_of_cover=as_quantiles(points(run.history.at("cover", today)[at])),
        p_dry=_p_dry(first, today, now),
        first_dry=_first_dry(run, first),
        stations_open=as_quantiles(points(run.history.at("share", today)[at])),
        street_price=as_quantiles(asked) if price else None,
        now=now,
        course=_course(run, kept, at),
        claims=base.by_place[place, product],
        assumptions=ids,
    )


def _p_dry(first: NDArray[np.float64], today: int, now: DryStatus) -> dict[str, float]:
    """Chance of a dry day within so many days, today included.

    *Dry* is also what is reported so: where it is reported dry today, no later count may be less
    likely than that report is.
    """
    least = now.probability if now.state == "dry" else 0.0
    return {str(n): round(max(least, float((first <= today + n).mean())), 4) for n in WITHIN}


def _place_assumptions(
    run: Run, place: str, product: str, official: dict[str, float]
) -> tuple[str, ...]:
    own = [f"{kind}.{place}.{product}" for kind in ("demand", "stock")]
    own.append(f"local_flow.{place}")
    if product in official:
        own.extend(PRICES)
    shared = (*FLOW, *ESCORTS, *STATIONS, *DEPOTS)
    held = set(run.setup.bands)
    return tuple(name for name in (*sorted(own), *shared) if name in held)


def first_dry_days(run: Run) -> NDArray[np.float64]:
    """First dry day [place, product, member] from `as_of` on, as a day index; inf where none.

    Dry is at most 10 % of stations selling on two days running. Runs that began before `as_of`
    count from `as_of`.
    """
    today, last = run.setup.today, run.setup.days - 1
    first = np.full(run.normal.need.shape, np.inf)
    dry = run.history.at("share", max(today - 1, 0)) <= DRY_STATION_SHARE
    for day in range(max(today, 1), last + 1):
        now = run.history.at("share", day) <= DRY_STATION_SHARE
        both = dry & now & np.isinf(first)
        first[both] = max(day - 1, today)
        dry = now
    return first


def _first_dry(run: Run, first: NDArray[np.float64]) -> FirstDry:
    ranked = np.sort(first)
    days = [ranked[int(share * (ranked.size - 1))] for share in (0.1, 0.5, 0.9)]
    p10, p50, p90 = (None if np.isinf(d) else run.setup.day(int(d)) for d in days)
    within = round(float(np.isfinite(first).mean()), 4)
    return FirstDry(p10=p10, p50=p50, p90=p90, p_within_horizon=within)


def state_of(share: float) -> State:
    """Return dry, short or selling for a share of stations selling."""
    if share <= DRY_STATION_SHARE:
        return "dry"
    return "short" if share <= SELLING_SHARE else "selling"


def _status(
    run: Run, items: Sequence[Observation], at: tuple[int, int], ids: tuple[str, ...]
) -> DryStatus:
    """By report where there is a recent one, else by a confident model, else not known."""
    net, today = run.setup.net, run.setup.today
    share = run.history.at("share", today)[at]
    dry = float((share <= DRY_STATION_SHARE).mean())
    selling = float((share > SELLING_SHARE).mean())
    modelled = {"dry": dry, "short": 1 - dry - selling, "selling": selling}
    told = [
        i
        for i in items
        if (i.kind, i.place, i.product) == ("stations", net.places[at[0]], net.products[at[1]])
        and not i.interested
    ]
    told.sort(key=lambda i: (i.end, i.confidence, i.id))
    if told and (run.setup.as_of - told[-1].end).days <= HEARD_DAYS:
        state, since, claims = _told(told)
        sure = max(told[-1].confidence, modelled[state])
        return DryStatus(
            state=state,
            probability=round(sure, 4),
            since=since,
            basis="observed",
            claims=claims,
            assumptions=(),
        )
    state, chance = _likeliest(dry, selling)
    return DryStatus(
        state=state,
        probability=round(min(1.0, chance), 4),
        basis="modelled",
        claims=told[-1].claims if told else (),
        assumptions=ids,
    )


def _likeliest(dry: float, selling: float) -> tuple[State, float]:
    """The state the model may name, and its chance; `not_known` with the chance of the likeliest.

    The states are steps of one scale. Where the model is sure that fuel is short but not whether
    the pumps are dry, it says *short*, with the chance that it is that or worse.
    """
    chances: dict[State, float] = {"dry": dry, "selling": selling, "short": 1 - dry - selling}
    best = max(chances, key=lambda name: chances[name])
    if chances[best] >= CONFIDENT:
        return best, chances[best]
    if 1 - selling >= CONFIDENT:
        return "short", 1 - selling
    return "not_known", chances[best]


def _told(told: Sequence[Observation]) -> tuple[State, date | None, tuple[str, ...]]:
    """State of the newest report, since when, and the claims of the unbroken run of it.

    A run that begins with relief tells of a shortage that was there before: since when, nobody said.
    """
    state = state_of((told[-1].band.best or 0.0) / 100)
    run = [told[-1]]
    for item in reversed(told[:-1]):
        if state_of((item.band.best or 0.0) / 100) != state:
            break
        run.append(item)
    first = min(run, key=lambda item: item.start)
    since = first.start if state == "selling" else first.began
    return state, since, tuple(sorted({claim for item in run for claim in item.claims}))


def national(run: Run, base: Grounds, kept: Snapshots) -> NationalSupply:
    """Return the weekly entries, past and future, as ranges."""
    today, last = run.setup.today, run.setup.days - 1
    demand = tuple(name for name in sorted(run.setup.bands) if name.startswith("demand."))
    return NationalSupply(
        weekly_inflow=tuple(
            WeeklyInflow(
                week_start=run.setup.day(first),
                litres=as_quantiles(kept.inflow[first]),
                future=first > today,
                claims=base.national,
                assumptions=(*FLOW, *ESCORTS, *demand),
            )
            for first, _ in weeks(today, last)
        )
    )
