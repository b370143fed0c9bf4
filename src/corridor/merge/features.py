"""One claim made ready for comparison: days, places, actors, figures and words, worked out once.

Guarantees: pure; nothing here knows another claim. Refuses: to guess a missing day or place - an
unknown part stays unknown and only weakens a link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.merge.tables import TypeRule, rule_of
from corridor.merge.text import is_another, is_total, joined, nationalities, plain, roles, unit_of
from corridor.packs.model import Pack
from corridor.records.report import COARSE_PLACES, ActorRef, Claim, PlaceRef, Report

SLACK_DAYS: dict[str, int] = {
    "day": 0, "approximate": 3, "week": 1, "month": 0, "season": 10, "year": 30, "ongoing": 3,
    "unknown": 3,
}  # fmt: skip
"""How far the stated days may be off, by precision, where a span is given."""
POINT_SLACK_DAYS: dict[str, int] = {"week": 3, "month": 15, "season": 45, "year": 180}
"""The same where only one day is given for a loose precision."""
RADIUS_KM: dict[str, float] = {
    "point": 2.0, "town": 5.0, "stretch": 30.0, "radius": 15.0, "area": 40.0, "region": 200.0,
}  # fmt: skip
"""How far the true place may lie from the coordinates, where the claim gives no radius."""
_ADMIN_WORDS = re.compile(r"\b(?:region|district|cercle)\b(?: (?:of|de|du)\b| d')?")
STANCES = {"asserted": "fact", "attributed": "fact"}
KIND_CLASSES = {"event": "happening", "status": "happening", "figure": "happening"}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim: `fine` places are a town or better, others hold a wide area.

    `line` is the road (lon, lat) where the place is a stretch of one the pack knows.
    """

    ref: PlaceRef
    lat: float | None
    lon: float | None
    radius: float
    fine: bool
    admin: str
    nationwide: bool
    line: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of a claim in a common unit."""

    unit: str
    of: str
    actions: frozenset[str]
    who: frozenset[str]
    products: frozenset[str]
    low: float
    best: float
    high: float
    total: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claim with all that comparing it needs. Days are ordinals; None where undated.

    `lineage` holds the actors and all they are part of.
    """

    claim: Claim
    report: Report | None
    rule: TypeRule
    lane: tuple[str, str, str]
    low: int | None
    high: int | None
    slack: int
    exact: bool
    known: int
    spots: tuple[Spot, ...]
    actors: frozenset[str]
    lineage: frozenset[str]
    actor_names: str
    targets: str
    nations: frozenset[str]
    counts: tuple[Count, ...]
    total: bool
    another: bool
    words: str
    language: str
    origin: str
    reliability: str
    belligerent: bool


@dataclass(frozen=True)
class Context:
    """What comparing needs from the pack: who belongs to whom, who fights, where the capital is."""

    pack: Pack
    lineage: Mapping[str, frozenset[str]]
    belligerents: frozenset[str]
    unnamed: frozenset[str]
    aliases: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[str, str] = field(default_factory=dict)


BELLIGERENT_CLASSES = frozenset(
    {"armed_group", "armed_forces", "army", "military", "militia", "paramilitary", "junta"}
)
UNNAMED_CLASSES = frozenset({"unidentified", "unknown"})


def context_of(pack: Pack) -> Context:
    """Work out lineages and belligerents of a pack once."""
    actors = pack.actors
    belligerents = {s.belligerent for s in pack.sources.values() if s.belligerent}
    belligerents |= {a.id for a in actors.values() if a.cls in BELLIGERENT_CLASSES}
    unnamed = {a for a in actors if a.startswith("unidentified")}
    unnamed |= {a.id for a in actors.values() if a.cls in UNNAMED_CLASSES}
    aliases = {
        plain(name): actor.id
        for actor in sorted(actors.values(), key=lambda item: item.id, reverse=True)
        for name in (*actor.aliases, actor.name_fr, actor.name_en, actor.id)
    }
    return Context(
        pack=pack,
        lineage={name: _lineage(pack, name) for name in actors},
        belligerents=frozenset(belligerents),
        unnamed=frozenset(unnamed),
        aliases=aliases,
        towns={
            plain(name): place.id
            for place in sorted(pack.places.values(), key=lambda item: item.id, reverse=True)
            for name in (*place.variants, place.name_fr, place.name_en)
        },
    )


def _lineage(pack: Pack, name: str) -> frozenset[str]:
    """An actor and all it is part of, by `parent` and by relations `part_of`."""
    seen: set[str] = set()
    rest = [name]
    while rest:
        here = rest.pop()
        if here in seen:
            continue
        seen.add(here)
        actor = pack.actors.get(here)
        if actor and actor.parent:
            rest.append(actor.parent)
        rest.extend(r.object for r in pack.relations if r.subject == here and r.kind == "part_of")
    return frozenset(seen)


