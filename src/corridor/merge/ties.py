"""Relations between actors and control of districts, from the pack and from claims.

Guarantees: every tie opens to claims, equal ties are one with all their claims, and control is
never told below the district. Refuses: ties from what is planned, denied or opinion.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import product

from corridor.merge.features import Context, Prepared
from corridor.merge.states import FACTS
from corridor.merge.tables import aspect_rules, rule_of, tie_rules
from corridor.merge.text import plain
from corridor.records.base import digest
from corridor.records.events import Control, Relation, RelationKind
from corridor.records.report import PlaceRef

SUBJECT_ROLES = ("supporter", "actor", "subject")
OBJECT_ROLES = ("target", "subject")
TIE_BLOCKS = frozenset({"foreign"})
RULE_BLOCKS = frozenset({"rule"})

_Key = tuple[str, RelationKind, str]


def relations(items: Sequence[Prepared], context: Context) -> tuple[Relation, ...]:
    """Return dated ties: those of the pack, and those of claims that name both sides."""
    told: dict[_Key, list[Prepared]] = defaultdict(list)
    for item in items:
        for key in tie_of(item):
            told[key].append(item)
    found = _of_pack(told, context)
    known = {(r.subject, r.kind, r.object) for r in found}
    found += [_of_claims(key, told[key]) for key in sorted(told) if key not in known]
    return tuple(sorted(found, key=lambda r: (r.subject, r.kind, r.object, str(r.start), r.id)))


def tie_of(item: Prepared) -> list[_Key]:
    """Return (subject, kind, object) of a claim, where both sides are actors the pack knows."""
    claim = item.claim
    relational = claim.kind == "relation" or item.rule.block in TIE_BLOCKS
    if not relational or claim.assertion not in FACTS or claim.kind in {"opinion", "background"}:
        return []
    kind = _kind(claim.type, claim.words)
    if kind is None:
        return []
    subjects = _ids(item, SUBJECT_ROLES)
    objects = [x for x in _ids(item, OBJECT_ROLES) if x not in subjects[:1]]
    return [(a, kind, b) for a, b in product(subjects[:1], objects) if a != b]


def _kind(claim_type: str, words: str) -> RelationKind | None:
    text = plain(words)
    for name, pattern, kind in tie_rules():
        if name == claim_type and (pattern is None or pattern.search(text)):
            return kind
    return None


def _ids(item: Prepared, roles: Sequence[str]) -> list[str]:
    """Known actors in the first of the roles that has any."""
    for role in roles:
        found = [a.id for a in item.claim.actors if a.role == role and a.id]
        if found:
            return list(dict.fromkeys(found))
    return []


def _of_pack(told: dict[_Key, list[Prepared]], context: Context) -> list[Relation]:
    """Ties of the pack with the claims that tell of them; without a claim a tie is left out."""
    known = {claim.id for claim in context.pack.claims}
    found = []
    for row in context.pack.relations:
        claims = {c for c in row.claims if c in known}
        claims |= {c for c in (f"rel:{row.id}",) if c in known}
        claims |= {i.claim.id for i in told.get((row.subject, row.kind, row.object), [])}
        if claims:
            found.append(
                Relation(
                    id=row.id,
                    subject=row.subject,
                    kind=row.kind,
                    object=row.object,
                    start=row.start,
                    end=row.end,
                    known_from=row.known_from,
                    claims=tuple(sorted(claims)),
                    note=row.note,
                    note_fr=row.note_fr,
                )
            )
    return found


def _of_claims(key: _Key, items: Sequence[Prepared]) -> Relation:
    subject, kind, target = key
    starts = [i.claim.time.start for i in items if i.claim.time.start]
    return Relation(
        id=f"rl-{digest(key)[:12]}",
        subject=subject,
        kind=kind,
        object=target,
        start=min(starts, default=None),
        known_from=min(i.claim.known_from for i in items),
        claims=tuple(sorted(i.claim.id for i in items)),
    )


def control(items: Sequence[Prepared], context: Context) -> tuple[Control, ...]:
    """Return who rules what where, one record for each actor, district and day told."""
    told: dict[tuple[str, str, str, date], list[Prepared]] = defaultdict(list)
    for item in items:
        if rules(item):
            level, admin = district_of(item.claim.places, context)
            day = item.claim.time.start or item.claim.known_from
            for actor in _ids(item, ("actor", "subject", "supporter")):
                told[actor, level, admin, day].append(item)
    return tuple(_control(key, told[key]) for key in sorted(told))


def rules(item: Prepared) -> bool:
    """Say whether a claim tells of rule that holds (not planned, conditional or denied)."""
    claim = item.claim
    if claim.assertion not in FACTS or claim.kind in {"opinion", "background", "assessment"}:
        return False
    return claim.kind == "control" or rule_of(claim.type).block in RULE_BLOCKS


def district_of(places: Sequence[PlaceRef], context: Context) -> tuple[str, str]:
    """Return (level, name) of the area a claim about control may be told of.

    A town the pack knows stands for the district named after it; any other place for its region.
    """
    place = next((p for p in places if p.precision not in {"country", "unknown"}), None)
    if place is None:
        return "country", context.pack.country
    known = context.pack.places.get(place.id or "")
    if known is not None and place.precision != "region":
        return "district", known.name_en
    region = place.admin1 or (known.admin1 if known else "")
    return ("region", region) if region else ("country", place.country or context.pack.country)


def _control(key: tuple[str, str, str, date], items: Sequence[Prepared]) -> Control:
    actor, level, admin, day = key
    aspects = {a for item in items for a in aspects_of(item.claim.type, item.claim.words)}
    return Control(
        id=f"ct-{digest([actor, level, admin, day.isoformat()])[:12]}",
        admin=admin,
        level=level,
        actor=actor,
        aspects=tuple(sorted(aspects)),
        time=min(items, key=lambda i: i.claim.id).claim.time,
        known_from=min(i.claim.known_from for i in items),
        claims=tuple(sorted(i.claim.id for i in items)),
    )


def aspects_of(claim_type: str, words: str) -> tuple[str, ...]:
    """Return what is ruled, by type and words; "territory" where nothing finer is said."""
    text = plain(words)
    found = [
        aspect
        for name, pattern, aspect in aspect_rules()
        if name == claim_type and (pattern is None or pattern.search(text))
    ]
    return tuple(dict.fromkeys(found)) or ("territory",)
