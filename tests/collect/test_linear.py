"""Work grows with the length of the input: operations are counted, so no clock decides.

What is counted are calls of Python and of C functions; what one call of C costs, for instance a
pattern that goes back over its text, is timed by `tools/linear.py`, outside of the tests.
"""

import sys
from collections.abc import Callable

import pytest

from corridor.collect import Context, Item, stream
from corridor.read import Reader
from corridor.read.gazetteer import Gazetteer
from corridor.records.report import Report
from tests.collect.shapes import FILES, TEXTS

TIMES = 8
MOST = 12
"""Times the calls for eight times the parts: 8 where all is even, 64 with the square. Long sentences
are cut, and pieces of another length cost otherwise, so it is never quite even."""


def calls(work: Callable[[], object]) -> int:
    """Count the calls of Python and C functions."""
    count = 0

    def seen(_frame: object, what: str, _argument: object) -> None:
        nonlocal count
        count += what in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def too_much(work: Callable[[int], object], parts: int) -> str:
    """Return what is wrong with the work for eight times the parts, or nothing."""
    work(TIMES * parts)  # what is learnt at first use, tables and words, is learnt before
    few, many = calls(lambda: work(parts)), calls(lambda: work(TIMES * parts))
    return "" if many <= MOST * few else f"{few} and {many} calls for {parts} and {TIMES * parts}"


@pytest.fixture(scope="module")
def reader(mali) -> Reader:
    return Reader(mali, gazetteer=Gazetteer.of(mali, world=False))


def test_the_count_sees_work_that_grows_with_the_square():
    assert too_much(lambda n: [abs(a) for a in range(n) for _ in range(n)], 60)
    assert not too_much(lambda n: [abs(a) for a in range(n)], 1000)


@pytest.mark.parametrize("shape", sorted(TEXTS))
def test_reading_a_text(reader, mali, shape):
    def work(parts: int) -> None:
        text = TEXTS[shape](parts)
        report = Report(
            id="r", source="own_report", origin="own_report", text=text, published=mali.crisis_start,
            published_precision="day", known_from=mali.crisis_start, sha256="0" * 64,
        )  # fmt: skip
        reader.read(report)

    assert too_much(work, 60) == ""


@pytest.mark.parametrize("ending", sorted(FILES))
def test_taking_a_file(mali, ending):
    context = Context(mali, None, mali.crisis_start)

    def work(parts: int) -> None:
        list(stream([Item("a" + ending, data=made[parts])], context))

    made = {parts: FILES[ending](parts) for parts in (30, TIMES * 30)}
    assert too_much(work, 30) == ""
