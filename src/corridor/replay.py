"""Replay: the Situation day by day as it could have been known, and the ledger it would have kept.

Guarantees: each day is an ordinary `assess` with that day as cut-off; a day already on disk with
the same inputs is not computed again. Refuses: a range outside what the pack can simulate.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from corridor.outlook import ledger_entries, track_record
from corridor.packs import Pack
from corridor.pipeline import Inputs, Size, assess, inputs_digest
from corridor.records.errors import UsageError
from corridor.records.outlook import LedgerEntry
from corridor.records.replay import Replay, ReplayDay
from corridor.records.situation import Situation

Progress = Callable[[date, int, int], None]


def days_of(first: date, last: date, step: int, pack: Pack) -> tuple[date, ...]:
    """Return the days of a replay; UsageError where the range makes no sense."""
    if last < first or step < 1:
        msg = f"--from {first} --to {last} --step {step}d is no range. Allowed: from <= to, 1d or more"
        raise UsageError(msg)
    if first < pack.simulate_from:
        msg = f"--from {first} lies before the pack begins. Allowed: {pack.simulate_from} or later"
        raise UsageError(msg)
    count = (last - first).days // step
    return tuple(first + timedelta(days=step * i) for i in range(count + 1))


def replay(
    inputs: Inputs,
    days: Sequence[date],
    *,
    settings: Size | None = None,
    out: Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Replay:
    """Run every day and score the ledger with what was known on the last one.

    Args:
        inputs: everything read, whatever its date; each day sees only its own past.
        days: the days, in order.
        settings: size of each run.
        out: folder for one `YYYY-MM-DD.json` a day; days found there are taken as they are.
        jobs: number of processes.
        progress: called after each day with the day, its number and the total.
    """
    size = settings or Size(days=90, members=1000, seed=0)
    rows: list[ReplayDay] = []
    ledger: list[LedgerEntry] = []
    # Only what the result needs is held: a hundred whole Situations would not fit a weak laptop.
    for number, situation in enumerate(_situations(inputs, days, size, out, jobs), start=1):
        rows.append(_row(situation))
        ledger += ledger_entries(situation.outlook, inputs.pack, situation.inputs_digest)
        if progress:
            progress(situation.as_of, number, len(days))
    known = inputs.known(days[-1])
    resolved, scored = track_record(ledger, claims=known.claims, pack=known.pack, as_of=days[-1])
    return Replay(
        first=days[0], last=days[-1], days=tuple(rows), ledger=resolved, track_record=scored
    )


def _situations(
    inputs: Inputs, days: Sequence[date], size: Size, out: Path | None, jobs: int
) -> Iterator[Situation]:
    tasks = [(inputs, day, size, out) for day in days]
    if jobs == 1:
        yield from map(_one, tasks)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(_one, tasks)


def _one(task: tuple[Inputs, date, Size, Path | None]) -> Situation:
    inputs, day, size, out = task
    file = None if out is None else out / f"{day}.json"
    kept = _kept(file, inputs, day, size)
    if kept is not None:
        return kept
    situation = assess(inputs, as_of=day, **size._asdict(), changes=False)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(situation.to_json(), encoding="utf-8")
        part.replace(file)
    return situation


def _kept(file: Path | None, inputs: Inputs, day: date, size: Size) -> Situation | None:
    """A day already on disk, if it was made from the same inputs at the same size."""
    if file is None or not file.exists():
        return None
    try:
        situation = Situation.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValueError:
        return None
    same = situation.inputs_digest == inputs_digest(inputs.known(day), day, size)
    return situation if same else None


def _row(situation: Situation) -> ReplayDay:
    return ReplayDay(
        as_of=situation.as_of,
        posture=situation.posture.level,
        corridors={c.id: c.state for c in situation.access.corridors if c.cls == "tanker"},
        encirclement_volume={
            t.id: t.encirclement_volume
            for t in situation.access.towns
            if t.encirclement_volume is not None
        },
        supply={f"{p.place}/{p.product}": p.now.state for p in situation.supply.places},
        power={p.place: p.state for p in situation.supply.power},
        exits={way.id: way.state for way in situation.exits.ways},
        tripwires_met=tuple(w.id for w in situation.posture.tripwires if w.state == "met"),
    )
