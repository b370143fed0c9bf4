"""One command for each part of the Situation: events, relations, access, supply, exits, ...

Guarantees: `--json` prints the records as they are; without it a table people can read.
Refuses: holding any logic of a stage.
"""

from collections.abc import Callable
from typing import Any

import click

from corridor.cli.assessed import assessed
from corridor.cli.console import finish, handled
from corridor.cli.options import Common, common_options
from corridor.records.base import dump_json
from corridor.records.situation import Situation
from corridor.records.table import Table

Part = tuple[Callable[[Situation], dict[str, Any]], Callable[[Situation], str]]


def _show(common: Common, part: Part) -> None:
    # Seven-day changes are the briefing's; a single stage need not be run twice.
    situation, _ = assessed(common, changes=False)
    as_dict, as_text = part
    click.echo(dump_json(as_dict(situation), indent=2) if common.as_json else as_text(situation))
    finish(situation.skipped)


def _events(situation: Situation) -> dict[str, Any]:
    data = situation.to_dict()
    return {key: data[key] for key in ("as_of", "events", "contradictions", "claims", "reports")}


def _events_text(situation: Situation) -> str:
    rows = tuple(
        (
            event.time.start,
            event.type,
            event.place.name if event.place else None,
            f"{event.reliability}{event.credibility}",
            len(event.origins),
            event.summary[:80],
        )
        for event in situation.events
    )
    table = Table(columns=("day", "type", "place", "grade", "origins", "summary"), rows=rows)
    return "\n".join((str(table), *_by_hand(situation)))


def _by_hand(situation: Situation) -> list[str]:
    """Return a line for each join and split by hand that shaped an event."""
    words = {"same": "are one happening", "different": "are two happenings"}
    found = {
        f"By hand: {d.a} and {d.b} {words[d.verdict]} ({d.who}, {d.when}: {d.why})"
        for event in situation.events
        for d in event.decisions
    }
    return sorted(found)


def _relations(situation: Situation) -> dict[str, Any]:
    data = situation.to_dict()
    return {key: data[key] for key in ("as_of", "relations", "control")}


def _relations_text(situation: Situation) -> str:
    rows = tuple(
        (row.subject, row.kind, row.object, row.start, row.end, len(row.claims))
        for row in situation.relations
    )
    columns = ("subject", "relation", "object", "since", "until", "claims")
    return str(Table(columns=columns, rows=rows))


PARTS: dict[str, tuple[str, Part]] = {
    "events": ("What happened, who says so, and where reports disagree.", (_events, _events_text)),
    "relations": (
        "Who backs, supplies, fights or holds whom, with dates and claims.",
        (_relations, _relations_text),
    ),
    "access": (
        "Which roads, corridors and towns are passable, for whom, on what evidence.",
        (lambda s: s.access.to_dict(), lambda s: str(s.access.table())),
    ),
    "supply": (
        "How long fuel lasts by place and product, and what reports say of it.",
        (lambda s: s.supply.to_dict(), lambda s: str(s.supply.table())),
    ),
    "exits": (
        "Ways out for people, with their conditions in the authorities' words.",
        (lambda s: s.exits.to_dict(), lambda s: str(s.exits.table())),
    ),
    "outlook": (
        "What is likely next: standing questions with probabilities and their record.",
        (lambda s: s.outlook.to_dict(), lambda s: str(s.outlook.table())),
    ),
    "posture": (
        "Which tripwires of your own ladder are met, and on what that rests.",
        (lambda s: s.posture.to_dict(), lambda s: str(s.posture.table())),
    ),
}


def stage_command(name: str) -> click.Command:
    """Return the command that shows one part of the Situation."""
    summary, part = PARTS[name]

    @common_options
    @handled
    def run(common: Common) -> None:
        _show(common, part)

    help_text = (
        f"{summary}\n\n\b\nExamples:\n"
        f"  corridor {name} --as-of 2025-11-01\n"
        f"  corridor {name} --as-of 2025-11-01 --json > {name}.json\n"
        f"  corridor {name} --reports my_reports/ --published 2025-11-02"
    )
    return click.command(name=name, help=help_text)(run)
