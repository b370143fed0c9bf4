"""Who reaches whom over 10,000 sampled networks of 434 nodes (asked: 20 ms).

Needs the road network beside the checkout (not shipped: OpenStreetMap, ODbL); skipped without it.
With `corridor[fast]` the sweep is machine code; without it the same sweep runs in numpy.
"""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from corridor.access import reach
from corridor.access.reach import network, packed, reached

ROADS = Path(__file__).resolve().parents[2] / "shared" / "data" / "roads_osm_krantz"
MEMBERS = 10_000


@pytest.fixture(scope="module")
def case():
    if not ROADS.is_dir():
        pytest.skip(f"road network not found in {ROADS}; it is not part of the repository")
    with (ROADS / "wafrica_road_nodes.csv").open(encoding="utf-8", newline="") as file:
        number = {int(row["id"]): place for place, row in enumerate(csv.DictReader(file))}
    roads = json.loads((ROADS / "wafrica_road_edges.geojson").read_text(encoding="utf-8"))
    ends = [row["properties"] for row in roads["features"]]
    net = network(len(number), [(number[row["u"]], number[row["v"]]) for row in ends])
    words = packed(np.random.default_rng(0).random((len(net.edges), MEMBERS)) < 0.8)
    return net, words


def test_reach(benchmark, case):
    net, words = case
    if reach._compiled() is None:  # noqa: SLF001 - the benchmark says which of the two it measures
        pytest.skip("corridor[fast] is not installed")
    found = benchmark(reached, net, words, [0])
    assert found.shape == (434, 157)


def test_reach_in_numpy(benchmark, case, monkeypatch):
    net, words = case
    monkeypatch.setattr(reach, "WORTH_COMPILING", words.size + 1)
    assert benchmark(reached, net, words, [0]).shape == (434, 157)
