"""What would change it: which kind of report, how often, would move a corridor's state.

Guarantees: computed by running the same filter on made-up reports of the next 14 days, never
written by hand; silence is one of the cases. Refuses: naming who might act, where or when; the
reports stand for kinds (`hypotheses.csv`), laid on the corridor as a whole or its worst stretch.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from corridor.access.beliefs import Beliefs, quiet, response
from corridor.access.corridors import chain_evidence
from corridor.access.effects import GROUP_OF_CLASS, effects
from corridor.access.evidence import Evidence, at_home, gather
from corridor.access.hmm import Turns, forward
from corridor.access.paths import OPEN
from corridor.access.sample import class_marginals, latent, states
from corridor.packs.model import Pack
from corridor.records.access import AccessState, WouldChange, likeliest_state
from corridor.records.dates import TimeSpan
from corridor.records.events import Event
from corridor.records.geography import MovementClass
from corridor.records.report import PlaceRef

Array = NDArray[np.float64]
WITHIN = 14
"""Days in which the made-up reports come; the state is that of the last of them."""
MOST = 3
"""More reports of one kind than this are not tried."""
MEMBERS = 1000
CREDIBILITY = 2
STREAM = 12


@dataclass(frozen=True)
class Kind:
    """One kind of report to try. `lifts`: what stands on the road is over from then on."""

    type: str
    spread: str
    origins: int
    lifts: bool


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of reports that are tried, in the order of their table."""
    text = files("corridor.access").joinpath("hypotheses.csv").read_text(encoding="utf-8")
    return tuple(
        Kind(row["type"], row["spread"], int(row["origins"]), row["lifts"] == "1")
        for row in csv.DictReader(text.splitlines())
    )


@dataclass(frozen=True)
class Ground:
    """What is known on `as_of`, from which the made-up fortnight starts."""

    pack: Pack
    evidence: Evidence
    beliefs: Beliefs
    seed: int

    @cached_property
    def draws(self) -> NDArray[np.float32]:
        """One day of the latent threat [road, 1, member], the same for every case."""
        rng = np.random.default_rng([self.seed, STREAM])
        return latent(self.pack, self.beliefs.roads, 1, MEMBERS, rng)

    @cached_property
    def neutral(self) -> tuple[str, ...]:
        """Two origins that no belligerent owns, to tell improvements."""
        origins = {s.origin for s in self.pack.sources.values() if s.belligerent is None}
        return tuple(sorted(origins)[:2])


@dataclass(frozen=True)
class Fortnight:
    """What the made-up fortnight does to one group's roads: their threat and evidence at its end."""

    threat: Array
    heard: Array
    heard_open: Array


def would_change(
    ground: Ground, corridor: str, present: Mapping[MovementClass, AccessState]
) -> dict[MovementClass, tuple[WouldChange, ...]]:
    """For each class, which reports would give one corridor another state within a fortnight.

    For each kind the smallest number that does so. Silence comes first, where it changes the state;
    kinds that change no more than silence does are left out.
    """
    roads = tuple(r for r in ground.pack.corridors[corridor].roads if r in ground.pack.roads)
    found: dict[MovementClass, list[WouldChange]] = {cls: [] for cls in present}
    silent = _states(ground, roads, None, 0, corridor, present)
    for cls, (state, p) in silent.items():
        if state != present[cls]:
            found[cls].append(WouldChange(type=None, count=0, days=WITHIN, state=state, p=p))
    for kind in kinds():
        waiting = {c for c in present if GROUP_OF_CLASS[c] in effects()[kind.type].groups}
        if len(ground.neutral) < kind.origins:
            continue
        for count in range(1, MOST + 1):
            cases = _states(ground, roads, kind, count, corridor, sorted(waiting))
            for cls, (state, p) in cases.items():
                if state in {present[cls], silent[cls][0], "not_known"}:
                    continue
                change = WouldChange(type=kind.type, count=count, days=WITHIN, state=state, p=p)
                found[cls].append(change)
                waiting.discard(cls)
    return {cls: tuple(changes) for cls, changes in found.items()}


def _states(
    ground: Ground,
    roads: tuple[str, ...],
    kind: Kind | None,
    count: int,
    corridor: str,
    classes: Sequence[MovementClass] | Mapping[MovementClass, AccessState],
) -> dict[MovementClass, tuple[AccessState, float]]:
    """State of the corridor, and its probability, after a fortnight of made-up reports."""
    told = _told(ground, roads, kind, count, corridor)
    ends: dict[str, Fortnight] = {}
    found = {}
    for cls in classes:
        group = GROUP_OF_CLASS[cls]
        if group not in ends:
            ends[group] = _fortnight(ground, roads, told, group, kind)
        found[cls] = _corridor_state(ground, roads, cls, ends[group])
    return found


def _told(
    ground: Ground, roads: tuple[str, ...], kind: Kind | None, count: int, corridor: str
) -> Evidence:
    """Lay the made-up reports onto the corridor's roads; day 0 is `as_of`."""
    pack = _part(ground, roads, corridor)
    as_of = ground.beliefs.as_of
    events = (
        []
        if kind is None
        else [_event(ground, roads, kind, n, count, corridor) for n in range(count)]
    )
    return gather(events, pack, {}, {}, as_of=as_of + timedelta(days=WITHIN), days=0)


