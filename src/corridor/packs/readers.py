"""One small reader for each table of a pack: rows in, records out.

Guarantees: required columns are present, ids are unique within a table, every record passed its
own checks. Refuses: looking across tables; that is the work of `check`.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from corridor.packs.model import (
    Actor, Advisory, ExitWay, PackRelation, Product, Redaction, TripwireRule,
)
from corridor.packs.tables import Row, read_table, read_text
from corridor.records.base import Record
from corridor.records.errors import PackError
from corridor.records.figures import Assumption, PackFigure
from corridor.records.geography import Corridor, Place, Road
from corridor.records.outlook import Question
from corridor.records.posture import Level
from corridor.records.report import Report, Source

FIGURE_FILES: tuple[str, ...] = ("demand", "stocks", "flows", "prices", "services")
FIGURE_COLUMNS: tuple[str, ...] = (
    "id", "parameter", "place", "corridor", "product", "sector", "low", "best", "high", "unit",
    "as_of", "known_from", "basis", "source", "note",
)
ASSUMPTION_COLUMNS: tuple[str, ...] = (
    "id", "low", "best", "high", "unit", "reason", "source", "known_from",
)
_R = TypeVar("_R", bound=Record)
Read = tuple[dict[str, _R], dict[str, Row]]
"""Records by id, and the row each came from."""


def table(path: Path, columns: tuple[str, ...], make: Callable[[Row], _R], key: str = "id"
          ) -> Read[_R]:
    """Return the records of a CSV file by id; a repeated id is an error."""
    records: dict[str, _R] = {}
    rows: dict[str, Row] = {}
    for row in read_table(path, columns):
        name = row.text(key)
        if name in records:
            raise row.error(f"the id '{name}' is already used in row {rows[name].number}", key,
                            allowed="an id once a table", hint="rename one of the two rows")
        records[name], rows[name] = make(row), row
    return records, rows


def places(folder: Path) -> Read[Place]:
    """Read places.csv."""
    columns = ("id", "name_en", "name_fr", "variants", "kind", "country", "admin1", "admin1_new",
               "pcode", "lat", "lon", "coord_source", "population", "population_source",
               "known_from")

    def make(row: Row) -> Place:
        values = _plain(row, columns) | {
            "variants": row.items("variants"), "lat": row.number_or_none("lat"),
            "lon": row.number_or_none("lon"), "population": row.number_or_none("population"),
            "known_from": row.day("known_from"),
        }
        return row.make(Place, values)

    return table(folder / "places.csv", columns, make)


def roads(folder: Path) -> Read[Road]:
    """Read roads.geojson: one LineString feature a road, its facts as properties."""
    path = folder / "roads.geojson"
    try:
        document = json.loads(read_text(path))
        features = document["features"]
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        raise PackError(f"not a GeoJSON FeatureCollection: {problem}", where=path.name,
                        allowed="RFC 7946", hint="check the file with any GeoJSON tool") from None
    records: dict[str, Road] = {}
    rows: dict[str, Row] = {}
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") or {}
        row = Row(path.name, number, {k: str(v) for k, v in properties.items()})
        name = row.text("id")
        if name in records:
            raise row.error(f"the id '{name}' is already used", "id", allowed="an id once a file",
                            hint="rename one of the two roads")
        line = (feature.get("geometry") or {}).get("coordinates") or ()
        records[name] = row.make(Road, {**properties, "geometry": line})
        rows[name] = row
    return records, rows


def corridors(folder: Path) -> Read[Corridor]:
    """Read corridors.csv; `roads` is a list of road ids in order, separated by spaces."""
    columns = ("id", "name_en", "name_fr", "kind", "origin", "border", "destination", "roads",
               "share_low", "normal_share", "share_high", "source", "basis", "known_from")

    def make(row: Row) -> Corridor:
        row.band("share_low", "normal_share", "share_high")
        values = _plain(row, columns) | {
            "border": row.optional("border"), "roads": row.items("roads", None),
            "known_from": row.day("known_from"),
        }
        shares = ("share_low", "normal_share", "share_high")
        return row.make(Corridor, values | {key: row.number_or_none(key) for key in shares})

    return table(folder / "corridors.csv", columns, make)


def products(folder: Path) -> Read[Product]:
    """Read products.csv; `simulated` is yes or no."""
    columns = ("id", "name_en", "name_fr", "density", "simulated", "known_from")

    def make(row: Row) -> Product:
        return row.make(Product, _plain(row, columns) | {
            "density": row.number_or_none("density"), "simulated": yes_or_no(row, "simulated"),
            "known_from": row.day("known_from"),
        })

    return table(folder / "products.csv", columns, make)


def figures(folder: Path) -> Read[PackFigure]:
    """Read the five tables of figures as one; ids are unique across them."""
    records: dict[str, PackFigure] = {}
    rows: dict[str, Row] = {}
    for name in FIGURE_FILES:
        found, where = table(folder / f"{name}.csv", FIGURE_COLUMNS, _figure)
        for key in sorted(found.keys() & records.keys()):
            raise where[key].error(f"the id '{key}' is already used in {rows[key].file}", "id",
                                   allowed="an id once in all figure tables",
                                   hint="rename one of the two rows")
        records |= found
        rows |= where
    return records, rows


def _figure(row: Row) -> PackFigure:
    if row.text("basis") == "assumption":
        raise row.error("an assumption stands among reported figures", "basis",
                        allowed="reported, derived", hint="move the row to assumptions.csv")
    keys = ("place", "corridor", "product", "sector")
    values = _plain(row, FIGURE_COLUMNS) | row.band() | {key: row.optional(key) for key in keys}
    return row.make(PackFigure, values | {"known_from": row.day("known_from")})


def assumptions(folder: Path) -> Read[Assumption]:
    """Read assumptions.csv."""

    def make(row: Row) -> Assumption:
        values = _plain(row, ASSUMPTION_COLUMNS) | row.band()
        return row.make(Assumption, values | {"known_from": row.day("known_from")})

    return table(folder / "assumptions.csv", ASSUMPTION_COLUMNS, make)


def exits(folder: Path) -> Read[ExitWay]:
    """Read exits.csv."""
    columns = ("id", "kind", "name_en", "name_fr", "from_place", "to_place", "corridor",
               "access_road", "categories", "seats_per_week", "capacity_figure", "assumptions",
               "source", "known_from", "note")

    def make(row: Row) -> ExitWay:
        values = _plain(row, columns) | {
            "categories": row.items("categories"), "assumptions": row.items("assumptions"),
            "seats_per_week": row.number_or_none("seats_per_week"),
            "known_from": row.day("known_from"),
        }
        return row.make(ExitWay, values | {
            key: row.optional(key) for key in ("to_place", "corridor", "access_road")
        })

    return table(folder / "exits.csv", columns, make)


def actors(folder: Path) -> Read[Actor]:
    """Read actors.csv; `public` is no for private persons and small firms."""
    columns = ("id", "name_en", "name_fr", "aliases", "class", "parent", "country", "public",
               "neutral_en", "neutral_fr", "known_from")

    def make(row: Row) -> Actor:
        return row.make(Actor, _plain(row, columns) | {
            "aliases": row.items("aliases"), "parent": row.optional("parent"),
            "public": yes_or_no(row, "public"), "known_from": row.day("known_from"),
        })

    return table(folder / "actors.csv", columns, make)


def coded_actors(folder: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """Read claim_actors.csv: a coder's words -> (actor ids, class); empty where absent."""
    path = folder / "claim_actors.csv"
    if not path.exists():
        return {}
    rows = read_table(path, ("name", "ids", "class"))
    return {row.text("name"): (row.items("ids", None), row.text("class")) for row in rows}


