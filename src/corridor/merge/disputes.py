"""Sides that a coder noted in one row: "20 radio; 40 union; 51 monitor".

Guarantees: each side is a reading of its own, with whose it is in the coder's words. Refuses: a remark on an earlier
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
from corridor.records.words import Lang

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
    return Draft(
        about="figure",
        events=(one.event.id,),
        readings=tuple(_reading(claim, text, band) for text, band in told),
        summary=(
            f"{label(one.event.type)}: {_each(told, figure.unit, 'en')}",
            f"{label(one.event.type, 'fr')}\u00a0: {_each(told, figure.unit, 'fr')}",
        ),
        importance=rule_of(one.event.type).importance,
        origins=len(one.event.origins),
        size=max(values) / min(values) if values else 1.0,
    )


def _reading(claim: str, text: str, band: Band) -> Reading:
    """One side: its figure, and whose it is; in French where these words are known or a name."""
    figure = ClaimFigure(low=band.low, best=band.best, high=band.high, unit=band.unit)
    whose = " ".join(word for word in _WORD.findall(text) if word != "and")
    theirs = WHOSE_FR.get(whose, whose if whose[:1].isupper() or "-" in whose else "")
    return Reading(
        claim=claim,
        says=f"{quantity(figure)} ({whose})",
        says_fr=f"{quantity(figure, 'fr')} ({theirs})" if theirs else "",
        value=band,
    )


_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
WHOSE_FR = {
    "union": "syndicat", "unions": "syndicats", "monitor": "observatoire", "radio": "radio",
    "army": "armée", "police": "police", "residents": "habitants", "officials": "responsables",
    "state TV": "télévision d'État", "importers": "importateurs", "hauliers": "transporteurs",
    "press": "presse", "customs": "douanes", "ministry": "ministère", "group": "groupe",
}  # fmt: skip
"""Common nouns a coder names a side by; names stay as they are."""


def _each(told: Sequence[tuple[str, Band]], unit: str, lang: Lang) -> str:
    """The sides' values in a row; whose they are stands beside each reading."""
    values = dict.fromkeys(
        quantity(ClaimFigure(low=band.low, best=band.best, high=band.high), lang)
        for _, band in told
    )
    last = max((band.high or 0.0 for _, band in told), default=0.0)
    first, final = list(values)[:-1], list(values)[-1]
    joint = {"en": " or ", "fr": " ou "}[lang] if first else ""
    return f"{', '.join(first)}{joint}{final} {unit_words(unit, lang, last)}".strip()
