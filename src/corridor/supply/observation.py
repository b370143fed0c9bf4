"""Observation: one reported quantity that the model can be held against; and silence.

Guarantees: a best value, the side the report speaks of, the claims it opens to. Refuses: nothing by
itself; `observe` decides what becomes one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corridor.records.base import Band

ObservedKind = Literal[
    "stations", "entries", "tankers", "arrival", "price", "security", "cover", "queue"
]


@dataclass(frozen=True)
class Observation:
    """One reported quantity.

    Attributes:
        kind: what the model is asked for.
        band: low, best, high as reported, with unit; best is always given.
        bound: "both", or only the side the report speaks of.
        widen: factor on the error, for interest and vagueness.
        interested: said by a party or an authority, or by its media.
        began: first day it speaks of; None where it is told as relief, for what is eased began
            before.
    """

    id: str
    kind: ObservedKind
    what: str
    place: str | None
    product: str | None
    start: date
    end: date
    band: Band
    bound: Literal["both", "upper", "lower"] = "both"
    widen: float = 1.0
    claims: tuple[str, ...] = ()
    confidence: float = 0.65
    interested: bool = False
    began: date | None = None


@dataclass(frozen=True)
class Silence:
    """Spells in which nobody reported trouble, each by its last day.

    Attributes:
        weeks: weeks without a word about fuel, before the first report of trouble.
        spells: spells of `days` after it, without a word about dry pumps in the hub.
        convoys: spells of `days` after it, without a word about a convoy.
    """

    weeks: tuple[date, ...] = ()
    spells: tuple[date, ...] = ()
    convoys: tuple[date, ...] = ()
    days: int = 3
