"""What merging says of disagreements, in French as in English, from the same parts."""

from datetime import date

import pytest

from corridor.merge import merge
from corridor.merge.drafts import quantity, span_words
from corridor.merge.tables import nation_words, nationality_stems
from corridor.packs.model import Pack
from corridor.records.dates import TimeSpan
from corridor.records.events import Contradiction
from corridor.records.report import Claim, ClaimFigure

from .country import make, reports_for

END = date(2031, 1, 1)
TANKERS = {"unit": "tankers", "of": "tankers burned"}


def disputes(pack: Pack, *claims: Claim) -> tuple[Contradiction, ...]:
    return merge(claims, reports_for(*claims), pack, END).contradictions


@pytest.mark.parametrize(
    ("values", "english", "french"),
    [
        ({"best": 20}, "20 tankers", "20 citernes"),
        ({"low": 20}, "at least 20 tankers", "au moins 20 citernes"),
        ({"high": 1.5}, "at most 1.5 tankers", "au plus 1,5 citerne"),
        ({"low": 1600, "high": 19000}, "1,600 to 19,000 tankers", "1\u202f600 à 19\u202f000 citernes"),
    ],
)  # fmt: skip
def test_figures_say_the_same_in_both_languages(values, english, french) -> None:
    figure = ClaimFigure.model_validate(values | TANKERS)
    assert (quantity(figure), quantity(figure, "fr")) == (english, french)


def test_millions_take_de_in_french() -> None:
    sum_of = ClaimFigure(best=50_000_000, unit="USD")
    assert quantity(sum_of, "fr") == "50 millions de dollars"


def test_days_say_the_same_in_both_languages() -> None:
    span = TimeSpan(start=date(2025, 9, 29), end=date(2025, 10, 1), precision="approximate")
    assert span_words(span) == "29 September to 1 October 2025"
    assert span_words(span, "fr") == "du 29 septembre au 1er octobre 2025"
    assert span_words(TimeSpan(), "fr") == "non daté"


def test_a_disagreement_is_told_in_french_and_figures_are_the_same(pack: Pack) -> None:
    told = [{"best": 20, **TANKERS}], [{"best": 60, **TANKERS}]
    (found,) = disputes(
        pack, make("a", figures=told[0]), make("b", source="paper", figures=told[1])
    )
    assert found.summary == "attack on a convoy: 20 tankers or 60 tankers"
    assert found.summary_fr == "attaque de convoi\u00a0: 20 citernes ou 60 citernes"
    assert [one.says_fr for one in found.readings] == ["20 citernes", "60 citernes"]


def test_common_words_for_a_side_have_french_and_others_stay_a_coders_own(pack: Pack) -> None:
    figure = {"low": 20, "best": 40, "high": 80, "unit": "tankers",
              "text": "tankers (20 radio; 40 union; 80 the Front)"}  # fmt: skip
    (found,) = disputes(pack, make("a", figures=[figure]))
    assert found.summary_fr == "attaque de convoi\u00a0: 20, 40 ou 80 citernes"
    assert found.summary == "attack on a convoy: 20, 40 or 80 tankers"
    assert [one.says_fr for one in found.readings] == [
        "20 citernes (radio)", "40 citernes (syndicat)", "",
    ]  # fmt: skip


def test_every_nationality_has_words_in_both_languages() -> None:
    assert {country for _, country in nationality_stems()} <= nation_words().keys()
