"""Reports in: one small file for each format, one shape for all.

Guarantees: one broken input never stops the rest; what is left out is listed with where, what and
what to do; ids follow from content. Refuses: the network, unless a URL is given and allowed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from corridor.collect.context import Adapter, Context, Item, Notice, Piece
from corridor.collect.formats import ADAPTERS, adapter_for
from corridor.collect.limits import (
    MAX_DEPTH,
    MAX_DOCUMENT_BYTES,
    MAX_FILE_BYTES,
    MAX_SKIPS,
    MAX_TABLE_BYTES,
)
from corridor.collect.skips import skip
from corridor.collect.walk import Input, walk
from corridor.packs.model import Pack
from corridor.records.base import Record
from corridor.records.errors import InputError, NeedsError, Skipped
from corridor.records.report import Claim, Report

__all__ = [
    "Collected",
    "Context",
    "Input",
    "Item",
    "Notice",
    "collect",
    "collect_items",
    "stream",
    "walk",
]

Progress = Callable[[int, str], None]
"""Told the number of inputs begun and the name of the one that begins."""
_LIMITS = {
    "text": MAX_FILE_BYTES,
    "document": MAX_DOCUMENT_BYTES,
    "table": MAX_TABLE_BYTES,
    "archive": MAX_TABLE_BYTES,
}


class Collected(Record):
    """What came in: reports, claims of formats that carry them coded, what was left out and why."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()


def collect(
    paths: Sequence[Input],
    *,
    published: date | None,
    today: date,
    pack: Pack,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Read files and folders into reports and coded claims.

    Args:
        paths: files or folders, read in sorted order, hidden files left out; or inputs found
            already, as `collect.fetch` returns them.
        published: date of texts that carry none of their own.
        today: from when undated texts may be used.
        pack: sources are known by its table; coded rows resolve to its places and actors.
        mapping: for tables, our field to the table's column (see `collect.mapped`).
        progress: called as each input begins.

    Raises:
        NeedsError: nothing could be read, and an extra that is absent would have read some of it.
    """
    context = Context(pack, published, today, dict(mapping) if mapping else None)
    return collect_items(walk(paths), context, progress)


def collect_items(
    items: Iterable[Item | Skipped], context: Context, progress: Progress | None = None
) -> Collected:
    """Read inputs that were found already (files, or bytes from the network), all at once.

    Raises:
        NeedsError: nothing could be read, and an extra that is absent would have read some of it.
    """
    reports: dict[str, Report] = {}
    claims: dict[str, Claim] = {}
    skipped: list[Skipped] = []
    notices: list[Notice] = []
    missing: list[str] = []
    known = {claim.id for claim in context.pack.claims}
    double = 0
    for piece in stream(items, context, progress, missing):
        if isinstance(piece, Report):
            reports.setdefault(piece.id, piece)
        elif isinstance(piece, Claim):
            double += piece.id in known
            if piece.id not in known and _newer(piece, claims.get(piece.id)):
                claims[piece.id] = piece
        elif isinstance(piece, Skipped):
            skipped.append(piece)
        else:
            notices.append(piece)
    if missing and not reports and not claims:
        raise NeedsError(missing[0])
    if double:
        what = f"{double} claims are in the pack already and count once"
        notices.append(Notice(where="coded claims", what=what))
    return Collected(
        reports=tuple(reports.values()),
        claims=tuple(claims.values()),
        skipped=tuple(skipped),
        notices=tuple(notices),
    )


def _newer(claim: Claim, held: Claim | None) -> bool:
    """Say whether a claim replaces one of the same id: the later release of a dataset is right."""
    return held is None or claim.known_from > held.known_from


def stream(
    items: Iterable[Item | Skipped],
    context: Context,
    progress: Progress | None = None,
    missing: list[str] | None = None,
) -> Iterator[Report | Claim | Skipped | Notice]:
    """Yield what the inputs give, one after the other: memory does not grow with their number.

    A report or claim that comes twice is yielded twice; the caller keeps the ids it has seen.

    Args:
        items: inputs, for instance from `walk`.
        context: pack, dates, today.
        progress: called as each input begins.
        missing: takes the message of each extra that is absent.
    """
    for number, item in enumerate(items, start=1):
        if isinstance(item, Skipped):
            yield item
            continue
        if progress is not None:
            progress(number, item.where)
        yield from _opened(item, context, missing if missing is not None else [])


def _opened(
    item: Item, context: Context, missing: list[str]
) -> Iterator[Report | Claim | Skipped | Notice]:
    """Read one input and those inside it; list the first skips and count the rest."""
    skips = number = 0
    for number, piece in enumerate(_pieces(item, context, missing), start=1):  # noqa: B007 - counted
        if isinstance(piece, Item):
            yield from _opened(piece, context, missing)
            continue
        if isinstance(piece, Skipped):
            skips += 1
            if skips > MAX_SKIPS:
                continue
        yield piece
    if number == 0:
        yield Skipped(
            where=item.where, what="it holds no row or text that can be used", hint="leave it out"
        )
    if skips > MAX_SKIPS:
        what = f"{skips - MAX_SKIPS:,} more of its parts are left out for reasons like these"
        yield Skipped(where=item.where, what=what, hint="correct the ones listed first")


def _pieces(item: Item, context: Context, missing: list[str]) -> Iterator[Piece]:
    """Read one input; whatever is wrong with it becomes a skip, never an end."""
    try:
        size = item.size
        if size == 0:
            yield Skipped(
                where=item.where,
                what="it is empty",
                hint="leave it out, or give the text it should hold",
            )
            return
        adapter = adapter_for(item, item.head())
        if adapter is None:
            yield Skipped(where=item.where, what="its format is not known", hint=_known_formats())
            return
        yield from _bounded(adapter, item, context, size)
    except NeedsError as error:
        missing.append(str(error))
        yield Skipped(where=item.where, what=str(error))
    except InputError as error:
        yield skip(error)
    except OSError as error:
        what = f"it cannot be read ({error.strerror or error})"
        yield Skipped(where=item.where, what=what, hint="check the file's permissions")


def _bounded(adapter: Adapter, item: Item, context: Context, size: int) -> Iterator[Piece]:
    most = _LIMITS[adapter.size]
    if size > most:
        what = f"{size / 1e6:,.0f} MB are too many for one {adapter.name} input"
        yield Skipped(
            where=item.where, what=what, hint=f"cut it into files of at most {most / 1e6:,.0f} MB"
        )
        return
    if item.depth > MAX_DEPTH:
        what = f"it lies {item.depth} archives deep"
        yield Skipped(
            where=item.where, what=what, hint=f"unpack it; at most {MAX_DEPTH} are opened"
        )
        return
    yield from adapter.read(item, context)


def _known_formats() -> str:
    return "known formats: " + ", ".join(adapter.name for adapter in ADAPTERS)
