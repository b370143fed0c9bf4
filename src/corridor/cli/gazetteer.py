"""`corridor gazetteer`: keep GeoNames dumps of one's own, which the reader then knows.

Guarantees: a dump is checked whole before it is kept. Refuses: downloading.
"""

from pathlib import Path

import click

from corridor.cli.console import handled, note
from corridor.packs import load_pack
from corridor.packs.gazetteers import (
    Kept,
    add_gazetteer,
    gazetteer_folder,
    list_gazetteers,
    remove_gazetteer,
)

_PACK = click.option(
    "--pack",
    metavar="NAME|DIR",
    help="Only for texts read with this pack. [default: for all packs]",
)


@click.group(help="Gazetteers of your own: GeoNames dumps the reader knows beside the pack.")
def gazetteer() -> None:
    """Group of the gazetteer commands."""


@gazetteer.command(
    "add",
    help="Keep a GeoNames dump (.txt, .txt.gz or .zip) in your data folder.\n\n"
    "The folder is CORRIDOR_DATA where that is set, else the system's place for user data.\n\n"
    "\b\nExamples:\n  corridor gazetteer add ML.zip\n"
    "  corridor gazetteer add HT.txt --pack haiti-2022",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_PACK
@handled
def add_command(file: Path, pack: str | None) -> None:
    """Check the dump and keep a copy."""
    kept = add_gazetteer(file, pack=_pack_id(pack))
    note(f"Kept '{_words(kept)}' in {kept.path.parent}")


@gazetteer.command(
    "list",
    help="List the gazetteers kept: name, rows, countries.\n\n"
    "\b\nExample:\n  corridor gazetteer list",
)
@_PACK
@handled
def list_command(pack: str | None) -> None:
    """Print one gazetteer a line."""
    found = list_gazetteers(_pack_id(pack))
    for kept in found:
        click.echo(_words(kept))
    if not found:
        note(f"No gazetteer is kept in {gazetteer_folder()}.")


@gazetteer.command(
    "remove",
    help="Delete a gazetteer from your data folder.\n\n"
    "\b\nExample:\n  corridor gazetteer remove ML",
)
@click.argument("name")
@_PACK
@handled
def remove_command(name: str, pack: str | None) -> None:
    """Delete one gazetteer."""
    note(f"Removed {remove_gazetteer(name, pack=_pack_id(pack))}")


def _pack_id(pack: str | None) -> str | None:
    return None if pack is None else load_pack(pack).id


def _words(kept: Kept) -> str:
    return f"{kept.name}: {kept.rows} rows, {', '.join(kept.countries) or 'no country'}"
