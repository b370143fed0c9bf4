"""Organisation: the user's own people and means. Never leaves the machine.

Guarantees: counts only, no names of persons. Refuses: any audience but `local`.
"""

from typing import Literal

from pydantic import Field

from corridor.records.base import Record, Slug
from corridor.records.exits import PersonCategory

Audience = Literal["local", "partner", "public"]
AUDIENCES: tuple[Audience, ...] = ("local", "partner", "public")
HANDLING_FOR: dict[str, frozenset[str]] = {
    "local": frozenset({"public", "restricted", "confidential"}),
    "partner": frozenset({"public", "restricted"}),
    "public": frozenset({"public"}),
}
"""Which handling marks of reports each audience may see."""


class Team(Record):
    """People of one category at one place."""

    place: Slug
    category: PersonCategory
    people: int = Field(ge=0)


class Means(Record):
    """What the organisation holds at one place."""

    place: Slug
    kind: Literal["tank", "generator", "vehicle", "cash"]
    amount: float = Field(ge=0)
    unit: str


class Organisation(Record):
    """The user's own organisation."""

    name: str
    teams: tuple[Team, ...] = ()
    means: tuple[Means, ...] = ()
