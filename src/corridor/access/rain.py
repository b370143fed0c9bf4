"""Rain as a second reason why a road may not be passable, beside and apart from the threat.

Guarantees: only what the pack says, each figure an assumption with its reason and source; it moves
no state and no sampled path. Refuses: a word where the pack is silent on surface or season.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from corridor.packs.model import Pack
from corridor.records.access import Rain
from corridor.records.figures import Assumption
from corridor.records.geography import MovementClass

UNPAVED = "access.unpaved."
"""`access.unpaved.<road>`: share of the stretch without a paved surface."""
SEASON = "access.season."
"""`access.season.<region>.first_month` and `.last_month`: the months of rain in a region (admin1)."""
ON_UNPAVED, ON_PAVED = "access.rain.on_unpaved", "access.rain.on_paved"
LIGHT = "access.rain.light_vehicles"
LIGHT_CLASSES: frozenset[MovementClass] = frozenset({"car", "aid", "foreign_national"})
SHOULDER = 0.5
"""In a month that only some years' seasons reach, rain counts half."""


def rain_on(pack: Pack, road: str, cls: MovementClass, day: date) -> Rain | None:
    """Return what rain does to a road on a day, None where the pack says nothing of it.

    A rainy day's chance on the unpaved share and on the paved one, times how sure it is that the
    season lasts; less for light vehicles.
    """
    share = pack.assumptions.get(UNPAVED + road)
    season = _season(pack, road)
    general = [pack.assumptions.get(name) for name in (ON_UNPAVED, ON_PAVED, LIGHT)]
    if share is None or season is None or None in general:
        return None
    on_unpaved, on_paved, light = (row.best or 0.0 for row in general if row)
    unpaved = share.best or 0.0
    chance = unpaved * on_unpaved + (1 - unpaved) * on_paved
    if cls in LIGHT_CLASSES:
        chance *= light
    first, last = season
    used = [share.id, first.id, last.id, ON_UNPAVED, ON_PAVED]
    return Rain(
        basis="assumed",
        p_impassable=round(chance * in_season(first, last, day.month), 4),
        first_month=round(first.best or 1),
        last_month=round(last.best or 12),
        unpaved=unpaved,
        assumptions=(*used, LIGHT) if cls in LIGHT_CLASSES else tuple(used),
    )


def rain_along(pack: Pack, roads: Sequence[str], cls: MovementClass, day: date) -> Rain | None:
    """Return what rain does to a chain: its worst stretch, since rains come to a region at once."""
    found = [rain for road in roads if (rain := rain_on(pack, road, cls, day))]
    return max(found, key=lambda rain: rain.p_impassable, default=None)


def in_season(first: Assumption, last: Assumption, month: int) -> float:
    """How surely a month lies in the season: 1 inside, half where only its ranges reach, else 0."""
    if _between(month, first.best, last.best):
        return 1.0
    return SHOULDER if _between(month, first.low or first.best, last.high or last.best) else 0.0


def _between(month: int, first: float | None, last: float | None) -> bool:
    """Whether a month lies in a span of months that may run over the turn of the year."""
    start, end = round(first or 1), round(last or 12)
    return start <= month <= end if start <= end else month >= start or month <= end


def _season(pack: Pack, road: str) -> tuple[Assumption, Assumption] | None:
    """The longest season of the regions at the road's two ends."""
    ends = (pack.roads[road].from_place, pack.roads[road].to_place)
    regions = sorted({slug(pack.places[end].admin1) for end in ends if end in pack.places})
    found = [
        (first, last)
        for region in regions
        if (first := pack.assumptions.get(f"{SEASON}{region}.first_month"))
        and (last := pack.assumptions.get(f"{SEASON}{region}.last_month"))
    ]
    return max(found, key=lambda pair: _length(*pair), default=None)


def _length(first: Assumption, last: Assumption) -> float:
    return ((last.best or 0.0) - (first.best or 0.0)) % 12


def slug(name: str) -> str:
    """Return a region's name as it stands in assumption ids: plain lower-case letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