def relations(folder: Path) -> Read[PackRelation]:
    """Read relations.csv."""
    columns = ("id", "subject", "kind", "object", "start", "end", "known_from", "claims",
               "source", "note")

    def make(row: Row) -> PackRelation:
        return row.make(PackRelation, _plain(row, columns) | {
            "start": row.day_or_none("start"), "end": row.day_or_none("end"),
            "known_from": row.day("known_from"), "claims": row.items("claims", None),
        })

    return table(folder / "relations.csv", columns, make)


def sources(folder: Path) -> Read[Source]:
    """Read sources.csv."""
    columns = ("id", "name", "kind", "reliability", "languages", "origin", "belligerent", "hosts",
               "country", "known_from", "note")

    def make(row: Row) -> Source:
        return row.make(Source, _plain(row, columns) | {
            "languages": row.items("languages"), "belligerent": row.optional("belligerent"),
            "hosts": row.items("hosts"), "known_from": row.day("known_from"),
        })

    return table(folder / "sources.csv", columns, make)


def advisories(folder: Path) -> Read[Advisory]:
    """Read advisories.csv."""
    columns = ("id", "issuer", "issued", "advice", "staff_posture", "ways_out", "level", "url",
               "published", "known_from", "note")

    def make(row: Row) -> Advisory:
        return row.make(Advisory, _plain(row, columns) | {
            "issued": row.day("issued"), "known_from": row.day("known_from"),
        })

    return table(folder / "advisories.csv", columns, make)


