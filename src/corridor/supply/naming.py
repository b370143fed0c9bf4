"""What an observation is called in French, from one table.

Guarantees: every name the readings give has a row. Refuses: translating anything else (empty).
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def observed_names() -> Mapping[str, str]:
    """Return the names of observed quantities, English -> French."""
    text = files("corridor.supply").joinpath("observed.csv").read_text(encoding="utf-8")
    return {row["english"]: row["french"] for row in csv.DictReader(text.splitlines())}


def in_french(english: str) -> str:
    """Return the name of an observed quantity in French; empty where the table has none."""
    return observed_names().get(english, "")
