"""Figures of one happening side by side: low / best / high by what is counted.

Guarantees: the best value is one that somebody reported; each origin speaks once; a total over time
never mixes with a single count. Refuses: averaging - a mean of two reports is nobody's report.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corridor.merge.features import Count, Prepared
from corridor.records.report import ClaimFigure

MARGIN = 1.1
"""A single number is taken as good to ten per cent before it contradicts another."""
RELIABILITY_ORDER = "ABCDEF"


@dataclass(frozen=True)
class Counted:
    """One figure of one claim, with whose it is."""

    item: Prepared
    count: Count
    figure: ClaimFigure
    origin: str


def counted(items: Sequence[Prepared], origins: Sequence[str]) -> list[list[Counted]]:
    """Return the figures of the claims in groups that count the same thing.

    Args:
        items: the claims of one happening, by id.
        origins: the name of the independent origin of each.
    """
    groups: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for item, origin in zip(items, origins, strict=True):
        stated = [f for f in item.claim.figures if (f.low, f.best, f.high) != (None, None, None)]
        for count, figure in zip(item.counts, stated, strict=True):
            groups[_key(item, count)].append(Counted(item, count, figure, origin))
    return [groups[key] for key in sorted(groups, key=str)]


def _key(item: Prepared, count: Count) -> tuple[object, ...]:
    """What is counted: unit, action or else type, who, product, and whether it is a total."""
    what = tuple(sorted(count.actions)) or (item.claim.type,)
    return (count.unit, what, tuple(sorted(count.who)), tuple(sorted(count.products)), count.total)


def merged_figure(group: Sequence[Counted]) -> ClaimFigure:
    """Return low, best and high over a group, in the unit as first reported.

    The best is the middle value among one value for each origin, of the most reliable origins.
    """
    first = min(group, key=_first)
    if len(group) == 1:
        return first.figure
    factor = first.count.best / _value(first.figure) if _value(first.figure) else 1.0
    low = min(c.count.low for c in group) / factor
    high = max(c.count.high for c in group) / factor
    best = _middle(group) / factor
    text = "; ".join(sorted({c.figure.text for c in group if c.figure.text})) or None
    return ClaimFigure(
        low=tidy(low),
        best=tidy(min(max(best, low), high)),
        high=None if _open_top(group) else tidy(high),
        unit=first.figure.unit,
        of=first.figure.of,
        text=text,
    )


def _open_top(group: Sequence[Counted]) -> bool:
    """Say whether the highest figure is only "at least" so many."""
    top = max(c.count.high for c in group)
    return any(
        c.count.high == top and c.figure.high is None and c.figure.best is None for c in group
    )


def _value(figure: ClaimFigure) -> float:
    values = (figure.best, figure.low, figure.high)
    return next((v for v in values if v is not None), 0.0)


def _first(item: Counted) -> tuple[int, int, str]:
    return RELIABILITY_ORDER.index(item.item.reliability), item.item.known, item.item.claim.id


def _middle(group: Sequence[Counted]) -> float:
    """The lower middle of one value per origin, among origins of the best reliability."""
    best_grade = min(RELIABILITY_ORDER.index(c.item.reliability) for c in group)
    latest: dict[str, Counted] = {}
    for item in sorted(group, key=lambda c: (c.item.known, c.item.claim.id)):
        if RELIABILITY_ORDER.index(item.item.reliability) == best_grade:
            latest[item.origin] = item
    values = sorted(c.count.best for c in latest.values())
    return values[(len(values) - 1) // 2]


def tidy(value: float) -> float:
    """Return a quantity rounded to four significant figures."""
    return float(f"{value:.4g}")


def span(count: Count) -> tuple[float, float]:
    """Return the range a figure stands for: as stated, or ten per cent either way of one number."""
    if count.low == count.high:
        return count.low / MARGIN, count.high * MARGIN
    return count.low, count.high


def disagree(a: Count, b: Count) -> bool:
    """Say whether two figures of the same thing differ beyond their ranges."""
    low_a, high_a = span(a)
    low_b, high_b = span(b)
    return low_a > high_b or low_b > high_a
