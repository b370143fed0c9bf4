"""Places in a sentence with the part they play, and which of them say where a claim happened.

Guarantees: the finest place of the clause; the place of a neighbouring clause only where the claim's
own names none. Refuses: where people come from, or what a road only leads by, as the place of an event.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridor.records.report import PlaceRef


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a sentence with the words it takes up and what part it plays."""

    start: int
    end: int
    ref: PlaceRef
    part: str = "at"
    """`at`, or what `parts.py` says: `origin`, `bound`, `via`, `label`, `aside`, `voice` and so on."""
    home: bool = True


def choose(
    spots: Sequence[Spot],
    segment: tuple[int, int],
    type_: str,
    labels: Sequence[Spot] = (),
) -> tuple[PlaceRef, ...]:
    """Return the places of a claim: the finest of its clause that say where it happened.

    Args:
        spots: the places of its sentence.
        segment: the words of its clause.
        type_: what happened.
        labels: the places of the line or heading, before where somebody is only bound.
    """
    inside = [
        spot for spot in spots if segment[0] <= spot.start < segment[1] and spot.part != "adjective"
    ]
    if type_ == "commentary":
        return ()
    if not inside and type_ not in _PLACELESS:
        before = [
            s
            for s in spots
            if s.start < segment[0] and s.part in _THERE and s.ref.precision != "country"
        ]
        inside = before[-1:] if before else []
    inside = _usable(inside, type_)
    wanted = [spot for spot in inside if spot.part == "at"]
    wanted = wanted or [spot for spot in inside if spot.part == "label"]
    if type_ != "assessment":
        wanted = wanted or [spot for spot in inside if spot.part == "aside"]
    if type_ in _LEFT_TYPES:
        wanted = [spot for spot in inside if spot.part == "origin"] or wanted
        wanted = wanted or _left(labels, type_) or [spot for spot in inside if spot.part == "bound"]
    elif not [s for s in wanted if s.ref.precision not in {"country", "region"}]:
        bound = [spot for spot in inside if spot.part == "bound"]
        wanted = bound + wanted if bound and type_ in _BOUND_TYPES else wanted or bound
    fine = [spot for spot in wanted if spot.ref.precision in _FINE]
    middle = [
        spot for spot in wanted if spot.ref.precision in {"area", "region"} and spot.ref.country
    ]
    lands = [spot for spot in wanted if spot.ref.precision == "country"]
    chosen = _without_city(fine) or middle or lands
    if not chosen and type_ in _BOUND_TYPES:
        chosen = [spot for spot in inside if spot.part == "outside"]
    if not chosen and type_ not in _PLACELESS:
        last = [s for s in inside if s.part in {"beside", "dateline"}]
        chosen = [s for s in last if s.ref.precision != "country"]
    return _once([spot.ref for spot in chosen])


def _without_city(fine: Sequence[Spot]) -> list[Spot]:
    """Leave out a town of the pack where one of its quarters is named as well."""
    quarters = [s.ref for s in fine if s.ref.id is None and s.ref.precision == "town"]
    return [
        spot
        for spot in fine
        if spot.ref.id is None or not any(_within(spot.ref, ref) for ref in quarters)
    ]


def _within(city: PlaceRef, quarter: PlaceRef) -> bool:
    if None in (city.lat, city.lon, quarter.lat, quarter.lon) or city.precision != "town":
        return False
    return (
        abs((city.lat or 0) - (quarter.lat or 0)) < _CITY_DEGREES
        and abs((city.lon or 0) - (quarter.lon or 0)) < _CITY_DEGREES
    )


_CITY_DEGREES = 0.08
"""About 9 km."""


def _left(labels: Sequence[Spot], type_: str) -> list[Spot]:
    """Return the towns a line is about, for what leaves them."""
    return [s for s in labels if s.ref.precision in _FINE and type_ in _ON_THE_MOVE]


_TOWNS = frozenset({"city", "town", "ville", "village", "localité"})
"""Talk of "the city" says nothing of where."""
_FINE = frozenset({"town", "point", "stretch", "radius"})
_ON_THE_MOVE = frozenset({"convoy_departed", "displacement"})


def _usable(inside: Sequence[Spot], type_: str) -> list[Spot]:
    """Return the spots of a clause that can say where something of that type happens."""
    kept = list(inside)
    if type_ not in _KEPT_OUT:
        kept = [replace(s, part="at") if s.part == "outside" else s for s in kept]
    if type_ in _PLACELESS:
        kept = [spot for spot in kept if spot.home and spot.ref.name.casefold() not in _TOWNS]
    if type_ not in _BOUND_TYPES:
        kept = [spot for spot in kept if spot.home or spot.part != "bound"]
    if type_ in _NOT_BOUND:
        kept = [spot for spot in kept if spot.part != "bound"]
    return kept


_THERE = frozenset({"at", "label", "aside"})
_PLACELESS = frozenset(
    {
        "commentary",
        "assessment",
        "arms_supply",
        "foreign_support",
        "official_statement",
        "travel_advisory",
    }
)
_NOT_BOUND = frozenset({"price_report", "embassy_drawdown", "troop_withdrawal", "evacuation"})
"""Types that happen nowhere near where somebody or something is bound."""
_KEPT_OUT = frozenset(
    {
        "travel_advisory",
        "movement_ban",
        "service_suspended",
        "embassy_drawdown",
        "ration_measure",
        "commentary",
    }
)
"""Types for which "outside X" is where something is not allowed or not done."""
_LEFT_TYPES = frozenset(
    {
        "convoy_departed",
        "embassy_drawdown",
        "troop_withdrawal",
        "retreat",
        "evacuation",
        "displacement",
        "escort_ended",
        "flight_suspension",
        "flight_resumption",
    }
)
_BOUND_TYPES = frozenset(
    {
        "road_blockage",
        "road_blockade_declared",
        "threat",
        "flight_suspension",
        "displacement",
        "siege_of_town",
        "movement_ban",
        "cargo_suspended",
    }
)


def _once(refs: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Leave out what stands for a place already there: "Tessit" and "the town"."""
    kept: list[PlaceRef] = []
    for ref in refs:
        point = (ref.lat, ref.lon) if ref.lat is not None else ref.id or ref.name
        if not any(
            point == ((k.lat, k.lon) if k.lat is not None else k.id or k.name) for k in kept
        ):
            kept.append(ref)
    return tuple(kept)
