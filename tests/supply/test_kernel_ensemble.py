"""The ensemble in blocks against the numpy engine under the same noise; threads, stretches, bounds."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.supply_country import country
from corridor.supply import kernel_ensemble, simulate
from corridor.supply.kernel_ensemble import Chance, by_lag, ensemble, normal_levels
from corridor.supply.parameters import draw
from corridor.supply.state import Noise

MEMBERS, DAYS, PLACES, BLOCK = 40, 40, 6, 16


@pytest.fixture(scope="module")
def setup():
    return country(PLACES, DAYS, MEMBERS, products=2, seed=3)


@pytest.fixture(scope="module")
def ranges(setup):
    return ensemble(setup, block=BLOCK)


def noise_of(setup):
    """Every block's noise, laid side by side [day, row, member]; elsewhere than the hub none."""
    corridors, found = len(setup.net.corridors), []
    for block, first in enumerate(range(0, setup.members, BLOCK)):
        size = min(BLOCK, setup.members - first)
        chance = Chance(setup.seed, block, corridors, 1, size)
        normal = {n: chance.normal(n, setup.days) for n in ("stations", "flow", "size")}
        found.append(
            normal | {n: chance.uniform(n, setup.days) for n in ("launch", "attack", "loss")}
        )
    table = {name: np.concatenate([part[name] for part in found], axis=2) for name in found[0]}
    hub = table["stations"]
    table["stations"] = np.zeros((setup.days, len(setup.net.places), setup.members), np.float32)
    table["stations"][:, setup.net.hub] = hub[:, 0]
    return table


def test_quantiles_are_those_of_the_numpy_engine_under_the_same_noise(setup, ranges, monkeypatch):
    noise, day, sales = noise_of(setup), iter(range(setup.days)), []

    def told(*_):
        today = next(day)
        return Noise(**{name: rows[today] for name, rows in noise.items()})

    def sold(*arguments):
        sales.append(sell(*arguments))
        return sales[-1]

    class Keep:
        def __init__(self):
            self.stock, self.unmet = [], []

        def after_day(self, run):
            self.stock.append(run.state.depot + run.state.station)
            self.unmet.append(np.maximum(0, run.normal.need - sales[-1]))

    sell, kept = simulate.sell, Keep()
    monkeypatch.setattr(simulate, "draw_noise", told)
    monkeypatch.setattr(simulate, "draw", lambda *given, **how: by_lag(draw(*given, **how)))
    monkeypatch.setattr(simulate, "sell", sold)
    simulate.simulate(setup, kept, engine="numpy")
    for name in ("stock", "unmet"):
        values = np.array(getattr(kept, name), dtype=np.float64)  # [day, place, product, member]
        expected = np.quantile(values, ranges.shares, axis=3).transpose(2, 3, 1, 0)
        np.testing.assert_allclose(getattr(ranges, name), expected, rtol=1e-6, atol=1e-7)
    assert ranges.unmet.max() > 0


def test_threads_and_stretches_change_no_byte(setup, ranges, monkeypatch):
    for threads, kept in ((1, 2**27), (2, 7 * 4 * PLACES * 2 * MEMBERS)):
        monkeypatch.setattr(kernel_ensemble, "STRETCH_BYTES", kept)
        again = ensemble(setup, threads=threads, block=BLOCK)
        assert again.stock.tobytes() == ranges.stock.tobytes()
        assert again.unmet.tobytes() == ranges.unmet.tobytes()


def test_ranges_are_ordered_finite_and_bounded(setup, ranges):
    for table in (ranges.stock, ranges.unmet):
        assert np.isfinite(table).all()
        assert (np.diff(table, axis=-1) >= 0).all()
        assert table.min() >= 0


def test_with_every_road_closed_towns_only_lose_stock(setup):
    shut = {
        "tanker": np.full_like(setup.tanker, 2),
        "convoy": np.full_like(setup.convoy, 2),
        "inland": {chain: np.full_like(table, 2) for chain, table in setup.inland.items()},
    }
    found = ensemble(replace(setup, **shut), block=BLOCK)
    towns = np.arange(PLACES) != setup.net.hub  # the hub may yet draw on the security stock
    after = found.stock[towns][:, :, 16:]  # all lorries under way on the first day have landed
    assert (np.diff(after, axis=2) <= 1e-6).all()


def test_double_precision_is_refused(setup):
    with pytest.raises(ValueError, match="single precision"):
        ensemble(replace(setup, exact=True))


def test_shares_may_come_in_any_order(setup, ranges):
    turned = ensemble(setup, shares=(0.95, 0.05, 0.5), block=BLOCK)
    assert turned.stock.tobytes() == ranges.stock[..., [2, 0, 1]].tobytes()


def test_the_table_of_normals_has_their_moments():
    levels = normal_levels().astype(float)
    assert (np.diff(levels) > 0).all()
    np.testing.assert_allclose(
        [levels.mean(), levels.var(), (levels**4).mean()], [0, 1, 3], atol=2e-3
    )
