import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corridor.packs import load_pack, pack_folder
from corridor.packs.model import Pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack("mali")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the Mali pack that a test may spoil."""
    target = tmp_path / "spoiled"
    shutil.copytree(pack_folder("mali"), target)
    return target


@pytest.fixture
def spoil(copy: Path) -> Callable[[str, Callable[[list[dict[str, str]]], None]], Path]:
    """Change the rows of one table of the copy, and return its folder."""

    def change(name: str, edit: Callable[[list[dict[str, str]]], None]) -> Path:
        path = copy / name
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        edit(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return copy

    return change
