"""`corridor read`: what one text asserts, claim by claim, or every place it names.

Guarantees: spans count characters of the plain text as given; one JSON object a line with
`--json`; memory does not grow with the number of documents where lines are written. Refuses:
fetching anything that was not named.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import click

from corridor.cli.console import finish, handled, note
from corridor.cli.digests import Digests
from corridor.cli.named import allow_private_option, named
from corridor.cli.options import DAY, pack_option, quick_option, today_in
from corridor.cli.resume import ResumableFile
from corridor.collect import Context, Item, stream, walk
from corridor.packs import Pack, load_pack
from corridor.packs.gazetteers import user_gazetteers
from corridor.read import NO_MODEL, Reader, Tagger, installed_tagger
from corridor.records.base import dump_json
from corridor.records.errors import NeedsError, Skipped, UsageError
from corridor.records.report import Claim, PlaceRef, Report
from corridor.records.table import Cell, Table

PROGRESS_EVERY = 10.0
"""Seconds between two lines of progress."""


@click.command(
    help="Read reports into claims: kind, type, who, whom, where, when, how many, who says so.\n\n"
    "PATH is a file, a folder, an address (http or https), or - for standard input.\n\n"
    "With --out each document is written as soon as it is read, and FILE.done records it. A run "
    "that was stopped, however it was, goes on there when the same command is given again: "
    "nothing is read twice, nothing stands twice. Memory does not grow with the documents.\n\n"
    "\b\nExamples:\n"
    "  corridor read report.txt\n"
    "  corridor read report.txt --published 2025-11-01 --json\n"
    "  corridor read reports/ --places --json\n"
    "  corridor read archive/ --out claims.jsonl   (stopped? the same again)\n"
    "  corridor read archive/ --quick --out claims.jsonl   (many texts: rules alone)\n"
    "  corridor read https://example.org/article.html --json\n"
    "  pdftotext note.pdf - | corridor read - --published 2025-10-30",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@pack_option
@click.option(
    "--published", type=DAY, metavar="DAY", help="Date of texts that carry none of their own."
)
@click.option("--places", is_flag=True, help="Every place named, instead of claims.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write JSON lines into FILE; a run that was stopped goes on where it was.",
)
@quick_option
@allow_private_option
@handled
def read(
    paths: tuple[str, ...],
    pack: str,
    published: date | None,
    out: Path | None,
    *,
    places: bool,
    as_json: bool,
    quick: bool,
    allow_private: bool,
) -> None:
    """Read each report and print what it says."""
    loaded = load_pack(pack)
    tagger = None if quick or places else installed_tagger()
    if tagger is None and not (quick or places):
        note(f"Note: {NO_MODEL}")
    reading = _Reading(Context(loaded, published, today_in(loaded)), tagger, places=places)
    items = walk(named(paths, private=allow_private))
    if out is not None:
        _apart(paths, out)
        _into(out, items, reading, _settings(loaded, published, tagger, places=places))
    elif as_json:
        for piece, found in reading.documents(items):
            for line in reading.lines(piece, found):
                click.echo(line)
    else:
        rows = [row for _, found in reading.documents(items) for row in reading.rows(found)]
        click.echo(str(Table(columns=reading.columns, rows=tuple(rows))))
    reading.end()


def _settings(
    pack: Pack, published: date | None, tagger: Tagger | None, *, places: bool
) -> dict[str, str | None]:
    """Return what else decides the lines, beside the documents."""
    own = [f"{path.name} {path.stat().st_size}" for path in user_gazetteers(pack.id)]
    return {
        "pack": f"{pack.id} {pack.version}",
        "published": published.isoformat() if published else None,
        "what": "places" if places else "claims",
        "gazetteers": ", ".join(own) or None,
        "model": None if tagger is None else tagger.digest,
    }


def _apart(paths: tuple[str, ...], out: Path) -> None:
    """Refuse to write among the reports: the next run would read what this one wrote."""
    for path in map(Path, paths):
        if out.resolve() == path.resolve() or path.resolve() in out.resolve().parents:
            msg = f"--out {out} lies in {path}, which is read. Next: write it elsewhere"
            raise UsageError(msg)


def _into(
    out: Path,
    items: Iterator[Item | Skipped],
    reading: "_Reading",
    settings: dict[str, str | None],
) -> None:
    """Write each document's lines into a file as soon as it is read."""
    with ResumableFile(out, settings) as file:
        if file.before:
            note(f"{file.before} documents are in {out} already; going on")
        try:
            for piece, found in reading.documents(items, skip=file.has):
                file.add(piece, reading.lines(piece, found))
        except KeyboardInterrupt:
            note(f"Stopped: {len(file)} documents are in {out}. The same command goes on there.")
            raise
        there = f"; {file.before} were there already" if file.before else ""
        note(f"{reading.count} documents read into {out}{there}")


