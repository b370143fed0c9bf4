"""The sensitivity table, for the two commands that have one: `whatif` and `brief`.

Guarantees: progress for each assumption; fewer members than elsewhere unless the user named a
number, and said. Refuses: results on standard output; these are the commands' own.
"""

import click
from click.core import ParameterSource

from corridor.cli.console import note
from corridor.cli.options import Common
from corridor.pipeline import Inputs
from corridor.records.whatif import Sensitivity
from corridor.whatif import sensitivity
from corridor.whatif.sensitivity import MEMBERS


def measured(inputs: Inputs, common: Common, top: int | None = None) -> Sensitivity:
    """Run the sensitivity, with fewer members unless the user asked for a number."""
    source = click.get_current_context().get_parameter_source("members")
    members = MEMBERS if source is ParameterSource.DEFAULT else common.members
    note(f"Sensitivity with {members} members a run")
    return sensitivity(
        inputs,
        as_of=common.as_of,
        top=top,
        members=members,
        seed=common.seed,
        progress=lambda name, number, count: note(f"  {number}/{count} {name}"),
    )
