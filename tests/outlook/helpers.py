"""Helpers of the outlook tests."""

from corridor.exits import assess_exits
from corridor.outlook import assess_outlook
from corridor.records.outlook import Forecast, Outlook
from tests.exits import world


def run(claims=(), **changes) -> Outlook:
    """Assess exits and outlook of the invented country."""
    history = changes.pop("history", ())
    parts = {
        "events": [world.event(item) for item in claims],
        "claims": claims,
        "access": world.access(),
        "supply": world.supply(),
        "paths": world.paths(),
        "pack": world.pack(),
        "as_of": world.AS_OF,
        "days": world.DAYS,
        "members": world.MEMBERS,
        "seed": 0,
    } | changes
    exits = parts.pop("exits", None) or assess_exits(**parts)
    return assess_outlook(**parts, exits=exits, inputs_digest="d" * 64, history=history)


def one(outlook: Outlook, question: str) -> Forecast:
    """Return the forecast of one question."""
    return next(item for item in outlook.forecasts if item.question == question)
