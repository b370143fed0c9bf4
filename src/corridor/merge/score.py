"""How likely two claims tell of the same happening: a sum of named weights, and the reasons.

Guarantees: symmetric; each part adds a weight of `weights.csv` and a reason in words; anything more
than a day or ten km apart is either vetoed or says why not. Refuses: a link on one part alone.
The form is the additive log-odds score of record linkage (Fellegi and Sunter, 1969), with weights
set by hand; they are assumptions, listed with their reasons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import exp

from rapidfuzz import fuzz

from corridor.merge.features import RADIUS_KM, Context, Count, Prepared, Spot
from corridor.merge.tables import type_pairs, weights
from corridor.records.geo import LatLon, haversine_km, line_km

NEAR_KM = 10.0
NEAR_DAYS = 1
MIS_DATED_DAYS = 3
SAME_TEXT_DAYS = 14
"""An undated sentence goes with a dated one of its own text if that is not older."""
MEASURE_SPAN = 9
"""A value measured somewhere in a longer span is not the value of one day in it."""
BEGIN_ONCE = frozenset({"state", "end", "statement"})
"""What lasts, ends or is said is seldom begun twice in two days; an attack often is."""
UNCOMMON = 10
"""From here up an equal figure is seldom chance."""
AGREE, CLOSE, FAR = 1.02, 1.5, 3.0
"""Ratios of two figures: the same, near, and up to three times."""
MIN_TOKENS = 5
MOST_SPOTS = 4
COUNTING_BLOCKS = frozenset({"attack", "people", "convoys", "supply"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: its weight and why; `stretch` marks a stated exception."""

    weight: float
    reason: str = ""
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """The link between two claims: probability and reasons."""

    probability: float
    reasons: tuple[str, ...]
    stretches: tuple[str, ...] = ()


def score(a: Prepared, b: Prepared, context: Context) -> Pair | None:
    """Return the link between two claims, or None where they cannot be one happening."""
    parts: list[Part] = [Part(weights()["start"])]
    # Cheap parts first: a veto spares the rest.
    for judge in _VETOES:
        found = judge(a, b, context)
        if found is None:
            return None
        parts.append(found)
    parts += [_targets(a, b), _nations(a, b), _words(a, b), _another(a, b)]
    total = sum(part.weight for part in parts)
    return Pair(
        probability=round(1 / (1 + exp(-total)), 4),
        reasons=tuple(part.reason for part in parts if part.reason),
        stretches=tuple(part.reason for part in parts if part.stretch),
    )


def _part(name: str, reason: str = "", *, stretch: bool = False) -> Part:
    return Part(weights()[name], reason, stretch)


def _another(a: Prepared, b: Prepared) -> Part:
    """Count against a link where one of the two tells of "a second" or "another"."""
    if a.another != b.another:
        return _part("another", "one speaks of another one")
    return Part(0.0)


def _types(a: Prepared, b: Prepared, _: Context) -> Part | None:
    if a.claim.type == b.claim.type:
        return _part("same_type", f"both {a.claim.type}")
    pair = type_pairs().get(frozenset((a.claim.type, b.claim.type)))
    if pair is None:
        return None
    return Part(pair[0], f"{' and '.join(sorted((a.claim.type, b.claim.type)))}: {pair[1]}")


def _time(a: Prepared, b: Prepared, _: Context) -> Part | None:
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return _undated(a, b)
    gap = max(0, a.low - b.high, b.low - a.high)
    apart = abs(a.low - b.low)
    if gap == 0:
        return _overlap(max(a.high, b.high) - min(a.low, b.low) + 1, apart, a, b)
    if gap == 1:
        once = a.rule.nature in BEGIN_ONCE
        name = "next_day" if a.exact and b.exact and not once else "next_day_loose"
        # Spans may touch and yet begin far apart: the reason says so.
        said = f", their starts {apart} days apart" if apart > 1 else ""
        return _part(name, f"dated a day apart{said}", stretch=apart > NEAR_DAYS)
    if gap <= a.slack + b.slack:
        weight = weights()["within_precision"] + weights()["within_precision_per_day"] * (gap - 1)
        loose = " and ".join(sorted({a.claim.time.precision, b.claim.time.precision}))
        return Part(weight, f"dated {gap} days apart, within the precision ({loose})", True)
    if gap <= MIS_DATED_DAYS and compare_figures(a, b) == "same" and _same_actor(a, b):
        reason = f"dated {gap} days apart with the same uncommon figure and actor: mis-dated"
        return _part("mis_dated", reason, stretch=True)
    return None


def _overlap(length: int, apart: int, a: Prepared, b: Prepared) -> Part | None:
    if length > MEASURE_SPAN and a.rule.nature == "measure" and apart > NEAR_DAYS:
        return None
    if length <= 3:
        name = "same_day"
    elif length <= 9:
        name = "same_week"
    else:
        name = "same_month" if length <= 31 else "long_overlap"
    if apart > NEAR_DAYS:
        spans = " and ".join(sorted({_span(a), _span(b)}))
        return _part(name, f"spans overlap ({spans})", stretch=True)
    return _part(name, "dated to the same day" if apart == 0 else "dated to the same days")


