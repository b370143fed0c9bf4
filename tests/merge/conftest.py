"""Fixtures of the merging tests."""

import pytest

from corridor.packs.model import Pack

from .country import tiny_pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    return tiny_pack()
