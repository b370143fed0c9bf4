"""Single claims and pack figures read as observations, one small function a kind of report.

Guarantees: bounds as reported, guessed around the best value only where one is missing. Refuses: a
number without a unit it knows, a price or share without a place and product.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.figures import PackFigure
from corridor.records.report import Claim, ClaimFigure
from corridor.supply.observation import Observation, ObservedKind
from corridor.supply.windows import window
from corridor.supply.wording import matches, product_of, text_of

STATION_TYPES = frozenset({"station_closure", "shortage_reported", "shortage_eased"})
FEWEST_QUEUE = 20.0
INTEREST = 1.6
"""An interested speaker's error is this much wider."""
LESS_THAN = 0.75
"""What "less than N days" means as a share of N: who knew of half as much would name the half."""
PER_LITRE = "/litre"
"""How the unit of a price ends, in whatever money; `assess` asks for the pack's own."""
FigureSpec = tuple[ObservedKind, str, str, float, float]
FIGURE_KINDS: tuple[tuple[str, str, bool, FigureSpec], ...] = (
    (
        "inflow",
        "million litres",
        False,
        ("entries", "fuel entered the country", "million litres", 0.93, 1.07),
    ),
    (
        "inflow",
        "tankers/week",
        False,
        ("tankers", "tankers entered in the week", "tankers/week", 0.6, 1.6),
    ),
    ("stations_open", "percent", True, ("stations", "stations selling", "percent", 0.5, 1.5)),
    ("price_street", PER_LITRE, True, ("price", "street price", "", 0.75, 1.25)),
    (
        "tankers_waiting",
        "tankers",
        False,
        ("queue", "tankers waiting at the borders", "tankers", 0.5, 1.5),
    ),
    ("days_to_empty", "days", False, ("cover", "all stock, days of normal need", "days", 0.5, 1.0)),
)
"""Parameters of pack figures that are observations: name begins, unit holds, needs a place; an empty
unit is the figure's own."""


def _span(claim: Claim) -> tuple[date, date] | None:
    start = claim.time.start or claim.time.end
    if start is None or claim.time.precision in {"season", "year", "unknown"}:
        return None
    end = claim.time.end or start
    return start, end


def from_claims(
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
            item,
            claims=tuple(sorted(c.id for c in group)),
            confidence=lead.confidence,
            interested=interested,
            widen=item.widen * (INTEREST if interested else 1.0) * (1.4 - 0.5 * lead.confidence),
        )
        for item in made
    ]


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
        if calm and (calm.best or 0) > 80:
            return _stations(claim, text, place, products, span)
    maker = {
        "convoy_arrival": _arrival,
        "flow_report": _flow,
        "stock_report": _stock,
        "price_report": _price,
        "convoy_waiting": _queue,
    }.get(claim.type)
    return maker(claim, text, place, products, span) if maker else []


def _make(
    claim: Claim,
    kind: ObservedKind,
    what: str,
    band: Band,
    span: tuple[date, date],
    place: str | None = None,
    product: str | None = None,
) -> Observation:
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
    began = None if claim.type == "shortage_eased" else span[0]
    return [replace(made, widen=vague, began=began)]


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
    made = _make(claim, "cover", "all stock, days of normal need", _cover(days), span)
    return [replace(made, bound="both" if _only_high(days) else "upper")]


def _cover(days: ClaimFigure | PackFigure) -> Band:
    """Days of cover; "less than N" means between half of N and N."""
    if not _only_high(days) or days.high is None:
        return _full(days, 0.5, 1.0, "days")
    return Band(low=0.5 * days.high, best=LESS_THAN * days.high, high=days.high, unit="days")


def _only_high(figure: ClaimFigure | PackFigure) -> bool:
    return figure.best is None and figure.low is None and figure.high is not None


def _price(
    claim: Claim, text: str, place: str | None, products: Sequence[str], span: tuple[date, date]
) -> list[Observation]:
    price = next((x for x in claim.figures if x.unit.endswith(PER_LITRE)), None)
    product = product_of(text, products)
    if price is None or place is None or product is None or _empty(price):
        return []
    if matches("street", text) is None:
        return []
    band = _full(price, 0.75, 1.25, price.unit)
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
    where = next((p.id for p in claim.places if p.id), None)
    made = _make(claim, "queue", "tankers waiting at the borders", band, span, where)
    at_least = counted.best is None and counted.high is None
    return [replace(made, bound="lower" if at_least else "both")]


def from_figure(
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
        f"fig.{figure.id}",
        kind,
        what,
        figure.place if kind == "queue" else place,
        product if kind in {"stations", "price"} else None,
        span[0],
        span[1],
        _cover(figure) if kind == "cover" else _full(figure, down, up, band_unit or figure.unit),
        claims=ids,
        began=span[0],
    )
    one_sided = kind == "cover" and not _only_high(figure)
    return [replace(made, bound="upper") if one_sided else made]


def _figure_kind(
    name: str, unit: str, place: str | None
) -> tuple[ObservedKind, str, str, float, float] | None:
    """Kind, words, unit and guessed bounds for a figure by its parameter's name and unit."""
    for start, needs, at_place, spec in FIGURE_KINDS:
        if name.startswith(start) and needs in unit and (place or not at_place):
            return spec
    return None
