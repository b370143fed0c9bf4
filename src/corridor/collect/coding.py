"""A row of a coded dataset as a report and a claim, the same way for every dataset.

Guarantees: a paraphrase and no quote; coordinates only where the place is a point, a town or lies
near one; names resolve to the pack's own places only within `NEAR_KM`. Refuses: types outside the
catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from corridor.collect.context import Context, Found, Piece, slug, tidy
from corridor.packs.claims import kind_for
from corridor.records.dates import DatePrecision, TimeSpan
from corridor.records.errors import Skipped
from corridor.records.geo import haversine_km
from corridor.records.report import (
    COARSE_PLACES,
    ActorRef,
    Claim,
    ClaimFigure,
    PlacePrecision,
    PlaceRef,
    Report,
    Role,
)

NEAR_KM = 30.0
"""A town of the pack with the same name farther off than this is another town."""
MACHINE, UNSURE, CODED = 0.4, 0.65, 0.85
"""Confidence of rows coded by a program, by people with doubts, by people (as packs grade them)."""
_UNLOCATED = frozenset({"region", "country", "unknown"})
_LONGEST = 600


@dataclass(frozen=True)
class Spot:
    """Where a row says it happened, in degrees, with how exact that is."""

    name: str
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    admin1: str = ""
    country: str | None = None
    radius_km: float | None = None


@dataclass(frozen=True)
class Coded:
    """One row: what a dataset says happened, and from when the dataset could be read."""

    where: str
    dataset: str
    ident: str
    type: str
    paraphrase: str
    start: date | None
    end: date | None
    precision: DatePrecision
    known_from: date | None
    spot: Spot | None
    actors: tuple[tuple[Role, str], ...] = ()
    figures: tuple[ClaimFigure, ...] = ()
    confidence: float = CODED
    url: str | None = None
    title: str = ""
    told_by: str = ""
    """The one outlet the row was coded from, where there is only one: its copies are one origin."""
    note: str = ""
    source: str = ""
    """Who publishes, where that is not the dataset itself."""
    group: str = ""
    """What rows of the same report share; each row is its own report where it is empty."""


def pieces_of(row: Coded, context: Context) -> Iterator[Piece]:
    """Yield the report and the claim of a row."""
    _, told = context.source_of(None, tidy(row.told_by)) if row.told_by else ("", "")
    for piece in context.report(
        row.where,
        Found(
            text=None,
            key=f"{row.dataset} {row.group or row.ident}",
            ident=slug(f"{row.dataset}-report-{row.group}")
            if row.group
            else f"{slug(row.dataset)}-report-{slug(row.ident)}",
            title=row.title or row.paraphrase[:120],
            url=row.url,
            source=row.source or row.dataset,
            origin=told or None,
            published=row.known_from,
            precision="approximate",
            known_from=row.known_from,
        ),
    ):
        yield piece
        if isinstance(piece, Report):
            yield _claim(row, piece, context)


def _claim(row: Coded, report: Report, context: Context) -> Piece:
    try:
        return Claim(
            id=f"{slug(row.dataset)}-{slug(row.ident)}",
            report=report.id,
            paraphrase=tidy(row.paraphrase)[:_LONGEST],
            kind=kind_for(row.type),
            type=row.type,
            actors=tuple(
                ref for role, name in row.actors for ref in _actors(role, tidy(name), context)
            ),
            places=(_place(row.spot, context),) if row.spot else (),
            time=TimeSpan(start=row.start, end=row.end, precision=row.precision),
            figures=row.figures,
            confidence=row.confidence,
            known_from=report.known_from,
            note=tidy(row.note)[:200],
        )
    except ValidationError as refusal:
        first = refusal.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "row"
        return Skipped(where=row.where, what=f"{field}: {first['msg']}", hint="correct the row")


def _actors(role: Role, name: str, context: Context) -> Iterator[ActorRef]:
    if not name:
        return
    ids, kind_of = context.names.actors.find(name)
    for ident in ids or (None,):
        yield ActorRef.model_validate(
            {"role": role, "name": name, "id": ident, "class": kind_of or None}
        )


def _place(spot: Spot, context: Context) -> PlaceRef:
    ident = _known(spot, context)
    bare = spot.precision in _UNLOCATED
    return PlaceRef(
        name=tidy(spot.name),
        id=ident,
        lat=None if bare else spot.lat,
        lon=None if bare else spot.lon,
        admin1=tidy(spot.admin1) or None,
        country=spot.country,
        precision=spot.precision,
        radius_km=spot.radius_km,
    )


def _known(spot: Spot, context: Context) -> str | None:
    """Return the pack's place of that name, where it lies where the row says."""
    if spot.precision in COARSE_PLACES or spot.lat is None or spot.lon is None:
        return None
    found = context.names.places.find(spot.name)
    if found is None:
        return None
    place = context.pack.places[found]
    return found if haversine_km((spot.lat, spot.lon), (place.lat, place.lon)) <= NEAR_KM else None
