"""Coded claims: rows of `claims.csv`, made by a person from reports, as records.

Guarantees: the paraphrase stays as written, what someone only says is `attributed` with the
speaker where named, counts keep their words. Refuses: a type outside the catalogue, a claim
without report, quotes (no source text is held).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from corridor.packs.counts import parse_count, unit_in
from corridor.packs.names import ActorNames, PlaceNames, bare_name, remark
from corridor.packs.tables import Row
from corridor.records.base import Record
from corridor.records.dates import TimeSpan
from corridor.records.event_types import event_types
from corridor.records.geography import Place
from corridor.records.report import ActorRef, Assertion, Claim, ClaimFigure, Kind, PlaceRef, Report

CLAIM_COLUMNS: tuple[str, ...] = (
    "claim_id",
    "event_id",
    "date_start",
    "date_end",
    "date_precision",
    "place_name",
    "admin1",
    "lat",
    "lon",
    "place_precision",
    "event_type",
    "actor",
    "target",
    "count",
    "count_unit",
    "paraphrase",
    "source_url",
    "published",
    "published_precision",
    "known_from",
    "confidence",
)
CONFIDENCE: Mapping[str, float] = {"high": 0.85, "medium": 0.65, "low": 0.4}
"""Coder's word -> probability that the claim renders the report rightly and the report is right."""
RADIUS_KM = 20.0
"""Radius given to a place coded as lying "near" a town, where the coder gave none."""
STATUS_TYPES: frozenset[str] = frozenset(
    {
        "road_blockage",
        "siege_of_town",
        "curfew",
        "movement_ban",
        "convoy_waiting",
        "cargo_suspended",
        "shortage_reported",
        "shortage_eased",
        "station_closure",
        "power_outage",
        "school_closure",
        "service_suspended",
        "flight_suspension",
        "aid_access",
        "water_outage",
        "territory_held",
        "road_impassable",
    }
)
FIGURE_TYPES: frozenset[str] = frozenset(
    {
        "price_report",
        "stock_report",
        "flow_report",
        "demand_report",
        "count_report",
    }
)
SPEAKING_TYPES: frozenset[str] = frozenset(
    {
        "denial",
        "assessment",
        "official_statement",
        "stock_report",
        "flow_report",
        "demand_report",
        "count_report",
        "threat",
        "claim_of_responsibility",
    }
)
"""Types whose actor speaks: role `speaker`, assertion `attributed` (`denied` for a denial)."""
RANSOM_TYPES: frozenset[str] = frozenset({"ransom_demand", "ransom_paid"})
_SAYS = re.compile(
    r"^(?!(?:All|Both|He|She|They|It)\b)(?:The |An |A )?((?:(?!\b(?:and|was|were|had|is|are)\b)[^.,;:]){2,60}?)\s+(?:publicly )?"
    r"(?:(?:said|says|claimed|claims|announced|reports|reported|showed|counted|logged|told)\b(?!:)"
    r"|put\b[^.]*\bat\b)"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to ([A-Z][^.,;]*)")
_ATTRIBUTED = re.compile(r"claim|attributed|reported|unofficial|via")


class Names(Record):
    """What a coded row resolves its names with."""

    model_config = {"arbitrary_types_allowed": True, "frozen": True}

    places: PlaceNames
    actors: ActorNames
    ground: Mapping[str, Place]
    country: str


def claim_from_row(row: Row, names: Names, reports: Mapping[tuple[str, str], Report]) -> Claim:
    """Return the claim of one row.

    Args:
        row: a row with `CLAIM_COLUMNS`.
        names: places and actors to resolve with.
        reports: reports by (address, published as written).

    Raises:
        PackError: an unknown type, confidence word or report, or a cell that is refused.
    """
    kind_of = row.text("event_type")
    if kind_of not in event_types():
        msg = f"unknown event type '{kind_of}'"
        raise row.error(
            msg,
            "event_type",
            allowed=", ".join(event_types()),
            hint="`corridor schema event-types` defines each type",
        )
    report = reports.get((row.text("source_url"), row.text("published")))
    if report is None:
        msg = f"no report has the address '{row.text('source_url')}'"
        raise row.error(
            msg,
            "source_url",
            allowed="an address in reports.jsonl, with the same `published`",
            hint="add the report to reports.jsonl",
        )
    assertion, speaker = assertion_of(row)
    return row.make(
        Claim,
        {
            "id": row.text("claim_id"),
            "report": report.id,
            "paraphrase": row.text("paraphrase"),
            "kind": kind_for(kind_of),
            "type": kind_of,
            "assertion": assertion,
            "speaker": speaker,
            "actors": actors_of(row, names.actors),
            "places": places_of(row, names),
            "time": time_of(row),
            "figures": figures_of(row),
            "confidence": _confidence(row),
            "known_from": row.day("known_from"),
            "happening": row.optional("event_id"),
        },
    )


def kind_for(kind_of: str) -> Kind:
    """Return the kind that goes with a type."""
    if kind_of in FIGURE_TYPES:
        return "figure"
    if kind_of in STATUS_TYPES:
        return "status"
    named: dict[str, Kind] = {
        "travel_advisory": "advice",
        "assessment": "assessment",
        "commentary": "opinion",
    }
    return named.get(kind_of, "event")


def assertion_of(row: Row) -> tuple[Assertion, str | None]:
    """Return how firmly a row asserts, and who speaks.

    Ransoms are always attributed. A remark such as "(claim)" behind the actor, a type of speech,
    or a paraphrase that opens with "X said" makes the claim attributed.
    """
    kind_of, actor = row.text("event_type"), row.text("actor")
    said = _SAYS.match(row.text("paraphrase")) or _ACCORDING.search(row.text("paraphrase"))
    speaker = said.group(1).strip() if said else None
    if kind_of == "denial":
        return "denied", bare_name(actor) or speaker
    if kind_of in SPEAKING_TYPES and actor:
        return "attributed", bare_name(actor)
    if "(claim)" in actor:
        return "attributed", bare_name(actor)
    if kind_of in RANSOM_TYPES or _ATTRIBUTED.search(remark(actor)) or speaker:
        return "attributed", speaker
    return "asserted", None


def actors_of(row: Row, names: ActorNames) -> tuple[ActorRef, ...]:
    """Return actor and target of a row; one entry for each actor known by the words."""
    role = "speaker" if row.text("event_type") in SPEAKING_TYPES else "actor"
    return (*_refs(row.text("actor"), role, names), *_refs(row.text("target"), "target", names))


def _refs(words: str, role: str, names: ActorNames) -> tuple[ActorRef, ...]:
    if not words:
        return ()
    ids, kind_of = names.find(words)
    refs: Sequence[str | None] = ids or (None,)
    return tuple(
        ActorRef.model_validate(
            {"role": role, "name": bare_name(words), "id": one, "class": kind_of or None}
        )
        for one in refs
    )


def places_of(row: Row, names: Names) -> tuple[PlaceRef, ...]:
    """Return the place as coded; for a line between two towns, both ends after it."""
    name, precision = row.text("place_name"), row.text("place_precision")
    known = names.places.find(name)
    country = names.ground[known].country if known else names.country
    main = row.make(
        PlaceRef,
        {
            "name": name,
            "id": known,
            "lat": row.number_or_none("lat"),
            "lon": row.number_or_none("lon"),
            "admin1": _admin1(row),
            "country": country,
            "precision": precision,
            "radius_km": RADIUS_KM if precision == "radius" else None,
        },
    )
    ends = (names.ground[end] for end in names.places.ends(name))
    return (
        main,
        *(
            PlaceRef.model_validate(
                {
                    "name": end.name_en,
                    "id": end.id,
                    "lat": end.lat,
                    "lon": end.lon,
                    "admin1": end.admin1 or None,
                    "country": end.country,
                    "precision": precision,
                }
            )
            for end in ends
        ),
    )


def figures_of(row: Row) -> tuple[ClaimFigure, ...]:
    """Return the counts of a row; a number without unit takes the unit of what was hit or moved."""
    figures = parse_count(_count(row), row.text("count_unit"))
    fallback = unit_in(row.text("target"))
    return tuple(
        figure.model_copy(update={"unit": fallback})
        if not figure.unit and (figure.low, figure.best, figure.high) != (None, None, None)
        else figure
        for figure in figures
    )


def time_of(row: Row) -> TimeSpan:
    """Return when it happened; an empty end is a state still going on."""
    start, end = row.day_or_none("date_start"), row.day_or_none("date_end")
    if start and end and end < start:
        msg = f"the end {end} lies before the start {start}"
        raise row.error(
            msg,
            "date_end",
            allowed="a day not before date_start",
            hint="correct the days",
        )
    precision = row.text("date_precision") or "unknown"
    return row.make(TimeSpan, {"start": start, "end": end, "precision": precision})


def published_of(text: str) -> tuple[date | None, str]:
    """Return the day in a `published` cell and how exact it is.

    "2025-07" gives the first of that month with precision `month`; words without a day in figures
    give no day.
    """
    full = re.search(r"\d{4}-\d{2}-\d{2}", text)
    if full:
        return date.fromisoformat(full.group()), "approximate" if "undated" in text else "day"
    month = re.search(r"\d{4}-\d{2}", text)
    if month:
        return date.fromisoformat(f"{month.group()}-01"), "month"
    return None, "unknown"


def _admin1(row: Row) -> str | None:
    name = row.text("admin1")
    return None if not name or name.startswith("(") else name


def _count(row: Row) -> str:
    value = row.number_or_none("count")
    return "" if value is None else repr(value)


def _confidence(row: Row) -> float:
    word = row.text("confidence")
    if word not in CONFIDENCE:
        msg = f"'{word}' is no word for confidence"
        raise row.error(
            msg,
            "confidence",
            allowed=", ".join(CONFIDENCE),
            hint="use one of these words",
        )
    return CONFIDENCE[word]
