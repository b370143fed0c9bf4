"""`corridor export`: the picture in the forms other systems take, a CAP 1.2 alert or an Atom feed.

Guarantees: an alert is a draft with restricted scope, for a person to review and send. Refuses: an
alert for the public, and sending anything.
"""

from pathlib import Path
from typing import Literal

import click

from corridor.cli.assessed import assessed
from corridor.cli.console import finish, handled, note
from corridor.cli.options import Common, common_options
from corridor.export import cap_alert, events_feed
from corridor.export.atom import FEED_DAYS
from corridor.packs import Pack
from corridor.records.errors import UsageError
from corridor.records.situation import Situation


@click.command(
    help="Write a CAP 1.2 alert of the tripwires that are met, or an Atom feed of new events.\n\n"
    "FORM is cap or atom. The alert is a draft: a person reviews and sends it.\n\n"
    "\b\nExamples:\n"
    "  corridor export atom --as-of 2025-11-01 --lang fr --out events.atom\n"
    "  corridor export atom --as-of 2025-11-01 --place kati --corridor dakar-bamako\n"
    "  corridor export cap --as-of 2025-11-01 --sender office@example.org --out alert.cap",
)
@click.argument("form", type=click.Choice(("cap", "atom")), metavar="FORM")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write into FILE. [default: standard output]",
)
@click.option("--sender", metavar="NAME", help="Who sends the alert, as CAP has it. Needed by cap.")
@click.option("--place", "places", multiple=True, metavar="ID", help="Feed: only events there.")
@click.option(
    "--corridor", "corridors", multiple=True, metavar="ID", help="Feed: only events on it."
)
@click.option(
    "--last-days",
    type=click.IntRange(1, 366),
    default=FEED_DAYS,
    show_default=True,
    help="Feed: events that grew in so many days.",
)
@common_options
@handled
def export(
    common: Common,
    form: str,
    out: Path | None,
    sender: str | None,
    places: tuple[str, ...],
    corridors: tuple[str, ...],
    last_days: int,
) -> None:
    """Run all stages and write the one form."""
    if common.as_json:
        raise UsageError("--json does not go with export: CAP and Atom are XML")
    if form == "cap":
        _check_cap(common, sender)
    situation, pack = assessed(common, changes=False)
    _check_named(pack, places, corridors)
    if form == "cap":
        text = _alert(situation, pack, common, sender or "")
    else:
        text = events_feed(
            situation,
            pack,
            lang=common.lang,
            audience=common.audience,
            days=last_days,
            places=places,
            corridors=corridors,
        )
    if out is None:
        click.echo(text)
    else:
        out.write_text(text, encoding="utf-8")
        note(f"{out} written")
    finish(situation.skipped)


def _check_cap(common: Common, sender: str | None) -> None:
    """Say at once what an alert needs, not after the stages have run."""
    if not sender:
        raise UsageError("cap needs --sender, for instance --sender office@example.org")
    if common.audience == "public":
        raise UsageError("an alert is never for the public. Allowed: --audience local, partner")


def _check_named(pack: Pack, places: tuple[str, ...], corridors: tuple[str, ...]) -> None:
    for option, names, known in (
        ("--place", places, pack.places),
        ("--corridor", corridors, pack.corridors),
    ):
        for name in names:
            if name not in known:
                near = ", ".join(sorted(known)[:12])
                msg = f"{option}: pack '{pack.id}' has no '{name}'. Allowed: {near}, ..."
                raise UsageError(msg)


def _alert(situation: Situation, pack: Pack, common: Common, sender: str) -> str:
    audience: Literal["local", "partner"] = "partner" if common.audience == "partner" else "local"
    return cap_alert(situation, pack, sender=sender, audience=audience)
