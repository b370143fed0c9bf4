"""The method pages name every rule, metric and assumption that the code uses."""

import re
from pathlib import Path

import pytest

from corridor.outlook.rules import RULES
from corridor.packs import load_pack
from corridor.posture.metrics import GRAMMAR

DOCS = Path(__file__).resolve().parents[2] / "docs" / "methods"
SOURCE = Path(__file__).resolve().parents[2] / "src" / "corridor"


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_is_documented_with_its_resolution(rule: str) -> None:
    assert f"| `{rule}` | {RULES[rule].says} |" in page("outlook")


@pytest.mark.parametrize("form", GRAMMAR)
def test_every_metric_is_documented(form: str) -> None:
    assert form.replace("|", r"\|") in page("posture")


def test_assumptions_in_the_pack_are_documented_and_used() -> None:
    texts = page("exits") + page("outlook")
    code = "".join(
        file.read_text(encoding="utf-8")
        for part in ("exits", "outlook")
        for file in (SOURCE / part).rglob("*.py")
    )
    names = [name for name in load_pack("mali").assumptions if re.match(r"(exits|outlook)\.", name)]
    assert names
    for name in names:
        assert f"`{name}`" in texts, name
        stem = re.sub(
            r"^outlook\.(climatology|capital_[a-z]+)[._].*|_(river|road|charter)$", "", name
        )
        stem = re.sub(r"_(scheduled_flight|relocation)$", "", stem)
        assert stem in code, name


def test_the_words_of_questions_say_how_they_resolve() -> None:
    for question in load_pack("mali").questions:
        assert question.truth == RULES[question.rule].says
