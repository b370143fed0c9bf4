"""Coordinates and distances against independent data, where it lies beside the checkout."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest

from corridor.packs.model import Pack
from corridor.packs.names import fold
from corridor.records.geo import haversine_km

FAR_KM = 15.0
WITHIN = 0.20
TOWNS = {
    "Dakar": "dakar", "Bamako": "bamako", "Kidira": "kidira", "Kayes": "kayes",
    "Abidjan": "abidjan", "Korhogo": "korhogo", "Conakry": "conakry", "Siguiri": "siguiri",
    "Kankan": "kankan", "Bougouni": "bougouni", "Sikasso": "sikasso", "Segou": "segou",
    "San": "san", "Mopti": "mopti", "Gao": "gao", "Niamey": "niamey", "Nioro": "nioro-du-sahel",
    "Koutiala": "koutiala", "Bobo": "bobo-dioulasso", "Ouaga": "ouagadougou",
    "Nouakchott": "nouakchott", "Lome": "lome", "Tema": "tema", "Cotonou": "cotonou",
    "Kita": "kita",
}  # fmt: skip


@pytest.fixture(scope="module")
def candidates(shared: Path) -> dict[tuple[str, str], list[tuple[float, float]]]:
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for path in sorted((shared / "geonames").glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                cells = line.rstrip("\n").split("\t")
                names = {cells[1], cells[2], *cells[3].split(",")}
                for name in names - {""}:
                    found[path.name[:2], fold(name)].append((float(cells[4]), float(cells[5])))
    return found


def test_places_lie_where_a_place_of_that_name_lies(pack: Pack, candidates: dict):
    checked = 0
    for place in pack.places.values():
        if place.coord_source.startswith("approximate"):
            continue
        names = (place.name_en, place.name_fr, *place.variants)
        near = [spot for name in names for spot in candidates.get((place.country, fold(name)), [])]
        if near:
            checked += 1
            off = min(haversine_km((place.lat, place.lon), spot) for spot in near)
            assert off <= FAR_KM, (place.id, off)
    assert checked >= 70


def shortest_km(pack: Pack, start: str, end: str) -> float:
    """Bellman-Ford over the pack's roads: a few dozen edges."""
    best = {start: 0.0}
    for _ in pack.places:
        for road in pack.roads.values():
            for a, b in ((road.from_place, road.to_place), (road.to_place, road.from_place)):
                if a in best:
                    best[b] = min(best.get(b, 1e9), best[a] + road.km)
    return best.get(end, float("inf"))


def test_distances_agree_with_the_measured_network(pack: Pack, shared: Path):
    path = shared / "roads_osm_krantz" / "corridor_distances.csv"
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if {row["a"], row["b"]} <= TOWNS.keys()]
    assert len(rows) >= 25
    for row in rows:
        measured = float(row["km"])
        ours = shortest_km(pack, TOWNS[row["a"]], TOWNS[row["b"]])
        assert abs(ours - measured) / measured <= WITHIN, (row["a"], row["b"], ours, measured)


def test_coded_claims_are_those_gathered(pack: Pack, shared: Path):
    with (shared / "mali" / "claims.csv").open(encoding="utf-8") as file:
        rows = {row["claim_id"]: row for row in csv.DictReader(file)}
    coded = {claim.id: claim for claim in pack.claims if claim.happening}
    assert coded.keys() == rows.keys()
    for name, claim in coded.items():
        assert claim.happening == rows[name]["event_id"]
        assert claim.known_from.isoformat() == rows[name]["known_from"]
        assert pack.reports[claim.report].url == rows[name]["source_url"]


SPLIT = {
    "total_depot_cover", "price_street_bamako_late_oct", "population_town_kayes",
    "population_town_mopti", "population_town_nioro", "power_hours_bamako_before",
}  # fmt: skip
"""Gathered rows that mix reports of different days; the pack holds one row a day known."""


def test_every_gathered_parameter_has_landed(pack: Pack, shared: Path):
    with (shared / "mali" / "supply_system.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    renamed = {"yamoussoukro_loading_mali": "tankers_loading_cote_divoire"}
    assumed = {"tanker_capacity_before_crisis"}
    figures = {figure.id: figure for figure in pack.figures}
    for row in rows:
        name = row["parameter"]
        if name in assumed:
            continue
        figure = figures[renamed.get(name, name)]
        assert figure.known_from.isoformat() >= row["known_from"]
        assert figure.basis == row["basis"]
        if name not in SPLIT:
            ranges = (figure.low, figure.best, figure.high)
            wanted = (row["value_low"], row["value_best"], row["value_high"])
            assert ranges == tuple(float(cell) if cell else None for cell in wanted)
