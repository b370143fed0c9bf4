"""What sort of statement: a happening, a state, a figure, advice, a judgement, opinion, background.

Guarantees: comparison and invective come out as opinion, a forecast as assessment, the past before
the crisis and other countries' affairs as background. Refuses: letting opinion stand as fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import rows, word_classes
from corridor.records.dates import TimeSpan
from corridor.records.event_types import event_types
from corridor.records.report import Kind

CueKind = Literal["opinion", "assessment", "background"]
_STATE_TYPES = frozenset(
    {
        "road_blockage",
        "station_closure",
        "shortage_reported",
        "shortage_eased",
        "power_outage",
        "convoy_waiting",
        "siege_of_town",
        "checkpoint",
        "road_impassable",
        "aid_access",
        "water_outage",
    }
)
_FIXED = frozenset(
    {"advice", "control", "relation", "figure", "opinion", "assessment", "background"}
)


_MOMENTS = frozenset({"attack", "convoys", "people", "talk"})
"""Families whose events happen once, also where they are told "since Monday"."""
_RUN_UP_DAYS = 65
"""What happened in the two months before a crisis belongs to it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that mark opinion, assessment or background."""

    start: int
    end: int
    kind: CueKind


class CueReader:
    """Finds such words in one language."""

    def __init__(self, language: str) -> None:
        table = [row for row in rows("cues") if row["lang"] == language]
        self._kinds = [row["kind"] for row in table]
        self._patterns = PatternSet([row["pattern"] for row in table], word_classes(language))

    def find(self, line: Line) -> Iterator[Cue]:
        """Yield the cues of a sentence."""
        for number, start, end in self._patterns.search(line):
            yield Cue(start, end, self._kinds[number])  # type: ignore[arg-type]


def kind_of(
    rule_kind: Kind, type_: str, time: TimeSpan, *, crisis_start: date, foreign: bool
) -> Kind:
    """Return the kind of a claim.

    Args:
        rule_kind: what the rule's row says.
        type_: the claim's type.
        time: when it happened; what ended before the crisis is background.
        crisis_start: from the pack.
        foreign: whether every place of the claim lies in other countries' affairs.
    """
    if rule_kind == "opinion":
        return "opinion"
    last = time.last
    old_state = (
        time.precision == "ongoing" and time.start and (crisis_start - time.start).days > 180
    )
    if (
        foreign
        or old_state
        or (last and time.precision != "ongoing" and (crisis_start - last).days > _RUN_UP_DAYS)
    ):
        return "background"
    if rule_kind in _FIXED or type_ in _STATE_TYPES:
        return rule_kind
    lasting = time.precision == "ongoing" and event_types()[type_].family not in _MOMENTS
    return "status" if lasting else rule_kind