def questions(folder: Path) -> Read[Question]:
    """Read questions.csv."""
    columns = ("id", "text_en", "text_fr", "rule", "horizon_days", "place", "product",
               "threshold", "unit", "group", "truth", "known_from")

    def make(row: Row) -> Question:
        values = _plain(row, columns) | {
            "horizon_days": row.number_or_none("horizon_days"),
            "threshold": row.number_or_none("threshold"), "known_from": row.day("known_from"),
        }
        return row.make(Question, values | {
            key: row.optional(key) for key in ("place", "product", "group")
        })

    return table(folder / "questions.csv", columns, make)


def redactions(folder: Path) -> tuple[Redaction, ...]:
    """Read redactions.csv."""
    columns = ("pattern", "replacement_en", "replacement_fr", "why")
    return tuple(row.make(Redaction, _plain(row, columns))
                 for row in read_table(folder / "redactions.csv", columns))


def posture(folder: Path) -> tuple[tuple[Level, ...], tuple[TripwireRule, ...]]:
    """Read posture.toml: the ladder, lowest level first, and its tripwires."""
    document = toml(folder / "posture.toml")
    levels = tuple(_entry("posture.toml", "level", i, Level, one)
                   for i, one in enumerate(document.get("level", ()), start=1))
    wires = tuple(_entry("posture.toml", "tripwire", i, TripwireRule, one)
                  for i, one in enumerate(document.get("tripwire", ()), start=1))
    return levels, wires


def reports(folder: Path) -> tuple[dict[str, Report], dict[tuple[str, str], Report]]:
    """Read reports.jsonl: reports by id, and by (address, `published` as written).

    Each line is a Report with one more field, `published_text`, the words of the page.
    """
    path = folder / "reports.jsonl"
    by_id: dict[str, Report] = {}
    by_url: dict[tuple[str, str], Report] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except json.JSONDecodeError as problem:
            raise PackError(f"not JSON: {problem}", where=path.name, row=number,
                            allowed="one JSON object a line", hint="correct the line") from None
        words = values.pop("published_text", values.get("published") or "")
        row = Row(path.name, number, {key: str(value) for key, value in values.items()})
        report = row.make(Report, values)
        if report.id in by_id:
            raise row.error(f"the id '{report.id}' is already used", "id",
                            allowed="an id once a file", hint="rename one of the two reports")
        by_id[report.id] = report
        by_url[report.url or "", words] = report
    return by_id, by_url


def toml(path: Path) -> dict[str, Any]:
    """Return a TOML file; one that does not parse is a `PackError`."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as problem:
        raise PackError(f"not TOML: {problem}", where=path.name, allowed="TOML 1.0",
                        hint="correct the line named") from None


def yes_or_no(row: Row, column: str) -> bool:
    """Return a yes/no cell as a truth value."""
    words = {"yes": True, "no": False}
    if row.text(column) not in words:
        raise row.error(f"'{row.text(column)}' is neither yes nor no", column, allowed="yes, no",
                        hint="write yes or no")
    return words[row.text(column)]


def _plain(row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: row.text(column) for column in columns}


def _entry(file: str, part: str, number: int, model: type[_R], values: Mapping[str, Any]) -> _R:
    row = Row(f"{file} [[{part}]]", number, {key: str(value) for key, value in values.items()})
    return row.make(model, values)
