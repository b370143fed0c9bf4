"""`corridor read --out`, killed and interrupted in earnest: each document once, each line once."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corridor.cli import main
from corridor.cli.digests import Digests
from corridor.cli.resume import ResumableFile
from corridor.records.errors import UsageError
from tools.read_many import reports

COUNT = 400
AHEAD = 60
"""So many more documents are read at most before the signal to stop comes."""
CHILD = """
import importlib, sys, time
from corridor.cli import main
from corridor.read import Reader
from corridor.read.gazetteer import Gazetteer
command = importlib.import_module("corridor.cli.read")
log = open(sys.argv.pop(1), "a", buffering=1)
most = int(sys.argv.pop(1))
class Watched(Reader):
    def __init__(self, pack, **more):
        super().__init__(pack, gazetteer=Gazetteer.of(pack, world=False))
        self.count = 0
    def read(self, report):
        self.count += 1
        if self.count == most:  # a slow machine: the signal is still on its way
            time.sleep(60)
        log.write(report.id + "\\n")
        return super().read(report)
command.Reader = Watched
main()
"""


class Runs:
    """Runs of one command over the same reports, each in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.source, self.out = folder, folder / "in.jsonl", folder / "out.jsonl"
        self.source.write_text("".join(line + "\n" for line in reports(COUNT)), encoding="utf-8")

    def run(self, name: str, out: Path, stop: tuple[signal.Signals, int] | None) -> tuple[int, str]:
        """Run, or stop a run once so many documents are in the file; return its code and words."""
        most = str(stop[1] + AHEAD if stop else -1)
        words = [str(self.folder / name), most, "read", str(self.source), "--out", str(out)]
        command, record = [sys.executable, "-c", CHILD, *words], out.with_name(out.name + ".done")
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as child:
            while stop and child.poll() is None and len(recorded(record)) < stop[1]:
                time.sleep(0.005)
            if stop:
                child.send_signal(stop[0])
            told = child.communicate(timeout=120)[1]
        return child.returncode, told

    def read(self, *names: str) -> Counter[str]:
        """How often each document was read by these runs."""
        return Counter(
            line for name in names for line in (self.folder / name).read_text("utf-8").split()
        )


def recorded(record: Path) -> list[str]:
    return record.read_text(encoding="utf-8").splitlines()[1:] if record.exists() else []


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Runs:
    """Killed, interrupted, finished: what the second and the third say is kept."""
    runs = Runs(tmp_path_factory.mktemp("many"))
    assert runs.run("killed", runs.out, (signal.SIGKILL, 40))[0] == -signal.SIGKILL
    code, runs.stopped = runs.run("interrupted", runs.out, (signal.SIGINT, 150))
    assert code == 130
    # Half a document, as a kill in the middle of a write leaves it.
    with runs.out.open("ab") as file:
        file.write(b'{"id":"half')
    code, runs.finished = runs.run("finished", runs.out, None)
    assert code == 0, runs.finished
    return runs


@pytest.mark.slow
def test_the_lines_are_those_of_a_run_that_was_never_stopped(runs, tmp_path):
    whole = tmp_path / "whole.jsonl"
    assert runs.run("whole", whole, None)[0] == 0
    assert runs.out.read_bytes() == whole.read_bytes()
    ids = [json.loads(line)["id"] for line in runs.out.read_text(encoding="utf-8").splitlines()]
    assert len(ids) == len(set(ids)) > COUNT


@pytest.mark.slow
def test_each_document_is_recorded_once(runs):
    done = Counter(row.split(":")[0] for row in recorded(runs.out.with_name("out.jsonl.done")))
    assert len(done) == COUNT
    assert set(done.values()) == {1}


@pytest.mark.slow
def test_none_is_read_twice_but_what_was_in_hand_when_a_run_was_stopped(runs):
    read = runs.read("killed", "interrupted", "finished")
    assert len(read) == COUNT
    assert sum(read.values()) <= COUNT + 2


@pytest.mark.slow
def test_each_run_says_where_it_stands(runs):
    assert "The same command goes on there" in runs.stopped
    before = int(runs.stopped.split("Stopped: ")[1].split()[0])
    assert f"{before} documents are in" in runs.finished
    assert f"{COUNT - before} documents read into" in runs.finished
    assert f"{before} were there already" in runs.finished


def test_two_runs_never_write_one_file(tmp_path):
    out = tmp_path / "lines.jsonl"
    with (
        ResumableFile(out, {"pack": "p"}),
        pytest.raises(UsageError, match="another run"),
        ResumableFile(out, {"pack": "p"}),
    ):
        pytest.fail("the second must not begin")


@pytest.mark.parametrize("left", [b"", b'{"corridor":"0'])
def test_a_run_killed_before_its_first_line_begins_anew(tmp_path, left):
    out = tmp_path / "lines.jsonl"
    (tmp_path / "lines.jsonl.done").write_bytes(left)
    with ResumableFile(out, {"pack": "p"}) as file:
        assert file.before == len(file) == 0
    with ResumableFile(out, {"pack": "p"}):
        pass


def test_a_file_that_cannot_be_written_is_wrong_usage(tmp_path):
    with (
        pytest.raises(UsageError, match="cannot be written"),
        ResumableFile(tmp_path / "missing" / "lines.jsonl", {}),
    ):
        pytest.fail("it must not begin")


def test_writing_among_the_reports_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("date 2025-10-15 words", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["read", str(tmp_path), "--out", str(tmp_path / "sub" / "x.jsonl")]
    )
    assert result.exit_code == 2
    assert "lies in" in result.stderr


@given(texts=st.lists(st.text(max_size=5), max_size=60))
def test_digests_know_exactly_what_was_added(texts):
    seen, known = Digests(), set()
    for text in texts:
        assert (text in seen) == (text in known)
        assert seen.add(text) == (text not in known)
        known.add(text)
        assert len(seen) == len(known)


def test_digests_of_many_take_few_bytes():
    seen = Digests()
    for number in range(20_000):
        seen.add(str(number))
    assert len(seen) == 20_000
    assert all(str(number) in seen for number in range(0, 20_000, 7))
    assert "20000" not in seen
    assert seen._sorted.nbytes + 64 * len(seen._new) < 20_000 * 24
