"""`corridor read`: what one text asserts, claim by claim, or every place it names.

Guarantees: spans count characters of the plain text as given; one JSON object a line with
`--json`. Refuses: fetching anything that was not named.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from corridor.cli.console import finish, handled, note
from corridor.cli.options import DAY, today_in
from corridor.collect import collect
from corridor.packs import load_pack
from corridor.read import Reader
from corridor.records.base import dump_json
from corridor.records.report import Claim, PlaceRef, Report
from corridor.records.table import Table


@click.command(
    help="Read reports into claims: kind, type, who, whom, where, when, how many, who says so.\n\n"
    "PATH is a file, a folder, or - for standard input.\n\n"
    "\b\nExamples:\n"
    "  corridor read report.txt\n"
    "  corridor read report.txt --published 2025-11-01 --json\n"
    "  corridor read reports/ --places --json\n"
    "  pdftotext note.pdf - | corridor read - --published 2025-10-30",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--pack",
    default="mali",
    show_default=True,
    metavar="NAME|DIR",
    help="Country pack: a name or a folder.",
)
@click.option(
    "--published", type=DAY, metavar="DAY", help="Date of texts that carry none of their own."
)
@click.option("--places", is_flag=True, help="Every place named, instead of claims.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@handled
def read(
    paths: tuple[str, ...], pack: str, published: date | None, *, places: bool, as_json: bool
) -> None:
    """Read each report and print what it says."""
    loaded = load_pack(pack)
    with tempfile.TemporaryDirectory() as spool:
        collected = collect(
            [_path(text, Path(spool)) for text in paths],
            published=published,
            today=today_in(loaded),
            pack=loaded,
        )
    if not collected.reports:
        note("No text to read.")
    reader = Reader(loaded)
    if places:
        _print_places(reader, collected.reports, as_json=as_json)
    else:
        claims = [*collected.claims, *(c for r in collected.reports for c in reader.read(r))]
        _print_claims(claims, as_json=as_json)
    finish(collected.skipped)


def _path(text: str, spool: Path) -> Path:
    """Return the path named; standard input is spooled to a file first."""
    if text != "-":
        return Path(text)
    path = spool / "stdin.txt"
    path.write_bytes(sys.stdin.buffer.read())
    return path


def _print_claims(claims: list[Claim], *, as_json: bool) -> None:
    if as_json:
        for claim in claims:
            click.echo(claim.to_json())
        return
    rows = tuple(
        (
            claim.kind,
            claim.type,
            claim.assertion,
            claim.speaker,
            claim.time.start,
            ", ".join(place.name for place in claim.places) or None,
            round(claim.confidence, 2),
            claim.words[:70],
        )
        for claim in claims
    )
    columns = ("kind", "type", "assertion", "speaker", "day", "places", "conf", "words")
    click.echo(str(Table(columns=columns, rows=rows)))


def _print_places(reader: Reader, reports: tuple[Report, ...], *, as_json: bool) -> None:
    found = [(report, place) for report in reports for place in reader.toponyms(report)]
    if as_json:
        for row in _place_rows(found):
            click.echo(dump_json(row))
        return
    rows = tuple((place.name, place.id, place.lat, place.lon, place.country) for _, place in found)
    click.echo(str(Table(columns=("name", "id", "lat", "lon", "country"), rows=rows)))


def _place_rows(found: list[tuple[Report, PlaceRef]]) -> Iterator[dict[str, object]]:
    for report, place in found:
        span = list(place.span) if place.span else None
        yield {
            "doc": report.id,
            "name": place.name,
            "span": span,
            "lat": place.lat,
            "lon": place.lon,
            "id": place.id,
            "country": place.country,
        }
