"""Tables as text: cells cut by comma, semicolon, tab or bar, told by the first line.

Guarantees: read row by row, so that a large export needs no memory. Refuses: binary content.
"""

from collections.abc import Iterator

from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.decode import NotTextError, open_text
from corridor.collect.grid import csv_cells, grid_of
from corridor.collect.layouts import lay_out
from corridor.collect.mapped import mapping_beside
from corridor.collect.skips import skip
from corridor.records.errors import InputError, Skipped


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield what the rows of a table give."""
    try:
        mapping = mapping_beside(item.path, context.mapping)
        stream = open_text(item)
    except NotTextError as error:
        yield Skipped(where=item.where, what=str(error), hint="save the table as UTF-8 CSV")
        return
    except InputError as error:
        yield skip(error)
        return
    with stream:
        grid = grid_of(item.where, csv_cells(item.where, stream), mapping)
        if grid is None:
            yield Skipped(
                where=item.where,
                what="it holds no table",
                hint="a header row, then a row for each report",
            )
            return
        yield from lay_out(grid, context)


ADAPTER = Adapter("CSV table", lambda item, _head: item.suffix in {".csv", ".tsv"}, read, "table")
