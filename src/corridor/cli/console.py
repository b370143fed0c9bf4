"""What commands have in common at the terminal: notes, progress, errors, exit codes.

Guarantees: results on standard output, all else on standard error; exit codes 0 done, 1 done with
inputs skipped, 2 wrong usage, 3 bad input, 4 needs network or an extra, 130 stopped by the user.
Refuses: tracebacks for errors that are the input's.
"""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from corridor.pipeline import Inputs
from corridor.records.errors import CorridorError, Skipped
from corridor.records.situation import STALE_DAYS, Cutoff

STOPPED = 130
"""Exit code of a command the user stopped, as shells have it."""


def note(message: str) -> None:
    """Write one line to standard error."""
    click.echo(message, err=True)


def stage(name: str) -> None:
    """Show that a stage has begun."""
    note(f"  {name} …")


def handled(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn errors meant for users into a message and their exit code."""

    @wraps(command)
    def wrapped(*args: Any, **values: Any) -> Any:
        try:
            return command(*args, **values)
        except CorridorError as error:
            note(f"Error: {error}")
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            sys.exit(STOPPED)

    return wrapped


def finish(skipped: Sequence[Skipped]) -> None:
    """List what was skipped; leave with 1 where anything was."""
    for row in skipped:
        note(f"Skipped: {row.where}: {row.what}" + (f" ({row.hint})" if row.hint else ""))
    if skipped:
        sys.exit(1)


def say_what_was_read(inputs: Inputs) -> None:
    """Say how much was read, and what about it the user should know."""
    note(f"Reading pack '{inputs.pack.id}' ({len(inputs.claims)} claims)")
    for row in inputs.notices:
        note(f"Note: {row.where}: {row.what}")


def say_if_stale(cutoff: Cutoff) -> None:
    """Say first that the picture is old, where it is."""
    if cutoff.stale:
        note(
            f"STALE: the newest report is {cutoff.age_days} days old "
            f"({cutoff.newest_report}); more than {STALE_DAYS} days. This is not now."
        )
