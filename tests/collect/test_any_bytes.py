"""Any bytes under any name: reports, claims, or a reason; never an exception, never a wrong span.

A short run; `tools/fuzz.py` runs the same for as long as asked.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.collect import Context, Item, stream
from corridor.records.errors import Skipped
from corridor.records.report import Claim, Report
from tests.collect.mangle import SUFFIXES, every_format, mangled

RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(context: Context, name: str, data: bytes) -> None:
    pieces = list(stream([Item(name, data=data)], context))
    assert pieces, "each input gives something, or a reason"
    reports = {piece.id for piece in pieces if isinstance(piece, Report)}
    for piece in pieces:
        if isinstance(piece, Skipped):
            assert piece.where
            assert piece.what
        elif isinstance(piece, Claim):
            assert piece.report in reports
        if isinstance(piece, Report | Claim):
            assert piece.known_from >= (getattr(piece, "published", None) or piece.known_from)
            assert type(piece).model_validate_json(piece.to_json().encode()) == piece


@RELAXED
@given(ending=st.sampled_from(SUFFIXES), data=st.binary(max_size=400))
def test_noise(context, ending, data):
    check(context, "noise" + ending, data)


@RELAXED
@given(ending=st.sampled_from(SUFFIXES), text=st.text(max_size=300))
def test_words(context, ending, text):
    check(context, "words" + ending, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("number", range(len(every_format())))
def test_whole_files_give_something_and_broken_ones_a_reason(context, number):
    ending, data = every_format()[number]
    check(context, "whole" + ending, data)
    noise = random.Random(number)  # noqa: S311 - noise, no secret
    for _ in range(25):
        check(context, "broken" + ending, mangled(data, noise))
