"""How long each stage of the Mali briefing takes, and the whole of it.

Run with `make bench`. Sizes are those of `make brief`: 90 days, 2,000 members, as of 2025-11-01.
"""

from datetime import date

import pytest

import corridor
from corridor.access import assess_access
from corridor.merge import merge
from corridor.read import Reader
from corridor.records.report import Report
from corridor.supply import assess_supply

AS_OF = date(2025, 11, 1)
SIZE = {"as_of": AS_OF, "days": 90, "members": 2000, "seed": 0}
TEXT = (
    "Gunmen attacked a convoy of about forty tankers near Kolondieba on Tuesday, residents said. "
    "The army denied any loss. In Bamako most stations were closed and petrol sold for 2,000 "
    "FCFA a litre. France advised its nationals to plan a departure by commercial flight. "
) * 6


@pytest.fixture(scope="module")
def known():
    return corridor.gather_inputs("mali").known(AS_OF)


@pytest.fixture(scope="module")
def merged(known):
    return merge(known.claims, known.reports, known.pack, AS_OF)


@pytest.fixture(scope="module")
def paths(known, merged):
    return assess_access(merged.events, known.claims, known.reports, known.pack, **SIZE)[1]


def test_load_pack(benchmark):
    benchmark(corridor.load_pack, "mali")


def test_read_300_words(benchmark, known):
    reader = Reader(known.pack)
    report = Report(
        id="r", source="r", origin="r", text=TEXT, published=AS_OF, language="en",
        published_precision="day", known_from=AS_OF,
    )  # fmt: skip
    assert benchmark(reader.read, report)


def test_merge(benchmark, known):
    benchmark(merge, known.claims, known.reports, known.pack, AS_OF)


def test_access(benchmark, known, merged):
    arguments = (merged.events, known.claims, known.reports, known.pack)
    benchmark.pedantic(assess_access, arguments, SIZE, rounds=3)


def test_supply(benchmark, known, merged, paths):
    arguments = (merged.events, known.claims, paths, known.pack)
    benchmark.pedantic(assess_supply, arguments, SIZE, rounds=3)


def test_whole_briefing(benchmark, tmp_path):
    def whole():
        corridor.assess("mali", as_of=AS_OF).brief().save(tmp_path)

    benchmark.pedantic(whole, rounds=2)
