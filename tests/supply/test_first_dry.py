"""First dry day with constant demand and no inflow, against its closed form."""

import math

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate
from corridor.supply.summarise import first_dry_days
from tests.supply.conftest import FIRST, build, constant_paths, fixed

LONGEST = 60


def closed_form(stock: float, fraction: float, half: float) -> int:
    """Index of the first day that ends dry.

    Stock x in days of need. While fraction * x >= 1 a day's need is sold; below, a fraction of
    what is left: x falls geometrically. Dry once x^2 / (x^2 + half^2) <= 0.1, so x <= half / 3.
    """
    limit, knee = half / 3, 1 / fraction
    straight = max(0, math.floor(stock - knee) + 1)
    bend = stock - straight
    if bend <= limit:
        return max(0, math.ceil(stock - limit) - 1)
    return straight + math.ceil(math.log(limit / bend) / math.log(1 - fraction)) - 1


def run_dry(stock: float, fraction: float, half: float, need: float) -> list[float]:
    """First dry day of every member of a country with one town and no road."""
    rows = {k: v for k, v in build().assumptions.items() if not k.startswith(("demand.", "stock."))}
    rows |= fixed(
        demand__capital__petrol=need, stock__station_days=stock, supply__sale_fraction=fraction,
        supply__half_open_cover=half, supply__travel_fall=0.0, supply__hoard_gain=0.0,
        supply__depot_cover_days=0.0, supply__security_cover_days=0.0,
        supply__station_noise=0.0, demand__national__power=0.0,
    )  # fmt: skip
    pack = build(assumptions=rows, corridors={})
    paths = constant_paths(build(), FIRST, LONGEST, 3)
    setup = make_setup([], paths, pack, as_of=FIRST, days=LONGEST, members=3, seed=0, exact=True)
    run = simulate(setup)
    return list(first_dry_days(run)[setup.net.hub, setup.net.products.index("petrol")])


@settings(max_examples=60, deadline=None)
@given(
    stock=st.floats(2.0, 30.0),
    fraction=st.floats(0.3, 0.8),
    half=st.floats(0.5, 2.5),
    need=st.floats(0.01, 5.0),
)
def test_first_dry_day_without_inflow(stock, fraction, half, need):
    expected = closed_form(stock, fraction, half)
    # single-precision history: leave out stocks within a hair of a day's border
    near = {closed_form(stock * factor, fraction, half * other)
            for factor in (1 - 1e-5, 1 + 1e-5) for other in (1 - 1e-5, 1 + 1e-5)}  # fmt: skip
    assume(near == {expected})
    assert run_dry(stock, fraction, half, need) == [expected] * 3
