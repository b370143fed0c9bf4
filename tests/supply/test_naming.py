"""Names of observations: every one the readings give is told in French as well."""

import ast
from pathlib import Path

from corridor.supply import readings
from corridor.supply.naming import in_french, observed_names


def named() -> set[str]:
    """Third argument of `_make`, second of a figure's kind."""
    found = {spec[1] for *_, spec in readings.FIGURE_KINDS}
    for node in ast.walk(ast.parse(Path(readings.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_make":
            found |= {x.value for x in node.args[2:3] if isinstance(x, ast.Constant)}
    return found


def test_every_name_has_its_french_and_none_is_left_over():
    assert named() == set(observed_names())


def test_a_name_of_another_origin_has_no_french():
    assert in_french("something else") == ""
