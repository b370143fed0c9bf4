"""Reports in: one small file for each format, one shape for all.

Guarantees: one broken input never stops the rest; what is left out is listed with where, what and
what to do; ids follow from content. Refuses: the network, unless a URL is given and allowed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from corridor.collect.context import Adapter, Context, Item, Notice, Piece
from corridor.collect.formats import adapter_for
from corridor.collect.limits import MAX_FILE_BYTES, MAX_TABLE_BYTES
from corridor.collect.walk import walk
from corridor.packs.model import Pack
from corridor.records.base import Record
from corridor.records.errors import NeedsError, Skipped
from corridor.records.report import Claim, Report

__all__ = ["Collected", "Notice", "collect", "collect_items"]


class Collected(Record):
    """What came in: reports, claims of formats that carry them coded, what was left out and why."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()


def collect(
    paths: Sequence[Path],
    *,
    published: date | None,
    today: date,
    pack: Pack,
    mapping: Mapping[str, str] | None = None,
) -> Collected:
    """Read files and folders into reports and coded claims.

    Args:
        paths: files or folders; a folder is read in sorted order, hidden files left out.
        published: date of texts that carry none of their own.
        today: from when undated texts may be used.
        pack: sources are known by its table; coded rows resolve to its places and actors.
        mapping: for tables, our field to the table's column (see `collect.sheet`).
    """
    context = Context(pack, published, today, dict(mapping) if mapping else None)
    return collect_items(walk(list(paths)), context)


def collect_items(items: Iterator[Item | Skipped], context: Context) -> Collected:
    """Read inputs that were found already (files, or bytes from the network)."""
    reports: dict[str, Report] = {}
    claims: dict[str, Claim] = {}
    skipped: list[Skipped] = []
    notices: list[Notice] = []
    known = {claim.id for claim in context.pack.claims}
    double = 0
    for item in items:
        for piece in [item] if isinstance(item, Skipped) else _pieces(item, context):
            if isinstance(piece, Report):
                reports.setdefault(piece.id, piece)
            elif isinstance(piece, Claim):
                double += piece.id in known
                if piece.id not in known:
                    claims.setdefault(piece.id, piece)
            elif isinstance(piece, Skipped):
                skipped.append(piece)
            else:
                notices.append(piece)
    if double:
        notices.append(Notice(where="coded claims", what=f"{double} claims are in the pack already and count once"))
    return Collected(
        reports=tuple(reports.values()), claims=tuple(claims.values()), skipped=tuple(skipped), notices=tuple(notices)
    )


def _pieces(item: Item, context: Context) -> Iterator[Piece]:
    """Read one input; whatever is wrong with it becomes a skip, never an end."""
    try:
        size = item.size
        if size == 0:
            yield Skipped(where=item.where, what="it is empty", hint="leave it out, or give the text it should hold")
            return
        adapter = adapter_for(item, item.head())
        if adapter is None:
            yield Skipped(where=item.where, what="its format is not known", hint=_known_formats())
            return
        yield from _bounded(adapter, item, context, size)
    except NeedsError as error:
        yield Skipped(where=item.where, what=str(error), hint="pip install 'corridor[formats]'")
    except OSError as error:
        yield Skipped(where=item.where, what=f"it cannot be read ({error.strerror or error})", hint="check the file's permissions")


def _bounded(adapter: Adapter, item: Item, context: Context, size: int) -> Iterator[Piece]:
    most = MAX_TABLE_BYTES if adapter.large else MAX_FILE_BYTES
    if size > most:
        yield Skipped(
            where=item.where, what=f"{size / 1e6:,.0f} MB are too many for one {adapter.name} input",
            hint=f"cut it into files of at most {most / 1e6:,.0f} MB",
        )
        return
    yield from adapter.read(item, context)


def _known_formats() -> str:
    from corridor.collect.formats import ADAPTERS  # noqa: PLC0415 - a message only

    return "known formats: " + ", ".join(adapter.name for adapter in ADAPTERS)
