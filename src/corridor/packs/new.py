"""A pack for any country, started from public lists: a folder that loads, and what is missing.

Guarantees: what is written passes `check_pack`; the same lists, files and day give the same bytes;
`FILL_IN.md` names every gap in both languages. Refuses: overwriting, and making up figures on fuel,
corridors or actors; a person fills those in.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import Any

from corridor.packs import general
from corridor.packs.general import DEFAULTS
from corridor.packs.new_lists import (
    Country,
    Town,
    airfields,
    capital_of,
    country,
    country_names,
    towns,
)
from corridor.packs.new_places import Dump, NewPlace, places, read_country, slug
from corridor.packs.new_roads import NewRoad, read_roads, roads_between, way_between
from corridor.packs.readers import ASSUMPTION_COLUMNS
from corridor.packs.tables import read_text
from corridor.records.errors import InputError, UsageError

LARGER = 8
"""How many of the largest towns get an inland corridor and are named for need and stock."""
OSM = "OpenStreetMap extract given by the user, © OpenStreetMap contributors, ODbL"


@dataclass(frozen=True)
class NewPack:
    """What was started: the folder, and how much of each kind is in it."""

    folder: Path
    name: str
    towns: int
    airports: int
    roads: int
    corridors: int
    capital_found: bool


@dataclass(frozen=True)
class _Draft:
    """A pack in the making."""

    land: Country
    capital: NewPlace
    capital_town: Town
    capital_found: bool
    places: tuple[NewPlace, ...]
    roads: tuple[NewRoad, ...]
    dump: Dump | None
    first: date

    @property
    def known_from(self) -> str:
        """The day before the first: rows of a pack are known when its simulation begins."""
        return (self.first - timedelta(days=1)).isoformat()

    @property
    def larger(self) -> tuple[NewPlace, ...]:
        """The largest towns but the capital."""
        return tuple(place for place in self.places if place.kind == "town")[:LARGER]

    def ways(self) -> list[tuple[NewPlace, tuple[NewRoad, ...]]]:
        """Ways from the capital to the larger towns that have one."""
        found = [(p, way_between(self.roads, self.capital.id, p.id)) for p in self.larger]
        return [(place, way) for place, way in found if way]


def new_pack(
    code: str,
    folder: Path | None = None,
    *,
    first: date,
    geonames: Path | None = None,
    osm: Path | None = None,
) -> NewPack:
    """Start a pack for a country.

    Args:
        code: ISO 3166-1 code of two or three letters.
        folder: where to write; a folder named after the country where not given.
        first: first day of the simulation, to be corrected by hand.
        geonames: a GeoNames dump of the country: seats of regions, posts, ports, region names.
        osm: an OpenStreetMap extract: main roads between the places.

    Raises:
        UsageError: no such country, or the folder holds something.
        NeedsError: the extra `packs` is not installed.
        InputError: a file given cannot be used, or no town of the country is listed.
    """
    land = country(code)
    target = folder or Path(slug(land.name))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        msg = f"'{target}' holds something already. Allowed: --out with a new or empty folder"
        raise UsageError(msg)
    draft = _draft(land, first, geonames, osm)
    files = _files(draft)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="")
    count = [place.kind for place in draft.places].count
    return NewPack(
        folder=target,
        name=land.name,
        towns=count("town") + count("capital"),
        airports=count("airport"),
        roads=len(draft.roads),
        corridors=len(draft.ways()),
        capital_found=draft.capital_found,
    )


def _draft(land: Country, first: date, geonames: Path | None, osm: Path | None) -> _Draft:
    known = towns(land.iso2)
    if not known:
        what = f"no town of {land.name} is listed"
        raise InputError(
            what, where=land.iso2, allowed="a country with towns", hint="write by hand"
        )
    town, found = capital_of(land, known)
    dump = read_country(geonames, land.iso2) if geonames else None
    listed = places(known, town, airfields(land.iso2), dump)
    return _Draft(
        land=land,
        capital=listed[0],
        capital_town=town,
        capital_found=found,
        places=listed,
        roads=roads_between(read_roads(osm), listed) if osm else (),
        dump=dump,
        first=first,
    )


def _files(draft: _Draft) -> dict[str, str]:
    """Return every file of the pack by name."""
    package = json.loads(_filled("datapackage.json", draft))
    made = {
        "places": [_place(place, draft) for place in draft.places],
        "products": [
            row | {"known_from": draft.known_from} for row in _rows("products.csv", draft)
        ],
        "questions": [
            row | {"known_from": draft.known_from} for row in _rows("questions.csv", draft)
        ],
        "assumptions": [_assumption(row, draft) for row in _rows("assumptions.csv", draft)],
        "corridors": [_corridor(place, way, draft) for place, way in draft.ways()],
        "sources": [_public_record(draft)],
        "exits": [_hibernation(draft)],
    }
    files = {
        resource["path"]: _csv(
            [field["name"] for field in resource["schema"]["fields"]],
            made.get(resource["name"], ()),
        )
        for resource in package["resources"]
        if resource["format"] == "csv"
    }
    return files | {
        "datapackage.json": json.dumps(package, ensure_ascii=False, indent=1) + "\n",
        "pack.toml": _head(draft),
        "posture.toml": _filled("posture.toml", draft),
        "roads.geojson": _geojson(draft),
        "reports.jsonl": "",
        "FILL_IN.md": _filled("FILL_IN.md", draft),
    }


def _place(place: NewPlace, draft: _Draft) -> dict[str, Any]:
    return {
        "id": place.id,
        "name_en": place.name,
        "name_fr": place.name,
        "kind": place.kind,
        "country": draft.land.iso2,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "coord_source": place.source,
        "population": place.population or "",
        "population_source": place.source if place.population else "",
        "known_from": draft.known_from,
    }


def _assumption(row: Mapping[str, str], draft: _Draft) -> dict[str, Any]:
    return {name: row.get(name, "") for name in ASSUMPTION_COLUMNS} | {
        "known_from": draft.known_from
    }


def _corridor(place: NewPlace, way: Sequence[NewRoad], draft: _Draft) -> dict[str, Any]:
    name = f"{draft.capital.name} - {place.name}"
    return {
        "id": f"{draft.capital.id}-{place.id}",
        "name_en": name,
        "name_fr": name,
        "kind": "inland",
        "origin": draft.capital.id,
        "destination": place.id,
        "roads": " ".join(f"{road.start}-{road.end}" for road in way),
        "source": "quickest chain of the roads of this pack",
        "basis": "derived",
        "known_from": draft.known_from,
    }


def _public_record(draft: _Draft) -> dict[str, Any]:
    return {
        "id": "public-record",
        "name": "Public record",
        "kind": "public document",
        "reliability": "B",
        "origin": "public-record",
        "country": "XX",
        "known_from": draft.known_from,
        "note": "documents of states and the United Nations named in words, without an address",
    }


def _hibernation(draft: _Draft) -> dict[str, Any]:
    return {
        "id": "hibernation",
        "kind": "hibernation",
        "name_en": "Hibernation in place",
        "name_fr": "Confinement sur place",
        "from_place": draft.capital.id,
        "categories": "international;national;dependants;visitors",
        "source": "no movement; limited by water, food, power and fuel held",
        "known_from": draft.known_from,
    }


def _geojson(draft: _Draft) -> str:
    names = {place.id: place.name for place in draft.places}
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": f"{road.start}-{road.end}",
                "name_en": f"{names[road.start]} - {names[road.end]}",
                "name_fr": f"{names[road.start]} - {names[road.end]}",
                "from_place": road.start,
                "to_place": road.end,
                "ref": road.ref,
                "km": road.km,
                "hours": max(road.hours, 0.01),
                "source": OSM,
                "basis": "derived",
                "countries": [draft.land.iso2],
                "known_from": draft.known_from,
            },
            "geometry": {"type": "LineString", "coordinates": road.line},
        }
        for road in draft.roads
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _head(draft: _Draft) -> str:
    words = {
        "id": slug(draft.land.name),
        "version": "0.1",
        "name_en": draft.land.name,
        "name_fr": draft.land.name,
        "country": draft.land.iso2,
        "timezone": draft.capital_town.timezone,
        "capital": draft.capital.id,
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in words.items()]
    days = [f"{key} = {draft.first}" for key in ("crisis_start", "simulate_from")]
    why = "# assumptions that a later version of the engines needs come from the general ones"
    return "\n".join([*lines, *days, why, f"{general.KEY} = true", ""])


def _rows(name: str, draft: _Draft) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_filled(name, draft), newline="")))


def _csv(columns: Sequence[str], found: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def _filled(name: str, draft: _Draft) -> str:
    """Return a file of the defaults with the country's words put in."""
    text = Template(read_text(DEFAULTS / name)).safe_substitute(_words(draft))
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _words(draft: _Draft) -> dict[str, str]:
    check = [row for row in general.rows() if row.text("check") == "yes"]
    kinds = [place.kind for place in draft.places]
    return {
        "name": draft.land.name,
        "slug": slug(draft.land.name),
        "title": f"{draft.land.name}: a country pack of Corridor",
        "version": "0.1",
        "description": "Started from public lists; FILL_IN.md says what is missing.",
        "capital": draft.capital.id,
        "capital_name": draft.capital.name,
        "start": draft.first.isoformat(),
        "towns": str(kinds.count("town") + kinds.count("capital")),
        "airports": str(kinds.count("airport")),
        "roads": str(len(draft.roads)),
        "corridors": str(len(draft.ways())),
        "larger": ", ".join(f"`{place.id}`" for place in draft.larger) or "-",
        "neighbours": ", ".join(country_names(draft.land.neighbours)) or "-",
        "assumptions": str(len(general.rows())),
        "check": str(len(check)),
        "list": "\n".join(f"- [ ] `{row.text('id')}`: {_shown(row)}" for row in check),
        **_notes(draft),
    }


