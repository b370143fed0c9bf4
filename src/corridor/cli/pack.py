"""`corridor pack` and `corridor schema`: look at data, start a pack, see the shape of outputs.

Guarantees: `pack check` names file, row, column, what is wrong and what is allowed.
Refuses: changing a pack; `pack new` writes into an empty folder only.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from corridor.cli.console import handled, note
from corridor.cli.options import DAY
from corridor.packs import check_pack, list_packs
from corridor.packs.new import new_pack
from corridor.records.base import dump_json
from corridor.schemas import schema as schema_of
from corridor.schemas import schema_names


@click.group(help="Country packs: list them, check one, start a new one.")
def pack() -> None:
    """Group of the pack commands."""


@pack.command(
    "list", help="List the packs inside the package.\n\n\b\nExample:\n  corridor pack list"
)
@handled
def list_command() -> None:
    """Print one pack a line."""
    for name in list_packs():
        click.echo(name)


@pack.command(
    "check",
    help="Check a pack: every file, row and column.\n\n"
    "\b\nExamples:\n  corridor pack check mali\n  corridor pack check my_pack/ --strict",
)
@click.argument("name", default="mali")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@handled
def check_command(name: str, *, strict: bool) -> None:
    """Print every finding; leave with 3 where one is an error."""
    findings = check_pack(name, strict=strict)
    for finding in findings:
        click.echo(str(finding))
    if any(finding.level == "error" for finding in findings):
        sys.exit(3)
    note(f"Pack '{name}' holds together ({len(findings)} warnings).")


@pack.command(
    "new",
    help="Start a pack for any country: towns, airfields and general assumptions, and FILL_IN.md "
    "with what a person must fill in.\n\n"
    "CODE is an ISO 3166-1 code of two or three letters.\n\n"
    "\b\nExamples:\n  corridor pack new NE\n"
    "  corridor pack new NER --out niger/ --from 2026-01-01\n"
    "  corridor pack new NE --geonames NE.zip --osm niger-latest.osm.pbf",
)
@click.argument("code", metavar="CODE")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="New or empty folder. [default: named after the country]",
)
@click.option(
    "--geonames",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoNames dump of the country: more towns, posts, ports, names of regions.",
)
@click.option(
    "--osm",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="OpenStreetMap extract: main roads between the towns.",
)
@click.option(
    "--from",
    "first",
    type=DAY,
    metavar="DAY",
    help="First day of the simulation. [default: today]",
)
@handled
def new_command(
    code: str, out: Path | None, geonames: Path | None, osm: Path | None, first: date | None
) -> None:
    """Write the folder and say what is in it."""
    made = new_pack(code, out, first=first or datetime.now(UTC).date(), geonames=geonames, osm=osm)
    click.echo(str(made.folder))
    note(
        f"{made.name}: {made.towns} towns, {made.airports} airfields, {made.roads} roads, "
        f"{made.corridors} corridors. Next: {made.folder / 'FILL_IN.md'}"
    )
    if not made.capital_found:
        note("The capital was not found by its name; the largest town stands in.")


@click.command(
    help="Print the JSON Schema of an output, or the catalogue of event types.\n\n"
    "\b\nExamples:\n  corridor schema\n  corridor schema claim\n"
    "  corridor schema event-types"
)
@click.argument("name", required=False)
@handled
def schema(name: str | None) -> None:
    """Print one schema, or the names of all."""
    if name is None:
        click.echo("\n".join(schema_names()))
        return
    click.echo(dump_json(schema_of(name), indent=2))
