"""Questions on fuel: will a place be reported dry, will entries pass a volume.

Guarantees: the ensemble's shares are widened for the model's own error and for what goes
unreported. Refuses: reading silence as "not dry".
"""

import re

from corridor.exits.assumed import best, bounds
from corridor.outlook.chances import above, at_horizon, humble, spread
from corridor.outlook.rules.common import (
    MODEL_SPREAD,
    base_rate,
    climatology,
    climatology_name,
    modelled,
    needed,
)
from corridor.outlook.view import Answer, Facts, Resolution, View, ids, interval
from corridor.packs.model import Pack
from corridor.records.base import Band
from corridor.records.outlook import Question
from corridor.records.report import Claim
from corridor.records.supply import DRY_STATION_SHARE, PlaceSupply

REPORTED = "outlook.dry_is_reported"
LASTS = "outlook.dry_lasts_a_day"
DRY_TYPES = frozenset({"station_closure", "shortage_reported"})
TALK_TYPES = frozenset(
    {*DRY_TYPES, "shortage_eased", "ration_measure", "price_report", "stock_report"}
)
DRY_SAYS = (
    "Yes when a claim known by the due day says of a day in the window that stations at the place "
    "were closed, nearly all were dry, or at most 10 % sold the product; no when supply there was reported in the window "
    "but no such claim; cannot be resolved when nothing was reported."
)
ENTRIES_SAYS = (
    "From flow reports or figures in litres that cover at least four fifths of the window, taken "
    "by the day; cannot be resolved without."
)
COVERED_SHARE = 0.8
"""Reported volumes must cover so much of a window to resolve it."""
_LITRES = "million litres"
_DRY = re.compile(
    r"(nearly|almost) all|\bdry\b|\bout of (petrol|diesel|fuel)\b|quasi-totalité|presque toutes"
    r"|à sec|rupture totale",
    re.IGNORECASE,
)


def dry_answer(question: Question, view: View) -> Answer:
    """Take the ensemble's chance of running dry, times the chance that it is reported."""
    place, product = needed(question, "place"), needed(question, "product")
    item = next((x for x in view.supply.places if (x.place, x.product) == (place, product)), None)
    if item is None:
        return _without_model(question, view.pack)
    share = at_horizon({int(day): p for day, p in item.p_dry.items()}, question.horizon_days)
    if share is None:
        return _without_model(question, view.pack)
    dry_today = item.now.state == "dry"
    if dry_today:
        # A place reported dry today is dry tomorrow more often than an ensemble near relief says.
        share = max(share, best(view.pack, LASTS))
    told_low, told, told_high = bounds(view.pack, REPORTED)
    low, value, high = modelled(share, view.pack)
    return Answer(
        probability=humble(value * told),
        low=low * told_low,
        high=max(high * told_high, humble(value * told)),
        method="ensemble",
        reference_class="members of the supply ensemble in which the place runs dry, times how "
        "often such a day is reported",
        climatology=climatology(question, view.pack),
        last_state=_dry_now(item),
        claims=(*item.claims, *item.now.claims),
        assumptions=(
            *item.assumptions, *((LASTS,) if dry_today else ()), REPORTED, MODEL_SPREAD,
            climatology_name(question.rule),
        ),
    )  # fmt: skip


def _dry_now(item: PlaceSupply) -> float | None:
    return None if item.now.state == "not_known" else float(item.now.state == "dry")


def _without_model(question: Question, pack: Pack, *, by_day: bool = False) -> Answer:
    low, value, high = base_rate(question, pack, by_day=by_day)
    return Answer(
        probability=value,
        low=low,
        high=high,
        method="base_rate",
        reference_class="comparable periods before the crisis; the place is not modelled",
        climatology=value,
        assumptions=(climatology_name(question.rule),),
    )


def dry_resolve(question: Question, facts: Facts) -> Resolution:
    """Resolve from claims about stations and shortages at the place."""
    place, product = needed(question, "place"), needed(question, "product")
    talk = [
        claim
        for claim in facts.said(TALK_TYPES, place=place, national=False)
        if _speaks_of(claim, product, facts.pack)
    ]
    dry = [claim for claim in talk if _says_dry(claim)]
    if dry:
        return Resolution("yes", ids(dry))
    return Resolution("no", ids(talk)) if talk else Resolution("cannot_be_resolved")


