"""The ensemble itself, for stages that compare or plan: a weighed run, before it becomes records.

Guarantees: the run `assess_supply` makes, member by member; a change after `as_of` leaves every
earlier day as it was, so that two runs can be compared member with member. Refuses: leaving the
machine; what it returns is no record and is summed up before anyone sees it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from corridor.access.paths import AccessPaths
from corridor.packs.model import Pack
from corridor.records.errors import InputError
from corridor.records.events import Event
from corridor.records.report import Claim
from corridor.supply.assess import told_of
from corridor.supply.filter import Weighting, weighting
from corridor.supply.setup import Setup, make_setup
from corridor.supply.simulate import Run, simulate


@dataclass(frozen=True)
class Change:
    """What is other from a day after `as_of` on.

    Attributes:
        first: first day under the change.
        prepare: returns the setup with its days from `first` on changed.
        act: alters the run in place at the end of the day before.
    """

    first: date
    prepare: Callable[[Setup], Setup]
    act: Callable[[Run], None]


@dataclass
class _Changing:
    """The guide of a run, and after it, once, a change at the end of one day."""

    guide: Weighting
    day: int
    act: Callable[[Run], None]

    def after_day(self, run: Run) -> None:
        """Weigh the members as usual, then alter the run where its day has come."""
        self.guide.after_day(run)
        if run.day == self.day:
            self.act(run)


def weighed_run(
    events: Sequence[Event],
    claims: Sequence[Claim],
    paths: AccessPaths,
    pack: Pack,
    *,
    as_of: date,
    days: int,
    members: int,
    seed: int,
    change: Change | None = None,
    only_past: bool = False,
) -> Run:
    """Simulate and weigh all members by the reports known at `as_of`.

    Args:
        events: merged events known by `as_of`.
        claims: claims known by `as_of`.
        paths: sampled access paths.
        pack: the pack as known at `as_of`.
        as_of: last day informed by reports.
        days: length of the forecast.
        members: size of the ensemble.
        seed: seed of the run.
        change: what is other from a day after `as_of` on.
        only_past: stop at the end of `as_of`.

    Raises:
        InputError: no need is known for any place and product.
    """
    setup = make_setup(events, paths, pack, as_of=as_of, days=days, members=members, seed=seed)
    if not setup.net.places:
        raise InputError(
            "no need is known for any place and product",
            where=f"pack '{pack.id}', assumptions.csv",
            allowed="rows demand.<place>.<product>, known by the date asked for",
        )
    told = told_of(events, claims, pack, setup)
    guide = weighting(told.items, told.silent, told.official, setup)
    until = setup.today if only_past else None
    if change is None:
        return simulate(setup, guide, watch=told.watch, until=until)
    eve = (change.first - setup.first).days - 1
    changing = _Changing(guide, eve, change.act)
    return simulate(change.prepare(setup), changing, watch=told.watch, until=until)
