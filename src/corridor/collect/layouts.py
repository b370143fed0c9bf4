"""What a table is about: ACLED, UCDP, HXL, or one's own; told by its columns, never by its name.

Guarantees: one layout for one table. Refuses: a table whose columns nobody knows, with what to do.
"""

from collections.abc import Iterator

from corridor.collect import acled, hxl, mapped, ucdp
from corridor.collect.context import Context, Piece
from corridor.collect.grid import Grid


def lay_out(grid: Grid, context: Context) -> Iterator[Piece]:
    """Yield what the rows of a table give."""
    if grid.mapping.columns:
        yield from mapped.pieces(grid, context)
        return
    below, tags = hxl.split(grid)
    for layout in (acled, ucdp):
        if layout.fits(below):
            yield from layout.pieces(below, context)
            return
    if tags:
        yield from hxl.pieces(below, tags, context)
    else:
        yield from mapped.pieces(below, context)
