"""Roads among the places of a sentence: chains of towns, and what outweighs a road or is outweighed.

Guarantees: a town told to be near something comes before the road it lies on, the road of a row
before what the row names. Refuses: taking a place away; it only comes after the others.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from corridor.read.parts import is_label, slashed
from corridor.read.places import PlaceMention
from corridor.read.spots import Spot
from corridor.read.words import Token, wordset


def chain(tokens: Sequence[Token], mentions: Sequence[PlaceMention], at: int) -> list[PlaceMention]:
    """Return a mention with those that hyphens join to it: `-Segou-Mopti`."""
    ends = [mentions[at]]
    for mention in mentions[at + 1 :]:
        if mention.start != ends[-1].end or not set(tokens[mention.start].gap) & set("-–—‑"):
            break
        ends.append(mention)
    return ends


def outweighed(tokens: Sequence[Token], spots: list[Spot]) -> list[Spot]:
    """Let a town on a road outweigh the road, and a town a distance from the next one.

    `a coach of the Bamako-Gao line near Konna`, `Farako, 25 km from Segou`.
    """
    at_town = [s for s in spots if s.part == "at" and s.ref.precision == "town"]
    labelled = any(s.part == "label" and s.ref.precision == "town" for s in spots)
    exact = any(_led_near(tokens, s.start) for s in at_town)
    starts = [s.start for s in at_town]
    found = []
    for spot in spots:
        upto = bisect_left(starts, spot.start)
        before = at_town[max(0, upto - _APPOSED) : upto]  # no more fit in so many words
        road = exact and spot.ref.precision == "stretch" and spot.part == "at"
        apart = spot.ref.precision == "radius" and any(
            0 < spot.start - town.end <= _APPOSED and "," in tokens[town.end].gap for town in before
        )
        town = spot.part == "at" and spot.ref.precision == "town"
        apart = apart or (town and any(_apposed(tokens, t, spot) for t in before))
        later = labelled and spot.part == "at" and _fills_cell(tokens, spot)
        found.append(replace(spot, part="aside") if road or apart or later else spot)
    return found


def _apposed(tokens: Sequence[Token], town: Spot, spot: Spot) -> bool:
    """Read `Kati, a garrison town near Bamako`: what only says where the first lies."""
    between = [token.fold for token in tokens[town.end : spot.start]]
    if not 0 < len(between) <= _APPOSED or "," not in tokens[town.end].gap:
        return False
    return between[0] in _THAT_IS and not _CLOSE.isdisjoint(between)


_THAT_IS = wordset(
    "a an the un une ville town village localite commune near pres proche close non not just"
)
_CLOSE = wordset(
    "near pres proche close loin far from voisine voisin north south east west nord sud est ouest"
)


def _fills_cell(tokens: Sequence[Token], spot: Spot) -> bool:
    """Say whether a name is all of a cell, but not the first: `Niono | 1,240 | Farabougou`."""
    closed = spot.end >= len(tokens) or _bar(tokens, spot.end)
    return spot.start > 0 and _bar(tokens, spot.start) and closed


def _bar(tokens: Sequence[Token], at: int) -> bool:
    return bool(set(tokens[at].gap) & set("|;")) or slashed(tokens, at)


def _led_near(tokens: Sequence[Token], at: int) -> bool:
    return not _EXACT.isdisjoint(token.fold for token in tokens[max(0, at - 3) : at])


_EXACT = wordset("near pres hauteur proximite niveau abords outskirts sortie entree")
_APPOSED = 7


def under_road(tokens: Sequence[Token], spots: list[Spot]) -> list[Spot]:
    """Let a road that labels a row outweigh what the row names: `Segou - Bamako | open | queue at ...`."""
    first = spots[0] if spots else None
    if first is None or first.ref.precision != "stretch":
        return spots
    if not is_label(tokens, first.start, first.end):
        return spots
    return [replace(s, part="aside") if s is not first and s.part == "at" else s for s in spots]
