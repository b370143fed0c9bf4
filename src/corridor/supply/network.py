"""The chain as indices: places, products, corridors, who is fed by whom, needs and stocks.

Guarantees: everything sorted by id, so the order of rows in a pack never matters; whatever is left
out is said in `notes`. Refuses: nothing silently; a place without a way of supply is named.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.figures import Assumption
from corridor.records.geography import Corridor

BoolArray = NDArray[np.bool_]


REST = "rest"
"""Need of the country outside the places simulated; it draws on the hub and is never shown."""


@dataclass(frozen=True)
class Chain:
    """A way from the hub to a place: a whole corridor, or its first roads up to the place."""

    corridor: str
    roads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """Static structure of a country's supply chain.

    Attributes:
        places, products: sorted ids of what is simulated.
        hub: index of the capital in `places` (-1 where it has no demand row).
        corridors: import corridors with a normal share, sorted.
        km: length inside the country of each corridor.
        destination: index in `places` where each corridor discharges (the hub, if its own end
            is not simulated).
        on_route: [corridor, place] places a corridor passes before its end.
        inland: chains of roads that can feed each place from the hub; the best one counts, for
            `REST` their mean.
        need: (place, product) -> band in million litres a day; absent where no need is known.
        stock: (place, product) -> band in million litres or days of need on the first day.
        local: place -> share of its need bought across another border.
        shares: `share.<corridor>` -> share of normal imports.
        notes: what was left out, and why.
        queues: place -> corridors through it, and those from the same port, which may wait at
            the next post of the same border.
    """

    places: tuple[str, ...]
    products: tuple[str, ...]
    hub: int
    corridors: tuple[str, ...]
    km: NDArray[np.float32]
    destination: NDArray[np.intp]
    on_route: BoolArray
    inland: tuple[tuple[Chain, ...], ...]
    need: dict[tuple[str, str], Band]
    stock: dict[tuple[str, str], Band]
    local: dict[str, Band]
    shares: dict[str, Band]
    notes: tuple[str, ...]
    queues: dict[str, tuple[int, ...]]

    def queue_at(self, place: str | None) -> tuple[int, ...]:
        """Return the corridors whose lorries may wait at a place; all where it is on none."""
        return self.queues.get(place or "", tuple(range(len(self.corridors))))


def build_network(pack: Pack) -> Network:
    """Read the chain out of a pack as known on its day."""
    products = tuple(sorted(p.id for p in pack.products.values() if p.simulated))
    need = _rows(pack, "demand", products)
    places = tuple(sorted({place for place, _ in need}))
    imports = _imports(pack, places)
    inland = tuple(_feeder(pack, place) for place in places)
    on_route = _on_route(pack, imports, places)
    where = {place: i for i, place in enumerate(places)}
    hub = where.get(pack.capital, -1)
    ends = [where.get(c.destination, hub) for c in imports]
    return Network(
        places=places,
        products=products,
        hub=hub,
        corridors=tuple(c.id for c in imports),
        km=np.array([_inside_km(pack, c) for c in imports], dtype=np.float32),
        destination=np.array(ends, dtype=np.intp),
        on_route=on_route,
        inland=inland,
        need=need,
        stock=_rows(pack, "stock", products),
        local=_local(pack, places),
        shares={f"share.{c.id}": _share(c) for c in imports},
        notes=_notes(pack, places, products, need, imports, inland, on_route),
        queues=_queues(pack, imports),
    )


def _queues(pack: Pack, imports: list[Corridor]) -> dict[str, tuple[int, ...]]:
    stops = [_stops(pack, c) - {c.destination, pack.capital} for c in imports]
    found: dict[str, tuple[int, ...]] = {}
    for place in sorted(set().union(*stops)):
        ports = {c.origin for c, names in zip(imports, stops, strict=True) if place in names}
        found[place] = tuple(i for i, c in enumerate(imports) if c.origin in ports)
    return found


def _imports(pack: Pack, places: tuple[str, ...]) -> list[Corridor]:
    """Import corridors with a normal share that end, or whose fuel can end, in the chain."""
    ends = {*places} if pack.capital not in places else None
    found = (c for c in pack.corridors.values() if c.kind == "import" and c.normal_share)
    return sorted((c for c in found if ends is None or c.destination in ends), key=lambda c: c.id)


def _rows(pack: Pack, kind: str, products: tuple[str, ...]) -> dict[tuple[str, str], Band]:
    """Assumptions `<kind>.<place>.<product>` whose place and product the pack knows."""
    found: dict[tuple[str, str], Band] = {}
    for name, row in pack.assumptions.items():
        parts = name.split(".")
        if len(parts) != 3 or parts[0] != kind:
            continue
        if (parts[1] in pack.places or parts[1] == REST) and parts[2] in products:
            found[parts[1], parts[2]] = row
    return found


def _local(pack: Pack, places: tuple[str, ...]) -> dict[str, Band]:
    rows = ((place, pack.assumptions.get(f"local_flow.{place}")) for place in places)
    return {place: row for place, row in rows if isinstance(row, Assumption)}


def _share(corridor: Corridor) -> Band:
    best = float(corridor.normal_share or 0.0)
    low = best if corridor.share_low is None else min(corridor.share_low, best)
    high = best if corridor.share_high is None else max(corridor.share_high, best)
    return Band(low=low, best=best, high=high, unit="share")


def _inside_km(pack: Pack, corridor: Corridor) -> float:
    roads = [pack.roads[name] for name in corridor.roads if name in pack.roads]
    inside = [road.km for road in roads if pack.country in road.countries]
    return float(sum(inside) or sum(road.km for road in roads) or 1.0)


def _stops(pack: Pack, corridor: Corridor) -> set[str]:
    roads = [pack.roads[name] for name in corridor.roads if name in pack.roads]
    return {end for road in roads for end in (road.from_place, road.to_place)}


def _on_route(pack: Pack, imports: list[Corridor], places: tuple[str, ...]) -> BoolArray:
    table = np.zeros((len(imports), len(places)), dtype=np.bool_)
    for row, corridor in enumerate(imports):
        stops = _stops(pack, corridor) - {corridor.destination, pack.capital}
        table[row] = [place in stops for place in places]
    return table


def _feeder(pack: Pack, place: str) -> tuple[Chain, ...]:
    """The inland corridors from the hub that end at a place, else the shortest way through it."""
    if place == pack.capital:
        return ()
    inland = sorted((c for c in pack.corridors.values() if c.kind == "inland"), key=lambda c: c.id)
    if place == REST:
        return tuple(Chain(c.id) for c in inland)
    exact = tuple(Chain(c.id) for c in inland if c.destination == place)
    through = [
        Chain(c.id, roads) for c in pack.corridors.values() if (roads := _up_to(pack, c, place))
    ]
    shortest = sorted(through, key=lambda chain: (len(chain.roads), chain.corridor))
    return exact or tuple(shortest[:1])


def _up_to(pack: Pack, corridor: Corridor, place: str) -> tuple[str, ...]:
    """The roads of a corridor between the hub and a place on it; empty where it is not on it."""
    roads = [pack.roads[name] for name in corridor.roads if name in pack.roads]
    if corridor.origin != pack.capital:
        roads.reverse()
    if not roads or pack.capital not in {roads[0].from_place, roads[0].to_place}:
        return ()
    for count, road in enumerate(roads, start=1):
        if place in {road.from_place, road.to_place}:
            return tuple(r.id for r in roads[:count])
    return ()


def _notes(
    pack: Pack,
    places: tuple[str, ...],
    products: tuple[str, ...],
    need: dict[tuple[str, str], Band],
    imports: list[Corridor],
    inland: tuple[tuple[Chain, ...], ...],
    on_route: BoolArray,
) -> tuple[str, ...]:
    notes: list[str] = []
    if not imports:
        notes.append("no import corridor with a normal share is known: no imports are modelled")
    if pack.capital not in places:
        notes.append(f"no need is known for the capital '{pack.capital}': no hub is modelled")
    for row, place in enumerate(places):
        ends = any(c.destination == place for c in imports)
        if place != pack.capital and not (inland[row] or ends or on_route[:, row].any()):
            notes.append(f"{place}: no corridor leads there; it lives on stock and local flow")
        for product in products:
            band = need.get((place, product))
            if band is None:
                notes.append(f"{place}: no need of {product} is known; left out")
            elif not band.best:
                notes.append(f"{place}: the need of {product} is put at zero; left out")
    return tuple(notes)