def _says_dry(claim: Claim) -> bool:
    """A closure is dry unless it gives a share above the limit; a shortage only if it says so."""
    if claim.type == "shortage_reported":
        return _DRY.search(claim.words) is not None
    if claim.type != "station_closure":
        return False
    shares = [
        figure.best for figure in claim.figures
        if figure.best is not None and figure.unit.startswith("percent")
    ]  # fmt: skip
    return not shares or min(shares) <= 100 * DRY_STATION_SHARE


def _speaks_of(claim: Claim, product: str, pack: Pack) -> bool:
    """A claim that names another product only does not speak of this one."""
    words = claim.words.casefold()
    named = {
        item.id
        for item in pack.products.values()
        if any(name.casefold() in words for name in (item.id, item.name_en, item.name_fr))
    }
    return not named or product in named


def entries_answer(question: Question, view: View) -> Answer:
    """Read the chance of passing a volume from the weekly inflow still to come."""
    threshold = float(needed(question, "threshold"))
    weeks = [week for week in view.supply.national.weekly_inflow if week.future]
    count = question.horizon_days / 7.0
    used = weeks[: max(1, round(count))]
    if not used:
        return _without_model(question, view.pack, by_day=True)
    scale = (1.0 if "week" in question.unit else count) / len(used)
    band = Band(
        low=_four(scale * sum(week.litres.p10 for week in used)),
        best=_four(scale * sum(week.litres.p50 for week in used)),
        high=_four(scale * sum(week.litres.p90 for week in used)),
        unit=question.unit,
    )
    value = humble(above(threshold, band.low or 0.0, band.best or 0.0, band.high or 0.0))
    low, high = spread(value, bounds(view.pack, MODEL_SPREAD)[1])
    return Answer(
        probability=value,
        low=low,
        high=high,
        method="ensemble",
        reference_class="weekly entries of the supply ensemble, weeks taken as moving together",
        climatology=climatology(question, view.pack, by_day=True),
        last_state=_last_entries(view, threshold, question),
        claims=tuple(claim for week in used for claim in week.claims),
        assumptions=(
            *(name for week in used for name in week.assumptions),
            MODEL_SPREAD,
            climatology_name(question.rule),
        ),
        median=band,
    )


def _last_entries(view: View, threshold: float, question: Question) -> float | None:
    past = [week for week in view.supply.national.weekly_inflow if not week.future]
    if not past:
        return None
    weeks = 1.0 if "week" in question.unit else question.horizon_days / 7.0
    return float(past[-1].litres.p50 * weeks > threshold)


def entries_resolve(question: Question, facts: Facts) -> Resolution:
    """Add up reported volumes by day over the window."""
    threshold = float(needed(question, "threshold"))
    length = (facts.until - facts.made).days
    volumes = _daily_volumes(facts)
    days = [ordinal for ordinal in volumes if facts.made.toordinal() < ordinal]
    if len(days) < COVERED_SHARE * length:
        return Resolution("cannot_be_resolved")
    mean = sum(volumes[ordinal][0] for ordinal in days) / len(days)
    total = mean * (7.0 if "week" in question.unit else length)
    claims = tuple(sorted({volumes[ordinal][1] for ordinal in days}))
    return Resolution("yes" if total > threshold else "no", claims, _four(total))


def _daily_volumes(facts: Facts) -> dict[int, tuple[float, str]]:
    """Spread each reported volume evenly over its days; the newest known report of a day counts."""
    found: dict[int, tuple[float, str]] = {}
    claims = [c for c in facts.seen.claims.values() if c.type in {"flow_report", "inflow"}]
    for claim in sorted(claims, key=lambda c: (c.known_from, c.id)):
        figure = next((f for f in claim.figures if f.unit.startswith(_LITRES)), None)
        first, last = interval(claim)
        if figure is None or figure.best is None or claim.time.start is None or last <= first:
            continue
        each = figure.best / ((last - first).days + 1)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            if ordinal <= facts.until.toordinal():
                found[ordinal] = (each, claim.id)
    return found


def _four(value: float) -> float:
    return float(f"{value:.4g}")
