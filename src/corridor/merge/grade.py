"""Admiralty grades of a happening: the source's letter and the item's number, kept apart.

Guarantees: grades follow the table in `docs/methods/merging.md` and never from each other's
product. Refuses: calling confirmed what only parties to the fighting say.
Source of the scales: NATO AJP-2.1, Admiralty code.
"""

from collections.abc import Sequence

from corridor.merge.features import Prepared
from corridor.merge.figures import RELIABILITY_ORDER
from corridor.records.events import Credibility
from corridor.records.report import Reliability

MOST_CONFIDENT = 0.99
BELLIGERENT_SHARE = 0.5
"""What a party to the fighting adds to confidence beside another origin: an assumption."""


def reliability_of(items: Sequence[Prepared]) -> Reliability:
    """Return the best letter among the sources."""
    letters: tuple[Reliability, ...] = ("A", "B", "C", "D", "E", "F")
    best = min(RELIABILITY_ORDER.index(item.reliability) for item in items)
    return letters[best]


def credibility_of(items: Sequence[Prepared], origins: Sequence[Sequence[int]]) -> Credibility:
    """Return 1 to 6 from independent origins, their letters and who speaks (see the table)."""
    letter = reliability_of(items)
    if letter == "F":
        return 6
    neutral = [group for group in origins if any(not items[i].belligerent for i in group)]
    if not neutral:
        return 4
    usual = any(
        items[i].reliability in "AB" for g in neutral for i in g if not items[i].belligerent
    )
    graded = [g for g in origins if any(items[i].reliability != "F" for i in g)]
    if len(graded) > 1:
        return 1 if usual else 2
    if usual:
        return 2
    return 3 if letter == "C" else 4


def contradicted(letter: Reliability, by: Reliability, credibility: Credibility) -> Credibility:
    """Return the number after a denial: 5 where a better source denies, else one step down.

    One step down never passes 4, and what cannot be judged stays so.
    """
    if credibility == 6:
        return 6
    if RELIABILITY_ORDER.index(by) < RELIABILITY_ORDER.index(letter):
        return 5
    return max(credibility, min(4, credibility + 1))


def confidence_of(items: Sequence[Prepared], origins: Sequence[Sequence[int]]) -> float:
    """Return how sure it is that it happened: one minus the chance that all origins err.

    Each origin gives the confidence of its best claim; one that is only a party to the fighting
    counts half beside others.
    """
    doubt = 1.0
    for group in origins:
        best = max(items[i].claim.confidence for i in group)
        partial = len(origins) > 1 and all(items[i].belligerent for i in group)
        doubt *= 1.0 - best * (BELLIGERENT_SHARE if partial else 1.0)
    return round(min(MOST_CONFIDENT, 1.0 - doubt), 4)
