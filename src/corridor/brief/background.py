"""How we got here: who backs whom, and the turns that led to today.

Guarantees: every tie and every turn is dated and opens to its claims; actors carry neutral names.
Refuses: a story of our own between the dates.
"""

from collections import Counter

from corridor.brief.model import Cell, Column, Row, Section, Table, Text
from corridor.brief.texts import alphabetic
from corridor.brief.view import View, label
from corridor.records.events import Event, Relation

KEY_TYPES: tuple[str, ...] = (
    "coup", "troop_withdrawal", "troop_deployment", "industrial_site_attack",
    "road_blockade_declared", "movement_ban", "movement_ban_lifted", "convoy_attack",
    "tanker_destroyed", "cargo_suspended", "cargo_resumed", "escort_started", "station_closure",
    "shortage_reported", "shortage_eased", "siege_of_town", "siege_lifted", "truce",
    "coup_attempt_alleged", "embassy_drawdown", "evacuation", "flight_suspension", "power_outage",
    "school_closure", "school_reopening", "attack_on_post", "sanctions",
)  # fmt: skip
"""Types that turn a course; the best attested of each stand in the timeline."""
PER_TYPE = 2
TURNS = 18


def section(view: View) -> Section:
    """Ties between actors, then the timeline."""
    t = view.t
    return Section(
        id="background",
        title=t("section.background"),
        blocks=(
            Text(id="background_lead", style="small", statements=view.say(t("background.note"))),
            _relations(view),
            _timeline(view),
        ),
    )


def _relations(view: View) -> Table:
    t = view.t
    found = [x for x in view.situation.relations if any(c in view.claims for c in x.claims)]
    found.sort(
        key=lambda x: (
            alphabetic(view.actor(x.subject)),
            x.kind,
            alphabetic(view.actor(x.object)),
            x.id,
        )
    )
    return Table(
        id="relations",
        title=t("background.relations"),
        columns=(
            Column(label=t("col.who"), width=2),
            Column(label=t("col.tie"), width=1.1),
            Column(label=t("col.whom"), width=2),
            Column(label=t("col.since"), width=1.1),
            Column(label=t("col.until"), width=1.1),
            Column(label=t("col.remark"), width=3),
        ),
        rows=tuple(_relation(view, item) for item in found),
        empty=t("background.no_relations"),
    )


def _relation(view: View, item: Relation) -> Row:
    on, note = view.of_claims(item.claims), view.own(item.note, item.note_fr)
    return Row(
        id=item.id,
        cells=(
            label(view.actor(item.subject)),
            view.cell(view.t(f"tie.{item.kind}"), on, Cell(state=item.kind)),
            label(view.actor(item.object)),
            view.dated(item.start, on),
            view.dated(item.end, on),
            view.cell(note.text, on, Cell(lang=note.lang)) if item.note else label(""),
        ),
    )


def turns(view: View) -> list[Event]:
    """The best attested events of the key types, at most two of a type, oldest first."""
    ranked = sorted(
        (x for x in view.events if x.type in KEY_TYPES and x.time.start),
        key=lambda x: (-len(x.origins), x.credibility, x.time.start or x.known_from, x.id),
    )
    taken: Counter[str] = Counter()
    kept: list[Event] = []
    for event in ranked:
        if taken[event.type] < PER_TYPE and len(kept) < TURNS:
            taken[event.type] += 1
            kept.append(event)
    return sorted(kept, key=lambda x: (x.time.start or x.known_from, x.id))


def _timeline(view: View) -> Table:
    t = view.t
    rows = tuple(
        Row(
            id=f"turn-{event.id}",
            cells=(
                view.cell(
                    view.n.days_span(event.time.start, event.time.end),
                    view.of_claims(event.claims), Cell(day=event.time.start),
                ),
                label(view.type_label(event.type)),
                label(view.place_ref(event.place)),
                view.cell(
                    view.event_words(event).text, view.of_claims(event.claims),
                    Cell(lang=view.event_words(event).lang),
                ),
            ),
        )
        for event in turns(view)
    )  # fmt: skip
    return Table(
        id="timeline",
        title=t("background.timeline"),
        columns=(
            Column(label=t("col.when"), width=1.2),
            Column(label=t("col.type"), width=1.6),
            Column(label=t("col.place"), width=1.4),
            Column(label=t("col.what"), width=5),
        ),
        rows=rows,
        empty=t("background.no_turns"),
    )
