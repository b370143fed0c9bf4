"""The protective limits, applied to a whole Situation before anything leaves the engine.

Guarantees: no planned movement, no passage or queue younger than 72 hours, no private person or
small firm by name, no depot name, no point for a place known only roughly, no opinion.
Refuses: to let an id dangle - what is withheld is taken out of every list that named it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from corridor.packs.model import Pack
from corridor.records.dates import EMBARGO_DAYS
from corridor.records.events import Contradiction, Event
from corridor.records.report import COARSE_PLACES, COMMENTARY, Claim, Report
from corridor.records.situation import Situation, Withheld

PASSAGE_TYPES = frozenset(
    {
        "convoy_arrival",
        "convoy_departed",
        "convoy_waiting",
        "escort_started",
        "drivers_strike",
    }
)
"""Types whose day would tell where tankers are now."""
PRIVATE_CLASSES = {"private_person": "a private person", "small_firm": "a private firm"}


@dataclass(frozen=True)
class Redactor:
    """Takes private names, small firms and depots out of a text.

    Attributes:
        replace: text to text.
        private: ids of actors whose very id would name them.
    """

    replace: Callable[[str], str]
    private: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """Return the text without the words that must not leave."""
        return self.replace(text)


@dataclass(frozen=True)
class Kept:
    """Claims that may be shown, and the ids and counts of those that may not."""

    claims: tuple[Claim, ...]
    hidden: frozenset[str]
    withheld: Withheld


def is_recent_passage(claim: Claim, as_of: date) -> bool:
    """Whether a claim tells of a passage or queue less than 72 hours before the end of `as_of`."""
    if claim.type not in PASSAGE_TYPES:
        return False
    day = claim.time.last or claim.known_from
    return day > as_of - timedelta(days=EMBARGO_DAYS)


def sift(claims: Sequence[Claim], as_of: date) -> Kept:
    """Split claims into those that may be shown and those withheld, with counts by reason."""
    planned = {c.id for c in claims if c.assertion == "planned"}
    talk = {c.id for c in claims if c.kind in COMMENTARY} - planned
    recent = {c.id for c in claims if is_recent_passage(c, as_of)} - planned - talk
    hidden = frozenset(planned | talk | recent)
    return Kept(
        claims=tuple(c for c in claims if c.id not in hidden),
        hidden=hidden,
        withheld=Withheld(planned=len(planned), commentary=len(talk), recent_passages=len(recent)),
    )


def redactor(pack: Pack, lang: str = "en") -> Redactor:
    """Return the redactor of a pack, from its redactions and its actors that are not public."""
    pairs = [
        (row.pattern, row.replacement_en if lang == "en" else row.replacement_fr)
        for row in pack.redactions
    ]
    hidden = [actor for _, actor in sorted(pack.actors.items()) if not actor.public]
    for actor in hidden:
        word = PRIVATE_CLASSES.get(actor.cls, "a private actor")
        neutral = (actor.neutral_en if lang == "en" else actor.neutral_fr) or word
        pairs += [(name, neutral) for name in (actor.name_en, actor.name_fr, *actor.aliases)]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair))
    words = {pattern.casefold(): replacement for pattern, replacement in reversed(pairs)}
    private = frozenset(actor.id for actor in hidden)
    if not words:
        return Redactor(lambda text: text, private)
    alternatives = "|".join(re.escape(pattern) for pattern, _ in pairs)
    matcher = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
    return Redactor(
        lambda text: matcher.sub(lambda found: words[found.group().casefold()], text), private
    )


def protect_claim(claim: Claim, rewrite: Redactor) -> Claim:
    """Return a claim fit to be shown: names redacted, rough places without coordinates."""
    return claim.model_copy(
        update={
            "quote": None if claim.quote is None else rewrite(claim.quote),
            "paraphrase": None if claim.paraphrase is None else rewrite(claim.paraphrase),
            "speaker": None if claim.speaker is None else rewrite(claim.speaker),
            "actors": tuple(_protect_actor(actor, rewrite) for actor in claim.actors),
            "places": tuple(_protect_place(place) for place in claim.places),
            "figures": tuple(
                figure.model_copy(
                    update={
                        "text": None if figure.text is None else rewrite(figure.text),
                        "of": rewrite(figure.of),
                    }
                )
                for figure in claim.figures
            ),
            "note": rewrite(claim.note),
        }
    )


def _protect_actor(actor: Any, rewrite: Redactor) -> Any:
    if actor.cls in PRIVATE_CLASSES:
        return actor.model_copy(update={"name": PRIVATE_CLASSES[actor.cls], "id": None})
    known = None if actor.id in rewrite.private else actor.id
    return actor.model_copy(update={"name": rewrite(actor.name), "id": known})


def _protect_place(place: Any) -> Any:
    if place.precision in COARSE_PLACES:
        return place.model_copy(update={"lat": None, "lon": None})
    return place


def protect_events(
    events: Sequence[Event], hidden: Collection[str], rewrite: Redactor
) -> tuple[Event, ...]:
    """Drop planned events and withheld claims; an event left without claims goes."""
    shown = []
    for event in events:
        claims = tuple(claim for claim in event.claims if claim not in hidden)
        if event.assertion == "planned" or event.kind in COMMENTARY or not claims:
            continue
        shown.append(
            event.model_copy(
                update={
                    "claims": claims,
                    "links": tuple(
                        link.model_copy(update={"reason": rewrite(link.reason)})
                        for link in event.links
                        if link.claim not in hidden
                    ),
                    "decisions": tuple(
                        row.model_copy(update={"why": rewrite(row.why)})
                        for row in event.decisions
                        if not {row.a, row.b} & frozenset(hidden)
                    ),
                    "actors": tuple(_protect_actor(actor, rewrite) for actor in event.actors),
                    "place": None if event.place is None else _protect_place(event.place),
                    "places": tuple(_protect_place(place) for place in event.places),
                    "summary": rewrite(event.summary),
                    "figures": tuple(
                        figure.model_copy(update={"text": None, "of": rewrite(figure.of)})
                        for figure in event.figures
                    ),
                }
            )
        )
    kept = {event.id for event in shown}
    return tuple(
        event if event.ended_by in kept else event.model_copy(update={"ended_by": None})
        for event in shown
    )


def protect_contradictions(
    rows: Sequence[Contradiction],
    hidden: Collection[str],
    kept: Collection[str],
    rewrite: Redactor,
) -> tuple[Contradiction, ...]:
    """Drop withheld readings; a contradiction needs two sides to remain one."""
    shown = []
    for row in rows:
        readings = tuple(r for r in row.readings if r.claim not in hidden)
        if len(readings) < 2:
            continue
        shown.append(
            row.model_copy(
                update={
                    "readings": tuple(
                        r.model_copy(
                            update={"says": rewrite(r.says), "says_fr": rewrite(r.says_fr)}
                        )
                        for r in readings
                    ),
                    "events": tuple(event for event in row.events if event in kept),
                    "summary": rewrite(row.summary),
                    "summary_fr": rewrite(row.summary_fr),
                }
            )
        )
    return tuple(row.model_copy(update={"rank": rank}) for rank, row in enumerate(shown, start=1))


def protect_report(report: Report, rewrite: Redactor) -> Report:
    """Return a report without its text (claims carry the quotes) and with a redacted title."""
    return report.model_copy(update={"text": None, "title": rewrite(report.title)})


def without_ids(value: Any, hidden: Collection[str]) -> Any:
    """Take withheld claim ids out of every `claims` list of plain JSON data."""
    if isinstance(value, Mapping):
        return {
            key: [item for item in part if item not in hidden]
            if key in {"claims", "resolved_by"}
            and isinstance(part, list)
            and all(isinstance(item, str) for item in part)
            else without_ids(part, hidden)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [without_ids(item, hidden) for item in value]
    return value


def scrub(situation: Situation, hidden: Collection[str]) -> Situation:
    """Return the situation with no trace of the withheld claim ids."""
    if not hidden:
        return situation
    return Situation.model_validate(without_ids(situation.to_dict(), frozenset(hidden)))
