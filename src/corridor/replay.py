"""Replay: the Situation day by day as it could have been known, and the ledger it would have kept.

Guarantees: each day is an ordinary `assess` with that day as cut-off; a day already on disk with
the same inputs is not computed again. Refuses: a range outside what the pack can simulate.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corridor.outlook import ledger_entries, track_record
from corridor.packs import Pack
from corridor.pipeline import Inputs, assess
from corridor.records.errors import UsageError
from corridor.records.replay import Replay, ReplayDay
from corridor.records.situation import Situation

Progress = Callable[[date, int, int], None]


@dataclass(frozen=True)
class Settings:
    """Size of each day's run."""

    days: int = 90
    members: int = 1000
    seed: int = 0


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
    settings: Settings | None = None,
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
    settings = settings or Settings()
    situations = []
    for number, situation in enumerate(_situations(inputs, days, settings, out, jobs), start=1):
        situations.append(situation)
        if progress:
            progress(situation.as_of, number, len(days))
    ledger = tuple(
        entry
        for s in situations
        for entry in ledger_entries(s.outlook, inputs.pack, s.inputs_digest)
    )
    known = inputs.known(days[-1])
    scored = track_record(ledger, claims=known.claims, pack=known.pack, as_of=days[-1])
    return Replay(
        first=days[0],
        last=days[-1],
        days=tuple(_row(situation) for situation in situations),
        ledger=scored[0],
        track_record=scored[1],
    )


def _situations(
    inputs: Inputs, days: Sequence[date], settings: Settings, out: Path | None, jobs: int
) -> Iterator[Situation]:
    if jobs == 1:
        for day in days:
            yield _one((inputs, day, settings, out))
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(_one, [(inputs, day, settings, out) for day in days])


def _one(task: tuple[Inputs, date, Settings, Path | None]) -> Situation:
    inputs, day, settings, out = task
    file = None if out is None else out / f"{day}.json"
    kept = _kept(file, settings)
    if kept is not None:
        return kept
    situation = assess(
        inputs,
        as_of=day,
        days=settings.days,
        members=settings.members,
        seed=settings.seed,
        changes=False,
    )
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(situation.to_json(), encoding="utf-8")
        part.replace(file)
    return situation


def _kept(file: Path | None, settings: Settings) -> Situation | None:
    """A day already on disk, if it was made with the same settings."""
    if file is None or not file.exists():
        return None
    try:
        situation = Situation.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValueError:
        return None
    same = (situation.days, situation.members, situation.seed) == (
        settings.days,
        settings.members,
        settings.seed,
    )
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
