"""Words and numbers of probability never disagree; grades are NATO's, words ICD-203's."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.records.words import (
    CREDIBILITY,
    ICD203,
    LANGS,
    RELIABILITY,
    Lang,
    likelihood,
    likelihood_word,
    round_percent,
    shown,
    two_figures,
)

SCALES = Path(__file__).resolve().parents[3] / "shared" / "data" / "scales"
probabilities = st.floats(0, 1)
langs = st.sampled_from(LANGS)


def band_of(word: str, lang: Lang) -> tuple[float, float]:
    """Lower (inclusive) and upper (exclusive) bound of a word's band."""
    uppers = [band[0] for band in ICD203]
    step = [band[1 + LANGS.index(lang)] for band in ICD203].index(word)
    return (uppers[step - 1] if step else 0.0), uppers[step]


def number_in(text: str) -> float:
    """The probability a phrase shows: `likely (70 %)`, `... (about 2 in 100 against)`."""
    found = re.search(r"(\d+) (%|in 100|sur 100)( against| contre)?\)$", text)
    assert found, text
    value = int(found.group(1)) / 100
    return 1 - value if found.group(3) else value


@given(probability=probabilities, lang=langs)
def test_the_number_shown_lies_in_the_band_of_its_word(probability: float, lang: Lang) -> None:
    text = likelihood(probability, lang)
    low, high = band_of(text.split(" (")[0], lang)
    assert low <= number_in(text) < high
    assert likelihood_word(probability, lang) == text.split(" (")[0]


@given(probability=probabilities)
def test_what_is_shown_is_near(probability: float) -> None:
    assert abs(shown(probability) - probability) <= 0.025 + 1e-9
    if 0.05 <= shown(probability) <= 0.95:
        assert round(shown(probability) * 100) == round_percent(probability)


@given(pair=st.tuples(probabilities, probabilities).map(sorted))
def test_a_higher_probability_never_gets_a_weaker_word(pair: list[float]) -> None:
    words = [band[1] for band in ICD203]
    first, second = (words.index(likelihood_word(value)) for value in pair)
    assert first <= second


@pytest.mark.parametrize(
    ("probability", "english", "french"),
    [
        (0.0, "almost no chance (less than 1 in 100)", "presque aucune chance (moins de 1 sur 100)"),
        (0.023, "almost no chance (about 2 in 100)", "presque aucune chance (environ 2 sur 100)"),
        (0.449, "roughly even (45 %)", "à peu près une chance sur deux (45 %)"),
        (0.7, "likely (70 %)", "probable (70 %)"),
        (0.949, "almost certain (95 %)", "presque certain (95 %)"),
        (1.0, "almost certain (less than 1 in 100 against)",
         "presque certain (moins de 1 sur 100 contre)"),
    ],
)  # fmt: skip
def test_how_probabilities_read(probability: float, english: str, french: str) -> None:
    assert likelihood(probability) == english
    assert likelihood(probability, "fr") == french


@pytest.mark.parametrize("wrong", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood(wrong)


figures = st.floats(1e-6, 1e12)


@given(value=figures, sign=st.sampled_from([1, -1]))
def test_two_figures_are_near_and_stay_put(value: float, sign: int) -> None:
    text = two_figures(sign * value)
    assert abs(float(text) - sign * value) <= 0.0501 * value
    assert two_figures(float(text)) == text
    assert "e" not in text
    assert len(text.lstrip("-0.").replace(".", "").rstrip("0")) <= 2


@given(pair=st.tuples(figures, figures).map(sorted))
def test_two_figures_keep_the_order(pair: list[float]) -> None:
    low, high = (float(two_figures(value)) for value in pair)
    assert low <= high


@pytest.mark.parametrize(
    ("value", "text"), [(117.3, "120"), (0, "0"), (99.6, "100"), (4.0, "4.0"), (0.0123, "0.012")]
)
def test_how_two_figures_read(value: float, text: str) -> None:
    assert two_figures(value) == text


def scale(name: str, predicate: str) -> list[dict[str, str]]:
    """One published scale; skips where the shared data are not at hand."""
    path = SCALES / name
    if not path.exists():
        pytest.skip(f"the published scales are not here: {path.name}")
    taxonomy = json.loads(path.read_text(encoding="utf-8"))
    return next(row["entry"] for row in taxonomy["values"] if row["predicate"] == predicate)


def test_words_and_bands_are_those_of_icd_203() -> None:
    entries = scale("misp_estimative-language.json", "likelihood-probability")
    published = [
        re.search(r"(\d\d)-(\d\d)\s?%$", row["expanded"]).groups()  # type: ignore[union-attr]
        for row in entries
    ]
    names = [row["expanded"].split(" - ")[0].lower().removesuffix("(ly)") for row in entries]
    ours = [band[1] for band in ICD203]
    assert [round(band[0] * 100) for band in ICD203[:-1]] == [
        int(high) for _, high in published[:-1]
    ]
    # The published file misspells "chance" in "roughly even chance".
    assert [name.replace("roughly even change", "roughly even") for name in names] == ours


def test_grades_are_those_of_nato() -> None:
    reliability = scale("misp_admiralty-scale.json", "source-reliability")
    credibility = scale("misp_admiralty-scale.json", "information-credibility")
    # The published file adds a seventh grade that NATO's scale does not have.
    assert {row["value"].upper() for row in reliability} - {"G"} == set(RELIABILITY)
    assert {int(row["value"]) for row in credibility} == set(CREDIBILITY)
    for row in credibility:
        ours = set(re.findall(r"[a-z]{5,}", CREDIBILITY[int(row["value"])][0]))
        assert ours & set(re.findall(r"[a-z]{5,}", row["expanded"].lower())), row["expanded"]
