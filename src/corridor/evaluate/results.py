"""What an evaluation gives: scores with sizes, beside their floors, as JSON and as text.

Guarantees: one result a set; a set that is not there is listed with the reason. Refuses: a verdict
without the floors it rests on.
"""

from collections.abc import Iterable

from corridor.evaluate.gate import Gate
from corridor.records.base import Record
from corridor.records.table import Table


class EvalTable(Record):
    """One titled table of a result."""

    title: str
    table: Table


class EvalResult(Record):
    """Scores of one set. `skipped` says why nothing was measured."""

    evaluation: str
    set: str
    sizes: dict[str, int] = {}
    digest: str = ""
    scores: dict[str, float] = {}
    gate: Gate | None = None
    tables: tuple[EvalTable, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str | None = None


class EvalReport(Record):
    """All results of a run; `passed` when every floor holds."""

    pack: str
    results: tuple[EvalResult, ...]
    passed: bool

    def __str__(self) -> str:
        verdict = "all floors hold" if self.passed else "a floor does not hold"
        parts = [_result(result) for result in self.results]
        return "\n\n".join([*parts, f"pack {self.pack}: {verdict}"])


def scored(pairs: Iterable[tuple[str, float | None]]) -> dict[str, float]:
    """Return the scores that exist, in order."""
    return {name: value for name, value in pairs if value is not None}


def _result(result: EvalResult) -> str:
    sizes = ", ".join(f"{count} {what}" for what, count in result.sizes.items())
    lines = [f"== {result.evaluation}: {result.set}" + (f" ({sizes})" if sizes else "")]
    if result.skipped:
        return "\n".join([*lines, f"left out: {result.skipped}"])
    lines += _score_lines(result)
    for table in result.tables:
        lines += ["", table.title, str(table.table)]
    return "\n".join([*lines, *(f"note: {note}" for note in result.notes)])


def _score_lines(result: EvalResult) -> list[str]:
    floors = {row.score: row for row in result.gate.checks} if result.gate else {}
    names = list(dict.fromkeys([*result.scores, *floors]))
    rows = []
    for name in names:
        value, row = result.scores.get(name), floors.get(name)
        mark = "" if row is None else f"floor {row.floor:g} {'holds' if row.passed else 'FAILS'}"
        shown = "gone" if value is None else f"{value:.3f}"
        rows.append(f"{name:<18} {shown:>8}  {mark}".rstrip())
    if result.gate and result.gate.digest_changed:
        rows.append("FAILS: the set is not the one its floors were measured on (run with --update)")
    if result.gate and result.gate.raised:
        rows.append(f"floors raised: {', '.join(result.gate.raised)}")
    return rows
