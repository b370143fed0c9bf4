"""Denials beside what they deny.

Guarantees: a denial stays a claim of its own and is set against the reports of its days and place.
Refuses: removing what is denied, or taking a denial for proof.
"""

from collections.abc import Sequence
from functools import partial

from corridor.merge.drafts import Draft, Said, both, colon, label, reading, semicolon, span_words
from corridor.merge.features import Context
from corridor.merge.states import FACTS, Told, matches
from corridor.merge.tables import denial_topics, rule_of
from corridor.merge.text import plain
from corridor.records.report import Claim
from corridor.records.words import Lang

DAYS_BEFORE = 30
"""A denial answers what was reported in this many days before it."""
DAYS_AFTER = 2
MOST_DENIED = 3
"""So many of the best-sourced denied events are set beside one denial."""


def denials(told: Sequence[Told], context: Context) -> list[Draft]:
    """Return the denials with the reports they deny; those of the same reports stand together."""
    facts = [t for t in told if t.event.assertion in FACTS and t.event.type != "denial"]
    found: dict[tuple[str, ...], list[Told]] = {}
    for denial in told:
        if denial.event.assertion != "denied" and denial.event.type != "denial":
            continue
        kinds = topics(denial)
        denied = [t for t in facts if t.event.type in kinds and answers(denial, t, context)]
        denied.sort(key=lambda t: (-len(t.event.origins), t.event.credibility, t.event.id))
        if denied:
            found.setdefault(tuple(t.event.id for t in denied[:MOST_DENIED]), []).append(denial)
    by_id = {t.event.id: t for t in facts}
    return [_draft(some, [by_id[i] for i in denied], context) for denied, some in found.items()]


def topics(denial: Told) -> frozenset[str]:
    """Return the types a denial speaks of: its own type, or by its words."""
    if denial.event.type != "denial":
        return frozenset({denial.event.type})
    words = plain(" ".join(_words(item.claim) for item in denial.items))
    return frozenset(kind for stem, kind in denial_topics() if stem in words)


def _words(claim: Claim) -> str:
    return " ".join((claim.words, *(a.name for a in claim.actors if a.role == "target")))


def _in_days(denial: Told, other: Told) -> bool:
    day, said = other.day or other.event.known_from, denial.day or denial.event.known_from
    return -DAYS_AFTER <= (said - day).days <= DAYS_BEFORE


def answers(denial: Told, other: Told, context: Context) -> bool:
    """Say whether a denial speaks of an event: one of its types, in its days, near its place."""
    if denial.event.id == other.event.id or not _in_days(denial, other):
        return False
    if other.event.type not in topics(denial):
        return False
    return _anywhere(denial, context) or matches(denial, other, "place", context)


def _anywhere(denial: Told, context: Context) -> bool:
    """A denial given in the capital, or without a place, speaks of the whole country."""
    spots = [spot for item in denial.items for spot in item.spots]
    return all(spot.nationwide or spot.ref.id == context.pack.capital for spot in spots)


def _draft(denials: Sequence[Told], denied: Sequence[Told], context: Context) -> Draft:
    sides = [t.items[0].claim for t in denied]
    by = [_denied_by(denial, context) for denial in denials]
    topic = rule_of(denied[0].event.type)
    return Draft(
        about="denial",
        events=tuple(sorted(t.event.id for t in (*denials, *denied))),
        readings=(
            *(
                reading(denial.items[0].claim, one)
                for denial, one in zip(denials[:MOST_DENIED], by, strict=False)
            ),
            *(
                reading(claim, both(partial(_told, one, claim)))
                for claim, one in zip(sides, denied, strict=True)
            ),
        ),
        summary=both(
            lambda lang: (
                semicolon(lang).join(dict.fromkeys(label(t.event.type, lang) for t in denied))
                + colon(lang)
                + ("reported, and " if lang == "en" else "rapporté, et ")
                + ", ".join(dict.fromkeys(one[lang == "fr"] for one in by))
            )
        ),
        importance=topic.importance,
        origins=len({o for t in (*denials, *denied) for o in t.event.origins}),
        size=1.0,
    )


def _told(one: Told, claim: Claim, lang: Lang) -> str:
    return f"{label(one.event.type, lang)}, {span_words(claim.time, lang)}"


def _denied_by(denial: Told, context: Context) -> Said:
    """Who denies: the claim's words in English; in French the actor's name, where one is known."""
    speaker = next((i.claim.speaker for i in denial.items if i.claim.speaker), None)
    ids = (a.id for i in denial.items for a in i.claim.actors if a.role == "speaker" and a.id)
    actor = next((context.pack.actors[x] for x in ids if x in context.pack.actors), None)
    english = f"denied by {speaker}" if speaker else "denied"
    if actor is None:
        return english, "démenti"
    neutral = actor.neutral_fr
    return english, f"démenti par {neutral}" if neutral else f"démenti ({actor.name_fr})"
