"""Reported observations: claims and pack figures as numbers a model can be held against.

Guarantees: copies of one happening count once; each observation keeps its claims; words become
ranges only by the table `words.csv`. Refuses: opinions, plans, denials as facts (a denial of a
shortage is an observation with the denier's interest), prices without a place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.events import Event
from corridor.records.figures import PackFigure
from corridor.records.report import Claim
from corridor.supply.observation import Observation, Silence
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
        "road_blockade_declared",
        "road_blockage",
        "cargo_suspended",
        "drivers_strike",
        "ration_measure",
        "escort_started",
    }
)
"""Reports that end the silence about fuel."""
STATION_TROUBLE = frozenset({"station_closure", "shortage_reported", "shortage_eased"})
CONVOYS = frozenset({"convoy_departed", "convoy_arrival", "convoy_attack", "escort_started"})
NOVEL_DAYS = 30
"""Days after the first trouble in which convoys are news as such."""
QUIET_DAYS = 3
"""Days of dry pumps in a capital whose fuel is in the news that hardly pass unreported."""
NEWS_DELAY = 2
"""Days after which most reports of a day are out."""
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


def silence(
    events: Sequence[Event], claims: Sequence[Claim], hub: str, first: date, as_of: date
) -> Silence:
    """Return the spells in which nobody reported trouble, from `first` on."""
    return Silence(
        weeks=silent_weeks(events, claims, first, as_of),
        spells=quiet_spells(events, claims, hub, first, as_of),
        convoys=convoy_spells(events, first, as_of),
        days=QUIET_DAYS,
    )


def silent_weeks(
    events: Sequence[Event], claims: Sequence[Claim], first: date, as_of: date
) -> tuple[date, ...]:
    """Last days of the weeks in which nobody reported trouble with fuel, from `first` on.

    A week of dry pumps in a capital, or of lorries piling up at its borders, is news: silence about
    it is evidence, the weaker the likelier such a week passes unreported (`supply.silence`). The
    last week before `as_of` does not count, reports may still come.
    """
    until = min(first_trouble(events, claims, first, as_of), as_of - timedelta(days=7))
    count = max(0, (until - first).days // 7)
    return tuple(first + timedelta(days=7 * week + 6) for week in range(count))


def quiet_spells(
    events: Sequence[Event], claims: Sequence[Claim], hub: str, first: date, as_of: date
) -> tuple[date, ...]:
    """Last days of spells in which fuel was in the news and nobody reported the hub's pumps dry.

    From the first report of trouble to the first one about the hub's own stations, in spells of
    `QUIET_DAYS`; the last `NEWS_DELAY` days before `as_of` do not count, reports may still come.
    """
    start = first_trouble(events, claims, first, as_of)
    told: list[Event | Claim] = [e for e in events if e.known_from <= as_of]
    told += [c for c in claims if c.known_from <= as_of]
    at_hub = _starts(
        e for e in told if e.type in STATION_TROUBLE and any(p.id == hub for p in e.places)
    )
    last = min([*(day - timedelta(days=1) for day in at_hub), as_of - timedelta(days=NEWS_DELAY)])
    count = max(0, ((last - start).days + 1) // QUIET_DAYS)
    return tuple(last - timedelta(days=QUIET_DAYS * n) for n in reversed(range(count)))


def convoy_spells(events: Sequence[Event], first: date, as_of: date) -> tuple[date, ...]:
    """Last days of spells of `QUIET_DAYS` since the first trouble without a word about a convoy.

    Escorted convoys are announced, filmed on arrival or attacked: a state that protects them shows
    them, so that silence speaks against many of them (assumption supply.convoy_news), as long as
    they are new.
    """
    start = first_trouble(events, (), first, as_of)
    last = min(as_of - timedelta(days=NEWS_DELAY), start + timedelta(days=NOVEL_DAYS - 1))
    seen = set(_starts(e for e in events if e.known_from <= as_of and e.type in CONVOYS))
    ends = (
        last - timedelta(days=QUIET_DAYS * n)
        for n in reversed(range(max(0, ((last - start).days + 1) // QUIET_DAYS)))
    )
    return tuple(
        end for end in ends if not seen & {end - timedelta(days=n) for n in range(QUIET_DAYS)}
    )


def first_trouble(
    events: Sequence[Event], claims: Sequence[Claim], first: date, as_of: date
) -> date:
    """Return the first day, from `first` on, of which trouble with fuel is reported; else `as_of`.

    Until then lorries ran as usual: attacks on others do not keep tankers off a contested road.
    """
    told: list[Event | Claim] = [e for e in events if e.known_from <= as_of]
    told += [c for c in claims if c.known_from <= as_of]
    days = _starts(e for e in told if e.type in TROUBLE)
    return min([day for day in days if day >= first], default=as_of)


def _starts(told: Iterable[Event | Claim]) -> list[date]:
    return [e.time.start for e in told if e.time.start is not None]


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
                twin,
                claims=joined,
                confidence=max(twin.confidence, item.confidence),
                began=min(filter(None, (twin.began, item.began)), default=None),
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
    if a.kind == "arrival" or a.band.unit != b.band.unit:
        return False
    if (a.kind, a.place, a.product) != (b.kind, b.place, b.product):
        return False
    near = timedelta(days=0 if a.kind == "entries" else SAME_DAYS)
    if a.kind == "entries" and (a.start, a.end) != (b.start, b.end):
        return False
    overlap = a.start - near <= b.end and b.start - near <= a.end
    agree = (a.band.low or 0) <= (b.band.high or 0) and (b.band.low or 0) <= (a.band.high or 0)
    return overlap and agree
