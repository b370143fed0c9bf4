"""docs/briefing.md names everything the files hold."""

import re
from pathlib import Path

import pytest

from corridor.brief import METADATA_KEYS
from corridor.brief.events_csv import COLUMNS
from corridor.brief.numbers import DAY_EDGES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "briefing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", sorted(METADATA_KEYS))
def test_every_key_that_needs_no_claims_is_explained(key):
    assert re.search(rf"^\| `{key}` \| \S", PAGE, re.MULTILINE)


@pytest.mark.parametrize("column", [name for name, _ in COLUMNS])
def test_every_column_of_the_events_is_explained(column):
    assert f"`{column}`" in PAGE


def test_every_section_is_explained(briefings):
    for section in briefings["en", "local"].sections:
        assert f"`{section.id}`" in PAGE


def test_the_bands_are_named():
    for edge in DAY_EDGES[1:]:
        assert f"{edge:.0f}" in PAGE.partition("bands of days")[2][:80]
