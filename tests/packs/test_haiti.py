"""A second country: one shut terminal instead of long roads, and not a line of code for it."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from corridor.access.paths import AccessPaths
from corridor.packs import check_pack, load_pack
from corridor.packs.general import assumptions as general_assumptions
from corridor.packs.model import Pack
from corridor.pipeline import assess
from corridor.records.geography import MOVEMENT_CLASSES
from corridor.records.situation import Situation
from corridor.records.supply import Supply
from corridor.supply import assess_supply

SHUT, FIRST_LORRY = date(2022, 9, 12), date(2022, 11, 8)
TERMINAL_ROAD = "varreux-port-au-prince"
PRODUCTS = ("petrol", "diesel")
MEMBERS = 200


@pytest.fixture(scope="module")
def haiti() -> Pack:
    return load_pack("haiti-2022")


def known_road(pack: Pack, as_of: date, days: int) -> AccessPaths:
    """Access paths on which the terminal's road was shut just as it was, and all else open."""
    first, length = pack.simulate_from, (as_of - pack.simulate_from).days + days + 1
    dates = [first + timedelta(days=day) for day in range(length)]
    shut = np.array([SHUT <= day < FIRST_LORRY for day in dates])

    def states(names: tuple[str, ...]) -> np.ndarray:
        table = np.zeros((len(names), length, MEMBERS), dtype=np.uint8)
        table[names.index(TERMINAL_ROAD)] = np.where(shut, 2, 0)[:, None]
        return table

    corridors, roads = tuple(sorted(pack.corridors)), tuple(sorted(pack.roads))
    return AccessPaths(
        first=first,
        as_of=as_of,
        corridors=corridors,
        roads=roads,
        corridor_states=dict.fromkeys(MOVEMENT_CLASSES, states(corridors)),
        road_states=dict.fromkeys(MOVEMENT_CLASSES, states(roads)),
        evidence=dict.fromkeys(MOVEMENT_CLASSES, np.ones((len(corridors), length))),
    )


def supply_on(pack: Pack, as_of: date) -> Supply:
    """Supply with the road known and no report about fuel at all."""
    paths = known_road(pack, as_of, 30)
    return assess_supply((), (), paths, pack.at(as_of), as_of=as_of, days=30, members=MEMBERS)


def test_the_pack_holds_together_even_when_warnings_count() -> None:
    assert check_pack("haiti-2022", strict=True) == ()


@pytest.mark.parametrize("product", PRODUCTS)
def test_pumps_run_dry_two_to_five_days_after_the_terminal_shuts(haiti: Pack, product: str) -> None:
    dry = supply_on(haiti, SHUT).place("Port-au-Prince", product).first_dry
    assert dry.p_within_horizon > 0.99
    assert dry.p10 is not None
    assert dry.p50 is not None
    assert SHUT + timedelta(days=2) <= dry.p10
    assert dry.p50 <= SHUT + timedelta(days=5)


@pytest.mark.parametrize("product", PRODUCTS)
def test_pumps_sell_again_about_four_days_after_the_first_lorry(haiti: Pack, product: str) -> None:
    def selling(days: int) -> float:
        held = supply_on(haiti, FIRST_LORRY + timedelta(days=days))
        return held.place("Port-au-Prince", product).stations_open.p50

    assert selling(0) < 0.1
    assert selling(1) < 0.1
    assert selling(4) > 0.6


def test_a_town_with_a_port_of_its_own_outlasts_the_capital(haiti: Pack) -> None:
    supply = supply_on(haiti, SHUT + timedelta(days=14))
    assert supply.place("cap-haitien", "petrol").stations_open.p50 > 0.3
    assert supply.place("port-au-prince", "petrol").stations_open.p50 < 0.1


def test_nothing_lies_in_the_city_but_at_the_stations(haiti: Pack) -> None:
    """What the terminal holds is supply behind a shut road: it is not counted as cover."""
    cover = supply_on(haiti, SHUT + timedelta(days=10)).days_of_cover("Port-au-Prince", "petrol")
    assert cover.p90 < 1


@cache
def seen(day: str) -> Situation:
    return assess("haiti-2022", as_of=day, members=MEMBERS, days=30, changes=False)


def terminal(situation: Situation) -> str:
    return next(
        row.state
        for row in situation.access.corridors
        if (row.id, row.cls) == (TERMINAL_ROAD, "tanker")
    )


def test_before_the_blockade_nothing_is_wrong() -> None:
    petrol = seen("2022-09-10").supply.place("Port-au-Prince", "petrol")
    assert petrol.stations_open.p50 > 0.6
    assert petrol.p_dry["7"] < 0.5


def test_when_the_terminal_shuts_dry_pumps_become_likely_within_a_week() -> None:
    before = seen("2022-09-13").supply.place("Port-au-Prince", "petrol").p_dry["7"]
    told = seen("2022-09-14").supply.place("Port-au-Prince", "petrol").p_dry["7"]
    assert told > 0.5
    assert told > before + 0.2


def test_in_the_third_week_the_road_is_shut_and_the_capital_dry() -> None:
    situation = seen("2022-09-30")
    assert terminal(situation) == "closed"
    assert situation.supply.place("Port-au-Prince", "petrol").now.state == "dry"


def test_two_days_after_stations_opened_the_capital_sells_again() -> None:
    situation = seen("2022-11-14")
    assert terminal(situation) == "open"
    assert situation.supply.place("Port-au-Prince", "petrol").stations_open.p50 > 0.5


def test_no_row_is_known_before_what_it_tells_of(haiti: Pack) -> None:
    for claim in haiti.claims:
        assert claim.known_from >= (claim.time.end or claim.time.start or date.min)
    for report in haiti.reports.values():
        assert report.published is None or report.known_from > report.published


def test_every_fact_of_the_source_table_is_held(haiti: Pack, shared: Path) -> None:
    table = shared / "blockades" / "haiti_2022.csv"
    if not table.exists():
        pytest.skip(f"{table} is not here")
    with table.open(encoding="utf-8", newline="") as file:
        urls = {row["source"] for row in csv.DictReader(file)}
    used = {haiti.reports[claim.report].url for claim in haiti.claims}
    assert urls <= used


def test_own_assumptions_win_over_the_general_ones(haiti: Pack) -> None:
    general = general_assumptions(haiti.simulate_from)
    assert general.keys() <= haiti.assumptions.keys()
    assert haiti.assumptions["supply.outside_days"].best == 1
    assert general["supply.outside_days"].best == 8
