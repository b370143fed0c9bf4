"""Pack figures and assumptions: numbers the model needs, each with where it comes from.

Guarantees: a reported figure has a source address, an assumption has a reason.
Refuses: a figure without unit or without the day from which it could be known.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from corridor.records.base import Band, Ident, Slug


class PackFigure(Band):
    """One reported or derived figure of a pack: what, where, which product and sector."""

    id: Ident
    parameter: Slug
    place: Slug | None = None
    corridor: Slug | None = None
    product: Slug | None = None
    sector: Slug | None = None
    as_of: str
    known_from: date
    basis: Literal["reported", "derived"]
    source: str = Field(min_length=1)
    note: str = ""


class Assumption(Band):
    """A figure nobody reported that the model needs: range and reason; can be overridden.

    `reason_fr` is the reason in French, empty where nobody translated it.
    """

    id: Ident
    reason: str = Field(min_length=1)
    reason_fr: str = ""
    source: str = ""
    known_from: date
    overridden: bool = False

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.best is None:
            msg = f"assumption '{self.id}' needs a best value"
            raise ValueError(msg)
        return self