def _part(ground: Ground, roads: tuple[str, ...], corridor: str) -> Pack:
    """The pack cut down to one corridor, its days beginning on `as_of`."""
    return ground.pack.model_copy(
        update={
            "simulate_from": ground.beliefs.as_of,
            "roads": {road: ground.pack.roads[road] for road in roads},
            "corridors": {corridor: ground.pack.corridors[corridor]},
        }
    )


def _event(
    ground: Ground, roads: tuple[str, ...], kind: Kind, number: int, count: int, corridor: str
) -> Event:
    """One made-up report, spread evenly over the fortnight."""
    day = ground.beliefs.as_of + timedelta(days=round(WITHIN * (number + 1) / (count + 1)))
    on_stretch = kind.spread == "stretch"
    effect = effects()[kind.type]
    lasting = effect.standing == "status"
    cells: dict[str, Any] = {
        "id": f"made-up-{number}",
        "kind": "status" if lasting else "event",
        "type": kind.type,
        "claims": (f"made-up-{number}",),
        "origins": ground.neutral[: kind.origins],
        "credibility": CREDIBILITY,
        "roads": (_worst(ground, roads),) if on_stretch else (),
        "corridors": () if on_stretch else (corridor,),
        "place": PlaceRef(name="made up", precision="stretch" if on_stretch else "town"),
        "time": TimeSpan(start=day, end=None if lasting else day, precision="day"),
        "known_from": day,
        "updated": day,
    }
    return Event(**cells)


def _worst(ground: Ground, roads: tuple[str, ...]) -> str:
    """The home stretch least likely to be open today for lorries."""
    beliefs, pack = ground.beliefs, ground.pack
    home = [
        r for r in roads if not pack.roads[r].countries or pack.country in pack.roads[r].countries
    ]
    chances = beliefs.marginals["tanker"][:, beliefs.today, 0]
    return min(home or roads, key=lambda road: (chances[beliefs.roads.index(road)], road))


def _fortnight(
    ground: Ground, roads: tuple[str, ...], told: Evidence, group: str, kind: Kind | None
) -> Fortnight:
    """Run the filter from `as_of` over the fortnight, with what stands and what is made up."""
    beliefs, base = ground.beliefs, ground.evidence
    rows = [beliefs.roads.index(road) for road in roads]
    order = [told.roads.index(road) for road in roads]
    ahead = slice(beliefs.today + 1, beliefs.today + 1 + WITHIN)
    logs = _ahead(base.log_likelihood[group][rows], ahead)
    mass = _ahead(base.mass[group][rows], ahead)
    new = told.mass[group][order, 1:]
    ended = np.zeros_like(mass)
    if kind is not None and kind.lifts and new.any():
        day = int(np.flatnonzero(new.any(axis=0))[0])
        ended[:, day] = np.minimum(1.0, new[:, day]) * (mass[:, day:] > 0).any(axis=1)
        logs[:, day:], mass[:, day:] = 0.0, 0.0
    logs += told.log_likelihood[group][order, 1:]
    mass += new
    logs += quiet(mass, ground.pack.assumption("access.silence").best or 0.0, WITHIN)
    begun = told.turns[group].begun[order, 1:]
    now = beliefs.filtered[group][rows, beliefs.today]
    end = forward(logs, beliefs.matrix, now @ beliefs.matrix, Turns(begun, ended))[:, -1]
    cls = next(name for name, own in GROUP_OF_CLASS.items() if own == group)
    keep = 0.5 ** (1 / (ground.pack.assumption("access.evidence_half_life").best or 1.0))
    relief = told.relief[group][order, 1:]
    heard, heard_open = (
        _worn(known[cls][rows, beliefs.today], added, keep)
        for known, added in ((beliefs.heard, mass), (beliefs.heard_open, relief))
    )
    return Fortnight(end, heard, heard_open)


def _ahead(values: Array, ahead: slice) -> Array:
    """The days ahead of an array [road, day, ..], with zeros where the run looks less far."""
    found = np.zeros((values.shape[0], WITHIN, *values.shape[2:]))
    cut = values[:, ahead]
    found[:, : cut.shape[1]] = cut
    return found


def _worn(share: Array, added: Array, keep: float) -> Array:
    """Evidence at the end of the days: what there was, worn off, and what came, wearing off."""
    days = added.shape[1]
    mass = -np.log1p(-np.minimum(share, 1 - 1e-12)) * keep**days
    mass = mass + added @ keep ** np.arange(days - 1, -1, -1.0)
    return np.asarray(1.0 - np.exp(-mass))


def _corridor_state(
    ground: Ground, roads: tuple[str, ...], cls: MovementClass, end: Fortnight
) -> tuple[AccessState, float]:
    """Join the stretches as `corridors.sample_paths` does, for one day."""
    marginals = class_marginals(end.threat, response(ground.pack, cls))
    rows = [ground.beliefs.roads.index(road) for road in roads]
    joined = states(ground.draws[rows], marginals[:, None, :])[:, 0].max(axis=0)
    shares = [float((joined == state).mean()) for state in range(3)]
    home = np.array([at_home(ground.pack, road) for road in roads])
    sure = np.asarray(shares[OPEN])
    known = chain_evidence(marginals[:, 0], end.heard, end.heard_open, sure, home)
    state = likeliest_state(shares[0], shares[1], shares[2], float(known))
    return state, round(_chance(state, shares), 4)


def _chance(state: AccessState, shares: Sequence[float]) -> float:
    names = cast("tuple[AccessState, ...]", ("open", "contested", "closed"))
    return shares[names.index(state)] if state in names else max(shares)
