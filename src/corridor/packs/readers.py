"""One small reader for each table of a pack: rows in, records out.

Guarantees: required columns are present, ids are unique within a table, every record passed its
own checks. Refuses: looking across tables; that is the work of `check`.
"""

from pathlib import Path

from corridor.packs.model import (
    Actor,
    Advisory,
    PackRelation,
    Product,
    Redaction,
)
from corridor.packs.tables import Read, Row, plain, read_table, table, yes_or_no
from corridor.records.figures import Assumption, PackFigure
from corridor.records.outlook import Question
from corridor.records.report import Source

FIGURE_FILES: tuple[str, ...] = ("demand", "stocks", "flows", "prices", "services")
FIGURE_COLUMNS: tuple[str, ...] = (
    "id",
    "parameter",
    "place",
    "corridor",
    "product",
    "sector",
    "low",
    "best",
    "high",
    "unit",
    "as_of",
    "known_from",
    "basis",
    "source",
    "note",
)
ASSUMPTION_COLUMNS: tuple[str, ...] = (
    "id",
    "low",
    "best",
    "high",
    "unit",
    "reason",
    "source",
    "known_from",
)


def products(folder: Path) -> Read[Product]:
    """Read products.csv; `simulated` is yes or no."""
    columns = ("id", "name_en", "name_fr", "density", "simulated", "known_from")

    def make(row: Row) -> Product:
        return row.make(
            Product,
            plain(row, columns)
            | {
                "density": row.number_or_none("density"),
                "simulated": yes_or_no(row, "simulated"),
                "known_from": row.day("known_from"),
            },
        )

    return table(folder / "products.csv", columns, make)


def figures(folder: Path) -> Read[PackFigure]:
    """Read the five tables of figures as one; ids are unique across them."""
    records: dict[str, PackFigure] = {}
    rows: dict[str, Row] = {}
    for name in FIGURE_FILES:
        found, where = table(folder / f"{name}.csv", FIGURE_COLUMNS, _figure)
        for key in sorted(found.keys() & records.keys()):
            msg = f"the id '{key}' is already used in {rows[key].file}"
            raise where[key].error(
                msg,
                "id",
                allowed="an id once in all figure tables",
                hint="rename one of the two rows",
            )
        records |= found
        rows |= where
    return records, rows


def _figure(row: Row) -> PackFigure:
    if row.text("basis") == "assumption":
        raise row.error(
            "an assumption stands among reported figures",
            "basis",
            allowed="reported, derived",
            hint="move the row to assumptions.csv",
        )
    keys = ("place", "corridor", "product", "sector")
    values = plain(row, FIGURE_COLUMNS) | row.band() | {key: row.optional(key) for key in keys}
    return row.make(PackFigure, values | {"known_from": row.day("known_from")})


def assumptions(folder: Path) -> Read[Assumption]:
    """Read assumptions.csv."""

    def make(row: Row) -> Assumption:
        values = plain(row, ASSUMPTION_COLUMNS) | row.band()
        if values["best"] is None:
            raise row.error(
                "the best value is missing",
                "best",
                allowed="a number",
                hint="give the value to use when nothing else is said",
            )
        return row.make(Assumption, values | {"known_from": row.day("known_from")})

    return table(folder / "assumptions.csv", ASSUMPTION_COLUMNS, make)


def actors(folder: Path) -> Read[Actor]:
    """Read actors.csv; `public` is no for private persons and small firms."""
    columns = (
        "id",
        "name_en",
        "name_fr",
        "aliases",
        "class",
        "parent",
        "country",
        "public",
        "neutral_en",
        "neutral_fr",
        "known_from",
    )

    def make(row: Row) -> Actor:
        return row.make(
            Actor,
            plain(row, columns)
            | {
                "aliases": row.items("aliases"),
                "parent": row.optional("parent"),
                "public": yes_or_no(row, "public"),
                "known_from": row.day("known_from"),
            },
        )

    return table(folder / "actors.csv", columns, make)


def coded_actors(folder: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """Read claim_actors.csv: a coder's words -> (actor ids, class); empty where absent."""
    path = folder / "claim_actors.csv"
    if not path.exists():
        return {}
    rows = read_table(path, ("name", "ids", "class"))
    return {row.text("name"): (row.items("ids", None), row.text("class")) for row in rows}


def relations(folder: Path) -> Read[PackRelation]:
    """Read relations.csv; `note_fr` may be missing."""
    columns = (
        "id",
        "subject",
        "kind",
        "object",
        "start",
        "end",
        "known_from",
        "claims",
        "source",
        "note",
    )

    def make(row: Row) -> PackRelation:
        return row.make(
            PackRelation,
            plain(row, (*columns, "note_fr"))
            | {
                "start": row.day_or_none("start"),
                "end": row.day_or_none("end"),
                "known_from": row.day("known_from"),
                "claims": row.items("claims", None),
            },
        )

    return table(folder / "relations.csv", columns, make)


def sources(folder: Path) -> Read[Source]:
    """Read sources.csv."""
    columns = (
        "id",
        "name",
        "kind",
        "reliability",
        "languages",
        "origin",
        "belligerent",
        "hosts",
        "country",
        "known_from",
        "note",
    )

    def make(row: Row) -> Source:
        return row.make(
            Source,
            plain(row, columns)
            | {
                "languages": row.items("languages"),
                "belligerent": row.optional("belligerent"),
                "hosts": row.items("hosts"),
                "known_from": row.day("known_from"),
            },
        )

    return table(folder / "sources.csv", columns, make)


def advisories(folder: Path) -> Read[Advisory]:
    """Read advisories.csv."""
    columns = (
        "id",
        "issuer",
        "issued",
        "advice",
        "staff_posture",
        "ways_out",
        "level",
        "url",
        "published",
        "known_from",
        "note",
    )

    def make(row: Row) -> Advisory:
        return row.make(
            Advisory,
            plain(row, columns)
            | {
                "issued": row.day("issued"),
                "says_fr": row.text("says_fr"),
                "known_from": row.day("known_from"),
            },
        )

    return table(folder / "advisories.csv", columns, make)


def questions(folder: Path) -> Read[Question]:
    """Read questions.csv."""
    columns = (
        "id",
        "text_en",
        "text_fr",
        "rule",
        "horizon_days",
        "place",
        "corridor",
        "product",
        "threshold",
        "unit",
        "group",
        "truth",
        "known_from",
    )

    def make(row: Row) -> Question:
        values = plain(row, columns) | {
            "horizon_days": row.number_or_none("horizon_days"),
            "threshold": row.number_or_none("threshold"),
            "known_from": row.day("known_from"),
        }
        return row.make(
            Question,
            values | {key: row.optional(key) for key in ("place", "corridor", "product", "group")},
        )

    return table(folder / "questions.csv", columns, make)


def redactions(folder: Path) -> tuple[Redaction, ...]:
    """Read redactions.csv."""
    columns = ("pattern", "replacement_en", "replacement_fr", "why")
    return tuple(
        row.make(Redaction, plain(row, columns))
        for row in read_table(folder / "redactions.csv", columns)
    )
