"""Bad input gets a clear error or a listed skip, the documented exit code, and nothing is lost."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridor.cli import main

FAST = ("--days", "10", "--members", "50")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def events(*words: str) -> Result:
    return run("events", "--as-of", "2025-10-20", *FAST, "--json", *words)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(
        "date 2025-10-15 Gunmen burned a tanker near Kolondieba on Tuesday, residents said.",
        encoding="utf-8",
    )
    return folder


def check_skipped(result: Result, file: str) -> None:
    assert result.exit_code == 1, result.stderr
    assert file in result.stderr
    told = json.loads(result.stdout)["claims"]
    assert any("burned a tanker" in (claim["quote"] or "") for claim in told), "the good one stays"


def test_an_empty_file_is_listed_and_the_rest_goes_on(reports):
    (reports / "empty.txt").touch()
    check_skipped(events("--reports", str(reports)), "empty.txt")


def test_a_huge_text_is_listed_and_the_rest_goes_on(reports):
    (reports / "huge.txt").write_bytes(b"date 2025-10-15 " + b"tanker " * 7_500_000)
    check_skipped(events("--reports", str(reports)), "huge.txt")


def test_a_binary_file_is_listed_and_the_rest_goes_on(reports):
    (reports / "noise.txt").write_bytes(bytes(range(256)) * 40)
    check_skipped(events("--reports", str(reports)), "noise.txt")


def test_old_french_encoding_is_read_or_listed(reports):
    text = "date 2025-10-14 Des hommes armés ont incendié deux citernes près de Kadiana."
    (reports / "latin.txt").write_bytes(text.encode("latin-1"))
    result = events("--reports", str(reports))
    assert result.exit_code in {0, 1}
    assert "incendi" in result.stdout or "latin.txt" in result.stderr


def test_a_text_without_a_date_is_kept_but_not_used_in_the_past(reports):
    (reports / "undated.txt").write_text("Gunmen seized nine lorries at Bla.", encoding="utf-8")
    result = events("--reports", str(reports))
    assert "undated.txt" in result.stderr
    assert "nine lorries" not in result.stdout


@pytest.fixture
def broken(tmp_path: Path, mali) -> Path:
    target = tmp_path / "pack"
    shutil.copytree(mali.folder, target)
    return target


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_missing_column_is_named(broken):
    path = broken / "corridors.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace("destination", "goal")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("access", "--pack", str(broken), "--as-of", "2025-10-20", *FAST)
    assert result.exit_code == 3
    assert "corridors.csv" in result.stderr
    assert "destination" in result.stderr


def test_a_road_to_an_unknown_place_is_named(broken):
    edit(broken / "roads.geojson", '"to_place": "bamako"', '"to_place": "nowhere"')
    result = run("access", "--pack", str(broken), "--as-of", "2025-10-20", *FAST)
    assert result.exit_code == 3
    assert "nowhere" in result.stderr


def test_low_above_high_is_named_with_its_row(broken):
    path = broken / "assumptions.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[1:4] = ["9", "5", "1"]
    lines[1] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("pack", "check", str(broken))
    assert result.exit_code == 3
    text = result.stdout + result.stderr
    assert "assumptions.csv" in text
    assert "row 2" in text


def test_a_day_before_the_first_claim_says_what_is_allowed():
    result = run("access", "--as-of", "2019-01-01", *FAST)
    assert result.exit_code == 3
    assert "2025-" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief", "--lang", "de"), "en"),
        (("access", "--as-of", "1 November"), "YYYY-MM-DD"),
        (("access", "--members", "3"), "50"),
        (("frobnicate",), "No such command"),
    ],
)
def test_wrong_words_are_wrong_usage(words, told):
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.stderr


def test_an_unknown_pack_lists_what_there_is():
    result = run("access", "--pack", "atlantis")
    assert result.exit_code == 3
    assert "mali" in result.stderr


def test_help_of_every_command_shows_an_example():
    for name, command in main.commands.items():
        result = run(name, "--help")
        assert result.exit_code == 0
        subcommands = getattr(command, "commands", {})
        assert "Example" in result.stdout or subcommands, name
        for sub in subcommands:
            assert "Example" in run(name, sub, "--help").stdout, f"{name} {sub}"
