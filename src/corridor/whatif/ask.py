"""`what_if`: one base case, one case with the user's changes, and the differences between them.

Guarantees: assumptions hold from the start where no day is given and from that day else; roads
change only on days to come; the record lists every change as it was understood. Refuses: a call
that changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corridor.overrides import Override, find_assumption, overridden
from corridor.pipeline import Inputs
from corridor.plan import Planner, Setting, country_problem, plan_record
from corridor.records.errors import UsageError
from corridor.records.plan import Plan
from corridor.records.whatif import Pairing, WhatIf, WhatIfChange
from corridor.supply.simulate import Run
from corridor.whatif.compare import View, national_shift, place_shifts, same, view_of
from corridor.whatif.forward import Forward, check_forward
from corridor.whatif.ways import Ways, check_ways, with_ways
from corridor.whatif.world import ACCESS, World, world_of

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """The user's changes, checked: `first` is the day they begin, None for settings from the start."""

    items: tuple[Override, ...]
    ways: Ways
    first: date
    settings_later: bool

    def records(self) -> tuple[WhatIfChange, ...]:
        """Return every change as it was understood."""
        begun = self.first if self.settings_later else None
        rows = [
            WhatIfChange(
                kind="set", id=i.id, value=f"{i.operator.removesuffix('=')}{i.value:g}", first=begun
            )
            for i in self.items
        ]
        rows += [
            WhatIfChange(kind="open", id=n, value="open", first=self.first)
            for n in self.ways.opened
        ]
        rows += [
            WhatIfChange(kind="close", id=n, value="closed", first=self.first)
            for n in self.ways.closed
        ]
        return tuple(rows)

    def __bool__(self) -> bool:
        return bool(self.items or self.ways)


def what_if(
    inputs: Inputs,
    *,
    as_of: date | None = None,
    settings: Sequence[Override] = (),
    opened: Sequence[str] = (),
    closed: Sequence[str] = (),
    first: date | None = None,
    plan: bool = False,
    days: int = 90,
    members: int = 2000,
    seed: int = 0,
    progress: Progress | None = None,
) -> WhatIf:
    """Compare the base case with the case in which the user's changes hold.

    Args:
        inputs: everything read, of all days.
        as_of: cut-off day; the newest report's where none is given.
        settings: assumptions to set; from the start, or from `first` where that is given.
        opened: roads and corridors to take as open, from `first` or the day after `as_of`.
        closed: the same, closed.
        first: first day of the changes, after `as_of` and within the horizon.
        plan: also give the best plan, for the base and under the changes.
        days: length of the forecast.
        members: size of the ensemble.
        seed: seed of the run.
        progress: called with the name of each step.

    Raises:
        UsageError: an unknown id, a day out of bounds, a value that cannot be, or nothing to do.
        NeedsError: a plan was asked for and its solver is not installed.
    """
    say = progress or (lambda _step: None)
    say("merge and access")
    base = world_of(inputs, as_of, days=days, members=members, seed=seed)
    asked = _checked(base, settings, Ways(tuple(opened), tuple(closed)), first)
    if not asked and not plan:
        raise UsageError(
            "nothing to change. Allowed: --set, --open, --close, --plan, --sensitivity"
        )
    result = WhatIf(as_of=base.as_of, days=days, members=members, seed=seed)
    if asked:
        result = _compared(base, asked, result, say)
    return _planned(base, asked, result, say) if plan else result


def _checked(world: World, items: Sequence[Override], ways: Ways, first: date | None) -> Asked:
    day = first or world.as_of + timedelta(days=1)
    last = world.as_of + timedelta(days=world.days)
    if not world.as_of < day <= last:
        msg = f"--from {day} is out of bounds. Allowed: {world.as_of + timedelta(days=1)} to {last}"
        raise UsageError(msg)
    names = [item.id for item in items]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        msg = f"'{twice[0]}' is set twice. Allowed: once for each id"
        raise UsageError(msg)
    for item in items:
        overridden(find_assumption(world.pack, item.id), item)
    ways = check_ways(world.pack, ways.opened, ways.closed)
    return Asked(tuple(items), ways, day, settings_later=first is not None)


def _compared(world: World, asked: Asked, result: WhatIf, say: Progress) -> WhatIf:
    say("base case")
    base = view_of(world.run())
    if asked.settings_later:
        check_forward(world.pack, asked.items, base.run.setup.bands)
    say("case with the changes")
    forward, changed_world = _forward(world, asked)
    changed = view_of(changed_world.run(forward.change()))
    pairing: Pairing = "members" if asked.settings_later or not asked.items else "ranks"
    return result.model_copy(
        update={
            "pairing": pairing,
            "changes": asked.records(),
            "places": place_shifts(base, changed, pairing),
            "national": national_shift(base, changed, pairing),
            "assumptions": tuple(
                overridden(world.pack.assumptions[item.id], item) for item in asked.items
            ),
            "notes": _notes(asked, forward, (base, changed)),
        }
    )


def _forward(world: World, asked: Asked) -> tuple[Forward, World]:
    """Return what begins later, and the world in which the rest holds from the start."""
    later = asked.items if asked.settings_later else ()
    forward = Forward(asked.first, later, asked.ways)
    changed = world.under(() if asked.settings_later else asked.items)
    if asked.ways:
        day = (asked.first - changed.paths.first).days
        changed = replace(changed, paths=with_ways(changed.paths, world.pack, asked.ways, day))
    return forward, changed


def _notes(asked: Asked, forward: Forward, views: tuple[View, View]) -> tuple[str, ...]:
    notes = []
    if asked.settings_later or not asked.items:
        notes.append(
            f"everything up to {asked.first - timedelta(days=1)} is as it was; differences are "
            "taken member by member"
        )
    else:
        notes.append(
            "the assumptions hold from the first simulated day and the reports weigh the members "
            "anew; differences are taken between equal ranks, and hold the noise of two ensembles"
        )
    if forward.placed.litres:
        notes.append(
            f"the change itself adds {forward.placed.litres:.3g} million litres to stocks, "
            "beside what is imported"
        )
    read = views[0].run.setup.bands
    notes += [
        f"{item.id} is read neither by access nor by supply: it changes nothing here"
        for item in asked.items
        if item.id not in read and not item.id.startswith(ACCESS)
    ]
    if same(*views):
        notes.append("no member differs: the change does not touch anything that is compared")
    return tuple(notes)


def _planned(world: World, asked: Asked, result: WhatIf, say: Progress) -> WhatIf:
    say("best plan")
    planner = Planner()
    plan = _plan(planner, world.run(only_past=True))
    if not asked:
        return result.model_copy(update={"plan": plan})
    say("best plan under the changes")
    forward, changed = _forward(world, asked)
    run = changed.run(only_past=True)
    forward.apply(run)
    return result.model_copy(update={"plan": plan, "plan_changed": _plan(planner, run)})


def _plan(planner: Planner, run: Run) -> Plan:
    return plan_record(country_problem(run), planner, Setting(run.setup.as_of))
