"""Access, supply and outlook against what is known in hindsight, by replaying the pack's months.

Guarantees: each day sees only what could be known then; a state is right when hindsight allows it
(`evals/replay/anchors.csv`, each row with its reason, dated to a day when it could be told);
forecasts are scored beside climatology. Refuses: calling this out of sample where it is not.
"""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corridor.evaluate.documents import set_digest
from corridor.evaluate.results import EvalResult, EvalTable, scored
from corridor.packs.model import Pack
from corridor.pipeline import Size, gather_inputs
from corridor.records.base import Record
from corridor.records.errors import InputError, NeedsError
from corridor.records.outlook import Score
from corridor.records.replay import Replay
from corridor.records.table import Table
from corridor.replay import days_of, replay

Part = Literal["access", "supply"]
STEP_DAYS = 7
SETTINGS = Size(days=30, members=300, seed=0)
"""Enough members for states and probabilities to two digits; the floors are rounded to that."""
ALL = "all"


class Anchor(Record):
    """What a state may be on one day. `key`: corridor, `place/product` or `power/place`."""

    day: date
    part: Part
    key: str
    allowed: tuple[str, ...]
    why: str


def read_anchors(path: Path) -> tuple[Anchor, ...]:
    """Return the anchors of a CSV file; NeedsError where it is absent, InputError names the row."""
    if not path.is_file():
        msg = f"no anchors in {path}. Next: run this inside a full source checkout"
        raise NeedsError(msg)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    anchors = []
    for number, row in enumerate(rows, start=2):
        try:
            split = {**row, "allowed": tuple(row["allowed"].split("|"))}
            anchors.append(Anchor.model_validate(split))
        except (ValidationError, KeyError) as error:
            raise InputError(str(error), where=path.name, row=number) from error
    return tuple(anchors)


def replay_months(pack: Pack) -> Replay:
    """Replay the pack's known months, one day a week from its crisis to the end of its data."""
    last = pack.in_sample_until
    if last is None:
        msg = f"pack '{pack.id}' gives no day until which it is known (in_sample_until)"
        raise NeedsError(msg)
    weeks = (last - pack.crisis_start).days // STEP_DAYS
    first = date.fromordinal(last.toordinal() - weeks * STEP_DAYS)
    return replay(gather_inputs(pack), days_of(first, last, STEP_DAYS, pack), settings=SETTINGS)


def evaluate_anchors(
    part: Part, replayed: Replay, anchors: Sequence[Anchor], path: Path
) -> EvalResult:
    """Score the states of one stage: the share of anchors whose state is allowed."""
    states = {row.as_of: _states(row.corridors, row.supply, row.power) for row in replayed.days}
    asked = [anchor for anchor in anchors if anchor.part == part and anchor.day in states]
    found = [states[anchor.day].get(anchor.key, "absent") for anchor in asked]
    right = sum(state in anchor.allowed for anchor, state in zip(asked, found, strict=True))
    wrong = tuple(
        (anchor.day, anchor.key, " or ".join(anchor.allowed), state, anchor.why)
        for anchor, state in zip(asked, found, strict=True)
        if state not in anchor.allowed
    )
    columns = ("day", "what", "allowed", "found", "why")
    return EvalResult(
        evaluation=part,
        set=f"{part}-replay",
        sizes={"anchors": len(asked), "days": len(replayed.days)},
        digest=set_digest([path]),
        scores=scored([("anchors", round(right / len(asked), 4) if asked else None)]),
        tables=(EvalTable(title="not allowed", table=Table(columns=columns, rows=wrong)),)
        if wrong
        else (),
        notes=("in sample: the pack and the engines were made knowing these months",),
    )


def _states(
    corridors: dict[str, str], supply: dict[str, str], power: dict[str, str]
) -> dict[str, str]:
    return {**corridors, **supply, **{f"power/{place}": state for place, state in power.items()}}


def evaluate_outlook(replayed: Replay, pack: Pack) -> EvalResult:
    """Score the ledger that the replay would have kept; skill is 1 - Brier / climatology's Brier."""
    rows = replayed.track_record.scores
    whole = next((row for row in rows if row.question == ALL), None)
    files = [
        path for name in ("questions.csv", "claims.csv") if (path := pack.folder / name).is_file()
    ]
    notes = [replayed.track_record.note] if replayed.track_record.note else []
    if any(row.in_sample for row in rows):
        notes.append("in sample: these months were known when the questions were written")
    return EvalResult(
        evaluation="outlook",
        set="outlook-replay",
        sizes={"forecasts": whole.n if whole else 0, "days": len(replayed.days)},
        digest=set_digest(files),
        scores=scored([("brier_skill", _skill(whole))]),
        tables=(EvalTable(title="by question", table=_by_question(rows)),),
        notes=tuple(notes),
    )


def _skill(row: Score | None) -> float | None:
    if row is None or row.brier is None or not row.brier_climatology:
        return None
    return round(1 - row.brier / row.brier_climatology, 4)


def _by_question(rows: Sequence[Score]) -> Table:
    columns = ("question", "n", "unresolved", "brier", "climatology", "last state", "log", "crps")
    cells = tuple(
        (
            row.question,
            row.n,
            row.n_unresolved,
            row.brier,
            row.brier_climatology,
            row.brier_last_state,
            row.log,
            row.crps,
        )
        for row in rows
    )
    return Table(columns=columns, rows=cells)
