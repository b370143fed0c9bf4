"""UCDP GED and candidate events: rows of people killed, coded by the Uppsala Conflict Data Program.

Guarantees: a place coded coarser than a district gets no coordinates; a row is known from the day its
release could be had, not from the day of the deaths. Refuses: rows without an id, day or count.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corridor.collect.coding import CODED, UNSURE, Coded, Spot, pieces_of
from corridor.collect.context import Context, Notice, Piece
from corridor.collect.countries import country_of
from corridor.collect.days import NoDayError, parse_day
from corridor.collect.grid import Grid
from corridor.collect.skips import skip_row
from corridor.packs.tables import Row
from corridor.records.dates import DatePrecision
from corridor.records.errors import InputError, Skipped
from corridor.records.report import ClaimFigure, PlacePrecision

NEEDED = frozenset(
    {"id", "type_of_violence", "side_a", "side_b", "where_prec", "date_start", "best"}
)
_CUT = frozenset({"id", "type_of_violence", "side_a", "side_b", "date_start", "best"})
COLUMNS: tuple[str, ...] = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The 49 columns from release 20.1 on; some candidate files come without their header row."""
_TYPES = {
    "1": ("armed_clash", "fighting"),
    "2": ("armed_clash", "fighting"),
    "3": ("killing", "violence against civilians"),
}
_PLACES: dict[str, tuple[PlacePrecision, float | None]] = {
    "1": ("town", None), "2": ("radius", 25.0), "3": ("area", None), "4": ("region", None),
    "5": ("region", None), "6": ("country", None), "7": ("unknown", None),
}  # fmt: skip
"""Codebook: 2 is within about 25 km, 3 a district, 4 a province, 5 a fuzzy area, 6 a country, 7 the sea."""
_DAYS: dict[str, DatePrecision] = {
    "1": "day",
    "2": "approximate",
    "3": "week",
    "4": "month",
    "5": "year",
}
_CANDIDATE = re.compile(r"v?(\d{2})[_.]0[_.](\d{1,2})(?!\d)")
_QUARTER = re.compile(r"v?(\d{2})[_.]01[_.](\d{2})[_.](\d{2})(?!\d)")
_YEARLY = re.compile(r"(?:ged|v)[_-]?(\d{2})[_.]?1(?!\d)", re.IGNORECASE)
_YEARLY_OUT = (7, 31)
"""Yearly releases come in June; the end of July is the latest plausible day."""


def fits(grid: Grid) -> bool:
    """Say whether a table has UCDP's columns, whole or as HDX cuts them."""
    return grid.columns >= NEEDED or grid.columns >= _CUT or headless(grid.first)


def headless(header: tuple[str, ...]) -> bool:
    """Say whether the first row is an event already."""
    return len(header) >= len(COLUMNS) and header[0].isdecimal() and header[5] in _TYPES


def pieces(grid: Grid, context: Context) -> Iterator[Piece]:
    """Yield a report and a claim a row."""
    release = released(grid.where)
    if release is None and context.published is None:
        yield Notice(
            where=grid.where,
            what="its release is not told by the file's name: used only from today (give --published to say when it came out)",
        )
    known = context.published or release or context.today
    if headless(grid.first):
        first = Row(grid.where, 1, dict(zip(COLUMNS, grid.first, strict=False)))
        yield from _piece(first, known, context)
    for row in grid.rows:
        if isinstance(row, Skipped):
            yield row
            continue
        named = row
        if headless(grid.first):
            named = Row(row.file, row.number, dict(zip(COLUMNS, row.cells.values(), strict=False)))
        yield from _piece(named, known, context)


def released(where: str) -> date | None:
    """Return the latest plausible day a release came out, by its file name.

    Candidate months come out in the month after; yearly releases in June.

    >>> released("GEDEvent_v23_0_10.csv").isoformat()
    '2023-11-30'
    """
    name = Path(where.replace("!", "/")).name
    if found := _CANDIDATE.search(name) or _QUARTER.search(name):
        return _month_after(2000 + int(found[1]), int(found[found.lastindex or 2]))
    if found := _YEARLY.search(name):
        return date(2000 + int(found[1]), *_YEARLY_OUT)
    return None


