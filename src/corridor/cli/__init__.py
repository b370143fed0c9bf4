"""The command line: thin commands over the library.

Guarantees: names, options and JSON fields are a contract (docs/commands.md). Refuses: logic; what
a command does can be done by `import corridor` as well.
"""

import os

# Before NumPy is imported: its small products gain nothing by threads, which at two cores wait for each
# other, and one thread gives the same bits on any number of cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from corridor._version import __version__
from corridor.cli.brief import brief
from corridor.cli.decide import decide
from corridor.cli.evaluate import evaluate
from corridor.cli.export import export
from corridor.cli.gazetteer import gazetteer
from corridor.cli.pack import pack, schema
from corridor.cli.read import read
from corridor.cli.replay import replay, score
from corridor.cli.stages import PARTS, stage_command
from corridor.cli.whatif import whatif


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="A sourced, dated picture of a place under blockade: what happened and who says so, "
    "which roads are passable, how long fuel lasts, how people can leave, what is likely next.\n\n"
    "\b\nStart here:\n"
    "  corridor brief --as-of 2025-11-01\n"
    "  corridor access --as-of 2025-11-01\n"
    "  corridor read report.txt --published 2025-11-01",
)
@click.version_option(__version__, prog_name="corridor")
def main() -> None:
    """Entry point of the `corridor` command."""


for _command in (
    brief,
    read,
    *(stage_command(name) for name in PARTS),
    decide,
    export,
    replay,
    whatif,
    score,
    evaluate,
    pack,
    gazetteer,
    schema,
):
    main.add_command(_command)
