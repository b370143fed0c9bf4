"""An invented country of one capital, one port and one corridor, for exits, outlook and posture."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from corridor.access.paths import AccessPaths
from corridor.packs.model import Actor, Advisory, ExitWay, Pack, Product, TripwireRule
from corridor.records.access import Access, CorridorAccess, TownAccess, likeliest_state
from corridor.records.base import Band, Quantiles
from corridor.records.dates import TimeSpan
from corridor.records.events import Event
from corridor.records.exits import PERSON_CATEGORIES
from corridor.records.figures import Assumption
from corridor.records.geography import MOVEMENT_CLASSES, Corridor, Place, Road
from corridor.records.outlook import Question
from corridor.records.posture import Level
from corridor.records.report import ActorRef, Claim, ClaimFigure, PlaceRef, Report
from corridor.records.supply import (
    DryStatus,
    FirstDry,
    NationalSupply,
    PlaceSupply,
    PowerSupply,
    Supply,
    WeeklyInflow,
)

BEFORE = date(2025, 1, 1)
FIRST = date(2025, 8, 1)
AS_OF = date(2025, 11, 1)
DAYS = 90
MEMBERS = 200
CAPITAL, PORT, BORDER, MIDDLE = "capital", "port", "border", "middle"

ASSUMED: dict[str, tuple[float, float, float]] = {
    "exits.jet_cover_days": (5, 12, 30),
    "exits.contested_flow_share": (0.2, 0.45, 0.75),
    "exits.flights_stop_without_jet": (0.1, 0.35, 0.7),
    "exits.carriers_withdraw_per_year": (0.05, 0.2, 0.6),
    "exits.carriers_withdraw_advice_factor": (1, 2, 4),
    "exits.carriers_away_days": (30, 90, 365),
    "exits.airport_closure_per_year": (0.1, 0.4, 1.0),
    "exits.airport_closure_days": (1, 2, 10),
    "exits.flights_share_running": (0.5, 0.8, 1.0),
    "exits.load_factor": (0.6, 0.75, 0.9),
    "exits.rivals_per_week_per_government": (10, 60, 250),
    "exits.seats_per_flight": (70, 130, 190),
    "exits.river_first_month": (7, 8, 8),
    "exits.river_last_month": (11, 12, 12),
    "exits.lead_days_scheduled_flight": (2, 4, 10),
    "exits.lead_days_charter": (3, 7, 21),
    "exits.lead_days_road": (1, 2, 5),
    "exits.lead_days_river": (2, 5, 10),
    "exits.lead_days_relocation": (1, 3, 7),
    "outlook.model_spread": (0.4, 0.8, 1.5),
    "outlook.dry_is_reported": (0.6, 0.85, 0.97),
    "outlook.attack_rate_per_day": (0.02, 0.05, 0.15),
    "outlook.attack_rate_near_place_per_day": (0.002, 0.01, 0.04),
    "outlook.attack_near_repeat": (0.05, 0.2, 0.4),
    "outlook.attack_reporting_delay_days": (1, 4, 12),
    "outlook.flights_suspended_per_year": (0.1, 0.35, 1.0),
    "outlook.schools_close_per_year": (0.02, 0.1, 0.4),
    "outlook.schools_close_dry_factor": (1, 4, 12),
    "outlook.schools_closure_prolonged": (0.1, 0.3, 0.6),
    "outlook.power_recovers_per_year": (0.3, 1.0, 3.0),
    "outlook.power_falls_per_year": (0.3, 1.0, 3.0),
    "outlook.leave_advice_starts_per_year": (0.05, 0.2, 0.6),
    "outlook.leave_advice_follows_per_year": (3, 25, 150),
    "outlook.leave_advice_follow_half_life_days": (7, 14, 30),
    "outlook.dry_lasts_a_day": (0.75, 0.9, 0.97),
    "outlook.capital_capture_per_year": (0.003, 0.02, 0.08),
    "outlook.capital_coup_per_year": (0.05, 0.12, 0.25),
    "outlook.capital_negotiated_per_year": (0.005, 0.02, 0.08),
    "outlook.capital_capture_siege_factor": (1, 2, 5),
    "outlook.capital_coup_siege_factor": (1, 1.5, 3),
    "outlook.capital_negotiated_siege_factor": (1, 1.5, 3),
} | {
    f"outlook.climatology.{rule}": (0.01, 0.05, 0.2)
    for rule in (
        "dry_reported", "entries_above", "attack_reported", "corridor_open", "flights_suspended",
        "schools_closed", "power_normal", "leave_advice",
    )
}  # fmt: skip

LADDER = (
    "normal", "heightened", "essential_staff_only", "prepare_to_leave",
    "leave_by_commercial_means", "assisted_departure_or_hibernation",
)  # fmt: skip


def _place(name: str, lon: float, kind: str = "town") -> Place:
    return Place(
        id=name, name_en=name.title(), name_fr=name.title(), kind=kind, country="XX", lat=10.0,
        lon=lon, coord_source="test", known_from=BEFORE,
    )  # fmt: skip


def _road(start: str, end: str, lons: tuple[float, float]) -> Road:
    return Road(
        id=f"{start}-{end}", name_en=start, name_fr=end, from_place=start, to_place=end, km=100,
        hours=2, source="test", basis="assumption",
        geometry=tuple((lon, 10.0) for lon in lons), known_from=BEFORE,
    )  # fmt: skip


def way(kind: str = "scheduled_flight", **changes: object) -> ExitWay:
    parts: dict[str, object] = {
        "id": f"{kind.replace('_', '-')}", "kind": kind, "name_en": kind, "name_fr": kind,
        "from_place": CAPITAL, "categories": PERSON_CATEGORIES, "source": "test",
        "known_from": BEFORE,
    }  # fmt: skip
    extra: dict[str, dict[str, object]] = {
        "scheduled_flight": {"seats_per_week": 10_000.0, "access_road": "middle-capital"},
        "road": {"corridor": "port-capital", "to_place": PORT},
        "relocation": {"to_place": MIDDLE, "corridor": "port-capital"},
        "river": {"to_place": MIDDLE},
    }
    return ExitWay.model_validate(parts | extra.get(kind, {}) | changes)


def question(rule: str, **changes: object) -> Question:
    parts: dict[str, object] = {
        "id": rule.replace("_", "-"), "text_en": rule, "text_fr": rule, "rule": rule,
        "horizon_days": 30, "truth": "claims", "known_from": BEFORE,
    }  # fmt: skip
    return Question.model_validate(parts | changes)


QUESTIONS = (
    question("dry_reported", place=CAPITAL, product="petrol"),
    question("attack_reported"),
    question("entries_above", threshold=60.0, unit="million litres"),
    question("corridor_open", corridor="port-capital"),
    question("flights_suspended", place=CAPITAL),
    question("leave_advice"),
    question("schools_closed"),
    question("power_normal", place=CAPITAL, threshold=12.0, unit="hours/day"),
    *(
        question(rule, horizon_days=90, group="capital", place=CAPITAL)
        for rule in ("capital_capture", "capital_coup", "capital_negotiated", "capital_none")
    ),
)


def wire(metric: str, compare: str, threshold: float | str, level: str = "heightened", **changes):
    parts = {
        "id": metric.replace(".", "-").replace("_", "-"), "level": level,
        "text_en": "The condition the user set.", "text_fr": "La condition fixée par l'usager.",
        "metric": metric, "compare": compare, "threshold": threshold,
    }  # fmt: skip
    return TripwireRule.model_validate(parts | changes)


def pack(**changes: object) -> Pack:
    places = (
        _place(PORT, 0.0, "port"), _place(BORDER, 1.0), _place(MIDDLE, 2.0), _place(CAPITAL, 3.0),
    )  # fmt: skip
    roads = (
        _road(PORT, BORDER, (0, 1)), _road(BORDER, MIDDLE, (1, 2)), _road(MIDDLE, CAPITAL, (2, 3)),
    )  # fmt: skip
    parts: dict[str, object] = {
        "id": "testland", "version": "1", "name_en": "Testland", "name_fr": "Testland",
        "country": "XX", "timezone": "UTC", "capital": CAPITAL, "crisis_start": date(2025, 9, 1),
        "simulate_from": FIRST, "in_sample_until": date(2025, 10, 1), "folder": Path("/nowhere"),
        "places": {row.id: row for row in places},
        "roads": {row.id: row for row in roads},
        "corridors": {
            "port-capital": Corridor(
                id="port-capital", name_en="Port - Capital", name_fr="Port - Capitale",
                kind="import", origin=PORT, border=BORDER, destination=CAPITAL,
                roads=tuple(row.id for row in roads), normal_share=1.0, source="test",
                basis="assumption", known_from=BEFORE,
            )
        },
        "products": {
            name: Product(id=name, name_en=name, name_fr=french, density=0.8, known_from=BEFORE)
            for name, french in (("petrol", "essence"), ("diesel", "gazole"))
        },
        "assumptions": {
            name: Assumption(
                id=name, low=low, best=middle, high=high, reason="a test", known_from=BEFORE
            )
            for name, (low, middle, high) in ASSUMED.items()
        },
        "actors": {
            name: Actor.model_validate(
                {"id": name, "name_en": english, "name_fr": french, "class": "government",
                 "known_from": BEFORE}
            )
            for name, english, french in (
                ("france", "France", "France"), ("germany", "Germany", "Allemagne"),
                ("italy", "Italy", "Italie"), ("united_states", "United States", "États-Unis"),
            )
        },
        "exits": tuple(
            way(kind) for kind in
            ("scheduled_flight", "charter", "road", "river", "relocation", "hibernation")
        ),
        "questions": QUESTIONS,
        "ladder": tuple(Level(id=name, name_en=name, name_fr=name) for name in LADDER),
    }  # fmt: skip
    return Pack.model_validate(parts | changes)


def place_ref(name: str = CAPITAL, precision: str = "town", **changes: object) -> PlaceRef:
    row = pack().places[name]
    parts = {"name": name, "id": name, "lat": row.lat, "lon": row.lon, "precision": precision}
    return PlaceRef.model_validate(parts | changes)


def claim(
    name: str,
    type_: str,
    day: date,
    words: str = "It was reported.",
    *,
    known: date | None = None,
    end: date | None = None,
    place: PlaceRef | None = None,
    who: str | None = None,
    figure: tuple[float, str] | None = None,
    report: str = "r1",
    **changes: object,
) -> Claim:
    parts: dict[str, object] = {
        "id": name, "report": report, "paraphrase": words, "kind": "event", "type": type_,
        "confidence": 0.8, "known_from": known or day,
        "time": TimeSpan(start=day, end=end or day, precision="day"),
        "places": (place or place_ref(),),
        "actors": (ActorRef(role="actor", name=who),) if who else (),
        "figures": (
            (ClaimFigure(low=figure[0], best=figure[0], high=figure[0], unit=figure[1]),)
            if figure else ()
        ),
    }  # fmt: skip
    return Claim.model_validate(parts | changes)


def event(of: Claim, *, corridors: tuple[str, ...] = ()) -> Event:
    return Event(
        id=f"e:{of.id}", kind=of.kind, type=of.type, assertion=of.assertion, actors=of.actors,
        place=of.places[0], places=of.places, time=of.time, figures=of.figures, claims=(of.id,),
        known_from=of.known_from, updated=of.known_from, corridors=corridors,
    )  # fmt: skip


def advisory(
    issuer: str,
    issued: date,
    level: str,
    words: str = "Nationals told to leave",
    ways_out: str = "commercial flights",
) -> tuple[Advisory, Claim]:
    name = f"{issuer.lower().replace(' ', '-').replace(',', '')}-{issued}"
    row = Advisory(
        id=name, issuer=issuer, issued=issued, advice=words, ways_out=ways_out, level=level,
        url=f"https://example.org/{name}", published=str(issued), known_from=issued,
    )  # fmt: skip
    said = claim(f"adv:{name}", "travel_advisory", issued, words, who=issuer, kind="advice")
    return row, said


def report(name: str, *, local: bool, status: str, known: date = BEFORE) -> Report:
    return Report(id=name, source="s", origin="s", known_from=known, local=local, status=status)


def paths(open_share: float = 1.0, state: int = 2, members: int = MEMBERS) -> AccessPaths:
    """Roads open in a share of members, in the given other state in the rest, every day alike."""
    length = (AS_OF - FIRST).days + 1 + DAYS
    one = np.full((length, members), state, dtype=np.uint8)
    one[:, : round(open_share * members)] = 0
    roads = tuple(pack().roads)
    return AccessPaths(
        first=FIRST, as_of=AS_OF, corridors=("port-capital",), roads=roads,
        corridor_states=dict.fromkeys(MOVEMENT_CLASSES, one[None, :, :]),
        road_states={cls: np.stack([one] * len(roads)) for cls in MOVEMENT_CLASSES},
        evidence={cls: np.ones((1, length)) for cls in MOVEMENT_CLASSES},
    )  # fmt: skip


def access(
    probabilities: tuple[float, float, float] = (0.9, 0.08, 0.02),
    evidence: float = 0.8,
    *,
    cut: float | None = 0.7,
    siege: str = "strained",
) -> Access:
    p_open, p_contested, p_closed = probabilities
    state = likeliest_state(p_open, p_contested, p_closed, evidence)
    corridors = tuple(
        CorridorAccess.model_validate(
            {"id": "port-capital", "class": cls, "p_open": p_open, "p_contested": p_contested,
             "p_closed": p_closed, "evidence": evidence, "state": state, "p_open_7": p_open,
             "p_open_30": p_open, "claims": ("road-1",)}
        )
        for cls in MOVEMENT_CLASSES
    )  # fmt: skip
    towns = tuple(
        TownAccess(
            id=name, encirclement_volume=cut, siege_level=siege, evidence=evidence,
            claims=("town-1",),
        )
        for name in (CAPITAL, MIDDLE)
    )  # fmt: skip
    return Access(as_of=AS_OF, corridors=corridors, towns=towns)


def supply(
    p_dry: Mapping[str, float] | None = None,
    now: str = "selling",
    *,
    power: str = "reduced",
    weekly: tuple[float, float, float] = (8.0, 12.0, 18.0),
) -> Supply:
    quantiles = Quantiles(p10=1.0, p50=4.0, p90=9.0)
    places = tuple(
        PlaceSupply(
            place=CAPITAL, product=product, days_of_cover=quantiles,
            p_dry=dict(p_dry or {"7": 0.2, "14": 0.4, "30": 0.6}),
            first_dry=FirstDry(p_within_horizon=0.6), stations_open=quantiles,
            now=DryStatus(state=now, probability=0.5, claims=("dry-1",)), claims=("supply-1",),
        )
        for product in ("petrol", "diesel")
    )  # fmt: skip
    weeks = tuple(
        WeeklyInflow(
            week_start=AS_OF + timedelta(days=7 * step), future=step >= 0,
            litres=Quantiles(p10=weekly[0], p50=weekly[1], p90=weekly[2]), claims=("flow-1",),
        )
        for step in range(-2, 12)
    )  # fmt: skip
    return Supply(
        as_of=AS_OF, places=places, national=NationalSupply(weekly_inflow=weeks), members=MEMBERS,
        effective_members=100.0,
        power=(
            PowerSupply(
                place=CAPITAL, hours_per_day=Quantiles(p10=4.0, p50=6.0, p90=9.0), state=power,
                normal_hours=Band(low=12, best=19, high=19, unit="hours/day"), claims=("power-1",),
            ),
        ),
    )  # fmt: skip
