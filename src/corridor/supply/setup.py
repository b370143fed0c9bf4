"""Everything a run needs, gathered once: chain, bands, road states, news of attacks, dates.

Guarantees: events count on the day they happened and only if known; one attack a corridor a day.
Refuses: denied, planned and conditional events as news.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from corridor.access.paths import CONTESTED, AccessPaths
from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.events import Event
from corridor.supply.bans import Bans, renewed, standing_bans
from corridor.supply.menace import ELSEWHERE, attacks_ahead
from corridor.supply.network import Chain, Network, build_network
from corridor.supply.observe import first_trouble
from corridor.supply.parameters import Floats, required_bands

FRIGHTENING = frozenset(
    {
        "convoy_attack",
        "tanker_destroyed",
        "drivers_strike",
        "road_blockade_declared",
    }
)
"""Event types after which drivers are less willing to go: deterrence more than destruction."""
ORDINARY_LOSS, MOST_DREAD = 10.0, 4.0
"""Lorries lost in an attack that frightens like an ordinary one; the most that one can count."""
SALES_CAPS = ("cap", "per vehicle", "per fill", "fill tanks", "plafon", "par véhicule", "jerrican")
"""Words by which a ration measure is a cap on sales and not talk of one."""
CAP_DAYS = 30
"""Days a reported cap on sales is taken to last when nothing ends it."""
NOT_NEWS = frozenset({"denied", "planned", "conditional"})


@dataclass(frozen=True)
class Setup:
    """Inputs of a run.

    Attributes:
        first, as_of: day of index 0 and the last day informed by reports.
        days: number of simulated days in all.
        exact: double precision, for checks.
        tanker, convoy: road states [corridor, day, path] of import corridors.
        inland: chain to an inland place -> states [day, path] for single tankers.
        attacks: [day, corridor] reported attacks, as many ordinary ones (0 to `MOST_DREAD`); after
            `as_of` those expected.
        bans: declared bans that stand, by day and corridor.
        calm: number of days before the first report of trouble with fuel.
        escorts_from: first day index an escort was reported, or None.
        rationed: [day, place] 1 where caps on sales are in force.
        news_claims: place id -> claims of rationing; "" -> claims of attacks and escorts.
    """

    net: Network
    bands: dict[str, Band]
    first: date
    as_of: date
    days: int
    members: int
    seed: int
    exact: bool
    tanker: NDArray[np.uint8]
    convoy: NDArray[np.uint8]
    inland: dict[Chain, NDArray[np.uint8]]
    attacks: Floats
    bans: Bans
    calm: int
    escorts_from: int | None
    rationed: Floats
    news_claims: dict[str, tuple[str, ...]]
    notes: tuple[str, ...]

    @property
    def today(self) -> int:
        """Day index of `as_of`."""
        return (self.as_of - self.first).days

    def day(self, index: int) -> date:
        """Return the date of a day index."""
        return self.first + timedelta(days=index)


def make_setup(
    events: Sequence[Event],
    paths: AccessPaths,
    pack: Pack,
    *,
    as_of: date,
    days: int,
    members: int,
    seed: int,
    exact: bool = False,
) -> Setup:
    """Gather all inputs of a run; says in `notes` what it had to leave out."""
    net = build_network(pack)
    first = min(pack.simulate_from, as_of)
    total = (as_of - first).days + days + 1
    bands: dict[str, Band] = dict(required_bands(pack)) if net.places else {}
    for kind, rows in (("demand", net.need), ("stock", net.stock)):
        bands |= {f"{kind}.{place}.{product}": band for (place, product), band in rows.items()}
    bands |= {f"local_flow.{place}": band for place, band in net.local.items()} | net.shares
    events = [e for e in events if e.known_from <= as_of and e.assertion not in NOT_NEWS]
    attacks, attack_claims = _attacks(events, net, first, total)
    ahead = (as_of - first).days + 1
    menace = attacks_ahead(events, paths, pack, net.corridors, total - ahead)
    attacks[ahead:] += menace.fright
    bans = renewed(standing_bans(events, net, first, total), ahead, menace.renewal)
    seen, seen_claims = _escorts_from(events, first)
    rationed, ration_claims = _rationed(events, net, first, total)
    missing = [c for c in net.corridors if c not in paths.corridors]
    return Setup(
        net=net,
        bands=bands,
        first=first,
        as_of=as_of,
        days=total,
        members=members,
        seed=seed,
        exact=exact,
        tanker=_states(paths, net.corridors, "tanker", first, total),
        convoy=_states(paths, net.corridors, "fuel_convoy", first, total),
        inland=_inland(net, paths, first, total),
        attacks=attacks,
        bans=bans,
        calm=(first_trouble(events, (), first, as_of) - first).days,
        escorts_from=seen,
        rationed=rationed,
        news_claims={
            "": tuple(sorted({*attack_claims, *bans.claims, *seen_claims})),
            **ration_claims,
        },
        notes=(
            *net.notes,
            *(f"access says nothing about {c}: taken as contested" for c in missing),
        ),
    )


def _states(
    paths: AccessPaths, corridors: tuple[str, ...], cls: str, first: date, total: int
) -> NDArray[np.uint8]:
    """States [corridor, day, path] from `first` on; the last known day stands for days beyond."""
    shift = (first - paths.first).days
    index = np.clip(np.arange(total) + shift, 0, paths.days - 1)
    table = np.full((len(corridors), total, paths.members), CONTESTED, dtype=np.uint8)
    for row, corridor in enumerate(corridors):
        if corridor in paths.corridors:
            table[row] = paths.corridor(corridor, cls)[index]
    return table


def _inland(
    net: Network, paths: AccessPaths, first: date, total: int
) -> dict[Chain, NDArray[np.uint8]]:
    """States of each chain: of its corridor, or the worst of its roads where only part is used."""
    found: dict[Chain, NDArray[np.uint8]] = {}
    index = np.clip(np.arange(total) + (first - paths.first).days, 0, paths.days - 1)
    for chain in dict.fromkeys(chain for chains in net.inland for chain in chains):
        known = [road for road in chain.roads if road in paths.roads]
        if known:
            worst = np.maximum.reduce([paths.road(road, "tanker") for road in known])
            found[chain] = worst[index]
        elif chain.corridor in paths.corridors:
            found[chain] = _states(paths, (chain.corridor,), "tanker", first, total)[0]
    return found


def _day(event: Event, first: date) -> int | None:
    when = event.time.start or event.time.end
    return None if when is None else (when - first).days


def _attacks(
    events: Sequence[Event], net: Network, first: date, total: int
) -> tuple[Floats, tuple[str, ...]]:
    table = np.zeros((total, len(net.corridors)), dtype=np.float32)
    claims: list[str] = []
    for event in events:
        day = _day(event, first)
        exact = event.time.precision in {"day", "approximate", "week"}
        if event.type not in FRIGHTENING or day is None or not 0 <= day < total or not exact:
            continue
        hit = [net.corridors.index(c) for c in event.corridors if c in net.corridors]
        weight = _dread(event)
        table[day] = np.maximum(table[day], ELSEWHERE * weight)
        table[day, hit] = np.maximum(table[day, hit], weight)
        claims.extend(event.claims)
    return table, tuple(claims)


def _dread(event: Event) -> float:
    """How many ordinary attacks an event frightens like: by the lorries it counts as lost."""
    if event.type != "tanker_destroyed":
        return 1.0
    lost = [x.best or x.low or 0.0 for x in event.figures if x.unit == "tankers"]
    return float(np.clip(max(lost, default=0.0) / ORDINARY_LOSS, 1.0, MOST_DREAD))


def _escorts_from(events: Sequence[Event], first: date) -> tuple[int | None, tuple[str, ...]]:
    seen = [
        (day, event.claims)
        for event in events
        if event.type == "escort_started" and (day := _day(event, first)) is not None
    ]
    if not seen:
        return None, ()
    return min(day for day, _ in seen), tuple(c for _, claims in seen for c in claims)


def _rationed(
    events: Sequence[Event], net: Network, first: date, total: int
) -> tuple[Floats, dict[str, tuple[str, ...]]]:
    table = np.zeros((total, len(net.places)))
    claims: dict[str, tuple[str, ...]] = {}
    for event in events:
        day, place = _day(event, first), event.place.id if event.place else None
        text = " ".join(
            [event.summary, *(f"{x.unit} {x.of} {x.text or ''}" for x in event.figures)]
        )
        caps = any(word in text.casefold() for word in SALES_CAPS)
        if event.type != "ration_measure" or not caps or day is None or place not in net.places:
            continue
        table[max(0, day) : max(0, day + CAP_DAYS), net.places.index(place)] = 1.0
        claims[place] = (*claims.get(place, ()), *event.claims)
    return table, claims
