"""The supply stage: events, claims and access paths in, `Supply` out.

Guarantees: the same bytes for the same input and seed; only what is known by `as_of` counts; prior
and posterior stand side by side. Refuses: daily future flow, anything below a town, depot names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from corridor.access.paths import AccessPaths
from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.events import Event
from corridor.records.report import Claim
from corridor.records.supply import NationalSupply, ObservationFit, Supply
from corridor.supply.filter import FULL_BELIEF, Weighting, weighting
from corridor.supply.history import Pair
from corridor.supply.naming import in_french
from corridor.supply.observation import Observation, Silence
from corridor.supply.observe import QUIET_DAYS, figure_claims, observations, silence
from corridor.supply.operators import model_value, pair
from corridor.supply.power import assess_power
from corridor.supply.setup import Setup, make_setup
from corridor.supply.simulate import Run, simulate
from corridor.supply.snapshots import LAG, Snapshots, as_quantiles, figures, points
from corridor.supply.summarise import grounds, national, place_supplies


def assess_supply(
    events: Sequence[Event],
    claims: Sequence[Claim],
    paths: AccessPaths,
    pack: Pack,
    *,
    as_of: date,
    days: int = 90,
    members: int = 2000,
    seed: int = 0,
) -> Supply:
    """Assess need, stock, inflow and sales of every place and product.

    Args:
        events: merged events known by `as_of`.
        claims: claims known by `as_of`, with those of the pack's figures.
        paths: sampled access paths.
        pack: the pack as known at `as_of`.
        as_of: last day that counts.
        days: length of the forecast.
        members: size of the ensemble.
        seed: seed of the run.

    Raises:
        PackError: the pack has a supply chain but lacks assumptions the engine needs.
    """
    setup = make_setup(events, paths, pack, as_of=as_of, days=days, members=members, seed=seed)
    net = setup.net
    if not net.places:
        power = assess_power(
            claims, pack, np.ones(members), as_of=as_of, members=members, seed=seed
        )
        note = "no need is known for any place and product: no supply is modelled"
        return Supply(as_of=as_of, power=power, members=members, notes=(*setup.notes, note))
    told = told_of(events, claims, pack, setup)
    prior = simulate(setup, watch=told.watch, until=setup.today) if told.items else None
    run, guide = weigh(setup, told)
    kept = guide.snapshots
    base = grounds(run, told.items, told.price_claims)
    fuelled = run.history.at("fuelled", setup.today).astype(np.float64)
    return Supply(
        as_of=as_of,
        places=place_supplies(run, told.items, told.official, told.units, base, kept),
        national=national(run, base, kept) if net.corridors else NationalSupply(),
        power=assess_power(claims, pack, fuelled, as_of=as_of, members=members, seed=seed),
        observations=()
        if prior is None
        else tuple(_fit(prior, kept, item, told.official) for item in told.items),
        members=members,
        effective_members=figures(guide.lowest),
        notes=(*setup.notes, *_notes(run, guide, told.items, pack)),
    )


@dataclass(frozen=True)
class Told:
    """What reports tell a run: observations, official prices, silent weeks, prices to keep."""

    items: tuple[Observation, ...]
    official: dict[str, float]
    units: dict[str, str]
    price_claims: dict[str, tuple[str, ...]]
    silent: Silence
    watch: tuple[Pair, ...]


def told_of(events: Sequence[Event], claims: Sequence[Claim], pack: Pack, setup: Setup) -> Told:
    """Gather what the reports known by `setup.as_of` say that the model can be held against."""
    net, as_of = setup.net, setup.as_of
    official, price_claims = official_prices(pack, claims, net.products)
    units = price_units(pack, official)
    items = tuple(
        item
        for item in observations(events, claims, pack, net.places, net.products, as_of)
        if _answerable(item, setup, units)
    )
    return Told(
        items=items,
        official=official,
        units=units,
        price_claims=price_claims,
        silent=silence(events, claims, pack.capital, setup.first, as_of),
        watch=tuple(sorted({pair(net, item) for item in items if item.kind == "price"})),
    )


def weigh(setup: Setup, told: Told) -> tuple[Run, Weighting]:
    """Run all days with the members weighed by what was told; returns the run and its guide."""
    guide = weighting(told.items, told.silent, told.official, setup)
    return simulate(setup, guide, watch=told.watch), guide


def official_prices(
    pack: Pack, claims: Sequence[Claim], products: Sequence[str]
) -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    """Official price of each product, the newest known figure, and the claims it opens to."""
    known = {claim.id: claim for claim in claims}
    prices: dict[str, float] = {}
    opened: dict[str, tuple[str, ...]] = {}
    for product in products:
        row = pack.figure("price_official", product=product)
        ids = figure_claims(row, known) if row is not None else ()
        if row is not None and row.best and ids:
            prices[product], opened[product] = row.best, ids
    return prices, opened


def price_units(pack: Pack, products: Iterable[str]) -> dict[str, str]:
    """Money and measure of each product's official price: the unit of all its prices here."""
    rows = {product: pack.figure("price_official", product=product) for product in products}
    return {product: row.unit for product, row in rows.items() if row is not None}


