"""XLSX: each sheet is a table, read row by row.

Guarantees: the archive and the XML in it are checked for bombs and entities before a cell is read;
days come as YYYY-MM-DD. Refuses: the old binary `.xls`, sheets without a table. Parsing: `openpyxl`.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from corridor.collect import foreign
from corridor.collect.archives import member, open_zip
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.grid import grid_of
from corridor.collect.layouts import lay_out
from corridor.collect.limits import MAX_CELLS
from corridor.collect.mapped import mapping_beside
from corridor.collect.skips import skip
from corridor.collect.xmlsafe import UnsafeXmlError, check_prolog
from corridor.records.errors import InputError, Skipped


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield what the rows of each sheet give."""
    openpyxl = foreign.load("openpyxl", "XLSX tables")
    try:
        mapping = mapping_beside(item.path, context.mapping)
        _check(item)
        with foreign.guarded(item.where, "XLSX"):
            book = openpyxl.load_workbook(
                io.BytesIO(item.read()), read_only=True, data_only=True, keep_links=False
            )
            sheets = list(book.worksheets)
    except InputError as error:
        yield skip(error)
        return
    except UnsafeXmlError as error:
        yield Skipped(where=item.where, what=str(error), hint="save it again from a spreadsheet")
        return
    found = False
    for sheet in sheets:
        where = f"{item.where}, sheet {sheet.title}" if len(sheets) > 1 else item.where
        grid = grid_of(where, _cells(where, sheet), mapping)
        if grid is not None:
            found = True
            yield from lay_out(grid, context)
    if not found:
        yield Skipped(
            where=item.where,
            what="no sheet holds a table",
            hint="a header row, then a row for each report",
        )


def _check(item: Item) -> None:
    with open_zip(item) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                check_prolog(member(item, archive, name)[:1_000_000])


def _cells(where: str, sheet: Any) -> Iterator[tuple[int, list[str]] | Skipped]:
    """Yield rows as text; a sheet that breaks off gives what came before, and a skip."""
    number = 0
    try:
        with foreign.guarded(where, "XLSX"):
            rows = iter(sheet.iter_rows(values_only=True, max_col=MAX_CELLS))
        while True:
            with foreign.guarded(where, "XLSX"):
                row = next(rows, None)
            if row is None:
                return
            number += 1
            yield number, [_words(value) for value in row]
    except InputError as error:
        yield Skipped(where=f"{where}, row {number + 1}", what=error.what, hint=error.hint or "")


def _words(value: Any) -> str:
    """Return a cell as text: days as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


ADAPTER = Adapter(
    "XLSX table",
    lambda item, _head: item.suffix in {".xlsx", ".xlsm"},
    read,
    "document",
    needs="formats",
)
