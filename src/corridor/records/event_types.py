"""The catalogue of claim types: definition, family, and its classes elsewhere.

Guarantees: one row a type in `event_types.csv`, with definition, example, English and French label.
Refuses: types outside the catalogue (`known_type`). ACLED and PLOVER are mappings only, never ours.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

from corridor.records.base import Record, Slug

Family = Literal[
    "attack",
    "roads",
    "convoys",
    "supply",
    "services",
    "people",
    "advice",
    "foreign",
    "armed_group_rule",
    "regime",
    "talk",
]


class EventType(Record):
    """One type of claim or event."""

    id: Slug
    family: Family
    label_en: str
    label_fr: str
    definition: str
    example: str
    acled: str = ""
    plover: str = ""


@cache
def event_types() -> dict[str, EventType]:
    """Return every type by id, in the order of the catalogue."""
    text = files("corridor.records").joinpath("event_types.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["id"]: EventType.model_validate(row) for row in rows}


def known_type(name: str) -> EventType:
    """Return a type by id; KeyError lists the ids there are."""
    try:
        return event_types()[name]
    except KeyError:
        msg = f"unknown event type '{name}'; allowed: {', '.join(event_types())}"
        raise KeyError(msg) from None
