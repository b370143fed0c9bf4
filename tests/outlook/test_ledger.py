"""The ledger only grows: round trips, outcomes added, forecasts never changed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.outlook import Ledger, ledger_entries, load_history
from corridor.outlook.ledger import made_as
from corridor.records.errors import InputError
from corridor.records.outlook import LedgerEntry, Outlook
from tests.exits import world


@pytest.fixture
def entries(plain: Outlook) -> tuple[LedgerEntry, ...]:
    return ledger_entries(plain, world.pack(), "abc" * 20)


def test_round_trip(tmp_path: Path, entries: tuple[LedgerEntry, ...]) -> None:
    ledger = Ledger(tmp_path / "deep" / "ledger.jsonl")
    assert ledger.read() == ()
    assert ledger.append(entries) == len(entries)
    assert ledger.read() == entries
    assert ledger.append(entries) == 0


def test_entries_say_what_they_were_made_from(entries: tuple[LedgerEntry, ...]) -> None:
    assert len({entry.id for entry in entries}) == len(entries)
    assert {entry.inputs_digest for entry in entries} == {"abc" * 20}
    assert {entry.in_sample for entry in entries} == {False}


def test_forecasts_made_in_sample_are_marked(plain: Outlook) -> None:
    pack = world.pack(in_sample_until=world.AS_OF)
    assert {entry.in_sample for entry in ledger_entries(plain, pack, "d")} == {True}


def test_the_file_only_grows(tmp_path: Path, entries: tuple[LedgerEntry, ...]) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append(entries)
    before = ledger.path.read_text(encoding="utf-8")
    ledger.append([entries[0].model_copy(update={"outcome": "yes", "resolved_by": ("c1",)})])
    after = ledger.path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert ledger.read()[0].outcome == "yes"
    assert len(ledger.read()) == len(entries)


@given(probability=st.floats(0, 1))
def test_a_forecast_once_made_cannot_be_changed(
    tmp_path_factory: pytest.TempPathFactory, probability: float
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "ledger.jsonl")
    entry = LedgerEntry(
        id="q:1", question="q", made=world.AS_OF, resolves_on=world.AS_OF, probability=0.5,
        inputs_digest="d",
    )  # fmt: skip
    ledger.append([entry])
    changed = entry.model_copy(update={"probability": probability, "outcome": "no"})
    if probability == 0.5:
        assert ledger.append([changed]) == 1
    else:
        with pytest.raises(InputError, match="differs from what was forecast"):
            ledger.append([changed])


@pytest.mark.parametrize("line", ["", "{}", "not json", "[1]", '{"id": 3}'])
def test_a_broken_line_is_named_with_its_row(
    tmp_path: Path, entries: tuple[LedgerEntry, ...], line: str
) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append(entries[:1])
    with ledger.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(InputError, match="row 2"):
        ledger.read()


def test_a_pack_brings_its_history_without_outcomes(
    tmp_path: Path, entries: tuple[LedgerEntry, ...]
) -> None:
    pack = world.pack(folder=tmp_path)
    old = entries[0].model_copy(
        update={"id": "old", "made": world.FIRST, "outcome": "yes", "resolved_on": world.AS_OF}
    )
    Ledger(tmp_path / "ledger.jsonl").append([*entries, old])
    assert load_history(pack, world.AS_OF) == (made_as(old),)
    assert load_history(world.pack(), world.AS_OF) == ()


def test_lines_are_plain_json(tmp_path: Path, entries: tuple[LedgerEntry, ...]) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append(entries)
    for line in ledger.path.read_text(encoding="utf-8").splitlines():
        assert LedgerEntry.model_validate(json.loads(line)).question
