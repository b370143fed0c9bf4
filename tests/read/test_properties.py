"""Any text at all: no exception, spans inside and equal to the quote, the same claims every time."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.read.figures import FigureReader
from corridor.read.nodes import Line
from corridor.read.sentences import split
from corridor.read.words import fold, tokenize
from tests.read.conftest import report_of

WORDS = st.sampled_from(
    [
        "JNIM",
        "Bamako",
        "Kati",
        "San",
        "convoy",
        "convoi",
        "tankers",
        "citernes",
        "burned",
        "brûlé",
        "on",
        "sur",
        "le",
        "lundi",
        "Monday",
        "40",
        "1",
        "000",
        "$38",
        "million",
        "said",
        "selon",
        ",",
        ".",
        ";",
        ":",
        "|",
        "\n",
        "-",
        "«",
        "»",
        "(",
        ")",
        "not",
        "ne",
        "pas",
        "will",
        "if",
        "since",
        "depuis",
        "between",
        "entre",
        "and",
        "et",
        "Kayes",
        "50",
        "km",
        "from",
        "de",
        "the",
        "army",
        "l'armée",
        "attacked",
        "attaqué",
        "litres",
        "FCFA",
        "U.S.",
        "two",
        "deux",
        "nationals",
        "31/12",
        "2025-10-30",
        "night",
        "nuit",
        "of",
        "dimanche",
        "à",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join))
RELAXED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RELAXED
@given(text=TEXTS)
def test_any_text_gives_claims_with_exact_spans(reader, text):
    report = report_of(text)
    claims = reader.read(report)
    for claim in claims:
        start, end = claim.span
        assert 0 <= start < end <= len(text)
        assert claim.quote == text[start:end]
        for place in claim.places:
            if place.span:
                assert 0 <= place.span[0] < place.span[1] <= len(text)
    assert claims == reader.read(report)
    assert len({claim.id for claim in claims}) == len(claims)


@RELAXED
@given(text=TEXTS)
def test_any_text_gives_toponyms_that_are_its_own_words(reader, text):
    for place in reader.toponyms(report_of(text)):
        assert place.name == text[slice(*place.span)]


@RELAXED
@given(text=TEXTS)
def test_sentences_and_words_lie_in_order_without_overlap(text):
    last = 0
    for sentence in split(text):
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end
        for token in tokenize(text, sentence.start, sentence.end):
            assert text[token.start : token.end] == token.text
            assert token.fold == fold(token.fold) or not token.fold.isascii()


@RELAXED
@given(value=st.integers(min_value=2, max_value=999_999))
def test_numbers_in_digits_come_back_as_they_are(value):
    text = f"{value:,} tankers were burned"
    found = FigureReader("en").read(text, Line(tokenize(text)), [])
    assert [(f.figure.best, f.figure.unit) for f in found] == [(value, "tankers")]


def test_hostile_lengths_end_in_time(reader):
    for text in ("a" * 200_000, "1 " * 50_000, "( " * 50_000, "Bamako " * 20_000, "a.b." * 40_000):
        start = time.process_time()
        reader.read(report_of(text))
        assert time.process_time() - start < 30
