"""Every record survives JSON, unchanged, and is what its schema says."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from corridor.records.base import Record, digest, dump_json
from corridor.records.schemas import RECORDS, record_schema
from tests.records.strategies import records

KINDS = sorted(RECORDS.items())
VALIDATORS = {
    name: jsonschema.Draft202012Validator(record_schema(kind, name)) for name, kind in KINDS
}
EXAMPLES = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])
@EXAMPLES
@given(data=st.data())
def test_json_in_is_json_out(name: str, kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    text = record.to_json()
    again = kind.model_validate_json(text)
    assert again == record
    assert again.to_json() == text
    VALIDATORS[name].validate(json.loads(text))


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])
@settings(EXAMPLES, max_examples=3)
@given(data=st.data())
def test_unknown_fields_and_changes_are_refused(
    name: str, kind: type[Record], data: st.DataObject
) -> None:
    record = data.draw(records(kind))
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        kind.model_validate(record.to_dict() | {"surprise": 1})
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, next(iter(kind.model_fields)), None)
    assert not VALIDATORS[name].is_valid(record.to_dict() | {"surprise": 1})


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)  # fmt: skip


@given(value=plain_json, indent=st.sampled_from([None, 2]))
def test_dumped_json_reads_back(value: Any, indent: int | None) -> None:
    assert json.loads(dump_json(value, indent=indent)) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_not_a_number_is_no_json(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        dump_json(value)


@given(parts=st.lists(st.text(max_size=5), min_size=2, max_size=4))
def test_a_digest_knows_where_one_part_ends(parts: list[str]) -> None:
    assert len(digest(parts)) == 64
    assert digest(parts) == digest(part.encode() for part in parts)
    assert digest(parts) != digest(["".join(parts)])
