"""What a clause is about by likeness to example clauses, where neither rule nor topic fits.

A linear model over the features of `features`, trained on the example clauses of
`evals/reading/examples` by `tools/train_types.py` and on nothing else; its weights lie in
`data/learned.npz`. Guarantees: only clauses without a trigger are looked at, one type each, and
only where the model is sure enough; the same bytes on every machine (whole numbers are summed).
Refuses: types that mean little by themselves in a sentence that says something else.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from corridor.read.features import features, stem
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
SURE = 0.35
"""From this probability on a type is read."""
_BREAK, _LEAST_WORDS = 3, 4
_WEAK = frozenset({"official_statement", "assessment", "commentary"})


class TypeModel:
    """The types of clauses in one language.

    Attributes:
        types: names of the columns of the weights, `none` among them.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self.types, self._place, self._weights, self._scale = _weights()
        catalogue = event_types()
        kinds = _kinds(language)
        self._rules = {
            name: Rule(NUMBER + at, name, catalogue[name].family, kinds.get(name, "event"),
                       None, None, frozenset())
            for at, name in enumerate(self.types) if name != NONE
        }  # fmt: skip

    def find(
        self, line: Line, triggers: Sequence[Trigger], taken: Sequence[tuple[int, int]] = ()
    ) -> list[Trigger]:
        """Return a trigger for each clause that has none and is like the examples of a type.

        Clauses that hold one of the word ranges `taken` (figures) are left alone as well: a type
        read by likeness is not sure enough to carry a number. A type the sentence has already is
        not read again: the clause most likely goes on with it ("... since dawn").
        """
        held = [*((t.start, t.end) for t in triggers), *taken]
        types, found = {t.rule.type for t in triggers}, []
        for start, end in clauses(line, _BREAK):
            if any(first < end and start < last for first, last in held):
                continue
            made = self._in_clause(line, start, end)
            if made is not None and made.rule.type not in types:
                types.add(made.rule.type)
                found.append(made)
        firm = [t for t in found if t.rule.type not in _WEAK]
        return firm if firm or triggers else found

    def guess(self, line: Line, start: int = 0, end: int | None = None) -> tuple[str, float]:
        """Return the likeliest type of the words from `start` to `end`, and its probability."""
        chances = self._chances(line, start, end)
        best = int(chances.argmax())
        return self.types[best], float(chances[best])

    def _chances(self, line: Line, start: int, end: int | None) -> NDArray[np.float64]:
        known = [self._place[x] for x in features(line, self._language, start, end)
                 if x in self._place]  # fmt: skip
        # Whole numbers are summed: no order of addition can change the last bit.
        total = self._weights[[*sorted(known), -1]].sum(axis=0, dtype=np.int64)
        score = total * (self._scale / np.sqrt(len(known) + 1))
        raised = np.exp(score - score.max())
        return np.asarray(raised / raised.sum())

    def _in_clause(self, line: Line, start: int, end: int) -> Trigger | None:
        if end - start < _LEAST_WORDS:
            return None
        name, chance = self.guess(line, start, end)
        if name == NONE or chance < SURE:
            return None
        at = self._telling(line, start, end, self.types.index(name))
        return Trigger(at, at + 1, self._rules[name])

    def _telling(self, line: Line, start: int, end: int, column: int) -> int:
        """Return the word of the clause that speaks most for the type."""

        def weight(at: int) -> int:
            row = self._place.get(stem(line.tokens[at], first=at == start))
            return 0 if row is None else int(self._weights[row, column])

        return max(range(start, end), key=lambda at: (weight(at), -at))


@cache
def _weights() -> tuple[tuple[str, ...], dict[str, int], NDArray[np.int8], float]:
    with (
        as_file(files("corridor.read").joinpath("data/learned.npz")) as path,
        np.load(path) as kept,
    ):
        types = tuple(str(kept["types"]).split("\n"))
        names = str(kept["features"]).split("\n")
        return (
            types,
            {name: at for at, name in enumerate(names)},
            kept["weights"],
            float(kept["scale"]),
        )


_KINDS: dict[str, Kind] = {"commentary": "opinion", "assessment": "assessment"}
"""Kinds of types that no row of the tables has."""


@cache
def _kinds(language: str) -> dict[str, Kind]:
    """The kind of each type: that of most of its rows in the tables of rules and topics."""
    counts: dict[str, Counter[Kind]] = {}
    for row in (*rows(f"triggers_{language}"), *rows(f"topics_{language}")):
        counts.setdefault(row["type"], Counter())[row["kind"]] += 1  # type: ignore[index]
    return _KINDS | {name: of.most_common(1)[0][0] for name, of in counts.items()}
