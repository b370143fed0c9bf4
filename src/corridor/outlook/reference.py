"""Reference classes in French, from one table.

Guarantees: every class a rule of this package names has a row. Refuses: translating anything else;
a class of another origin has no French (empty), and a reader gets it in English, marked.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def reference_classes() -> Mapping[str, str]:
    """Return the reference classes, English -> French."""
    text = files("corridor.outlook").joinpath("reference_classes.csv").read_text(encoding="utf-8")
    return {row["english"]: row["french"] for row in csv.DictReader(text.splitlines())}


def in_french(english: str) -> str:
    """Return a reference class in French; empty where the table has none."""
    return reference_classes().get(english, "")
