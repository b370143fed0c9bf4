"""One group of claims made into one Event, with every link, figure and origin kept.

Guarantees: the id rests on the earliest claim, so it stays when later claims join; each part of the
event is what the best claim says, never a mixture. Refuses: a summary from planned words.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corridor.merge.features import Context, Prepared
from corridor.merge.figures import RELIABILITY_ORDER, Counted, counted, merged_figure
from corridor.merge.grade import confidence_of, credibility_of, reliability_of
from corridor.merge.locate import Ground, corridors_of, roads_of, sources_named
from corridor.merge.origins import origin_groups, origin_name
from corridor.merge.score import Pair
from corridor.merge.seeds import CODED_TOGETHER
from corridor.records.base import digest
from corridor.records.events import Event, Link
from corridor.records.report import ActorRef, Assertion, Kind, PlaceRef

PLACE_ORDER = ("point", "town", "stretch", "radius", "area", "region", "country", "unknown")
DATE_ORDER = ("day", "approximate", "week", "ongoing", "month", "season", "year", "unknown")
KIND_ORDER: tuple[Kind, ...] = (
    "event", "status", "figure", "advice", "assessment", "relation", "control", "background",
    "opinion",
)  # fmt: skip
SUMMARY_CHARS = 240
Linker = Callable[[int, int], Pair | None]
_QUOTE_MARKS = '“”"«» '
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý0-9\"“«])")


@dataclass(frozen=True)
class Group:
    """The claims of one happening, sorted by id, with links and origins worked out."""

    items: tuple[Prepared, ...]
    links: tuple[Link, ...]
    origins: tuple[tuple[int, ...], ...]
    origin_of: tuple[str, ...]
    figures: tuple[tuple[Counted, ...], ...]


def earliest(items: Sequence[Prepared]) -> Prepared:
    """Return the claim known first, ties by id."""
    return min(items, key=lambda item: (item.known, item.claim.id))


def event_id(items: Sequence[Prepared]) -> str:
    """Return `ev-` and a short digest of the earliest claim's id."""
    return f"ev-{digest([earliest(items).claim.id])[:12]}"


def grouped(members: Sequence[int], items: Sequence[Prepared], link: Linker) -> Group:
    """Gather what is known of one group of claims; `link` gives the link of two of them."""
    mine = tuple(items[index] for index in members)
    groups = origin_groups(mine)
    names = [""] * len(mine)
    for group in groups:
        for index in group:
            names[index] = origin_name(mine, group)
    return Group(
        items=mine,
        links=_links(members, items, link),
        origins=tuple(tuple(group) for group in groups),
        origin_of=tuple(names),
        figures=tuple(tuple(group) for group in counted(mine, names)),
    )


def _links(members: Sequence[int], items: Sequence[Prepared], link: Linker) -> tuple[Link, ...]:
    """Return why each claim belongs to the group; none for a claim alone."""
    if len(members) == 1:
        return ()
    first = earliest([items[index] for index in members]).claim.id
    found = []
    for index in members:
        others = [link(index, other) for other in members if other != index]
        known = [pair for pair in others if pair is not None]
        found.append(_link(items[index].claim.id, first, known))
    return tuple(found)


def by_person(reason: str | None, scored: Pair | None) -> Pair | None:
    """Return the link of two claims; what a person joined is as sure as a review makes it."""
    if reason is None:
        return scored
    return Pair(CODED_TOGETHER, (reason,), scored.stretches if scored else ())


def _link(claim: str, first: str, known: Sequence[Pair]) -> Link:
    if not known:
        return Link(claim=claim, probability=CODED_TOGETHER, reason="joined through other claims")
    best = max(known, key=lambda pair: (pair.probability, pair.reasons))
    stretches = sorted({text for pair in known for text in pair.stretches} - set(best.reasons))
    reason = "; ".join((*best.reasons, *stretches))
    if claim == first:
        reason = f"first known; {reason}"
    mean = sum(pair.probability for pair in known) / len(known)
    return Link(claim=claim, probability=round(mean, 4), reason=reason)


def build(group: Group, context: Context, ground: Ground) -> Event:
    """Make the event of one group."""
    items = group.items
    lead = best_claim(items)
    places = _places(items)
    roads, corridors = _ground(items, lead, ground)
    return Event(
        id=event_id(items),
        kind=_commonest([item.claim.kind for item in items], KIND_ORDER),
        type=_type(items, lead),
        assertion=_assertion(items),
        actors=_actors(items, context),
        place=places[0] if places else None,
        places=places,
        time=min(items, key=_date_key).claim.time,
        figures=tuple(merged_figure(part) for part in group.figures),
        claims=tuple(item.claim.id for item in items),
        links=group.links,
        origins=tuple(sorted(set(group.origin_of))),
        reliability=reliability_of(items),
        credibility=credibility_of(items, group.origins),
        confidence=confidence_of(items, group.origins),
        roads=roads,
        corridors=corridors,
        known_from=min(item.claim.known_from for item in items),
        updated=max(item.claim.known_from for item in items),
        summary=summary_of(lead),
    )


