"""Sides that a coder noted in one row: "20 radio; 40 union; 51 monitor".

Guarantees: each side is a reading of its own, in the coder's words. Refuses: a remark on an earlier
or usual value, which is no side.
"""

import re
from collections.abc import Sequence

from corridor.merge.drafts import Draft, label, quantity
from corridor.merge.states import Told
from corridor.merge.tables import rule_of
from corridor.records.base import Band
from corridor.records.events import Reading
from corridor.records.report import ClaimFigure
from corridor.records.units import unit_words

_BRACKET = re.compile(r"\(([^)]*;[^)]*)\)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NO_SIDE = re.compile(r"\b(?:earlier|usual|previous|normal|before|formerly|record|from)\b")


def disputes(told: Sequence[Told]) -> list[Draft]:
    """Return one draft for each happening in which a coder set sides against each other."""
    found = []
    for one in told:
        for item in one.items:
            drafts = [
                _draft(one, item.claim.id, f) for f in item.claim.figures if len(sides(f)) > 1
            ]
            if drafts:
                found.append(drafts[0])
                break
    return found


def sides(figure: ClaimFigure) -> list[tuple[str, Band]]:
    """Return (words, value) of each side named in a figure's words; empty where there are none."""
    parts = [p.strip() for inner in _BRACKET.findall(figure.text or "") for p in inner.split(";")]
    found = []
    for part in parts:
        numbers = sorted(float(number) for number in _NUMBER.findall(part))
        if numbers and re.search(r"[A-Za-z]", part) and not _NO_SIDE.search(part):
            low, high = numbers[0], numbers[-1]
            best = low if low == high else None
            found.append((part, Band(low=low, best=best, high=high, unit=figure.unit)))
    return found


def _draft(one: Told, claim: str, figure: ClaimFigure) -> Draft:
    told = sides(figure)
    values = [v for _, band in told for v in (band.low, band.high) if v]
    words = "; ".join(text for text, _ in told)
    return Draft(
        about="figure",
        events=(one.event.id,),
        readings=tuple(
            Reading(claim=claim, says=f"{text} ({figure.unit})", value=band) for text, band in told
        ),
        summary=(
            f"{label(one.event.type)}: {words} ({figure.unit})",
            f"{label(one.event.type, 'fr')}\u00a0: {_each_in_french(told, figure.unit)}",
        ),
        importance=rule_of(one.event.type).importance,
        origins=len(one.event.origins),
        size=max(values) / min(values) if values else 1.0,
    )


def _each_in_french(told: Sequence[tuple[str, Band]], unit: str) -> str:
    """The sides' values alone: whose they are stands in a coder's words, which stay as they are."""
    values = dict.fromkeys(
        quantity(ClaimFigure(low=band.low, best=band.best, high=band.high), "fr")
        for _, band in told
    )
    last = max((band.high or 0.0 for _, band in told), default=0.0)
    first, final = list(values)[:-1], list(values)[-1]
    return (
        f"{', '.join(first)}{' ou ' if first else ''}{final} {unit_words(unit, 'fr', last)}".strip()
    )
