"""What happened: rules from the trigger tables, found in a sentence, the first that fits winning.

Guarantees: rows are tried in table order and an earlier row keeps its words; `with` and `without`
look at the words around. Refuses: two claims of one type from the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import rows, word_classes
from corridor.records.event_types import event_types
from corridor.records.report import Kind

_WINDOW = 14
"""`with` and `without` look this many words before and after the trigger."""
_ALL = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what it reads and what it gives way to."""

    number: int
    type: str
    family: str
    kind: Kind
    needs: PatternSet | None
    bars: PatternSet | None
    yields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule that fired on words `start` to `end` (exclusive)."""

    start: int
    end: int
    rule: Rule


class RuleBook:
    """The rules of one language."""

    def __init__(self, language: str) -> None:
        table = rows(f"triggers_{language}")
        classes = word_classes(language)
        types = event_types()
        self._patterns = PatternSet([row["pattern"] for row in table], classes)
        self.rules = tuple(
            Rule(
                number, row["type"], types[row["type"]].family, row["kind"],  # type: ignore[arg-type]
                PatternSet([row["with"]], classes) if row["with"] else None,
                PatternSet([row["without"]], classes) if row["without"] else None,
                frozenset(row["yields"].split(";")) - {""},
            )
            for number, row in enumerate(table)
        )

    def find(self, line: Line, start: int = 0, end: int | None = None) -> list[Trigger]:
        """Return the triggers of a sentence, in order of place, none inside another."""
        hits = sorted(self._patterns.search(line, start, end))
        kept: list[Trigger] = []
        for number, first, last in hits:
            rule = self.rules[number]
            if any(first < other.end and other.start < last for other in kept):
                continue
            if any(rule.type == other.rule.type and _close(line, first, last, other) for other in kept):
                continue
            if self._fits(rule, line, first, last):
                kept.append(Trigger(first, last, rule))
        kept.sort(key=lambda trigger: trigger.start)
        return _yielded(kept)

    def _fits(self, rule: Rule, line: Line, first: int, last: int) -> bool:
        begin, finish = max(0, first - _WINDOW), min(len(line.tokens), last + _WINDOW)
        if rule.needs and not rule.needs.any(line, begin, finish):
            return False
        return not (rule.bars and rule.bars.any(line, begin, finish))


def _close(line: Line, first: int, last: int, other: Trigger) -> bool:
    """Say whether two triggers of one type stand in the same clause: no stop or `;` between."""
    between = range(min(last, other.end), max(first, other.start) + 1)
    return not any(set(line.tokens[i].gap) & {";", ":", "|"} for i in between if i < len(line.tokens))


def _yielded(triggers: Sequence[Trigger]) -> list[Trigger]:
    """Drop triggers that give way to another type of the same sentence."""
    types = {trigger.rule.type for trigger in triggers}
    kept = []
    for trigger in triggers:
        others = types - {trigger.rule.type}
        if _ALL in trigger.rule.yields and others:
            continue
        if not trigger.rule.yields & others:
            kept.append(trigger)
    return kept
