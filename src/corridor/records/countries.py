"""The countries of the world from one table: codes, names, words for their people, a point.

Guarantees: each ISO code stands once; a country that is no more has codes and no point. Refuses:
borders and claims to them: a row is a code list's row, and a point is a place to write a name.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corridor.records.words import Lang


class Country(NamedTuple):
    """One country.

    `names` and `people` (words for its people, with `*` for endings) are by language;
    `names_in_data` are how datasets write it beside these; `fips` is FIPS 10-4, as GDELT uses it.
    """

    iso2: str
    iso3: str
    numeric: str
    fips: str
    continent: str
    names: Mapping[Lang, tuple[str, ...]]
    names_in_data: tuple[str, ...]
    people: Mapping[Lang, tuple[str, ...]]
    point: tuple[float, float] | None
    """Latitude and longitude."""


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, in the order of their two letters; those that are no more come last."""
    text = files("corridor.records").joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(_country(row) for row in csv.DictReader(text.splitlines()))


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        row["iso2"], row["iso3"], row["numeric"], row["fips"], row["continent"],
        names={"en": _parts(row["names_en"]), "fr": _parts(row["names_fr"])},
        names_in_data=_parts(row["names_in_data"]),
        people={"en": _parts(row["people_en"]), "fr": _parts(row["people_fr"])},
        point=(float(row["lat"]), float(row["lon"])) if row["lat"] else None,
    )  # fmt: skip


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
