"""The schemas in docs/schemas are those of the code; `make docs` writes them."""

import json
from pathlib import Path

from corridor.schemas import schema, schema_names

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schemas"


def test_there_is_one_file_for_each_schema_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == list(schema_names())


def test_each_file_is_current() -> None:
    stale = [
        name
        for name in schema_names()
        if json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) != schema(name)
    ]
    assert stale == [], "run `make docs`"
