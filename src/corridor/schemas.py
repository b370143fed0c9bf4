"""The JSON Schema of everything a command prints or a file holds, by one name each.

Guarantees: `schema(name)` describes exactly what leaves Corridor under that name (draft 2020-12).
Refuses: names it does not have, with the list of those it has.
"""

from collections.abc import Mapping
from typing import Any

from corridor.brief.model import Briefing
from corridor.records.base import Record
from corridor.records.errors import UsageError
from corridor.records.schemas import EVENT_TYPES, RECORDS, head, record_schema, types_schema
from corridor.records.situation import Situation

PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "events": (
        "What `corridor events --json` prints.",
        ("as_of", "events", "contradictions", "claims", "reports"),
    ),
    "relations": (
        "What `corridor relations --json` prints.",
        ("as_of", "relations", "control"),
    ),
}
"""Commands that print several fields of the Situation side by side: meaning and fields."""

_FRONT = ("brief", "toponym", EVENT_TYPES)


def schema_names() -> tuple[str, ...]:
    """Return every name `schema` takes, sorted."""
    return tuple(sorted({*RECORDS, *PARTS, *_FRONT}))


def schema(name: str) -> dict[str, Any]:
    """Return one JSON Schema; for `event-types` also each type with its classes elsewhere.

    Raises:
        UsageError: there is no such name; the message lists those there are.
    """
    if name in PARTS:
        return _part_schema(name)
    if name == "brief":
        return _brief_schema()
    if name == "toponym":
        return _toponym_schema()
    if name == EVENT_TYPES:
        return types_schema()
    if name in RECORDS:
        return record_schema(RECORDS[name], name)
    msg = f"no schema '{name}'. Allowed: {', '.join(schema_names())}"
    raise UsageError(msg)


def _part_schema(name: str) -> dict[str, Any]:
    """Keep some fields of the Situation, and of its definitions those that are still needed."""
    meaning, fields = PARTS[name]
    whole = record_schema(Situation, name)
    body = {
        "title": name.capitalize(),
        "description": meaning,
        "type": "object",
        "properties": {field: whole["properties"][field] for field in fields},
        "required": list(fields),
        "additionalProperties": False,
    }
    return {**head(name), **body, "$defs": _needed(body, whole["$defs"])}


def _needed(body: Any, definitions: Mapping[str, Any]) -> dict[str, Any]:
    found: set[str] = set()
    waiting = [body]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return {name: definitions[name] for name in sorted(found)}


def _brief_schema() -> dict[str, Any]:
    """Describe brief.json, where frequent parts leave out what holds its default."""
    body = Briefing.model_json_schema(by_alias=True, mode="validation")
    for model in (body, *body["$defs"].values()):
        model["additionalProperties"] = False
    for name, hidden in (("Figure", "svg"), ("TrackRecord", "table")):
        body["$defs"][name]["properties"].pop(hidden, None)
    body["properties"].pop("attachments", None)
    body["$defs"] = _needed({**body, "$defs": {}}, body["$defs"])
    return {**head("brief"), **body}


class _Toponym(Record):
    """One place name in a text: what `corridor read --places --json` prints, one a line."""

    doc: str
    name: str
    span: tuple[int, int] | None
    lat: float | None
    lon: float | None
    id: str | None
    country: str | None


def _toponym_schema() -> dict[str, Any]:
    return {**record_schema(_Toponym, "toponym"), "title": "Toponym"}
