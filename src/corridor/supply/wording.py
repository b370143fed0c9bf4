"""Words into ranges: the table `words.csv`, and what a claim's text says by it.

Guarantees: a phrase becomes a range only by a row a person can read and change; the first row that
matches counts. Refuses: guessing where no row matches (None).
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corridor.records.base import Band
from corridor.records.report import Claim


@dataclass(frozen=True)
class Wording:
    """One row of the table of words: what a phrase means as a range."""

    kind: str
    pattern: "re.Pattern[str]"
    band: Band | None


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the table of words, in its order (the first match counts)."""
    text = files("corridor.supply").joinpath("words.csv").read_text(encoding="utf-8")
    rows = []
    for row in csv.DictReader(text.splitlines()):
        values = [float(row[key]) if row[key] else None for key in ("low", "best", "high")]
        band = Band(low=values[0], best=values[1], high=values[2]) if row["best"] else None
        rows.append(Wording(row["kind"], re.compile(row["pattern"], re.IGNORECASE), band))
    return tuple(rows)


def text_of(claim: Claim) -> str:
    """All words of a claim: its own, its figures' units and remarks."""
    parts = [f"{x.unit} {x.of} {x.text or ''}" for x in claim.figures]
    return " ".join([claim.words, *parts])


def matches(kind: str, text: str) -> Band | None:
    """Return the range the table gives for `text` under `kind`; None where nothing matches."""
    for row in wordings():
        if row.kind == kind and row.pattern.search(text):
            return row.band or Band()
    return None


def product_of(text: str, products: Sequence[str]) -> str | None:
    """The product a text names; petrol first, which dries first and is written about most."""
    named = [p for p in products if matches(p, text) is not None]
    return "petrol" if "petrol" in named else (named[0] if named else None)
