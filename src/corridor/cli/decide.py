"""`corridor decide`: a join or a split by hand, written into a file of decisions.

Guarantees: claims that are named are there; the file is checked before and after, and changes whole
or not at all. Refuses: a decision without who and why.
"""

from datetime import date
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import Literal

import click

from corridor.cli.console import handled
from corridor.cli.named import Named, allow_private_option, named
from corridor.cli.options import DAY, pack_option, today_in
from corridor.merge.decisions import Filed, add_decisions, beginning
from corridor.packs import load_pack
from corridor.packs.gazetteers import user_gazetteers
from corridor.pipeline import Inputs, gather_inputs
from corridor.records.errors import UsageError
from corridor.records.events import Decision
from corridor.records.report import Claim


@click.command(
    help="Decide that claims tell of the same happening, or of different ones, and keep it in a "
    "file for --decisions.\n\n"
    "VERDICT is same or different; CLAIM... are ids of two or more claims, as `corridor events "
    "--json` lists them. Of more than two, every pair is decided.\n\n"
    "\b\nExamples:\n"
    "  corridor decide same ML001-1 ML002-1 --who 'A. Analyst' --why 'one convoy' "
    "--file decisions.csv\n"
    "  corridor decide different ML021-1 own-3f2a91c07b44.2 --reports my_reports/ "
    "--who desk --why 'the next morning' --file decisions.csv",
)
@click.argument("verdict", type=click.Choice(("same", "different")), metavar="VERDICT")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--who", required=True, metavar="NAME", help="Who decides.")
@click.option("--why", required=True, metavar="WORDS", help="The reason.")
@click.option(
    "--file",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file of decisions, CSV or JSONL; made where it is not there.",
)
@click.option(
    "--when", type=DAY, metavar="DAY", help="From when it counts. [default: today in the country]"
)
@pack_option
@click.option(
    "--reports",
    multiple=True,
    metavar="PATH|URL",
    type=Named(),
    help="Reports of your own the claims come from. Can be given again.",
)
@click.option(
    "--published", type=DAY, metavar="DAY", help="Date of texts that carry none of their own."
)
@allow_private_option
@handled
def decide(
    verdict: Literal["same", "different"],
    claims: tuple[str, ...],
    who: str,
    why: str,
    path: Path,
    when: date | None,
    pack: str,
    reports: tuple[Path | str, ...],
    published: date | None,
    *,
    allow_private: bool,
) -> None:
    """Check the claims and write a row for each pair."""
    loaded = load_pack(pack)
    inputs = gather_inputs(
        loaded,
        tuple(named(reports, private=allow_private)),
        published=published,
        today=today_in(loaded),
        gazetteers=user_gazetteers(loaded.id),
    )
    found = _found(inputs, claims)
    day = when or today_in(loaded)
    rows = [
        Filed(
            Decision(a=a.id, b=b.id, verdict=verdict, who=who, when=day, why=why),
            str(path),
            (beginning(a), beginning(b)),
        )
        for a, b in combinations(found, 2)
    ]
    add_decisions(path, rows)
    for claim in found:
        click.echo(f"{claim.id}: {beginning(claim)}")
    click.echo(f"{len(rows)} kept in {path}, counting from {day}")


def _found(inputs: Inputs, names: tuple[str, ...]) -> list[Claim]:
    """Return the claims named.

    Raises:
        UsageError: fewer than two, one twice, or one that is not there; near ones are named.
    """
    if len(set(names)) < 2 or len(set(names)) < len(names):
        raise UsageError("a decision is about two claims or more, each named once")
    by_id = {claim.id: claim for claim in inputs.claims}
    for name in names:
        if name not in by_id:
            near = ", ".join(get_close_matches(name, by_id, n=4)) or "none is like it"
            msg = (
                f"there is no claim '{name}' in pack '{inputs.pack.id}' and these reports. "
                f"Near: {near}. Next: take ids from `corridor events --json`, under claims"
            )
            raise UsageError(msg)
    return [by_id[name] for name in names]
