"""Situation: everything together, as of one date, with nothing that cannot be opened.

Guarantees: `claims`, `reports`, `sources` and `assumptions` resolve every id used elsewhere.
Refuses: claims with `known_from` after `as_of`, planned movements, passages under 72 hours old.
"""

from datetime import date
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from corridor.records.access import Access
from corridor.records.base import Record, Slug
from corridor.records.errors import Skipped
from corridor.records.events import Contradiction, Control, Event, Relation
from corridor.records.exits import Exits
from corridor.records.figures import Assumption
from corridor.records.outlook import Outlook
from corridor.records.posture import Posture
from corridor.records.report import Claim, Report, Source
from corridor.records.supply import Supply
from corridor.records.whatif import Sensitivity

STALE_DAYS = 14


class Cutoff(Record):
    """How fresh the picture is."""

    as_of: date
    newest_report: date | None = None
    age_days: int | None = None
    stale: bool = False
    origins_7_days: int = 0
    reports: int = 0
    claims: int = 0


class Withheld(Record):
    """What the protective limits kept back, as counts with the reason."""

    planned: int = 0
    recent_passages: int = 0
    commentary: int = 0
    restricted: int = 0


class Change(Record):
    """One thing that differs from an earlier day, and the claims that moved it."""

    what_en: str
    what_fr: str
    before: str
    after: str
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


class Situation(Record):
    """The whole picture."""

    pack: Slug
    pack_version: str
    as_of: date
    days: int = Field(gt=0)
    members: int = Field(gt=0)
    seed: int
    version: str
    inputs_digest: str
    cutoff: Cutoff
    access: Access
    supply: Supply
    exits: Exits
    outlook: Outlook
    posture: Posture
    changes: tuple[Change, ...] = ()
    changes_since: date | None = None
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    control: tuple[Control, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    claims: tuple[Claim, ...] = ()
    reports: tuple[Report, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    withheld: Withheld = Withheld()
    skipped: tuple[Skipped, ...] = ()
    sensitivity: Sensitivity | None = None

    @model_validator(mode="after")
    def _no_hindsight(self) -> Self:
        for claim in self.claims:
            if claim.known_from > self.as_of:
                msg = f"claim {claim.id} is known only from {claim.known_from}, after {self.as_of}"
                raise ValueError(msg)
        return self

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def assumption_by_id(self) -> dict[str, Assumption]:
        """Assumptions by id."""
        return {item.id: item for item in self.assumptions}
