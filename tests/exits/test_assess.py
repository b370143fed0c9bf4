"""Ways out: judged by evidence, never better than what is reported, the same on every run."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.exits import assess_exits
from corridor.records.errors import PackError
from corridor.records.exits import Exit, Exits
from corridor.records.report import Claim
from tests.exits import world

AS_OF = world.AS_OF


def run(claims: tuple[Claim, ...] = (), **changes: object) -> Exits:
    corridors = changes.pop("corridors", ())
    parts = {
        "events": [world.event(item, corridors=corridors) for item in claims],
        "claims": claims,
        "access": world.access(),
        "supply": world.supply(),
        "paths": world.paths(),
        "pack": world.pack(),
        "as_of": AS_OF,
        "days": world.DAYS,
        "members": world.MEMBERS,
        "seed": 0,
    }
    return assess_exits(**(parts | changes))


def one(exits: Exits, name: str) -> Exit:
    return next(item for item in exits.ways if item.id == name)


def flying(day: date, issuer: str = "France"):
    row, said = world.advisory(issuer, day, "leave_soon", "Leave as soon as possible")
    return world.pack(advisories=(row,)), (said,)


def test_flights_are_not_known_out_of_silence() -> None:
    found = one(run(), "scheduled-flight")
    assert found.state == "not_known"
    assert found.free_capacity is None
    assert found.waiting_risk == ()
    assert found.earliest_sensible is None


def test_recent_advice_that_names_flights_makes_them_usable_with_its_claim() -> None:
    pack, claims = flying(AS_OF - timedelta(days=2))
    found = one(run(claims, pack=pack), "scheduled-flight")
    assert found.state == "usable"
    assert found.claims == (claims[0].id,)
    assert found.basis == "observed"
    assert found.conditions[0].issuer == "France"
    assert found.conditions[0].claim == claims[0].id
    assert found.conditions[0].check_again > AS_OF
    assert found.free_capacity is not None
    assert set(found.assumptions) >= {"exits.load_factor", "exits.jet_cover_days"}
    assert found.earliest_sensible is not None
    assert found.earliest_sensible > AS_OF


def test_old_advice_fades_to_not_known() -> None:
    pack, claims = flying(AS_OF - timedelta(days=50))
    assert one(run(claims, pack=pack), "scheduled-flight").state == "not_known"


def test_a_later_suspension_ends_flights_and_a_resumption_brings_them_back() -> None:
    pack, said = flying(AS_OF - timedelta(days=10))
    stop = world.claim("stop", "flight_suspension", AS_OF - timedelta(days=3), "All flights halted")
    back = world.claim("back", "flight_resumption", AS_OF - timedelta(days=1), "Flights resumed")
    assert one(run((*said, stop), pack=pack), "scheduled-flight").state == "not_usable"
    assert one(run((*said, stop, back), pack=pack), "scheduled-flight").state == "usable"


def test_humanitarian_flights_do_not_speak_for_scheduled_ones() -> None:
    pack, said = flying(AS_OF - timedelta(days=2))
    stop = world.claim(
        "stop", "flight_suspension", AS_OF, "Humanitarian flights halted for lack of kerosene"
    )
    found = run((*said, stop), pack=pack)
    assert one(found, "scheduled-flight").state == "usable"
    assert one(found, "charter").state == "not_usable"


def test_short_jet_fuel_limits_flights() -> None:
    pack, said = flying(AS_OF - timedelta(days=2))
    short = world.claim("jet", "shortage_reported", AS_OF, "Jet fuel runs short at the airport")
    assert one(run((*said, short), pack=pack), "scheduled-flight").state == "limited"


@settings(max_examples=40, deadline=None)
@given(
    p_open=st.floats(0, 1),
    evidence=st.floats(0, 1),
    share=st.floats(0, 1),
    local=st.booleans(),
    reviewed=st.booleans(),
)
def test_overland_is_usable_only_with_a_reviewed_local_report(
    p_open: float, evidence: float, share: float, local: bool, reviewed: bool
) -> None:
    p_open = round(p_open, 3)
    proof = world.claim("proof", "road_reopened", AS_OF, "A convoy of cars came through")
    reports = {"r1": world.report("r1", local=local, status="reviewed" if reviewed else "draft")}
    found = run(
        (proof,),
        corridors=("port-capital",),
        reports=reports,
        access=world.access((p_open, round(1 - p_open, 3), 0.0), evidence),
        paths=world.paths(share),
    )
    for name in ("road", "relocation"):
        item = one(found, name)
        if not (local and reviewed):
            assert item.state != "usable"
            assert item.p_usable == {}
            assert all(category.state != "usable" for category in item.categories)
    if local and reviewed and p_open >= 0.5 and evidence >= 0.2:
        assert one(found, "road").state == "usable"


def test_a_closed_or_unknown_road_is_never_better_than_it_is() -> None:
    closed = run(access=world.access((0.05, 0.1, 0.85)))
    unknown = run(access=world.access(evidence=0.05))
    assert one(closed, "road").state == "not_usable"
    assert one(unknown, "road").state == "not_known"
    assert one(run(), "road").state == "limited"


def test_a_contested_road_is_a_way_out_only_where_somebody_passed() -> None:
    contested = world.access((0.2, 0.7, 0.1))
    found = one(run(access=contested), "road")
    assert found.state == "not_known"
    assert "No passage" in found.why_en
    assert not found.waiting_risk
    day = AS_OF - timedelta(days=5)
    seen = [item.model_copy(update={"last_passage": day}) for item in contested.corridors]
    passed = contested.model_copy(update={"corridors": tuple(seen)})
    assert one(run(access=passed), "road").state == "limited"


def test_flights_name_who_said_so_last_apart_from_who_did_before() -> None:
    newer, claims = flying(AS_OF - timedelta(days=1))
    old, said = world.advisory("Italy", AS_OF - timedelta(days=9), "leave_soon")
    pack = newer.model_copy(update={"advisories": (*newer.advisories, old)})
    found = one(run((*claims, said), pack=pack), "scheduled-flight")
    assert "(France); earlier by Italy" in found.why_en
    assert "(France) ; auparavant par Italie" in found.why_fr


def test_a_way_is_not_known_for_a_category_the_pack_does_not_list_it_for() -> None:
    pack, said = flying(AS_OF)
    only = world.way(categories=("international",))
    found = one(run(said, pack=pack.model_copy(update={"exits": (only,)})), only.id)
    states = {item.category: item.state for item in found.categories}
    assert states == {
        "international": "usable", "national": "not_known", "dependants": "not_known",
        "visitors": "not_known",
    }  # fmt: skip


def test_the_river_has_its_season() -> None:
    ways = {"exits": (world.way("river"),), "simulate_from": date(2025, 1, 1)}
    pack = world.pack(**ways)
    assert one(run(pack=pack), "river").state == "not_known"
    dry_season = pack.model_copy(
        update={
            "assumptions": pack.assumptions
            | {
                name: pack.assumptions[name].model_copy(
                    update={"low": month, "best": month, "high": month}
                )
                for name, month in (
                    ("exits.river_first_month", 7),
                    ("exits.river_last_month", 9),
                )
            }
        }
    )
    assert one(run(pack=dry_season), "river").state == "not_usable"


def test_staying_is_limited_when_fuel_is_dry_and_not_known_without_a_siege_level() -> None:
    assert one(run(), "hibernation").state == "usable"
    assert one(run(supply=world.supply(now="dry")), "hibernation").state == "limited"
    assert one(run(access=world.access(siege="not_known")), "hibernation").state == "not_known"


def test_the_risk_of_waiting_never_falls_and_grows_with_closed_roads() -> None:
    pack, said = flying(AS_OF)
    curves = []
    for share in (1.0, 0.3):
        found = one(run(said, pack=pack, paths=world.paths(share)), "scheduled-flight")
        curve = [point.p_lost for point in found.waiting_risk]
        assert curve == sorted(curve)
        assert [point.days for point in found.waiting_risk] == [7, 14, 30, 60, 90]
        curves.append(curve)
    assert all(more >= less for less, more in zip(*curves, strict=True))
    assert curves[1][-1] > curves[0][-1]


def test_flights_reported_running_without_open_roads_are_less_at_risk() -> None:
    ways = (world.way(access_road=None),)
    first, last = (
        world.advisory("France", AS_OF - timedelta(days=step), "leave_soon") for step in (92, 1)
    )
    fresh = run((first[1],), pack=world.pack(advisories=(first[0],), exits=ways),
                paths=world.paths(0.0), as_of=world.FIRST)  # fmt: skip
    proven = run((first[1], last[1]), pack=world.pack(advisories=(first[0], last[0]), exits=ways),
                 paths=world.paths(0.0))  # fmt: skip
    before, after = (one(item, "scheduled-flight").waiting_risk[2] for item in (fresh, proven))
    assert after.p_lost < before.p_lost


def test_no_first_day_is_named_for_a_road_without_local_proof() -> None:
    assert one(run(), "road").state == "limited"
    assert one(run(), "road").earliest_sensible is None


def test_more_governments_leaving_leave_fewer_seats() -> None:
    few_rows = [world.advisory("France", AS_OF, "leave_now")]
    more_rows = [*few_rows, *(world.advisory(x, AS_OF, "leave_now") for x in ("Germany", "Italy"))]
    seats = []
    for rows in (few_rows, more_rows):
        pack = world.pack(advisories=tuple(row for row, _ in rows))
        found = one(run(tuple(said for _, said in rows), pack=pack), "scheduled-flight")
        assert found.free_capacity is not None
        seats.append(found.free_capacity.p50)
    assert seats[1] < seats[0]


def test_a_missing_assumption_is_named() -> None:
    pack, said = flying(AS_OF)
    poor = {k: v for k, v in pack.assumptions.items() if k != "exits.load_factor"}
    with pytest.raises(PackError, match=r"exits\.load_factor"):
        run(said, pack=pack.model_copy(update={"assumptions": poor}))


def test_two_runs_give_the_same_bytes() -> None:
    pack, said = flying(AS_OF)
    assert run(said, pack=pack).to_json() == run(said, pack=pack).to_json()


def test_what_is_known_later_changes_nothing() -> None:
    pack, said = flying(AS_OF - timedelta(days=3))
    later = AS_OF + timedelta(days=1)
    row, leave = world.advisory("Italy", later, "leave_now")
    stop = world.claim("later", "flight_suspension", AS_OF, "All flights halted", known=later)
    base = run(said, pack=pack)
    after = run((*said, leave, stop), pack=pack.model_copy(
        update={"advisories": (*pack.advisories, row)}
    ))  # fmt: skip
    assert after.to_json() == base.to_json()


def test_every_number_has_a_source() -> None:
    pack, said = flying(AS_OF)
    for item in run(said, pack=pack).ways:
        if item.state != "not_known":
            assert item.claims or item.assumptions, item.id
        if item.free_capacity is not None or item.waiting_risk:
            assert item.claims, item.id
            assert item.assumptions or item.kind not in {"scheduled_flight", "charter"}
