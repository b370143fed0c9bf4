"""When two values of one slot are the same: speakers, places, days, figures.

Guarantees: every comparison is a pure function of the two values. Refuses: partial credit; a slot
is right or it is not.
"""

import re
import unicodedata
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from corridor.evaluate.documents import GoldClaim, GoldFigure, GoldPlace, GoldTime
from corridor.records.base import Band
from corridor.records.dates import TimeSpan
from corridor.records.report import Claim, PlaceRef

NEAR_KM = 10.0
"""A place is right within this distance."""
EARTH_KM = 6371.0
SAME = 1e-3
"""Relative difference below which two figures are the same (rounding when records are made)."""
SPEAKER_SHARE = 0.5
COARSE = frozenset({"area", "region", "country"})
_FILLERS = (
    "the a an of to in at on by and or with from for his her its their our my "
    "le la les un une des de du d l a au aux et ou en par son sa ses leur leurs mon ma nos "
    "region province cercle district"
)
_EMPTY_WORDS = frozenset(_FILLERS.split())


def words_of(text: str) -> frozenset[str]:
    """Return the meaningful words of a name, without accents, case or articles."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _EMPTY_WORDS


def same_name(first: str, second: str) -> bool:
    """Say whether two phrases name the same one: at least half of the shorter one's words."""
    one, two = words_of(first), words_of(second)
    if not one or not two:
        return first.casefold().strip() == second.casefold().strip()
    return len(one & two) / min(len(one), len(two)) >= SPEAKER_SHARE


def speakers_agree(gold: GoldClaim, found: Claim) -> bool:
    """Say whether the predicted speaker is the labelled one, by words or by actor id."""
    if gold.speaker is None or found.speaker is None:
        return gold.speaker is found.speaker
    if same_name(gold.speaker, found.speaker):
        return True
    wanted = {actor.id for actor in gold.actors if actor.role == "speaker" and actor.id}
    named = {actor.id for actor in found.actors if actor.role == "speaker" and actor.id}
    return bool(wanted & named)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in km (haversine)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def places_agree(gold: GoldPlace, found: PlaceRef, near_km: float = NEAR_KM) -> bool:
    """Say whether a predicted place is the labelled one.

    Towns and points by distance; a radius by the place it is measured from, or a point at that
    distance; a stretch by its two ends; regions and countries by name, code or distance.
    """
    if gold.precision == "stretch":
        return _same_stretch(gold, found, near_km)
    if gold.precision in COARSE and _same_area(gold, found):
        return True
    apart = _apart(gold, found)
    if apart is None:
        return False
    if gold.precision == "radius" and gold.radius_km and found.precision != "radius":
        return apart <= near_km or abs(apart - gold.radius_km) <= near_km
    return apart <= near_km


def _apart(gold: GoldPlace, found: PlaceRef) -> float | None:
    if found.lat is None or found.lon is None:
        return None
    return distance_km(gold.lat, gold.lon, found.lat, found.lon)


def _same_stretch(gold: GoldPlace, found: PlaceRef, near_km: float) -> bool:
    if found.id is not None and found.id == gold.id:
        return True
    ends = [words_of(end) for end in gold.name.rsplit("-", 1)]
    named = words_of(f"{found.name} {found.id or ''}")
    if found.precision == "stretch" and all(end <= named for end in ends):
        return True
    apart = _apart(gold, found)
    return apart is not None and apart <= near_km


def _same_area(gold: GoldPlace, found: PlaceRef) -> bool:
    if found.id is not None and found.id == gold.id:
        return True
    if found.precision not in COARSE:
        return False
    if gold.precision == "country":
        return found.precision == "country" and found.country == gold.country
    return same_name(gold.name, found.name)


def day_agrees(gold: GoldTime, found: TimeSpan) -> bool:
    """Say whether the first day is the same, and the last one too where the label has one."""
    if found.start != gold.start:
        return False
    return gold.end is None or found.last == gold.end


def figure_agrees(gold: GoldFigure, found: Band) -> bool:
    """Say whether a predicted figure has the labelled unit and value in the labelled bound."""
    if gold.unit != found.unit:
        return False
    if gold.vague:
        values = [value for value in (found.low, found.best, found.high) if value is not None]
        low, high = gold.low or 0.0, gold.high or float("inf")
        return bool(values) and all(low <= value <= high for value in values)
    bounds = ("best",) if gold.best is not None else ("low", "high")
    return all(
        _same_number(getattr(gold, bound), getattr(found, bound))
        for bound in bounds
        if getattr(gold, bound) is not None
    )


def figure_hits(gold: Sequence[GoldFigure], found: Sequence[Band]) -> int:
    """Return how many labelled figures a distinct predicted one agrees with."""
    left = list(found)
    hits = 0
    for figure in gold:
        match = next((other for other in left if figure_agrees(figure, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same_number(gold: float, found: float | None) -> bool:
    return found is not None and abs(gold - found) <= SAME * max(abs(gold), abs(found))
