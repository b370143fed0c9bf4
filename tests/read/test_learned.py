"""The learned fallback: what it looks at, what it leaves alone, and that its weights are of today."""

import csv
from pathlib import Path

import pytest

from corridor.evaluate.documents import find_evals
from corridor.read.feature_rows import LineRows, Vocabulary
from corridor.read.features import features
from corridor.read.learned import NONE, NUMBER, QUOTED, SURE, TypeModel
from corridor.read.lexicon import event_classes
from corridor.read.nodes import Line
from corridor.read.topics import TopicBook
from corridor.read.triggers import RuleBook
from corridor.read.words import tokenize
from corridor.records.event_types import event_types

EXAMPLES = find_evals(None) / "reading" / "examples"


def line(text: str) -> Line:
    return Line(tokenize(text))


def clauses_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module", params=["en", "fr"])
def model(request):
    return request.param, TypeModel(request.param)


def test_every_type_it_knows_is_of_the_catalogue(model):
    assert set(model[1].types) - {NONE} <= set(event_types())


def test_names_and_numbers_are_no_clue():
    one = features(line("in Diema, 300 lorries wait for Kone"), "en")
    other = features(line("in Gao, 45 lorries wait for Diallo"), "en")
    assert one == other


def test_classes_have_one_name_in_both_languages():
    english = features(line("the tankers were set on fire"), "en")
    french = features(line("les citernes ont été incendiées"), "fr")
    assert {"C:tanker", "C:burn", "C:burn+C:tanker".replace("+C:", "+")} <= english & french
    assert set(event_classes("en")) == set(event_classes("fr"))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "the noose around the locality tightens and no food gets in", "siege_of_town"),
        ("en", "motorists queue all night for a few litres of petrol", "shortage_reported"),
        ("fr", "les files s'allongent devant les rares pompes", "shortage_reported"),
    ],
)
def test_likeness_to_examples_decides(language, text, kind):
    found, chance = TypeModel(language).guess(line(text))
    assert (found, chance > SURE / 2) == (kind, True)


def test_a_clause_with_a_trigger_is_left_alone():
    text = line("gunmen attacked a convoy of tankers near the border on Monday")
    rules = RuleBook("en").find(text)
    assert rules
    assert TypeModel("en").find(text, [*rules, *TopicBook("en").find(text, rules)]) == []


def test_a_type_of_the_sentence_is_not_read_again():
    one = "motorists queue all night for a little petrol"
    text = line(f"{one}, and {one}")
    assert [t.rule.type for t in TypeModel("en").find(text, [])] == ["shortage_reported"]


def test_its_rules_are_told_apart_and_point_into_the_clause(model):
    language, learned = model
    for row in clauses_of(EXAMPLES / f"{language}.csv"):
        text = line(row["text"])
        for trigger in learned.find(text, []):
            assert trigger.rule.number >= NUMBER
            assert 0 <= trigger.start < trigger.end <= len(text.tokens)


def test_probabilities_are_of_examples_they_were_learned_from(model):
    """Weights of another vocabulary would read the examples no better than chance."""
    language, learned = model
    rows = clauses_of(EXAMPLES / f"{language}.csv")
    right = sum(learned.guess(line(row["text"]))[0] == row["type"] for row in rows)
    assert right >= 0.9 * len(rows), "run: python tools/train_types.py"


def test_examples_are_of_the_catalogue_and_none_stands_twice():
    for path in sorted(Path(EXAMPLES).glob("*.csv")):
        rows = clauses_of(path)
        assert {row["type"] for row in rows} <= {*event_types(), NONE}
        assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_features_looked_up_by_line_are_those_of_the_clause(language):
    for row in clauses_of(EXAMPLES / f"{language}.csv")[::40]:
        text = line(row["text"])
        names = sorted(features(text, language))
        count = len(text.tokens)
        for start, end in (
            (0, count),
            (1, count),
            (0, count - 1),
            (2, min(4, count)),
            (count - 1, count),
        ):
            wanted = features(text, language, start, end)
            place = {name: at for at, name in enumerate(sorted({*names, *wanted}))}
            found = LineRows(text, Vocabulary(language, place)).within(start, end)
            assert sorted(found) == sorted(place[name] for name in wanted)


def test_a_rule_gives_way_to_what_the_whole_clause_is_surely_like():
    learned = TypeModel("fr")
    text = line("Pénurie d'essence : deux litres par moto, cinq mille francs par voiture")
    read = RuleBook("fr").find(text)
    alone, among = (
        [learned.weighed(text, head, 0, len(text.tokens), alone=alone) for head in read]
        for alone in (True, False)
    )
    assert {head.rule.type for head in read} == {"shortage_reported"}
    assert {head.rule.type for head in alone} == {"ration_measure"}
    assert {head.rule.type for head in among} == {"shortage_reported"}
    assert min(head.likeness for head in alone) > max(head.likeness for head in among)


def test_a_rule_stays_where_the_clause_is_like_its_type():
    text = line("gunmen attacked a convoy of tankers near the border")
    for head in RuleBook("en").find(text):
        weighed = TypeModel("en").weighed(text, head, 0, len(text.tokens), alone=True)
        assert weighed.rule is head.rule


def test_brackets_do_not_cut_a_statement_to_pieces():
    text = line("Rice traders' lorries (x4) emptied at gunpoint")
    assert [t.rule.type for t in TypeModel("en").find(text, [])] == ["looting"]


def test_more_is_asked_of_a_sentence_that_is_quoted():
    text = line("the ministers sat together in the capital on Monday")
    learned = TypeModel("en")
    sure = learned.guess(text)[1]
    assert [t.likeness for t in learned.find(text, [])] == [pytest.approx(sure)]
    assert bool(learned.find(text, [], quoted=True)) == (sure >= QUOTED)
