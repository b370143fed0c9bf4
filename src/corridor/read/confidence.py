"""How sure the reader is that a claim says what the words say.

Guarantees: a number fitted to how often claims with the same signs were right on the development
texts (see docs/methods/reading.md), rounded to 0.05. Refuses: saying how true the claim is.
"""

from corridor.read.triggers import Trigger
from corridor.records.report import Assertion, Kind

_LIKENESS = (
    (0.95, 0.955), (0.8, 0.88), (0.6, 0.74), (0.3, 0.66), (0.1, 0.6), (0.03, 0.44), (0.01, 0.32),
    (0.0, 0.24),
)  # fmt: skip
"""From this likeness of the whole clause to examples of the type on: so often right."""
_TAGGED = (
    (0.95, 0.895), (0.9, 0.835), (0.8, 0.74), (0.6, 0.68), (0.2, 0.65), (0.05, 0.6), (0.0, 0.36),
)  # fmt: skip
"""The same where the likeness is the language model's, from the words around too."""
_UNKNOWN = 0.79
"""So often right where nothing is known of the likeness, before the other signs."""
_TOPIC, _TOPICS_FROM = 0.2, 20_000
"""Such claims read from a topic alone (see `topics`) are less sure."""
_SIGNS = 0.4
"""Part of what the other signs say that likeness does not say already."""
_GENERAL = frozenset(
    {
        "agreement",
        "meeting",
        "support_voiced",
        "joint_exercise",
        "concession",
        "retreat",
        "demand",
        "criticism",
        "rejection",
        "investigation",
        "mobilisation",
        "coercion",
        "aid_delivered",
        "official_statement",
        "assessment",
    }
)


def confidence(
    head: Trigger,
    assertion: Assertion,
    kind: Kind,
    *,
    named: bool,
    placed: bool,
    dated: bool,
    rank: int = 0,
) -> float:
    """Return the probability that type and kind of a claim are read rightly."""
    signs = 0.06 * named + 0.06 * placed + 0.04 * dated - (0.0, 0.08, 0.3)[rank]
    if head.rule.type in _GENERAL:
        signs -= 0.05 if kind == "background" else 0.2
    signs -= 0.05 * (assertion in {"conditional", "denied"}) + 0.05 * (kind == "opinion")
    if head.likeness is None:
        score = _UNKNOWN + signs - _TOPIC * (head.rule.number >= _TOPICS_FROM)
    else:
        table = _TAGGED if head.tagged else _LIKENESS
        level = next(level for least, level in table if head.likeness >= least)
        score = level + _SIGNS * (signs - 0.08)
    return round(min(max(score, 0.1), 0.95) * 20) / 20