def _span(item: Prepared) -> str:
    if item.low is None or item.high is None:
        return "undated"
    first, last = date.fromordinal(item.low), date.fromordinal(item.high)
    return f"{first}" if first == last else f"{first} to {last}"


def _undated(a: Prepared, b: Prepared) -> Part | None:
    if a.low is None and b.low is None:
        days = abs(a.known - b.known)
        if days > SAME_TEXT_DAYS:
            return None
        return _part("both_undated", "neither is dated", stretch=True)
    bare, dated = (a, b) if a.low is None else (b, a)
    after = bare.known - (dated.high or 0)
    limit = SAME_TEXT_DAYS if bare.claim.report == dated.claim.report else MIS_DATED_DAYS
    if 0 <= after <= limit:
        reason = f"one is undated, published {max(after, 0)} days after the other's day"
        return _part("one_undated", reason, stretch=True)
    return None


def _place(a: Prepared, b: Prepared, context: Context) -> Part | None:
    if not a.spots or not b.spots:
        return _part("place_unknown")
    pairs = product(a.spots[:MOST_SPOTS], b.spots[:MOST_SPOTS])
    found = [part for x, y in pairs if (part := _spot(x, y, context)) is not None]
    return max(found, key=lambda part: (part.weight, part.reason), default=None)


def _spot(a: Spot, b: Spot, context: Context) -> Part | None:
    if a.nationwide or b.nationwide:
        return _national(a, b)
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return _named(a, b)
    if a.line and not b.line:
        return _along(a, (b.lat, b.lon), b)
    if b.line and not a.line:
        return _along(b, (a.lat, a.lon), a)
    km = haversine_km((a.lat, a.lon), (b.lat, b.lon))
    return _fine(a, b, km, context) if a.fine and b.fine else _wide(a, b, km)


def _national(a: Spot, b: Spot) -> Part | None:
    if a.ref.country and b.ref.country and a.ref.country != b.ref.country:
        return None
    if a.nationwide and b.nationwide:
        return _part("same_country", "neither names a place below the country")
    return _part("place_unknown", "one names only the country", stretch=True)


def _along(road: Spot, point: LatLon, other: Spot) -> Part | None:
    """Compare a stretch of a known road with another place."""
    if road.lat is None or road.lon is None:
        return None
    if not other.fine:
        return _wide(road, other, haversine_km(point, (road.lat, road.lon)))
    off = line_km(point, road.line)
    if off > NEAR_KM + other.radius:
        return None
    reason = f"{off:.0f} km from the stretch of road the other names"
    far = haversine_km(point, (road.lat, road.lon)) > NEAR_KM
    return _part("place_within_precision", reason, stretch=far)


def _fine(a: Spot, b: Spot, km: float, context: Context) -> Part | None:
    """Compare two places known to a town, a stretch or a radius."""
    if km <= NEAR_KM:
        if a.ref.id == b.ref.id == context.pack.capital:
            return _part("same_capital", "both in the capital")
        return _part("same_place", f"{km:.0f} km apart")
    if km <= a.radius + b.radius and max(a.radius, b.radius) > RADIUS_KM["town"]:
        loose = " and ".join(sorted({a.ref.precision, b.ref.precision}))
        reason = f"{km:.0f} km apart, within the precision ({loose})"
        return _part("place_within_precision", reason, stretch=True)
    return None


def _named(a: Spot, b: Spot) -> Part | None:
    """Compare places without coordinates by id, region and name."""
    if a.ref.id and b.ref.id:
        same = a.ref.id == b.ref.id
        return _part("same_place", "the same place") if same else None
    if a.admin and b.admin and a.admin != b.admin:
        return None
    if fuzz.ratio(a.ref.name.casefold(), b.ref.name.casefold()) >= 85:
        return _part("same_place", "places of the same name")
    return _part("place_unknown", "places could not be compared", stretch=True)


def _wide(a: Spot, b: Spot, km: float) -> Part | None:
    """Compare where at least one place is an area or a region."""
    same_admin = bool(a.admin) and a.admin == b.admin
    if not a.fine and not b.fine:
        alike = km <= NEAR_KM and a.ref.precision == b.ref.precision
        if alike or (same_admin and km <= NEAR_KM):
            return _part("same_region", "the same region or area")
        if same_admin:
            reason = f"centres {km:.0f} km apart, both named only by area in one region"
            return _part("in_region", reason, stretch=True)
        return None
    wide, fine = (a, b) if not a.fine else (b, a)
    if km <= wide.radius + fine.radius and (same_admin or not wide.admin or not fine.admin):
        what = wide.ref.precision
        reason = f"{km:.0f} km from the centre of the {what} the other names only"
        return _part("in_region", reason, stretch=km > NEAR_KM)
    return None


