"""One JSON value in a file: an answer of ReliefWeb or ACLED, an HXL table, or a list of reports.

Guarantees: what it is, is told by its fields. Refuses: other JSON, with the shapes that are known.
"""

import json
from collections.abc import Iterator
from typing import Any

from corridor.collect import acled, reliefweb
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.decode import NotTextError, decode
from corridor.collect.grid import Grid, Mapping, grid_of
from corridor.collect.jsonl import TEXT_KEYS, report_of
from corridor.collect.layouts import lay_out
from corridor.collect.mapped import mapping_beside
from corridor.collect.skips import skip
from corridor.packs.tables import Row
from corridor.records.errors import InputError, Skipped

_SHAPES = 'a list of {"text": ...}, an answer of ReliefWeb or ACLED, an HXL table; one object a line goes into .jsonl'


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield what the value gives."""
    try:
        value = json.loads(decode(item.read()))
        mapping = mapping_beside(item.path, context.mapping)
    except NotTextError as error:
        yield Skipped(where=item.where, what=str(error), hint="JSON is UTF-8 text")
        return
    except InputError as error:
        yield skip(error)
        return
    except (ValueError, RecursionError) as error:
        at = (
            f" (line {error.lineno}: {error.msg})"
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        yield Skipped(
            where=item.where,
            what=f"it is no JSON{at}",
            hint="save it again; one object a line goes into .jsonl",
        )
        return
    yield from _by_shape(value, item, mapping, context)


def _by_shape(value: Any, item: Item, mapping: Mapping, context: Context) -> Iterator[Piece]:
    data = value.get("data") if isinstance(value, dict) else None
    listed = data if isinstance(data, list) else value
    rows: list[Any] = listed if isinstance(listed, list) else [value]
    if reliefweb.fits(value):
        yield from reliefweb.pieces(value, item, context)
    elif _all(rows, list):
        grid = grid_of(item.where, _lines(rows), mapping)
        if grid is not None:
            yield from lay_out(grid, context)
    elif _all(rows, dict) and _tabular(rows, mapping.columns):
        yield from lay_out(_grid(rows, item, mapping), context)
    elif _all(rows, dict):
        for number, row in enumerate(rows, start=1):
            yield from report_of(row, f"{item.where}, entry {number}", context)
    else:
        yield Skipped(
            where=item.where, what="it is JSON of a shape that is not known", hint=_SHAPES
        )


def _all(rows: list[Any], kind: type) -> bool:
    return bool(rows) and all(isinstance(row, kind) for row in rows)


def _tabular(rows: list[dict[str, Any]], mapped: dict[str, str]) -> bool:
    names = set(rows[0])
    tagged = any(name.startswith("#") for name in names)
    return (
        bool(mapped)
        or tagged
        or names >= acled.NEEDED
        or not any(key in names for key in TEXT_KEYS)
    )


def _grid(rows: list[dict[str, Any]], item: Item, mapping: Mapping) -> Grid:
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    made = (
        Row(item.where, n, {name: words(row.get(name)) for name in header})
        for n, row in enumerate(rows, start=1)
    )
    return Grid(item.where, header, made, mapping)


def _lines(rows: list[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        yield number, [words(value) for value in row]


def words(value: Any) -> str:
    """Return a JSON value as a cell of a table; lists and objects are no cells."""
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return ""
    return str(value)


ADAPTER = Adapter("JSON", lambda item, _head: item.suffix == ".json", read)
