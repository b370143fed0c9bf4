"""Setting up: done once, honest about an old Python, patient with a bad network only."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup_venv


def test_a_python_that_is_new_enough_is_found() -> None:
    assert setup_venv.usable_python() == sys.executable


def test_an_old_python_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_venv, "OLDEST", (99, 0))
    with pytest.raises(setup_venv.SetupError, match=r"99\.0 or newer \(.* is 3\.[\s\S]*PYTHON="):
        setup_venv.usable_python()


@pytest.mark.parametrize(
    ("log", "passing"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", True),
        ("ERROR: Could not find a version that satisfies numpy (from versions: none)", True),
        ("ReadTimeoutError: Read timed out.", True),
        ("ERROR: ResolutionImpossible: conflicting dependencies", False),
        ("error: no space left on device", False),
    ],
)
def test_only_a_passing_fault_is_tried_again(log: str, *, passing: bool) -> None:
    assert bool(setup_venv.WEATHER.search(log)) == passing


def test_progress_names_what_is_fetched_and_its_size() -> None:
    found = setup_venv.FETCHED.match("  Downloading https://x/numpy-2.4.6-cp311.whl (15.7 MB)")
    assert found
    assert found.groups() == ("numpy", "15.7 MB")


def test_a_finished_environment_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("one")
    folder = tmp_path / ".venv"
    folder.mkdir()
    (folder / ".corridor-dev").write_text(setup_venv._state())
    setup_venv.main("base", folder)  # the tools for testing hold all that is needed to run
    setup_venv.main("dev", folder)
    assert [path.name for path in folder.iterdir()] == [".corridor-dev"]
    (tmp_path / "pyproject.toml").write_text("two")
    assert not setup_venv._done("base", folder)


def test_make_alone_lists_the_targets() -> None:
    root = Path(__file__).resolve().parent.parent
    told = subprocess.run(["make", "-C", root], capture_output=True, text=True, check=True).stdout
    for target in ("brief", "test", "lint", "types", "check", "floors", "docs", "bench", "clean"):
        assert f"make {target} " in told
