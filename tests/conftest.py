"""What many tests share: the Mali pack, and situations computed once."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corridor
from corridor.records.situation import Situation

if TYPE_CHECKING:
    from corridor.packs import Pack
    from corridor.pipeline import Inputs

MEMBERS = 300
"""Enough for the states named in tests; `make brief` runs 2,000."""


@pytest.fixture(autouse=True, scope="session")
def no_gazetteers_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a developer's own gazetteers out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORRIDOR_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; tests that need it are skipped without it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"real data not found in {folder}; it is not part of the repository")
    return folder


@pytest.fixture(scope="session")
def mali() -> "Pack":
    """The bundled Mali pack."""
    return corridor.load_pack("mali")


@pytest.fixture(scope="session")
def mali_inputs(mali: "Pack") -> "Inputs":
    """Everything the Mali pack holds, of all days."""
    return corridor.gather_inputs(mali)


@pytest.fixture(scope="session")
def situation_on(mali_inputs: "Inputs") -> Callable[[date], Situation]:
    """The situation of a day, computed once a session."""

    @cache
    def run(day: date) -> Situation:
        return corridor.assess(mali_inputs, as_of=day, members=MEMBERS)

    return run
