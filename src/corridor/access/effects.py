"""What a reported event says about a road: a table of likelihoods, and how far to trust each one.

Guarantees: one source may worsen a road; improving it takes two independent origins, one of them
no belligerent, or a reviewed local report. Refuses: events that are planned, denied or opinion.
Source of the numbers: judgement, stated in `effects.csv` with a reason each; the pack's assumption
`access.effect_scale` stretches or shrinks them all.
"""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corridor.records.events import Event

GROUPS = ("fuel", "coach", "car", "foreign")
"""Movement classes that share evidence: what names no class enters every group."""

GROUP_OF_CLASS = {
    "fuel_convoy": "fuel",
    "tanker": "fuel",
    "coach": "coach",
    "car": "car",
    "aid": "car",
    "foreign_national": "foreign",
}
CREDIBILITY_WEIGHT = {1: 1.0, 2: 0.85, 3: 0.65, 4: 0.4, 5: 0.2, 6: 0.2}
UNDATED_WEIGHT = 0.4
"""What is told without a day may be old news."""
PRECISION_WEIGHT = {
    "point": 1.0,
    "town": 1.0,
    "stretch": 1.0,
    "radius": 0.8,
    "area": 0.6,
    "region": 0.5,
    "country": 0.35,
    "unknown": 0.2,
}
USED_ASSERTIONS = frozenset({"asserted", "attributed"})


ATTACK_OPEN = 0.03
"""Reports at most this likely of an open road are of attacks on its traffic."""


@dataclass(frozen=True)
class Effect:
    """Likelihood of such a report when the road is open, contested or closed.

    `passage`: proves that traffic came through. `standing`: holds until it is lifted (a ban), or
    does so where it is told as a state that goes on (`status`). `named_only`: counts only where the
    report names a road or corridor.
    """

    type: str
    groups: frozenset[str]
    likelihood: tuple[float, float, float]
    strength: float
    passage: bool
    standing: Literal["no", "always", "status"]
    named_only: bool
    why: str

    @property
    def improves(self) -> bool:
        """Whether it speaks more for open than for closed."""
        return self.likelihood[0] > self.likelihood[2]

    @property
    def attack(self) -> bool:
        """Whether it tells of traffic attacked on the road: hardly ever reported of an open one."""
        return self.likelihood[0] <= ATTACK_OPEN and self.standing == "no"

    def stands(self, event: Event) -> bool:
        """Whether this event goes on until somebody ends it."""
        if self.standing == "status":
            return event.kind == "status" and event.time.end is None
        return self.standing == "always"

    def log_likelihood(self) -> NDArray[np.float64]:
        """Log likelihood of the three states, the best one at zero."""
        return _scaled(np.asarray(self.likelihood))

    def log_likelihood_before(self) -> NDArray[np.float64]:
        """What "since that day" says of the day before: that it was not yet so."""
        return _scaled(1.0 - np.asarray(self.likelihood))


def _scaled(likelihood: NDArray[np.float64]) -> NDArray[np.float64]:
    logs = np.log(likelihood)
    return np.asarray(logs - logs.max(), dtype=np.float64)


_STANDING: Mapping[str, Literal["no", "always", "status"]] = {
    "0": "no",
    "1": "always",
    "status": "status",
}


@cache
def effects() -> Mapping[str, Effect]:
    """Return the table of effects by event type."""
    text = files("corridor.access").joinpath("effects.csv").read_text(encoding="utf-8")
    return {row["type"]: _effect(row) for row in csv.DictReader(text.splitlines())}


def _effect(row: Mapping[str, str]) -> Effect:
    named = row["groups"].split(";")
    return Effect(
        type=row["type"],
        groups=frozenset(GROUPS if named == ["all"] else named),
        likelihood=(float(row["open"]), float(row["contested"]), float(row["closed"])),
        strength=float(row["strength"]),
        passage=row["passage"] == "1",
        standing=_STANDING[row["standing"]],
        named_only=row["named_only"] == "1",
        why=row["why"],
    )


def trusted_to_improve(
    event: Event, neutral_origins: Collection[str], reviewed_local: Collection[str]
) -> bool:
    """Whether an event may improve a road (the asymmetry rule).

    Args:
        event: the event.
        neutral_origins: origins that no belligerent owns.
        reviewed_local: claim ids of reviewed reports by people on the spot.
    """
    if any(claim in reviewed_local for claim in event.claims):
        return True
    independent = set(event.origins)
    return len(independent) >= 2 and bool(independent & set(neutral_origins))


def weight(event: Event, effect: Effect, scale: float) -> float:
    """Return how strongly an event counts: strength, credibility, place precision, a day or none."""
    precision = event.place.precision if event.place else "unknown"
    dated = 1.0 if event.time.start else UNDATED_WEIGHT
    return (
        scale
        * dated
        * effect.strength
        * CREDIBILITY_WEIGHT[event.credibility]
        * PRECISION_WEIGHT[precision]
    )
