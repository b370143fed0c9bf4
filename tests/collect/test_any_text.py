"""A short run of `tools/fuzz.py reader`: words in any order, real ones broken, odd signs strewn in.

What is checked is the tool's own: no exception, spans inside the text and equal to the quote, places
in their own words, records that come back from their JSON, no two claims of one id.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.collect import Context
from corridor.read import Reader
from corridor.read.gazetteer import Gazetteer
from tests.collect.mangle import every_format, mangled, salad
from tools.fuzz import START, checked_text, failure

RELAXED = settings(max_examples=80, deadline=None)


@pytest.fixture(scope="module")
def reader(mali) -> Reader:
    made = Reader(mali, gazetteer=Gazetteer.of(mali, world=False))
    checked_text(made, "Gunmen burned three tankers. Des hommes ont brûlé trois citernes.")
    return made


@RELAXED
@given(seed=st.integers(0, 10**9), break_it=st.booleans())
def test_any_text_is_read_as_it_must_be(reader, seed, break_it):
    noise = random.Random(seed)  # noqa: S311 - noise, no secret
    text = salad(noise)
    if break_it:
        text = mangled(text.encode(), noise).decode("utf-8", "ignore")
    assert checked_text(reader, text).partition("took")[0] == ""


@pytest.mark.parametrize("number", range(len(every_format())))
def test_any_file_is_taken_and_read_as_it_must_be(reader, mali, number):
    ending, data = every_format()[number]
    context, noise = Context(mali, None, START), random.Random(number)  # noqa: S311 - noise
    assert failure(context, reader, ending, data).partition("took")[0] == ""
    for _ in range(5):
        wrong = failure(context, reader, ending, mangled(data, noise))
        assert wrong.partition("took")[0] == ""


def test_the_check_sees_what_is_wrong(reader, mali):
    class Broken(Reader):
        def read(self, report):
            return tuple(c.model_copy(update={"span": (0, 1)}) for c in super().read(report))

    broken = Broken(mali, gazetteer=reader.gazetteer)
    assert "is not its quote" in checked_text(broken, "Gunmen burned three tankers near Kati.")
    assert checked_text(reader, "Gunmen burned three tankers near Kati.") == ""


@pytest.mark.parametrize("sign", ["²", "①", "٣", "৩", "½", "Ⅳ"])
def test_a_sign_that_only_looks_like_a_number_is_read_over(reader, sign):
    days = f"{sign}. Gunmen burned three tankers near Kati.\n{sign} jours après, {sign} morts."
    ages = f"In {sign} days, {sign}e jour, depuis {sign} semaines, {sign} litres, {sign} October."
    assert checked_text(reader, f"{days}\n{ages}\n2. Gunmen burned {sign} tankers.") == ""
