"""ACLED exports (CSV, XLSX or JSON): coded rows with the coder's own note as paraphrase.

Guarantees: a row is known from its time stamp; a place coded as a larger region gets no coordinates.
Refuses: rows of kinds without a type here, which are counted. Nothing here is coded by ACLED's terms.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache

from corridor.collect.coding import CODED, UNSURE, Coded, Spot, pieces_of
from corridor.collect.context import Context, Notice, Piece
from corridor.collect.countries import country_of
from corridor.collect.days import NoDayError, parse_day
from corridor.collect.grid import Grid
from corridor.collect.skips import skip_row
from corridor.packs.tables import Row
from corridor.records.dates import DatePrecision
from corridor.records.errors import InputError, Skipped
from corridor.records.event_types import event_types
from corridor.records.report import ClaimFigure, PlacePrecision, Role

NEEDED = frozenset(
    {"event_date", "event_type", "sub_event_type", "actor1", "location", "fatalities"}
)
_CHOSEN: Mapping[str, str] = {
    "Armed clash": "armed_clash", "Attack": "killing", "Looting/property destruction": "looting",
    "Peaceful protest": "protest", "Protest with intervention": "protest", "Violent demonstration": "protest",
    "Excessive force against protesters": "coercion",
    "Excessive force against protestors": "coercion", "Mob violence": "coercion", "Sexual violence": "coercion",
    "Arrests": "arrest", "Agreement": "agreement", "Suicide bomb": "explosive_device", "Grenade": "explosive_device",
    "Government regains territory": "territory_held", "Non-state actor overtakes territory": "territory_held",
    "Non-violent transfer of territory": "territory_held", "Headquarters or base established": "troop_deployment",
}  # fmt: skip
"""Our type where several of ours name the same ACLED sub-event, or none does."""
_DEADLY = frozenset({"killing"})
_UNCLEAR = frozenset({"Other", "Change to group/activity"})
_PLACES: dict[str, PlacePrecision] = {"1": "town", "2": "area", "3": "region"}
_DAYS: dict[str, DatePrecision] = {"1": "day", "2": "week", "3": "month"}


@cache
def _types() -> Mapping[str, str]:
    """Return our type by ACLED sub-event: the only one of the catalogue, or the one chosen above."""
    found: dict[str, list[str]] = {}
    for ident, kind_of in event_types().items():
        if kind_of.acled and kind_of.acled not in _UNCLEAR:
            found.setdefault(kind_of.acled, []).append(ident)
    return {name: idents[0] for name, idents in found.items() if len(idents) == 1} | dict(_CHOSEN)


def fits(grid: Grid) -> bool:
    """Say whether a table has ACLED's columns."""
    return grid.columns >= NEEDED


def pieces(grid: Grid, context: Context) -> Iterator[Piece]:
    """Yield a report and a claim a row; kinds without a type here are counted at the end."""
    unknown: Counter[str] = Counter()
    undated = 0
    for row in grid.rows:
        if isinstance(row, Skipped):
            yield row
            continue
        type_ = type_of(row.text("sub_event_type"), row.text("fatalities"))
        if type_ is None:
            unknown[row.text("sub_event_type") or "(empty)"] += 1
            continue
        undated += not row.text("timestamp") and context.published is None
        try:
            yield from pieces_of(_coded(row, type_, context), context)
        except (InputError, NoDayError) as error:
            yield skip_row(row, error, "correct or leave out the row")
    if unknown:
        listed = ", ".join(f"{name[:60]} ({count})" for name, count in sorted(unknown.items())[:20])
        yield Notice(
            where=grid.where, what=f"rows of kinds without a type here are left out: {listed}"
        )
    if undated:
        yield Notice(
            where=grid.where,
            what=f"{undated} rows have no timestamp: used only from today (or give --published)",
        )


def type_of(sub_event: str, fatalities: str) -> str | None:
    """Return our type; an attack that killed nobody is coercion, not a killing."""
    found = _types().get(sub_event)
    return "coercion" if found in _DEADLY and fatalities in {"0", "0.0", ""} else found


def _coded(row: Row, type_: str, context: Context) -> Coded:
    # Exports write 14 September 2025 or 2025-09-14; older ones day, month, year in figures.
    day = parse_day(row.text("event_date"), "dmy")
    place = _spot(row)
    who = " and ".join(name for name in (row.text("actor1"), row.text("actor2")) if name)
    dead = row.number_or_none("fatalities")
    source = row.text("source")
    ident = row.text("event_id_cnty") or row.text("data_id")
    if not ident:
        raise row.error(
            "the id is missing",
            "event_id_cnty",
            allowed="ACLED's id",
            hint="export this column too",
        )
    return Coded(
        where=f"{row.file}, row {row.number}",
        dataset="acled",
        ident=ident,
        type=type_,
        paraphrase=row.text("notes")
        or f"ACLED: {row.text('sub_event_type')} at {place.name}: {who}.",
        start=day,
        end=day,
        precision=_DAYS.get(row.text("time_precision"), "approximate"),
        known_from=max(day, _stamp(row) or context.published or context.today),
        spot=place,
        actors=(("actor", row.text("actor1")), (_second(type_), row.text("actor2"))),
        figures=(
            ClaimFigure(
                low=dead, best=dead, high=dead, unit="people", of="killed", text=f"{dead:g}"
            ),
        )
        if dead is not None and dead > 0
        else (),
        confidence=CODED if row.text("time_precision") in {"1", ""} else UNSURE,
        told_by=source if ";" not in source else "",
    )


def _second(type_: str) -> Role:
    return "actor" if type_ in {"armed_clash", "agreement", "truce"} else "target"


def _stamp(row: Row) -> date | None:
    """Return the day a row was last uploaded (seconds since 1970, or a day)."""
    words = row.text("timestamp")
    try:
        if words.isdecimal() and len(words) <= 10:
            return datetime.fromtimestamp(int(words), UTC).date()
        return parse_day(words) if words else None
    except (NoDayError, ValueError, OverflowError):
        return None


def _spot(row: Row) -> Spot:
    precision = _PLACES.get(row.text("geo_precision"), "area")
    return Spot(
        name=row.text("location") or row.text("admin1") or "not named",
        precision=precision,
        lat=row.number_or_none("latitude"),
        lon=row.number_or_none("longitude"),
        admin1=row.text("admin1"),
        country=country_of(row.text("iso"), row.text("iso3"), row.text("country")),
    )
