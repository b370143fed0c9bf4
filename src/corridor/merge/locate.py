"""From a happening's place to roads and corridors of the pack.

Guarantees: roads only where the place is known to a town, a stretch or a radius of 30 km, or where
words name both ends; corridors from roads, from names, and for a region from what crosses it.
Refuses: a road for a region, and a road for an arrival that nobody said came by it.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from corridor.merge.features import Context, Prepared, Spot, admin_key
from corridor.merge.text import plain
from corridor.packs.model import Pack
from corridor.records.geo import LatLon, line_km
from corridor.records.geography import Corridor, Road

REACH_KM = {"point": 5.0, "town": 10.0, "stretch": 10.0}
"""How far from a road a place of this precision may lie and still be on it."""
MAX_RADIUS_KM = 30.0
MORE_KM = 3.0
"""Roads this much further away than the nearest one count as well (a junction)."""
MAX_NAMED_KM = 400.0
"""Two towns further apart by road name a corridor, not a stretch."""
ROAD_WORDS = re.compile(r"\b(?:road|route|axe|highway|rn ?\d+|stretch|troncon|between|entre)\b")
FROM_WORDS = re.compile(r"\b(?:from|via|through|depuis|venant|venus|provenance|en provenance)\b")
REGIONAL = frozenset({"region", "area"})


@dataclass(frozen=True)
class Ground:
    """Names and roads of a pack, laid out for look-ups."""

    context: Context
    towns: Mapping[str, str]
    town_pattern: re.Pattern[str]
    roads: tuple[Road, ...]
    imports: tuple[Corridor, ...]
    corridor_names: tuple[tuple[str, str], ...]
    countries: tuple[tuple[str, str], ...]
    regions: Mapping[str, frozenset[str]]
    near: dict[tuple[float, float, float], tuple[str, ...]] = field(default_factory=dict)
    """Roads near a point already looked up, for this run only."""


def ground_of(context: Context) -> Ground:
    """Lay out a pack's places, roads and import corridors once."""
    pack = context.pack
    imports = tuple(c for _, c in sorted(pack.corridors.items()) if c.kind == "import")
    towns = {name: ident for name, ident in context.towns.items() if len(name) > 2}
    longest = sorted(towns, key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(name) for name in longest) or "(?!)"
    countries = {
        (plain(name), actor.country)
        for actor in pack.actors.values()
        if actor.country and actor.country != pack.country
        for name in (actor.name_en, actor.name_fr)
    }
    return Ground(
        context=context,
        towns=towns,
        town_pattern=re.compile(rf"(?<![a-z])(?:{spelled})(?![a-z])"),
        roads=tuple(pack.roads[key] for key in sorted(pack.roads)),
        imports=imports,
        corridor_names=tuple(sorted(_corridor_names(imports, towns))),
        countries=tuple(sorted(countries)),
        regions=_regions(context),
    )


def _regions(context: Context) -> dict[str, frozenset[str]]:
    """Places by region, in the form regions are compared in."""
    regions: dict[str, set[str]] = defaultdict(set)
    for place in context.pack.places.values():
        regions[admin_key(place.admin1, context)].add(place.id)
    return {name: frozenset(places) for name, places in regions.items() if name}


def _corridor_names(imports: Sequence[Corridor], towns: Mapping[str, str]) -> set[tuple[str, str]]:
    """Every way to name a corridor: its names, and its two ends in either order."""
    names = {(plain(name), c.id) for c in imports for name in (c.name_en, c.name_fr)}
    for c in imports:
        for a, b in ((c.origin, c.destination), (c.destination, c.origin)):
            ends = ([n for n, ident in towns.items() if ident == end] for end in (a, b))
            names |= {(f"{x}-{y}", c.id) for x, y in product(*ends)}
    return names


def places_in(text: str, ground: Ground) -> tuple[str, ...]:
    """Return the ids of the pack's places named in a text, in the order they stand."""
    found = ground.town_pattern.findall(plain(text))
    return tuple(dict.fromkeys(ground.towns[name] for name in found))


def roads_of(spots: Sequence[Spot], ground: Ground) -> tuple[str, ...]:
    """Return the roads the places of a happening lie on, sorted."""
    found: set[str] = set()
    for spot in spots:
        found |= set(_named_roads(spot.ref.name, spot.ref.id, ground) or _near_roads(spot, ground))
    return tuple(sorted(found))


def _named_roads(name: str, ident: str | None, ground: Ground) -> tuple[str, ...]:
    """Roads between two towns the place's name gives, or the road that is the place."""
    pack = ground.context.pack
    if ident in pack.roads:
        return (ident,)
    towns = places_in(name, ground)
    if len(towns) < 2 or not (ROAD_WORDS.search(plain(name)) or "-" in name):
        return ()
    if re.search(r"\bcorridor\b", plain(name)):
        return ()
    return between(towns[0], towns[1], pack)


