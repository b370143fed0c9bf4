"""Everything a rule about a way out may look at, in one frozen object.

Guarantees: the pack is cut at `as_of`; nothing here changes during a run. Refuses: engines - only
records and sampled paths come in.
"""

from dataclasses import dataclass
from datetime import date

from corridor.access.paths import AccessPaths
from corridor.exits.advice import Advice
from corridor.exits.seen import Seen
from corridor.packs.model import ExitWay, Pack
from corridor.records.access import Access, CorridorAccess, TownAccess
from corridor.records.supply import PlaceSupply, PowerSupply, Supply

HALF_LIFE_DAYS = 14
"""Evidence that a way works loses half its worth in so many days."""
EVIDENCE_FLOOR = 0.2
"""Below this share of evidence a way is not known (the floor that access uses for roads)."""


@dataclass(frozen=True)
class Setting:
    """The inputs of `assess_exits`, cut at `as_of`, with the advice already read."""

    as_of: date
    seen: Seen
    advice: tuple[Advice, ...]
    access: Access
    supply: Supply
    paths: AccessPaths
    pack: Pack
    days: int
    seed: int

    def corridor(self, corridor: str | None, cls: str) -> CorridorAccess | None:
        """Return the access of a corridor for a class, or None where there is none."""
        for item in self.access.corridors:
            if item.id == corridor and item.cls == cls:
                return item
        return None

    def town(self, place: str | None) -> TownAccess | None:
        """Return the siege of a town, or None."""
        return next((item for item in self.access.towns if item.id == place), None)

    def product(self, place: str | None, product: str) -> PlaceSupply | None:
        """Return the supply of a product at a place, or None."""
        for item in self.supply.places:
            if item.place == place and item.product == product:
                return item
        return None

    def power(self, place: str | None) -> PowerSupply | None:
        """Return the power of a place, or None."""
        return next((item for item in self.supply.power if item.place == place), None)

    def name(self, place: str | None) -> tuple[str, str]:
        """Return a place's names in English and French (its id where the pack has none)."""
        found = self.pack.places.get(place or "")
        return (found.name_en, found.name_fr) if found else (place or "?", place or "?")


def freshness(day: date, as_of: date) -> float:
    """Return the worth of evidence of a day: 1 today, one half after `HALF_LIFE_DAYS`."""
    return float(0.5 ** (max(0, (as_of - day).days) / HALF_LIFE_DAYS))


def land_class(way: ExitWay, category: str) -> str:
    """Return the movement class of a person category on a road."""
    del way
    return "car" if category == "national" else "foreign_national"
