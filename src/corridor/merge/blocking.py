"""Which claims are compared at all: one block of types, near days; everything else cannot link.

Guarantees: every pair the score would not veto on type or time is proposed, so leaving a pair
out never hides a link. Refuses: comparing all with all.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corridor.merge.features import Prepared
from corridor.merge.score import MIS_DATED_DAYS, SAME_TEXT_DAYS


def candidate_pairs(items: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    """Yield index pairs (i < j) worth scoring, block by block, swept along the days."""
    lanes: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        lanes[item.lane].append(index)
    for lane in sorted(lanes):
        yield from _sweep(items, lanes[lane])


def _window(item: Prepared) -> tuple[int, int]:
    """Days within which another claim's window must fall. Half the tolerance on either side."""
    if item.low is None or item.high is None:
        return item.known - SAME_TEXT_DAYS, item.known + SAME_TEXT_DAYS
    reach = max(item.slack, MIS_DATED_DAYS)
    return item.low - reach, item.high + reach


def _sweep(items: Sequence[Prepared], members: list[int]) -> Iterator[tuple[int, int]]:
    windows = {index: _window(items[index]) for index in members}
    ordered = sorted(members, key=lambda index: (windows[index][0], index))
    active: list[int] = []
    for index in ordered:
        start = windows[index][0]
        active = [other for other in active if windows[other][1] >= start]
        for other in active:
            if _may_meet(items[index], items[other]):
                yield (other, index) if other < index else (index, other)
        active.append(index)


def _may_meet(a: Prepared, b: Prepared) -> bool:
    """Throw out, without scoring, two towns that are plainly far apart."""
    if len(a.spots) != 1 or len(b.spots) != 1:
        return True
    x, y = a.spots[0], b.spots[0]
    if not (x.fine and y.fine) or x.lat is None or y.lat is None:
        return True
    # A degree of latitude is 111 km; longitude is left to the score.
    return abs(x.lat - y.lat) * 111.0 <= x.radius + y.radius + 10.0