def laid(item: Prepared, ground: Ground) -> Prepared:
    """Return the claim with its stretches laid onto the pack's roads."""
    if not any(spot.ref.precision == "stretch" for spot in item.spots):
        return item
    spots = tuple(
        replace(spot, line=_line(spot, ground)) if spot.ref.precision == "stretch" else spot
        for spot in item.spots
    )
    return replace(item, spots=spots)


def _line(spot: Spot, ground: Ground) -> tuple[tuple[float, float], ...]:
    pack = ground.context.pack
    roads = _named_roads(spot.ref.name, spot.ref.id, ground)
    return tuple(point for road in roads for point in pack.roads[road].geometry)


def between(start: str, goal: str, pack: Pack) -> tuple[str, ...]:
    """Return the roads of the shortest way between two places, or none beyond 400 km."""
    nets: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for road in pack.roads.values():
        nets[road.from_place].append((road.km, road.id, road.to_place))
        nets[road.to_place].append((road.km, road.id, road.from_place))
    heap: list[tuple[float, str, tuple[str, ...]]] = [(0.0, start, ())]
    seen: set[str] = set()
    while heap:
        km, here, way = heapq.heappop(heap)
        if here == goal:
            return way
        if here in seen:
            continue
        seen.add(here)
        for length, road_id, there in nets.get(here, []):
            if there not in seen and km + length <= MAX_NAMED_KM:
                heapq.heappush(heap, (km + length, there, (*way, road_id)))
    return ()


def _near_roads(spot: Spot, ground: Ground) -> tuple[str, ...]:
    reach = REACH_KM.get(spot.ref.precision)
    if spot.ref.precision == "radius" and spot.radius <= MAX_RADIUS_KM:
        reach = max(spot.radius, REACH_KM["town"])
    if reach is None or spot.lat is None or spot.lon is None:
        return ()
    key = (spot.lat, spot.lon, reach)
    if key not in ground.near:
        ground.near[key] = _within((spot.lat, spot.lon), reach, ground.roads)
    return ground.near[key]


def _within(point: LatLon, reach: float, roads: Sequence[Road]) -> tuple[str, ...]:
    """Return the nearest road within reach, and those hardly further away."""
    near = [(line_km(point, road.geometry), road.id) for road in roads]
    near = [(km, road) for km, road in near if km <= reach]
    closest = min((km for km, _ in near), default=0.0)
    return tuple(sorted(road for km, road in near if km <= closest + MORE_KM))


def corridors_of(
    roads: Sequence[str], spots: Sequence[Spot], texts: Iterable[str], ground: Ground
) -> tuple[str, ...]:
    """Return the import corridors of a happening: by its roads, by name, or across its region."""
    wanted = set(roads)
    found = {c.id for c in ground.imports if wanted & set(c.roads)}
    for text in texts:
        found |= set(named_corridors(text, ground))
    for spot in spots:
        if spot.ref.precision in REGIONAL and not roads and not _names_corridor(spot, ground):
            found |= set(_crossing(spot, ground))
    return tuple(sorted(found))


def _names_corridor(spot: Spot, ground: Ground) -> bool:
    return bool(named_corridors(spot.ref.name, ground))


def named_corridors(text: str, ground: Ground) -> tuple[str, ...]:
    """Return the import corridors a text names, by name or by both ends."""
    words = plain(text)
    return tuple(sorted({ident for name, ident in ground.corridor_names if name in words}))


def sources_named(text: str, ground: Ground) -> tuple[str, ...]:
    """Return the import corridors that start in a port or country the words say goods came from."""
    words = plain(text)
    match = FROM_WORDS.search(words)
    if match is None:
        return ()
    after = words[match.start() :]
    pack = ground.context.pack
    codes = {code for name, code in ground.countries if re.search(rf"\b{re.escape(name)}\b", after)}
    towns = set(places_in(after, ground))
    return tuple(
        sorted(
            c.id
            for c in ground.imports
            if c.origin in towns
            or c.border in towns
            or (c.origin in pack.places and pack.places[c.origin].country in codes)
        )
    )


def _crossing(spot: Spot, ground: Ground) -> tuple[str, ...]:
    """Return the import corridors through the place's own town, or else with a town in its region.

    A region's namesake town stands for the region: "Kayes" without more may be either.
    """
    place = spot.ref.id or ""
    if place in ground.context.pack.places and place != spot.admin:
        through = _through(frozenset({place}), ground)
        if through:
            return through
    return _through(ground.regions.get(spot.admin, frozenset()), ground)


def _through(towns: frozenset[str], ground: Ground) -> tuple[str, ...]:
    roads = ground.context.pack.roads
    return tuple(
        c.id
        for c in ground.imports
        if any(towns & {roads[r].from_place, roads[r].to_place} for r in c.roads if r in roads)
    )