def _month_after(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, calendar.monthrange(year, month)[1])


def _piece(row: Row, known: date, context: Context) -> Iterator[Piece]:
    try:
        yield from pieces_of(_coded(row, known), context)
    except (InputError, NoDayError) as error:
        yield skip_row(row, error, "correct or leave out the row")


def _coded(row: Row, known: date) -> Coded:
    ident, kind_of = row.text("id"), row.text("type_of_violence").removesuffix(".0")
    if not ident:
        raise row.error(
            "the id is missing",
            "id",
            allowed="UCDP's number of the event",
            hint="take the file as UCDP gives it",
        )
    if kind_of not in _TYPES:
        msg = f"'{kind_of}' is no type of violence"
        raise row.error(msg, "type_of_violence", allowed="1, 2, 3", hint="see UCDP's codebook")
    type_, words = _TYPES[kind_of]
    start = parse_day(row.text("date_start"))
    end = parse_day(row.text("date_end")) if row.text("date_end") else start
    figure = _killed(row)
    sides, place = (row.text("side_a"), row.text("side_b")), _spot(row)
    office = row.text("source_office")
    return Coded(
        where=f"{row.file}, row {row.number}",
        dataset="ucdp",
        ident=ident,
        type=type_,
        paraphrase=f"UCDP: {words} between {sides[0]} and {sides[1]} at {place.name}: {figure.text} killed.",
        start=min(start, end),
        end=max(start, end),
        precision=_DAYS.get(row.text("date_prec").removesuffix(".0"), "unknown"),
        known_from=max(known, end),
        spot=place,
        actors=(("actor", sides[0]), ("target" if type_ == "killing" else "actor", sides[1])),
        figures=(figure,),
        confidence=CODED
        if row.text("code_status") in {"Clear", ""} and row.text("event_clarity") != "2"
        else UNSURE,
        told_by=office if row.text("number_of_sources") == "1" and ";" not in office else "",
        note="" if row.text("code_status") in {"Clear", ""} else f"UCDP: {row.text('code_status')}",
    )


def _killed(row: Row) -> ClaimFigure:
    """Return the dead; where the row's own range is out of order, the range of its three figures."""
    best = row.number_or_none("best")
    if best is None or best < 0:
        raise row.error(
            "the count is missing",
            "best",
            allowed="a number of dead",
            hint="take the file as UCDP gives it",
        )
    low, high = row.number_or_none("low"), row.number_or_none("high")
    given = [value for value in (low, best, high) if value is not None and value >= 0]
    return ClaimFigure(
        low=min(given),
        best=best,
        high=max(given),
        unit="people",
        of="killed",
        text=f"{best:g} (from {min(given):g} to {max(given):g})"
        if max(given) > min(given)
        else f"{best:g}",
    )


def _spot(row: Row) -> Spot:
    code = row.text("where_prec").removesuffix(".0")
    # HDX's cut leaves the precision out: then nothing says that the coordinates are no centroid.
    precision, radius = _PLACES.get(code, ("area", None))
    return Spot(
        name=row.text("where_coordinates")
        or row.text("adm_2")
        or row.text("adm_1")
        or row.text("country")
        or "not named",
        precision=precision,
        lat=_degrees(row, "latitude", 90),
        lon=_degrees(row, "longitude", 180),
        admin1=re.sub(r"\s+(?:region|province|district)\Z", "", row.text("adm_1")),
        country=country_of(row.text("iso3"), row.text("country")),
        radius_km=radius,
    )


def _degrees(row: Row, column: str, most: float) -> float | None:
    value = row.number_or_none(column)
    if value is not None and abs(value) > most:
        msg = f"{value:g} is no {column}"
        raise row.error(msg, column, allowed=f"-{most:g} to {most:g}", hint="correct the cell")
    return value
