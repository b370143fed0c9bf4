"""What base and change have in common: the day, the reports, the events, the sampled roads.

Guarantees: two worlds of one call differ only in the assumptions overridden; roads are sampled anew
only where an assumption about roads is. Refuses: a day before anything was known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from corridor.access import assess_access
from corridor.access.paths import AccessPaths
from corridor.merge import merge
from corridor.overrides import Override, override
from corridor.packs.model import Pack
from corridor.pipeline import Inputs
from corridor.records.errors import UsageError
from corridor.records.events import Event
from corridor.supply.members import Change, weighed_run
from corridor.supply.simulate import Run

ACCESS = "access."
"""Assumptions that begin so shape the sampled roads."""


@dataclass(frozen=True)
class World:
    """Everything a run needs, for one set of assumptions."""

    inputs: Inputs
    events: tuple[Event, ...]
    paths: AccessPaths
    as_of: date
    days: int
    members: int
    seed: int

    @property
    def pack(self) -> Pack:
        """The pack as known, with overrides."""
        return self.inputs.pack

    def run(self, change: Change | None = None, *, only_past: bool = False) -> Run:
        """Return the weighed ensemble of this world."""
        return weighed_run(
            self.events,
            self.inputs.claims,
            self.paths,
            self.pack,
            as_of=self.as_of,
            days=self.days,
            members=self.members,
            seed=self.seed,
            change=change,
            only_past=only_past,
        )

    def under(self, items: Iterable[Override]) -> "World":
        """Return the world in which these assumptions held from the start."""
        items = tuple(items)
        pack = override(self.pack, items)
        world = replace(self, inputs=replace(self.inputs, pack=pack))
        if any(item.id.startswith(ACCESS) for item in items):
            return replace(world, paths=_paths(world.inputs, world.events, world))
        return world


def world_of(inputs: Inputs, as_of: date | None, *, days: int, members: int, seed: int) -> World:
    """Return the world known at a day (the newest report's, where none is given).

    Raises:
        UsageError: no day is known, or nothing was known by that day.
    """
    day = as_of or inputs.newest()
    if day is None or day < inputs.first_day():
        msg = f"--as-of {day}: nothing was known by then. Allowed: {inputs.first_day()} or later"
        raise UsageError(msg)
    known = inputs.known(day)
    merged = merge(known.claims, known.reports, known.pack, day, decisions=known.decisions)
    blank = AccessPaths(day, day, (), (), {}, {}, {})
    world = World(known, tuple(merged.events), blank, day, days, members, seed)
    return replace(world, paths=_paths(known, world.events, world))


def _paths(known: Inputs, events: tuple[Event, ...], world: World) -> AccessPaths:
    _, paths = assess_access(
        events,
        known.claims,
        known.reports,
        known.pack,
        as_of=world.as_of,
        days=world.days,
        members=world.members,
        seed=world.seed,
    )
    return paths