def _answerable(item: Observation, setup: Setup, units: dict[str, str]) -> bool:
    """Whether the run can be held against an observation; prices only in the official one's unit."""
    if item.kind == "price":
        same = units.get(item.product or "") == item.band.unit
        return same and _has_need(item, setup)
    if item.kind == "stations":
        return _has_need(item, setup)
    return bool(setup.net.corridors) or item.kind in {"security", "cover"}


def _has_need(item: Observation, setup: Setup) -> bool:
    band = setup.net.need.get((item.place or "", item.product or ""))
    return bool(band and band.best)


def _fit(
    prior: Run, kept: Snapshots, item: Observation, official: dict[str, float]
) -> ObservationFit:
    before = as_quantiles(points(model_value(prior, item, official)))
    after = as_quantiles(kept.fits[item.id])
    return ObservationFit(
        id=item.id,
        what=item.what,
        what_fr=in_french(item.what),
        place=item.place,
        product=item.product,
        start=item.start,
        end=item.end,
        reported=_rounded(item.band),
        prior=before,
        posterior=after,
        reconciled=_reconciled(item, after.p10, after.p90),
        basis="observed",
        claims=item.claims,
    )


def _rounded(band: Band) -> Band:
    low, best, high = (None if v is None else figures(v) for v in (band.low, band.best, band.high))
    return Band(low=low, best=best, high=high, unit=band.unit)


def _reconciled(item: Observation, p10: float, p90: float) -> bool:
    """Whether the reported range meets the model's 80 % range, on the side the report speaks of."""
    low = -np.inf if item.bound == "upper" or item.band.low is None else item.band.low
    high = np.inf if item.bound == "lower" or item.band.high is None else item.band.high
    return bool(p90 >= low and p10 <= high)


def _notes(run: Run, guide: Weighting, items: Sequence[Observation], pack: Pack) -> list[str]:
    notes = []
    held = [i for i in items if guide.belief.get(i.id, 1.0) < FULL_BELIEF]
    if held:
        names = ", ".join(f"{i.id} ({figures(guide.belief[i.id], 2)})" for i in held)
        notes.append(
            f"used with less than full weight, so that the ensemble keeps its size: {names}"
        )
    if items:
        notes.append(
            f"{len(items)} reported observations used; a past day is estimated from reports up to "
            f"{LAG} days after it, by members that descend from at least "
            f"{guide.snapshots.ancestors} different ones of that day"
        )
    if guide.silent:
        notes.append(
            f"{len(guide.silent)} weeks without a word about fuel count as weak evidence that pumps "
            "and borders were as usual (assumption supply.silence)"
        )
    if guide.quiet:
        notes.append(
            f"{len(guide.quiet)} spells of {QUIET_DAYS} days with fuel in the news and no report of "
            "dry pumps in the capital count as evidence that they sold (assumption supply.quiet)"
        )
    if pack.in_sample_until and run.setup.as_of <= pack.in_sample_until:
        notes.append(
            f"in-sample until {pack.in_sample_until}: the ranges assumed are argued from general "
            "practice, but by authors who knew how these months went"
        )
    return notes
