"""What the model would have shown, and how likely a report is given that.

Guarantees: every likelihood is heavy-tailed (Student, 4 degrees), so that one wrong report cannot
empty the ensemble; one-sided reports punish one side. Refuses: exact matches.
"""

from collections.abc import Callable

import numpy as np

from corridor.records.supply import DRY_STATION_SHARE
from corridor.supply.history import Pair, Singles
from corridor.supply.network import Network
from corridor.supply.observation import Observation
from corridor.supply.parameters import Floats
from corridor.supply.simulate import Run

TAIL = 4.0
"""Degrees of freedom of the error distribution."""
ARRIVAL_BEFORE, ARRIVAL_AFTER = 2, 1
"""Days around a reported arrival in which lorries count as part of it."""
LOG_ERROR = {"entries": 0.12, "tankers": 0.7, "arrival": 0.7, "price": 0.4, "queue": 0.8}
"""Log spread of the error by kind, of the report and of the model's coarseness together: customs
sums are counted (but at other posts and hours than the model's), the others are said."""
SHARE_ERROR, SECURITY_ERROR, COVER_ERROR = 8.0, 0.5, 3.0
"""Spread of the error in percentage points of stations, days of stock, days of cover."""
LONG_QUEUE = 5.0
"""Days of normal traffic waiting at the borders that nobody would call normal."""
WEAK_SIDE = 3.0
"""On the side a report does not speak of, the error is this much wider."""


def model_value(run: Run, item: Observation, official: dict[str, float]) -> Singles:
    """Return the modelled quantity [member] of an observation, in its unit."""
    reader: Callable[[Run, Observation], Singles] = {
        "stations": _stations,
        "entries": _entries,
        "tankers": _tankers,
        "arrival": _arrival,
        "security": _security,
        "cover": _cover,
        "queue": _queue,
    }.get(item.kind, _multiple)
    value = reader(run, item)
    if item.kind == "price":
        return np.asarray(value * official[item.product or ""], dtype=np.float32)
    return value


def log_likelihood(item: Observation, value: Singles) -> Floats:
    """Return the log likelihood [member] of a report given the modelled values."""
    best, down, up = errors(item)
    if item.kind in LOG_ERROR:
        small = 0.02 * best + 1e-6
        gap = np.log((value + small) / (best + small))
    else:
        gap = value - best
    return student(gap / np.where(gap < 0, down, up))


def student(error: Floats) -> Floats:
    """Return the log density, up to a constant, of standardised errors with heavy tails."""
    return np.asarray(-(TAIL + 1) / 2 * np.log1p(error**2 / TAIL), dtype=np.float64)


def errors(item: Observation) -> tuple[float, float, float]:
    """Return the best value, and the spread of the error where the model is below and above it.

    In log units for the kinds of `LOG_ERROR`, else in the unit of the observation.
    """
    best = float(item.band.best or 0.0)
    low = best if item.band.low is None else item.band.low
    high = best if item.band.high is None else item.band.high
    if item.kind in LOG_ERROR:
        small = 0.02 * best + 1e-6
        below = float(np.log((best + small) / (max(low, 0.0) + small))) / 1.3
        above = float(np.log((high + small) / (best + small))) / 1.3
        floor = LOG_ERROR[item.kind]
    else:
        below, above = (best - low) / 1.3, (high - best) / 1.3
        floor = {"stations": SHARE_ERROR, "security": SECURITY_ERROR}.get(item.kind, COVER_ERROR)
    down = float(np.hypot(floor, below)) * (WEAK_SIDE if item.bound == "upper" else 1.0)
    up = float(np.hypot(floor, above)) * (WEAK_SIDE if item.bound == "lower" else 1.0)
    return best, item.widen * down, item.widen * up


