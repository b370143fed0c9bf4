"""From a folder to a Pack: read every table, make claims of its figures, check the whole.

Guarantees: what `load_pack` returns holds together; every figure, advisory and relation opens to a
claim or an assumption. Refuses: a pack with an error; the first one is raised with file and row.
"""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corridor.packs import figures as desk_work
from corridor.packs import french, general, ground, papers, readers
from corridor.packs.claims import CLAIM_COLUMNS, Names, claim_from_row
from corridor.packs.model import Actor, Advisory, ExitWay, Pack, PackRelation, Product
from corridor.packs.names import ActorNames, PlaceNames
from corridor.packs.tables import Read, Row, table
from corridor.records.errors import PackError
from corridor.records.figures import Assumption, PackFigure
from corridor.records.geography import Corridor, Place, Road
from corridor.records.outlook import Question
from corridor.records.report import Claim, Report, Source

PACKS_FOLDER = Path(__file__).parent / "data"
"""Where the packs that ship inside the package lie."""


@dataclass(frozen=True)
class Loaded:
    """A pack with the row each record came from, for messages.

    Attributes:
        pack: the pack, not yet checked across tables.
        rows: file name -> record id -> row.
    """

    pack: Pack
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def row(self, file: str, name: str) -> Row:
        """Return the row of a record; row 0 where it has none."""
        return self.rows.get(file, {}).get(name, Row(file, 0, {}))


def list_packs() -> tuple[str, ...]:
    """Return the names of the packs inside the package, sorted."""
    return tuple(sorted(path.parent.name for path in PACKS_FOLDER.glob("*/pack.toml")))


def pack_folder(name_or_path: str | Path) -> Path:
    """Return the folder of a pack given by name or by path.

    Raises:
        PackError: there is no such pack.
    """
    shipped = PACKS_FOLDER / str(name_or_path)
    for folder in (shipped, Path(name_or_path)):
        if (folder / "pack.toml").is_file():
            return folder
    msg = f"there is no pack '{name_or_path}'"
    raise PackError(
        msg,
        where=str(name_or_path),
        allowed=f"{', '.join(list_packs())}, or a folder that holds pack.toml",
        hint="`corridor pack list` shows the packs there are",
    )


@dataclass(frozen=True)
class _Tables:
    """Every table of a folder that has rows of its own: records by id, and their rows."""

    places: Read[Place]
    roads: Read[Road]
    corridors: Read[Corridor]
    products: Read[Product]
    figures: Read[PackFigure]
    assumptions: Read[Assumption]
    exits: Read[ExitWay]
    actors: Read[Actor]
    relations: Read[PackRelation]
    sources: Read[Source]
    advisories: Read[Advisory]
    questions: Read[Question]

    def rows(self) -> dict[str, dict[str, Row]]:
        """Return the rows by file name; the five tables of figures count as one."""
        found = {f"{one.name}.csv": getattr(self, one.name)[1] for one in fields(self)}
        found["figures"] = found.pop("figures.csv")
        found["roads.geojson"] = found.pop("roads.csv")
        return found


def read_pack(name_or_path: str | Path) -> Loaded:
    """Read a pack without checking across tables.

    Raises:
        PackError: a table cannot be read.
    """
    folder = pack_folder(name_or_path)
    tables = _tables(folder)
    head = papers.toml(folder / "pack.toml")
    by_id, by_url = papers.reports(folder)
    desk = desk_work.Desk(tables.sources[0], by_id)
    coded, claim_rows = _coded_claims(folder, head, tables.places[0], tables.actors[0], by_url)
    made = (
        *_figure_claims(*tables.figures, desk, tables.places[0]),
        *_advisory_claims(*tables.advisories, desk, tables.actors[0]),
        *_relation_claims(*tables.relations, desk, tables.actors[0]),
    )
    pack = _pack(folder, head, tables, desk.reports, (*coded.values(), *made))
    return Loaded(pack, {**tables.rows(), "claims.csv": claim_rows})


