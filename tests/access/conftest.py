"""A country of two corridors and five roads, small enough to reason about."""

from datetime import date
from pathlib import Path

import pytest

from corridor.packs.model import Pack
from corridor.records.dates import TimeSpan
from corridor.records.events import Event
from corridor.records.figures import Assumption
from corridor.records.geography import Corridor, Place, Road
from corridor.records.report import PlaceRef, Source

BEFORE = date(2025, 1, 1)
VALUES = {
    "access.attack_delay": 4.0,
    "access.attack_memory": 45.0,
    "access.attack_pooling": 2.0,
    "access.attack_rate.closed": 0.01,
    "access.attack_rate.contested": 0.04,
    "access.attack_rate.open": 0.001,
    "access.ban_half_life": 60.0,
    "access.silence": 0.025,
    "access.correlation.corridor": 0.55,
    "access.correlation.national": 0.2,
    "access.threat_half_life": 12.0,
    "access.effect_scale": 1.0,
    "access.evidence_half_life": 18.0,
    "access.flow.closed": 0.05,
    "access.flow.contested": 0.35,
    "access.rate.closed_contested": 0.033,
    "access.rate.closed_open": 0.005,
    "access.rate.contested_closed": 0.012,
    "access.rate.contested_open": 0.02,
    "access.rate.open_closed": 0.0001,
    "access.rate.open_contested": 0.0007,
} | {
    f"access.response.{cls}.{state}": value
    for cls, values in {
        "aid": (0.6, 0.75), "car": (0.55, 0.55), "coach": (0.75, 0.8), "tanker": (0.95, 0.97),
        "foreign_national": (0.95, 0.98), "fuel_convoy": (0.7, 0.45),
    }.items()
    for state, value in zip(("contested", "closed"), values, strict=True)
}  # fmt: skip


def place(name: str, lon: float, country: str = "XX") -> Place:
    return Place(
        id=name,
        name_en=name,
        name_fr=name,
        kind="town",
        country=country,
        lat=10.0,
        lon=lon,
        coord_source="test",
        known_from=BEFORE,
    )


def road(start: str, end: str, lons: tuple[float, float], country: str = "XX") -> Road:
    return Road(
        id=f"{start}-{end}",
        name_en=start,
        name_fr=end,
        from_place=start,
        to_place=end,
        km=100,
        hours=2,
        source="test",
        basis="reported",
        countries=(country,),
        geometry=((lons[0], 10.0), (lons[1], 10.0)),
        known_from=BEFORE,
    )


def corridor(name: str, roads: tuple[str, ...], share: float) -> Corridor:
    return Corridor(
        id=name,
        name_en=name,
        name_fr=name,
        kind="import",
        origin="port",
        destination="capital",
        roads=roads,
        normal_share=share,
        source="test",
        basis="reported",
        known_from=BEFORE,
    )


@pytest.fixture(scope="session")
def pack() -> Pack:
    places = [
        place("port", 0, "YY"),
        place("west", 1),
        place("middle", 2),
        place("capital", 3),
        place("south", 4),
    ]
    roads = [
        road("port", "west", (0, 1), "YY"),
        road("west", "middle", (1, 2)),
        road("middle", "capital", (2, 3)),
        road("port", "south", (0, 4), "YY"),
        road("south", "capital", (4, 3)),
    ]
    chains = [
        corridor("western", ("port-west", "west-middle", "middle-capital"), 0.6),
        corridor("southern", ("port-south", "south-capital"), 0.4),
    ]
    sources = [
        Source(
            id=name,
            name=name,
            kind="press",
            reliability="B",
            origin=name,
            belligerent=side,
            known_from=BEFORE,
        )
        for name, side in (("wire", None), ("radio", None), ("army", "army"))
    ]
    return Pack(
        id="tiny", version="1", name_en="Tiny", name_fr="Tiny", country="XX", timezone="UTC",
        capital="capital", crisis_start=date(2025, 9, 1), simulate_from=date(2025, 8, 1),
        folder=Path(), products={},
        places={p.id: p for p in places}, roads={r.id: r for r in roads},
        corridors={c.id: c for c in chains}, sources={s.id: s for s in sources},
        assumptions={
            name: Assumption(id=name, best=value, unit="", reason="test", known_from=BEFORE)
            for name, value in VALUES.items()
        },
    )  # fmt: skip


def event(
    name: str,
    kind: str,
    day: date,
    *,
    roads: tuple[str, ...] = (),
    corridors: tuple[str, ...] = (),
    origins: tuple[str, ...] = ("wire",),
    precision: str = "town",
    known_from: date | None = None,
) -> Event:
    return Event(
        id=name,
        kind="event",
        type=kind,
        claims=(f"{name}-1",),
        origins=origins,
        credibility=2,
        reliability="B",
        roads=roads,
        corridors=corridors,
        place=PlaceRef(name="somewhere", precision=precision, country="XX"),
        time=TimeSpan(start=day, end=day, precision="day"),
        known_from=known_from or day,
        updated=known_from or day,
        summary=name,
    )
