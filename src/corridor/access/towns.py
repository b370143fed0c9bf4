"""How far a town is encircled, measured twice: by its approaches and by its normal volume.

Guarantees: both from the same sampled paths; an approach counts only where it leads to a border, a
port or the capital. Refuses: a figure for a town of whose approaches nothing is known.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corridor.access.beliefs import Beliefs, chain_assumptions, response_assumptions
from corridor.access.evidence import Evidence
from corridor.access.grounding import road_claims
from corridor.access.outlets import Roadmap, cut_off, ways_out
from corridor.access.paths import AccessPaths
from corridor.packs.model import Pack
from corridor.records.access import STATE_MIN_EVIDENCE, TownAccess, WayOut

CLS = "tanker"
"""Encirclement is measured for what feeds a town: lorries and tankers."""


def towns(
    pack: Pack, beliefs: Beliefs, paths: AccessPaths, evidence: Evidence
) -> tuple[TownAccess, ...]:
    """Return one row for every town of the country with at least two roads."""
    roadmap = Roadmap(pack, beliefs, paths)
    leading = ways_out(roadmap)
    found = []
    for place in sorted(pack.places):
        if pack.places[place].country != pack.country:
            continue
        approaches = [road for road in beliefs.roads if place in _ends(pack, road)]
        if len(approaches) >= 2 or (approaches and place == pack.capital):
            found.append(_town(place, approaches, roadmap, evidence, leading[place]))
    return tuple(found)


def _ends(pack: Pack, road: str) -> tuple[str, str]:
    return pack.roads[road].from_place, pack.roads[road].to_place


def _town(
    place: str,
    approaches: Sequence[str],
    roadmap: Roadmap,
    evidence: Evidence,
    leading: tuple[WayOut, ...],
) -> TownAccess:
    pack, beliefs, paths = roadmap.pack, roadmap.beliefs, roadmap.paths
    rows = [beliefs.roads.index(road) for road in approaches]
    today = beliefs.today
    known = beliefs.heard[CLS][rows, today]
    volume, volume_known = _volume(place, pack, paths)
    heard = bool((known >= STATE_MIN_EVIDENCE).any())
    claims = sorted(
        {claim for road in approaches for claim in road_claims(evidence, road, CLS, today)}
    )
    return TownAccess(
        id=place,
        basis="modelled",
        claims=tuple(claims),
        assumptions=(*chain_assumptions(pack), *response_assumptions(CLS)),
        encirclement_approaches=round(cut_off(roadmap, place, approaches, CLS), 3)
        if heard
        else None,
        encirclement_volume=volume if volume is not None and (heard or volume_known) else None,
        ways_out=leading,
        evidence=round(float(known.mean()), 4),
    )


def _volume(place: str, pack: Pack, paths: AccessPaths) -> tuple[float | None, bool]:
    """Share of a town's normal inflow that no longer passes, and whether that is known."""
    feeding = [
        c
        for c in pack.corridors.values()
        if c.kind == "import" and c.normal_share and place in _stops(pack, c.id)
    ]
    if not feeding:
        return None, False
    total = sum(c.normal_share or 0.0 for c in feeding)
    passing = sum((c.normal_share or 0.0) * _passing(pack, paths, c.id) for c in feeding)
    known = any(
        paths.evidence[CLS][paths.corridors.index(c.id), paths.today] >= STATE_MIN_EVIDENCE
        for c in feeding
    )
    return round(1.0 - passing / total, 3), known


def _stops(pack: Pack, corridor: str) -> set[str]:
    return {place for road in pack.corridors[corridor].roads for place in _ends(pack, road)}


def _passing(pack: Pack, paths: AccessPaths, corridor: str) -> float:
    """Expected share of a corridor's normal volume that passes today."""
    share: NDArray[np.float64] = np.array(
        [
            1.0,
            pack.assumption("access.flow.contested").best or 0.0,
            pack.assumption("access.flow.closed").best or 0.0,
        ]
    )
    sampled = paths.corridor(corridor, CLS)[paths.today]
    return float(share[sampled].mean())
