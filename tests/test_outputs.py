"""What comes out on the real record is what the published schemas say."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from corridor.brief import build
from corridor.cli import main
from corridor.packs import Pack
from corridor.records.situation import Situation
from corridor.schemas import PARTS, schema

DAY = date(2025, 11, 1)
TEXT = (
    "date 2025-10-31\n"
    "Gunmen burned three tankers near Kolondieba on Thursday, residents said. "
    "In Bamako most stations are closed.\n"
)


def check(name: str, found: Any) -> None:
    """Fail with the first place that differs from the schema."""
    errors = jsonschema.Draft202012Validator(schema(name)).iter_errors(found)
    assert [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors][:1] == []


@pytest.fixture(scope="module")
def situation(situation_on: Callable[[date], Situation]) -> Situation:
    return situation_on(DAY)


@pytest.mark.parametrize("name", ["access", "supply", "exits", "outlook", "posture"])
def test_each_part_obeys_its_schema(name: str, situation: Situation) -> None:
    check(name, getattr(situation, name).to_dict())


def test_the_situation_obeys_its_schema_and_reads_back(situation: Situation) -> None:
    whole = situation.to_dict()
    check("situation", whole)
    for name, (_, fields) in PARTS.items():
        check(name, {field: whole[field] for field in fields})
    assert Situation.model_validate_json(situation.to_json()).to_json() == situation.to_json()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("audience", ["local", "partner", "public"])
def test_the_briefing_obeys_its_schema(
    lang: Any, audience: Any, situation: Situation, mali: Pack
) -> None:
    check("brief", json.loads(build(situation, mali, lang=lang, audience=audience).to_json()))


@pytest.mark.parametrize(("options", "name"), [([], "claim"), (["--places"], "toponym")])
def test_reading_gives_one_object_a_line(options: list[str], name: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT)
    done = CliRunner().invoke(main, ["read", str(tmp_path / "note.txt"), "--json", *options])
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found
    for row in found:
        check(name, row)
        start, end = row["span"]
        assert TEXT[start:end] == row.get("quote", row["name"] if name == "toponym" else None)


def test_the_track_record_obeys_its_schema() -> None:
    done = CliRunner().invoke(main, ["score", "--as-of", DAY.isoformat(), "--json"])
    assert done.exit_code == 0, done.output
    check("track-record", json.loads(done.stdout))


@pytest.mark.parametrize("name", ["", "claim", "event-types", "brief"])
def test_the_schema_command_prints_what_the_library_gives(name: str) -> None:
    done = CliRunner().invoke(main, ["schema", *name.split()])
    assert done.exit_code == 0
    if name:
        assert json.loads(done.stdout) == schema(name)
    else:
        assert "event-types" in done.stdout.split()


def test_an_unknown_schema_is_wrong_usage() -> None:
    done = CliRunner().invoke(main, ["schema", "weather"])
    assert done.exit_code == 2
    assert "Allowed: access" in done.stderr
