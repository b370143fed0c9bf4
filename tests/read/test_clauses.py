"""Where a sentence breaks: dashes that part and dashes that join."""

import pytest

from corridor.read.clauses import boundary_strength
from corridor.read.words import tokenize


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("la route Sévaré–Bandiagara rouvre", 0),
        ("the Sévaré — Bandiagara road", 5),
        ("attaque à Sévaré – Bandiagara reste calme", 5),
        ("Sévaré (Bandiagara)", 5),
    ],
)
def test_a_dash_without_spaces_joins(text, strength):
    tokens = tokenize(text)
    at = next(n for n, token in enumerate(tokens) if token.text == "Bandiagara")
    assert boundary_strength(tokens, at) == strength
