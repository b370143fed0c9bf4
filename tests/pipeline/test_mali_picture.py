"""The picture of Mali on four days, as it could have been known then.

Thresholds are those of the records: a state is named at probability 0.5 with evidence 0.2; *dry*
is at most 10 % of stations selling, or reported so.
"""

from datetime import date

import pytest

DAKAR = "dakar-bamako"
ABIDJAN = ("abidjan-zegoua-bamako", "abidjan-tengrela-bamako")
QUIET, TURN, WORST, RELIEF = (
    date(2025, 8, 25), date(2025, 9, 20), date(2025, 11, 1), date(2025, 11, 28))  # fmt: skip


@pytest.mark.parametrize("corridor", [DAKAR, *ABIDJAN])
def test_in_august_no_corridor_is_closed(situation_on, corridor):
    assert situation_on(QUIET).access.corridor(corridor).state in {"open", "not_known"}


def test_on_20_september_dakar_is_contested_or_closed_with_claims_behind_it(situation_on):
    now = situation_on(TURN)
    dakar = now.access.corridor(DAKAR)
    assert dakar.state in {"contested", "closed"}
    behind = [now.claim_by_id[claim] for claim in dakar.claims]
    assert {"convoy_attack", "tanker_destroyed"} & {claim.type for claim in behind}
    assert all(claim.known_from <= TURN for claim in behind)


@pytest.mark.parametrize("corridor", [DAKAR, *ABIDJAN])
def test_on_1_november_dakar_and_abidjan_are_not_open(situation_on, corridor):
    state = situation_on(WORST).access.corridor(corridor)
    assert state.state in {"contested", "closed"}
    assert state.claims


def test_on_1_november_bamako_is_dry_of_petrol_and_encircled(situation_on):
    now = situation_on(WORST)
    petrol = now.supply.place("bamako", "petrol")
    assert petrol.now.state == "dry"
    assert petrol.now.claims
    bamako = next(town for town in now.access.towns if town.id == "bamako")
    assert bamako.encirclement_volume > 0.5
    assert bamako.siege_level in {"partly_cut_off", "cut_off"}


def test_on_28_november_bamako_sells_again_and_power_has_not_recovered(situation_on):
    now = situation_on(RELIEF)
    assert now.supply.place("bamako", "petrol").now.state == "selling"
    power = next(item for item in now.supply.power if item.place == "bamako")
    assert power.state in {"reduced", "severely_reduced"}
    assert power.claims


@pytest.mark.parametrize("day", [QUIET, TURN, WORST, RELIEF])
def test_what_nobody_reported_is_not_known(situation_on, day):
    now = situation_on(day)
    silent = [c for c in now.access.corridors if not c.claims]
    assert silent, "some corridor was never reported on"
    assert all(corridor.state == "not_known" for corridor in silent)


def test_overland_for_people_is_never_usable_from_press_alone(situation_on):
    for day in (QUIET, TURN, WORST, RELIEF):
        roads = [way for way in situation_on(day).exits.ways if way.kind == "road"]
        assert roads
        assert all(way.state != "usable" for way in roads)


def test_at_least_eight_questions_are_answered(situation_on):
    assert len(situation_on(WORST).outlook.forecasts) >= 8
