"""The house holds: imports go one way, modules stay small, everything public is explained."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "corridor"
MODULES = sorted(SOURCE.rglob("*.py"))

FLOORS = (
    "_version", "records", "packs", "overrides", "collect", "read", "merge", "access", "supply", "plan",
    "exits", "outlook", "posture", "protect", "changes", "pipeline", "replay", "whatif",
)  # fmt: skip
"""Lowest first: each may import those before it."""
ABOVE = {
    "brief": {"_version", "records", "packs"},
    "export": {"_version", "records", "packs"},
    "evaluate": {*FLOORS, "brief", "export"},
    "schemas": {*FLOORS, "brief", "evaluate"},
    "api": {*FLOORS, "brief", "export"},
    "": {*FLOORS, "brief", "export", "evaluate", "api"},
    "cli": {*FLOORS, "brief", "export", "evaluate", "schemas", "api", ""},
    "__main__": {"cli"},
}
"""Beside and above the floors; "" is `corridor/__init__.py`, the library's front door."""
ALLOWED = {name: set(FLOORS[:step]) for step, name in enumerate(FLOORS)} | ABOVE

MAX_LINES = 450
MAX_FUNCTION = 60
MACHINE = re.compile(r"(?<!\w)/(?:work|root|home|opt)/\w|/tmp/brief|pypi-more|\.mirror/|\.library/")


def label(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def floor_of(path: Path) -> str:
    """The first part below `corridor`: a package, a module, or "" for the front door."""
    first = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def dotted(path: Path) -> list[str]:
    """The package a module lies in, from which relative imports count."""
    return ["corridor", *path.relative_to(SOURCE).parts[:-1]]


def imported(tree: ast.AST, package: list[str]) -> Iterator[tuple[int, str]]:
    """Every module of Corridor a tree imports, at any depth of nesting, as (line, dotted name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for name in node.names:
                yield node.lineno, f"{module}.{name.name}"
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            for word in node.args:
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield node.lineno, word.value


def target_floor(name: str) -> str | None:
    """The floor an imported name belongs to; None outside Corridor."""
    parts = name.split(".")
    if parts[0] != "corridor":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in ALLOWED else ""


def wrong_way(path: Path, text: str) -> list[str]:
    """Imports of one module that go up or sideways."""
    own = floor_of(path)
    found = []
    for line, name in imported(ast.parse(text), dotted(path)):
        floor = target_floor(name)
        if floor is not None and floor != own and floor not in ALLOWED[own]:
            found.append(f"{path.name}:{line} imports {name}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_imports_go_one_way(path: Path) -> None:
    assert floor_of(path) in ALLOWED, "a new package needs a floor in this test and in DESIGN"
    assert wrong_way(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("records/x.py", "from corridor.packs import Pack"),
        ("supply/x.py", "def f():\n    from corridor.exits import way"),
        ("supply/x.py", "from ..exits import way"),
        ("supply/x.py", "from .. import exits"),
        ("read/x.py", "import corridor.merge.rules as m"),
        ("brief/x.py", "from corridor.pipeline import assess"),
        ("export/x.py", "from corridor.supply import ensemble"),
        ("access/x.py", "import importlib\nimportlib.import_module('corridor.cli')"),
        ("merge/x.py", "import corridor"),
        ("evaluate/x.py", "from corridor.cli import main"),
    ],
)
def test_the_guard_sees_imports_that_go_up(where: str, text: str) -> None:
    assert wrong_way(SOURCE / where, text)


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("packs/x.py", "from corridor.records.base import Record\nimport numpy"),
        ("supply/x.py", "from . import stations\nfrom .queue import trips"),
        ("brief/x.py", "from corridor.packs import Pack"),
        ("cli/x.py", "import corridor"),
    ],
)
def test_the_guard_lets_imports_go_down(where: str, text: str) -> None:
    assert wrong_way(SOURCE / where, text) == []


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_modules_are_small_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_LINES
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions, classes and methods whose names carry no underscore, outside private classes."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    part
                    for part in node.body
                    if isinstance(part, kinds) and not part.name.startswith("_")
                )


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_every_public_name_is_explained_and_typed(path: Path) -> None:
    silent, untyped = [], []
    for node in public(ast.parse(path.read_text(encoding="utf-8"))):
        if not ast.get_docstring(node):
            silent.append(node.name)
        if not isinstance(node, ast.ClassDef) and node.returns is None:
            untyped.append(node.name)
    assert (silent, untyped) == ([], [])


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a module with its number of lines, its docstring not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - told


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_functions_are_short(path: Path) -> None:
    assert [(name, lines) for name, lines in functions(path) if lines > MAX_FUNCTION] == []


def test_most_functions_are_very_short() -> None:
    lengths = sorted(lines for path in MODULES for _, lines in functions(path))
    assert lengths[len(lengths) // 2] <= 15
    assert lengths[len(lengths) * 95 // 100] < 50


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_nothing_prints_or_keeps_global_state(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prints = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    globals_ = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global)]
    assert globals_ == []
    assert prints == [] or floor_of(path) == "cli"


ENGINES = [path for path in MODULES if floor_of(path) not in {"cli", "", "evaluate"}]
COUNTRY = re.compile(r"\b(mali|bamako|dakar|abidjan|jnim|malian?)\b", re.IGNORECASE)
EXCUSED = {
    ("pipeline.py", "mali"),  # the default pack of `assess`
    ("api.py", "mali"),  # the same
}


@pytest.mark.parametrize("path", ENGINES, ids=label)
def test_no_country_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    words = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in words
        and COUNTRY.search(node.value)
        and (label(path), node.value) not in EXCUSED
    ]
    assert found == [], "a country is a folder of data, never of code"


TEXTS = {".py", ".md", ".toml", ".csv", ".json", ".typ", ".html", ".css", ".js", ".txt", ".jsonl"}
MADE = {".venv", ".git", "out", "dist", "build", "node_modules"}


def shipped() -> Iterator[Path]:
    """Text files of the project, without what is made by running it."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        made = any(part in MADE or part.endswith(("_cache", ".egg-info")) for part in parts)
        named = path.suffix in TEXTS or path.name in {"Makefile", "run"}
        if not made and named and path.is_file() and path != Path(__file__).resolve():
            yield path


def test_nothing_names_the_machine_it_was_made_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in shipped()
        if (match := MACHINE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_types_are_shipped_to_users() -> None:
    assert (SOURCE / "py.typed").exists()
