"""The limits of the MUC-4 task: recent, particular, no war between forces, a bombing's dead its own."""

from datetime import date

import pytest

from corridor.evaluate.mucscope import in_scope, scoped, without_outcomes
from corridor.records.dates import TimeSpan
from corridor.records.report import Claim, ClaimFigure

DAY = date(1990, 3, 10)


def claim(quote: str, type_: str = "killing", start: date | None = DAY, toll: float = 0) -> Claim:
    return Claim(
        id="t.1",
        report="t",
        span=(0, len(quote)),
        quote=quote,
        kind="event",
        type=type_,
        assertion="asserted",
        time=TimeSpan(start=start, end=start, precision="day") if start else TimeSpan(),
        figures=(ClaimFigure(unit="people", of="dead", text=str(toll), best=toll),) if toll else (),
        known_from=DAY,
        confidence=0.8,
    )


@pytest.mark.parametrize(
    "quote",
    ["A MAYOR WAS MURDERED", "GUNMEN SHOT A PEASANT", "REBELS ATTACKED A BANK IN THE CAPITAL"],
)
def test_violence_against_people_and_houses_is_an_incident(quote):
    assert in_scope(claim(quote), DAY)


@pytest.mark.parametrize(
    "quote",
    ["TROOPS CLASHED WITH REBELS", "TWO SOLDIERS WERE WOUNDED", "FIVE PEOPLE DIED IN THE FLOOD"],
)
def test_battles_and_deaths_without_an_act_are_none(quote):
    assert not in_scope(claim(quote), DAY)


def test_what_lies_months_back_is_history():
    assert in_scope(claim("A MAYOR WAS MURDERED", start=date(1990, 1, 20)), DAY)
    assert not in_scope(claim("A MAYOR WAS MURDERED", start=date(1989, 10, 1)), DAY)


def test_the_toll_of_a_war_is_no_incident():
    assert not in_scope(claim("70,000 PEOPLE WERE MURDERED", toll=70_000), DAY)


def test_captured_rifles_are_no_robbery():
    assert not in_scope(claim("THE REBELS SEIZED 8 RIFLES", "looting"), DAY)
    assert in_scope(claim("THEY EMPTIED A BANK", "looting"), DAY)


def test_the_dead_of_a_bombing_are_no_second_incident():
    bomb = claim("A CAR BOMB WENT OFF", "explosive_device")
    dead = claim("SIX PERSONS WERE KILLED")
    shot = claim("GUNMEN SHOT A PEASANT")
    assert set(without_outcomes({"BOMBING": [bomb], "ATTACK": [dead]})) == {"BOMBING"}
    both = without_outcomes({"BOMBING": [bomb], "ATTACK": [dead, shot]})
    assert both["ATTACK"] == [shot]
    assert without_outcomes({"ATTACK": [dead]}) == {"ATTACK": [dead]}


def test_scoped_keeps_the_order():
    kept = scoped(
        [claim("A MAYOR WAS MURDERED"), claim("TROOPS CLASHED"), claim("A NUN WAS SHOT")], DAY
    )
    assert [c.quote for c in kept] == ["A MAYOR WAS MURDERED", "A NUN WAS SHOT"]


@pytest.mark.parametrize("type_", ["vehicle_burned", "kidnapping", "looting", "explosive_device"])
def test_an_incident_names_its_act(type_):
    assert not in_scope(claim("THE PRESIDENT SPOKE IN THE SQUARE", type_), DAY)
