import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.evaluate.documents import GoldPlace
from corridor.evaluate.reading import evaluate_reading
from corridor.records.report import PlaceRef

SLOTS = ("kind", "assertion", "speaker_f1", "actor_f1", "place_f1", "day", "figures")


def test_a_perfect_reading_scores_one_everywhere(gold, perfect_reader):
    found = evaluate_reading(perfect_reader, [gold], country="ML")
    for part in ("type_precision", "type_recall", "type_f1", "type_strict_f1", *SLOTS):
        assert getattr(found.overall, part) == 1, part
    assert found.leaks == 0
    assert found.errors == ()
    assert found.confusions == ()
    assert found.calibration_gap == pytest.approx(0.2)


def test_an_empty_reading_scores_nothing(gold, told):
    found = evaluate_reading(told(), [gold], country="ML")
    assert found.overall.type_f1 == 0
    assert found.overall.type_precision is None
    assert all(getattr(found.overall, part) is None for part in SLOTS)
    assert [row.wanted for row in found.confusions] == [
        "commentary", "tanker_destroyed", "territory_held",
    ]  # fmt: skip


def test_scores_by_hand(gold, right_answers, told, claim):
    first, second, third = right_answers(gold)
    answers = (
        first.model_copy(update={"type": "convoy_attack", "figures": (), "speaker": None}),
        second.model_copy(update={"type": "killing", "assertion": "attributed"}),
        third,
        claim(gold.text, "a union said", type="official_statement"),
    )
    found = evaluate_reading(told({gold.id: answers}), [gold], country="ML").overall
    assert (found.claims, found.found, found.paired) == (3, 4, 3)
    assert found.type_precision == 0.5
    assert found.type_recall == pytest.approx(2 / 3, abs=1e-4)
    assert found.type_f1 == pytest.approx(4 / 7, abs=1e-4)
    assert found.type_strict_f1 == pytest.approx(2 / 7, abs=1e-4)
    assert found.kind == 1
    assert found.assertion == pytest.approx(2 / 3, abs=1e-4)
    assert found.speaker_f1 == pytest.approx(2 / 3, abs=1e-4)
    assert found.figures == 0
    assert found.place_f1 == 1


def test_a_place_that_is_not_there_costs_precision(gold, right_answers, told):
    first, *rest = right_answers(gold)
    extra = PlaceRef(name="Kati", span=(30, 37), lat=12.744, lon=-8.073, precision="town")
    answers = (first.model_copy(update={"places": (*first.places, extra)}), *rest)
    found = evaluate_reading(told({gold.id: answers}), [gold], country="ML").overall
    assert (found.place_precision, found.place_recall) == (0.5, 1)


def test_the_country_beside_an_exact_place_is_context(gold, right_answers, told):
    first, *rest = right_answers(gold)
    whole = PlaceRef(name="Mali", country="ML", lat=17.6, lon=-4.0, precision="country")
    answers = (first.model_copy(update={"places": (*first.places, whole)}), *rest)
    assert evaluate_reading(told({gold.id: answers}), [gold]).overall.place_f1 == 1


def test_implied_places_are_neither_asked_for_nor_wrong(gold, right_answers, told):
    label = gold.claims[0]
    implied = label.model_copy(
        update={"places": tuple(p.model_copy(update={"implied": True}) for p in label.places)}
    )
    document = gold.model_copy(update={"claims": (implied, *gold.claims[1:])})
    answers = right_answers(gold)
    without = (answers[0].model_copy(update={"places": ()}), *answers[1:])
    for given_answers in (answers, without):
        found = evaluate_reading(told({gold.id: given_answers}), [document]).overall
        assert found.place_f1 is None


def test_opinion_read_as_an_event_is_a_leak(gold, right_answers, told):
    *rest, last = right_answers(gold)
    answers = (*rest, last.model_copy(update={"kind": "event", "type": "protest"}))
    found = evaluate_reading(told({gold.id: answers}), [gold], country="ML")
    assert [(leak.what, leak.found) for leak in found.leaked] == [("opinion", "event/protest")]


@pytest.mark.parametrize(
    ("kind", "places", "leaks"),
    [
        ("event", [{"name": "Bamako", "country": "ML", "precision": "town"}], 1),
        ("event", [], 1),
        ("event", [{"name": "Haiti", "country": "HT", "precision": "country"}], 0),
        ("background", [], 0),
    ],
)
def test_another_country_must_not_enter(gold, right_answers, told, kind, places, leaks):
    haiti = GoldPlace(name="Haiti", lat=18.97, lon=-72.29, country="HT", precision="country")
    label = gold.claims[0].model_copy(update={"kind": "background", "places": (haiti,)})
    document = gold.model_copy(update={"claims": (label, *gold.claims[1:])})
    first, *rest = right_answers(gold)
    read = first.model_copy(
        update={"kind": kind, "places": tuple(PlaceRef.model_validate(p) for p in places)}
    )
    found = evaluate_reading(told({gold.id: (read, *rest)}), [document], country="ML")
    assert found.leaks == leaks


def test_words_of_held_out_texts_are_not_shown(gold, right_answers, told):
    *rest, last = right_answers(gold)
    answers = (*rest, last.model_copy(update={"kind": "event"}))
    found = evaluate_reading(told({gold.id: answers}), [gold], show=False)
    assert found.leaks == 1
    assert found.leaked == ()
    assert found.errors == ()
    for quote in (claim.quote for claim in gold.claims):
        assert quote not in found.to_json()


def test_scores_are_kept_by_language_style_and_hard_case(gold, perfect_reader, told):
    french = gold.model_copy(update={"id": "d-2", "lang": "fr", "style": "radio", "hard": ()})
    found = evaluate_reading(perfect_reader, [gold, french])
    assert set(found.languages) == {"en", "fr"}
    assert set(found.styles) == {"wire", "radio"}
    assert set(found.hard) == {"denial"}
    assert found.french_gap == 1


@given(kept=st.sets(st.integers(0, 2)))
def test_leaving_out_answers_never_raises_a_score(gold, right_answers, told, kept):
    answers = right_answers(gold)
    part = told({gold.id: tuple(answers[index] for index in sorted(kept))})
    found = evaluate_reading(part, [gold]).overall
    assert found.type_recall == pytest.approx(len(kept) / 3, abs=1e-4)
    assert found.type_precision in {None, 1.0}
    assert (found.type_f1 or 0) <= 1
