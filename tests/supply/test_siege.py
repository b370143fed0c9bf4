"""Siege levels join what is known of roads, pumps and power, and say nothing out of silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.records.base import Band, Quantiles
from corridor.records.supply import DryStatus, FirstDry, PlaceSupply, PowerSupply
from corridor.supply.siege import siege_level

LEVELS = ["not_known", "supplied", "strained", "partly_cut_off", "cut_off"]
FLAT = Quantiles(p10=0, p50=0, p90=0)
states = st.sampled_from(["dry", "short", "selling", "not_known"])


def product(state: str, basis: str = "modelled") -> PlaceSupply:
    return PlaceSupply(
        place="town", product="petrol", days_of_cover=FLAT, p_dry={}, stations_open=FLAT,
        first_dry=FirstDry(p_within_horizon=0),
        now=DryStatus(state=state, probability=0.8, basis=basis, since=date(2025, 11, 1)),
    )  # fmt: skip


def power(state: str) -> PowerSupply:
    return PowerSupply(place="town", hours_per_day=FLAT, normal_hours=Band(), state=state)


@pytest.mark.parametrize(
    ("ring", "fuel", "grid", "level"),
    [
        (None, ["selling"], "not_known", "not_known"),
        (0.2, ["selling"], "normal", "supplied"),
        (0.6, ["selling"], "normal", "strained"),
        (0.2, ["dry"], "normal", "strained"),
        (0.2, ["selling"], "severely_reduced", "strained"),
        (0.6, ["dry", "selling"], "normal", "partly_cut_off"),
        (0.9, ["dry", "dry"], "normal", "cut_off"),
        (0.9, ["dry", "short"], "normal", "partly_cut_off"),
    ],
)
def test_levels_follow_the_documented_rule(ring, fuel, grid, level):
    assert siege_level(ring, [product(state) for state in fuel], [power(grid)]) == level


def test_a_report_of_open_pumps_is_enough_to_call_a_town_supplied():
    assert siege_level(None, [product("selling", "observed")], []) == "supplied"


def test_a_town_nobody_reports_on_has_no_level_whatever_the_model_says():
    assert siege_level(None, [product("dry")], [power("severely_reduced")]) == "not_known"
    assert siege_level(None, [product("dry", "observed")], []) == "strained"


@given(st.floats(0, 1), st.lists(states, max_size=3))
def test_a_tighter_ring_never_lowers_the_level(ring, fuel):
    products = [product(state) for state in fuel]
    looser, tighter = siege_level(ring / 2, products, []), siege_level(ring, products, [])
    assert LEVELS.index(tighter) >= LEVELS.index(looser)
