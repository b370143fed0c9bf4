"""The values a tripwire can name: one small reader for each form of the grammar.

Guarantees: a value comes with the claims and assumptions behind it; what is not there is None, never
zero. Refuses: a metric outside the grammar (PackError lists the forms).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corridor.exits.advice import Advice, governments, names_of
from corridor.exits.seen import Seen, claims_of
from corridor.exits.words import listed
from corridor.packs.model import Pack
from corridor.records.access import Access
from corridor.records.base import BasisKind, Grounded
from corridor.records.errors import PackError
from corridor.records.event_types import event_types
from corridor.records.events import Event
from corridor.records.exits import Exits
from corridor.records.geography import MOVEMENT_CLASSES, MOVEMENT_LABELS
from corridor.records.outlook import Outlook
from corridor.records.supply import PlaceSupply, Supply

GRAMMAR = (
    "supply.<place>.<product>.p_dry.<7|14|30>",
    "supply.<place>.<product>.now",
    "access.corridor.<corridor>.<class>.state",
    "access.corridors_not_open",
    "access.town.<place>.encirclement_volume",
    "exits.<exit>.state",
    "events.<type>[+<type>].<days>",
    "advice.leave_now.governments",
    "power.<place>.hours",
    "outlook.<question>.probability",
)
"""Every form of a metric; `<...>` stands for an id of the pack or a number."""
LEAVING = ("leave_now", "leave_soon")
"""Levels of advice a metric can count; the second counts the first as well."""
QUIET_DAYS = 14
"""Without any claim for so long, no count of events is known."""


@dataclass(frozen=True)
class Picture:
    """The situation a tripwire looks at, cut at `as_of`."""

    as_of: date
    seen: Seen
    advice: tuple[Advice, ...]
    access: Access
    supply: Supply
    exits: Exits
    outlook: Outlook
    pack: Pack


@dataclass(frozen=True)
class Value:
    """What a metric is on the day, with its name in both languages and its sources.

    `kind` says how to show it: probability, share, count, hours or state; `evidence`, where it is
    given, how much of a modelled value rests on reports.
    """

    value: float | str | None
    kind: str
    en: str
    fr: str
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    basis: BasisKind = "modelled"
    evidence: float | None = None


def read_metric(metric: str, picture: Picture) -> Value:
    """Return the value of a metric; PackError names the grammar where the metric is not in it."""
    for pattern, reader in READERS.items():
        found = re.fullmatch(pattern, metric)
        if found:
            return reader(found.groupdict(), picture)
    msg = f"unknown metric '{metric}'"
    raise PackError(
        msg,
        where="posture.toml",
        column="metric",
        allowed="; ".join(GRAMMAR),
        hint="write the metric in one of these forms",
    )


def _p_dry(part: Mapping[str, str], picture: Picture) -> Value:
    item, en, fr = _supply(part, picture)
    days = part["days"]
    value = item.p_dry.get(days) if item else None
    return _value(
        value,
        "probability",
        f"{en}: dry within {days} days",
        f"{fr} : à sec sous {days} jours",
        item,
    )


def _now(part: Mapping[str, str], picture: Picture) -> Value:
    item, en, fr = _supply(part, picture)
    state = item.now if item else None
    return _value(state.state if state else None, "state", en, fr, state)


def _supply(part: Mapping[str, str], picture: Picture) -> tuple[PlaceSupply | None, str, str]:
    place, product = part["place"], part["product"]
    item = next(
        (x for x in picture.supply.places if (x.place, x.product) == (place, product)), None
    )
    where, what = _place(place, picture), picture.pack.products.get(product)
    names = (what.name_en, what.name_fr) if what else (product, product)
    return item, f"{where[0]}, {names[0]}", f"{where[1]}, {names[1]}"


def _corridor_state(part: Mapping[str, str], picture: Picture) -> Value:
    cls = part["cls"]
    if cls not in MOVEMENT_CLASSES:
        raise _unknown("movement class", cls, MOVEMENT_CLASSES)
    item = next(
        (x for x in picture.access.corridors if (x.id, x.cls) == (part["corridor"], cls)), None
    )
    chain = picture.pack.corridors.get(part["corridor"])
    names = (chain.name_en, chain.name_fr) if chain else (part["corridor"], part["corridor"])
    label = MOVEMENT_LABELS[cls]
    return _value(
        item.state if item else None,
        "state",
        f"{names[0]}, {label[0]}",
        f"{names[1]}, {label[1]}",
        item,
    )


def _not_open(part: Mapping[str, str], picture: Picture) -> Value:
    del part
    imports = {row.id for row in picture.pack.corridors.values() if row.kind == "import"}
    items = [x for x in picture.access.corridors if x.id in imports and x.cls == "tanker"]
    judged = [x for x in items if x.state != "not_known"]
    shut = [x for x in judged if x.state != "open"]
    return Value(
        value=float(len(shut)) if judged else None,
        kind="count",
        en="Import corridors not open for single tankers",
        fr="Corridors d'importation non ouverts aux citernes isolées",
        claims=tuple(sorted({claim for item in shut for claim in item.claims})),
        assumptions=tuple(sorted({name for item in shut for name in item.assumptions})),
    )


def _encirclement(part: Mapping[str, str], picture: Picture) -> Value:
    item = next((x for x in picture.access.towns if x.id == part["place"]), None)
    en, fr = _place(part["place"], picture)
    found = _value(
        item.encirclement_volume if item else None,
        "share",
        f"{en}: share of normal volume cut",
        f"{fr} : part du volume normal coupée",
        item,
    )
    return replace(found, evidence=item.evidence if item else None)


def _exit_state(part: Mapping[str, str], picture: Picture) -> Value:
    item = next((x for x in picture.exits.ways if x.id == part["exit"]), None)
    names = (item.name_en, item.name_fr) if item else (part["exit"], part["exit"])
    return _value(item.state if item else None, "state", *names, item)


def _events(part: Mapping[str, str], picture: Picture) -> Value:
    name, days = part["type"], int(part["days"])
    types = event_types()
    named = name.split("+")
    for one in named:
        if not any(one in {row.id, row.family} for row in types.values()):
            raise _unknown("event type", one, tuple(types))
    chosen = {row.id for row in types.values() if {row.id, row.family} & set(named)}
    found = _begun(picture.seen.within(chosen, days), picture.as_of - timedelta(days=days - 1))
    since = picture.as_of - timedelta(days=max(days, QUIET_DAYS))
    quiet = not any(claim.known_from > since for claim in picture.seen.claims.values())
    label = types.get(named[0])
    en, fr = (label.label_en, label.label_fr) if label else (name, name)
    return Value(
        value=None if quiet else float(_happenings(found)),
        kind="count",
        en=f"{en}, reported events in {days} days",
        fr=f"{fr}, événements signalés en {days} jours",
        claims=claims_of(found),
        basis="observed",
    )


def _begun(events: Iterable[Event], since: date) -> tuple[Event, ...]:
    """Keep what began in the days asked for: a closure that goes on is not reported anew."""
    return tuple(e for e in events if (e.time.start or e.known_from) >= since)


def _happenings(events: Iterable[Event]) -> int:
    """Count happenings: one told as two types (an attack, tankers burned there) counts once.

    Two of one type at one place on one day, two embassies for instance, stay two.
    """
    told: dict[tuple[object, ...], Counter[str]] = {}
    for event in events:
        place = event.place.id or event.place.name if event.place else None
        where = (event.time.start or event.known_from, place or event.id)
        told.setdefault(where, Counter())[event.type] += 1
    return sum(max(types.values()) for types in told.values())


def _advice(part: Mapping[str, str], picture: Picture) -> Value:
    level = part["level"]
    if level not in LEAVING:
        raise _unknown("level of advice", level, LEAVING)
    held = governments(picture.advice, picture.as_of, level)
    more = f" ({listed(names_of(held, picture.pack, 'en'), 'en')})" if held else ""
    suite = f" ({listed(names_of(held, picture.pack, 'fr'), 'fr')})" if held else ""
    return Value(
        value=float(len(held)),
        kind="count",
        en=f"Governments reported to tell nationals to leave{more}",
        fr=f"Gouvernements appelant leurs ressortissants à partir, selon les rapports{suite}",
        claims=tuple(sorted({item.claim for item in held})),
        basis="observed",
    )


def _power(part: Mapping[str, str], picture: Picture) -> Value:
    item = next((x for x in picture.supply.power if x.place == part["place"]), None)
    en, fr = _place(part["place"], picture)
    known = item is not None and item.state != "not_known"
    return _value(
        item.hours_per_day.p50 if item and known else None,
        "hours",
        f"{en}: hours of grid power a day",
        f"{fr} : heures d'électricité du réseau par jour",
        item,
    )


def _probability(part: Mapping[str, str], picture: Picture) -> Value:
    name = part["question"]
    item = next((x for x in picture.outlook.forecasts if x.question == name), None)
    texts = (item.text_en, item.text_fr) if item else (name, name)
    return _value(item.probability if item else None, "probability", *texts, item)


def _value(value: float | str | None, kind: str, en: str, fr: str, item: Grounded | None) -> Value:
    return Value(
        value=value,
        kind=kind,
        en=en,
        fr=fr,
        claims=item.claims if item else (),
        assumptions=item.assumptions if item else (),
        basis=item.basis if item else "modelled",
    )


def _place(place: str, picture: Picture) -> tuple[str, str]:
    found = picture.pack.places.get(place)
    return (found.name_en, found.name_fr) if found else (place, place)


def _unknown(what: str, name: str, allowed: tuple[str, ...]) -> PackError:
    return PackError(
        f"unknown {what} '{name}' in a metric",
        where="posture.toml",
        column="metric",
        allowed=", ".join(allowed),
        hint="choose one of these",
    )


_ID = "[a-z0-9][a-z0-9_-]*"
Reader = Callable[[Mapping[str, str], Picture], Value]
READERS: Mapping[str, Reader] = {
    rf"supply\.(?P<place>{_ID})\.(?P<product>{_ID})\.p_dry\.(?P<days>7|14|30)": _p_dry,
    rf"supply\.(?P<place>{_ID})\.(?P<product>{_ID})\.now": _now,
    rf"access\.corridor\.(?P<corridor>{_ID})\.(?P<cls>[a-z_]+)\.state": _corridor_state,
    r"access\.corridors_not_open": _not_open,
    rf"access\.town\.(?P<place>{_ID})\.encirclement_volume": _encirclement,
    rf"exits\.(?P<exit>{_ID})\.state": _exit_state,
    r"events\.(?P<type>[a-z_]+(?:\+[a-z_]+)*)\.(?P<days>[1-9][0-9]{0,2})": _events,
    r"advice\.(?P<level>[a-z_]+)\.governments": _advice,
    rf"power\.(?P<place>{_ID})\.hours": _power,
    rf"outlook\.(?P<question>{_ID})\.probability": _probability,
}
"""Each form of the grammar as a pattern with its reader."""