def _shown(row: Any) -> str:
    low, best, high = (row.text(key) for key in ("low", "best", "high"))
    return f"{low} to {high}, best {best} {row.text('unit')}. {row.text('reason')}"


def _notes(draft: _Draft) -> dict[str, str]:
    """Sentences that depend on what was given, in English and French."""
    cap, regions = draft.capital.name, draft.dump and draft.dump.regions
    return {
        "roads_note": "km, hours and lines are from the extract; check them, and add what it lacks."
        if draft.roads
        else "none yet. Give an extract with --osm, or write the stretches by hand.",
        "roads_note_fr": "km, heures et tracés viennent de l'extrait ; vérifier et compléter."
        if draft.roads
        else "aucune. Donner un extrait avec --osm, ou écrire les tronçons à la main.",
        "capital_note": ""
        if draft.capital_found
        else f"**The capital was not found by name; {cap} stands in. Correct it.**",
        "capital_note_fr": ""
        if draft.capital_found
        else f"**Capitale introuvable par son nom ; {cap} la remplace. À corriger.**",
        "admin_note": "names are from the dump."
        if regions
        else "empty; give a dump with --geonames.",
        "admin_note_fr": "les noms viennent de l'extrait GeoNames."
        if regions
        else "vides ; donner un extrait avec --geonames.",
    }
