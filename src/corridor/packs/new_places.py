"""Places of a new pack: the larger towns, those a GeoNames dump adds, and airfields.

Guarantees: stable ids made of names, each once, the same for the same lists. Refuses: small
villages; a pack holds the places fuel and people move between.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corridor.packs.geonames import GeoName, read_dump
from corridor.packs.names import fold
from corridor.packs.new_lists import Airfield, Town
from corridor.records.errors import InputError
from corridor.records.geo import haversine_km

MOST_TOWNS = 60
SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
"""Feature codes of capitals and seats of regions: kept whatever their size."""
POSTS = {"CSTM": "border_post", "BDRY": "border_post", "PRT": "port"}
SAME_KM = 5.0
"""Two places of one name this near each other are one."""
GEONAMES = "GeoNames, CC BY 4.0"
AIRPORTS = "airportsdata (MIT)"


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A row of places.csv in the making."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    source: str
    admin1: str = ""
    population: int = 0


@dataclass(frozen=True)
class Dump:
    """What a GeoNames dump gives a pack: seats of regions, posts and ports, names of regions."""

    seats: tuple[GeoName, ...]
    posts: tuple[GeoName, ...]
    regions: dict[str, str]


def slug(name: str) -> str:
    """Return a name as an id: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "place"


def read_country(path: Path, iso2: str) -> Dump:
    """Return what a dump holds for one country.

    Raises:
        InputError: not a GeoNames dump, or none of its rows lies in the country.
    """
    seats, posts, regions, found = [], [], dict[str, str](), False
    for row in read_dump(path):
        if row.country != iso2:
            continue
        found = True
        if row.code == "ADM1":
            regions[row.admin1] = row.name
        elif row.feature == "P" and (row.code in SEATS or row.population > 0):
            seats.append(row)
        elif row.code in POSTS:
            posts.append(row)
    if not found:
        what = f"no row lies in '{iso2}'"
        raise InputError(
            what,
            where=str(path),
            column="country",
            allowed=f"the dump of {iso2}",
            hint="name its dump",
        )
    return Dump(tuple(seats), tuple(posts), regions)


def places(
    known: Iterable[Town],
    capital: Town,
    fields: Iterable[Airfield],
    dump: Dump | None = None,
) -> tuple[NewPlace, ...]:
    """Return the places of a pack: the capital, then towns by size, posts, airfields.

    Args:
        known: towns of the lists.
        capital: which of them is the capital.
        fields: airfields.
        dump: what a GeoNames dump adds.
    """
    regions = dump.regions if dump else {}
    towns = [_from_town(town, regions, capital=town.id == capital.id) for town in known]
    if dump:
        held = {town.id for town in known}
        extra = [row for row in dump.seats if row.id not in held]
        towns += [_from_row(row, "town", regions) for row in extra if not _held(row, towns)]
    towns.sort(key=lambda place: (place.kind != "capital", -place.population, place.name))
    posts = [_from_row(row, POSTS[row.code], regions) for row in (dump.posts if dump else ())]
    posts.sort(key=lambda place: (place.name, place.lat, place.lon))
    airports = [
        NewPlace("", field.name, "airport", field.lat, field.lon, AIRPORTS) for field in fields
    ]
    return _named([*towns[:MOST_TOWNS], *posts, *airports])


def _from_town(town: Town, regions: dict[str, str], *, capital: bool) -> NewPlace:
    kind = "capital" if capital else "town"
    return NewPlace(
        "", town.name, kind, town.lat, town.lon, GEONAMES, regions.get(town.admin1, ""),
        town.population,
    )  # fmt: skip


def _from_row(row: GeoName, kind: str, regions: dict[str, str]) -> NewPlace:
    return NewPlace(
        "", row.name, kind, round(row.lat, 3), round(row.lon, 3), GEONAMES,
        regions.get(row.admin1, ""), row.population,
    )  # fmt: skip


def _held(row: GeoName, towns: Iterable[NewPlace]) -> bool:
    return any(
        fold(row.name) == fold(town.name)
        and haversine_km((row.lat, row.lon), (town.lat, town.lon)) <= SAME_KM
        for town in towns
    )


def _named(found: Iterable[NewPlace]) -> tuple[NewPlace, ...]:
    """Give each place an id of its own; the first of a name has it bare."""
    used: dict[str, int] = {}
    named = []
    for place in found:
        stem = slug(place.name)
        count = used.get(stem, 0) + 1
        while count > 1 and f"{stem}-{count}" in used:
            count += 1
        used[stem] = count
        ident = stem if count == 1 else f"{stem}-{count}"
        used.setdefault(ident, 1)
        named.append(replace(place, id=ident))
    return tuple(named)
