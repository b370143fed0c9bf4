"""`corridor pack` and `corridor schema`: look at data and at the shape of outputs.

Guarantees: `pack check` names file, row, column, what is wrong and what is allowed.
Refuses: changing a pack.
"""

import sys

import click

from corridor.cli.console import handled, note
from corridor.packs import check_pack, list_packs
from corridor.records.base import dump_json
from corridor.schemas import schema as schema_of
from corridor.schemas import schema_names


@click.group(help="Country packs: list them, check one.")
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
