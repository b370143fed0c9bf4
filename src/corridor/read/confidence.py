"""How sure the reader is that a claim says what the words say.

Guarantees: a number fitted to how often claims with the same signs were right on the development
texts (see docs/methods/reading.md), rounded to 0.05. Refuses: saying how true the claim is.
"""

from corridor.read.triggers import Trigger
from corridor.records.report import Assertion, Kind

_BASE = 0.79
_TOPIC, _TOPICS_FROM = 0.2, 20_000
"""Claims read from a topic alone (see `topics`) are less sure."""
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
    score = _BASE + 0.06 * named + 0.06 * placed + 0.04 * dated
    if head.rule.type in _GENERAL:
        score -= 0.05 if kind == "background" else 0.2
    score -= (0.0, 0.08, 0.3)[rank]
    score -= _TOPIC if head.rule.number >= _TOPICS_FROM else 0.0
    if assertion in {"conditional", "denied"}:
        score -= 0.05
    if kind == "opinion":
        score -= 0.05
    return round(min(max(score, 0.3), 0.9) * 20) / 20
