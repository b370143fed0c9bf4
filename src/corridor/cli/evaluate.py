"""`corridor eval`: measured quality beside floors that can only rise.

Guarantees: prints every score with the size of its set; leaves with 1 where a floor is missed.
Refuses: lowering a floor.
"""

import sys

import click

from corridor.cli.console import handled
from corridor.cli.options import pack_option
from corridor.evaluate import NAMES, run
from corridor.packs import load_pack


@click.command(
    name="eval",
    help="Measure quality on labelled sets and compare with the floors kept in evals/.\n\n"
    "\b\nExamples:\n"
    "  corridor eval reading\n"
    "  corridor eval all --json\n"
    "  corridor eval merging --update",
)
@click.argument("what", type=click.Choice((*NAMES, "all")), default="all")
@pack_option
@click.option("--update", is_flag=True, help="Raise the floors to what was measured.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@handled
def evaluate(what: str, pack: str, *, update: bool, as_json: bool) -> None:
    """Run one evaluation or all."""
    names = NAMES if what == "all" else (what,)
    report = run(names, load_pack(pack), update=update)
    click.echo(report.to_json(indent=2) if as_json else str(report))
    if not report.passed:
        sys.exit(1)
