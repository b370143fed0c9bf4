"""One command for each part of the Situation: events, relations, access, supply, exits, ...

Guarantees: `--json` prints the records as they are; without it a table people can read, in the
language asked for.
Refuses: holding any logic of a stage.
"""

from collections.abc import Callable, Mapping
from typing import Any

import click

from corridor.cli.assessed import assessed
from corridor.cli.console import finish, handled
from corridor.cli.options import Common, common_options
from corridor.cli.spoken import spoken
from corridor.packs import Pack
from corridor.records.base import dump_json
from corridor.records.events import Event
from corridor.records.situation import Situation
from corridor.records.table import Table
from corridor.records.words import Lang

Part = tuple[Callable[[Situation], dict[str, Any]], Callable[[Situation], Table]]


def _show(common: Common, part: Part) -> None:
    # Seven-day changes are the briefing's; a single stage need not be run twice.
    situation, pack = assessed(common, changes=False)
    if common.lang == "fr" and not common.as_json:
        situation = _told(situation, pack)
    as_dict, as_table = part
    if common.as_json:
        click.echo(dump_json(as_dict(situation), indent=2))
    else:
        click.echo(str(spoken(as_table(situation), common.lang)))
        for line in _by_hand(situation, common.lang) if part is PARTS["events"][1] else ():
            click.echo(line)
    finish(situation.skipped)


def _told(situation: Situation, pack: Pack) -> Situation:
    """Return a situation whose events are told in French, where their claims are."""
    words = {claim.id: claim.words for claim in situation.claims}
    events = tuple(
        event.model_copy(update={"summary": found or event.summary})
        for event in situation.events
        for found in [_french(event, words, pack)]
    )
    return situation.model_copy(update={"events": events})


def _french(event: Event, words: Mapping[str, str], pack: Pack) -> str:
    told = (pack.french_of(words.get(claim, ""), event.summary) for claim in event.claims)
    return next(filter(None, told), "")


def _events(situation: Situation) -> dict[str, Any]:
    data = situation.to_dict()
    return {key: data[key] for key in ("as_of", "events", "contradictions", "claims", "reports")}


def _events_table(situation: Situation) -> Table:
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
    return Table(columns=("day", "type", "place", "grade", "origins", "summary"), rows=rows)


_BY_HAND: dict[str, dict[str, str]] = {
    "en": {
        "same": "By hand: {a} and {b} are one happening",
        "different": "By hand: {a} and {b} are two happenings",
    },
    "fr": {
        "same": "À la main : {a} et {b} sont un seul fait",
        "different": "À la main : {a} et {b} sont deux faits",
    },
}


def _by_hand(situation: Situation, lang: Lang) -> list[str]:
    """Return a line for each join and split by hand that shaped an event."""
    words = _BY_HAND[lang]
    found = {
        f"{words[d.verdict].format(a=d.a, b=d.b)} ({d.who}, {d.when}: {d.why})"
        for event in situation.events
        for d in event.decisions
    }
    return sorted(found)


def _relations(situation: Situation) -> dict[str, Any]:
    data = situation.to_dict()
    return {key: data[key] for key in ("as_of", "relations", "control")}


def _relations_table(situation: Situation) -> Table:
    rows = tuple(
        (row.subject, row.kind, row.object, row.start, row.end, len(row.claims))
        for row in situation.relations
    )
    columns = ("subject", "relation", "object", "since", "until", "claims")
    return Table(columns=columns, rows=rows)


PARTS: dict[str, tuple[str, Part]] = {
    "events": ("What happened, who says so, and where reports disagree.", (_events, _events_table)),
    "relations": (
        "Who backs, supplies, fights or holds whom, with dates and claims.",
        (_relations, _relations_table),
    ),
    "access": (
        "Which roads, corridors and towns are passable, for whom, on what evidence.",
        (lambda s: s.access.to_dict(), lambda s: s.access.table()),
    ),
    "supply": (
        "How long fuel lasts by place and product, and what reports say of it.",
        (lambda s: s.supply.to_dict(), lambda s: s.supply.table()),
    ),
    "exits": (
        "Ways out for people, with their conditions in the authorities' words.",
        (lambda s: s.exits.to_dict(), lambda s: s.exits.table()),
    ),
    "outlook": (
        "What is likely next: standing questions with probabilities and their record.",
        (lambda s: s.outlook.to_dict(), lambda s: s.outlook.table()),
    ),
    "posture": (
        "Which tripwires of your own ladder are met, and on what that rests.",
        (lambda s: s.posture.to_dict(), lambda s: s.posture.table()),
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
