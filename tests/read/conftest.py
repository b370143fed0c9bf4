from collections.abc import Callable
from datetime import date

import pytest

from corridor.packs import load_pack
from corridor.packs.model import Pack
from corridor.read import Gazetteer, Reader
from corridor.records.report import Claim, Report


@pytest.fixture(scope="session")
def mali() -> Pack:
    return load_pack("mali")


@pytest.fixture(scope="session")
def reader(mali: Pack) -> Reader:
    """A reader without the towns of the world: fast to make, enough for the rules."""
    return Reader(mali, gazetteer=Gazetteer.of(mali, world=False))


def report_of(text: str, published: str | None = "2025-11-01") -> Report:
    day = date.fromisoformat(published) if published else None
    return Report(
        id="t", source="own_report", origin="own_report", text=text, published=day,
        published_precision="day" if day else "unknown", known_from=day or date(2026, 1, 1),
    )  # fmt: skip


Read = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Read a text published on Saturday 1 November 2025, or on the day given."""

    def run(text: str, published: str | None = "2025-11-01") -> tuple[Claim, ...]:
        return reader.read(report_of(text, published))

    return run
