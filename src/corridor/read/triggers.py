"""What happened: rules from the trigger tables, found in a sentence, the first that fits winning.

Guarantees: rows are tried in table order and an earlier row keeps its words; `with` and `without`
look at the words around. Refuses: two claims of one type from the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.read.clauses import boundary_strength
from corridor.read.gate import Gate
from corridor.read.lexicon import event_classes
from corridor.read.numbers import NUMBER_WORDS
from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import rows
from corridor.records.event_types import event_types
from corridor.records.report import Kind

_WINDOW = 14
"""`with` looks this many words before and after the trigger."""
_NEAR = 10
"""`without` looks this many words to each side, and not beyond a break."""
_BREAK = 3
_APART = 2
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
    """A rule that fired on words `start` to `end` (exclusive).

    `likeness`: probability of the rule's type for the whole clause, by the learned model, or, where
    `tagged`, by the language model.
    """

    start: int
    end: int
    rule: Rule
    likeness: float | None = None
    tagged: bool = False


class RuleBook:
    """The rules of one language."""

    def __init__(self, language: str) -> None:
        table = rows(f"triggers_{language}")
        classes = event_classes(language)
        types = event_types()
        self._patterns = PatternSet([row["pattern"] for row in table], classes)
        self.rules = tuple(
            Rule(
                number,
                row["type"],
                types[row["type"]].family,
                row["kind"],  # type: ignore[arg-type]
                PatternSet([row["with"]], classes) if row["with"] else None,
                PatternSet([row["without"]], classes) if row["without"] else None,
                frozenset(row["yields"].split(";")) - {""},
            )
            for number, row in enumerate(table)
        )
        self._needs = Gate([rule.needs for rule in self.rules])
        self._bars = Gate([rule.bars for rule in self.rules])

    def find(self, line: Line, start: int = 0, end: int | None = None) -> list[Trigger]:
        """Return the triggers of a sentence, in order of place, none inside another."""
        kept: list[Trigger] = []
        found = sorted(self._patterns.search(line, start, end))
        if not found:
            return kept
        needs, bars = self._needs.open(line), self._bars.open(line)
        for number, first, last in found:
            rule = self.rules[number]
            if rule.needs is not None and not needs >> number & 1:
                continue
            if any(first < other.end and other.start < last for other in kept):
                continue
            if any(
                rule.type == other.rule.type and _one_clause(line, first, other) for other in kept
            ):
                continue
            if self._fits(rule, line, first, last, barred=bool(bars >> number & 1)):
                kept.append(Trigger(first, last, rule))
        kept.sort(key=lambda trigger: trigger.start)
        return _yielded(line, kept)

    def _fits(self, rule: Rule, line: Line, first: int, last: int, *, barred: bool) -> bool:
        begin, finish = max(0, first - _WINDOW), min(len(line.tokens), last + _WINDOW)
        if rule.needs and not rule.needs.any(line, begin, finish):
            return False
        if rule.bars is None or not barred:
            return True
        return not rule.bars.any(line, *_clause(line, first, last))


def _clause(line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the words around a trigger up to the next break in the sentence."""
    begin = first
    while begin > 0 and first - begin < _NEAR and boundary_strength(line.tokens, begin) < _BREAK:
        begin -= 1
    end = last
    while (
        end < len(line.tokens)
        and end - last < _NEAR
        and boundary_strength(line.tokens, end) < _BREAK
    ):
        end += 1
    return begin, end


def _one_clause(line: Line, first: int, other: Trigger) -> bool:
    """Say whether no break stands between a trigger and another."""
    low, high = sorted((first, other.start))
    return not any(boundary_strength(line.tokens, at) >= _BREAK for at in range(low + 1, high + 1))


_PARTICIPLES = frozenset(
    {"killing", "wounding", "tuant", "blessant", "injuring", "leaving", "faisant"}
)


def _apart(line: Line, one: Trigger, other: Trigger) -> bool:
    """Say whether two triggers stand in clauses of their own, so that neither gives way."""
    low, high = sorted((one.start, other.start))
    return any(
        boundary_strength(line.tokens, at) >= _APART and line.tokens[at].fold not in _PARTICIPLES
        for at in range(low + 1, high + 1)
    )


def _counted(line: Line, trigger: Trigger, other: Trigger) -> bool:
    """Say whether two rules give way to each other where the later row has a count: "left four dead"."""
    rule = trigger.rule
    if rule.type not in other.rule.yields or rule.number < other.rule.number:
        return False
    before = line.tokens[max(0, trigger.start - 2) : trigger.start]
    return any(token.is_number or token.fold in NUMBER_WORDS for token in before)


def _yielded(line: Line, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Drop triggers that give way to another type of their own clause."""
    kept = []
    for trigger in triggers:
        rule = trigger.rule
        others = [t for t in triggers if t.rule.type != rule.type]
        if _ALL in rule.yields and others:
            continue
        near = {
            t.rule.type
            for t in others
            if not _apart(line, trigger, t) and not _counted(line, trigger, t)
        }
        if not rule.yields & near:
            kept.append(trigger)
    return kept
