from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate.align import align, cover, jaccard

SPANS = st.tuples(st.integers(0, 200), st.integers(1, 80)).map(lambda p: (p[0], p[0] + p[1]))


@given(SPANS, SPANS)
def test_overlap_measures_are_symmetric_shares(first, second):
    for measure in (cover, jaccard):
        assert measure(first, second) == measure(second, first)
        assert 0 <= measure(first, second) <= 1
        assert measure(first, first) == 1
    assert jaccard(first, second) <= cover(first, second)


def test_every_label_finds_its_own_perfect_answer(gold, right_answers):
    found = align(gold, right_answers(gold))
    assert [(pair.gold, pair.found, pair.typed) for pair in found.pairs] == [
        (0, 0, True), (1, 1, True), (2, 2, True),
    ]  # fmt: skip
    assert found.missed == found.spurious == ()


def test_an_empty_answer_misses_everything(gold):
    found = align(gold, ())
    assert found.pairs == ()
    assert found.missed == (0, 1, 2)


def test_the_right_type_wins_over_a_closer_span(gold, claim):
    exact = claim(gold.text, gold.claims[0].quote, type="armed_clash")
    longer = claim(
        gold.text, gold.text.split(". ", maxsplit=1)[0], type="tanker_destroyed", id="longer"
    )
    found = align(gold, (exact, longer))
    assert [(pair.gold, pair.found, pair.typed) for pair in found.pairs] == [(0, 1, True)]
    assert found.spurious == (0,)


def test_an_accepted_type_counts_but_the_first_label_wins(gold, claim):
    quote = gold.claims[0].quote
    second = claim(gold.text, quote, type="convoy_attack", id="second")
    first = claim(gold.text, quote, type="tanker_destroyed", id="first")
    assert align(gold, (second,)).pairs[0].typed
    assert align(gold, (second, first)).pairs[0].found == 1


def test_a_claim_elsewhere_in_the_text_is_not_paired(gold, claim):
    found = align(gold, (claim(gold.text, "a union said", type="tanker_destroyed"),))
    assert found.pairs == ()
    assert found.spurious == (0,)


def test_figures_tell_apart_claims_cut_from_one_sentence(gold, claim):
    quote = gold.claims[0].quote
    other = claim(gold.text, quote, type="tanker_destroyed", id="a")
    counted = claim(
        gold.text, quote, type="tanker_destroyed", id="b",
        figures=[{"best": 40, "unit": "tankers"}],
    )  # fmt: skip
    assert align(gold, (other, counted)).pairs[0].found == 1


def test_a_second_accepted_reading_of_a_label_is_neither_right_nor_wrong(gold, claim):
    quote = gold.claims[0].quote
    first = claim(gold.text, quote, type="tanker_destroyed", id="first")
    again = claim(gold.text, quote, type="convoy_attack", id="again")
    twice = claim(gold.text, quote, type="tanker_destroyed", id="twice")
    assert align(gold, (first, again)).second == (1,)
    assert align(gold, (first, again)).spurious == ()
    assert align(gold, (first, twice)).spurious == (1,)
