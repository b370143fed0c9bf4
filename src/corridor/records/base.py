"""What every record shares: frozen, validated, closed to unknown fields, stable as JSON.

Guarantees: a record that exists is valid, cannot be changed, and `to_json` gives the same bytes
for the same record on every run. Refuses: unknown fields, not-a-number, ids that are not slugs.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
"""A stable id a person can type: lower-case letters, digits, hyphen, underscore."""

Ident = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:#-]*$", max_length=200)]
"""An id made by a machine or another organisation (claims, reports, events)."""

Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]

BasisKind = Literal["observed", "modelled", "assumed"]
"""How a number came to be; the three look different wherever they are shown."""


class Record(BaseModel):
    """The base of all nouns: immutable, closed, JSON in and out."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        populate_by_name=True,
        serialize_by_alias=True,
        str_strip_whitespace=False,
    )

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types, fields in their declared order."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return deterministic JSON text (UTF-8 characters kept as they are)."""
        return dump_json(self.to_dict(), indent=indent)


class Grounded(Record):
    """A number or a status that opens to what it rests on.

    `claims` and `assumptions` hold ids; a `Situation` resolves every one of them.
    """

    basis: BasisKind = "modelled"
    claims: tuple[Ident, ...] = ()
    assumptions: tuple[Ident, ...] = ()


class Band(Record):
    """A figure as a range before a best value: `low <= best <= high`, with its unit.

    An empty bound means it is not known; it is never silently zero.
    """

    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        known = [value for value in (self.low, self.best, self.high) if value is not None]
        if known != sorted(known):
            msg = f"low <= best <= high does not hold: {self.low}, {self.best}, {self.high}"
            raise ValueError(msg)
        return self


class Quantiles(Record):
    """Ten, fifty and ninety per cent points of a modelled quantity."""

    p10: float
    p50: float
    p90: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.p10 <= self.p50 <= self.p90:
            msg = f"p10 <= p50 <= p90 does not hold: {self.p10}, {self.p50}, {self.p90}"
            raise ValueError(msg)
        return self


def dump_json(value: Any, *, indent: int | None = None) -> str:
    """Serialise plain JSON types the one way Corridor does it."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the SHA-256 of the parts, each length-prefixed so that borders count."""
    sha = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        sha.update(len(raw).to_bytes(8, "big"))
        sha.update(raw)
    return sha.hexdigest()
