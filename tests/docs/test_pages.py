"""The pages hold together: links lead somewhere, lists match the code, examples run."""

import re
import tomllib
from pathlib import Path

import pytest

import corridor

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("benchmarks/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def label(path: Path) -> str:
    return str(path.relative_to(ROOT))


def package(requirement: str) -> str:
    """`click>=8.1` -> `click`."""
    return re.split(r"[^A-Za-z0-9_-]", requirement)[0].lower()


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_a_page_has_one_title_and_closed_code_blocks(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert len(re.findall(r"^# ", prose, flags=re.MULTILINE)) == 1
    assert text.count("\n```") % 2 == 0


def test_every_dependency_is_accounted_for() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    extras = PROJECT["optional-dependencies"].values()
    needed = [*PROJECT["dependencies"], *(name for extra in extras for name in extra)]
    assert [name for name in map(package, needed) if f"`{name}`" not in page] == []


def test_every_dependency_to_run_is_imported_somewhere() -> None:
    names = {"vl-convert-python": "vl_convert", "tzdata": "zoneinfo"}
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"^\s*(?:from|import) (\w+)", source, flags=re.MULTILINE))
    wanted = {names.get(name, name) for name in map(package, PROJECT["dependencies"])}
    assert wanted - used == set()


def test_the_public_surface_is_listed_sorted_and_there() -> None:
    assert corridor.__all__ == sorted(corridor.__all__)
    assert {name for name in corridor.__all__ if not hasattr(corridor, name)} == set()
    with pytest.raises(AttributeError, match="no attribute 'weather'"):
        _ = corridor.weather


def test_the_changelog_names_the_version_or_what_comes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[(Unreleased|{re.escape(corridor.__version__)})\]", text, re.MULTILINE)


def blocks(page: Path) -> str:
    """The Python blocks of a page, one after the other."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))


@pytest.mark.slow
def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks(ROOT / "docs" / "tutorial.md"), "tutorial.md", "exec"), {})  # noqa: S102
    assert (tmp_path / "mine" / "brief.html").stat().st_size > 10_000


@pytest.mark.slow
def test_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = blocks(ROOT / "README.md").replace('"2025-11-01")', '"2025-11-01", members=100)')
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert (tmp_path / "out" / "brief.pdf").read_bytes().startswith(b"%PDF")
