"""Reported observations: claims and pack figures as numbers a model can be held against.

Guarantees: copies of one happening count once; each observation keeps its claims; words become
ranges only by the table `words.csv`. Refuses: opinions, plans, denials as facts (a denial of a
shortage is an observation with the denier's interest), prices without a place.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.events import Event
from corridor.records.figures import PackFigure
from corridor.records.report import Claim, ClaimFigure
from corridor.supply.windows import window

ObservedKind = Literal[
    "stations", "entries", "tankers", "arrival", "price", "security", "cover", "queue"
]
LONGEST = {"stations": 17, "price": 17, "entries": 31, "tankers": 17, "arrival": 5}
"""Days an observation may span; a longer one says too little about any day."""
TROUBLE = frozenset({
    "station_closure", "shortage_reported", "convoy_waiting", "convoy_attack", "tanker_destroyed",
    "cargo_suspended", "drivers_strike", "ration_measure",
})
"""Reports that end the silence about fuel."""
STATION_TYPES = frozenset({"station_closure", "shortage_reported", "shortage_eased"})
SAME_DAYS = 3
"""Observations of one thing whose windows lie at most this many days apart tell the same."""
FEWEST_QUEUE = 20.0
INTEREST = 1.6
"""An interested speaker's error is this much wider."""


@dataclass(frozen=True)
class Observation:
    """One reported quantity.

    Attributes:
        kind: what the model is asked for.
        band: low, best, high as reported, with unit; best is always given.
        bound: "both", or only the side the report speaks of.
        widen: factor on the error, for interest and vagueness.
        interested: said by a party or an authority, or by its media.
    """

    id: str
    kind: ObservedKind
    what: str
    place: str | None
    product: str | None
    start: date
    end: date
    band: Band
    bound: Literal["both", "upper", "lower"] = "both"
    widen: float = 1.0
    claims: tuple[str, ...] = ()
    confidence: float = 0.65
    interested: bool = False


@dataclass(frozen=True)
class Wording:
    """One row of the table of words: what a phrase means as a range."""

    kind: str
    pattern: "re.Pattern[str]"
    band: Band | None


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the table of words, in its order (the first match counts)."""
    text = files("corridor.supply").joinpath("words.csv").read_text(encoding="utf-8")
    rows = []
    for row in csv.DictReader(text.splitlines()):
        values = [float(row[key]) if row[key] else None for key in ("low", "best", "high")]
        band = Band(low=values[0], best=values[1], high=values[2]) if row["best"] else None
        rows.append(Wording(row["kind"], re.compile(row["pattern"], re.IGNORECASE), band))
    return tuple(rows)


def observations(
    events: Sequence[Event], claims: Sequence[Claim], pack: Pack, places: Sequence[str],
    products: Sequence[str], as_of: date,
) -> tuple[Observation, ...]:  # fmt: skip
    """Return all usable observations known by `as_of`, in the order of their last day."""
    known = {claim.id: claim for claim in claims if claim.known_from <= as_of}
    found = [
        item for group in _groups(events, known)
        for item in _from_claims(group, pack, places, products)
    ]  # fmt: skip
    for figure in pack.figures:
        ids = figure_claims(figure, known)
        if figure.known_from <= as_of and ids:
            found.extend(_from_figure(figure, ids, places, products))
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
    troubled = [
        item.time.start for item in (*events, *claims)
        if item.type in TROUBLE and item.time.start and item.known_from <= as_of
    ]  # fmt: skip
    until = min([*(day for day in troubled if day >= first), as_of - timedelta(days=7)])
    count = max(0, (until - first).days // 7)
    return tuple(first + timedelta(days=7 * week + 6) for week in range(count))


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
        "planned", "conditional",
    }  # fmt: skip


def text_of(claim: Claim) -> str:
    """All words of a claim: its own, its figures' units and remarks."""
    parts = [f"{x.unit} {x.of} {x.text or ''}" for x in claim.figures]
    return " ".join([claim.words, *parts])


def matches(kind: str, text: str) -> Band | None:
    """Return the range the table gives for `text` under `kind`; None where nothing matches."""
    for row in wordings():
        if row.kind == kind and row.pattern.search(text):
            return row.band or Band()
    return None


def product_of(text: str, products: Sequence[str]) -> str | None:
    """The product a text names; petrol first, which dries first and is written about most."""
    named = [p for p in products if matches(p, text) is not None]
    return "petrol" if "petrol" in named else (named[0] if named else None)


def _span(claim: Claim) -> tuple[date, date] | None:
    start = claim.time.start or claim.time.end
    if start is None or claim.time.precision in {"season", "year", "unknown"}:
        return None
    end = claim.time.end or start
    return start, end


