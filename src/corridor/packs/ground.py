"""The ground of a pack: places, roads, corridors and ways out, from their files.

Guarantees: coordinates in degrees, lines as (longitude, latitude), ids unique in a file. Refuses:
looking across tables; that is the work of `check`.
"""

import json
from pathlib import Path

from corridor.packs.model import ExitWay
from corridor.packs.tables import Read, Row, plain, read_text, table
from corridor.records.errors import PackError
from corridor.records.geography import Corridor, Place, Road


def places(folder: Path) -> Read[Place]:
    """Read places.csv."""
    columns = (
        "id",
        "name_en",
        "name_fr",
        "variants",
        "kind",
        "country",
        "admin1",
        "admin1_new",
        "pcode",
        "lat",
        "lon",
        "coord_source",
        "population",
        "population_source",
        "known_from",
    )

    def make(row: Row) -> Place:
        values = plain(row, columns) | {
            "variants": row.items("variants"),
            "lat": row.number_or_none("lat"),
            "lon": row.number_or_none("lon"),
            "population": row.number_or_none("population"),
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
        msg = f"not a GeoJSON FeatureCollection: {problem}"
        raise PackError(
            msg,
            where=path.name,
            allowed="RFC 7946",
            hint="check the file with any GeoJSON tool",
        ) from None
    records: dict[str, Road] = {}
    rows: dict[str, Row] = {}
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") or {}
        row = Row(path.name, number, {k: str(v) for k, v in properties.items()})
        name = row.text("id")
        if name in records:
            msg = f"the id '{name}' is already used"
            raise row.error(
                msg,
                "id",
                allowed="an id once a file",
                hint="rename one of the two roads",
            )
        line = (feature.get("geometry") or {}).get("coordinates") or ()
        records[name] = row.make(Road, {**properties, "geometry": line})
        rows[name] = row
    return records, rows


def corridors(folder: Path) -> Read[Corridor]:
    """Read corridors.csv; `roads` is a list of road ids in order, separated by spaces."""
    columns = (
        "id",
        "name_en",
        "name_fr",
        "kind",
        "origin",
        "border",
        "destination",
        "roads",
        "share_low",
        "normal_share",
        "share_high",
        "source",
        "basis",
        "known_from",
    )

    def make(row: Row) -> Corridor:
        row.band("share_low", "normal_share", "share_high")
        values = plain(row, columns) | {
            "border": row.optional("border"),
            "roads": row.items("roads", None),
            "known_from": row.day("known_from"),
        }
        shares = ("share_low", "normal_share", "share_high")
        return row.make(Corridor, values | {key: row.number_or_none(key) for key in shares})

    return table(folder / "corridors.csv", columns, make)


def exits(folder: Path) -> Read[ExitWay]:
    """Read exits.csv."""
    columns = (
        "id",
        "kind",
        "name_en",
        "name_fr",
        "from_place",
        "to_place",
        "corridor",
        "access_road",
        "categories",
        "seats_per_week",
        "capacity_figure",
        "assumptions",
        "source",
        "known_from",
        "note",
    )

    def make(row: Row) -> ExitWay:
        values = plain(row, columns) | {
            "categories": row.items("categories"),
            "assumptions": row.items("assumptions"),
            "seats_per_week": row.number_or_none("seats_per_week"),
            "known_from": row.day("known_from"),
        }
        return row.make(
            ExitWay,
            values | {key: row.optional(key) for key in ("to_place", "corridor", "access_road")},
        )

    return table(folder / "exits.csv", columns, make)
