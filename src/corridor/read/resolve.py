"""Which place a name means: the pack, what is named beside it, the countries of the text, size.

Guarantees: a name of the pack means the pack's place unless the text itself names another country's
beside it; the choice is deterministic. Refuses: a choice by population alone where the text speaks.
"""

import math
from collections import Counter
from collections.abc import Sequence

from corridor.read.gazetteer import Candidate
from corridor.read.places import PlaceMention

_LAYER = {"pack": 7.0, "country": 6.5, "region": 5.5, "area": 2.4, "dump": 2.0, "world": 1.0}
_ADMIN1 = 1.8
"""A province or state of its own weighs this much more than a range of hills of the name."""
_NEAR_KM = 300.0
_NEAR_DEGREES = 2.75
"""No place further north or south than this lies within `_NEAR_KM`."""
_CONTAINER_KM = 900.0
_CLOSE, _CLOSE_KM = 1.0, 120.0
"""What being right beside a place of the text adds for a village."""


def resolve(mentions: Sequence[Sequence[PlaceMention]], home: str) -> None:
    """Choose a candidate for every mention of a text, sentence by sentence, in place."""
    every = [mention for sentence in mentions for mention in sentence]
    countries = _countries(every)
    anchors = [
        c for m in every for c in m.candidates if len(m.candidates) == 1 or c.layer == "pack"
    ]
    anchors = [c for c in anchors if c.kind not in {"country", "continent"}][:60]
    memory: dict[str, Candidate] = {}
    for sentence in mentions:
        for number, mention in enumerate(sentence):
            inside = _container(sentence, number)
            key = mention.name.casefold()
            if inside is None and key in memory and memory[key] in mention.candidates:
                mention.chosen = memory[key]
                continue
            if len(mention.candidates) == 1:
                mention.chosen = mention.candidates[0]
                continue
            mention.chosen = max(
                mention.candidates,
                key=lambda c: (
                    _score(c, inside, countries, anchors, home),
                    c.population,
                    c.lat,
                    c.lon,
                ),
            )
            memory[key] = mention.chosen


def _countries(mentions: Sequence[PlaceMention]) -> Counter[str]:
    """Count the countries a text names, or holds only unambiguous places of."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        named = {c.country for c in mention.candidates if c.layer in {"country", "pack"}}
        known = named or {c.country for c in mention.candidates}
        if len(known) == 1:
            counts[known.pop()] += 1
        else:
            for country in named:
                counts[country] += 1
    return counts


def _container(sentence: Sequence[PlaceMention], number: int) -> PlaceMention | None:
    """Return the place named right after a comma or bracket: `Paris, Texas`."""
    if number + 1 >= len(sentence):
        return None
    here, after = sentence[number], sentence[number + 1]
    wide = any(c.kind in {"country", "admin1", "area", "region"} for c in after.candidates)
    return after if after.start == here.end and wide and after.span[0] - here.span[1] <= 3 else None


def _score(
    candidate: Candidate,
    inside: PlaceMention | None,
    countries: Counter[str],
    anchors: Sequence[Candidate],
    home: str,
) -> float:
    score = _LAYER[candidate.layer] + math.log10(candidate.population + 1) / 2
    score += _ADMIN1 if candidate.kind == "admin1" else 0.0
    total = sum(countries.values()) or 1
    score += 3.0 * countries[candidate.country] / total
    score += 0.4 if candidate.country == home and countries[home] else 0.0
    if inside is not None:
        score += max(_within(candidate, outer) for outer in inside.candidates)
    if candidate.layer != "country":
        near = sum(
            1
            for anchor in anchors
            if abs(anchor.lat - candidate.lat) < _NEAR_DEGREES
            and 0.01 < anchor.km_to(candidate) < _NEAR_KM
        )
        score += min(near, 4) * 0.4
        if candidate.layer == "dump":
            score += _CLOSE * max(0.0, 1.0 - _nearest(candidate, anchors) / _CLOSE_KM)
    return score


def _nearest(candidate: Candidate, anchors: Sequence[Candidate]) -> float:
    """Return the km to the nearest other place of the text; villages of one name lie near theirs."""
    return min((a.km_to(candidate) for a in anchors if a is not candidate), default=_CLOSE_KM)


def _within(candidate: Candidate, outer: Candidate) -> float:
    if candidate.country != outer.country or candidate is outer or candidate.kind == "country":
        return 0.0
    if outer.kind == "country":
        return 6.0
    return 8.0 if candidate.km_to(outer) < _CONTAINER_KM else 1.0
