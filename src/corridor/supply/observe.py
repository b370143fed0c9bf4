"""Reported observations: claims and pack figures as numbers a model can be held against.

Guarantees: copies of one happening count once; each observation keeps its claims; words become
ranges only by the table `words.csv`. Refuses: opinions, plans, denials as facts (a denial of a
shortage is an observation with the denier's interest), prices without a place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.events import Event
from corridor.records.figures import PackFigure
from corridor.records.report import Claim
from corridor.supply.observation import Observation
from corridor.supply.readings import from_claims, from_figure

LONGEST = {"stations": 17, "price": 17, "entries": 31, "tankers": 17, "arrival": 5}
"""Days an observation may span; a longer one says too little about any day."""
TROUBLE = frozenset(
    {
        "station_closure",
        "shortage_reported",
        "convoy_waiting",
        "convoy_attack",
        "tanker_destroyed",
        "cargo_suspended",
        "drivers_strike",
        "ration_measure",
    }
)
"""Reports that end the silence about fuel."""
SAME_DAYS = 3
"""Observations of one thing whose windows lie at most this many days apart tell the same."""


def observations(
    events: Sequence[Event],
    claims: Sequence[Claim],
    pack: Pack,
    places: Sequence[str],
    products: Sequence[str],
    as_of: date,
) -> tuple[Observation, ...]:
    """Return all usable observations known by `as_of`, in the order of their last day."""
    known = {claim.id: claim for claim in claims if claim.known_from <= as_of}
    found = [
        item
        for group in _groups(events, known)
        for item in from_claims(group, pack, places, products)
    ]
    for figure in pack.figures:
        ids = figure_claims(figure, known)
        if figure.known_from <= as_of and ids:
            found.extend(from_figure(figure, ids, places, products))
    usable = [item for item in found if _usable(item, pack.simulate_from, as_of)]
    return tuple(sorted(_merged(usable), key=lambda item: (item.end, item.kind, item.id)))


def silent_weeks(
    events: Sequence[Event], claims: Sequence[Claim], first: date, as_of: date
) -> tuple[date, ...]:
    """Last days of the weeks in which nobody reported trouble with fuel, from `first` on.

    A week of dry pumps in a capital, or of lorries piling up at its borders, is news: silence about
    it is evidence, the weaker the likelier such a week passes unreported (`supply.silence`). The
    last week before `as_of` does not count, reports may still come.
    """
    days = [_trouble(e.type, e.time.start, e.known_from, as_of) for e in events]
    days += [_trouble(c.type, c.time.start, c.known_from, as_of) for c in claims]
    troubled = [day for day in days if day is not None]
    until = min([*(day for day in troubled if day >= first), as_of - timedelta(days=7)])
    count = max(0, (until - first).days // 7)
    return tuple(first + timedelta(days=7 * week + 6) for week in range(count))


def _trouble(kind: str, start: date | None, known_from: date, as_of: date) -> date | None:
    return start if kind in TROUBLE and known_from <= as_of else None


def _usable(item: Observation, first: date, as_of: date) -> bool:
    length = (item.end - item.start).days + 1
    return first <= item.start and item.end <= as_of and length <= LONGEST.get(item.kind, 31)


def figure_claims(figure: PackFigure, known: Mapping[str, Claim]) -> tuple[str, ...]:
    """Claims of a reported figure; a figure whose reports are left out is left out too."""
    stem = f"fig:{figure.id}"
    return tuple(sorted(c for c in known if c == stem or c.startswith(f"{stem}:")))


def _groups(events: Sequence[Event], known: Mapping[str, Claim]) -> list[list[Claim]]:
    """Claims by happening: merged events first, then what was not merged, each once."""
    groups: list[list[Claim]] = []
    used: set[str] = set()
    for event in events:
        group = [known[c] for c in event.claims if c in known and c not in used]
        used.update(claim.id for claim in group)
        groups.append(group)
    loose: dict[str, list[Claim]] = {}
    for claim in known.values():
        if claim.id not in used and not claim.id.startswith("fig:"):
            loose.setdefault(claim.happening or claim.id, []).append(claim)
    groups.extend(loose.values())
    return [[c for c in group if _speaks(c)] for group in groups]


def _speaks(claim: Claim) -> bool:
    return claim.kind not in {"opinion", "background"} and claim.assertion not in {
        "planned",
        "conditional",
    }


def _merged(found: Sequence[Observation]) -> list[Observation]:
    """Join observations of the same thing that agree; those that disagree both stay.

    Arrivals are not joined: two convoys in a week are two.
    """
    kept: list[Observation] = []
    for item in sorted(_added_arrivals(found), key=lambda x: (_looseness(x), x.id)):
        twin = next((k for k in kept if _same(k, item)), None)
        if twin is None:
            kept.append(item)
        else:
            joined = tuple(sorted({*twin.claims, *item.claims}))
            kept[kept.index(twin)] = replace(
                twin, claims=joined, confidence=max(twin.confidence, item.confidence)
            )
    return kept


def _added_arrivals(found: Sequence[Observation]) -> list[Observation]:
    """Convoys that reach one place on one day are one sum."""
    sums: dict[tuple[str | None, date, date], Observation] = {}
    rest = [item for item in found if item.kind != "arrival"]
    for item in sorted((i for i in found if i.kind == "arrival"), key=lambda i: i.id):
        key = (item.place, item.start, item.end)
        other = sums.get(key)
        sums[key] = (
            item
            if other is None
            else replace(
                other,
                band=_plus(other.band, item.band),
                widen=max(other.widen, item.widen),
                claims=tuple(sorted({*other.claims, *item.claims})),
            )
        )
    return [*rest, *sums.values()]


def _plus(a: Band, b: Band) -> Band:
    return Band(
        low=(a.low or 0) + (b.low or 0),
        best=(a.best or 0) + (b.best or 0),
        high=(a.high or 0) + (b.high or 0),
        unit=a.unit,
    )


def _looseness(item: Observation) -> float:
    width = (item.band.high or 0) - (item.band.low or 0)
    return item.widen * width / max(item.band.best or 0, 1.0)


def _same(a: Observation, b: Observation) -> bool:
    if (a.kind, a.place, a.product) != (b.kind, b.place, b.product) or a.kind == "arrival":
        return False
    near = timedelta(days=0 if a.kind == "entries" else SAME_DAYS)
    if a.kind == "entries" and (a.start, a.end) != (b.start, b.end):
        return False
    overlap = a.start - near <= b.end and b.start - near <= a.end
    agree = (a.band.low or 0) <= (b.band.high or 0) and (b.band.low or 0) <= (a.band.high or 0)
    return overlap and agree
