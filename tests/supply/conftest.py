"""A country of one capital, two towns, two import corridors and one inland road."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from corridor.access.paths import AccessPaths
from corridor.packs.model import Pack, Product
from corridor.records.dates import TimeSpan
from corridor.records.figures import Assumption
from corridor.records.geography import Corridor, Place, Road
from corridor.records.report import Claim, ClaimFigure, PlaceRef

FIRST = date(2030, 1, 1)
BEFORE = date(2029, 1, 1)

RANGES: dict[str, tuple[float, float, float, str]] = {
    "tanker_capacity": (35, 40, 45, "m3/tanker"),
    "stock.station_days": (4, 5, 7, "days"),
    "demand.national.power": (0.05, 0.1, 0.2, "million litres/day"),
    "supply.fleet_ratio": (1.1, 1.5, 2.5, "ratio"),
    "supply.outside_days": (4, 6, 9, "days"),
    "supply.lorry_km_per_day": (200, 300, 400, "km/day"),
    "supply.customs_days": (1, 2, 4, "days"),
    "supply.importer_gain": (0.2, 0.8, 2, "ratio"),
    "supply.surge_max": (1.1, 1.4, 2, "ratio"),
    "supply.contested_trickle": (0.05, 0.2, 0.5, "ratio"),
    "supply.trickle_loss": (0, 0.02, 0.06, "share"),
    "supply.willingness_drop": (0.05, 0.2, 0.5, "ratio"),
    "supply.willingness_days": (7, 20, 60, "days"),
    "supply.ban_deterrence": (0.3, 0.65, 0.9, "share"),
    "supply.ban_days": (60, 180, 500, "days"),
    "supply.quiet": (0.02, 0.08, 0.25, "share"),
    "supply.convoy_news": (0.1, 0.35, 0.7, "share"),
    "supply.escort_delay_days": (2, 5, 10, "days"),
    "supply.escort_teams": (1, 2, 4, "teams"),
    "supply.escort_growth": (0, 0.8, 2.5, "teams per 30 days"),
    "supply.escort_urgency": (1, 3, 8, "ratio"),
    "supply.convoy_size": (10, 20, 40, "lorries"),
    "supply.convoy_spread": (0.3, 0.6, 1, "log units"),
    "supply.convoy_km_per_day": (80, 160, 280, "km/day"),
    "supply.convoy_turnaround": (2, 4, 9, "days"),
    "supply.convoy_attack_rate": (0.05, 0.25, 1, "attacks per 1000 convoy-km"),
    "supply.convoy_loss": (0.03, 0.2, 0.5, "share"),
    "supply.closed_hazard_factor": (1.5, 3, 6, "ratio"),
    "supply.closed_launch": (0.1, 0.35, 0.8, "share"),
    "supply.sale_fraction": (0.35, 0.5, 0.7, "share"),
    "supply.half_open_cover": (0.8, 1.2, 1.8, "days"),
    "supply.travel_fall": (0.15, 0.45, 0.75, "share"),
    "supply.travel_days": (5, 10, 20, "days"),
    "supply.tank_days": (1.5, 3, 6, "days"),
    "supply.spill": (0, 0.15, 0.4, "share"),
    "supply.hoard_gain": (0.05, 0.25, 0.6, "ratio"),
    "supply.ration_share": (0.5, 0.75, 0.95, "share"),
    "supply.station_noise": (0.1, 0.2, 0.35, "log units"),
    "supply.depot_cover_days": (1, 3, 8, "days"),
    "supply.security_cover_days": (1, 2.5, 4, "days"),
    "supply.inland_priority": (0.1, 0.35, 0.8, "ratio"),
    "supply.inland_contested": (0.15, 0.4, 0.8, "ratio"),
    "supply.inland_lag_days": (1, 2, 4, "days"),
    "supply.power_priority": (0.2, 0.6, 1.2, "ratio"),
    "supply.price_cap": (2, 3, 5, "ratio"),
    "supply.price_half": (0.3, 0.6, 1.2, "ratio"),
    "supply.silence": (0.1, 0.25, 0.5, "share"),
    "power.normal_hours": (12, 18, 21, "hours/day"),
    "power.base_share": (0.2, 0.3, 0.45, "share"),
    "power.recovery_days": (30, 75, 180, "days"),
    "power.report_error": (0.5, 1, 2, "hours/day"),
    "power.drift": (0.1, 0.3, 0.7, "hours/day"),
    "demand.capital.petrol": (0.7, 1.0, 1.4, "million litres/day"),
    "demand.capital.diesel": (0.7, 1.0, 1.4, "million litres/day"),
    "demand.gate.petrol": (0.1, 0.15, 0.2, "million litres/day"),
    "demand.hill.petrol": (0.1, 0.15, 0.2, "million litres/day"),
    "demand.hill.diesel": (0.1, 0.15, 0.2, "million litres/day"),
    "demand.rest.diesel": (0.2, 0.3, 0.5, "million litres/day"),
    "stock.capital.petrol": (6, 10, 15, "days of normal use"),
}


def assumption(name: str, low: float, best: float, high: float, unit: str) -> Assumption:
    return Assumption(
        id=name, low=low, best=best, high=high, unit=unit, reason="test", known_from=BEFORE
    )


def fixed(**values: float) -> dict[str, Assumption]:
    """Assumptions without spread, by id with `__` for the dot."""
    found = {}
    for key, value in values.items():
        name = key.replace("__", ".")
        unit = RANGES[name][3] if name in RANGES else "million litres/day"
        found[name] = assumption(name, value, value, value, unit)
    return found


def place(name: str, country: str = "XX") -> Place:
    return Place(
        id=name, name_en=name, name_fr=name, kind="town", country=country, lat=10.0, lon=0.0,
        coord_source="test", known_from=BEFORE,
    )  # fmt: skip


def road(start: str, end: str, km: float, countries: tuple[str, ...]) -> Road:
    return Road(
        id=f"{start}-{end}", name_en=start, name_fr=end, from_place=start, to_place=end, km=km,
        hours=km / 60, source="test", basis="assumption", geometry=((0, 10), (1, 10)),
        countries=countries, known_from=BEFORE,
    )  # fmt: skip


def corridor(name: str, kind: str, roads: tuple[str, ...], share: float | None = None) -> Corridor:
    origin, destination = name.split("-", maxsplit=1)[0], name.rsplit("-", maxsplit=1)[-1]
    return Corridor.model_validate({
        "id": name, "name_en": name, "name_fr": name, "kind": kind, "origin": origin,
        "destination": destination, "roads": roads, "normal_share": share, "source": "test",
        "basis": "assumption", "known_from": BEFORE,
    })  # fmt: skip


def build(**changes: object) -> Pack:
    """The small country; `changes` replace parts of the pack."""
    roads = [
        road("port", "gate", 300, ("YY",)), road("gate", "capital", 400, ("XX",)),
        road("coast", "capital", 600, ("XX",)), road("capital", "hill", 200, ("XX",)),
    ]  # fmt: skip
    corridors = [
        corridor("port-capital", "import", ("port-gate", "gate-capital"), 0.7),
        corridor("coast-capital", "import", ("coast-capital",), 0.3),
        corridor("capital-hill", "inland", ("capital-hill",)),
    ]
    products = [
        Product(id=name, name_en=name, name_fr=name, density=0.8, known_from=BEFORE)
        for name in ("petrol", "diesel")
    ]
    fields: dict[str, object] = {
        "id": "small", "version": "1", "name_en": "Small", "name_fr": "Petit", "country": "XX",
        "timezone": "UTC", "capital": "capital", "crisis_start": FIRST, "simulate_from": FIRST,
        "folder": Path(),
        "places": {n: place(n) for n in ("capital", "gate", "hill", "port", "coast")},
        "roads": {r.id: r for r in roads},
        "corridors": {c.id: c for c in corridors},
        "products": {p.id: p for p in products},
        "assumptions": {name: assumption(name, *row) for name, row in RANGES.items()},
    }  # fmt: skip
    return Pack.model_validate(fields | changes)


@pytest.fixture(scope="session")
def small_pack() -> Pack:
    return build()


def constant_paths(pack: Pack, as_of: date, days: int, members: int, state: int = 0) -> AccessPaths:
    """Paths in one state for all classes and days."""
    total = (as_of - FIRST).days + days + 1
    ids = tuple(sorted(pack.corridors))
    table = np.full((len(ids), total, members), state, dtype=np.uint8)
    return AccessPaths(
        first=FIRST, as_of=as_of, corridors=ids, roads=(),
        corridor_states={"tanker": table, "fuel_convoy": table.copy()}, road_states={}, evidence={},
    )  # fmt: skip


def random_paths(pack: Pack, as_of: date, days: int, members: int, seed: int = 1) -> AccessPaths:
    """Sticky random states: all three occur."""
    rng = np.random.default_rng(seed)
    total = (as_of - FIRST).days + days + 1
    ids = tuple(sorted(pack.corridors))
    blocks = rng.integers(0, 3, (len(ids), total // 10 + 1, members))
    tanker = np.repeat(blocks, 10, axis=1)[:, :total].astype(np.uint8)
    ease = rng.integers(0, 2, tanker.shape)
    convoy = np.maximum(tanker.astype(int) - ease, 0).astype(np.uint8)
    return AccessPaths(
        first=FIRST, as_of=as_of, corridors=ids, roads=(),
        corridor_states={"tanker": tanker, "fuel_convoy": convoy}, road_states={}, evidence={},
    )  # fmt: skip


@pytest.fixture(scope="session")
def say() -> Callable[..., Claim]:
    """Make a claim: `say("station_closure", 20, "words", place="capital", ...)`."""

    def make(type_: str, day: int, words: str, **parts: object) -> Claim:
        when = FIRST + timedelta(days=day)
        name = str(parts.get("id", f"c-{type_}-{day}"))
        where = parts.get("place", "capital")
        number = parts.get("figure")
        return Claim.model_validate({
            "id": name, "report": "r1", "paraphrase": words, "type": type_,
            "kind": parts.get("kind", "event"), "assertion": parts.get("assertion", "asserted"),
            "places": (PlaceRef(name=str(where), id=str(where), precision="town"),) if where else (),
            "time": TimeSpan(
                start=when, end=None if parts.get("ongoing") else when, precision="day"
            ),
            "figures": (ClaimFigure.model_validate(number),) if number else (),
            "confidence": parts.get("confidence", 0.8),
            "known_from": parts.get("known_from", when), "happening": parts.get("happening"),
        })  # fmt: skip

    return make
