"""Hours of grid power: a chain of its own, from reported hours and slow recovery.

Guarantees: petrol at the pumps never raises hours of power; without a new report the last one
stands, drifts and returns towards what diesel allows only over weeks. Refuses: a state where
nothing was reported within 45 days.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from corridor.packs.model import Pack
from corridor.records.base import Band, Quantiles
from corridor.records.report import Claim, ClaimFigure
from corridor.records.supply import PowerSupply
from corridor.supply.parameters import Draws, Floats, draw, generator, required_bands
from corridor.supply.windows import window

POWER = (
    "power.base_share",
    "power.drift",
    "power.normal_hours",
    "power.recovery_days",
    "power.report_error",
)
SILENT_DAYS = 45
"""Without a report in this many days the state of power is not known."""
RECENT_DAYS = 14
"""Reports this close to the newest one count beside it."""
REDUCED, SEVERE = 0.8, 0.5
"""Share of normal hours under which power is reduced, severely reduced."""
DAY_HOURS = 24.0
_DARK = re.compile(
    r"without (grid )?power|still dark|lost grid power|privée? d.électricité|sans électricité",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class HoursReport:
    """Hours of power a day reported for one place."""

    place: str
    day: date
    band: Band
    claims: tuple[str, ...]


def hours_reports(claims: Sequence[Claim], pack: Pack, as_of: date) -> tuple[HoursReport, ...]:
    """Return all reported hours known by `as_of`, oldest first."""
    found: list[HoursReport] = []
    for claim in claims:
        if claim.known_from > as_of or claim.type not in {"power_outage", "power_restored"}:
            continue
        band = _hours(claim)
        place = next((p.id for p in claim.places if p.id in pack.places), None)
        if band is None or place is None:
            continue
        days = (day for day in _days(claim, pack, as_of) if day <= as_of)
        found.extend(HoursReport(place, day, band, (claim.id,)) for day in days)
    return tuple(sorted(found, key=lambda r: (r.place, r.day, r.claims)))


def _days(claim: Claim, pack: Pack, as_of: date) -> tuple[date, ...]:
    """The last day a report speaks of; a state still going on is reported for its last report."""
    last = claim.time.last
    if last is not None:
        ongoing = claim.time.end is None and claim.time.start is not None
        return (last, min(claim.known_from, as_of)) if ongoing else (last,)
    name = claim.id.removeprefix("fig:").split(":")[0]
    figure = next((f for f in pack.figures if f.id == name), None)
    span = window(figure.as_of) if figure else None
    return (span[1],) if span else ()


def _hours(claim: Claim) -> Band | None:
    counted = next((x for x in claim.figures if "hours/day" in x.unit.replace(" ", "")), None)
    if counted is not None:
        return _band(counted)
    if claim.type == "power_outage" and _DARK.search(claim.words):
        return Band(low=0.0, best=0.0, high=2.0, unit="hours/day")
    return None


def _band(figure: ClaimFigure) -> Band | None:
    known = [v for v in (figure.best, figure.low, figure.high) if v is not None]
    if not known or not 0 <= known[0] <= DAY_HOURS:
        return None
    low = min(known[0], known[0] if figure.low is None else figure.low)
    high = max(known[0], known[0] if figure.high is None else figure.high)
    return Band(low=low, best=known[0], high=min(high, DAY_HOURS), unit="hours/day")


def assess_power(
    claims: Sequence[Claim], pack: Pack, fuelled: Floats, *, as_of: date, members: int, seed: int
) -> tuple[PowerSupply, ...]:
    """Return hours of power for the capital and every town with a report.

    Args:
        claims: claims with reported hours, also those of the pack's figures.
        pack: the pack as known at `as_of`.
        fuelled: [member] slow share of the power stations' diesel that was delivered.
        as_of: last day that counts.
        members: size of the ensemble.
        seed: seed of the run.
    """
    if any(name not in pack.assumptions for name in POWER):
        return ()
    reports = hours_reports(claims, pack, as_of)
    places = sorted({r.place for r in reports} | ({pack.capital} & set(pack.places)))
    return tuple(
        _place(place, [r for r in reports if r.place == place], pack, fuelled, as_of, members, seed)
        for place in places
    )


def _place(
    place: str,
    reports: Sequence[HoursReport],
    pack: Pack,
    fuelled: Floats,
    as_of: date,
    members: int,
    seed: int,
) -> PowerSupply:
    draws = draw(required_bands(pack, POWER), members, seed)
    rng = generator(seed, f"supply/power/{place}")
    normal = draws["power.normal_hours"]
    base = np.clip(draws["power.base_share"], 0, 1)
    allowed = normal * (base + (1 - base) * np.clip(fuelled, 0, 1))
    newest = max((r.day for r in reports), default=None)
    near = [r for r in reports if newest and r.day >= newest - timedelta(days=RECENT_DAYS)]
    hours = _relax(near, draws, allowed, as_of, rng) if near else np.clip(allowed, 0, DAY_HOURS)
    p10, p50, p90 = (round(float(v), 2) for v in np.quantile(hours, [0.1, 0.5, 0.9]))
    band = pack.assumption("power.normal_hours")
    heard = newest is not None and (as_of - newest).days <= SILENT_DAYS
    return PowerSupply(
        place=place,
        hours_per_day=Quantiles(p10=p10, p50=p50, p90=p90),
        normal_hours=Band(low=band.low, best=band.best, high=band.high, unit=band.unit),
        state=_state(p50 / (band.best or DAY_HOURS)) if heard else "not_known",
        last_reported=newest,
        basis="observed" if newest == as_of else "modelled",
        claims=tuple(sorted({c for r in near for c in r.claims})),
        assumptions=POWER,
    )


def _relax(
    near: Sequence[HoursReport],
    draws: Draws,
    allowed: Floats,
    as_of: date,
    rng: np.random.Generator,
) -> Floats:
    """Reported hours with their error, then slow return and drift since the report."""
    members = allowed.size
    pick = rng.integers(0, len(near), members)
    best = np.array([r.band.best or 0.0 for r in near])[pick]
    half = np.array([((r.band.high or 0.0) - (r.band.low or 0.0)) / 2 for r in near])[pick]
    age = np.array([(as_of - r.day).days for r in near], dtype=np.float64)[pick]
    error = np.hypot(draws["power.report_error"], half / 1.3)
    start = best + error * rng.standard_normal(members)
    back = 1 - np.exp(-age / draws["power.recovery_days"])
    drift = draws["power.drift"] * np.sqrt(age) * rng.standard_normal(members)
    return np.asarray(np.clip(start + (allowed - start) * back + drift, 0, DAY_HOURS))


def _state(share: float) -> Literal["normal", "reduced", "severely_reduced"]:
    if share < SEVERE:
        return "severely_reduced"
    return "reduced" if share < REDUCED else "normal"