def _same_actor(a: Prepared, b: Prepared) -> bool:
    return not (a.actors.isdisjoint(b.lineage) and b.actors.isdisjoint(a.lineage))


def _actors(a: Prepared, b: Prepared, _: Context) -> Part | None:
    must = a.rule.actor == "must" or b.rule.actor == "must"
    if a.actors and b.actors:
        if _same_actor(a, b):
            same = a.actors & b.actors
            return _part("same_actor", "same actor" if same else "one actor is part of the other")
        return None if must else _part("other_actor", "different actors named")
    if a.actor_names and b.actor_names:
        likeness = fuzz.token_set_ratio(a.actor_names, b.actor_names)
        if likeness >= 85:
            return _part("same_actor", "actors of the same name")
        if must and _one_language(a, b):
            return None
    return _part("actor_missing") if must and (a.actor_names or b.actor_names) else Part(0.0)


def _targets(a: Prepared, b: Prepared) -> Part:
    if not a.targets or not b.targets:
        return Part(0.0)
    likeness = fuzz.token_set_ratio(a.targets, b.targets)
    if likeness >= 80:
        return _part("same_target", "targets in nearly the same words")
    if likeness >= 55:
        return _part("like_target", "targets in similar words")
    if likeness < 35 and _one_language(a, b):
        return _part("other_target", "targets in other words")
    return Part(0.0)


def _nations(a: Prepared, b: Prepared) -> Part:
    if a.rule.block == "people" and a.nations & b.nations:
        return _part("same_nationality", "captives of one nationality")
    return Part(0.0)


def _one_language(a: Prepared, b: Prepared) -> bool:
    return a.language == b.language


def _people(a: Prepared, b: Prepared, _: Context) -> Part | None:
    """Veto where both name the nationality of those concerned, and not one in common."""
    if a.rule.block == "people" and a.nations and b.nations and not a.nations & b.nations:
        return None
    return Part(0.0)


def _totals(a: Prepared, b: Prepared, _: Context) -> Part | None:
    """Veto a total over time beside a single count."""
    if a.rule.block in COUNTING_BLOCKS and a.total != b.total:
        return None
    return Part(0.0)


def comparable(a: Count, b: Count) -> bool:
    """Say whether two figures count the same thing in the same unit."""
    if a.unit != b.unit or a.total != b.total:
        return False
    pairs = ((a.actions, b.actions), (a.who, b.who), (a.products, b.products))
    return not any(x and y and not x & y for x, y in pairs)


def compare_figures(a: Prepared, b: Prepared) -> str:
    """Return how the figures of two claims compare.

    "same" (an uncommon figure equal), "same_small", "overlap", "differ", "far", "very_far", or
    "" where none can be compared. The best agreement among the figures counts.
    """
    order = ("same", "same_small", "overlap", "differ", "far", "very_far")
    found = [_likeness(x, y) for x, y in product(a.counts, b.counts) if comparable(x, y)]
    return min(found, key=order.index, default="")


def _likeness(a: Count, b: Count) -> str:
    ratio = _ratio(a.best, b.best)
    if ratio <= AGREE:
        return "same" if max(a.best, b.best) >= UNCOMMON else "same_small"
    if a.low <= b.high and b.low <= a.high:
        return "overlap"
    if ratio <= CLOSE:
        return "differ"
    return "far" if ratio <= FAR else "very_far"


def _ratio(a: float, b: float) -> float:
    low, high = sorted((abs(a), abs(b)))
    if high == low:
        return 1.0
    return high / low if low > 0 else float("inf")


_FIGURE_PARTS = {
    "same": ("same_figure", "same figure"),
    "same_small": ("same_small_figure", "same small figure"),
    "overlap": ("figures_overlap", "figures overlap"),
    "differ": ("figures_differ", "figures differ a little"),
    "far": ("figures_far", "figures differ"),
    "very_far": ("figures_very_far", "figures differ widely"),
}


def _figures(a: Prepared, b: Prepared, _: Context) -> Part | None:
    likeness = compare_figures(a, b)
    if a.rule.nature == "measure" and likeness not in {"same", "same_small", "overlap"}:
        return None if likeness or (a.counts and b.counts) else _part("no_figure")
    if not likeness:
        return Part(0.0)
    return _part(*_FIGURE_PARTS[likeness])


def _words(a: Prepared, b: Prepared) -> Part:
    shortest = min(a.words.count(" "), b.words.count(" ")) + 1
    if shortest < MIN_TOKENS:
        return Part(0.0)
    likeness = fuzz.token_set_ratio(a.words, b.words)
    if likeness >= 90:
        return _part("same_words", "nearly the same words")
    if likeness >= 75:
        return _part("like_words", "similar words")
    if likeness >= 55:
        return _part("some_words")
    if likeness < 40 and _one_language(a, b):
        return _part("other_words", "other words")
    return Part(0.0)


_VETOES: tuple[Callable[[Prepared, Prepared, Context], Part | None], ...] = (
    _types, _totals, _people, _time, _place, _actors, _figures,
)  # fmt: skip
