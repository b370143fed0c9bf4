"""The heads of a sentence's claims: triggers and the cues of opinion and judgement, reconciled.

Guarantees: opinion words turn the claims of their own clause into opinion; a judgement without a
happening of its own becomes an assessment. Refuses: an open question as an assertion.
"""

from collections.abc import Sequence
from itertools import pairwise

from corridor.read.clauses import boundary_strength
from corridor.read.kinds import Cue
from corridor.read.parallel import FigureMention
from corridor.read.questions import ASKING, leaves_open
from corridor.read.triggers import Rule, Trigger
from corridor.read.words import Token

_NOTHING: frozenset[str] = frozenset()
OPINION = Rule(10_000, "commentary", "talk", "opinion", None, None, _NOTHING)
THREAT = Rule(10_002, "threat", "talk", "event", None, None, _NOTHING)
"""What an attack that is still to come is."""
DEMAND = Rule(10_003, "demand", "talk", "event", None, None, _NOTHING)
"""What is only asked for."""
ASSESSMENT = Rule(10_001, "assessment", "talk", "assessment", None, None, _NOTHING)
_SPARED = frozenset({"threat", "travel_advisory", "claim_of_responsibility"})


def merge_heads(
    triggers: Sequence[Trigger], cues: Sequence[Cue], tokens: Sequence[Token], text: str
) -> list[Trigger]:
    """Return the heads in order.

    Args:
        triggers: what the rules found.
        cues: words of opinion, judgement and background.
        tokens: the sentence.
        text: the report, for the sign that ends the sentence.
    """
    opinions = [cue for cue in cues if cue.kind == "opinion"]
    judgements = [cue for cue in cues if cue.kind == "assessment"]
    if opinions:
        return (
            [Trigger(opinions[0].start, opinions[0].end, OPINION)]
            + [t for t in triggers if _apart(t, opinions, tokens)]
            if any(_apart(t, opinions, tokens) for t in triggers)
            else [Trigger(opinions[0].start, opinions[0].end, OPINION)]
        )
    if leaves_open(tokens, text):
        return [Trigger(0, 1, OPINION)] if triggers and tokens[0].fold not in ASKING else []
    heads = [t for t in triggers if not _judged(t, judgements, tokens)]
    for cue in judgements:
        clash = any(abs(cue.start - t.start) <= 1 for t in heads)
        if not clash and not any(t.rule is ASSESSMENT for t in heads):
            heads.append(Trigger(cue.start, cue.end, ASSESSMENT))
    heads.sort(key=lambda trigger: (trigger.start, trigger.end))
    return heads


_SERIES = {
    "flow_report": frozenset({"litres", "tonnes", ""}),
    "power_outage": frozenset({"hours", "hours/day"}),
}
_SERIES_BREAK = 2
_SERIES_LEAST = 1_000_000


def continued(
    heads: Sequence[Trigger], figures: Sequence[FigureMention], tokens: Sequence[Token]
) -> list[Trigger]:
    """Add a head for each further figure of a series: "117 million litres, against 78 in October".

    A volume or the hours of power of another period is a claim of its own.
    """
    found = list(heads)
    for number, head in enumerate(heads):
        units = _SERIES.get(head.rule.type)
        if units is None:
            continue
        until = heads[number + 1].start if number + 1 < len(heads) else len(tokens)
        own = [
            f
            for f in figures
            if f.figure.unit in units and f.start < until and f.end > head.start - _BEFORE
        ]
        for one, other in pairwise(own):
            apart = any(
                boundary_strength(tokens, at) >= _SERIES_BREAK
                for at in range(one.end, other.start + 1)
            )
            value = other.figure.best or other.figure.low or other.figure.high or 0
            if apart and other.start >= head.end and (other.figure.unit or value >= _SERIES_LEAST):
                found.append(Trigger(other.start, other.end, head.rule))
    return sorted(found, key=lambda trigger: (trigger.start, trigger.end))


_BEFORE = 8
"""The first figure of a series may stand this many words before its verb."""
HELD = 2
_HOLDING = frozenset(
    {
        "demand",
        "threat",
        "agreement",
        "rejection",
        "criticism",
        "investigation",
        "negotiation",
        "protest",
        "support_voiced",
        "sanctions",
    }
)
"""Speech acts: what they hold ("demanded that the army free them") is no happening of its own."""


def ranked(heads: Sequence[Trigger], tokens: Sequence[Token]) -> list[int]:
    """Return for each head 0 if it is the sentence's main statement, 1 if later, 2 if held by another."""
    ranks = []
    for number, head in enumerate(heads):
        held = any(
            other.rule.type in _HOLDING
            and not any(
                boundary_strength(tokens, at) >= 4 for at in range(other.end, head.start + 1)
            )
            for other in heads[:number]
        )
        ranks.append(HELD if held else int(number > 0))
    return ranks


def _apart(trigger: Trigger, cues: Sequence[Cue], tokens: Sequence[Token]) -> bool:
    """Say whether a strong break stands between a trigger and every cue."""
    for cue in cues:
        low, high = sorted((trigger.start, cue.start))
        if not any(boundary_strength(tokens, at) >= 4 for at in range(low + 1, high + 1)):
            return False
    return True


def _judged(trigger: Trigger, cues: Sequence[Cue], tokens: Sequence[Token]) -> bool:
    """Say whether a judgement covers a trigger: it stands before it in the same clause."""
    if trigger.rule.type in _SPARED:
        return False
    for cue in cues:
        if cue.start <= trigger.start and not any(
            boundary_strength(tokens, at) >= 3 for at in range(cue.end, trigger.start + 1)
        ):
            return True
    return False
