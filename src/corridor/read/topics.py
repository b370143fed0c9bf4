"""What a clause is about, where no rule of its own fits: a topic and something said of it.

Guarantees: only clauses without a trigger are looked at; topic and predicate stand in the same
clause, in either order; earlier rows win. Refuses: more than one claim a clause.
"""

from collections.abc import Sequence
from itertools import pairwise

from corridor.read.clauses import boundary_strength
from corridor.read.gate import Gate
from corridor.read.lexicon import event_classes
from corridor.read.nodes import Line
from corridor.read.patterns import PatternSet
from corridor.read.tables import rows
from corridor.read.triggers import Rule, Trigger
from corridor.records.event_types import event_types

_BREAK = 3
_COMMA = 2
_LEAST_WORDS, _LEAST_BESIDE = 3, 4
_WEAK = frozenset({"official_statement", "assessment"})
"""Read only in a sentence that says nothing else."""
_LONG = 12
"""A clause of more words is looked at part by part where a trigger stands in one of them."""
_LABEL = 5
"""A label or an answer beside a colon has at most so many words: "Shell next door: shut"."""
_NUMBER = 20_000


class TopicBook:
    """The topics of one language (`topics_<language>.csv`)."""

    def __init__(self, language: str) -> None:
        table = rows(f"topics_{language}")
        classes = event_classes(language)
        types = event_types()
        self._topics = PatternSet([row["topic"] for row in table], classes)
        self._says = [PatternSet([row["says"]], classes) for row in table]
        self._bars = [
            PatternSet([row["without"]], classes) if row["without"] else None for row in table
        ]
        self._says_gate, self._bars_gate = Gate(self._says), Gate(self._bars)
        self.rules = tuple(
            Rule(
                _NUMBER + number,
                row["type"],
                types[row["type"]].family,
                row["kind"],  # type: ignore[arg-type]
                None,
                None,
                frozenset(),
            )
            for number, row in enumerate(table)
        )

    def find(self, line: Line, triggers: Sequence[Trigger]) -> list[Trigger]:
        """Return a trigger for each clause that has none and holds a topic and its predicate."""
        found: list[Trigger] = []
        for start, end in clauses(line, _BREAK):
            inside = [t for t in triggers if start <= t.start < end]
            if not inside:
                made = self._in_clause(line, start, end)
                if made is not None:
                    found.append(made)
            elif end - start > _LONG:
                found += self._beside(line, start, end, inside)
        firm = [t for t in found if t.rule.type not in _WEAK]
        return firm if firm or triggers else found

    def _beside(self, line: Line, start: int, end: int, inside: Sequence[Trigger]) -> list[Trigger]:
        """Return triggers of the parts between commas that have none, of types not yet there."""
        types = {t.rule.type for t in inside}
        found = []
        for first, last in clauses(line, _COMMA, start, end):
            if last - first < _LEAST_BESIDE or any(
                t.start < last and first < t.end for t in inside
            ):
                continue
            made = self._in_clause(line, first, last)
            if made is not None and made.rule.type not in types:
                found.append(made)
                types.add(made.rule.type)
        return found

    def _in_clause(self, line: Line, start: int, end: int) -> Trigger | None:
        best: tuple[int, int, int] | None = None
        dead: set[int] = set()
        says, bars = self._says_gate.open(line, start, end), self._bars_gate.open(line, start, end)
        for number, first, last in self._topics.search(line, start, end):
            if last > end or number in dead or (best is not None and number >= best[0]):
                continue
            said = None
            if says >> number & 1 and not (
                bars >> number & 1 and self._barred(number, line, start, end)
            ):
                said = self._said(number, line, (start, end), (first, last))
            if said is None:
                dead.add(number)
            else:
                best = (number, *said)
        return Trigger(best[1], best[2], self.rules[best[0]]) if best else None

    def _barred(self, number: int, line: Line, start: int, end: int) -> bool:
        bars = self._bars[number]
        return bars is not None and bars.any(line, start, end)

    def _said(
        self, number: int, line: Line, clause: tuple[int, int], topic: tuple[int, int]
    ) -> tuple[int, int] | None:
        """Return the first words of the clause that say something of the topic, beside it."""
        for _, start, end in self._says[number].search(line, *clause):
            if end <= clause[1] and (end <= topic[0] or start >= topic[1]):
                return start, end
        return None


def clauses(
    line: Line, least: int, start: int = 0, end: int | None = None
) -> list[tuple[int, int]]:
    """Return the stretches of words between breaks of at least that strength."""
    stop = len(line.tokens) if end is None else end
    cuts = [
        start,
        *(at for at in range(start + 1, stop) if _strength(line, at) >= least),
        stop,
    ]
    return [(a, b) for a, b in pairwise(cuts) if b - a >= _LEAST_WORDS]


def _strength(line: Line, at: int) -> int:
    """A bar between cells, or a colon after a label or before a short answer, joins what it parts."""
    gap = line.tokens[at].gap
    if "|" in gap or (":" in gap and min(at, len(line.tokens) - at) <= _LABEL):
        return _COMMA
    return boundary_strength(line.tokens, at)
