"""Which claims a road's state rests on.

Guarantees: the claims that still carry weight, heaviest first, ties by id. Refuses: claims so old
that the evidence they brought has decayed to nothing.
"""

from corridor.access.effects import GROUP_OF_CLASS
from corridor.access.evidence import Evidence

LOOK_BACK_DAYS = 60
"""Claims older than this have lost seven eighths of their weight at the usual half-life."""


def road_claims(evidence: Evidence, road: str, cls: str, today: int) -> tuple[str, ...]:
    """Return the claim ids behind one road for one class on day index `today`."""
    entries = evidence.claims.get((road, GROUP_OF_CLASS[cls]), [])
    heaviest: dict[str, float] = {}
    for day, weight, claim in entries:
        if 0 <= today - day <= LOOK_BACK_DAYS:
            heaviest[claim] = heaviest.get(claim, 0.0) + weight
    return tuple(sorted(heaviest, key=lambda claim: (-heaviest[claim], claim)))
