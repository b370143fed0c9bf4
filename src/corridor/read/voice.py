"""Whose word it is: asserted, attributed (and to whom), denied, planned or conditional.

Guarantees: a speaker is words of the text; a pronoun gives way to the last name or noun that spoke.
Refuses: taking a denial for a fact, or the French conditional of hearsay for a plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corridor.read.patterns import Line, PatternSet
from corridor.read.speech import Attribution, SpeechReader
from corridor.read.tables import patterns_of, word_classes
from corridor.read.triggers import Trigger
from corridor.read.words import wordset
from corridor.records.report import Assertion

_DONE_BEFORE_TO = frozenset(
    {"began", "begun", "continued", "continue", "managed", "started", "used", "proceeded", "came"}
)
_NEVER_DENIED = frozenset(
    {
        "denial",
        "convoy_waiting",
        "station_closure",
        "power_outage",
        "shortage_reported",
        "shortage_eased",
        "road_blockage",
        "ration_measure",
        "movement_ban",
        "travel_advisory",
        "commentary",
        "assessment",
        "rejection",
        "water_outage",
        "service_suspended",
        "flight_suspension",
        "school_closure",
        "cargo_suspended",
        "threat",
        "siege_of_town",
        "rule_imposed",
        "claim_of_responsibility",
        "embassy_drawdown",
        "demand",
        "criticism",
    }
)
"""Types whose own words often hold a negation; they are denied only by a verb of denial."""
_ALWAYS_ASSERTED = frozenset({"threat", "travel_advisory"})
_SPOKEN = frozenset(
    {
        "assessment",
        "denial",
        "rejection",
        "criticism",
        "agreement",
        "official_statement",
        "travel_advisory",
    }
)


def _spoken(trigger: Trigger) -> bool:
    """Say whether a trigger is itself a verb of saying, so that its subject speaks."""
    return trigger.rule.type in _SPOKEN


@dataclass(frozen=True, slots=True)
class Voice:
    """How a claim stands: its assertion, and its speaker as written."""

    assertion: Assertion
    speaker: str | None = None
    speaker_span: tuple[int, int] | None = None


class VoiceReader:
    """Reads attribution, denial, plan and condition in one language."""

    def __init__(self, language: str) -> None:
        classes = word_classes(language)
        self._language = language
        self._sets = {
            use: PatternSet(patterns_of("speech", language, "use", use), classes)
            for use in ("hearsay", "if", "plan", "not")
        }
        self._speech = SpeechReader(language)

    def attributions(self, line: Line) -> list[Attribution]:
        """Return the attributions of a sentence, in order."""
        return self._speech.attributions(line)

    def of(  # noqa: PLR0911 - one return for each way a claim can stand
        self,
        line: Line,
        trigger: Trigger,
        segment: tuple[int, int],
        attributions: Sequence[Attribution],
    ) -> tuple[Assertion, Attribution | None]:
        """Return the assertion of a claim and the attribution that covers it."""
        covering = [
            item
            for item in attributions
            if (
                item.scope[0] <= trigger.start < item.scope[1]
                and not item.start <= trigger.start < item.end
            )
            or (_spoken(trigger) and trigger.start <= item.start < trigger.end)
        ]
        attribution = max(
            covering,
            key=lambda item: (item.speaker is not None, -abs(item.start - trigger.start)),
            default=None,
        )
        if trigger.rule.type in _ALWAYS_ASSERTED:
            return "asserted", attribution
        if attribution and attribution.denies:
            return "denied", attribution
        if trigger.rule.type == "denial":
            return (
                "attributed" if attribution and attribution.speaker else "asserted"
            ), attribution
        if self._negated(line, trigger):
            return "denied", attribution
        if self._conditional(line, trigger, segment):
            return "conditional", attribution
        if self._purpose(line, trigger):
            return "planned", attribution
        hearsay = self._sets["hearsay"].any(line, *segment)
        if not hearsay and self.planned(line, trigger, segment):
            return "planned", attribution
        if attribution or hearsay:
            return "attributed", attribution
        return "asserted", None

    def planned(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        """Say whether the verb of a trigger points to the future."""
        begin = max(segment[0], trigger.start - 5)
        if self._language == "fr" and any(
            _FUTURE.search(line.tokens[i].fold) and not (line.tokens[i].capital and i > 0)
            for i in range(trigger.start, trigger.end)
        ):
            return True
        return self._sets["plan"].any(line, begin, trigger.end)

    def _purpose(self, line: Line, trigger: Trigger) -> bool:
        """Say whether an English infinitive only tells of an aim: "came to kill", "planned to attack"."""
        if (
            self._language != "en"
            or trigger.rule.family not in {"attack", "people"}
            or trigger.start == 0
        ):
            return False
        before = line.folds[trigger.start - 1]
        lead = line.folds[trigger.start - 2] if trigger.start > 1 else ""
        return (
            before == "to"
            and lead not in _DONE_BEFORE_TO
            and not line.folds[trigger.start].endswith(("ed", "s"))
        )

    def _conditional(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        for _, start, _ in self._sets["if"].search(line, max(0, segment[0] - 1), segment[1]):
            if (
                start == 0
                or line.tokens[start].gap
                or start <= segment[0] + 1
                or start > trigger.start - 8
            ):
                if start > trigger.end and line.tokens[start].fold in {"whether", "as"}:
                    continue
                return True
        return False

    def _negated(self, line: Line, trigger: Trigger) -> bool:
        if trigger.rule.type in _NEVER_DENIED:
            return False
        begin = max(0, trigger.start - 3)
        for _, start, _ in self._sets["not"].search(line, begin, trigger.end):
            if (
                start
                and line.tokens[start].fold in {"no", "without", "sans"}
                and start >= trigger.start
            ):
                continue
            if any(
                line.tokens[i].gap.strip("'’-")
                for i in range(start + 1, trigger.start + 1)
                if i > start
            ):
                continue
            after = line.tokens[start + 1].fold if start + 1 < len(line.tokens) else ""
            if after in {"only", "less", "fewer", "more", "longer", "seulement", "moins", "far"}:
                continue
            if line.folds[start] in {"n", "ne"} and _only(line.folds[start : trigger.end + 2]):
                continue
            return True
        return False


_FUTURE = re.compile(
    r"(?:era|eront|erons|erez|erai|ira|iront|irons|irez|irai|dra|dront|drons|drez|drai|tra|tront|trons|trez|trai|rra|rront|rrons|rrez|rrai)\Z"
)
_NEGATIONS = wordset("pas plus jamais aucun aucune")


def _only(folds: Sequence[str]) -> bool:
    """Tell "ne ... que" (only) from a negation."""
    return "que" in folds and not _NEGATIONS & set(folds)
