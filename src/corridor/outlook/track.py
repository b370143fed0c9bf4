"""The track record: forecasts that fell due, resolved and scored beside simple references.

Guarantees: an entry is resolved only from claims known when it fell due, so the day of resolving
does not matter; in-sample entries are scored apart; one miss is named. Refuses: a score without n.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from corridor.exits.seen import Seen
from corridor.outlook.rules import rule_of
from corridor.outlook.scores import Pair, brier, calibration, crps_quantiles, log_score
from corridor.outlook.view import GRACE_DAYS, Facts
from corridor.packs.model import Pack
from corridor.records.outlook import LedgerEntry, Question, Score, TrackRecord
from corridor.records.report import Claim

ALL = "all"
QUANTILE_LEVELS = (0.1, 0.5, 0.9)


def track_record(
    entries: Iterable[LedgerEntry], *, claims: Iterable[Claim], pack: Pack, as_of: date
) -> tuple[tuple[LedgerEntry, ...], TrackRecord]:
    """Resolve what fell due by `as_of` and score it.

    Args:
        entries: forecasts made earlier; outcomes they carry are resolved anew.
        claims: claims known by `as_of`; each entry sees only those known when it fell due.
        pack: the pack, for questions, advisories and figures.
        as_of: the day.

    Returns:
        All entries, resolved where due, and the track record over them.
    """
    known = tuple(claims)
    questions = {question.id: question for question in pack.questions}
    facts: dict[tuple[date, date], Facts] = {}
    done = tuple(_resolved(entry, questions, known, pack, as_of, facts) for entry in entries)
    due = [entry for entry in done if entry.outcome is not None]
    return done, _record(due)


def due_on(entry: LedgerEntry) -> date:
    """Return the day an entry falls due: its last day and the days of grace for reports."""
    return entry.resolves_on + timedelta(days=GRACE_DAYS)


def _resolved(
    entry: LedgerEntry,
    questions: Mapping[str, Question],
    claims: Sequence[Claim],
    pack: Pack,
    as_of: date,
    cache: dict[tuple[date, date], Facts],
) -> LedgerEntry:
    question = questions.get(entry.question)
    due = due_on(entry)
    if question is None or due > as_of:
        return entry
    window = (entry.made, entry.resolves_on)
    if window not in cache:
        cache[window] = facts_of(window, claims, pack)
    found = rule_of(question).resolve(question, cache[window])
    return entry.model_copy(
        update={
            "outcome": found.outcome,
            "resolved_on": due,
            "resolved_by": found.claims,
            "observed": found.observed,
        }
    )


def facts_of(window: tuple[date, date], claims: Iterable[Claim], pack: Pack) -> Facts:
    """Return what was known when a forecast over a window fell due."""
    made, until = window
    due = until + timedelta(days=GRACE_DAYS)
    known = pack.at(due)
    seen = Seen.by(due, (), claims, known.reports)
    return Facts(made=made, until=until, due=due, seen=seen, pack=known)


def _record(due: Sequence[LedgerEntry]) -> TrackRecord:
    resolved = [entry for entry in due if entry.outcome in {"yes", "no"}]
    scores = []
    for in_sample in (False, True):
        part = [entry for entry in due if entry.in_sample is in_sample]
        names = sorted({entry.question for entry in part})
        groups = [(ALL, part)] if part else []
        groups += [(name, [e for e in part if e.question == name]) for name in names]
        scores += [_score(name, rows, in_sample=in_sample) for name, rows in groups]
    return TrackRecord(
        scores=tuple(scores),
        calibration=calibration(_pairs(resolved)) if resolved else (),
        miss=_miss(resolved),
        n=len(resolved),
        note=_note(resolved),
    )


def _score(name: str, rows: Sequence[LedgerEntry], *, in_sample: bool) -> Score:
    resolved = [entry for entry in rows if entry.outcome in {"yes", "no"}]
    return Score(
        question=name,
        n=len(resolved),
        n_unresolved=len(rows) - len(resolved),
        brier=brier(_pairs(resolved)),
        log=log_score(_pairs(resolved)),
        brier_climatology=brier(_reference(resolved, "climatology")),
        brier_last_state=brier(_reference(resolved, "last_state")),
        crps=_crps(rows),
        in_sample=in_sample,
    )


def _pairs(rows: Iterable[LedgerEntry]) -> list[Pair]:
    return [(entry.probability, entry.outcome == "yes") for entry in rows]


def _reference(rows: Sequence[LedgerEntry], field: str) -> list[Pair]:
    """Pairs of a reference; empty unless it answered every forecast, so that n is the same."""
    values = [(getattr(entry, field), entry.outcome == "yes") for entry in rows]
    return values if all(value is not None for value, _ in values) else []


def _crps(rows: Iterable[LedgerEntry]) -> float | None:
    losses = [
        crps_quantiles(QUANTILE_LEVELS, (band.low, band.best, band.high), entry.observed)
        for entry in rows
        if (band := entry.median) is not None
        and entry.observed is not None
        and band.low is not None
        and band.best is not None
        and band.high is not None
    ]
    return round(sum(losses) / len(losses), 4) if losses else None


def _miss(resolved: Sequence[LedgerEntry]) -> LedgerEntry | None:
    """The forecast farthest from what came; the newest of equals."""
    if not resolved:
        return None
    return max(
        resolved,
        key=lambda e: (abs(e.probability - float(e.outcome == "yes")), e.made, e.question),
    )


def _note(resolved: Sequence[LedgerEntry]) -> str:
    inside = sum(entry.in_sample for entry in resolved)
    if not resolved:
        return "No forecast has fallen due."
    return (
        f"{len(resolved)} resolved forecasts, {inside} of them in-sample; daily forecasts overlap, "
        "so n counts forecasts, not independent happenings."
    )
