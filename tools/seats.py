"""Give the seats of communes and other well-known places of `tools/seats_ml.csv` their points.

A row with a point keeps it (set by hand or from another country's dump, good to a few km); another takes that of the place of its
name in a GeoNames dump, if its region has only one. Example:

    python tools/seats.py mali ML.txt.gz > src/corridor/read/data/seats.csv
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

from corridor.packs import load_pack
from corridor.packs.model import Pack
from corridor.read.gazetteer import Candidate, read_geonames
from corridor.read.words import folded_words

SOURCE = Path(__file__).with_name("seats_ml.csv")
Places = dict[tuple[str, ...], list[Candidate]]


def main(pack_name: str, dump: Path) -> None:
    """Write the table to standard output."""
    pack = load_pack(pack_name)
    places, known = _places(dump), _known(pack)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("names", "country", "lat", "lon"))
    made = []
    for row in csv.DictReader(SOURCE.open(encoding="utf-8")):
        names = [n for n in row["names"].split(";") if folded_words(n) not in known]
        point = _point(row, places)
        if names and point:
            made.append((";".join(names), row["country"], *point))
    out.writerows(sorted(set(made)))


def _places(dump: Path) -> Places:
    found: defaultdict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for name, place in read_geonames(dump):
        words = folded_words(name)
        if place.kind == "town" and place not in found[words]:
            found[words].append(place)
    return found


def _known(pack: Pack) -> set[tuple[str, ...]]:
    names = (n for p in pack.places.values() for n in (p.name_en, p.name_fr, *p.variants))
    return {words for name in names if (words := folded_words(name))}


def _point(row: dict[str, str], places: Places) -> tuple[float, float] | None:
    if row["lat"]:
        return float(row["lat"]), float(row["lon"])
    named = places.get(folded_words(row["names"].split(";")[0]), [])
    inside = [place for place in named if place.admin1 == row["admin1"]]
    chosen = inside if len(inside) == 1 else named
    return (round(chosen[0].lat, 3), round(chosen[0].lon, 3)) if len(chosen) == 1 else None


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
