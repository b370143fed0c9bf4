"""What becomes of the capital: capture, coup, negotiated change, or none, as competing risks.

Guarantees: the four add up to 1; each rate is a humble base rate of a named reference class, raised
by an assumed factor only while the capital is more than half cut off. Refuses: a rate fitted to this
crisis, and a forecast without its range.
"""

import math
import re
from collections.abc import Mapping, Sequence

from corridor.exits.assumed import best, bounds
from corridor.outlook.view import Answer, Facts, Resolution, View, ids
from corridor.packs.model import Pack
from corridor.records.access import TownAccess
from corridor.records.outlook import Outcome, Question
from corridor.records.report import Claim

OUTCOMES = ("capital_capture", "capital_coup", "capital_negotiated")
NONE = "capital_none"
BESIEGED_SHARE = 0.5
"""The capital counts as besieged from this share of its normal volume cut."""
REFERENCE: Mapping[str, str] = {
    "capital_capture": "capitals taken by insurgents, per country-year of an insurgency that "
    "reaches the capital's roads",
    "capital_coup": "coups that succeeded in this country and its neighbours, per country-year",
    "capital_negotiated": "changes of government agreed with an insurgency, per country-year",
    NONE: "none of the three competing risks",
}
ORIGINS = 2
"""So grave a happening needs so many independent origins."""
_AGREED = re.compile(
    r"power.sharing|unity government|transition(al)? (government|authority)|new government"
    r"|gouvernement d'union|partage du pouvoir|gouvernement de transition",
    re.IGNORECASE,
)
SAYS = (
    "Capture: claims that an armed group holds the capital; coup: claims of a coup that took place; "
    "negotiated: claims of a government agreed with an armed group; each from two independent "
    "origins; none: none of them. No when the record was kept in the window and no such claims are "
    "known by the due day."
)


def rate_name(outcome: str) -> str:
    """Return the assumption that holds an outcome's yearly rate."""
    return f"outlook.{outcome}_per_year"


def factor_name(outcome: str) -> str:
    """Return the assumption by which a siege of the capital multiplies a rate."""
    return f"outlook.{outcome}_siege_factor"


def answer(question: Question, view: View) -> Answer:
    """Split the chance of any change over the competing risks."""
    town = next((x for x in view.access.towns if x.id == view.pack.capital), None)
    siege = besieged(town)
    chances = competing(_rates(view.pack, 1, siege=siege), question.horizon_days)
    calm = competing(_rates(view.pack, 1, siege=False), question.horizon_days)
    low, high = _bounds(question.rule, view.pack, question.horizon_days, siege=siege)
    value = chances[question.rule]
    return Answer(
        probability=value,
        low=min(low, value),
        high=max(high, value),
        method="base_rate",
        reference_class=REFERENCE[question.rule],
        climatology=calm[question.rule],
        last_state=float(question.rule == NONE),
        claims=town.claims if town and siege else (),
        assumptions=_used(siege=siege),
        rare=question.rule != NONE,
    )


def besieged(town: TownAccess | None) -> bool:
    """Say whether so much of a town's normal volume is cut that its rates are raised."""
    cut = town.encirclement_volume if town else None
    return cut is not None and cut > BESIEGED_SHARE


def competing(rates: Mapping[str, float], days: float) -> dict[str, float]:
    """Return the chance that each risk comes first within `days`, and that none does.

    Closed form for constant yearly rates; rounded to four places so that the whole is exactly 1.
    """
    total = sum(rates.values())
    gone = 1.0 - math.exp(-total * days / 365.25)
    found = {name: round(gone * rate / total, 4) if total else 0.0 for name, rate in rates.items()}
    found[NONE] = round(1.0 - sum(found.values()), 4)
    return found


def _rates(pack: Pack, point: int, *, siege: bool) -> dict[str, float]:
    """Yearly rates at one point of their ranges: 0 low, 1 best, 2 high."""
    return {
        name: bounds(pack, rate_name(name))[point] * (best(pack, factor_name(name)) if siege else 1)
        for name in OUTCOMES
    }


def _bounds(rule: str, pack: Pack, days: int, *, siege: bool) -> tuple[float, float]:
    """One risk at its own low and high, the others at their best; none against all of them."""
    middle = _rates(pack, 1, siege=siege)
    ends = []
    for point in (0, 2):
        moved = _rates(pack, point, siege=siege)
        rates = moved if rule == NONE else {**middle, rule: moved[rule]}
        ends.append(competing(rates, days)[rule])
    return min(ends), max(ends)


def _used(*, siege: bool) -> tuple[str, ...]:
    names = [rate_name(name) for name in OUTCOMES]
    return (*names, *(factor_name(name) for name in OUTCOMES)) if siege else tuple(names)


def resolve(question: Question, facts: Facts) -> Resolution:
    """Resolve from claims of the happening itself; the record must have been kept for a no."""
    capital = question.place or facts.pack.capital
    if question.rule == NONE:
        claims = [claim for name in OUTCOMES for claim in _told(name, capital, facts)]
        return _verdict(claims, facts, happened="no", silent="yes")
    return _verdict(_told(question.rule, capital, facts), facts, happened="yes", silent="no")


def _verdict(
    claims: Sequence[Claim], facts: Facts, *, happened: Outcome, silent: Outcome
) -> Resolution:
    if claims:
        return Resolution(happened, ids(claims))
    return Resolution(silent if facts.alive else "cannot_be_resolved")


def _told(outcome: str, capital: str, facts: Facts) -> tuple[Claim, ...]:
    """Return the claims that tell of one of the three changes, if two origins do."""
    if outcome == "capital_capture":
        claims = facts.said({"territory_held"}, place=capital, national=False)
    elif outcome == "capital_coup":
        claims = facts.said({"coup"}, place=capital)
    else:
        talks = facts.said({"negotiation", "official_statement"}, place=capital)
        claims = tuple(claim for claim in talks if _AGREED.search(claim.words))
    return claims if len(facts.origins(claims)) >= ORIGINS else ()
