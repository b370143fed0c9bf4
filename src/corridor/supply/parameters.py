"""Member parameters: what nobody reported, drawn from the ranges of the pack's assumptions.

Guarantees: every drawn value opens to an assumption id; draws depend on the seed and the id alone,
so a new row never moves another. Refuses: a missing assumption (it names every row to add).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.packs.model import Pack
from corridor.records.base import Band, digest
from corridor.records.errors import PackError

Floats = NDArray[np.floating[Any]]

Z95 = 1.645
"""Low and high of a ratio-scaled assumption stand for its 5 and 95 % points."""
LOGISTIC_SLOPE = 1.702
"""Scale at which a logistic curve is within 0.01 of the normal distribution function."""
COMMON_NEED = 0.7
"""Share of the variance of local needs that is one national factor (the same mis-count)."""
SHRINK = 0.985
"""Liu-West shrinkage of the rejuvenation kernel: parameters move, their spread does not grow."""

FLOW = (
    "tanker_capacity",
    "supply.fleet_ratio",
    "supply.outside_days",
    "supply.lorry_km_per_day",
    "supply.customs_days",
    "supply.importer_gain",
    "supply.surge_max",
    "supply.contested_trickle",
    "supply.trickle_loss",
    "supply.willingness_drop",
    "supply.willingness_days",
    "supply.ban_deterrence",
    "supply.ban_days",
)
ESCORTS = (
    "supply.escort_delay_days",
    "supply.escort_teams",
    "supply.escort_growth",
    "supply.escort_urgency",
    "supply.convoy_size",
    "supply.convoy_spread",
    "supply.convoy_km_per_day",
    "supply.convoy_turnaround",
    "supply.convoy_attack_rate",
    "supply.convoy_loss",
    "supply.closed_hazard_factor",
    "supply.closed_launch",
)
STATIONS = (
    "stock.station_days",
    "supply.sale_fraction",
    "supply.half_open_cover",
    "supply.travel_fall",
    "supply.travel_days",
    "supply.tank_days",
    "supply.spill",
    "supply.hoard_gain",
    "supply.ration_share",
    "supply.station_noise",
)
DEPOTS = (
    "supply.depot_cover_days",
    "supply.security_cover_days",
    "supply.inland_priority",
    "supply.inland_contested",
    "supply.inland_lag_days",
    "demand.national.power",
    "supply.power_priority",
)
PRICES = ("supply.price_cap", "supply.price_half")
SILENCE = "supply.silence"
QUIET = "supply.quiet"
CONVOY_NEWS = "supply.convoy_news"
REQUIRED = (*FLOW, *ESCORTS, *STATIONS, *DEPOTS, *PRICES, SILENCE, QUIET, CONVOY_NEWS)
"""Assumption ids every pack with a supply chain must hold; meaning and units in docs/methods."""


@dataclass(frozen=True)
class Draws:
    """Latent normals [name, member] and the bands that turn them into values.

    Rejuvenation moves the latent normals; `values` follow. Immutable: every move makes a new one.
    `exact` asks for double precision (twice the time; for checks of balances).
    """

    names: tuple[str, ...]
    bands: tuple[Band, ...]
    z: Floats
    values: Mapping[str, Floats]
    exact: bool = False

    def __getitem__(self, name: str) -> Floats:
        """Return the values [member] of one parameter."""
        return self.values[name]

    def take(self, index: NDArray[np.intp], noise: Floats) -> "Draws":
        """Return the resampled members, shrunk to their mean and jittered by `noise`.

        Liu and West (2001): a kernel with shrinkage keeps mean and variance of the parameters.
        """
        chosen = self.z[:, index]
        centre = chosen.mean(axis=1, keepdims=True)
        spread = chosen.std(axis=1, keepdims=True)
        moved = centre + SHRINK * (chosen - centre)
        moved += np.sqrt(1 - SHRINK**2) * spread * noise
        return make_draws(self.names, self.bands, moved, exact=self.exact)


def precision(*, exact: bool) -> type[np.floating[Any]]:
    """Return the number type of a run: single precision, or double for exact balances."""
    return np.float64 if exact else np.float32


def generator(seed: int, stage: str) -> np.random.Generator:
    """Return the random stream of one named stage: independent of all other names."""
    key = int(digest([str(seed), stage])[:16], 16)
    return np.random.default_rng(np.random.SeedSequence(key))


def spread_band(band: Band, z: Floats) -> Floats:
    """Turn standard normals into values of a low/best/high range.

    Ratio-scaled ranges (low above zero, not a share) are log-normal in two pieces with low and
    high at 5 and 95 %; shares and ranges from zero are triangular between low and high.
    """
    best = float(band.best or 0.0)
    low = best if band.low is None else float(band.low)
    high = best if band.high is None else float(band.high)
    if low == high:
        return np.full(z.shape, best)
    if low > 0 and "share" not in band.unit:
        up, down = np.log(high / best) / Z95, np.log(best / low) / Z95
        return np.asarray(best * np.exp(np.where(z > 0, up, down) * np.clip(z, -3.0, 3.0)))
    return _triangular(low, best, high, 1.0 / (1.0 + np.exp(-LOGISTIC_SLOPE * z)))


def _triangular(low: float, best: float, high: float, u: Floats) -> Floats:
    cut = (best - low) / (high - low)
    left = low + np.sqrt(u * (high - low) * (best - low))
    right = high - np.sqrt((1 - u) * (high - low) * (high - best))
    return np.asarray(np.where(u < cut, left, right))


def make_draws(
    names: tuple[str, ...], bands: tuple[Band, ...], z: Floats, *, exact: bool = False
) -> Draws:
    """Return draws with their values computed."""
    values = {
        name: spread_band(band, z[row]).astype(precision(exact=exact))
        for row, (name, band) in enumerate(zip(names, bands, strict=True))
    }
    return Draws(names=names, bands=bands, z=z, values=values, exact=exact)


def draw(bands: Mapping[str, Band], members: int, seed: int, *, exact: bool = False) -> Draws:
    """Draw every named band for all members; needs (`demand.`) share one national factor."""
    names = tuple(sorted(bands))
    z = np.empty((len(names), members))
    common = generator(seed, "supply/need").standard_normal(members)
    for row, name in enumerate(names):
        own = generator(seed, f"supply/draw/{name}").standard_normal(members)
        if name.startswith("demand."):
            own = np.sqrt(COMMON_NEED) * common + np.sqrt(1 - COMMON_NEED) * own
        z[row] = own
    return make_draws(names, tuple(bands[name] for name in names), z, exact=exact)


def required_bands(pack: Pack, names: Iterable[str] = REQUIRED) -> dict[str, Band]:
    """Return the assumptions the engine needs; PackError lists all that are missing."""
    wanted = tuple(names)
    missing = [name for name in wanted if name not in pack.assumptions]
    if missing:
        what = f"the supply engine lacks {len(missing)} assumptions: {', '.join(missing)}"
        raise PackError(
            what,
            where=f"pack '{pack.id}', assumptions.csv",
            allowed="one row for each id, known by the date asked for",
            hint="add the rows; docs/methods/supply.md gives meaning and unit of each",
        )
    return {name: pack.assumptions[name] for name in wanted}
