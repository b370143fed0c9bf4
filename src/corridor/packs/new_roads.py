"""Main roads between the towns of a new pack, from a user's own OpenStreetMap extract.

Guarantees: a stretch joins two places with no third on the shortest way between them; lengths are
measured along the road; the same extract gives the same stretches. Refuses: minor roads, stretches
beyond `MAX_KM`, and fetching a map. Method: Dijkstra's algorithm from each place (Numerische
Mathematik 1, 1959), stopped where it meets another place.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from corridor.packs.new_lists import module
from corridor.packs.new_places import NewPlace
from corridor.records.errors import InputError
from corridor.records.geo import haversine_km

SPEED = {"motorway": 55.0, "trunk": 45.0, "primary": 40.0, "secondary": 30.0}
"""Kinds of road read, and the speed of a loaded lorry on them in km/h: assumptions."""
IN_TOWN_KM = 3.0
"""A road within this of a place's point passes it."""
REACH_KM = 12.0
"""A place further than this from any main road stays without one."""
MAX_KM = 600.0
STEP_KM = 2.0
"""Lines are thinned to a point about every so many km."""
KINDS_OF_PLACE = frozenset({"capital", "town", "border_post", "port"})


@dataclass(frozen=True, slots=True)
class NewRoad:
    """A stretch in the making; `line` is (lon, lat) from `start` to `end`."""

    start: str
    end: str
    km: float
    hours: float
    ref: str
    line: tuple[tuple[float, float], ...]


