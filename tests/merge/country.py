"""A tiny country for merging: four towns on one road, two armed groups, five sources."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corridor.packs.model import Pack
from corridor.records.report import Claim, Report

KNOWN = date(2030, 1, 1)
PLACES = {
    "aba": (10.0, 0.0, "North"), "bem": (10.0, 0.5, "North"), "cor": (10.0, 1.0, "South"),
    "dun": (10.0, 1.2, "South"), "port": (8.0, 0.0, ""),
}  # fmt: skip
SOURCES = {
    "wire": ("B", None), "paper": ("C", None), "radio": ("C", None), "blog": ("D", None),
    "army-page": ("D", "army"), "unknown-site": ("F", None),
}  # fmt: skip


def _road(start: str, end: str) -> dict[str, Any]:
    line = [(PLACES[x][1], PLACES[x][0]) for x in (start, end)]
    return {
        "id": f"{start}-{end}", "name_en": f"{start}-{end}", "name_fr": f"{start}-{end}",
        "from_place": start, "to_place": end, "km": 55.0, "hours": 1.0, "source": "made up",
        "basis": "assumption", "geometry": line, "known_from": KNOWN,
    }  # fmt: skip


def tiny_pack() -> Pack:
    places = {
        key: {
            "id": key, "name_en": key.title(), "name_fr": key.title(), "kind": "town",
            "country": "XP" if key == "port" else "XX", "admin1": admin, "lat": lat, "lon": lon,
            "coord_source": "made up", "known_from": KNOWN,
        }
        for key, (lat, lon, admin) in PLACES.items()
    }  # fmt: skip
    chain = [("port", "aba"), ("aba", "bem"), ("bem", "cor"), ("cor", "dun")]
    roads = {f"{a}-{b}": _road(a, b) for a, b in chain}
    corridor = {
        "id": "port-dun", "name_en": "Port - Dun", "name_fr": "Port - Dun", "kind": "import",
        "origin": "port", "destination": "dun", "roads": [f"{a}-{b}" for a, b in chain],
        "source": "made up", "basis": "assumption", "known_from": KNOWN,
    }  # fmt: skip
    actors = {
        key: {
            "id": key, "name_en": name, "name_fr": name, "class": cls, "parent": parent,
            "known_from": KNOWN,
        }
        for key, name, cls, parent in (
            ("front", "the Front", "armed_group", "league"),
            ("league", "the League", "armed_group", None),
            ("rivals", "the Rivals", "armed_group", None),
            ("army", "the army", "armed_forces", None),
            ("north-state", "North State", "state", None),
            ("south-state", "South State", "state", None),
        )
    }  # fmt: skip
    sources = {
        key: {
            "id": key, "name": key, "kind": "press", "reliability": letter, "origin": key,
            "belligerent": side, "known_from": KNOWN,
        }
        for key, (letter, side) in SOURCES.items()
    }  # fmt: skip
    return Pack.model_validate({
        "id": "tiny", "version": "1", "name_en": "Tiny", "name_fr": "Tiny", "country": "XX",
        "timezone": "UTC", "capital": "dun", "crisis_start": KNOWN, "simulate_from": KNOWN,
        "folder": Path(), "places": places, "roads": roads, "corridors": {"port-dun": corridor},
        "products": {}, "actors": actors, "sources": sources,
    })  # fmt: skip


def place(key: str, precision: str = "town", **more: Any) -> dict[str, Any]:
    lat, lon, admin = PLACES[key]
    return {
        "name": key.title(), "id": key, "lat": lat, "lon": lon, "admin1": admin or None,
        "country": "XX", "precision": precision, **more,
    }  # fmt: skip


def day(number: int, month: int = 3) -> date:
    return date(2030, month, number)


def make(
    ident: str,
    *,
    source: str = "wire",
    type: str = "convoy_attack",  # noqa: A002 - the record's own word
    where: Any = "aba",
    when: Any = 10,
    actor: str | None = "front",
    target: str | None = "fuel convoy",
    figures: Any = (),
    words: str | None = None,
    known: date | None = None,
    **more: Any,
) -> Claim:
    """A claim of the tiny country; its report is `r-<id>` of `source` unless given."""
    start = day(when) if isinstance(when, int) else when
    time = {"start": start, "end": start, "precision": "day"} if isinstance(start, date) else start
    actors = [{"role": "actor", "name": actor, "id": actor}] if actor else []
    actors += [{"role": "target", "name": target}] if target else []
    spots = [] if where is None else [place(where) if isinstance(where, str) else where]
    text = {"paraphrase": words or f"{type} told by {source}"}
    if more.pop("quoted", False):
        text = {"quote": words, "span": (0, len(words or ""))}
    return Claim.model_validate({
        "id": ident, "report": more.pop("report", f"r-{ident}"), "kind": more.pop("kind", "event"),
        "type": type, "actors": [*actors, *more.pop("actors", [])], "places": spots,
        "time": time or {}, "figures": figures, "confidence": 0.7,
        "known_from": known or day(28), **text, **more,
    })  # fmt: skip


def reports_for(*claims: Claim, sources: Mapping[str, str] | None = None) -> dict[str, Report]:
    """A report for each claim; `sources` maps claim id to source (else the words name it)."""
    table = {}
    for claim in claims:
        named = (sources or {}).get(claim.id) or claim.words.rsplit(" ", 1)[-1]
        source = named if named in SOURCES else "wire"
        table[claim.report] = Report(
            id=claim.report, source=source, origin=source, known_from=claim.known_from,
            text=claim.quote, language="en",
        )  # fmt: skip
    return table
