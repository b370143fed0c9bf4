"""What changed between two situations, and the claims that moved it.

Guarantees: only named states are compared (posture, corridors, dry or selling, exits, power), each
with the claims that became known in between. Refuses: calling a wobble of a probability a change.
"""

from collections.abc import Iterable

from corridor.packs import Pack
from corridor.records.base import Grounded
from corridor.records.situation import Change, Situation

Row = tuple[str, str, str, str, Grounded]
"""Key, English and French name, state, and the record the state comes from."""


def changes_between(before: Situation, after: Situation, pack: Pack) -> tuple[Change, ...]:
    """Return every named state that differs, most consequential kind first."""
    earlier = {key: state for key, _en, _fr, state, _record in _states(before, pack)}
    known_before = {claim.id for claim in before.claims}
    found = []
    for key, name_en, name_fr, state, record in _states(after, pack):
        if key in earlier and earlier[key] != state:
            found.append(
                Change(
                    what_en=name_en,
                    what_fr=name_fr,
                    before=earlier[key],
                    after=state,
                    claims=_moving(record, known_before),
                    assumptions=record.assumptions,
                )
            )
    return tuple(found)


def _moving(record: Grounded, known_before: set[str]) -> tuple[str, ...]:
    """Claims new since then; where none is new, time passing moved it: all claims behind it."""
    new = tuple(claim for claim in record.claims if claim not in known_before)
    return new or record.claims


def _states(situation: Situation, pack: Pack) -> Iterable[Row]:
    yield from _supply(situation, pack)
    yield from _access(situation, pack)
    for way in situation.exits.ways:
        yield f"exit:{way.id}", way.name_en, way.name_fr, way.state, way
    for wire in situation.posture.tripwires:
        yield f"wire:{wire.id}", wire.text_en, wire.text_fr, wire.state, wire


def _supply(situation: Situation, pack: Pack) -> Iterable[Row]:
    for item in situation.supply.places:
        place, product = pack.places[item.place], pack.products[item.product]
        yield (
            f"dry:{item.place}:{item.product}",
            f"{place.name_en}, {product.name_en}",
            f"{place.name_fr}, {product.name_fr}",
            item.now.state,
            item.now,
        )
    for power in situation.supply.power:
        place = pack.places[power.place]
        yield (
            f"power:{power.place}",
            f"{place.name_en}, grid power",
            f"{place.name_fr}, électricité du réseau",
            power.state,
            power,
        )


def _access(situation: Situation, pack: Pack) -> Iterable[Row]:
    for item in situation.access.corridors:
        if item.cls == "tanker":
            names = pack.corridors[item.id]
            yield (
                f"corridor:{item.id}",
                f"{names.name_en}, for tankers",
                f"{names.name_fr}, pour les citernes",
                item.state,
                item,
            )
