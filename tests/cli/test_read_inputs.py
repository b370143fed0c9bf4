"""`corridor read`: a stopped run goes on where it was; addresses; absent extras; notes."""

import importlib
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridor.cli import main, named
from corridor.cli.resume import ResumableFile
from corridor.collect import Item
from corridor.read import Reader
from corridor.records.errors import InputError, NeedsError, UsageError
from corridor.records.report import Report

command = importlib.import_module("corridor.cli.read")
TEXT = "date 2025-10-1{n} Gunmen burned {n} tankers near Kolondieba, residents said."


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["read", *words])


@pytest.fixture(scope="module")
def reader(mali) -> Reader:
    return Reader(mali)


@pytest.fixture(autouse=True)
def _one_reader(monkeypatch, reader) -> None:
    """Learning the names takes seconds: once is enough here."""
    monkeypatch.setattr(command, "Reader", lambda *_words, **_more: reader)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "texts"
    inside.mkdir()
    for n in range(2, 6):
        (inside / f"{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    return inside


def test_out_holds_the_lines_of_json_and_a_second_run_reads_nothing(folder, tmp_path):
    out = tmp_path / "claims.jsonl"
    assert run(str(folder), "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8") == run(str(folder), "--json").stdout
    before = out.read_bytes()
    again = run(str(folder), "--out", str(out))
    assert "0 documents read" in again.stderr
    assert "4 were there already" in again.stderr
    assert out.read_bytes() == before


def test_progress_is_told_on_standard_error(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "PROGRESS_EVERY", 0.0)
    result = run(str(folder), "--out", str(tmp_path / "claims.jsonl"))
    told = [line for line in result.stderr.splitlines() if " a second" in line]
    assert [line.split()[0] for line in told] == ["1", "2", "3", "4"]
    assert "a second" not in result.stdout


def test_help_says_how_a_stopped_run_goes_on():
    text = " ".join(run("--help").stdout.split())
    assert "goes on there when the same command is given again" in text


REPORTS = [
    Report(id=f"r{n}", source="x", origin="x", known_from=date(2025, 10, n), sha256="0" * 64)
    for n in range(1, 6)
]


def write(out: Path) -> int:
    """Write two lines for each report not there yet; return how many were read."""
    with ResumableFile(out, {"pack": "p"}) as file:
        new = [report for report in REPORTS if not file.has(report)]
        for report in new:
            file.add(report, [f"{report.id} one", f"{report.id} two"])
    return len(new)


@pytest.mark.parametrize("kept", range(1, 6))
@pytest.mark.parametrize("more", [0, 5])
def test_a_run_cut_off_anywhere_ends_the_same(tmp_path, kept, more):
    out = tmp_path / "lines.jsonl"
    assert write(out) == 5
    whole, record = out.read_bytes(), out.with_name("lines.jsonl.done")
    rows = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join(rows[:kept]) + rows[kept][:more])
    end = int(rows[kept - 1].split()[-1]) if kept > 1 else 0
    out.write_bytes(whole[: end + more])
    assert write(out) == 6 - kept
    assert out.read_bytes() == whole


def test_a_file_shorter_than_its_record_is_refused(tmp_path):
    out = tmp_path / "lines.jsonl"
    write(out)
    out.write_bytes(b"")
    with pytest.raises(UsageError, match="shorter"):
        write(out)


def test_new_documents_are_added(folder, tmp_path):
    out = tmp_path / "claims.jsonl"
    run(str(folder), "--out", str(out))
    before = out.read_bytes()
    (folder / "9.txt").write_text(TEXT.format(n=9), encoding="utf-8")
    assert "1 documents read" in run(str(folder), "--out", str(out)).stderr
    assert out.read_bytes().startswith(before)
    assert len(out.read_bytes()) > len(before)


def test_a_file_of_another_making_is_not_touched(folder, tmp_path):
    out = tmp_path / "mine.jsonl"
    out.write_text("precious\n", encoding="utf-8")
    result = run(str(folder), "--out", str(out))
    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "precious\n"
    other = tmp_path / "lines.jsonl"
    write(other)
    assert run(str(folder), "--out", str(other), "--places").exit_code == 2


def test_an_address_is_fetched_and_read(monkeypatch):
    page = Item(
        "http://a.example/x",
        data=TEXT.format(n=3).encode(),
        url="http://a.example/x",
        content_type="text/plain",
    )
    monkeypatch.setattr(named, "fetch", lambda _url, _settings: page)
    claims = [json.loads(line) for line in run("http://a.example/x", "--json").stdout.splitlines()]
    assert any("tankers" in (claim["quote"] or "") for claim in claims)


@pytest.mark.parametrize(
    ("error", "code"), [(InputError("no", where="u"), 3), (NeedsError("no network"), 4)]
)
def test_an_address_that_fails_has_its_own_code_or_is_skipped_beside_others(
    monkeypatch, folder, error, code
):
    def fail(url: str, _settings: object) -> Item:
        raise error

    monkeypatch.setattr(named, "fetch", fail)
    assert run("https://a.example/x").exit_code == code
    beside = run("https://a.example/x", str(folder), "--json")
    assert beside.exit_code == 1
    assert "Skipped" in beside.stderr
    assert beside.stdout


def test_a_local_address_is_refused_without_a_network():
    result = run("http://127.0.0.1:8000/")
    assert result.exit_code == 3
    assert "not on the public internet" in result.stderr