def prepare(claim: Claim, report: Report | None, context: Context) -> Prepared:
    """Make one claim ready for comparison."""
    low, high, slack = _days(claim)
    rule = rule_of(claim.type)
    source = context.pack.sources.get(report.source) if report else None
    targets = " ".join(a.name for a in claim.actors if a.role in {"target", "subject"})
    named = _doers(claim, rule)
    actors = frozenset(a.id for a in named if a.id and a.id not in context.unnamed)
    words = claim.words
    counted = " ".join(f"{f.of} {f.unit} {f.text or ''}" for f in claim.figures)
    return Prepared(
        claim=claim,
        report=report,
        rule=rule,
        lane=(rule.block, _kind_class(claim), STANCES.get(claim.assertion, claim.assertion)),
        low=low,
        high=high,
        slack=slack,
        exact=claim.time.precision == "day",
        known=claim.known_from.toordinal(),
        spots=_spots(claim, context),
        actors=actors,
        lineage=frozenset[str]().union(*(context.lineage.get(x, (x,)) for x in actors)),
        actor_names=" ".join(joined(a.name) for a in named if a.id not in context.unnamed),
        targets=joined(targets),
        nations=nationalities(f"{targets} {counted}")
        or nationalities(f"{words} {' '.join(a.name for a in claim.actors)}"),
        counts=_counts(claim, f"{targets} {words}" if rule.nature == "measure" else ""),
        total=is_total(counted if rule.block == "people" else f"{words} {counted}"),
        another=is_another(f"{words} {targets}"),
        words=joined(words),
        language=report.language[:2] if report and claim.quote is not None else "",
        origin=report.origin if report else "unknown",
        reliability=source.reliability if source else "F",
        belligerent=_belligerent(claim, report, context),
    )


def _doers(claim: Claim, rule: TypeRule) -> list[ActorRef]:
    """Return who did it; for words and measures, who spoke."""
    doers = [a for a in claim.actors if a.role in {"actor", "supporter"}]
    if not doers and rule.nature in {"statement", "measure"}:
        doers = [a for a in claim.actors if a.role == "speaker"]
    return doers


def _kind_class(claim: Claim) -> str:
    return KIND_CLASSES.get(claim.kind, claim.kind)


def _days(claim: Claim) -> tuple[int | None, int | None, int]:
    """First and last day as ordinals, and how far off they may be.

    A state that was still going on has no end: only its first day places it.
    """
    start, end = claim.time.start or claim.time.end, claim.time.last
    if start is None or end is None:
        return None, None, 0
    loose = claim.time.precision
    slack = SLACK_DAYS[loose] if start != end else POINT_SLACK_DAYS.get(loose, SLACK_DAYS[loose])
    return start.toordinal(), end.toordinal(), slack


def _spots(claim: Claim, context: Context) -> tuple[Spot, ...]:
    return tuple(
        Spot(
            ref=place,
            lat=place.lat,
            lon=place.lon,
            radius=place.radius_km
            if place.radius_km is not None
            else RADIUS_KM.get(place.precision, 0.0),
            fine=place.precision not in COARSE_PLACES and place.lat is not None,
            admin=admin_key(place.admin1, context),
            nationwide=place.precision in {"country", "unknown"},
        )
        for place in _places(claim)
    )


def _places(claim: Claim) -> list[PlaceRef]:
    """Return the places of a claim; the ends of a road are left to the road that names them."""
    if not claim.places:
        return []
    main, *rest = claim.places
    name = plain(main.name)
    return [main, *(place for place in rest if plain(place.name) not in name)]


def admin_key(name: str | None, context: Context) -> str:
    """Return a region's name in the form regions are compared in.

    Regions are mostly named after a town; the pack's spellings of it make them one.
    """
    text = _ADMIN_WORDS.sub(" ", plain(name or "")).strip(" ()")
    return context.towns.get(text, text.replace("-", " "))


def _counts(claim: Claim, about: str) -> tuple[Count, ...]:
    found = []
    for figure in claim.figures:
        values = [v for v in (figure.low, figure.best, figure.high) if v is not None]
        if not values:
            continue
        unit, factor = unit_of(figure.unit)
        said = f"{figure.of} {figure.unit} {figure.text or ''}"
        of = figure.of or claim.type
        found.append(
            Count(
                unit=unit,
                of=joined(of),
                actions=roles(said, "action"),
                who=roles(said, "who"),
                products=roles(said, "product") or roles(about, "product"),
                low=values[0] * factor,
                best=(figure.best if figure.best is not None else values[0]) * factor,
                high=values[-1] * factor,
                total=is_total(said),
            )
        )
    return tuple(found)


def _belligerent(claim: Claim, report: Report | None, context: Context) -> bool:
    """Say whether only a party to the fighting speaks here: its outlet, or its words reported."""
    source = context.pack.sources.get(report.source) if report else None
    if source is not None and source.belligerent:
        return True
    speakers = {a.id for a in claim.actors if a.role == "speaker" and a.id}
    if claim.speaker:
        speakers.add(context.aliases.get(plain(claim.speaker), ""))
    return bool(speakers & context.belligerents)
