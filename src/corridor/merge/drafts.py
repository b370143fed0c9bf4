"""A contradiction before it is ranked, and the words its sides are put in.

Guarantees: neutral words of the catalogue, figures in the unit as reported. Refuses: prose.
"""

from dataclasses import dataclass
from typing import Literal

from corridor.records.base import Band
from corridor.records.dates import TimeSpan
from corridor.records.event_types import event_types
from corridor.records.events import Reading
from corridor.records.report import Claim, ClaimFigure


@dataclass(frozen=True)
class Draft:
    """One contradiction with what its rank rests on."""

    about: Literal["figure", "date", "place", "denial", "state", "actor"]
    events: tuple[str, ...]
    readings: tuple[Reading, ...]
    summary: str
    importance: int
    origins: int
    size: float


def reading(claim: Claim, says: str, value: ClaimFigure | None = None) -> Reading:
    """Return one side of a disagreement."""
    band = None
    if value is not None:
        band = Band(low=value.low, best=value.best, high=value.high, unit=value.unit)
    return Reading(claim=claim.id, says=says, value=band)


def label(kind: str) -> str:
    """Return the English label of a type."""
    known = event_types().get(kind)
    return known.label_en if known else kind.replace("_", " ")


def quantity(figure: ClaimFigure) -> str:
    """Return a figure in words: "38 million USD", "at least 20 tankers", "16 to 19 tankers"."""
    low, best, high = figure.low, figure.best, figure.high
    if low is not None and high is not None and low != high:
        middle = f" (best {_number(best)})" if best is not None and best not in {low, high} else ""
        text = f"{_number(low)} to {_number(high)}{middle}"
    elif best is not None:
        text = _number(best)
    elif low is not None:
        text = f"at least {_number(low)}"
    else:
        text = f"at most {_number(high)}"
    return f"{text} {figure.unit}".strip()


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    if abs(value) >= 1e6:
        return f"{value / 1e6:g} million"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"


def span_words(time: TimeSpan) -> str:
    """Return days in words: "14 September 2025", "29 to 30 October 2025", "undated"."""
    first, last = time.start or time.end, time.last
    if first is None or last is None:
        return "undated"
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{first.day} {first:%B} to {end}"
