"""Reliability: what was said with a probability, beside how often it was so.

Guarantees: every value falls into one band; a band without values is absent. Refuses: values that
are no probability.
"""

from collections import defaultdict
from collections.abc import Iterable

from corridor.records.base import Record, Share


class Bin(Record):
    """What was said with a probability of one band: how many, the mean said, the share right."""

    low: float
    count: int
    confidence: Share
    right: Share


def banded(said: Iterable[tuple[float, bool]], width: float = 0.1) -> tuple[Bin, ...]:
    """Return a row a band of (probability, whether it was so); 1 belongs to the last band."""
    bands: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in said:
        band = min(int(probability / width + 1e-9), round(1 / width) - 1)
        bands[band].append((probability, right))
    return tuple(
        Bin(
            low=round(band * width, 4),
            count=len(rows),
            confidence=round(sum(probability for probability, _ in rows) / len(rows), 4),
            right=round(sum(right for _, right in rows) / len(rows), 4),
        )
        for band, rows in sorted(bands.items())
    )
