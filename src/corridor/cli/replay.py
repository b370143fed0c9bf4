"""`corridor replay` and `corridor score`: the track record, day by day and in sum.

Guarantees: a replay can be stopped and taken up again with `--out`; scores always show their n.
Refuses: hiding that days the model was built on are in-sample.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from corridor.cli.console import finish, handled, note
from corridor.cli.options import DAY, Common, common_options
from corridor.outlook import Ledger, load_history, made_as, track_record
from corridor.packs import load_pack
from corridor.pipeline import Size
from corridor.records.outlook import TrackRecord
from corridor.records.replay import Replay, ReplayDay
from corridor.records.table import Table
from corridor.replay import days_of
from corridor.replay import replay as run_replay


class Step(click.ParamType[int]):
    """A number of days, as `1d` or `7d`."""

    name = "step"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number of days."""
        if isinstance(value, int):
            return value
        text = str(value).removesuffix("d")
        if not text.isdecimal() or int(text) < 1:
            self.fail(f"'{value}' is not a step; allowed: 1d, 7d, ...", param, ctx)
        return int(text)


@click.command(
    help="The picture day by day as it could have been known, and the ledger it would have kept.\n\n"
    "\b\nExamples:\n"
    "  corridor replay --from 2025-08-15 --to 2025-11-30 --step 7d\n"
    "  corridor replay --from 2025-09-08 --to 2025-11-30 --out replay/ --jobs 2\n"
    "  corridor replay --from 2025-09-01 --to 2025-10-10 --exact-dates --json",
)
@click.option("--from", "first", type=DAY, required=True, metavar="DAY", help="First day.")
@click.option("--to", "last", type=DAY, required=True, metavar="DAY", help="Last day.")
@click.option("--step", type=Step(), default="1d", show_default=True, help="Days between runs.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for each day's whole Situation; days found there are not run again.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes at once."
)
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append the forecasts, as they were made, to this ledger (JSON lines).",
)
@click.option(
    "--exact-dates", is_flag=True, help="Use only reports whose day of publication is exact."
)
@common_options
@handled
def replay(
    common: Common,
    first: date,
    last: date,
    step: int,
    out: Path | None,
    jobs: int,
    ledger: Path | None,
    *,
    exact_dates: bool,
) -> None:
    """Run every day of a range."""
    inputs = common.inputs(exact_only=exact_dates)
    days = days_of(first, last, step, inputs.pack)
    settings = Size(common.days, common.members, common.seed)
    result = run_replay(inputs, days, settings=settings, out=out, jobs=jobs, progress=_progress)
    if ledger is not None:
        note(f"{Ledger(ledger).append(map(made_as, result.ledger))} forecasts added to {ledger}")
    if common.as_json:
        click.echo(result.to_json(indent=2))
    else:
        click.echo(_text(result))
    finish(inputs.skipped)


def _progress(day: date, number: int, total: int) -> None:
    note(f"  {day}  {number}/{total}")


def _text(result: Replay) -> str:
    rows = tuple(_line(day) for day in result.days)
    columns = ("day", "posture", "corridors not open", "dry", "tripwires met")
    return f"{Table(columns=columns, rows=rows)}\n\n{score_text(result.track_record)}"


def _line(day: ReplayDay) -> tuple[date, str | None, str, str, int]:
    shut = [name for name, state in day.corridors.items() if state in {"contested", "closed"}]
    dry = [name for name, state in day.supply.items() if state == "dry"]
    return (
        day.as_of,
        day.posture,
        ", ".join(shut) or "-",
        ", ".join(dry) or "-",
        len(day.tripwires_met),
    )


def score_text(record: TrackRecord) -> str:
    """Return scores as a table with their counts."""
    rows = tuple(
        (
            score.question,
            score.n,
            score.n_unresolved,
            score.brier,
            score.brier_climatology,
            score.brier_last_state,
            score.log,
            "in-sample" if score.in_sample else "",
        )
        for score in record.scores
    )
    columns = ("question", "n", "unresolved", "Brier", "climatology", "last state", "log", "note")
    return str(Table(columns=columns, rows=rows))


@click.command(
    help="The ledger's track record: forecasts made, what came of them, and simple references.\n\n"
    "\b\nExamples:\n"
    "  corridor score\n"
    "  corridor score --as-of 2025-11-30 --json",
)
@common_options
@handled
def score(common: Common) -> None:
    """Score the ledger kept with the pack as of a day."""
    common = replace(common, as_of=common.as_of or common.inputs().newest())
    if common.as_of is None:
        raise click.UsageError("no report carries a day; give --as-of")
    pack = load_pack(common.pack)
    known = common.inputs().known(common.as_of)
    history = load_history(pack, common.as_of)
    _, record = track_record(history, claims=known.claims, pack=known.pack, as_of=common.as_of)
    click.echo(record.to_json(indent=2) if common.as_json else score_text(record))
