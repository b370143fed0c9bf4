"""The seed text, statement by statement, against the accepted reading that lies beside it."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from corridor.packs.model import Pack
from corridor.read import Reader, installed_tagger
from corridor.records.report import Claim
from tests.read.conftest import report_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
TEXTS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.exists() else []
ANSWERS = SHARED / "data" / "seed_statements.json"
pytestmark = pytest.mark.skipif(
    not TEXTS or not ANSWERS.exists(), reason="the shared seed text is not here"
)


def _statements() -> list[dict[str, Any]]:
    if not ANSWERS.exists():
        return []
    return list(json.loads(ANSWERS.read_text(encoding="utf-8"))["statements"])


@pytest.fixture(scope="module")
def text() -> str:
    return TEXTS[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["rules", "model"])
def claims(text: str, reader: Reader, mali: Pack, request) -> tuple[Claim, ...]:
    """The claims by rules alone, and with the language model, as a user with it has them."""
    if request.param == "model":
        tagger = installed_tagger()
        if tagger is None:
            pytest.skip("the language model is not installed (pip install ./model)")
        reader = Reader(mali, tagger=tagger)
    return reader.read(report_of(text))


def _fits(claim: Claim, want: dict[str, Any]) -> bool:
    figures = {value for f in claim.figures for value in (f.low, f.best, f.high)}
    return (
        claim.kind in want["kinds"]
        and claim.assertion in want.get("assertion", [claim.assertion])
        and ("figure" not in want or want["figure"] in figures)
        and ("date" not in want or str(claim.time.start) == want["date"])
        and _named(want.get("actor"), [a.name for a in claim.actors])
        and _named(want.get("place"), [p.name for p in claim.places])
        and not {p.country for p in claim.places} & set(want.get("not_country", ()))
    )


def _named(pattern: str | None, names: Sequence[str]) -> bool:
    return pattern is None or any(re.search(pattern, name) for name in names)


@pytest.mark.parametrize("want", _statements(), ids=lambda want: want["id"])
def test_each_statement_is_read_rightly(want, text, claims):
    start = text.index(want["quote"])
    end = start + len(want["quote"])
    covering = [c for c in claims if c.span and c.span[0] <= start and end <= c.span[1]]
    assert any(_fits(claim, want) for claim in covering), [
        (c.kind, c.type, c.assertion, c.quote) for c in covering
    ]


def test_spans_are_exact(text, claims):
    assert all(claim.quote == text[slice(*claim.span)] for claim in claims)


def test_commentary_and_comparison_stay_opinion_alone(text, claims):
    for words in ("Hitler", "Red-Green", "more dangerous", "beacon"):
        place = text.index(words)
        kinds = {c.kind for c in claims if c.span[0] <= place < c.span[1]}
        assert kinds == {"opinion"}, words


def test_other_countries_are_not_located_in_the_pack(claims):
    troops = [c for c in claims if "US troops" in c.quote]
    assert troops
    assert all(p.country != "ML" for c in troops for p in c.places)
    syria = [c for c in claims if "Syria" in c.quote]
    assert {c.kind for c in syria} <= {"opinion", "background", "assessment"}


def test_the_british_advice_carries_its_day_and_its_condition(claims):
    advice = next(c for c in claims if c.kind == "advice")
    assert str(advice.time.start) == "2025-10-30"
    assert "if you judge it safe" in advice.quote
