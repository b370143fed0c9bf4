"""Choose the quarters and villages that `read/data/villages.csv` holds, from a GeoNames dump.

Kept are populated places with more than one spelling on record, or close to the pack's capital, to
one of its roads or to one of its towns. Left out are names that are also words, family names or
bodies, short ones, and names that even then mean more than three places. Example:

    python tools/villages.py mali ML.txt.gz > src/corridor/read/data/villages.csv
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from corridor.packs import load_pack
from corridor.packs.model import Pack
from corridor.read.gazetteer import Candidate, distance_km, read_geonames
from corridor.read.places import load_guards
from corridor.read.tables import rows
from corridor.read.words import fold, folded_words, wordset

CAPITAL_KM, ROAD_KM, TOWN_KM = 14.0, 4.0, 10.0
SPELLED = 3
"""A place with so many spellings on record is known beyond its neighbours."""
SHORTEST, MEANINGS, LIKENESS = 5, 3, 0.75
SURNAMES = wordset(
    "kamara traore diarra coulibaly keita toure sidibe sissoko diallo cisse dembele konate sangare maiga camara kone "
    "doumbia kante diakite fofana ouattara samake dicko haidara koita kouyate sacko tounkara bagayoko ballo "
    "berthe dao togo guindo kassogue ongoiba sagara tembely barry boire cherif drame fane goita macalou nimaga "
    "sanogo simpara tangara theta thera yattara moussa amadou mamadou oumar ousmane boubacar ibrahima seydou "
    "modibo bakary adama aminata fatoumata mariam kadidia awa salif souleymane abdoulaye"
)
Segment = tuple[tuple[float, float], tuple[float, float]]


def main(pack_name: str, dump: Path) -> None:
    """Write the table to standard output."""
    pack = load_pack(pack_name)
    segments = list(_segments(pack_name))
    places: dict[tuple[str, float, float], Candidate] = {}
    names: defaultdict[tuple[str, float, float], set[str]] = defaultdict(set)
    for name, place in read_geonames(dump):
        if place.kind == "town":
            names[place.name, place.lat, place.lon].add(name)
            places[place.name, place.lat, place.lon] = place
    close = {key for key, place in places.items() if _wanted(place, pack, segments)}
    for key in [k for k, found in names.items() if len(found) < SPELLED and k not in close]:
        del names[key]
    known = {
        words
        for p in pack.places.values()
        for n in (p.name_en, p.name_fr, *p.variants)
        if (words := folded_words(n))
    }
    kept = {key: _spellings(key[0], found, known) for key, found in names.items()}
    meanings = Counter(folded_words(name) for found in kept.values() for name in found)
    near = Counter(folded_words(name) for key in close & set(kept) for name in kept[key])
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("names", "country", "lat", "lon"))
    for (name, lat, lon), found in sorted(kept.items()):
        counts = near if (name, lat, lon) in close else meanings
        usable = [n for n in found if counts[folded_words(n)] <= MEANINGS]
        if usable and name in usable:
            out.writerow((";".join(usable), pack.country, round(lat, 3), round(lon, 3)))


def _segments(pack_name: str) -> Iterator[Segment]:
    text = (files("corridor.packs") / "data" / pack_name / "roads.geojson").read_text("utf-8")
    for feature in json.loads(text)["features"]:
        points = feature["geometry"]["coordinates"]
        yield from pairwise(points)


def _wanted(place: Candidate, pack: Pack, segments: list[Segment]) -> bool:
    capital = pack.places[pack.capital]
    if distance_km(place.lat, place.lon, capital.lat, capital.lon) < CAPITAL_KM:
        return True
    towns = (p for p in pack.places.values() if p.country == pack.country)
    if any(
        abs(p.lat - place.lat) < 0.1 and distance_km(place.lat, place.lon, p.lat, p.lon) < TOWN_KM
        for p in towns
    ):
        return True
    return any(_near(place, segment) for segment in segments)


def _near(place: Candidate, segment: Segment) -> bool:
    (ax, ay), (bx, by) = segment[0][:2], segment[1][:2]
    if not min(ay, by) - 0.1 < place.lat < max(ay, by) + 0.1:
        return False
    scale = math.cos(math.radians(place.lat)) * 111.2
    ax, bx = (ax - place.lon) * scale, (bx - place.lon) * scale
    ay, by = (ay - place.lat) * 111.2, (by - place.lat) * 111.2
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    part = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return math.hypot(ax + part * dx, ay + part * dy) < ROAD_KM


def _spellings(name: str, found: set[str], known: set[tuple[str, ...]]) -> list[str]:
    guards = load_guards()
    common = {word for row in rows("common") for word in row["words"].split()}
    kept: dict[tuple[str, ...], str] = {}
    for spelling in (name, *sorted(found)):
        words = folded_words(spelling)
        plain = len(words) == 1 and (
            words[0] in guards.word | guards.title | guards.generic | common | SURNAMES
            or len(words[0]) < SHORTEST
        )
        like = spelling == name or (spelling.isascii() and _alike(name, spelling))
        if (
            words
            and like
            and not plain
            and words not in known | set(kept)
            and spelling[0].isupper()
        ):
            kept[words] = spelling
    return list(kept.values())[:3]


def _alike(name: str, spelling: str) -> bool:
    return SequenceMatcher(None, fold(name), fold(spelling)).ratio() > LIKENESS


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
