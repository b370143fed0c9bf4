"""Whether a town's roads lead anywhere: to a border, a port or the capital, in each sampled member.

Guarantees: from the same joint paths as the corridors, all stretches of a way at once; a way out is
named open only on evidence of passage. Refuses: routes; a chance is given, never a way to drive.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corridor.access.beliefs import Beliefs
from corridor.access.paths import CLOSED, OPEN, AccessPaths
from corridor.access.reach import Network, Words, counted, network, packed, reached
from corridor.packs.model import Pack
from corridor.records.access import STATE_MIN_PROBABILITY, WayOut, likeliest_state
from corridor.records.geography import MOVEMENT_CLASSES, MovementClass

DOORS = frozenset({"border_post", "port"})
"""Kinds of places where a country's roads begin; so do all places abroad."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Roadmap:
    """The pack's roads as a network, with what each member can use today."""

    pack: Pack
    beliefs: Beliefs
    paths: AccessPaths

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Ids of the nodes, in order."""
        ends = {end for road in self.paths.roads for end in self.ends(road)}
        return tuple(sorted(ends | {self.pack.capital}))

    @cached_property
    def number(self) -> dict[str, int]:
        """Node number of each place."""
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def net(self) -> Network:
        """The network; edges in the order of `paths.roads`."""
        pairs = (self.ends(road) for road in self.paths.roads)
        return network(len(self.places), ((self.number[a], self.number[b]) for a, b in pairs))

    @cached_property
    def doors(self) -> frozenset[int]:
        """Nodes abroad, border posts and ports."""
        known = self.pack.places
        return frozenset(
            number
            for place, number in self.number.items()
            if place in known
            and (known[place].country != self.pack.country or known[place].kind in DOORS)
        )

    def ends(self, road: str) -> tuple[str, str]:
        """Return the two places a road joins."""
        return self.pack.roads[road].from_place, self.pack.roads[road].to_place

    def usable(self, cls: str, worst: int) -> Words:
        """Which roads are no worse than a state today for a class, words [road, word]."""
        states = self.paths.road_states[cls][:, self.paths.today]
        return packed(states <= worst)


def cut_off(roadmap: Roadmap, town: str, approaches: Sequence[str], cls: str) -> float:
    """Share of a town's approaches that lead nowhere: shut, or a door or the capital out of reach.

    The way on may not come back through the town itself.
    """
    here = roadmap.number[town]
    usable = roadmap.usable(cls, OPEN)
    elsewhere = usable.copy()
    rows = [roadmap.paths.roads.index(road) for road in approaches]
    elsewhere[rows] = 0
    goals = (roadmap.doors | {roadmap.number[roadmap.pack.capital]}) - {here}
    found = reached(roadmap.net, elsewhere, goals)
    leading = 0.0
    for row in rows:
        other = next(int(node) for node in roadmap.net.edges[row] if node != here)
        leading += float(counted(usable[row] & found[other], roadmap.paths.members))
    return 1.0 - leading / len(rows)


def ways_out(roadmap: Roadmap) -> dict[str, tuple[WayOut, ...]]:
    """For every place and class: the chances of a way to a door, and to the capital."""
    found: dict[str, list[WayOut]] = {place: [] for place in roadmap.places}
    capital = frozenset({roadmap.number[roadmap.pack.capital]})
    goals = {"border": roadmap.doors, "capital": capital}
    for cls in MOVEMENT_CLASSES:
        for goal, nodes in goals.items():
            shares = [_shares(roadmap, cls, worst, nodes) for worst in (OPEN, CLOSED - 1)]
            for place, number in roadmap.number.items():
                if number not in nodes:
                    way = _way(roadmap, place, cls, goal, tuple(float(s[number]) for s in shares))
                    found[place].append(way)
    return {place: tuple(ways) for place, ways in found.items()}


def any_way(roadmap: Roadmap, corridor: str) -> dict[MovementClass, float]:
    """For each class, the chance that some chain of open roads joins a corridor's two ends.

    Empty where no road of the pack touches one of them.
    """
    known = roadmap.pack.corridors[corridor]
    ends = [roadmap.number.get(place) for place in (known.origin, known.destination)]
    if ends[0] is None or ends[1] is None:
        return {}
    return {
        cls: round(float(_shares(roadmap, cls, OPEN, {ends[0]})[ends[1]]), 4)
        for cls in MOVEMENT_CLASSES
    }


def _shares(roadmap: Roadmap, cls: str, worst: int, goals: Collection[int]) -> Array:
    """Share of members in which each place reaches one of the goals, [place]."""
    words = reached(roadmap.net, roadmap.usable(cls, worst), goals)
    return counted(words, roadmap.paths.members)


def _way(
    roadmap: Roadmap, place: str, cls: MovementClass, goal: str, shares: tuple[float, ...]
) -> WayOut:
    """One way out. That there is one is as well known as passage is on the roads into the place.

    Reports of attacks on one of them are no evidence that another leads out.
    """
    p_open, p_passable = round(shares[0], 4), round(shares[1], 4)
    rows = [n for n, road in enumerate(roadmap.paths.roads) if place in roadmap.ends(road)]
    beliefs, today = roadmap.beliefs, roadmap.beliefs.today
    heard = beliefs.heard_open if p_open >= STATE_MIN_PROBABILITY else beliefs.heard
    evidence = round(float(heard[cls][rows, today].mean()), 4) if rows else 0.0
    p_contested, p_closed = round(max(0.0, p_passable - p_open), 4), round(1 - p_passable, 4)
    return WayOut(
        cls=cls,
        to="border" if goal == "border" else "capital",
        p_open=p_open,
        p_passable=p_passable,
        evidence=evidence,
        state=likeliest_state(p_open, p_contested, p_closed, evidence),
    )
