"""The supply ensemble on past days: what a forecast made then would have said, member by member.

Guarantees: each day sees only what could be known then; roads and events of a day are worked out
once and shared by all runs of that day. Refuses: leaving the evaluation; members are summed up.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from corridor.access import assess_access
from corridor.access.paths import AccessPaths
from corridor.merge import merge
from corridor.packs.model import Pack
from corridor.pipeline import Inputs
from corridor.records.base import Record
from corridor.records.errors import InputError, NeedsError
from corridor.records.events import Event
from corridor.records.figures import Assumption
from corridor.supply.assess import Told, told_of, weigh
from corridor.supply.setup import make_setup
from corridor.supply.simulate import Run
from corridor.supply.snapshots import Snapshots
from corridor.supply.summarise import first_dry_days

DAYS = 90
MEMBERS = 1000
"""Enough for an effective size of 200 after every report, and for shares to a hundredth or two."""
SEED = 0
Samples = NDArray[np.float64]


class DryCase(Record):
    """A first dry day that is known now, and the days on which it is forecast."""

    place: str
    product: str
    inland: str
    from_: date = Field(alias="from")
    to: date
    blockade: date
    dry: date
    why: str


def read_case(path: Path) -> DryCase:
    """Return the case of a one-row CSV file; NeedsError where it is absent."""
    if not path.is_file():
        msg = f"no first dry day in {path}. Next: run this inside a full source checkout"
        raise NeedsError(msg)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    try:
        return DryCase.model_validate(rows[0])
    except (ValidationError, IndexError) as error:
        raise InputError(str(error), where=path.name, row=2) from error


@dataclass
class Day:
    """What was known on one day, and the roads as sampled from it."""

    inputs: Inputs
    as_of: date
    members: int = MEMBERS

    @cached_property
    def known(self) -> Inputs:
        """The inputs as they could be known that day."""
        return self.inputs.known(self.as_of)

    @cached_property
    def roads(self) -> tuple[tuple[Event, ...], AccessPaths]:
        """Merged events and sampled paths."""
        known = self.known
        merged = merge(known.claims, known.reports, known.pack, self.as_of)
        _, paths = assess_access(
            merged.events, known.claims, known.reports, known.pack, **self._size
        )
        return merged.events, paths

    @property
    def _size(self) -> dict[str, Any]:
        return {"as_of": self.as_of, "days": DAYS, "members": self.members, "seed": SEED}

    def run(self, changed: Mapping[str, Assumption] | None = None) -> tuple[Run, Told]:
        """Simulate and weigh the members, with some assumptions changed."""
        run, _, told = self.weighed(changed)
        return run, told

    def weighed(
        self, changed: Mapping[str, Assumption] | None = None
    ) -> tuple[Run, Snapshots, Told]:
        """Do the same; returns also the ranges of past days, as they are published."""
        events, paths = self.roads
        pack = with_assumptions(self.known.pack, changed or {})
        setup = make_setup(events, paths, pack, **self._size)
        told = told_of(events, self.known.claims, pack, setup)
        run, guide = weigh(setup, told)
        return run, guide.snapshots, told


def with_assumptions(pack: Pack, changed: Mapping[str, Assumption]) -> Pack:
    """Return the pack with some assumptions replaced."""
    return pack.model_copy(update={"assumptions": {**pack.assumptions, **changed}})


def days_to_dry(run: Run, place: str, product: str) -> Samples:
    """Days from `as_of` to the first dry day [member]; the horizon where none is dry within it."""
    net = run.setup.net
    first = first_dry_days(run)[net.places.index(place), net.products.index(product)]
    return np.asarray(np.minimum(first - run.setup.today, DAYS), dtype=np.float64)


def crps(values: Samples, observed: float) -> float:
    """Return the CRPS of an ensemble: mean distance to what happened less half its mean spread.

    Gneiting and Raftery (2007), equation 21; in the unit of `values`.
    """
    ranked, n = np.sort(values), values.size
    spread = ((2 * np.arange(1, n + 1) - n - 1) * ranked).sum() / n**2
    return float(np.abs(ranked - observed).mean() - spread)


def at_share(values: Samples, share: float) -> float:
    """Return the value that this share of members does not exceed."""
    return float(np.sort(values)[int(share * (values.size - 1))])
