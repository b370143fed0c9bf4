"""JSON Schemas of the records, and of the catalogue of event types.

Guarantees: a schema describes exactly what `Record.to_dict` gives (draft 2020-12, all fields
present, none beside them). Refuses: outputs that are more than a record; `corridor.schemas` knows
every name a user may ask for.
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from corridor.records.access import Access, CorridorAccess, RoadAccess, TownAccess
from corridor.records.base import Record
from corridor.records.errors import Skipped
from corridor.records.event_types import event_types
from corridor.records.events import Contradiction, Control, Event, Relation
from corridor.records.exits import Exit, Exits
from corridor.records.figures import Assumption, PackFigure
from corridor.records.geography import Corridor, Place, Road
from corridor.records.organisation import Organisation
from corridor.records.outlook import Forecast, LedgerEntry, Outlook, Question, Score, TrackRecord
from corridor.records.plan import Plan
from corridor.records.posture import Posture
from corridor.records.replay import Replay
from corridor.records.report import Claim, Report, Source
from corridor.records.situation import Situation
from corridor.records.supply import PlaceSupply, Supply
from corridor.records.whatif import Sensitivity, WhatIf

EVENT_TYPES = "event-types"
RECORDS: dict[str, type[Record]] = {
    "access": Access,
    "assumption": Assumption,
    "claim": Claim,
    "contradiction": Contradiction,
    "control": Control,
    "corridor": Corridor,
    "corridor-access": CorridorAccess,
    "event": Event,
    "exit": Exit,
    "exits": Exits,
    "figure": PackFigure,
    "forecast": Forecast,
    "ledger-entry": LedgerEntry,
    "organisation": Organisation,
    "outlook": Outlook,
    "place": Place,
    "place-supply": PlaceSupply,
    "plan": Plan,
    "posture": Posture,
    "question": Question,
    "relation": Relation,
    "replay": Replay,
    "report": Report,
    "road": Road,
    "road-access": RoadAccess,
    "score": Score,
    "sensitivity": Sensitivity,
    "situation": Situation,
    "skipped": Skipped,
    "source": Source,
    "supply": Supply,
    "town-access": TownAccess,
    "track-record": TrackRecord,
    "whatif": WhatIf,
}
"""Name on the command line -> record. Read only."""


def record_schema(record: type[Record], name: str) -> dict[str, Any]:
    """Return the JSON Schema of what `record.to_dict()` gives, under a name of its own."""
    body = record.model_json_schema(by_alias=True, mode="serialization")
    return {**head(name), **body}


def head(name: str) -> dict[str, Any]:
    """Return the lines every schema begins with."""
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:corridor:schema:{name}"}


def types_schema() -> dict[str, Any]:
    """Return the catalogue: valid ids as an enumeration, and one row a type under `types`."""
    types = event_types()
    return {
        **head(EVENT_TYPES),
        "title": "Event types",
        "description": (
            "Types of claims and events. ACLED sub-events and PLOVER classes are mappings only: "
            "nothing here was coded by ACLED."
        ),
        "type": "string",
        "enum": list(types),
        "types": [kind.to_dict() for kind in types.values()],
    }
