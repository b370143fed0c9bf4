"""Denials beside what they deny.

Guarantees: a denial stays a claim of its own and is set against the reports of its days and place.
Refuses: removing what is denied, or taking a denial for proof.
"""

from collections.abc import Sequence

from corridor.merge.drafts import Draft, label, reading, span_words
from corridor.merge.features import Context
from corridor.merge.states import FACTS, Told, matches
from corridor.merge.tables import denial_topics, rule_of
from corridor.merge.text import plain
from corridor.records.report import Claim

DAYS_BEFORE = 30
"""A denial answers what was reported in this many days before it."""
DAYS_AFTER = 2
MOST_DENIED = 3
"""So many of the best-sourced denied events are set beside one denial."""


def denials(told: Sequence[Told], context: Context) -> list[Draft]:
    """Return each denial with the reports it denies."""
    facts = [t for t in told if t.event.assertion in FACTS and t.event.type != "denial"]
    found = []
    for denial in told:
        if denial.event.assertion != "denied" and denial.event.type != "denial":
            continue
        kinds = topics(denial)
        denied = [t for t in facts if t.event.type in kinds and answers(denial, t, context)]
        denied.sort(key=lambda t: (-len(t.event.origins), t.event.credibility, t.event.id))
        if denied:
            found.append(_draft(denial, denied[:MOST_DENIED]))
    return found


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


def _draft(denial: Told, denied: Sequence[Told]) -> Draft:
    sides = [t.items[0].claim for t in denied]
    words = [label(t.event.type) for t in denied]
    speaker = next((i.claim.speaker for i in denial.items if i.claim.speaker), None)
    by = f"denied by {speaker}" if speaker else "denied"
    topic = rule_of(denied[0].event.type)
    return Draft(
        about="denial",
        events=tuple(sorted((denial.event.id, *(t.event.id for t in denied)))),
        readings=(
            reading(denial.items[0].claim, by),
            *(
                reading(claim, f"{text}, {span_words(claim.time)}")
                for claim, text in zip(sides, words, strict=True)
            ),
        ),
        summary=f"{'; '.join(dict.fromkeys(words))}: reported, and {by}",
        importance=topic.importance,
        origins=len({o for t in (denial, *denied) for o in t.event.origins}),
        size=1.0,
    )
