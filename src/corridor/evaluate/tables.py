"""The tables beside the scores: breakdowns, confusions, worst errors.

Guarantees: every row carries the counts it rests on. Refuses: computing anything.
"""

from collections.abc import Mapping, Sequence

from corridor.evaluate.merging import MergingScores
from corridor.evaluate.places import PlaceScores
from corridor.evaluate.public import ClassScores
from corridor.evaluate.reading import ReadingScores, TypeConfusion
from corridor.evaluate.results import EvalTable
from corridor.evaluate.tally import Scores
from corridor.records.table import Table

SHOWN = 15
QUOTE = 90

_PARTS = (
    "type_f1", "type_strict_f1", "kind", "assertion", "speaker_f1", "actor_f1", "place_f1", "day",
    "figures",
)  # fmt: skip


def reading_tables(found: ReadingScores) -> tuple[EvalTable, ...]:
    """Breakdowns by language, style and hard case, calibration, confusions, leaks, errors."""
    return (
        _breakdown("by language", found.languages),
        _breakdown("by style", found.styles),
        _breakdown("by hard case", found.hard),
        _table(
            "confidence",
            ("from", "claims", "confidence", "right"),
            [(row.low, row.count, row.confidence, row.right) for row in found.calibration],
        ),
        _confusions(found.confusions),
        *_optional(
            "leaks into the picture",
            ("document", "what", "read as", "quote"),
            [(row.document, row.what, row.found, _short(row.quote)) for row in found.leaked],
        ),
        *_optional(
            "errors, some of each sort",
            ("document", "part", "wanted", "found", "quote"),
            [
                (row.document, row.part, row.wanted, row.found, _short(row.quote))
                for row in found.errors
            ],
        ),
    )


def place_tables(found: PlaceScores) -> tuple[EvalTable, ...]:
    """Names missed, misplaced or wrongly taken."""
    rows = [(row.document, row.what, row.name, row.apart_km) for row in found.errors]
    return _optional("errors", ("document", "what", "name", "km apart"), rows)


def class_tables(found: ClassScores) -> tuple[EvalTable, ...]:
    """F1 by class, and confusions."""
    classes = _table("by class", ("class", "f1"), list(found.classes.items()))
    return (classes, _confusions(found.confusions))


def merging_tables(found: MergingScores) -> tuple[EvalTable, ...]:
    """What links say of themselves beside what a person says; claims wrongly together or apart."""
    links = [(row.low, row.count, row.confidence, row.right) for row in found.links]
    rows = [
        (row.kind, len(row.claims), _short(" | ".join(row.words)))
        for row in found.confusions[:SHOWN]
    ]
    return (
        *_optional("links weighed", ("from", "pairs", "probability", "same happening"), links),
        *_optional("confusions", ("kind", "claims", "words"), rows),
    )


def _breakdown(title: str, groups: Mapping[str, Scores]) -> EvalTable:
    rows = [
        (name, row.documents, row.claims, *(getattr(row, part) for part in _PARTS))
        for name, row in groups.items()
    ]
    return _table(title, ("group", "documents", "claims", *_PARTS), rows)


def _confusions(rows: tuple[TypeConfusion, ...]) -> EvalTable:
    shown = [(row.wanted, row.found, row.count) for row in rows[:SHOWN]]
    return _table("confusions", ("wanted", "found", "count"), shown)


_Row = tuple[str | float | None, ...]


def _table(title: str, columns: tuple[str, ...], rows: Sequence[_Row]) -> EvalTable:
    return EvalTable(title=title, table=Table(columns=columns, rows=tuple(rows)))


def _optional(title: str, columns: tuple[str, ...], rows: Sequence[_Row]) -> tuple[EvalTable, ...]:
    return (_table(title, columns, rows),) if rows else ()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else f"{flat[: QUOTE - 1]}…"