@dataclass
class Graph:
    """Main roads as a graph of map nodes.

    Attributes:
        at: node -> (lat, lon).
        ways: node -> (neighbour, km, hours, ref).
    """

    at: dict[int, tuple[float, float]] = field(default_factory=dict)
    ways: dict[int, list[tuple[int, float, float, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, nodes: Sequence[tuple[int, float, float]], kind: str, ref: str) -> None:
        """Add one way: nodes as (id, lat, lon). Passable both ways, as lorries use it."""
        for (a, *start), (b, *end) in pairwise(nodes):
            here, there = (start[0], start[1]), (end[0], end[1])
            self.at[a], self.at[b] = here, there
            km = haversine_km(here, there)
            self.ways[a].append((b, km, km / SPEED[kind], ref))
            self.ways[b].append((a, km, km / SPEED[kind], ref))


def read_roads(path: Path) -> Graph:
    """Read the main roads of an extract (`.osm.pbf`, `.osm`, `.osm.gz`).

    Raises:
        NeedsError: osmium is not installed.
        InputError: not an extract, or no main road is in it.
    """
    osmium = module("osmium", "reading an OpenStreetMap extract")
    graph = Graph()
    try:
        for way in osmium.FileProcessor(
            str(path), osmium.osm.NODE | osmium.osm.WAY
        ).with_locations():
            kind = _kind(way)
            if kind:
                nodes = [(n.ref, n.lat, n.lon) for n in way.nodes if n.location.valid()]
                graph.add(nodes, kind, (way.tags.get("ref") or "").replace(";", " "))
    except (RuntimeError, ValueError, OSError) as problem:
        what = f"the extract cannot be read: {problem}"
        raise InputError(
            what,
            where=str(path),
            allowed="an OpenStreetMap extract (.osm.pbf, .osm)",
            hint="download the country's extract, for instance from download.geofabrik.de",
        ) from None
    if not graph.at:
        raise InputError(
            "no main road is in the extract",
            where=str(path),
            allowed=", ".join(SPEED),
            hint="check it",
        )
    return graph


def roads_between(graph: Graph, found: Sequence[NewPlace]) -> tuple[NewRoad, ...]:
    """Return the stretches between neighbouring places, sorted by their ends."""
    zones = _zones(graph, [place for place in found if place.kind in KINDS_OF_PLACE])
    where = {place.id: (place.lon, place.lat) for place in found}
    owner = {node: name for name, nodes in zones.items() for node in nodes}
    best: dict[tuple[str, str], NewRoad] = {}
    for name in sorted(zones):
        for road in _from(name, zones[name], graph, owner, where):
            ends = (road.start, road.end)
            if road.start < road.end and (ends not in best or road.km < best[ends].km):
                best[ends] = road
    return tuple(best[ends] for ends in sorted(best))


def way_between(roads: Sequence[NewRoad], start: str, goal: str) -> tuple[NewRoad, ...]:
    """Return the stretches of the quickest way between two places, in order; empty if none."""
    nets: dict[str, list[tuple[NewRoad, str]]] = defaultdict(list)
    for road in roads:
        nets[road.start].append((road, road.end))
        nets[road.end].append((road, road.start))
    heap: list[tuple[float, str, tuple[int, ...]]] = [(0.0, start, ())]
    index = {id(road): number for number, road in enumerate(roads)}
    seen: set[str] = set()
    while heap:
        hours, here, way = heapq.heappop(heap)
        if here == goal:
            return tuple(roads[number] for number in way)
        if here in seen:
            continue
        seen.add(here)
        for road, there in nets.get(here, []):
            if there not in seen:
                heapq.heappush(heap, (hours + road.hours, there, (*way, index[id(road)])))
    return ()


def _kind(way: Any) -> str | None:
    if not way.is_way():
        return None
    kind = (way.tags.get("highway") or "").removesuffix("_link")
    return kind if kind in SPEED else None


def _zones(graph: Graph, found: Sequence[NewPlace]) -> dict[str, tuple[int, ...]]:
    """Nodes that stand for each place: those within `IN_TOWN_KM`, else the nearest one in reach.

    A node near two places goes to the nearer.
    """
    ids = np.array(sorted(graph.at), dtype=np.int64)
    points = np.array([graph.at[int(node)] for node in ids])
    nearest = np.full(ids.size, np.inf)
    owner = np.full(ids.size, -1)
    alone: dict[int, int] = {}
    for row, place in enumerate(found):
        east = (points[:, 1] - place.lon) * np.cos(np.radians(place.lat))
        km = np.hypot(east, points[:, 0] - place.lat) * 111.19
        first = int(np.argmin(km))
        if IN_TOWN_KM < km[first] <= REACH_KM:
            alone[first] = row
        mine = (km <= IN_TOWN_KM) & (km < nearest)
        nearest[mine], owner[mine] = km[mine], row
    for node, row in alone.items():
        if owner[node] < 0:
            owner[node] = row
    return {
        place.id: nodes
        for row, place in enumerate(found)
        if (nodes := tuple(int(node) for node in ids[owner == row]))
    }


def _from(
    name: str,
    starts: Sequence[int],
    graph: Graph,
    owner: dict[int, str],
    where: dict[str, tuple[float, float]],
) -> Iterator[NewRoad]:
    """Yield the shortest stretch from a place to each other place met first."""
    heap = [(0.0, 0.0, node, -1, "") for node in starts]
    heapq.heapify(heap)
    came: dict[int, tuple[int, str]] = {}
    met: set[str] = set()
    while heap:
        km, hours, node, before, ref = heapq.heappop(heap)
        if node in came or km > MAX_KM:
            continue
        came[node] = (before, ref)
        other = owner.get(node, name)
        if other != name:
            if other not in met and km > 0:
                met.add(other)
                yield _road(name, other, km, hours, node, came, graph, where)
            continue
        for there, more, time, code in graph.ways[node]:
            if there not in came:
                heapq.heappush(heap, (km + more, hours + time, there, node, code))


def _road(
    start: str,
    end: str,
    km: float,
    hours: float,
    node: int,
    came: dict[int, tuple[int, str]],
    graph: Graph,
    where: dict[str, tuple[float, float]],
) -> NewRoad:
    points, refs = [], dict[str, float]()
    while node >= 0:
        points.append(graph.at[node])
        before, ref = came[node]
        if ref and before >= 0:
            refs[ref] = refs.get(ref, 0.0) + haversine_km(graph.at[before], graph.at[node])
        node = before
    points.reverse()
    # The way inside both towns is not driven by the search; their points are joined straight.
    ends = [where[start][::-1], *points, where[end][::-1]]
    extra = haversine_km(ends[0], ends[1]) + haversine_km(ends[-2], ends[-1])
    longest = max(sorted(refs), key=lambda ref: refs[ref], default="")
    return NewRoad(
        start, end, round(km + extra, 1), round(hours + extra / SPEED["secondary"], 2), longest,
        _thin(ends),
    )  # fmt: skip


def _thin(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    kept = [points[0]]
    for point in points[1:-1]:
        if haversine_km(kept[-1], point) >= STEP_KM:
            kept.append(point)
    kept.append(points[-1])
    return tuple((round(lon, 4), round(lat, 4)) for lat, lon in kept)
