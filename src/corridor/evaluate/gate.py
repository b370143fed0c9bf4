"""Floors: quality that is committed and can only rise.

Guarantees: a check fails when a score falls below its floor, when a floored score is gone, or when
the labelled set is not the one the floors were measured on. Refuses: lowering a floor; a person
who must do so edits the file and says why in the commit. (After `eval_gate.py` of trafilatura.)
"""

import json
from collections.abc import Mapping
from math import ceil, floor
from pathlib import Path

from pydantic import ValidationError

from corridor.records.base import Record, dump_json
from corridor.records.errors import InputError

STEP = 0.01
"""Floors are rounded to this, away from what was measured, so that noise does not fail a check."""
LOWER_IS_BETTER: frozenset[str] = frozenset({"leaks", "french_gap", "calibration_gap"})
ENOUGH: dict[str, float] = {"french_gap": 0.03, "calibration_gap": 0.05}
"""Gaps that need not get smaller than this: a floor below it would punish progress elsewhere."""


class Floors(Record):
    """The floors of one set: scores and the digest of the set they were measured on."""

    digest: str
    floors: dict[str, float]


class FloorCheck(Record):
    """One score beside its floor. `value` None: the score is gone."""

    score: str
    floor: float
    value: float | None
    passed: bool


class Gate(Record):
    """All checks of one set; `raised` lists floors that `update` moved."""

    set: str
    checks: tuple[FloorCheck, ...] = ()
    digest_changed: bool = False
    raised: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every floor holds on the set it was measured on."""
        return not self.digest_changed and all(check.passed for check in self.checks)


def rounded(score: str, value: float) -> float:
    """Return the floor a measured value earns: rounded to `STEP` on the lenient side."""
    steps = round(value / STEP, 6)
    if score not in LOWER_IS_BETTER:
        return round(floor(steps) * STEP, 2)
    return max(round(ceil(steps) * STEP, 2), ENOUGH.get(score, 0.0))


def better(score: str, value: float, than: float) -> bool:
    """Say whether `value` is at least as good as `than`."""
    return value <= than if score in LOWER_IS_BETTER else value >= than


def check(name: str, scores: Mapping[str, float], digest: str, folder: Path) -> Gate:
    """Compare scores with the floors kept in `<folder>/<name>.json` (none: nothing to check)."""
    kept = read_floors(folder / f"{name}.json")
    if kept is None:
        return Gate(set=name)
    return Gate(
        set=name,
        checks=tuple(
            FloorCheck(
                score=score,
                floor=kept.floors[score],
                value=scores.get(score),
                passed=score in scores and better(score, scores[score], kept.floors[score]),
            )
            for score in sorted(kept.floors)
        ),
        digest_changed=kept.digest != digest,
    )


def update(name: str, scores: Mapping[str, float], digest: str, folder: Path) -> Gate:
    """Raise the floors to what was measured and keep them; then check.

    A floor that is not reached stays where it is, and with it the digest: a changed set is
    taken over only when every old floor holds on it.
    """
    path = folder / f"{name}.json"
    before = check(name, scores, digest, folder)
    if any(not row.passed for row in before.checks):
        return before
    kept = read_floors(path)
    old = kept.floors if kept else {}
    new = {
        score: _best(score, rounded(score, value), old.get(score))
        for score, value in sorted(scores.items())
    }
    raised = tuple(score for score in new if new[score] != old.get(score))
    if raised or before.digest_changed or kept is None:
        folder.mkdir(parents=True, exist_ok=True)
        text = dump_json(Floors(digest=digest, floors=new).to_dict(), indent=2)
        path.write_text(text + "\n", encoding="utf-8")
    return check(name, scores, digest, folder).model_copy(update={"raised": raised})


def _best(score: str, value: float, old: float | None) -> float:
    if old is None or better(score, value, old):
        return value
    return old


def read_floors(path: Path) -> Floors | None:
    """Return the floors of one file, None where there is none; InputError where it is broken."""
    if not path.is_file():
        return None
    try:
        return Floors.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (json.JSONDecodeError, ValidationError) as error:
        raise InputError(str(error), where=str(path), allowed="digest and floors") from error