def _tables(folder: Path) -> _Tables:
    return _Tables(
        places=ground.places(folder),
        roads=ground.roads(folder),
        corridors=ground.corridors(folder),
        products=readers.products(folder),
        figures=readers.figures(folder),
        assumptions=readers.assumptions(folder),
        exits=ground.exits(folder),
        actors=readers.actors(folder),
        relations=readers.relations(folder),
        sources=readers.sources(folder),
        advisories=readers.advisories(folder),
        questions=readers.questions(folder),
    )


def _pack(
    folder: Path,
    head: dict[str, Any],
    tables: _Tables,
    reports: dict[str, Report],
    claims: tuple[Claim, ...],
) -> Pack:
    ladder, tripwires = papers.posture(folder)
    assumptions = general.filled(tables.assumptions[0], head)
    try:
        return Pack(
            **head,
            folder=folder,
            places=tables.places[0],
            roads=tables.roads[0],
            corridors=tables.corridors[0],
            products=tables.products[0],
            figures=tuple(tables.figures[0].values()),
            assumptions=french.reasons(_all_assumptions(tables.figures[0], assumptions), folder),
            exits=tuple(tables.exits[0].values()),
            actors=tables.actors[0],
            relations=tuple(_grounded(one) for one in tables.relations[0].values()),
            sources=tables.sources[0],
            advisories=tuple(tables.advisories[0].values()),
            questions=tuple(tables.questions[0].values()),
            ladder=ladder,
            tripwires=tripwires,
            redactions=readers.redactions(folder),
            in_french=french.advisories(tables.advisories[0].values()) | french.claims(folder),
            reports=reports,
            claims=claims,
        )
    except ValidationError as refusal:
        first = refusal.errors()[0]
        msg = f"refused: {first['msg']}"
        raise PackError(
            msg,
            where="pack.toml",
            column=".".join(str(part) for part in first["loc"]),
            hint="see docs/packs.md for the fields of pack.toml",
        ) from None


def _coded_claims(
    folder: Path,
    head: dict[str, object],
    places: dict[str, Place],
    actors: dict[str, Actor],
    by_url: dict[tuple[str, str], Report],
) -> Read[Claim]:
    names = Names(
        places=PlaceNames.of(places.values()),
        actors=ActorNames.of(actors.values(), readers.coded_actors(folder)),
        ground=places,
        country=str(head.get("country", "")),
    )
    return table(
        folder / "claims.csv",
        CLAIM_COLUMNS,
        lambda row: claim_from_row(row, names, by_url),
        key="claim_id",
    )


def _figure_claims(
    figures: dict[str, PackFigure],
    rows: dict[str, Row],
    desk: desk_work.Desk,
    places: dict[str, Place],
) -> list[Claim]:
    return [
        claim
        for key, figure in figures.items()
        for claim in desk_work.figure_claims(figure, rows[key], desk, places)
    ]


def _advisory_claims(
    advisories: dict[str, Advisory],
    rows: dict[str, Row],
    desk: desk_work.Desk,
    actors: dict[str, Actor],
) -> list[Claim]:
    names = [(actor.id, actor.name_en) for actor in actors.values()]
    return [
        desk_work.advisory_claim(one, rows[key], desk, desk_work.actor_of_issuer(one.issuer, names))
        for key, one in advisories.items()
    ]


def _relation_claims(
    relations: dict[str, PackRelation],
    rows: dict[str, Row],
    desk: desk_work.Desk,
    actors: dict[str, Actor],
) -> list[Claim]:
    names = {key: actor.name_en for key, actor in actors.items()}
    for key, one in relations.items():
        for column, actor in (("subject", one.subject), ("object", one.object)):
            if actor not in names:
                msg = f"unknown actor '{actor}'"
                raise rows[key].error(
                    msg,
                    column,
                    allowed="an id in actors.csv",
                    hint="add the actor",
                )
    return [
        desk_work.relation_claim(one, rows[key], desk, names)
        for key, one in relations.items()
        if not one.claims
    ]


def _grounded(relation: PackRelation) -> PackRelation:
    if relation.claims:
        return relation
    return relation.model_copy(update={"claims": (f"rel:{relation.id}",)})


def _all_assumptions(
    figures: dict[str, PackFigure], assumptions: dict[str, Assumption]
) -> dict[str, Assumption]:
    derived = (desk_work.figure_assumption(figure) for figure in figures.values())
    return assumptions | {one.id: one for one in derived if one}
