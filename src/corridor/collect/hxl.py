"""HXL tables: a row of hashtags below the header says what the columns are.

Guarantees: texts become reports, counts of people become claims of kind figure with their place and
day. Refuses: rows without a day, and tables without a tag that Corridor has a use for.
"""

from collections.abc import Iterator
from dataclasses import replace

from corridor.collect.coding import UNSURE, Coded, Spot, pieces_of
from corridor.collect.context import Context, Notice, Piece
from corridor.collect.countries import country_of
from corridor.collect.days import NoDayError, parse_day
from corridor.collect.grid import Grid
from corridor.collect.mapped import text_pieces
from corridor.collect.skips import skip_row
from corridor.packs.tables import Row
from corridor.records.base import digest
from corridor.records.dates import DatePrecision
from corridor.records.errors import InputError, Skipped
from corridor.records.report import ClaimFigure, PlacePrecision

_LOOK = 6
_TEXTS = ("#description", "#event+description", "#meta+description", "#comments", "#event+name")
_PLACES: tuple[tuple[str, PlacePrecision], ...] = (
    ("#loc", "town"), ("#adm4", "area"), ("#adm3", "area"), ("#adm2", "area"), ("#adm1", "region"), ("#country", "country"),
)  # fmt: skip
_COUNTS = ("#affected", "#targeted", "#reached", "#inneed", "#population")
_NO_COUNT = frozenset({"sex", "age", "type", "name", "code", "date", "org"})
"""Attributes of columns that hold words beside a count."""
Tags = dict[str, str]
"""Header cell -> its hashtag."""


def split(grid: Grid) -> tuple[Grid, Tags]:
    """Return the table below its row of hashtags, and the tags; no tags where there is no such row."""
    if _is_tags(grid.header):
        return grid, {name: name for name in grid.header if name.startswith("#")}
    passed: list[Row | Skipped] = []
    for row in grid.rows:
        if isinstance(row, Row) and _is_tags(tuple(row.cells.values())):
            return grid, {
                name: cell.strip()
                for name, cell in row.cells.items()
                if cell.strip().startswith("#")
            }
        passed.append(row)
        if len(passed) >= _LOOK:
            break
    return replace(grid, rows=_again(passed, grid.rows)), {}


def _again(passed: list[Row | Skipped], rest: Iterator[Row | Skipped]) -> Iterator[Row | Skipped]:
    yield from passed
    yield from rest


def _is_tags(cells: tuple[str, ...]) -> bool:
    full = [cell.strip() for cell in cells if cell.strip()]
    tagged = [cell for cell in full if cell.startswith("#") and cell[1:2].isalpha()]
    return bool(tagged) and len(tagged) * 2 > len(full)


def pieces(grid: Grid, tags: Tags, context: Context) -> Iterator[Piece]:
    """Yield a report for each text, a claim for each count."""
    texts = _columns(tags, _TEXTS)
    counts = [
        name for name in _columns(tags, _COUNTS) if not _NO_COUNT & set(tags[name].split("+"))
    ]
    if not texts and not counts:
        yield Skipped(
            where=grid.where,
            what=f"no tag here is of use: {', '.join(sorted(set(tags.values())))[:200]}",
            hint=f"wanted: {', '.join((*_TEXTS[:1], *_COUNTS))}, with #date and #loc or #adm",
        )
        return
    if not texts and not _columns(tags, ("#date",)):
        yield Skipped(
            where=grid.where, what="it has counts, but no #date", hint="add a column tagged #date"
        )
        return
    used = 0
    for row in grid.rows:
        if isinstance(row, Skipped):
            yield row
            continue
        used += 1
        try:
            yield from _row(row, tags, texts, counts, context)
        except (InputError, NoDayError) as error:
            yield skip_row(row, error, "write days as YYYY-MM-DD, counts as figures")
    if not used:
        yield Notice(where=grid.where, what="the table holds no rows")


def _row(
    row: Row, tags: Tags, texts: list[str], counts: list[str], context: Context
) -> Iterator[Piece]:
    day_words = _first(row, tags, ("#date",))
    text = next((row.text(name) for name in texts if row.text(name)), "")
    if text:
        place, _ = _where(row, tags)
        yield from text_pieces(
            row,
            text,
            context,
            place=place,
            day=day_words,
            source=_first(row, tags, ("#meta+source", "#org")),
        )
        return
    for name in counts:
        value = row.number_or_none(name)
        if value is not None:
            yield from pieces_of(_count(row, tags, name, value, day_words, context), context)


def _count(
    row: Row, tags: Tags, column: str, value: float, day_words: str, context: Context
) -> Coded:
    precision: DatePrecision
    if day_words.isdecimal() and len(day_words) == 4:
        start, end, precision = (
            parse_day(f"{day_words}-01-01"),
            parse_day(f"{day_words}-12-31"),
            "year",
        )
    else:
        start = end = parse_day(day_words, "dmy" if _french(tags) else None)
        precision = "day"
    place, place_precision = _where(row, tags)
    what = tags[column].lstrip("#").replace("+", " ")
    known = context.published or context.today
    return Coded(
        where=f"{row.file}, row {row.number}",
        dataset="hxl",
        ident=digest([*row.cells.values(), column])[:16],
        type="count_report",
        paraphrase=f"{value:g} ({what}) at {place or 'a place not named'}, {day_words}.",
        start=start,
        end=end,
        precision=precision,
        known_from=max(known, start),
        spot=Spot(
            place or "not named",
            place_precision,
            _number(row, tags, "#geo+lat"),
            _number(row, tags, "#geo+lon"),
            admin1=_first(row, tags, ("#adm1",)),
            country=country_of(*_all(row, tags, "#country")),
        ),
        figures=(
            ClaimFigure(
                low=value, best=value, high=value, unit="people", of=what, text=row.text(column)
            ),
        ),
        confidence=UNSURE,
        source=_first(row, tags, ("#meta+source", "#org")),
    )


def _french(tags: Tags) -> bool:
    return any("+fr" in tag or "+es" in tag for tag in tags.values())


def _where(row: Row, tags: Tags) -> tuple[str, PlacePrecision]:
    for tag, precision in _PLACES:
        for name in _columns(tags, (tag,)):
            if row.text(name) and "+code" not in tags[name] and "+iso" not in tags[name]:
                return row.text(name), precision
    return "", "unknown"


def _number(row: Row, tags: Tags, tag: str) -> float | None:
    return next((row.number_or_none(name) for name in _columns(tags, (tag,))), None)


def _columns(tags: Tags, wanted: tuple[str, ...]) -> list[str]:
    """Return columns whose tag is one wanted, or adds attributes to it."""
    return [name for want in wanted for name, tag in tags.items() if _is(tag, want)]


def _is(tag: str, want: str) -> bool:
    have, need = tag.lower().split("+"), want.split("+")
    return have[0] == need[0] and set(need[1:]) <= set(have[1:])


def _all(row: Row, tags: Tags, tag: str) -> list[str]:
    return [row.text(name) for name in _columns(tags, (tag,)) if row.text(name)]


def _first(row: Row, tags: Tags, wanted: tuple[str, ...]) -> str:
    return next((row.text(name) for name in _columns(tags, wanted) if row.text(name)), "")