def _from_claims(
    group: Sequence[Claim], pack: Pack, places: Sequence[str], products: Sequence[str]
) -> list[Observation]:
    """The observations of one happening, from its firmest claim; all claims stay attached."""
    if not group:
        return []
    lead = max(group, key=lambda c: (c.confidence, c.id))
    span = _span(lead)
    if span is None:
        return []
    text = " ".join(dict.fromkeys(text_of(c) for c in group))
    place = next((p.id for p in lead.places if p.id in places), None)
    interested = matches("inflated", text) is not None or _belligerent(lead, pack)
    made = _read(lead, text, place, products, span)
    return [
        replace(
            item, claims=tuple(sorted(c.id for c in group)), confidence=lead.confidence,
            interested=interested,
            widen=item.widen * (INTEREST if interested else 1.0) * (1.4 - 0.5 * lead.confidence),
        )
        for item in made
    ]  # fmt: skip


def _belligerent(claim: Claim, pack: Pack) -> bool:
    report = pack.reports.get(claim.report)
    source = pack.sources.get(report.source) if report else None
    return bool(source and source.belligerent)


def _read(
    claim: Claim, text: str, place: str | None, products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    if claim.type in STATION_TYPES and place:
        return _stations(claim, text, place, products, span)
    if claim.type in {"denial", "price_report"} and place and matches("stations", text):
        calm = matches("stations", text)
        if calm and (calm.best or 0) > 80:  # noqa: PLR2004 (the rows that deny a shortage)
            return _stations(claim, text, place, products, span)
    maker = {
        "convoy_arrival": _arrival, "flow_report": _flow, "stock_report": _stock,
        "price_report": _price, "convoy_waiting": _queue,
    }.get(claim.type)  # fmt: skip
    return maker(claim, text, place, products, span) if maker else []


def _make(
    claim: Claim, kind: ObservedKind, what: str, band: Band, span: tuple[date, date],
    place: str | None = None, product: str | None = None,
) -> Observation:  # fmt: skip
    name = f"{claim.happening or claim.id}.{kind}" + (f".{product}" if product else "")
    return Observation(name, kind, what, place, product, span[0], span[1], band)


def _stations(
    claim: Claim, text: str, place: str, products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    counted = _with_unit(claim, "percent")
    said = matches("stations", text) or matches(claim.type, text)
    product = product_of(text, products) or ("petrol" if "petrol" in products else None)
    if product is None:
        return []
    if counted and counted.best is not None:
        band = _full(counted, 0.5, 1.5, "percent")
    elif said and said.best is not None:
        band = Band(low=said.low, best=said.best, high=said.high, unit="percent")
    else:
        return []
    vague = 1.0 if counted or matches("stations", text) else 1.3
    made = _make(claim, "stations", "stations selling", band, span, place, product)
    return [replace(made, widen=vague)]


def _with_unit(claim: Claim, *units: str) -> ClaimFigure | None:
    return next((x for x in claim.figures if x.unit in units), None)


def _full(figure: ClaimFigure | PackFigure, down: float, up: float, unit: str) -> Band:
    """A band with all three values; missing bounds are guessed around the best one."""
    known = [v for v in (figure.best, figure.low, figure.high) if v is not None]
    best = known[0]
    low = min(best, best * down if figure.low is None else figure.low)
    high = max(best, best * up if figure.high is None else figure.high)
    return Band(low=low, best=best, high=high, unit=unit)


def _arrival(
    claim: Claim, text: str, place: str | None, _products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    counted = _with_unit(claim, "tankers", "vehicles")
    if counted is None or place is None or _empty(counted):
        return []
    inflated = matches("inflated", text) is not None
    band = _full(counted, 0.7, 1.2, "tankers")
    if inflated:
        band = Band(low=0.4 * (band.best or 0), best=band.best, high=band.high, unit=band.unit)
    made = _make(claim, "arrival", "tankers arrived in the days around", band, span, place)
    return [replace(made, bound="lower")]


def _empty(figure: ClaimFigure | PackFigure) -> bool:
    return not any(v for v in (figure.low, figure.best, figure.high) if v)


def _flow(
    claim: Claim, text: str, _place: str | None, _products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    volume = _with_unit(claim, "million litres")
    weekly = _with_unit(claim, "tankers/week")
    if volume and not _empty(volume):
        since = span[0].replace(day=1) if matches("month", text) is not None else span[0]
        band = _full(volume, 0.93, 1.07, "million litres")
        return [_make(claim, "entries", "fuel entered the country", band, (since, span[1]))]
    if weekly and not _empty(weekly):
        week = span if span[0] < span[1] else (span[1] - timedelta(days=6), span[1])
        band = _full(weekly, 0.6, 1.6, "tankers/week")
        return [_make(claim, "tankers", "tankers entered in the week", band, week)]
    return []


def _stock(
    claim: Claim, text: str, _place: str | None, _products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    gone = matches("security", text)
    if gone is not None:
        band = Band(low=0.0, best=0.0, high=gone.high, unit="days")
        return [_make(claim, "security", "national security stock left", band, span)]
    days = _with_unit(claim, "days")
    if days is None or _empty(days):
        return []
    made = _make(claim, "cover", "all stock, days of normal need", _full(days, 0.5, 1.0, "days"), span)
    return [replace(made, bound="upper")]


def _price(
    claim: Claim, text: str, place: str | None, products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    price = _with_unit(claim, "FCFA/litre")
    product = product_of(text, products)
    if price is None or place is None or product is None or _empty(price):
        return []
    if matches("street", text) is None:
        return []
    band = _full(price, 0.75, 1.25, "FCFA/litre")
    return [_make(claim, "price", "street price", band, span, place, product)]


def _queue(
    claim: Claim, _text: str, _place: str | None, _products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    counted = _with_unit(claim, "tankers")
    if counted is None or _empty(counted):
        return []
    band = _full(counted, 0.5, 1.5, "tankers")
    if (band.best or 0) < FEWEST_QUEUE:
        return []
    made = _make(claim, "queue", "tankers waiting at the borders", band, span)
    at_least = counted.best is None and counted.high is None
    return [replace(made, bound="lower" if at_least else "both")]


def _from_figure(
    figure: PackFigure, ids: tuple[str, ...], places: Sequence[str], products: Sequence[str]
) -> list[Observation]:
    """The observation in a figure of the pack's tables, where its date and name say enough."""
    span = window(figure.as_of)
    if span is None or _empty(figure):
        return []
    unit, name = figure.unit.casefold(), figure.parameter
    place = figure.place if figure.place in places else None
    spec = _figure_kind(name, unit, place)
    if spec is None:
        return []
    kind, what, band_unit, down, up = spec
    product = figure.product or product_of(f"{name} {unit}", products)
    if kind in {"stations", "price"} and product is None:
        product = "petrol" if "petrol" in products else None
    if kind == "tankers" and span[0] == span[1]:
        span = (span[1] - timedelta(days=6), span[1])
    made = Observation(
        f"fig.{figure.id}", kind, what, place, product if kind in {"stations", "price"} else None,
        span[0], span[1], _full(figure, down, up, band_unit), claims=ids,
    )  # fmt: skip
    return [replace(made, bound="upper") if kind == "cover" else made]


def _figure_kind(
    name: str, unit: str, place: str | None
) -> tuple[ObservedKind, str, str, float, float] | None:
    if name.startswith("inflow") and "million litres" in unit:
        return "entries", "fuel entered the country", "million litres", 0.93, 1.07
    if name.startswith("inflow") and "tankers/week" in unit:
        return "tankers", "tankers entered in the week", "tankers/week", 0.6, 1.6
    if name.startswith("stations_open") and "percent" in unit and place:
        return "stations", "stations selling", "percent", 0.5, 1.5
    if name.startswith("price_street") and place:
        return "price", "street price", "FCFA/litre", 0.75, 1.25
    if name.startswith("tankers_waiting"):
        return "queue", "tankers waiting at the borders", "tankers", 0.5, 1.5
    if name.startswith("days_to_empty"):
        return "cover", "all stock, days of normal need", "days", 0.5, 1.0
    return None


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
            kept[kept.index(twin)] = replace(twin, claims=joined)
    return kept


def _added_arrivals(found: Sequence[Observation]) -> list[Observation]:
    """Convoys that reach one place on one day are one sum."""
    sums: dict[tuple[str | None, date, date], Observation] = {}
    rest = [item for item in found if item.kind != "arrival"]
    for item in sorted((i for i in found if i.kind == "arrival"), key=lambda i: i.id):
        key = (item.place, item.start, item.end)
        other = sums.get(key)
        sums[key] = item if other is None else replace(
            other, band=_plus(other.band, item.band), widen=max(other.widen, item.widen),
            claims=tuple(sorted({*other.claims, *item.claims})),
        )  # fmt: skip
    return [*rest, *sums.values()]


def _plus(a: Band, b: Band) -> Band:
    return Band(
        low=(a.low or 0) + (b.low or 0), best=(a.best or 0) + (b.best or 0),
        high=(a.high or 0) + (b.high or 0), unit=a.unit,
    )  # fmt: skip


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
