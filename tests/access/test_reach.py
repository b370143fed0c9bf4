"""Bit-parallel reachability gives what a search finds member by member."""

import csv
import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.access import reach
from corridor.access.reach import counted, network, packed, reached, unpacked

csgraph = pytest.importorskip("scipy.sparse.csgraph")
sparse = pytest.importorskip("scipy.sparse")


def by_components(nodes, edges, flags, sources):
    """Node [node, member] by scipy's connected components: the independent check."""
    found = np.zeros((nodes, flags.shape[1]), dtype=bool)
    for member in range(flags.shape[1]):
        used = [pair for pair, on in zip(edges, flags[:, member], strict=True) if on]
        rows, columns = zip(*used, strict=True) if used else ((), ())
        graph = sparse.coo_matrix((np.ones(len(used)), (rows, columns)), shape=(nodes, nodes))
        labels = csgraph.connected_components(graph, directed=False)[1]
        found[:, member] = np.isin(labels, labels[list(sources)])
    return found


@st.composite
def networks(draw):
    nodes = draw(st.integers(2, 12))
    node = st.integers(0, nodes - 1)
    edges = draw(st.lists(st.tuples(node, node), max_size=20))
    members = draw(st.integers(1, 130))
    seed = draw(st.integers(0, 2**20))
    share = draw(st.floats(0, 1))
    flags = np.random.default_rng(seed).random((len(edges), members)) < share
    return nodes, edges, flags, draw(st.sets(node, max_size=3))


@settings(deadline=None)
@given(networks(), st.booleans())
def test_it_agrees_with_connected_components(case, word_by_word):
    nodes, edges, flags, sources = case
    net, words = network(nodes, edges), packed(flags)
    found = reached(net, words, sources)
    if word_by_word:
        found[:] = 0
        for source in sources:
            found[source] = ~np.uint64(0)
        order = np.arange(len(edges), dtype=np.int32)
        with np.errstate(over="ignore"):
            reach._sweep_words(found, net.edges, words, order)
    expected = by_components(nodes, edges, flags, sources)
    np.testing.assert_array_equal(unpacked(found, flags.shape[1]), expected)


@given(st.integers(1, 200), st.integers(0, 2**20))
def test_packing_keeps_every_flag(members, seed):
    flags = np.random.default_rng(seed).random((3, members)) < 0.5
    np.testing.assert_array_equal(unpacked(packed(flags), members), flags)
    np.testing.assert_allclose(counted(packed(flags), members), flags.mean(axis=-1))


def test_a_chain_is_as_passable_as_all_its_stretches_at_once():
    flags = np.random.default_rng(1).random((30, 1000)) < 0.97
    net = network(31, pairwise(range(31)))
    assert counted(reached(net, packed(flags), [0]), 1000)[30] == flags.all(axis=0).mean()


def test_edges_outside_the_network_are_refused():
    with pytest.raises(ValueError, match="outside"):
        network(2, [(0, 5)])


def test_machine_code_gives_the_same_words(shared):
    pytest.importorskip("numba")
    folder = shared / "roads_osm_krantz"
    with (folder / "wafrica_road_nodes.csv").open(encoding="utf-8", newline="") as file:
        number = {int(row["id"]): place for place, row in enumerate(csv.DictReader(file))}
    roads = json.loads((folder / "wafrica_road_edges.geojson").read_text(encoding="utf-8"))
    ends = [row["properties"] for row in roads["features"]]
    net = network(len(number), [(number[row["u"]], number[row["v"]]) for row in ends])
    words = packed(np.random.default_rng(0).random((len(net.edges), 3000)) < 0.8)
    assert words.size >= reach.WORTH_COMPILING
    plain = np.zeros((net.nodes, words.shape[1]), dtype=np.uint64)
    plain[0] = ~np.uint64(0)
    reach._sweeps(plain, net.edges, words, reach._order(net, [0]))
    np.testing.assert_array_equal(reached(net, words, [0]), plain)
