"""Labelled documents in miniature, and a reader that answers from a table."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from corridor.evaluate.documents import GoldClaim, GoldDocument
from corridor.records.dates import TimeSpan
from corridor.records.report import ActorRef, Claim, ClaimFigure, PlaceRef, Report

TEXT = (
    "Gunmen burned 40 tankers near Kadiana on Friday, a union said. "
    "The army denied that Loulouni had fallen. Shame on the liars."
)
GOLD = GoldDocument.model_validate(
    {
        "id": "d-1",
        "lang": "en",
        "style": "wire",
        "published": "2025-10-18",
        "text": TEXT,
        "hard": ["denial"],
        "claims": [
            {
                "quote": "Gunmen burned 40 tankers near Kadiana on Friday",
                "kind": "event",
                "type": "tanker_destroyed",
                "assertion": "attributed",
                "speaker": "union",
                "actors": [{"role": "actor", "name": "Gunmen", "id": "unidentified_gunmen"}],
                "places": [
                    {
                        "name": "Kadiana",
                        "id": "kadiana",
                        "lat": 10.75,
                        "lon": -6.5,
                        "country": "ML",
                        "precision": "town",
                    }
                ],
                "time": {"start": "2025-10-17", "end": "2025-10-17", "precision": "day"},
                "figures": [{"best": 40, "unit": "tankers"}],
                "accept": {"types": ["convoy_attack"]},
            },
            {
                "quote": "Loulouni had fallen",
                "kind": "control",
                "type": "territory_held",
                "assertion": "denied",
                "speaker": "army",
                "accept": {"types": ["denial"], "kinds": ["event"]},
            },
            {"quote": "Shame on the liars", "kind": "opinion", "type": "commentary"},
        ],
        "toponyms": [
            {"name": "Kadiana", "span": [30, 37], "lat": 10.75, "lon": -6.5, "country": "ML"},
            {"name": "Loulouni", "span": [84, 92], "lat": 10.9, "lon": -5.6, "country": "ML"},
        ],
    }
)


def answer(document: GoldDocument, index: int) -> Claim:
    """The claim a perfect reader would give for one label."""
    gold: GoldClaim = document.claims[index]
    span = document.spans[index]
    return Claim(
        id=f"{document.id}:{index}",
        report=document.id,
        span=span,
        quote=document.text[slice(*span)],
        kind=gold.kind,
        type=gold.type,
        assertion=gold.assertion,
        speaker=gold.speaker,
        actors=tuple(ActorRef(role=a.role, name=a.name, id=a.id) for a in gold.actors),
        places=tuple(
            PlaceRef(
                name=p.name,
                id=p.id,
                lat=p.lat,
                lon=p.lon,
                country=p.country,
                precision=p.precision,
                radius_km=p.radius_km,
            )
            for p in gold.places
        ),
        time=TimeSpan(start=gold.time.start, end=gold.time.end, precision=gold.time.precision),
        figures=tuple(
            ClaimFigure(low=f.low, best=f.best, high=f.high, unit=f.unit) for f in gold.figures
        ),
        confidence=0.8,
        known_from=document.published,
    )


def perfect(document: GoldDocument) -> tuple[Claim, ...]:
    """Every claim as labelled."""
    return tuple(answer(document, index) for index in range(len(document.claims)))


class TableReader:
    """A reader that gives back what it was told for each report."""

    def __init__(
        self,
        claims: Mapping[str, tuple[Claim, ...]] | None = None,
        places: Mapping[str, tuple[PlaceRef, ...]] | None = None,
    ) -> None:
        self._claims, self._places = claims or {}, places or {}

    def read(self, report: Report) -> tuple[Claim, ...]:
        return self._claims.get(report.id, ())

    def toponyms(self, report: Report) -> tuple[PlaceRef, ...]:
        return self._places.get(report.id, ())


@pytest.fixture(scope="session")
def gold() -> GoldDocument:
    return GOLD


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    """Make a claim of any type over words of a text."""

    def make(text: str, quote: str, **fields: object) -> Claim:
        start = text.index(quote)
        base = {
            "id": f"c:{start}",
            "report": "r",
            "span": (start, start + len(quote)),
            "quote": quote,
            "kind": "event",
            "type": "convoy_attack",
            "confidence": 0.7,
            "known_from": date(2025, 10, 18),
        }
        return Claim.model_validate({**base, **fields})

    return make


@pytest.fixture(scope="session")
def evals() -> Path:
    return Path(__file__).resolve().parents[2] / "evals"


@pytest.fixture(scope="session")
def perfect_reader(gold: GoldDocument) -> TableReader:
    """A reader that finds exactly what is labelled in `gold`."""
    places = tuple(PlaceRef(name=t.name, span=t.span, lat=t.lat, lon=t.lon) for t in gold.toponyms)
    return TableReader({gold.id: perfect(gold)}, {gold.id: places})


@pytest.fixture(scope="session")
def told() -> type[TableReader]:
    """The reader class itself, for tests that say what it answers."""
    return TableReader


@pytest.fixture(scope="session")
def right_answers() -> Callable[[GoldDocument], tuple[Claim, ...]]:
    return perfect
