"""The tables merging decides by hold together."""

from typing import get_args

from corridor.merge.tables import (
    Nature,
    aspect_rules,
    concepts,
    denial_topics,
    nationality_stems,
    rule_of,
    scales,
    state_ends,
    tie_rules,
    type_pairs,
    type_rules,
    weights,
)
from corridor.merge.text import is_total, nationalities, tokens, unit_of
from corridor.records.event_types import event_types
from corridor.records.events import RelationKind


def test_every_type_of_the_catalogue_has_a_rule() -> None:
    assert set(type_rules()) == set(event_types())
    for rule in type_rules().values():
        assert rule.nature in get_args(Nature)
        assert rule.actor in {"must", "soft"}
        assert rule.roads in {"near", "named", "none"}
        assert 0 <= rule.importance <= 5


def test_types_that_may_be_one_happening_are_compared() -> None:
    for pair in type_pairs():
        assert pair <= set(event_types())
        assert len({rule_of(name).block for name in pair}) == 1


def test_states_end_in_known_ways() -> None:
    parts = {"place", "actor", "target", "nationality"}
    for rule in state_ends():
        assert {rule.state, rule.end} <= set(event_types())
        assert set(rule.match.replace("|", "+").split("+")) <= parts
        assert rule.max_days > 0


def test_words_are_plain_and_ties_known() -> None:
    for word in (*concepts(), *scales(), *(stem for stem, _ in nationality_stems())):
        assert word == word.lower()
        assert word.isalpha()
    assert {kind for _, _, kind in tie_rules()} <= set(get_args(RelationKind))
    named = {name for name, _, _ in (*tie_rules(), *aspect_rules())}
    assert named | {kind for _, kind in denial_topics()} <= set(event_types())
    assert weights()["start"] < 0 < weights()["same_type"]


def test_no_single_part_makes_a_link() -> None:
    positive = [value for name, value in weights().items() if name != "start"]
    assert weights()["start"] + max(positive) < 0


def test_units_of_two_languages_meet() -> None:
    assert unit_of("tankers (about)") == unit_of("camions-citernes") == ("tanker", 1.0)
    assert unit_of("million litres in November") == ("litre", 1e6)
    assert unit_of("FCFA/litre") == unit_of("FCFA par litre") == ("xof/litre", 1.0)
    assert unit_of("soldiers killed") == unit_of("personnes") == ("people", 1.0)
    assert unit_of("odd things (few)") == ("odd things", 1.0)


def test_totals_are_told_from_single_counts() -> None:
    assert is_total("tankers lost since early September")
    assert is_total("70 citernes perdues depuis début mars")
    assert not is_total("forty tankers lost on Sunday")


def test_nationalities_in_both_languages() -> None:
    assert nationalities("two UAE citizens") == nationalities("deux Émiratis") == {"AE"}
    assert nationalities("Senegalese and Indian drivers") == {"SN", "IN"}
    assert nationalities("an individual") == frozenset()


def test_stopwords_carry_nothing() -> None:
    assert tokens("l'attaque de la route") == tokens("the attack on the road")
