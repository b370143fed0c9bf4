"""What a clause is about by likeness to example clauses: where no rule fits, or one hardly can.

A linear model over the features of `features`, trained on the example clauses of
`evals/reading/examples` by `tools/train_types.py` and on nothing else; its weights lie in
`data/learned.npz`. Guarantees: one type to a clause, and only where the model is sure enough, surer
where a rule read another; the same bytes on every machine (whole numbers are summed). Refuses: types
that mean little by themselves in a sentence that says something else.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from corridor.read.feature_rows import LineRows, Vocabulary
from corridor.read.features import stem
from corridor.read.nodes import Line
from corridor.read.tables import rows
from corridor.read.topics import clauses
from corridor.read.triggers import Rule, Trigger
from corridor.records.event_types import event_types
from corridor.records.report import Kind

NONE = "none"
"""The type of clauses that claim nothing."""
NUMBER = 30_000
"""Rules of the model are numbered from here."""
SURE = 0.45
"""From this probability on a type is read."""
SURER, HARDLY = 0.5, 0.02
"""From the first and below the last a type is put in the place of the one a rule read."""
QUOTED = 0.7
"""From this probability on a type is read in a sentence that says who said it."""
_BREAK, _LEAST_WORDS = 3, 4
_JUDGED = frozenset({"opinion", "assessment", "background"})
"""What was read as no fact is not made one by likeness."""
OPINION, _COMMENT = "commentary", 0.02
"""What may be comment, more likely than this, is not read as fact."""
_MOCKERY = 0.5
"""From this probability on a clause is comment, whatever happens in it."""
_SPOKEN = frozenset({"denial", "threat", "travel_advisory", "claim_of_responsibility"})
_WEAK = frozenset({"official_statement", "assessment", "commentary"})


class TypeModel:
    """The types of clauses in one language.

    Attributes:
        types: names of the columns of the weights, `none` among them.
        rules: the rule that reads each type by likeness.
    """

    def __init__(self, language: str) -> None:
        self.types, self._place, self._weights, self._scale = _weights()
        self._vocabulary = _vocabulary(language)
        self._column = {name: at for at, name in enumerate(self.types)}
        self._last: LineRows | None = None
        catalogue = event_types()
        kinds = _kinds(language)
        self.rules = {
            name: Rule(NUMBER + at, name, catalogue[name].family, kinds.get(name, "event"),
                       None, None, frozenset())
            for at, name in enumerate(self.types) if name != NONE
        }  # fmt: skip

    def find(
        self, line: Line, triggers: Sequence[Trigger], *, quoted: bool = False
    ) -> list[Trigger]:
        """Return a trigger for each clause that has none and is like the examples of a type.

        More is asked of a sentence that is `quoted`: its speaker's clause is like no example.

        A type the sentence has already is not read again: the clause most likely goes on with it
        ("... since dawn").
        """
        held = [(t.start, t.end) for t in triggers]
        types, found = {t.rule.type for t in triggers}, []
        for start, end in clauses(line, _BREAK):
            if any(first < end and start < last for first, last in held):
                continue
            made = self._in_clause(line, start, end, QUOTED if quoted else SURE)
            if made is not None and made.rule.type not in types:
                types.add(made.rule.type)
                found.append(made)
        if not found and not triggers:  # brackets and dashes may cut one statement to pieces
            whole = self._in_clause(line, 0, len(line.tokens), QUOTED if quoted else SURE)
            return [whole] if whole else []
        firm = [t for t in found if t.rule.type not in _WEAK]
        return firm if firm or triggers else found

    def weighed(self, line: Line, head: Trigger, start: int, end: int, *, alone: bool) -> Trigger:
        """Return a head with the likeness of its clause, of another type where that is far likelier.

        Rules go by few words; where the whole clause is like examples of another type, these are
        right more often than the rule (docs/methods/reading.md). A clause of several heads, not
        `alone`, keeps them.
        """
        if head.rule.number >= NUMBER:
            return head
        chances, rule = self._chances(line, start, end), head.rule
        best = int(chances.argmax())
        name = self.types[best]
        free = alone and rule.kind not in _JUDGED and name != NONE
        comment = rule.kind not in _JUDGED and rule.type not in _SPOKEN
        if comment and self._of(chances, OPINION) >= _MOCKERY:
            rule = self.rules[OPINION]
        elif free and chances[best] >= SURER and self._of(chances, rule.type) < HARDLY:
            rule = self.rules[name]
        return Trigger(head.start, head.end, rule, self._of(chances, rule.type))

    def _of(self, chances: NDArray[np.float64], name: str) -> float:
        column = self._column.get(name)
        return 0.0 if column is None else float(chances[column])

    def guess(self, line: Line, start: int = 0, end: int | None = None) -> tuple[str, float]:
        """Return the likeliest type of the words from `start` to `end`, and its probability."""
        chances = self._chances(line, start, end)
        best = int(chances.argmax())
        return self.types[best], float(chances[best])

    def _chances(self, line: Line, start: int, end: int | None) -> NDArray[np.float64]:
        known = self._found(line).within(start, len(line.tokens) if end is None else end)
        known.append(len(self._weights) - 1)
        # Whole numbers are summed: no order of addition can change the last bit.
        total = self._weights.take(known, axis=0).sum(axis=0).astype(np.float64)
        score = total * (self._scale / np.sqrt(len(known)))
        raised = np.exp(score - score.max())
        return np.asarray(raised / raised.sum())

    def _found(self, line: Line) -> LineRows:
        """The features of a line, looked up once for all its clauses."""
        if self._last is None or self._last.line is not line:
            self._last = LineRows(line, self._vocabulary)
        return self._last

    def _in_clause(self, line: Line, start: int, end: int, sure: float) -> Trigger | None:
        if end - start < _LEAST_WORDS:
            return None
        chances = self._chances(line, start, end)
        column = int(chances.argmax())
        name = self.types[column]
        least = max(sure, SURER) if name in _WEAK else sure
        opinion = name != OPINION and self._of(chances, OPINION) > _COMMENT
        if name == NONE or chances[column] < least or opinion:
            return None
        at = self._telling(line, start, end, column)
        return Trigger(at, at + 1, self.rules[name], float(chances[column]))

    def _telling(self, line: Line, start: int, end: int, column: int) -> int:
        """Return the word of the clause that speaks most for the type."""

        def weight(at: int) -> int:
            row = self._place.get(stem(line.tokens[at], first=at == start))
            return 0 if row is None else int(self._weights[row, column])

        return max(range(start, end), key=lambda at: (weight(at), -at))


@cache
def _weights() -> tuple[tuple[str, ...], dict[str, int], NDArray[np.float32], float]:
    with (
        as_file(files("corridor.read").joinpath("data/learned.npz")) as path,
        np.load(path) as kept,
    ):
        types = tuple(str(kept["types"]).split("\n"))
        names = str(kept["features"]).split("\n")
        return (
            types,
            {name: at for at, name in enumerate(names)},
            kept["weights"].astype(np.float32),  # sums below 2**24 are exact, and fast
            float(kept["scale"]),
        )


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary(language, _weights()[1])


_KINDS: dict[str, Kind] = {"commentary": "opinion", "assessment": "assessment"}
"""Kinds of types that no row of the tables has."""


@cache
def _kinds(language: str) -> dict[str, Kind]:
    """The kind of each type: that of most of its rows in the tables of rules and topics."""
    counts: dict[str, Counter[Kind]] = {}
    for row in (*rows(f"triggers_{language}"), *rows(f"topics_{language}")):
        counts.setdefault(row["type"], Counter())[row["kind"]] += 1  # type: ignore[index]
    return _KINDS | {name: of.most_common(1)[0][0] for name, of in counts.items()}
