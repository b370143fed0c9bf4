"""Tables of one's own: a row is a report, or a coded claim where its kind of happening is known.

Guarantees: columns are known by their header in English or French, or by `<file>.mapping.toml`
beside the file; a row without a use is skipped with its number. Refuses: guessing columns.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corridor.collect.coding import UNSURE, Coded, Spot, pieces_of
from corridor.collect.context import Context, Found, Notice, Piece
from corridor.collect.days import NoDayError, Order, parse_day
from corridor.collect.grid import Grid
from corridor.collect.grid import Mapping as TableMapping
from corridor.collect.limits import MAX_TEXT_CHARS
from corridor.collect.skips import skip, skip_row
from corridor.collect.walk import MAPPING_SUFFIX
from corridor.packs.names import fold
from corridor.packs.tables import Row
from corridor.records.base import digest
from corridor.records.errors import InputError, Skipped
from corridor.records.event_types import event_types
from corridor.records.report import ClaimFigure

HEADERS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "texte", "description", "details", "narrative", "recit", "summary", "resume", "notes", "message",
             "content", "contenu", "body", "article", "incident description", "description de l incident", "faits", "what happened"),
    "title": ("title", "titre", "headline", "subject", "objet"),
    "url": ("url", "link", "lien", "source url"),
    "source": ("source", "outlet", "media", "reported by", "rapporte par", "organisation", "organization"),
    "published": ("published", "publication date", "date published", "date reported", "reported on", "date de publication", "publie"),
    "known_from": ("known from",),
    "date": ("date", "day", "jour", "event date", "incident date", "date of incident", "date incident", "date de l incident"),
    "place": ("place", "location", "lieu", "town", "ville", "localite", "village", "site"),
    "admin1": ("admin1", "region", "adm1"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "type": ("type", "category", "categorie", "incident type", "event type", "type d incident", "type of incident"),
    "killed": ("killed", "deaths", "dead", "fatalities", "morts", "tues"),
    "id": ("id", "ref", "reference", "incident id"),
    "language": ("language", "langue", "lang"),
}  # fmt: skip
"""Field -> headers it is known by, folded (no accents, lower case, hyphens and underscores as spaces)."""
_ORDERS = {"dmy", "mdy"}


def mapping_beside(path: Path | None, given: Mapping[str, str] | None) -> TableMapping:
    """Return what the user says about a table: in a call, or in a file beside it.

    Raises:
        InputError: the file is no TOML, or names a field, type or order there is not.
    """
    beside = path.with_name(path.name + MAPPING_SUFFIX) if path else None
    if given or beside is None or not beside.is_file():
        return TableMapping(columns=dict(given or {}))
    try:
        said: dict[str, Any] = tomllib.loads(beside.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"the mapping is no TOML ({error})"
        raise InputError(msg, where=str(beside), hint="see docs/data-formats.md, Tables") from None
    columns, types, order = said.get("columns", {}), said.get("types", {}), said.get("date_order")
    for name, table, allowed in (("columns", columns, HEADERS), ("types", {v: k for k, v in types.items()}
                                 if isinstance(types, dict) else None, event_types())):  # fmt: skip
        wrong = (
            [str(key) for key in table if key not in allowed]
            if isinstance(table, dict)
            else [f"[{name}]"]
        )
        if wrong:
            msg = f"'{wrong[0]}' is not known"
            raise InputError(
                msg,
                where=str(beside),
                column=name,
                allowed=", ".join(allowed),
                hint="correct the mapping",
            )
    if order is not None and order not in _ORDERS:
        msg = f"'{order}' is no order"
        raise InputError(
            msg,
            where=str(beside),
            column="date_order",
            allowed="dmy, mdy",
            hint="correct the mapping",
        )
    return TableMapping(
        {k: str(v) for k, v in columns.items()}, {fold(k): str(v) for k, v in types.items()}, order
    )


def pieces(grid: Grid, context: Context) -> Iterator[Piece]:
    """Yield a report or a coded claim a row."""
    try:
        columns = columns_of(grid)
    except InputError as error:
        yield skip(error)
        return
    if "text" not in columns and not {"type", "date"} <= set(columns):
        yield Skipped(
            where=grid.where,
            what=f"no column of texts is known among: {', '.join(grid.header)[:200]}",
            hint=f'name the columns in <file>{MAPPING_SUFFIX}: [columns] text = "..." (see docs/data-formats.md, Tables)',
        )
        return
    if "published" not in columns and "date" in columns and context.published is None:
        yield Notice(
            where=grid.where,
            what="no column says when rows were published: the day of the happening is taken",
        )
    for row in grid.rows:
        if isinstance(row, Skipped):
            yield row
            continue
        try:
            yield from _row(row, columns, grid.mapping, context)
        except (InputError, NoDayError) as error:
            yield skip_row(row, error, _HINT)


_HINT = "write days as YYYY-MM-DD, or set date_order in the mapping"


def columns_of(grid: Grid) -> dict[str, str]:
    """Return field -> header: as mapped, then as known.

    Raises:
        InputError: the mapping names a column there is not.
    """
    found = {}
    for field, header in grid.mapping.columns.items():
        if header not in grid.header:
            msg = f"there is no column '{header}', which the mapping gives for {field}"
            raise InputError(
                msg,
                where=grid.where,
                allowed=", ".join(grid.header)[:200],
                hint="correct the mapping",
            )
        found[field] = header
    taken = set(found.values())
    for header in grid.header:
        known = _fields().get(fold(header))
        if known and known not in found and header not in taken:
            found[known] = header
    return found


@cache
def _fields() -> Mapping[str, str]:
    return {header: field for field, headers in HEADERS.items() for header in headers}


def _row(
    row: Row, columns: dict[str, str], mapping: TableMapping, context: Context
) -> Iterator[Piece]:
    cell = {field: row.text(header) for field, header in columns.items()}
    order: Order | None = (
        "dmy" if mapping.date_order == "dmy" else "mdy" if mapping.date_order == "mdy" else None
    )
    type_ = type_named(cell.get("type", ""), mapping.types)
    if type_ and cell.get("date"):
        yield from pieces_of(_coded(row, cell, type_, order, context), context)
        return
    text = cell.get("text", "")
    if not text:
        yield Skipped(
            where=f"{row.file}, row {row.number}",
            what="it has no text",
            hint="fill it in, or leave out the row",
        )
        return
    yield from text_pieces(
        row,
        text,
        context,
        order=order,
        day=cell.get("date", ""),
        place=cell.get("place", ""),
        **{
            key: cell[key]
            for key in ("published", "known_from", "source", "title", "url", "language")
            if key in cell
        },
        ident=cell.get("id", ""),
    )


@cache
def _labels() -> Mapping[str, str]:
    kinds = event_types().values()
    return {
        fold(words): kind.id for kind in kinds for words in (kind.label_fr, kind.label_en, kind.id)
    }


def type_named(words: str, mapped: Mapping[str, str]) -> str | None:
    """Return the type a cell names: as mapped, by id, or by its English or French label."""
    return mapped.get(fold(words)) or _labels().get(fold(words)) if words else None


def text_pieces(
    row: Row,
    text: str,
    context: Context,
    *,
    day: str = "",
    place: str = "",
    published: str = "",
    known_from: str = "",
    source: str = "",
    title: str = "",
    url: str = "",
    language: str = "",
    ident: str = "",
    order: Order | None = None,
) -> Iterator[Piece]:
    """Yield the report of a row of text: place and day before it, where the text does not name them."""
    where = f"{row.file}, row {row.number}"
    if len(text) > MAX_TEXT_CHARS:
        yield Skipped(
            where=where, what=f"{len(text):,} characters are too many for one report", hint="cut it"
        )
        return
    happened = parse_day(day, order) if day else None
    told = parse_day(published, order) if published else context.published or happened
    lead = [place] if place and fold(place) not in fold(text) else []
    if happened and happened != told:
        lead.append(happened.isoformat())
    yield from context.report(
        where,
        Found(
            text=f"{', '.join(lead)}: {text}" if lead else text,
            title=title,
            url=url if url.startswith(("http://", "https://")) else None,
            source=source,
            language=language,
            published=told,
            precision="day" if published else "approximate",
            known_from=parse_day(known_from, order) if known_from else None,
            ident=ident if len(ident) > 5 else None,  # a running number is no id
        ),
    )


def _coded(
    row: Row, cell: dict[str, str], type_: str, order: Order | None, context: Context
) -> Coded:
    day = parse_day(cell["date"], order)
    told = (
        parse_day(cell["published"], order) if cell.get("published") else context.published or day
    )
    killed = row.number_or_none(_header(row, cell, "killed")) if cell.get("killed") else None
    place = cell.get("place", "")
    known: date = parse_day(cell["known_from"], order) if cell.get("known_from") else told
    lat, lon = (
        _degrees(row, cell.get(name, ""), name, most) for name, most in (("lat", 90), ("lon", 180))
    )
    return Coded(
        where=f"{row.file}, row {row.number}",
        dataset="own",
        ident=digest(list(row.cells.values()))[:16],
        type=type_,
        paraphrase=cell.get("text")
        or f"{cell['type']}, {place or 'place not named'}, {day.isoformat()}.",
        start=day,
        end=day,
        precision="day",
        known_from=max(known, day),
        spot=_spot(place, lat, lon, cell.get("admin1", ""), context),
        figures=(
            ClaimFigure(
                low=killed,
                best=killed,
                high=killed,
                unit="people",
                of="killed",
                text=cell["killed"],
            ),
        )
        if killed is not None
        else (),
        confidence=UNSURE,
        source=cell.get("source") or "own_report",
        url=cell["url"] if cell.get("url", "").startswith(("http://", "https://")) else None,
        title=cell.get("title", ""),
    )


def _header(row: Row, cell: dict[str, str], field: str) -> str:
    return next(header for header in row.cells if row.text(header) == cell[field])


def _spot(
    place: str, lat: float | None, lon: float | None, admin1: str, context: Context
) -> Spot | None:
    """Return where; a town the pack knows gets the pack's coordinates where the row has none."""
    if not place and lat is None:
        return (
            Spot(admin1, "region", admin1=admin1, country=context.pack.country) if admin1 else None
        )
    known = context.names.places.find(place) if place else None
    if known and (lat is None or lon is None):
        ground = context.pack.places[known]
        return Spot(place, "town", ground.lat, ground.lon, ground.admin1, ground.country)
    country = context.pack.places[known].country if known else None
    return Spot(
        place or f"{lat}, {lon}",
        "town" if lat is not None and lon is not None else "unknown",
        lat,
        lon,
        admin1,
        country,
    )


def _degrees(row: Row, words: str, column: str, most: float) -> float | None:
    if not words:
        return None
    try:
        value = float(words.replace(",", "."))
    except ValueError:
        value = most + 1
    if not abs(value) <= most:
        msg = f"'{words[:20]}' is no {column}"
        raise row.error(msg, column, allowed=f"-{most:g} to {most:g}", hint="correct the cell")
    return value
