"""The past as it looked soon after: ranges kept while the ensemble still remembered them well.

Guarantees: a past day is estimated by the members two weeks later (a fixed-lag smoother), never by
the few ancestors left after months of resampling. Refuses: using a report to redraw what lies more
than the lag before it; that is said in the notes.
Source: Kitagawa and Sato (2001), fixed-lag smoothing for particle filters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridor.records.base import Quantiles
from corridor.supply.history import STEP, course_days
from corridor.supply.observation import Observation
from corridor.supply.operators import model_value
from corridor.supply.simulate import Run
from corridor.supply.stations import street_price

LAG = 14
"""Days after which a past day's estimate is fixed."""
POINTS = (0.1, 0.5, 0.9)
NINETY = (0.05, 0.5, 0.95)
Index = NDArray[np.intp] | None


def figures(value: float, digits: int = 4) -> float:
    """Round to significant figures."""
    return float(f"{float(value):.{digits}g}")


def points(values: NDArray[np.floating], levels: tuple[float, ...] = POINTS) -> NDArray[np.float64]:
    """Return the 10, 50 and 90 % points (or those of `levels`) along the last axis [..., 3]."""
    ranked = np.sort(values, axis=-1)
    at = (ranked.shape[-1] - 1) * np.array(levels)
    below = np.floor(at).astype(int)
    above = np.minimum(below + 1, ranked.shape[-1] - 1)
    step = at - below
    return np.asarray(ranked[..., below] * (1 - step) + ranked[..., above] * step, np.float64)


def as_quantiles(three: NDArray[np.float64], digits: int = 4) -> Quantiles:
    """Return three ordered points as a record, rounded."""
    p10, p50, p90 = (figures(v, digits) for v in np.maximum.accumulate(three))
    return Quantiles(p10=p10, p50=p50, p90=p90)


def weeks(today: int, last: int) -> list[tuple[int, int]]:
    """Whole weeks, first and last day: past ones end on `as_of`, future ones begin after it."""
    past = [(end - STEP + 1, end) for end in range(today, STEP - 2, -STEP)][::-1]
    return past + [(day, day + STEP - 1) for day in range(today + 1, last - STEP + 2, STEP)]


@dataclass
class Snapshots:
    """Ranges collected during a run.

    Attributes:
        cover, share: day -> [place, product, 3].
        inflow: first day of a week -> [3], million litres.
        price: [place, product, 3] multiple of the official price on `as_of`.
        fits: observation id -> [3], in the observation's unit; `spans` the same at 5, 50 and 95 %.
        ancestors: smallest number of different members that the members of any day descend from,
            LAG days back.
    """

    items: Sequence[Observation]
    official: dict[str, float]
    cover: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    share: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    inflow: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    fits: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    spans: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    price: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0, 3)))
    ancestors: int = 10**9

    def collect(self, run: Run, index: Index) -> None:
        """Keep what is due after the run's current day; `index` weighs members by repetition."""
        today, now = run.setup.today, run.day
        last = run.setup.days - 1
        for day in course_days(today, last):
            if _due(day, today) == now:
                self.cover[day] = points(_chosen(run.history.at("cover", day), index))
                self.share[day] = points(_chosen(run.history.at("share", day), index))
        for first, end in weeks(today, last):
            if _due(end, today) == now:
                total = run.history.window("litres", first, end).sum(axis=0)
                self.inflow[first] = points(_chosen(total, index))
        for item in self.items:
            if _due((item.end - run.setup.first).days, today) == now:
                value = _chosen(model_value(run, item, self.official), index)
                self.fits[item.id], self.spans[item.id] = points(value), points(value, NINETY)
        if now == today:
            asked = street_price(run.draws, run.state.dearness)
            self.price = points(_chosen(asked, index))
        lineage = run.history.columns(max(0, now - LAG))
        count = run.setup.members if lineage is None else int(np.unique(lineage).size)
        self.ancestors = min(self.ancestors, count) if now <= today else self.ancestors


def _due(day: int, today: int) -> int:
    """Day after which a day's estimate is fixed: LAG later, at most today; the future itself."""
    return min(day + LAG, today) if day <= today else day


def _chosen(values: NDArray[np.floating], index: Index) -> NDArray[np.floating]:
    return values if index is None else values[..., index]
