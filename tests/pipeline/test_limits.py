"""The protective limits hold on the real picture, whatever a report says."""

import itertools
import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.pipeline import assess, gather_inputs
from corridor.protect import PASSAGE_TYPES
from corridor.records.report import COARSE_PLACES

WORST = date(2025, 11, 1)
SMALL = {"days": 20, "members": 60, "changes": False}


def test_no_planned_claim_no_opinion(situation_on):
    now = situation_on(WORST)
    assert all(claim.assertion != "planned" and claim.kind != "opinion" for claim in now.claims)
    assert all(event.assertion != "planned" for event in now.events)


def test_no_passage_or_queue_younger_than_72_hours(situation_on):
    for claim in situation_on(WORST).claims:
        if claim.type in PASSAGE_TYPES and claim.time.last:
            assert claim.time.last <= WORST - timedelta(days=3)
    assert situation_on(WORST).withheld.recent_passages > 0


def test_no_point_for_an_area_region_or_country(situation_on):
    now = situation_on(WORST)
    for place in (p for claim in now.claims for p in claim.places):
        if place.precision in COARSE_PLACES:
            assert place.lat is None


def test_no_private_name_or_depot_reaches_the_picture(situation_on, mali):
    text = situation_on(date(2025, 11, 30)).to_json().casefold()
    hidden = [row.pattern for row in mali.redactions]
    hidden += [
        name
        for actor in mali.actors.values()
        if not actor.public
        for name in (actor.name_en, actor.name_fr, *actor.aliases)
    ]
    assert hidden
    leaks = [word for word in hidden if f" {word.casefold()} " in text]
    assert leaks == []


def test_future_inflow_is_weekly_and_national(situation_on):
    data = situation_on(WORST).supply.to_dict()
    weeks = data["national"]["weekly_inflow"]
    days = [date.fromisoformat(week["week_start"]) for week in weeks]
    assert all((b - a).days == 7 for a, b in itertools.pairwise(days))
    assert not any("inflow" in key or "arrivals" in key for row in data["places"] for key in row)


HOURS = st.sampled_from(["tomorrow at 5 a.m.", "on Sunday", "demain à l'aube", "next Tuesday"])
ROADS = st.sampled_from(["from Bougouni", "by the Kati road", "via Diéma", "par Zégoua"])


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(when=HOURS, road=ROADS)
def test_a_coming_convoy_is_told_to_nobody(mali, tmp_path_factory, when, road):
    folder = tmp_path_factory.mktemp("reports")
    plan = f"A convoy of 70 tankers will leave {road} {when} for Bamako."
    (folder / "plan.txt").write_text(f"date 2025-10-31 {plan}", encoding="utf-8")
    now = assess(gather_inputs(mali, [folder]), as_of=WORST, **SMALL)
    text = json.dumps(now.to_dict(), ensure_ascii=False)
    assert when not in text
    assert "will leave" not in text
    assert now.withheld.planned >= 1


def test_nothing_ranks_closures(mali):
    import corridor.access
    import corridor.supply

    public = {*dir(corridor.access), *dir(corridor.supply)}
    assert not [
        name
        for name in public
        if any(
            word in name.casefold()
            for word in ("worst", "rank", "critical", "target", "optimal_cut")
        )
    ]


@pytest.mark.parametrize("field", ["time", "route", "departure"])
def test_no_field_names_a_coming_movement(situation_on, field):
    keys: set[str] = set()
    pending = [situation_on(WORST).supply.to_dict(), situation_on(WORST).access.to_dict()]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            keys |= set(value)
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    assert f"next_{field}" not in keys
