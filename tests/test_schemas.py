"""Every output has a schema by name, and the schema is what comes out."""

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.brief.model import Briefing
from corridor.records.errors import UsageError
from corridor.records.event_types import event_types
from corridor.records.situation import Situation
from corridor.schemas import PARTS, schema, schema_names
from tests.records.strategies import records

SLOW = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("name", schema_names())
def test_schemas_are_schemas(name: str) -> None:
    body = schema(name)
    jsonschema.Draft202012Validator.check_schema(body)
    assert body["$id"] == f"urn:corridor:schema:{name}"
    assert len(body["description"]) > 10


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no schema 'weather'. Allowed: .*claim.*event-types"):
        schema("weather")


def test_the_schema_of_event_types_lists_them() -> None:
    body = schema("event-types")
    assert body["enum"] == [row["id"] for row in body["types"]] == list(event_types())
    assert set(body["types"][0]) >= {"id", "definition", "family", "acled", "plover"}


@pytest.mark.parametrize("name", sorted(PARTS))
@settings(SLOW, max_examples=3)
@given(data=st.data())
def test_parts_of_a_situation_are_what_their_schema_says(name: str, data: st.DataObject) -> None:
    whole = data.draw(records(Situation)).to_dict()
    part = json.loads(json.dumps({field: whole[field] for field in PARTS[name][1]}))
    jsonschema.Draft202012Validator(schema(name)).validate(part)


@SLOW
@given(data=st.data())
def test_a_briefing_is_what_its_schema_says(data: st.DataObject) -> None:
    briefing = data.draw(records(Briefing))
    checked = jsonschema.Draft202012Validator(schema("brief"))
    found = json.loads(briefing.to_json())
    checked.validate(found)
    assert not checked.is_valid(found | {"attachments": {}})


def test_no_schema_names_what_never_leaves() -> None:
    assert "svg" not in schema("brief")["$defs"]["Figure"]["properties"]
    for name in schema_names():
        text = json.dumps(schema(name))
        assert all(f"#/$defs/{part}" in text for part in schema(name).get("$defs", {}))
