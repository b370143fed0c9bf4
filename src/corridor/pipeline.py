"""The whole way once: reports in, Situation out, in one readable function.

Guarantees: every stage sees only what could be known by `as_of`; same input, `as_of` and seed give
the same bytes; the protective limits are applied before anything is returned. Refuses: to read the
clock (`today` is an argument) or the network.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corridor._version import __version__
from corridor.access import assess_access
from corridor.changes import changes_between
from corridor.collect import Collected, collect
from corridor.exits import assess_exits
from corridor.merge import merge
from corridor.outlook import assess_outlook, load_history
from corridor.packs import Pack, load_pack
from corridor.posture import assess_posture
from corridor.protect import (
    protect_claim,
    protect_contradictions,
    protect_events,
    protect_report,
    redactor,
    scrub,
    sift,
)
from corridor.read import Reader
from corridor.records.base import digest
from corridor.records.errors import InputError, Skipped, UsageError
from corridor.records.report import Claim, Report
from corridor.records.situation import STALE_DAYS, Cutoff, Situation
from corridor.supply import assess_supply
from corridor.supply.siege import with_siege_levels

CHANGE_DAYS = 7
"""The page shows what changed since this many days before."""
EXACT = frozenset({"day", "approximate"})

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Inputs:
    """Everything read, before any day is chosen: the pack's claims and the user's reports."""

    pack: Pack
    reports: dict[str, Report]
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...] = ()

    def newest(self) -> date | None:
        """The newest day a report is dated to, leaving out months and guesses."""
        days = [r.known_from for r in self.reports.values() if r.published_precision in EXACT]
        return max(days, default=None)

    def known(self, as_of: date) -> "Inputs":
        """Return only what could be known at the end of `as_of`."""
        pack = self.pack.at(as_of)
        reports = {key: r for key, r in self.reports.items() if r.known_from <= as_of}
        claims = tuple(c for c in self.claims if c.known_from <= as_of and c.report in reports)
        return Inputs(pack, reports, claims, self.skipped)


def gather_inputs(
    pack: Pack | str | Path = "mali",
    reports: Sequence[Path] = (),
    *,
    published: date | None = None,
    today: date | None = None,
    exact_only: bool = False,
) -> Inputs:
    """Read the pack and the user's reports once; `assess` can then be asked for many days.

    Args:
        pack: a pack, its name or its folder.
        reports: files or folders of the user's own reports.
        published: date of texts that carry none.
        today: from when undated texts may be used; never, where it is not given.
        exact_only: leave out reports whose publication date is not exact to the day.
    """
    loaded = pack if isinstance(pack, Pack) else load_pack(pack)
    collected: Collected = collect(
        reports, published=published, today=today or date.max, pack=loaded
    )
    all_reports = dict(loaded.reports) | {r.id: r for r in collected.reports}
    reader = Reader(loaded)
    read = [claim for report in collected.reports if report.text for claim in reader.read(report)]
    claims = (*loaded.claims, *collected.claims, *read)
    if exact_only:
        all_reports = {k: r for k, r in all_reports.items() if r.published_precision == "day"}
        claims = tuple(c for c in claims if c.report in all_reports)
    return Inputs(loaded, all_reports, claims, collected.skipped)


def assess(
    pack: Pack | str | Path | Inputs = "mali",
    *,
    as_of: date | str | None = None,
    reports: Sequence[Path | str] = (),
    published: date | None = None,
    today: date | None = None,
    days: int = 90,
    members: int = 2000,
    seed: int = 0,
    changes: bool = True,
    progress: Progress | None = None,
) -> Situation:
    """Assess a country as of one day.

    Args:
        pack: a pack, its name or folder, or inputs already gathered.
        as_of: the cut-off day; the newest report's day where it is not given.
        reports: the user's own reports.
        published: date of texts that carry none.
        today: the clock, as a date; only for undated texts and the age of the newest report.
        days: length of the forecast.
        members: size of the ensembles.
        seed: seed of every random draw.
        changes: whether to compare with seven days earlier (a second run).
        progress: called with the name of each stage.

    Returns:
        The Situation, protective limits applied.

    Raises:
        UsageError: an impossible day or length.
        InputError: nothing could be known by that day.
    """
    _check_sizes(days, members, seed)
    inputs = (
        pack
        if isinstance(pack, Inputs)
        else gather_inputs(pack, [Path(path) for path in reports], published=published, today=today)
    )
    day = _cutoff_day(inputs, as_of)
    say = progress or (lambda _stage: None)
    situation = _run(
        inputs,
        day,
        days=days,
        members=members,
        seed=seed,
        say=say,
        today=today if as_of is None else None,
    )
    if changes and day - timedelta(days=CHANGE_DAYS) >= inputs.pack.simulate_from:
        say("what changed in 7 days")
        before = _run(
            inputs,
            day - timedelta(days=CHANGE_DAYS),
            days=days,
            members=members,
            seed=seed,
            say=lambda _stage: None,
            today=None,
        )
        situation = situation.model_copy(
            update={
                "changes": changes_between(before, situation, inputs.pack),
                "changes_since": before.as_of,
                "posture": situation.posture.model_copy(update={"previous": before.posture.level}),
            }
        )
    return situation


def _run(
    inputs: Inputs,
    as_of: date,
    *,
    days: int,
    members: int,
    seed: int,
    say: Progress,
    today: date | None,
) -> Situation:
    """One pass over all stages, for one day."""
    known = inputs.known(as_of)
    pack, size = known.pack, {"days": days, "members": members, "seed": seed}
    say("merge")
    merged = merge(known.claims, known.reports, pack, as_of)
    say("access")
    access, paths = assess_access(
        merged.events, known.claims, known.reports, pack, as_of=as_of, **size
    )
    say("supply")
    supply = assess_supply(merged.events, known.claims, paths, pack, as_of=as_of, **size)
    access = with_siege_levels(access, supply, pack)
    say("exits")
    exits = assess_exits(
        events=merged.events,
        claims=known.claims,
        access=access,
        supply=supply,
        paths=paths,
        pack=pack,
        as_of=as_of,
        **size,
    )
    say("outlook")
    inputs_digest = _digest(known, as_of, size)
    outlook = assess_outlook(
        events=merged.events,
        claims=known.claims,
        access=access,
        supply=supply,
        exits=exits,
        paths=paths,
        pack=pack,
        as_of=as_of,
        inputs_digest=inputs_digest,
        history=load_history(pack, as_of),
        **size,
    )
    say("posture")
    posture = assess_posture(
        events=merged.events,
        access=access,
        supply=supply,
        exits=exits,
        outlook=outlook,
        pack=pack,
        as_of=as_of,
    )
    rewrite = redactor(pack)
    kept = sift(known.claims, as_of)
    events = protect_events(merged.events, kept.hidden, rewrite)
    used = _used_assumptions(access, supply, exits, outlook, posture)
    return scrub(
        Situation(
            pack=pack.id,
            pack_version=pack.version,
            as_of=as_of,
            **size,
            version=__version__,
            inputs_digest=inputs_digest,
            cutoff=_cutoff(known, as_of, today),
            access=access,
            supply=supply,
            exits=exits,
            outlook=outlook,
            posture=posture,
            events=events,
            relations=merged.relations,
            control=merged.control,
            contradictions=protect_contradictions(
                merged.contradictions, kept.hidden, {event.id for event in events}, rewrite
            ),
            claims=tuple(protect_claim(claim, rewrite) for claim in kept.claims),
            reports=tuple(protect_report(r, rewrite) for _, r in sorted(known.reports.items())),
            sources=tuple(source for _, source in sorted(pack.sources.items())),
            assumptions=tuple(
                item for name, item in sorted(pack.assumptions.items()) if name in used
            ),
            withheld=kept.withheld,
            skipped=inputs.skipped,
        ),
        kept.hidden,
    )


def _check_sizes(days: int, members: int, seed: int) -> None:
    if not 1 <= days <= 366:
        msg = f"--days is {days}. Allowed: 1 to 366"
        raise UsageError(msg)
    if not 50 <= members <= 100_000:
        msg = f"--members is {members}. Allowed: 50 to 100,000"
        raise UsageError(msg)
    if seed < 0:
        msg = f"--seed is {seed}. Allowed: 0 or more"
        raise UsageError(msg)


def _cutoff_day(inputs: Inputs, as_of: date | str | None) -> date:
    day = as_of if isinstance(as_of, date) else _parse_day(as_of)
    if day is None:
        day = inputs.newest()
    if day is None:
        raise InputError(
            "no report carries a day",
            where=str(inputs.pack.folder),
            hint="give --as-of, or --published for texts without a date",
        )
    first = min((r.known_from for r in inputs.reports.values()), default=None)
    if first is None or day < max(first, inputs.pack.simulate_from):
        msg = f"nothing was known by {day}"
        raise InputError(
            msg,
            where="--as-of",
            allowed=f"{max(first or day, inputs.pack.simulate_from)} or later "
            f"(pack '{inputs.pack.id}' starts then)",
            hint="choose a later day, or add earlier reports with --reports",
        )
    return day


def _parse_day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"'{text}' is not a day. Allowed: YYYY-MM-DD, for instance 2025-11-01"
        raise UsageError(msg) from None


def _cutoff(known: Inputs, as_of: date, today: date | None) -> Cutoff:
    newest = max((r.known_from for r in known.reports.values()), default=None)
    age = None if newest is None else ((today or as_of) - newest).days
    recent = {
        r.origin
        for r in known.reports.values()
        if as_of - timedelta(days=CHANGE_DAYS) < r.known_from <= as_of
    }
    return Cutoff(
        as_of=as_of,
        newest_report=newest,
        age_days=age,
        stale=age is not None and age > STALE_DAYS,
        origins_7_days=len(recent),
        reports=len(known.reports),
        claims=len(known.claims),
    )


def _digest(known: Inputs, as_of: date, size: dict[str, int]) -> str:
    """Digest of all inputs known by `as_of`: what a forecast was made from."""
    pack = known.pack.model_copy(update={"folder": Path()})
    parts = [__version__, as_of.isoformat(), str(sorted(size.items()))]
    parts += [claim.to_json() for claim in known.claims]
    parts += [report.to_json() for _, report in sorted(known.reports.items())]
    parts += [
        row.to_json()
        for row in (
            *pack.figures,
            *pack.questions,
            *pack.corridors.values(),
            *pack.assumptions.values(),
            *pack.roads.values(),
        )
    ]
    return digest(parts)


def _used_assumptions(*stages: object) -> set[str]:
    """Ids of all assumptions any record of the stages names."""
    found: set[str] = set()
    pending: list[object] = [stage.to_dict() for stage in stages]  # type: ignore[attr-defined]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            found.update(value.get("assumptions") or ())
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return found
