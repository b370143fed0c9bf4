"""GDELT 2 event exports: 61 columns without a header, coded by a program from the web's news.

Guarantees: rows of one address are one report, so that they are one origin; a place coded as a
country or province gets no coordinates. Refuses: tables of mentions and of the knowledge graph.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from corridor.collect.coding import MACHINE, Coded, Spot, pieces_of
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.countries import country_of_fips
from corridor.collect.days import NoDayError, parse_day
from corridor.collect.decode import NotTextError, lines, open_text
from corridor.collect.limits import MAX_LINE_CHARS
from corridor.collect.skips import skip_row
from corridor.packs.tables import Row
from corridor.records.base import digest
from corridor.records.errors import InputError, Skipped
from corridor.records.report import PlacePrecision

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{part}" for part in _ACTOR), *(f"Actor2{part}" for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 61 columns of GDELT 2 events, in order."""
_OTHERS = {16: "mentions", 27: "the knowledge graph"}
_PLACES: dict[str, PlacePrecision] = {
    "1": "country",
    "2": "region",
    "3": "town",
    "4": "town",
    "5": "region",
}
_OPENING = re.compile(rb"\d+(?:-\d+)?\t")
_EVENTS = len(COLUMNS)
_LONG = 100_000
"""A first line of the knowledge graph may be this long."""


def fits(item: Item, head: bytes) -> bool:
    """Say whether the first line has as many tabs as a GDELT table and begins with a number."""
    if item.suffix not in {".csv", ".tsv", ".txt"} or not _OPENING.match(head):
        return False
    return _width(head if b"\n" in head else item.head(_LONG)) in {_EVENTS, *_OTHERS}


def _width(head: bytes) -> int:
    cells = head.split(b"\n", 1)[0].split(b"\t")
    return len(cells) if _OPENING.match(head) else 0


@cache
def _codes() -> Mapping[str, tuple[str, str]]:
    text = files("corridor.collect").joinpath("data/cameo.csv").read_text(encoding="utf-8")
    return {row["code"]: (row["label"], row["type"]) for row in csv.DictReader(text.splitlines())}


def meaning_of(code: str) -> tuple[str, str] | None:
    """Return (words, our type) of the longest CAMEO code known that `code` begins with."""
    return next((_codes()[code[:size]] for size in (4, 3, 2) if code[:size] in _codes()), None)


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield a report for each address, and a claim a row."""
    kind_of = _OTHERS.get(_width(item.head(_LONG)))
    if kind_of:
        what = f"it is GDELT's table of {kind_of}"
        yield Skipped(where=item.where, what=what, hint="give the table of events (.export.CSV)")
        return
    try:
        stream = open_text(item)
    except NotTextError as error:
        yield Skipped(where=item.where, what=str(error), hint="take the file as GDELT gives it")
        return
    with stream:
        for number, line in lines(stream, MAX_LINE_CHARS):
            yield from _line(line or "", number, item, context)


def _line(line: str, number: int, item: Item, context: Context) -> Iterator[Piece]:
    cells = line.rstrip("\r\n").split("\t")
    where = f"{item.where}, row {number}"
    if len(cells) != _EVENTS:
        if line.strip():
            yield Skipped(
                where=where,
                what=f"it has {len(cells)} cells",
                hint=f"GDELT 2 events have {_EVENTS}",
            )
        return
    row = Row(item.where, number, dict(zip(COLUMNS, cells, strict=True)))
    try:
        yield from pieces_of(_coded(row), context)
    except (InputError, NoDayError) as error:
        yield skip_row(row, error, "leave out the row")


def _coded(row: Row) -> Coded:
    found = meaning_of(row.text("EventCode"))
    if found is None:
        msg = f"'{row.text('EventCode')[:12]}' is no CAMEO code"
        raise row.error(
            msg, "EventCode", allowed="01 to 20 and what lies below", hint="leave out the row"
        )
    words, type_ = found
    day, added = parse_day(row.text("SQLDATE")), parse_day(row.text("DATEADDED")[:8])
    url, place = row.text("SOURCEURL"), _spot(row)
    first, second = (row.text(f"Actor{n}Name").title() for n in (1, 2))
    where = f", at {place.name}." if place else "."
    return Coded(
        where=f"{row.file}, row {row.number}",
        dataset="gdelt",
        ident=row.text("GLOBALEVENTID"),
        type=type_,
        paraphrase=f"GDELT, coded by a program: {first or 'someone'} {words} {second or 'someone'}{where}",
        start=day,
        end=day,
        precision="approximate",
        known_from=max(added, day),
        spot=place,
        actors=(("actor", first), ("target", second)),
        confidence=MACHINE,
        url=url if url.startswith(("http://", "https://")) else None,
        group=digest([url])[:12] if url else "",
    )


def _spot(row: Row) -> Spot | None:
    precision = _PLACES.get(row.text("ActionGeo_Type"))
    if precision is None:
        return None
    parts = row.text("ActionGeo_FullName").split(", ")
    return Spot(
        name=parts[0] or "not named",
        precision=precision,
        lat=row.number_or_none("ActionGeo_Lat"),
        lon=row.number_or_none("ActionGeo_Long"),
        admin1=parts[1] if len(parts) > 2 else "",
        country=country_of_fips(row.text("ActionGeo_CountryCode")),
    )


ADAPTER = Adapter("GDELT events", fits, read, "table")
