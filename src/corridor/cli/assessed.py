"""From the common options to a Situation: what `brief`, `export` and the single stages share.

Guarantees: what was read, and that the picture is old, is said before any result. Refuses: results
on standard output; these are the commands' own.
"""

from corridor.cli.console import say_if_stale, say_what_was_read, stage
from corridor.cli.options import Common, today_in
from corridor.cli.sensitive import measured
from corridor.packs import Pack
from corridor.pipeline import assess
from corridor.records.situation import Situation


def assessed(common: Common, *, changes: bool, sensitive: bool = False) -> tuple[Situation, Pack]:
    """Run all stages; with `changes` a second time, for seven days earlier.

    `sensitive` adds how the answer moves with each main assumption: some hundred further runs.
    """
    inputs = common.inputs()
    say_what_was_read(inputs)
    situation = assess(
        inputs,
        as_of=common.as_of,
        today=today_in(inputs.pack),
        days=common.days,
        members=common.members,
        seed=common.seed,
        changes=changes,
        progress=stage,
    )
    say_if_stale(situation.cutoff)
    if sensitive:
        stage("sensitivity")
        situation = situation.model_copy(update={"sensitivity": measured(inputs, common)})
    return situation, inputs.pack
