"""General assumptions: what the engines need in any country, where a pack says nothing of its own.

Guarantees: a pack gets them only where its `pack.toml` says `general_assumptions = true`, and its
own row always wins; they are known from the day before the simulation begins. Refuses: figures of
one country (need, stock, prices); those a person fills in.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from corridor.packs.readers import ASSUMPTION_COLUMNS
from corridor.packs.tables import Row, plain, read_table
from corridor.records.figures import Assumption

DEFAULTS = Path(__file__).parent / "data" / "defaults"
"""Where general assumptions and the empty shape of a pack lie."""
COLUMNS = ("id", "low", "best", "high", "unit", "reason", "check")
KEY = "general_assumptions"
"""The key of `pack.toml` by which a pack asks for them."""


@cache
def rows() -> tuple[Row, ...]:
    """Return the general assumptions as rows; `check` is yes where a country is likely to differ."""
    return read_table(DEFAULTS / "assumptions.csv", COLUMNS)


def assumptions(known_from: date) -> dict[str, Assumption]:
    """Return the general assumptions by id, known from a day."""
    return {row.text("id"): _record(row, known_from) for row in rows()}


def filled(own: Mapping[str, Assumption], head: dict[str, Any]) -> dict[str, Assumption]:
    """Return a pack's assumptions, with general ones beside them where its head asks for that.

    Takes the key out of `head`.
    """
    wanted, start = head.pop(KEY, False), head.get("simulate_from")
    if wanted is not True or not isinstance(start, date):
        return dict(own)
    return dict(sorted((assumptions(start - timedelta(days=1)) | dict(own)).items()))


def _record(row: Row, known_from: date) -> Assumption:
    cells = plain(row, tuple(name for name in ASSUMPTION_COLUMNS if name in COLUMNS))
    return row.make(Assumption, cells | row.band() | {"known_from": known_from})