def best_claim(items: Sequence[Prepared]) -> Prepared:
    """Return the claim to speak for the group: best source, then no party to it, sure, early."""
    return min(
        items,
        key=lambda item: (
            RELIABILITY_ORDER.index(item.reliability),
            item.belligerent,
            -item.claim.confidence,
            item.known,
            item.claim.id,
        ),
    )


def _commonest(values: Sequence[Kind], order: Sequence[Kind]) -> Kind:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], order.index(value)))


def _type(items: Sequence[Prepared], lead: Prepared) -> str:
    """The commonest type; ties go to the best claim's."""
    counts = Counter(item.claim.type for item in items)
    most = max(counts.values())
    tied = sorted(name for name, count in counts.items() if count == most)
    return lead.claim.type if lead.claim.type in tied else tied[0]


def _assertion(items: Sequence[Prepared]) -> Assertion:
    """Asserted where any source says so in its own voice."""
    found = {item.claim.assertion for item in items}
    return "asserted" if "asserted" in found else items[0].claim.assertion


def _actors(items: Sequence[Prepared], context: Context) -> tuple[ActorRef, ...]:
    """Every actor once; a parent named beside its own part is left to the part."""
    found: dict[tuple[str, str], ActorRef] = {}
    for item in items:
        for actor in item.claim.actors:
            if actor.role != "speaker":
                found.setdefault((actor.role, actor.id or actor.name.casefold()), actor)
    ids = {(a.role, a.id) for a in found.values() if a.id}
    above = {
        (role, parent)
        for role, ident in ids
        for parent in context.lineage.get(ident or "", frozenset())
        if parent != ident and len(items) > 1 and role == "actor"
    }
    return tuple(found[key] for key in sorted(found) if key not in above)


def _places(items: Sequence[Prepared]) -> tuple[PlaceRef, ...]:
    """Every place once, the most exact and most often named first."""
    refs = [place.model_copy(update={"span": None}) for i in items for place in i.claim.places]
    votes = Counter(place.id or place.name.casefold() for place in refs)
    distinct = {(p.id or p.name.casefold(), p.precision): p for p in reversed(refs)}
    return tuple(
        sorted(
            distinct.values(),
            key=lambda p: (
                PLACE_ORDER.index(p.precision),
                -votes[p.id or p.name.casefold()],
                p.id or "",
                p.name,
            ),
        )
    )


def _date_key(item: Prepared) -> tuple[int, int, int, int, str]:
    """The most exact date first, then the best source, the earliest known."""
    length = (item.high - item.low) if item.low is not None and item.high is not None else 10_000
    return (
        DATE_ORDER.index(item.claim.time.precision) if item.low is not None else len(DATE_ORDER),
        length,
        RELIABILITY_ORDER.index(item.reliability),
        item.known,
        item.claim.id,
    )


def _ground(
    items: Sequence[Prepared], lead: Prepared, ground: Ground
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roads and corridors, as far as the type of happening says something about a road."""
    rule = lead.rule
    if rule.roads == "none":
        return (), ()
    names = [spot.ref.name for item in items for spot in item.spots]
    told = [*names, *(a.name for item in items for a in item.claim.actors if a.role == "target")]
    if rule.roads == "near":
        spots = [spot for item in items for spot in item.spots]
        roads = roads_of(spots, ground)
        return roads, corridors_of(roads, spots, told, ground)
    words = [*told, *(item.claim.words for item in items)]
    named = set(corridors_of((), (), words, ground))
    for text in words:
        named |= set(sources_named(text, ground))
    return (), tuple(sorted(named))


def summary_of(lead: Prepared) -> str:
    """Return one sentence: the paraphrase, or the quote between quotation marks.

    Empty for planned words, which must not be passed on, and for opinion.
    """
    claim = lead.claim
    if claim.assertion == "planned" or claim.kind == "opinion":
        return ""
    sentence = _SENTENCE.split(" ".join(claim.words.split()))[0]
    if len(sentence) > SUMMARY_CHARS:
        sentence = sentence[: SUMMARY_CHARS - 1].rsplit(" ", 1)[0] + "…"
    return sentence if claim.quote is None else f"“{sentence.strip(_QUOTE_MARKS)}”"
