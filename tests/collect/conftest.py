"""What tests of the inputs share: a context, and small files made on the spot."""

from collections.abc import Callable
from datetime import date

import pytest

from corridor.collect import Context, Item
from tests.collect.made import TODAY, Gathered, gather


@pytest.fixture(scope="session")
def context(mali) -> Context:
    """A run on the day after the last, without a date from the user."""
    return Context(mali, None, TODAY)


@pytest.fixture(scope="session")
def dated(mali) -> Context:
    """A run whose user gave the date of texts."""
    return Context(mali, date(2025, 10, 20), TODAY)


@pytest.fixture
def read(context) -> Callable[..., Gathered]:
    """Read one input given as bytes or text."""

    def one(name: str, data: bytes | str, *, ctx: Context = context, **more) -> Gathered:
        raw = data.encode() if isinstance(data, str) else data
        return gather([Item(name, data=raw, **more)], ctx)

    return one
