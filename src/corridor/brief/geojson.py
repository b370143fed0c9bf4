"""The map as GeoJSON (RFC 7946): roads with their state, places, attacks of known place.

Guarantees: every feature with a state carries its claims or assumptions; longitude before latitude,
WGS84. Refuses: a point for an area, region, country or unknown place.
"""

from typing import Any

from corridor.brief.drawing import attack_points
from corridor.brief.mapping import on_roads
from corridor.brief.view import View
from corridor.records.base import dump_json
from corridor.records.geography import Road

Feature = dict[str, Any]


def map_geojson(view: View) -> str:
    """Return the FeatureCollection as JSON text: exactly what the map of the briefing shows."""
    features = [
        *(_road(view, road) for _, road in sorted(view.pack.roads.items())),
        *_places(view),
        *_attacks(view),
    ]
    return dump_json(
        {
            "type": "FeatureCollection",
            "as_of": view.situation.as_of.isoformat(),
            "audience": view.audience,
            "disclaimer": view.t("map.caption"),
            "features": features,
        },
        indent=1,
    ) + "\n"  # fmt: skip


def _feature(name: str, kind: str, coordinates: Any, properties: Feature) -> Feature:
    return {
        "type": "Feature",
        "id": name,
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def _road(view: View, road: Road) -> Feature:
    """One road; without grounds its state is not known and no number is given."""
    found = next(
        (x for x in view.situation.access.roads if x.id == road.id and x.cls == "tanker"), None
    )
    properties: Feature = {"layer": "road", "id": road.id, "name": view.road(road.id),
                           "ref": road.ref, "class": "tanker", "state": "not_known"}  # fmt: skip
    if found is not None and (on := view.grounds(found)):
        properties |= {
            "state": found.state,
            "p_open": found.p_open,
            "p_contested": found.p_contested,
            "p_closed": found.p_closed,
            "evidence": found.evidence,
            "since": found.since.isoformat() if found.since else None,
            "last_passage": found.last_passage.isoformat() if found.last_passage else None,
            "basis": on.basis,
            "claims": list(on.claims),
            "assumptions": list(on.assumptions),
        }
    line = [[round(lon, 4), round(lat, 4)] for lon, lat in road.geometry]
    return _feature(f"road:{road.id}", "LineString", line, properties)


def _places(view: View) -> list[Feature]:
    return [
        _feature(
            f"place:{item.id}", "Point", [round(item.lon, 4), round(item.lat, 4)],
            {"layer": "place", "id": item.id, "name": view.place(item.id), "kind": item.kind,
             "country": item.country},
        )
        for item in on_roads(view.pack)
    ]  # fmt: skip


def _attacks(view: View) -> list[Feature]:
    """Recent attacks at a place known as a point, a town or a stretch."""
    out = []
    for event in attack_points(view):
        on, ref = view.of_claims(event.claims), event.place
        if ref is None or ref.lat is None or ref.lon is None or not on:
            continue
        day = event.time.start
        properties = {
            "layer": "event", "id": event.id, "type": event.type, "label": view.type_label(event.type),
            "place": view.place_ref(ref), "precision": ref.precision,
            "day": day.isoformat() if day else None, "source_grade": event.reliability,
            "item_grade": event.credibility, "text": view.event_text(event),
            "claims": list(on.claims),
        }  # fmt: skip
        point = [round(ref.lon, 4), round(ref.lat, 4)]
        out.append(_feature(f"event:{event.id}", "Point", point, properties))
    return out
