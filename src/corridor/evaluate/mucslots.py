"""Slots of a MUC-4 template, and how many of them claims of the same type fill.

Guarantees: a slot counts once a template; `A / B` are alternatives and any of them will do.
Refuses: partial credit for a filler that shares no word.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from corridor.evaluate.slots import words_of
from corridor.records.report import Claim

SLOTS = ("location", "perpetrator", "target", "date", "confidence")
_FIELDS = {
    "location": ("location",),
    "perpetrator": ("perp_individual", "perp_org"),
    "target": ("phys_tgt_id", "hum_tgt_name", "hum_tgt_desc"),
}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d\d)")
_SURE = "REPORTED AS FACT"
_DOES = frozenset({"actor", "subject", "supporter"})

Slots = dict[str, frozenset[str]]


def template_slots(template: Mapping[str, Any]) -> Slots:
    """Return the words (or ISO days) that fill each slot of one template; empty slots are left out."""
    slots = {
        slot: frozenset(
            word
            for field in fields
            for filler in template.get(field) or ()
            for word in words_of(str(filler))
        )
        for slot, fields in _FIELDS.items()
    }
    slots["date"] = frozenset(
        day for entry in template.get("date") or () for day in days_in(str(entry))
    )
    sure = [str(entry) for entry in template.get("perp_org_confidence") or ()]
    slots["confidence"] = frozenset(
        {"fact" if all(_SURE in entry for entry in sure) else "attributed"} if sure else ()
    )
    return {slot: words for slot, words in slots.items() if words}


def days_in(text: str) -> tuple[str, ...]:
    """Return every day written like `17 FEB 90`, as ISO dates."""
    return tuple(
        date(1900 + int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
        for day, month, year in _DAY.findall(text)
    )


def claim_slots(claim: Claim) -> Slots:
    """Return the words (or ISO days) with which a claim fills each slot; empty slots are left out."""
    start, last = claim.time.start, claim.time.last
    days = {day.isoformat() for day in (start, last) if day} if _exact(claim) else set()
    slots = {
        "location": frozenset(word for place in claim.places for word in words_of(place.name)),
        "perpetrator": _actors(claim, does=True),
        "target": _actors(claim, does=False),
        "date": frozenset(days),
        "confidence": frozenset({"fact" if claim.assertion == "asserted" else "attributed"}),
    }
    return {slot: words for slot, words in slots.items() if words}


def _exact(claim: Claim) -> bool:
    return claim.time.precision in {"day", "ongoing"}


def _actors(claim: Claim, *, does: bool) -> frozenset[str]:
    named = (
        actor.name
        for actor in claim.actors
        if (actor.role in _DOES if does else actor.role == "target")
    )
    return frozenset(word for name in named for word in words_of(name))


def slot_hits(gold: Sequence[Slots], claims: Sequence[Claim]) -> Counter[str]:
    """Count, over the templates of one type, slots wanted, found and right.

    A slot is found when any claim of the type fills it, right when a filler shares a word.
    """
    filled = [claim_slots(claim) for claim in claims]
    counts: Counter[str] = Counter()
    for template in gold:
        for slot in SLOTS:
            fillers = [slots[slot] for slots in filled if slot in slots]
            wanted = template.get(slot)
            if wanted is None and slot == "confidence":
                continue
            counts[f"{slot}_wanted"] += wanted is not None
            counts[f"{slot}_found"] += bool(fillers)
            counts[f"{slot}_right"] += wanted is not None and any(wanted & f for f in fillers)
    return counts
