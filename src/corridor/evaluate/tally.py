"""Counting what was right: one tally a group of documents, from which every score follows.

Guarantees: scores are ratios of counts kept beside them, so that sizes are always known; a ratio
over nothing is None, never 0 or 1. Refuses: averages of averages.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from corridor.evaluate.align import Alignment, Pair
from corridor.evaluate.documents import GoldClaim, GoldDocument
from corridor.evaluate.slots import (
    day_agrees,
    figure_hits,
    places_agree,
    speakers_agree,
)
from corridor.records.base import Record, Share
from corridor.records.report import Claim, PlaceRef


class Scores(Record):
    """Scores of one group of documents; None where there was nothing to score.

    `claims` are labelled, `found` predicted, `paired` aligned. `type_strict_f1` counts only the
    first label as right. Kind to figures are taken over aligned pairs.
    """

    documents: int
    claims: int
    found: int
    paired: int
    type_precision: Share | None = None
    type_recall: Share | None = None
    type_f1: Share | None = None
    type_strict_f1: Share | None = None
    kind: Share | None = None
    assertion: Share | None = None
    speaker_f1: Share | None = None
    actor_f1: Share | None = None
    place_precision: Share | None = None
    place_recall: Share | None = None
    place_f1: Share | None = None
    day: Share | None = None
    figures: Share | None = None
    sizes: dict[str, int] = {}


def ratio(part: int, whole: int) -> float | None:
    """Return part of whole to four digits, None of nothing."""
    return round(part / whole, 4) if whole else None


def f1(right: int, found: int, wanted: int) -> float | None:
    """Return the harmonic mean of precision and recall; None where nothing was there to find."""
    return round(2 * right / (found + wanted), 4) if found + wanted else None


def tally(document: GoldDocument, found: Sequence[Claim], alignment: Alignment) -> Counter[str]:
    """Count everything that one document adds to the scores."""
    answers = len(found) - len(alignment.second)
    counts = Counter(documents=1, claims=len(document.claims), found=answers)
    for pair in alignment.pairs:
        gold, other = document.claims[pair.gold], found[pair.found]
        counts["paired"] += 1
        counts["typed"] += pair.typed
        counts["strict"] += other.type == gold.type
        counts["kind"] += other.kind in gold.kinds
        counts["assertion"] += other.assertion in gold.assertions
        counts.update(_speaker(gold, other))
        counts.update(_actors(gold, other))
        counts.update(_places(gold, other, document.spans[pair.gold]))
        counts.update(_day(gold, other))
        counts["figure_wanted"] += len(gold.figures)
        counts["figure_right"] += figure_hits(gold.figures, other.figures)
    return counts


def scores(counts: Counter[str]) -> Scores:
    """Turn counts into scores."""
    typed, found, claims = counts["typed"], counts["found"], counts["claims"]
    return Scores(
        documents=counts["documents"],
        claims=claims,
        found=found,
        paired=counts["paired"],
        type_precision=ratio(typed, found),
        type_recall=ratio(typed, claims),
        type_f1=f1(typed, found, claims),
        type_strict_f1=f1(counts["strict"], found, claims),
        kind=ratio(counts["kind"], counts["paired"]),
        assertion=ratio(counts["assertion"], counts["paired"]),
        speaker_f1=_slot_f1(counts, "speaker"),
        actor_f1=_slot_f1(counts, "actor"),
        place_precision=ratio(counts["place_right"], counts["place_found"]),
        place_recall=ratio(counts["place_right"], counts["place_wanted"]),
        place_f1=_slot_f1(counts, "place"),
        day=ratio(counts["day_right"], counts["day_wanted"]),
        figures=ratio(counts["figure_right"], counts["figure_wanted"]),
        sizes={
            name: counts[name]
            for name in (
                "speaker_wanted", "actor_wanted", "place_wanted", "day_wanted", "figure_wanted",
            )
        },
    )  # fmt: skip


def _slot_f1(counts: Counter[str], slot: str) -> float | None:
    return f1(counts[f"{slot}_right"], counts[f"{slot}_found"], counts[f"{slot}_wanted"])


def _speaker(gold: GoldClaim, other: Claim) -> dict[str, int]:
    """A speaker may be left out or added where both assertions are accepted."""
    both = {"asserted", "attributed"} <= gold.assertions
    agree = gold.speaker is not None and speakers_agree(gold, other)
    missing_is_fine = both and gold.speaker is not None and other.speaker is None
    extra_is_fine = both and gold.speaker is None
    return {
        "speaker_right": int(agree),
        "speaker_wanted": int(gold.speaker is not None and not missing_is_fine),
        "speaker_found": int(other.speaker is not None and not extra_is_fine),
    }


_DOES = frozenset({"actor", "subject", "supporter"})


def _actors(gold: GoldClaim, other: Claim) -> dict[str, int]:
    """Actors and targets by id; those carried over are neither required nor wrong."""
    required = {
        (actor.role in _DOES, actor.id)
        for actor in gold.actors
        if actor.id and actor.role != "speaker" and not actor.implied
    }
    allowed = {
        (actor.role in _DOES, actor.id) for actor in gold.actors if actor.id and actor.implied
    }
    named = {
        (actor.role in _DOES, actor.id)
        for actor in other.actors
        if actor.id and actor.role != "speaker"
    } - (allowed - required)
    return {
        "actor_right": len(required & named),
        "actor_wanted": len(required),
        "actor_found": len(named),
    }


def _places(gold: GoldClaim, other: Claim, span: tuple[int, int]) -> dict[str, int]:
    """Places one to one; implied ones, and those carried over, are neither required nor wrong."""
    left = list(other.places)
    right = 0
    for place in gold.places:
        match = next((found for found in left if places_agree(place, found)), None)
        if match is not None:
            left.remove(match)
            right += not place.implied
    wrong = sum(not _harmless(gold, place, span) for place in left)
    return {
        "place_right": right,
        "place_wanted": sum(not place.implied for place in gold.places),
        "place_found": right + wrong,
    }


def _harmless(gold: GoldClaim, found: PlaceRef, span: tuple[int, int]) -> bool:
    """Say whether an unmatched place does no harm.

    A whole country beside an exact place, or a place from outside the quote where the label
    names none, is context; anything else is wrong.
    """
    wanted = [place for place in gold.places if not place.implied]
    if found.precision == "country" and not any(p.precision == "country" for p in wanted):
        return all(place.country == found.country for place in wanted)
    outside = found.span is None or not (span[0] <= found.span[0] and found.span[1] <= span[1])
    return outside and not wanted


def _day(gold: GoldClaim, other: Claim) -> dict[str, int]:
    """Days are scored where the label gives one, or an open state its first day."""
    scored = gold.time.start is not None and gold.time.precision in {"day", "ongoing"}
    agree = int(scored and day_agrees(gold.time, other.time))
    if gold.time.implied:
        return {"implied_day_wanted": int(scored), "implied_day_right": agree}
    return {"day_wanted": int(scored), "day_right": agree}


def total(parts: Iterable[Counter[str]]) -> Counter[str]:
    """Add up tallies."""
    whole: Counter[str] = Counter()
    for part in parts:
        whole.update(part)
    return whole


def typed_pairs(alignment: Alignment) -> tuple[Pair, ...]:
    """Return the pairs whose type is right."""
    return tuple(pair for pair in alignment.pairs if pair.typed)
