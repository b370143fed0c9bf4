"""Posture: the user's own ladder and the tripwires that move between levels.

Guarantees: a tripwire says whether it is met, not met or not known, and on what that rests.
Refuses: telling anyone what to do; levels and texts are the user's own, we report which are met.
"""

from datetime import date
from typing import Literal

from corridor.records.base import Grounded, Record, Slug
from corridor.records.table import Table

TripwireState = Literal["met", "not_met", "not_known"]
BLUR = 0.05
"""Nearer than this to its threshold a share is told as a number alone, to the percent."""


class Level(Record):
    """One step of the ladder, lowest first."""

    id: Slug
    name_en: str
    name_fr: str


class Tripwire(Grounded):
    """One condition of the user's ladder, as it stands on `as_of`."""

    id: Slug
    level: Slug
    text_en: str
    text_fr: str
    state: TripwireState
    value: float | str | None = None
    threshold: float | str | None = None
    unit: str = ""
    why_en: str = ""
    why_fr: str = ""


class Posture(Record):
    """The ladder, the highest level whose tripwires are met, and every tripwire."""

    as_of: date
    ladder: tuple[Level, ...] = ()
    level: Slug | None = None
    previous: Slug | None = None
    tripwires: tuple[Tripwire, ...] = ()

    def table(self) -> Table:
        """Return one row a tripwire."""
        rows = tuple(
            (wire.level, wire.id, wire.state, wire.value, wire.threshold, wire.unit)
            for wire in self.tripwires
        )
        return Table(
            columns=("level", "tripwire", "state", "value", "threshold", "unit"), rows=rows
        )
