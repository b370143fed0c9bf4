"""`--decisions FILE`: a join and a split change the picture from their day on, and are shown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridor.cli import main

FAST = ("--days", "10", "--members", "50")
HEADER = "a,b,verdict,who,when,why\n"


def events(*words: str, as_of: str = "2025-10-20") -> Result:
    return CliRunner().invoke(main, ["events", "--as-of", as_of, *FAST, *words])


@pytest.fixture(scope="module")
def plain() -> dict[str, dict]:
    """Events of the bundled pack, without any decision, by id."""
    return {event["id"]: event for event in json.loads(events("--json").stdout)["events"]}


@pytest.fixture
def rows(tmp_path: Path, plain) -> Path:
    """One join of two events of one type, one split of an event of two claims."""
    alone = [e for e in plain.values() if e["type"] == "convoy_attack" and e["assertion"] == "asserted"]  # fmt: skip
    pair = next(e for e in plain.values() if len(e["claims"]) == 2 and e not in alone[:2])
    join = (alone[0]["claims"][0], alone[1]["claims"][0])
    path = tmp_path / "decisions.csv"
    path.write_text(
        f"{HEADER}{join[0]},{join[1]},same,A. Analyst,2025-10-10,one convoy\n"
        f"{pair['claims'][0]},{pair['claims'][1]},different,A. Analyst,2025-10-15,two days\n"
        "gone.1,gone.2,same,A. Analyst,2025-10-10,reports of last week\n",
        encoding="utf-8",
    )
    return path


def home_of(told: list[dict]) -> dict[str, str]:
    return {claim: event["id"] for event in told for claim in event["claims"]}


def test_both_count_from_their_day_and_stand_on_the_event(rows, plain):
    (_, join, split, _) = (line.split(",")[:2] for line in rows.read_text("utf-8").splitlines())
    result = events("--json", "--decisions", str(rows))
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)["events"]
    home = home_of(told)
    assert home[join[0]] == home[join[1]]
    assert home[split[0]] != home[split[1]]
    marked = {(d["a"], d["verdict"], d["who"]) for e in told for d in e["decisions"]}
    assert marked == {(join[0], "same", "A. Analyst"), (split[0], "different", "A. Analyst")}
    before = home_of(plain.values())
    assert before[join[0]] != before[join[1]]
    assert before[split[0]] == before[split[1]]
    early = events("--json", "--decisions", str(rows), as_of="2025-10-09")
    assert all(not event["decisions"] for event in json.loads(early.stdout)["events"])


def test_absent_claims_are_announced_with_their_row(rows):
    assert "row 4: no claim gone.1 and gone.2" in events("--decisions", str(rows)).stderr


def test_the_table_says_who_decided_when_and_why(rows):
    out = events("--decisions", str(rows)).stdout
    assert "are one happening (A. Analyst, 2025-10-10: one convoy)" in out
    assert "are two happenings (A. Analyst, 2025-10-15: two days)" in out


def test_a_bad_id_ends_the_run_and_names_its_place(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text(HEADER + "ev-12,ML001-1,same,A,2025-10-10,x\n", encoding="utf-8")
    result = events("--decisions", str(path))
    assert result.exit_code == 3
    assert "row 2, column 'a'" in result.stderr
    assert "corridor events --json" in result.stderr
