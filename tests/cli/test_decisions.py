"""`--decisions FILE`: a join and a split change the picture from their day on, and are shown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridor.brief import build
from corridor.cli import main
from corridor.merge.decisions import read_decisions
from corridor.pipeline import assess, gather_inputs

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


def decide(*words: str) -> Result:
    return CliRunner().invoke(main, ["decide", *words])


WHO = ("--who", "A. Analyst", "--why", "plates agree, all three")


@pytest.mark.parametrize("name", ["d.csv", "d.jsonl"])
def test_what_is_decided_stands_in_the_file_and_counts(tmp_path, plain, name):
    path = tmp_path / name
    kinds = [e for e in plain.values() if e["type"] == "convoy_attack" and e["assertion"] == "asserted"]  # fmt: skip
    ids = [event["claims"][0] for event in kinds[:3]]
    first = decide("same", *ids, *WHO, "--file", str(path), "--when", "2025-10-10")
    assert first.exit_code == 0, first.stderr
    assert "3 kept in" in first.stdout
    pair = next(e["claims"] for e in plain.values() if len(e["claims"]) == 2)
    assert decide("different", *pair, *WHO, "--file", str(path), "--when", "2025-10-15").exit_code == 0  # fmt: skip
    assert len(read_decisions(path)) == 4
    assert all(all(item.words) for item in read_decisions(path))
    home = home_of(json.loads(events("--json", "--decisions", str(path)).stdout)["events"])
    assert len({home[claim] for claim in ids}) == 1
    assert home[pair[0]] != home[pair[1]]


def test_claims_of_own_reports_can_be_decided_on_and_hold_when_more_come(tmp_path):
    folder, path = tmp_path / "reports", tmp_path / "d.csv"
    folder.mkdir()
    text = "date 2025-10-1{n} Gunmen burned {n} tankers near Kolondieba, residents said."
    for n in (2, 6):
        (folder / f"{n}.txt").write_text(text.format(n=n), encoding="utf-8")
    claims = json.loads(events("--json", "--reports", str(folder)).stdout)["claims"]
    ids = sorted(c["id"] for c in claims if c["quote"] and "tankers near Kolondieba" in c["quote"])[
        :2
    ]
    done = decide("same", *ids, *WHO, "--file", str(path), "--when", "2025-10-17", "--reports", str(folder))  # fmt: skip
    assert done.exit_code == 0, done.stderr
    (folder / "9.txt").write_text("date 2025-10-16 Petrol is dear in Segou.", encoding="utf-8")
    result = events("--json", "--reports", str(folder), "--decisions", str(path))
    home = home_of(json.loads(result.stdout)["events"])
    assert home[ids[0]] == home[ids[1]]
    without = events("--json", "--decisions", str(path))
    assert "kept, not used yet" in without.stderr


@pytest.mark.parametrize(
    ("claims", "says"),
    [(("ML001-1", "ML9999-9"), "Near: "), (("ML001-1",), "two claims"), (("ML001-1",) * 2, "each named once")],
)  # fmt: skip
def test_claims_that_cannot_be_decided_on_write_nothing(tmp_path, claims, says):
    path = tmp_path / "d.csv"
    result = decide("same", *claims, *WHO, "--file", str(path))
    assert result.exit_code == 2
    assert says in result.stderr
    assert not path.exists()


def test_a_file_that_does_not_hold_or_would_not_is_left_as_it_is(tmp_path, plain):
    ids = sorted(claim for event in plain.values() for claim in event["claims"])[:2]
    path = tmp_path / "d.csv"
    path.write_text("precious,columns\n1,2\n", encoding="utf-8")
    assert decide("same", *ids, *WHO, "--file", str(path)).exit_code == 3
    assert path.read_text(encoding="utf-8") == "precious,columns\n1,2\n"
    path.write_text(f"{HEADER}{ids[0]},{ids[1]},same,A,2025-10-10,x", encoding="utf-8")
    before = path.read_bytes()
    against = decide("different", *ids, *WHO, "--file", str(path), "--when", "2025-10-10")
    assert against.exit_code == 3
    assert "d.csv, row 3, column 'verdict'" in against.stderr
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]
    assert decide("different", *ids, *WHO, "--file", str(path), "--when", "2025-10-11").exit_code == 0  # fmt: skip
    assert [item.decision.verdict for item in read_decisions(path)] == ["same", "different"]


def test_the_briefing_marks_what_was_decided_in_both_languages(rows, mali):
    inputs = gather_inputs(mali, decisions=read_decisions(rows))
    situation = assess(inputs, as_of="2025-10-20", days=10, members=50, changes=False)
    for lang, joined, split in (
        ("en", "joined by hand", "kept apart by hand"),
        ("fr", "réunis à la main", "séparés à la main"),
    ):
        page = build(situation, mali, lang=lang, audience="public").to_json()
        assert joined in page
        assert split in page
        assert "A. Analyst" not in page, "who decided stays in the house"
