"""Which predicted claim answers which labelled one: by overlap of their spans and by type.

Guarantees: one to one, the same pairs on every run; pairs of an accepted type come first, then
leftovers that merely overlap. Refuses: pairs whose shorter span is covered by less than half.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.evaluate.documents import GoldClaim, GoldDocument
from corridor.evaluate.slots import figure_hits, places_agree
from corridor.records.report import Claim

COVER = 0.5
"""The shorter of two spans must be covered to this share by the other."""


@dataclass(frozen=True)
class Pair:
    """A labelled claim and the predicted one aligned with it, by index; `typed`: type is right."""

    gold: int
    found: int
    typed: bool


@dataclass(frozen=True)
class Alignment:
    """All pairs of one document, and what stayed alone on either side.

    `second`: predictions that read a paired label once more, as another type the label accepts
    ("besieged, twelve killed" as siege and as killing); they are neither right nor wrong.
    """

    pairs: tuple[Pair, ...]
    missed: tuple[int, ...]
    spurious: tuple[int, ...]
    second: tuple[int, ...] = ()


def cover(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the share of the shorter span that the other covers."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    shorter = min(first[1] - first[0], second[1] - second[0])
    return max(0, common) / shorter if shorter else 0.0


def jaccard(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the common part of two spans over their union."""
    common = max(0, min(first[1], second[1]) - max(first[0], second[0]))
    whole = (first[1] - first[0]) + (second[1] - second[0]) - common
    return common / whole if whole else 0.0


def align(document: GoldDocument, found: Sequence[Claim]) -> Alignment:
    """Pair labelled and predicted claims of one document, best first."""
    ranked = sorted(_candidates(document, found))
    gold_left, found_left = set(range(len(document.claims))), set(range(len(found)))
    pairs: list[Pair] = []
    for *_, gold, index in ranked:
        if gold in gold_left and index in found_left:
            gold_left.discard(gold)
            found_left.discard(index)
            typed = found[index].type in document.claims[gold].types
            pairs.append(Pair(gold, index, typed))
    pairs.sort(key=lambda pair: pair.gold)
    second = {index for index in found_left if _read_again(document, found, index, pairs)}
    return Alignment(
        pairs=tuple(pairs),
        missed=tuple(sorted(gold_left)),
        spurious=tuple(sorted(found_left - second)),
        second=tuple(sorted(second)),
    )


def _read_again(
    document: GoldDocument, found: Sequence[Claim], index: int, pairs: Sequence[Pair]
) -> bool:
    """Say whether a leftover is another accepted reading of a label that is answered already."""
    span, kind = found[index].span, found[index].type
    return span is not None and any(
        pair.typed
        and kind in document.claims[pair.gold].types
        and kind != found[pair.found].type
        and cover(document.spans[pair.gold], span) >= COVER
        for pair in pairs
    )


def _candidates(
    document: GoldDocument, found: Sequence[Claim]
) -> list[tuple[int, int, float, int, int]]:
    """Every admissible pair, keyed so that the best sorts first."""
    rows = []
    for gold, (claim, span) in enumerate(zip(document.claims, document.spans, strict=True)):
        for index, other in enumerate(found):
            if other.span is None or cover(span, other.span) < COVER:
                continue
            rows.append(
                (
                    _type_rank(claim, other),
                    -_agreement(claim, other),
                    -round(jaccard(span, other.span), 6),
                    gold,
                    index,
                )
            )
    return rows


def _type_rank(claim: GoldClaim, other: Claim) -> int:
    """0 the same type, 1 an accepted one, 2 another."""
    if other.type == claim.type:
        return 0
    return 1 if other.type in claim.types else 2


def _agreement(claim: GoldClaim, other: Claim) -> int:
    """How many figures and places agree: tells apart claims cut from the same sentence."""
    places = sum(any(places_agree(gold, place) for place in other.places) for gold in claim.places)
    return figure_hits(claim.figures, other.figures) + places