def silence_likelihood(run: Run, chance: Floats) -> Floats:
    """Return the log likelihood [member] of a week without a word about fuel, ending today.

    Such a week passes unreported with probability `chance` if the hub's pumps are dry, or if more
    than `LONG_QUEUE` days of normal traffic wait at the borders; surely if neither is so.
    """
    calm = np.clip((_lowest(run, days=7) - DRY_STATION_SHARE) / 0.5, 0, 1)
    if run.setup.net.corridors:
        waiting = run.state.queue.sum(axis=0) / np.maximum(run.normal.flow.sum(axis=0), 1e-12)
        calm = calm / (1 + (waiting / LONG_QUEUE) ** 4)
    return np.asarray(np.log(chance + (1 - chance) * calm), dtype=np.float64)


def quiet_likelihood(run: Run, chance: Floats, days: int) -> Floats:
    """Return the log likelihood [member] of `days` without a report that the hub's pumps are dry.

    With fuel in the news such a spell passes unreported with probability `chance` if they are.
    """
    lowest = _lowest(run, days)
    sold = np.clip((lowest - DRY_STATION_SHARE) / DRY_STATION_SHARE, 0, 1)
    return np.asarray(np.log(chance + (1 - chance) * sold), dtype=np.float64)


def convoy_likelihood(run: Run, chance: Floats, days: int) -> Floats:
    """Return the log likelihood [member] of `days` without a word about a convoy, ending today.

    Each convoy that set out is reported with probability `chance`.
    """
    first = max(0, run.day - days + 1)
    sent = run.history.window("convoys", first, run.day).sum(axis=0)
    return np.asarray(sent * np.log1p(-np.minimum(chance, 0.95)), dtype=np.float64)


def _lowest(run: Run, days: int) -> Floats:
    """Lowest share [member] of the hub's stations selling, over products, mean of these days."""
    net, first = run.setup.net, max(0, run.day - days + 1)
    if net.hub < 0:
        return np.ones(run.setup.members)
    shares = [
        run.history.window("share", first, run.day, net.hub, k).mean(axis=0)
        for k in range(len(net.products))
    ]
    return np.asarray(np.min(shares, axis=0), dtype=np.float64)


def _days(run: Run, item: Observation) -> tuple[int, int]:
    first = (item.start - run.setup.first).days
    return max(0, first), min(run.day, (item.end - run.setup.first).days)


def pair(net: Network, item: Observation) -> Pair:
    """Return the indices of an observation's place and product."""
    return net.places.index(item.place or ""), net.products.index(item.product or "")


def _stations(run: Run, item: Observation) -> Singles:
    first, last = _days(run, item)
    rows = run.history.window("share", first, last, *pair(run.setup.net, item))
    return np.asarray(100 * rows.mean(axis=0), dtype=np.float32)


def _multiple(run: Run, item: Observation) -> Singles:
    first, last = _days(run, item)
    rows = run.history.window("price", first, last, *pair(run.setup.net, item))
    return np.asarray(rows.mean(axis=0), dtype=np.float32)


def _entries(run: Run, item: Observation) -> Singles:
    first, last = _days(run, item)
    return np.asarray(run.history.window("litres", first, last).sum(axis=0), dtype=np.float32)


def _tankers(run: Run, item: Observation) -> Singles:
    first, last = _days(run, item)
    lorries = _entries(run, item) * 1000.0 / run.draws["tanker_capacity"]
    return np.asarray(lorries * 7 / max(1, last - first + 1), dtype=np.float32)


def _arrival(run: Run, item: Observation) -> Singles:
    first, last = _days(run, item)
    place = run.setup.net.places.index(item.place or "")
    start, end = max(0, first - ARRIVAL_BEFORE), min(run.day, last + ARRIVAL_AFTER)
    return np.asarray(run.history.window("lorries", start, end, place).sum(axis=0), np.float32)


def _security(run: Run, item: Observation) -> Singles:
    return np.asarray(run.history.window("security", *_days(run, item)).mean(axis=0))


def _cover(run: Run, item: Observation) -> Singles:
    return np.asarray(run.history.window("national", *_days(run, item)).mean(axis=0))


def _queue(run: Run, item: Observation) -> Singles:
    first, last = _days(run, item)
    rows = run.setup.net.queue_at(item.place)
    total = sum(run.history.window("queue", first, last, c).mean(axis=0) for c in rows)
    return np.asarray(total, dtype=np.float32)
