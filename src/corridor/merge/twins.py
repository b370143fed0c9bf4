"""Claims alike in every part that is compared, scored once for all of them.

Guarantees: a text carried a thousand times costs as much as one; twins link with each other just
as any two claims would. Refuses: twinning what a person decided on, or what would not link.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corridor.merge.cluster import JOIN
from corridor.merge.features import Context, Prepared, Spot
from corridor.merge.score import Pair, score

Key = tuple[int, int]


@dataclass(frozen=True)
class Twins:
    """Which item stands for which, and how twins link with each other."""

    first: tuple[int, ...]
    within: Mapping[int, Pair]

    def leaders(self) -> list[int]:
        """Return the items that stand for themselves."""
        return [index for index, first in enumerate(self.first) if index == first]

    def pair(self, i: int, j: int, pairs: Mapping[Key, Pair]) -> Pair | None:
        """Return the link of any two items, from the links of those that stand for them."""
        a, b = sorted((self.first[i], self.first[j]))
        return self.within.get(a) if a == b else pairs.get((a, b))

    def expanded(self, clusters: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return clusters of leaders with all their twins, in the order of their first members."""
        home = {leader: number for number, group in enumerate(clusters) for leader in group}
        groups: list[list[int]] = [[] for _ in clusters]
        for index, first in enumerate(self.first):
            groups[home[first]].append(index)
        return sorted(groups)


def find_twins(items: Sequence[Prepared], alone: Collection[int], context: Context) -> Twins:
    """Find items alike in all parts; those in `alone` (named by a person) stay by themselves."""
    leader: dict[tuple[object, ...], int] = {}
    within: dict[int, Pair] = {}
    first = []
    for index, item in enumerate(items):
        key = (index,) if index in alone else _likeness(item)
        lead = leader.setdefault(key, index)
        if lead != index and lead not in within:
            pair = score(items[lead], item, context)
            if pair is None or pair.probability < JOIN:
                leader[key] = lead = index
            else:
                within[lead] = pair
        first.append(lead)
    return Twins(tuple(first), within)


def _likeness(item: Prepared) -> tuple[object, ...]:
    """Everything the score looks at."""
    undated = (item.known, item.claim.report) if item.low is None else ()
    return (
        item.lane, item.claim.type, item.low, item.high, item.slack, item.claim.time.precision,
        undated, tuple(_spot(spot) for spot in item.spots), item.actors, item.actor_names,
        item.targets, item.nations, item.counts, item.total, item.another, item.words,
        item.language,
    )  # fmt: skip


def _spot(spot: Spot) -> tuple[object, ...]:
    ref = spot.ref
    return ref.name, ref.id, ref.country, ref.precision, spot.lat, spot.lon, spot.radius, spot.admin
