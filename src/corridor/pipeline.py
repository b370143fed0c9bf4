"""The whole way once: reports in, Situation out, in one readable function.

Guarantees: every stage sees only what could be known by `as_of`; same input, `as_of` and seed give
the same bytes; the protective limits are applied before anything is returned. Refuses: to read the
clock (`today` is an argument) or the network.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from corridor._version import __version__
from corridor.access import assess_access
from corridor.changes import changes_between
from corridor.collect import Collected, Input, Notice, collect
from corridor.exits import assess_exits
from corridor.merge import Decision, Merged, merge
from corridor.merge.decisions import Filed, settled
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
from corridor.read import NO_MODEL, Reader, installed_tagger
from corridor.records.base import Record, digest
from corridor.records.errors import InputError, Skipped, UsageError
from corridor.records.report import Claim, Report, Source
from corridor.records.situation import STALE_DAYS, Cutoff, Situation
from corridor.supply import assess_supply
from corridor.supply.siege import with_siege_levels

CHANGE_DAYS = 7
"""The page shows what changed since this many days before."""
EXACT = frozenset({"day", "approximate"})
TOLD_EVERY = 20
"""Texts read between two words of progress."""


class Size(NamedTuple):
    """How large a run is: days ahead, members of the ensembles, seed of every draw."""

    days: int
    members: int
    seed: int


Progress = Callable[[str], None]


@dataclass(frozen=True)
class Inputs:
    """Everything read, before any day is chosen: the pack's claims and the user's reports."""

    pack: Pack
    reports: dict[str, Report]
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def newest(self) -> date | None:
        """The newest day a report is dated to, leaving out months and guesses."""
        days = [r.known_from for r in self.reports.values() if r.published_precision in EXACT]
        return max(days, default=None)

    def first_day(self) -> date:
        """The first day of which anything can be said: the pack runs and a report is known."""
        known = (r.known_from for r in self.reports.values())
        return max(min(known, default=date.min), self.pack.simulate_from)

    def known(self, as_of: date) -> "Inputs":
        """Return only what could be known at the end of `as_of`."""
        reports = {key: r for key, r in self.reports.items() if r.known_from <= as_of}
        claims = tuple(c for c in self.claims if c.known_from <= as_of and c.report in reports)
        pack = self.pack.at(as_of).model_copy(update={"reports": reports, "claims": claims})
        decisions = tuple(d for d in self.decisions if d.when <= as_of)
        return Inputs(pack, reports, claims, self.skipped, self.notices, decisions)


def gather_inputs(
    pack: Pack | str | Path = "mali",
    reports: Sequence[Input] = (),
    *,
    published: date | None = None,
    today: date | None = None,
    exact_only: bool = False,
    gazetteers: Sequence[Path] = (),
    decisions: Sequence[Filed] = (),
    quick: bool = False,
    progress: Progress | None = None,
) -> Inputs:
    """Read the pack and the user's reports once; `assess` can then be asked for many days.

    Args:
        pack: a pack, its name or its folder.
        reports: files or folders of the user's own reports, or what `collect.fetch` fetched.
        published: date of texts that carry none.
        today: from when undated texts may be used; never, where it is not given.
        exact_only: leave out reports whose publication date is not exact to the day.
        gazetteers: GeoNames dumps the reader may use beside the pack (`user_gazetteers`).
        decisions: joins and splits made by hand (`merge.decisions.read_decisions`).
        quick: read texts by the rules alone, also where the language model is installed.
        progress: told how many texts are read, now and then.
    """
    loaded = pack if isinstance(pack, Pack) else load_pack(pack)
    collected: Collected = collect(
        reports, published=published, today=today or date.max, pack=loaded
    )
    all_reports = dict(loaded.reports) | {r.id: r for r in collected.reports}
    texts = [report for report in collected.reports if report.text]
    # A reader learns every name of the pack first: seconds that a run without texts need not wait.
    tagger = None if quick or not texts else installed_tagger()
    reader = Reader(loaded, dumps=gazetteers, tagger=tagger) if texts else None
    read = list(_read(reader, texts, progress)) if reader else []
    claims = (*loaded.claims, *collected.claims, *read)
    if exact_only:
        all_reports = {k: r for k, r in all_reports.items() if r.published_precision == "day"}
        claims = tuple(c for c in claims if c.report in all_reports)
    counting, said = settled(decisions, claims)
    if texts and tagger is None and not quick:
        said = (*said, ("reading", NO_MODEL))
    notices = (*collected.notices, *(Notice(where=where, what=what) for where, what in said))
    return Inputs(loaded, all_reports, claims, collected.skipped, notices, counting)


def _read(reader: Reader, texts: Sequence[Report], progress: Progress | None) -> Iterator[Claim]:
    for number, report in enumerate(texts):
        if progress is not None and number and number % TOLD_EVERY == 0:
            progress(f"read {number} of {len(texts)} texts")
        yield from reader.read(report)


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
    size = _checked(Size(days, members, seed))
    inputs = (
        pack
        if isinstance(pack, Inputs)
        else gather_inputs(pack, [Path(path) for path in reports], published=published, today=today)
    )
    day = _cutoff_day(inputs, as_of)
    say = progress or _silent
    # Where no day was asked for, age is measured against the clock; else against the day itself.
    now = _run(inputs, day, size, say=say, today=today if as_of is None else None)
    earlier = day - timedelta(days=CHANGE_DAYS)
    if not changes or earlier < inputs.first_day():
        return now
    say("what changed in 7 days")
    before = _run(inputs, earlier, size, say=_silent, today=None)
    return now.model_copy(
        update={
            "changes": changes_between(before, now, inputs.pack),
            "changes_since": before.as_of,
            "posture": now.posture.model_copy(update={"previous": before.posture.level}),
        }
    )


def _silent(_stage: str) -> None:
    """Progress for a run nobody watches."""


def _run(
    inputs: Inputs, as_of: date, size: Size, *, say: Progress, today: date | None
) -> Situation:
    """One pass over all stages, for one day."""
    known = inputs.known(as_of)
    pack = known.pack
    run: dict[str, Any] = {"as_of": as_of, **size._asdict()}
    made_from = inputs_digest(known, as_of, size)
    say("merge")
    merged = merge(known.claims, known.reports, pack, as_of, decisions=known.decisions)
    seen: dict[str, Any] = {"events": merged.events, "claims": known.claims, "pack": pack}
    say("access")
    access, paths = assess_access(merged.events, known.claims, known.reports, pack, **run)
    say("supply")
    supply = assess_supply(merged.events, known.claims, paths, pack, **run)
    access = with_siege_levels(access, supply, pack)
    ground: dict[str, Any] = {"access": access, "supply": supply}
    say("exits")
    exits = assess_exits(**seen, **ground, **run, paths=paths, reports=known.reports)
    say("outlook")
    outlook = assess_outlook(
        **seen,
        **ground,
        **run,
        exits=exits,
        paths=paths,
        inputs_digest=made_from,
        history=load_history(pack, as_of),
    )
    say("posture")
    posture = assess_posture(**seen, **ground, exits=exits, outlook=outlook, as_of=as_of)
    return _shown(
        known,
        merged,
        size,
        {
            **ground,
            "exits": exits,
            "outlook": outlook,
            "posture": posture,
            "as_of": as_of,
            "inputs_digest": made_from,
            "cutoff": _cutoff(known, as_of, today),
        },
    )


def _shown(known: Inputs, merged: Merged, size: Size, parts: Mapping[str, Any]) -> Situation:
    """Put the parts together with the protective limits applied."""
    pack = known.pack
    rewrite, kept = redactor(pack), sift(known.claims, parts["as_of"])
    events = protect_events(merged.events, kept.hidden, rewrite)
    shown = {event.id for event in events}
    used = _used_assumptions(parts)
    return scrub(
        Situation(
            pack=pack.id,
            pack_version=pack.version,
            version=__version__,
            **size._asdict(),
            **parts,
            events=events,
            relations=merged.relations,
            control=merged.control,
            contradictions=protect_contradictions(
                merged.contradictions, kept.hidden, shown, rewrite
            ),
            claims=tuple(protect_claim(claim, rewrite) for claim in kept.claims),
            reports=tuple(protect_report(r, rewrite) for _, r in sorted(known.reports.items())),
            sources=_sources(known),
            assumptions=tuple(a for name, a in sorted(pack.assumptions.items()) if name in used),
            withheld=kept.withheld,
            skipped=known.skipped,
        ),
        kept.hidden,
    )


def _checked(size: Size) -> Size:
    """Return the size, or say which part is out of bounds."""
    bounds = {"days": (1, 366), "members": (50, 100_000), "seed": (0, 2**32 - 1)}
    for name, value in size._asdict().items():
        low, high = bounds[name]
        if not low <= value <= high:
            msg = f"--{name} is {value}. Allowed: {low} to {high}"
            raise UsageError(msg)
    return size


def _cutoff_day(inputs: Inputs, as_of: date | str | None) -> date:
    day = as_of if isinstance(as_of, date) else _parse_day(as_of)
    day = day or inputs.newest()
    if day is None:
        raise InputError(
            "no report carries a day",
            where=str(inputs.pack.folder),
            hint="give --as-of, or --published for texts without a date",
        )
    if day < inputs.first_day():
        msg = f"nothing was known by {day}"
        raise InputError(
            msg,
            where="--as-of",
            allowed=f"{inputs.first_day()} or later (pack '{inputs.pack.id}' starts then)",
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


def inputs_digest(known: Inputs, as_of: date, size: Size) -> str:
    """Digest of all inputs known by `as_of`: what a forecast was made from."""
    pack = known.pack
    parts = [__version__, as_of.isoformat(), str(tuple(size))]
    parts += [claim.to_json() for claim in known.claims]
    parts += [report.to_json() for _, report in sorted(known.reports.items())]
    parts += [decision.to_json() for decision in known.decisions]
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


def _sources(known: Inputs) -> tuple[Source, ...]:
    """All sources: the pack's, and one not yet graded for each other the user's reports name."""
    sources = dict(known.pack.sources)
    for _, report in sorted(known.reports.items()):
        if report.source not in sources:
            sources[report.source] = Source(
                id=report.source,
                name=report.source.replace("_", " ").replace("-", " "),
                kind="own",
                reliability="F",
                origin=report.origin,
                known_from=report.known_from,
                note="not graded in the pack",
            )
    return tuple(source for _, source in sorted(sources.items()))


def _used_assumptions(parts: Mapping[str, Any]) -> set[str]:
    """Ids of all assumptions any record of the stages names."""
    found: set[str] = set()
    pending = [part.to_dict() for part in parts.values() if isinstance(part, Record)]
    while pending:
        value: Any = pending.pop()
        if isinstance(value, dict):
            found.update(value.get("assumptions") or ())
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return found
