"""Siege level of towns: encirclement, fuel and power joined into one word.

Guarantees: a level is given only where something is known; its claims and assumptions are those of
the parts it joins. Refuses: a level out of silence. Practice: Siege Watch (PAX and The Syria
Institute, 2015-2019) graded communities by access, supplies and services; the words here are ours.
"""

from corridor.packs.model import Pack
from corridor.records.access import Access, SiegeLevel, TownAccess
from corridor.records.supply import PlaceSupply, PowerSupply, Supply

ENCIRCLED = 0.5
"""Half of the approaches or of the normal volume gone."""
NEARLY_CLOSED = 0.85
"""So little passes that what is left is exception."""


def with_siege_levels(access: Access, supply: Supply, pack: Pack) -> Access:
    """Return `access` with every town's siege level set from supply and services."""
    towns = tuple(_with_level(town, supply) for town in access.towns if town.id in pack.places)
    return access.model_copy(update={"towns": towns})


def _with_level(town: TownAccess, supply: Supply) -> TownAccess:
    products = [item for item in supply.places if item.place == town.id]
    power = [item for item in supply.power if item.place == town.id]
    level = siege_level(_encirclement(town), products, power)
    if level == "not_known":
        return town
    parts = (*(item.now for item in products), *power)
    return town.model_copy(
        update={
            "siege_level": level,
            "claims": _joined(town.claims, *(part.claims for part in parts)),
            "assumptions": _joined(town.assumptions, *(part.assumptions for part in parts)),
        }
    )


def siege_level(
    encirclement: float | None, products: list[PlaceSupply], power: list[PowerSupply]
) -> SiegeLevel:
    """Join the parts into a level.

    Args:
        encirclement: the larger of the two measures, None where neither is known.
        products: fuel at the town.
        power: grid power at the town.

    Returns:
        `cut_off`: nearly closed and every product dry. `partly_cut_off`: encircled, and some
        product short or dry. `strained`: one of encircled, short, dry, power severely reduced.
        `supplied`: none of these, and something was reported of its roads or pumps. Else
        `not_known`: what a model makes of a town nobody reports on is no news of it.
    """
    told = [*(item.now.basis for item in products), *(item.basis for item in power)]
    if encirclement is None and "observed" not in told:
        return "not_known"
    states = [item.now.state for item in products]
    wanting = [state for state in states if state in {"dry", "short"}]
    dark = any(item.state == "severely_reduced" for item in power)
    ring = encirclement or 0.0
    if ring >= NEARLY_CLOSED and states and all(state == "dry" for state in states):
        return "cut_off"
    if ring >= ENCIRCLED and wanting:
        return "partly_cut_off"
    if ring >= ENCIRCLED or wanting or dark:
        return "strained"
    heard = encirclement is not None or any(item.now.basis == "observed" for item in products)
    return "supplied" if heard else "not_known"


def _encirclement(town: TownAccess) -> float | None:
    known = [
        value
        for value in (town.encirclement_approaches, town.encirclement_volume)
        if value is not None
    ]
    return max(known, default=None)


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))
