"""Claims coded by hand, in the shape of the pack's own `claims.csv`.

Guarantees: a row becomes a claim with a paraphrase and no quote, and a report for its address; a row
that cannot be used is skipped with file, row and column. Refuses: inventing what a cell leaves out.
"""

import csv
import io
from collections.abc import Iterator

from corridor.collect.context import Adapter, Context, Found, Item, Piece
from corridor.collect.decode import NotTextError, decode
from corridor.packs.claims import CLAIM_COLUMNS, Names, claim_from_row, published_of
from corridor.packs.tables import Row
from corridor.records.errors import InputError, Skipped
from corridor.records.report import Report

_NEEDED = frozenset({"claim_id", "event_type", "paraphrase", "known_from"})


def fits(item: Item, head: bytes) -> bool:
    """Say whether a CSV has the columns of coded claims."""
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
    return item.suffix in {".csv", ".tsv"} and set(first.split(",")) >= _NEEDED


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield a report for each address and a claim a row."""
    try:
        text = decode(item.read())
    except NotTextError as error:
        yield Skipped(where=item.where, what=str(error), hint="save the table as UTF-8 CSV")
        return
    names = context.names
    reports: dict[tuple[str, str], Report] = {}
    table = csv.DictReader(io.StringIO(text))
    missing = [name for name in CLAIM_COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        yield Skipped(
            where=item.where,
            what=f"columns are missing: {', '.join(missing)}",
            hint=f"allowed: {', '.join(CLAIM_COLUMNS)}",
        )
        return
    for number, cells in enumerate(table, start=2):
        row = Row(
            item.where,
            number,
            {key: value for key, value in cells.items() if isinstance(value, str)},
        )
        try:
            yield from _row(row, names, reports, context)
        except InputError as error:
            yield Skipped(
                where=f"{item.where}, row {number}", what=str(error), hint="correct the row"
            )


def _row(
    row: Row, names: Names, reports: dict[tuple[str, str], Report], context: Context
) -> Iterator[Piece]:
    key = (row.text("source_url"), row.text("published"))
    if key not in reports:
        for piece in _report(row, context):
            if isinstance(piece, Report):
                reports[key] = piece
            yield piece
    else:
        later = row.day("known_from")
        if later < reports[key].known_from:
            reports[key] = reports[key].model_copy(update={"known_from": later})
    yield claim_from_row(row, names, reports)


def _report(row: Row, context: Context) -> Iterator[Piece]:
    url, published = row.text("source_url"), row.text("published")
    day, precision = published_of(published)
    known = row.day("known_from")
    yield from context.report(
        f"{row.file}, row {row.number}",
        Found(
            text=None,
            key=f"{url} {published}",
            url=url or None,
            published=day or known,
            precision=row.optional("published_precision") or precision,  # type: ignore[arg-type]
            known_from=known,
        ),
    )


ADAPTER = Adapter("coded claims", fits, read)
