"""The Mali record replayed through merge, access and supply: what a reader would have been told."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from corridor.access import assess_access
from corridor.merge import merge
from corridor.packs import Pack
from corridor.records.supply import Supply
from corridor.supply import assess_supply

MEMBERS = 300
HORIZON = 60


@pytest.fixture(scope="module")
def supply_on(mali: Pack) -> Callable[[date], Supply]:
    @cache
    def run(day: date) -> Supply:
        pack = mali.at(day)
        merged = merge(pack.claims, pack.reports, pack, day)
        size = {"as_of": day, "days": HORIZON, "members": MEMBERS, "seed": 0}
        _, paths = assess_access(merged.events, pack.claims, pack.reports, pack, **size)
        return assess_supply(merged.events, pack.claims, paths, pack, **size)

    return run


def test_before_the_blockade_the_country_is_supplied(supply_on):
    supply = supply_on(date(2025, 8, 25))
    for product in ("petrol", "diesel"):
        capital = supply.place("bamako", product)
        assert capital.now.state == "selling"
        assert capital.p_dry["14"] < 0.05


def test_inland_runs_short_before_the_capital(supply_on):
    supply = supply_on(date(2025, 9, 23))
    inland, capital = supply.place("mopti", "petrol"), supply.place("bamako", "petrol")
    assert inland.now.state in {"short", "dry"}
    assert capital.now.state in {"selling", "not_known"}
    assert inland.days_of_cover.p50 < capital.days_of_cover.p50
    assert inland.p_dry["14"] > capital.p_dry["14"]


def test_the_first_dry_day_is_told(supply_on):
    now = supply_on(date(2025, 10, 7)).place("bamako", "petrol").now
    assert (now.state, now.since, now.basis) == ("dry", date(2025, 10, 6), "observed")


def test_dry_on_1_november_with_power_reduced(supply_on):
    supply = supply_on(date(2025, 11, 1))
    assert supply.place("bamako", "petrol").now.state == "dry"
    assert supply.place("bamako", "petrol").street_price.p50 > 1.3 * 775
    power = {item.place: item for item in supply.power}
    assert power["bamako"].state == "severely_reduced"


def test_petrol_is_back_on_28_november_and_power_is_not(supply_on):
    supply = supply_on(date(2025, 11, 28))
    assert supply.place("bamako", "petrol").now.state == "selling"
    power = {item.place: item for item in supply.power}
    assert power["bamako"].state == "severely_reduced"
    assert power["bamako"].hours_per_day.p50 < 8


def test_customs_months_meet_the_model_once_known(supply_on):
    fits = {item.id: item for item in supply_on(date(2025, 11, 28)).observations}
    for month in ("09", "10"):
        fit = fits[f"fig.inflow_customs_2025_{month}"]
        assert fit.posterior.p90 - fit.posterior.p10 < fit.prior.p90 - fit.prior.p10
        assert fit.posterior.p10 * 0.9 <= fit.reported.best <= fit.posterior.p90 * 1.25


def test_every_id_opens(supply_on, mali):
    day = date(2025, 11, 28)
    supply, pack = supply_on(day), mali.at(day)
    claims = {claim.id for claim in pack.claims}
    for part in (*supply.places, *supply.national.weekly_inflow, *supply.observations,
                 *supply.power, *(place.now for place in supply.places)):  # fmt: skip
        assert part.claims or part.assumptions
        assert set(part.claims) <= claims
        assert set(part.assumptions) <= set(pack.assumptions)