class _Reading:
    """One run: reads documents one after the other and keeps what to say at its end."""

    def __init__(self, context: Context, tagger: Tagger | None, *, places: bool) -> None:
        self._context, self._tagger, self._places = context, tagger, places
        self._seen = Digests()
        self._known = {claim.id for claim in context.pack.claims}
        self._missing: list[str] = []
        self._skipped: list[Skipped] = []
        self._double = 0
        self.count = 0
        self.texts = 0
        self._began = self._told = time.monotonic()

    @cached_property
    def reader(self) -> Reader:
        """The reader: it learns every name of the pack first, so it is made for the first text."""
        dumps = user_gazetteers(self._context.pack.id)
        made = Reader(self._context.pack, dumps=dumps, tagger=self._tagger)
        self._began = self._told = time.monotonic()
        return made

    def documents(
        self, items: Iterable[Item | Skipped], skip: Callable[[Report | Claim], bool] | None = None
    ) -> Iterator[tuple[Report | Claim, list[Claim] | list[PlaceRef]]]:
        """Yield each document not yet seen, with what was read in it."""
        for piece in stream(items, self._context, missing=self._missing):
            if isinstance(piece, Skipped):
                self._skipped.append(piece)
            elif not isinstance(piece, Report | Claim):
                note(f"Note: {piece.where}: {piece.what}")
            elif piece.id in self._known:
                self._double += 1
            elif self._seen.add(piece.id):
                self.texts += isinstance(piece, Claim) or bool(piece.text)
                if skip is None or not skip(piece):
                    yield from self._read(piece)

    def _read(
        self, piece: Report | Claim
    ) -> Iterator[tuple[Report | Claim, list[Claim] | list[PlaceRef]]]:
        if isinstance(piece, Claim):
            if not self._places:
                self.count += 1
                yield piece, [piece]
        elif piece.text:
            self.count += 1
            now = time.monotonic()
            if now - self._told >= PROGRESS_EVERY:
                self._told = now
                rate = self.count / max(now - self._began, 1e-3)
                note(f"  {self.count:,} documents, {rate:,.1f} a second …")
            if self._places:
                yield piece, list(self.reader.toponyms(piece))
            else:
                yield piece, list(self.reader.read(piece))

    def lines(self, doc: Report | Claim, found: list[Claim] | list[PlaceRef]) -> Iterator[str]:
        """Yield JSON lines."""
        for one in found:
            if isinstance(one, Claim):
                yield one.to_json()
            else:
                yield dump_json(_place_row(doc.id, one))

    @property
    def columns(self) -> tuple[str, ...]:
        """Header of the table for people."""
        if self._places:
            return ("name", "id", "lat", "lon", "country")
        return ("kind", "type", "assertion", "speaker", "day", "places", "conf", "words")

    def rows(self, found: list[Claim] | list[PlaceRef]) -> Iterator[tuple[Cell, ...]]:
        """Yield rows of the table for people."""
        for one in found:
            if isinstance(one, Claim):
                yield _claim_row(one)
            else:
                yield (one.name, one.id, one.lat, one.lon, one.country)

    def end(self) -> None:
        """Say what was left out; leave with the exit code that fits.

        Raises:
            NeedsError: nothing could be read for want of an extra or a network.
        """
        if self._double:
            note(f"Note: {self._double} claims are in the pack already and count once")
        if self._missing and not self.texts:
            raise NeedsError(self._missing[0])
        if not self.texts:
            note("No text to read.")
        finish(self._skipped)


def _claim_row(claim: Claim) -> tuple[Cell, ...]:
    return (
        claim.kind,
        claim.type,
        claim.assertion,
        claim.speaker,
        claim.time.start,
        ", ".join(place.name for place in claim.places) or None,
        round(claim.confidence, 2),
        claim.words[:70],
    )


def _place_row(doc: str, place: PlaceRef) -> dict[str, object]:
    return {
        "doc": doc,
        "name": place.name,
        "span": list(place.span) if place.span else None,
        "lat": place.lat,
        "lon": place.lon,
        "id": place.id,
        "country": place.country,
    }
