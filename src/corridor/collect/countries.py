"""Countries as datasets write them, to the two letters the records use.

Guarantees: names, ISO codes and FIPS 10-4 codes resolve only where exactly one country carries them.
Refuses: guessing; FIPS is asked for by name, since its two letters mean other countries in ISO.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from corridor.packs.names import fold

_Row = Mapping[str, str]


@cache
def _rows() -> tuple[_Row, ...]:
    text = files("corridor.collect").joinpath("data/countries.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _names() -> Mapping[str, str]:
    found = {}
    for row in _rows():
        for name in (row["iso2"], row["iso3"], row["numeric"], *row["names"].split(";")):
            found[fold(name)] = row["iso2"]
    return found


@cache
def _fips() -> Mapping[str, str]:
    return {row["fips"]: row["iso2"] for row in _rows() if row["fips"]}


def country_of(*words: str) -> str | None:
    """Return the country of the first word that names one: a name, ISO 3166 letters or number."""
    for word in words:
        known = _names().get(fold(word)) or _names().get(fold(word.partition("(")[0]))
        if word.strip() and known:
            return known
    return None


def country_of_fips(code: str) -> str | None:
    """Return the country of a FIPS 10-4 code, as GDELT uses it."""
    return _fips().get(code.strip().upper())
