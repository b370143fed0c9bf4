"""Countries as datasets write them, to the two letters the records use.

Guarantees: names, ISO codes and FIPS 10-4 codes resolve only where exactly one country carries them.
Refuses: guessing; FIPS is asked for by name, since its two letters mean other countries in ISO.
"""

from collections.abc import Mapping
from functools import cache

from corridor.packs.names import fold
from corridor.records.countries import countries


@cache
def _names() -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for one in countries():
        names = (*one.names["en"], *one.names["fr"], *one.names_in_data)
        for name in (one.iso2, one.iso3, one.numeric, *names):
            found.setdefault(fold(name), set()).add(one.iso2)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@cache
def _fips() -> Mapping[str, str]:
    return {one.fips: one.iso2 for one in countries() if one.fips}


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
