"""Pairs into happenings: average linkage that never chains across a veto.

Guarantees: two groups join only if every pair across them was scored without veto and the mean
probability is at least one half; the order of the input does not matter (ties go by claim id).
Refuses: chains - A with B and B with C does not put A with C.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.merge.score import Pair

JOIN = 0.5
"""Mean probability from which two groups of claims are one happening."""

_Key = tuple[int, int]


@dataclass
class _Edge:
    """All scored pairs across two groups."""

    total: float = 0.0
    count: int = 0

    def add(self, other: "_Edge") -> None:
        self.total += other.total
        self.count += other.count


def cluster(
    items: Sequence[int],
    pairs: Mapping[_Key, Pair],
    seeds: Sequence[Sequence[int]] = (),
    apart: frozenset[_Key] = frozenset(),
) -> list[list[int]]:
    """Group items.

    Args:
        items: the items, as numbers whose order does not depend on the input (by claim id).
        pairs: scored pairs (i < j); a pair that is absent is vetoed.
        seeds: disjoint groups a person joined; vetoes inside them do not count.
        apart: pairs a person separated; never in one group.

    Returns:
        The groups, each sorted, in the order of their first members.
    """
    groups = {index: [index] for index in items}
    for seed in seeds:
        first = min(seed)
        groups[first] = sorted(seed)
        for other in seed:
            if other != first:
                del groups[other]
    home = {member: first for first, members in groups.items() for member in members}
    edges = _edges(pairs, home, apart)
    _join(groups, edges)
    return sorted(groups.values())


def _edges(
    pairs: Mapping[_Key, Pair], home: Mapping[int, int], apart: frozenset[_Key]
) -> dict[int, dict[int, _Edge]]:
    edges: dict[int, dict[int, _Edge]] = defaultdict(dict)
    for (i, j), pair in sorted(pairs.items()):
        a, b = sorted((home[i], home[j]))
        if a == b or (i, j) in apart:
            continue
        edge = edges[a].setdefault(b, _Edge())
        edges[b][a] = edge
        edge.add(_Edge(pair.probability, 1))
    return edges


def _worth(edge: _Edge, pairs_across: int) -> float | None:
    """Mean probability across two groups, or None where a pair is vetoed or the mean is low."""
    if edge.count < pairs_across:
        return None
    mean = round(edge.total / edge.count, 9)
    return mean if mean >= JOIN else None


def _join(groups: dict[int, list[int]], edges: dict[int, dict[int, _Edge]]) -> None:
    """Join the best two groups until none is good enough."""
    heap: list[tuple[float, int, int, int, int]] = []

    def push(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        across = len(groups[a]) * len(groups[b])
        mean = _worth(edges[a][b], across)
        if mean is not None:
            heapq.heappush(heap, (-mean, a, b, len(groups[a]), len(groups[b])))

    for a in sorted(edges):
        for b in sorted(edges[a]):
            if a < b:
                push(a, b)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        current = a in groups and b in groups
        if not current or (len(groups[a]), len(groups[b])) != (size_a, size_b):
            continue
        groups[a] = sorted(groups[a] + groups.pop(b))
        _fold(edges, a, b)
        for other in sorted(edges[a]):
            push(a, other)


def _fold(edges: dict[int, dict[int, _Edge]], a: int, b: int) -> None:
    """Hand the edges of group `b` over to `a`, which has swallowed it."""
    edges[a].pop(b, None)
    for other, edge in edges.pop(b, {}).items():
        if other == a:
            continue
        edges[other].pop(b, None)
        merged = _Edge(edge.total, edge.count)
        if other in edges[a]:
            merged.add(edges[a][other])
        edges[a][other] = edges[other][a] = merged
