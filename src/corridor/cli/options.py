"""Options that all commands share, said once.

Guarantees: the same name, default and help everywhere (a contract with users' scripts).
Refuses: reading the clock anywhere but here, once.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from corridor.cli.console import stage
from corridor.cli.named import Named, allow_private_option, named
from corridor.merge.decisions import read_decisions
from corridor.overrides import override, read_overrides
from corridor.packs import Pack, load_pack
from corridor.packs.gazetteers import user_gazetteers
from corridor.pipeline import Inputs, gather_inputs
from corridor.records.errors import PackError
from corridor.records.organisation import AUDIENCES, Audience
from corridor.records.words import LANGS, Lang

Command = Callable[..., Any]


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with what is allowed."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"'{value}' is not a day; allowed: YYYY-MM-DD, for instance 2025-11-01", param, ctx
            )


DAY = Day()


def today_in(pack: Pack) -> date:
    """Return today's date in the time zone of a pack.

    Raises:
        PackError: the pack names a time zone that does not exist.
    """
    try:
        return datetime.now(ZoneInfo(pack.timezone)).date()
    except (ZoneInfoNotFoundError, ValueError) as error:
        what = f"there is no time zone '{pack.timezone}'"
        raise PackError(
            what,
            where=str(pack.folder / "pack.toml"),
            column="timezone",
            allowed="a name of the IANA time zone database, for instance Africa/Bamako",
        ) from error


@dataclass(frozen=True)
class Common:
    """The common options of one call."""

    pack: str
    as_of: date | None
    reports: tuple[Path | str, ...]
    published: date | None
    days: int
    members: int
    seed: int
    lang: Lang
    audience: Audience
    as_json: bool
    overrides: Path | None = None
    allow_private: bool = False
    decisions: Path | None = None
    quick: bool = False

    def inputs(self, *, exact_only: bool = False) -> Inputs:
        """Read the pack and the user's reports."""
        pack = load_pack(self.pack)
        if self.overrides is not None:
            pack = override(pack, read_overrides(self.overrides), where=str(self.overrides))
        return gather_inputs(
            pack,
            tuple(named(self.reports, private=self.allow_private)),
            published=self.published,
            today=today_in(pack),
            exact_only=exact_only,
            gazetteers=user_gazetteers(pack.id),
            decisions=read_decisions(self.decisions) if self.decisions else (),
            quick=self.quick,
            progress=stage,
        )


pack_option = click.option(
    "--pack",
    default="mali",
    show_default=True,
    metavar="NAME|DIR",
    help="Country pack: a name or a folder.",
)


quick_option = click.option(
    "--quick",
    is_flag=True,
    help="Read texts by the rules alone, without the language model: twenty times faster, misses more.",
)


def _file_option(name: str, words: str) -> Callable[[Command], Command]:
    """Return an option that takes a file of the user's own."""
    kind = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.option(name, metavar="FILE", type=kind, help=words)


_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    pack_option,
    click.option(
        "--as-of",
        type=DAY,
        metavar="DAY",
        help="Cut-off day; only what was known by its end counts. "
        "[default: day of the newest report]",
    ),
    click.option(
        "--reports",
        multiple=True,
        metavar="PATH|URL",
        type=Named(),
        help="Your own reports: a file, a folder or an address (http, https). Can be given again.",
    ),
    allow_private_option,
    click.option(
        "--published", type=DAY, metavar="DAY", help="Date of texts that carry none of their own."
    ),
    quick_option,
    click.option(
        "--days",
        type=click.IntRange(1, 366),
        default=90,
        show_default=True,
        help="Days to look ahead.",
    ),
    click.option(
        "--members",
        type=click.IntRange(50, 100_000),
        default=2000,
        show_default=True,
        help="Size of the ensembles.",
    ),
    click.option(
        "--seed",
        type=click.IntRange(0),
        default=0,
        show_default=True,
        help="Seed of every random draw.",
    ),
    _file_option(
        "--overrides", "Your own values of assumptions: CSV or TOML with id, value, who, why."
    ),
    _file_option(
        "--decisions",
        "Joins and splits made by hand: CSV or JSONL with a, b, verdict, who, when, why.",
    ),
    click.option(
        "--lang",
        type=click.Choice(LANGS),
        default="en",
        show_default=True,
        help="Language of the output.",
    ),
    click.option(
        "--audience",
        type=click.Choice(AUDIENCES),
        default="local",
        show_default=True,
        help="Who will read it; 'public' shows bands, not days.",
    ),
    click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="One JSON document on standard output; notes go to standard error.",
    ),
)


def common_options(command: Command) -> Command:
    """Add the common options to a command, which then takes one `common` argument."""

    def wrapped(**values: Any) -> Any:
        own = {name: values.pop(name) for name in tuple(values) if name not in _NAMES}
        values["reports"] = tuple(values["reports"])
        return command(common=Common(**values), **own)

    wrapped.__doc__ = command.__doc__
    wrapped.__name__ = command.__name__
    # Options a command added before are kept; click lists decorators bottom up.
    wrapped.__click_params__ = list(getattr(command, "__click_params__", []))  # type: ignore[attr-defined]
    decorated: Command = wrapped
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


_NAMES = frozenset(field.name for field in fields(Common))
