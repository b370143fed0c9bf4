"""Reference classes: every one the rules name is told in French as well."""

import ast
from pathlib import Path

from corridor.outlook import rules
from corridor.outlook.reference import in_french, reference_classes
from corridor.outlook.rules.capital import REFERENCE

FIFTH = 4
"""Where an answer made by position has its reference class."""


def named() -> set[str]:
    """Every reference class in the code of the rules."""
    found = set(REFERENCE.values())
    for path in Path(rules.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Answer":
                given = [x.value for x in node.keywords if x.arg == "reference_class"]
                given += node.args[FIFTH : FIFTH + 1]
                found |= {x.value for x in given if isinstance(x, ast.Constant)}
    return found


def test_every_reference_class_has_its_french_and_none_is_left_over():
    assert len(named()) > 12
    assert named() == set(reference_classes())


def test_a_class_of_another_origin_has_no_french():
    assert in_french("something else") == ""
