"""What several rules need: base rates as answers, widened ensemble results.

Guarantees: bounds come from an assumption's own range. Refuses: an ensemble's share taken as if the
model were certain (`modelled` widens it and keeps it off 0 and 1).
"""

from corridor.exits.assumed import best, bounds
from corridor.outlook.chances import humble, scaled, spread, within
from corridor.outlook.view import View
from corridor.packs.model import Pack
from corridor.records.errors import PackError
from corridor.records.outlook import Question

MODEL_SPREAD = "outlook.model_spread"
Chance = tuple[float, float, float]
"""Low, value and high of a probability."""


def climatology_name(rule: str) -> str:
    """Return the id of the assumption that holds a rule's base rate before the crisis."""
    return f"outlook.climatology.{rule}"


def climatology(question: Question, pack: Pack, *, by_day: bool = False) -> float:
    """Return the base rate before the crisis: by horizon, or of the state on one day."""
    rate = best(pack, climatology_name(question.rule))
    return rate if by_day else scaled(rate, question.horizon_days)


def base_rate(question: Question, pack: Pack, *, by_day: bool = False) -> Chance:
    """Return the base rate with the bounds of its assumption."""
    low, middle, high = (
        value if by_day else scaled(value, question.horizon_days)
        for value in bounds(pack, climatology_name(question.rule))
    )
    return low, middle, high


def yearly(pack: Pack, name: str, days: float, factor: float = 1.0) -> Chance:
    """Return the chance of at least one event at an assumed yearly rate, with its bounds."""
    low, middle, high = (within(rate * factor, days) for rate in bounds(pack, name))
    return low, middle, high


def modelled(share: float, pack: Pack) -> Chance:
    """Return a share of members as a probability, widened by how wrong such models are assumed."""
    value = humble(share)
    low, high = spread(value, best(pack, MODEL_SPREAD))
    return low, value, high


def needed(question: Question, field: str) -> str:
    """Return a field a rule cannot do without; PackError names question and column."""
    value = getattr(question, field)
    if value is None:
        msg = f"question '{question.id}' with rule '{question.rule}' needs '{field}'"
        raise PackError(
            msg,
            where="questions.csv",
            column=field,
            allowed="an id of the pack",
            hint=f"fill in '{field}'",
        )
    return str(value)


def dry_now(view: View, place: str) -> bool:
    """Say whether any product is dry at a place now."""
    return any(item.place == place and item.now.state == "dry" for item in view.supply.places)
