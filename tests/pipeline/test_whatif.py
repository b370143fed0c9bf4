"""What-if: pairs share their past, changes do what they say, and nothing ranks or leaks."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from corridor.access.paths import CLOSED, OPEN
from corridor.cli import main
from corridor.overrides import override, parse_override, read_overrides
from corridor.pipeline import Inputs, assess
from corridor.records.errors import InputError, UsageError
from corridor.whatif import sensitivity, what_if
from corridor.whatif.forward import Forward
from corridor.whatif.ways import Ways, check_ways, with_ways
from corridor.whatif.world import World, world_of

DAY, TOMORROW, LATER = date(2025, 11, 1), date(2025, 11, 2), date(2025, 11, 8)
SMALL = {"days": 35, "members": 80, "seed": 0}
CAPITAL = 0


def ask(inputs: Inputs, *words: str, **parts: object):
    return what_if(
        inputs, as_of=DAY, settings=[parse_override(w) for w in words], **(SMALL | parts)
    )


@pytest.fixture(scope="module")
def world(mali_inputs) -> World:
    return world_of(mali_inputs, DAY, **SMALL)


def test_a_change_to_come_leaves_every_earlier_day_as_it_was(world):
    base = world.run()
    forward = Forward(LATER, (parse_override("supply.escort_teams=8"),))
    changed = world.run(forward.change())
    eve = (LATER - base.setup.first).days - 1
    for name in ("share", "litres", "queue"):
        for day in (0, base.setup.today, eve):
            assert np.array_equal(base.history.at(name, day), changed.history.at(name, day))
    assert not np.array_equal(base.history.litres[-1], changed.history.litres[-1])


def test_the_base_case_is_that_of_the_supply_stage(mali_inputs):
    told = assess(mali_inputs, as_of=DAY, changes=False, **SMALL).supply
    result = ask(mali_inputs, "supply.escort_teams+=1", first=TOMORROW)
    for row in result.places:
        same = told.place(row.place, row.product)
        assert row.days_of_cover["0"].base == same.days_of_cover
        # A report of a dry town bounds the stage's chance from below; a difference is the model's.
        least = same.now.probability if same.now.state == "dry" else 0.0
        assert {n: max(c.base, least) for n, c in row.p_dry.items()} == same.p_dry
    future = [w for w in told.national.weekly_inflow if w.future]
    assert [w.litres.base for w in result.national.weekly_inflow] == [w.litres for w in future]


def test_more_escorts_bring_more_and_stock_placed_ahead_is_counted(mali_inputs):
    escorts = ask(mali_inputs, "supply.escort_teams+=3", first=TOMORROW)
    assert escorts.pairing == "members"
    assert escorts.national.total.difference.p50 >= 0
    stock = ask(mali_inputs, "stock.bamako.petrol=20", first=TOMORROW)
    row = next(r for r in stock.places if (r.place, r.product) == ("bamako", "petrol"))
    assert row.days_of_cover["0"].difference.p90 == 0
    assert row.days_of_cover["7"].difference.p10 > 0
    assert row.p_dry["30"].difference <= 0
    assert any("adds" in note for note in stock.notes)


def test_a_cap_on_sales_makes_stock_last(mali_inputs):
    result = ask(mali_inputs, "supply.ration_share=0.5", first=TOMORROW)
    row = next(r for r in result.places if (r.place, r.product) == ("bamako", "diesel"))
    assert row.days_of_cover["14"].difference.p10 >= -1e-3
    assert row.days_of_cover["14"].difference.p90 > 0


def test_a_closed_corridor_brings_less_an_opened_one_more(mali_inputs):
    closed = ask(mali_inputs, closed=["dakar-bamako", "sikasso-bougouni"])
    assert closed.national.total.difference.p50 < 0
    opened = ask(mali_inputs, opened=["abidjan-zegoua-bamako"])
    assert opened.national.total.difference.p50 > 0
    assert [c.first for c in opened.changes] == [TOMORROW]


def test_places_come_by_name_not_by_effect(mali_inputs):
    result = ask(mali_inputs, closed=["bougouni-bamako"])
    names = [(row.place, row.product) for row in result.places]
    assert names == sorted(names)
    assert "rest" not in {place for place, _ in names}


def test_roads_move_only_from_their_day_and_corridors_follow(world):
    pack, paths = world.pack, world.paths
    day = paths.today + 1
    ways = Ways(opened=("kati-bamako",), closed=("dakar-bamako", "bougouni-bamako"))
    moved = with_ways(paths, pack, ways, day)
    for cls in ("tanker", "fuel_convoy"):
        assert np.array_equal(moved.road_states[cls][:, :day], paths.road_states[cls][:, :day])
        assert (moved.road("kati-bamako", cls)[day:] == OPEN).all()
        assert (moved.road("bougouni-bamako", cls)[day:] == CLOSED).all()
        assert (moved.corridor("dakar-bamako", cls)[day:] == CLOSED).all()
        assert (moved.corridor("abidjan-zegoua-bamako", cls)[day:] == CLOSED).all()
        assert (moved.corridor("bamako-segou", cls) == paths.corridor("bamako-segou", cls)).all()


def test_an_assumption_without_a_day_holds_from_the_start(mali_inputs):
    result = ask(mali_inputs, "demand.bamako.petrol*=1.3")
    assert result.pairing == "ranks"
    assert result.changes[0].first is None
    assert result.assumptions[0].overridden
    assert "the pack has" in result.assumptions[0].reason


@pytest.mark.parametrize(
    ("words", "parts", "told"),
    [
        (["supply.escort_team=3"], {}, "supply.escort_teams"),
        (["supply.ration_share=3"], {}, "Allowed: 0 to 1"),
        (["supply.travel_days=0"], {}, "cannot be 0"),
        (["supply.escort_teams=3", "supply.escort_teams=4"], {}, "set twice"),
        (["access.silence=0.01"], {"first": TOMORROW}, "without --from"),
        (["exits.load_factor=0.8"], {"first": TOMORROW}, "not read by supply"),
        ([], {"first": DAY, "closed": ["kati-bamako"]}, "out of bounds"),
        ([], {"closed": ["bougouni-sikasso"]}, "sikasso-bougouni"),
        ([], {"closed": ["kati-bamako"], "opened": ["kati-bamako"]}, "both opened and closed"),
        ([], {}, "nothing to change"),
    ],
)
def test_what_cannot_be_asked_is_said(mali_inputs, words, parts, told):
    with pytest.raises(UsageError, match=told.replace(".", r"\.")):
        ask(mali_inputs, *words, **parts)


def test_a_corridor_opens_all_its_roads_and_unknown_ids_have_neighbours(world):
    ways = check_ways(world.pack, ["dakar-bamako"], [])
    day = world.paths.today + 1
    moved = with_ways(world.paths, world.pack, ways, day)
    for road in world.pack.corridors["dakar-bamako"].roads:
        assert (moved.road(road, "tanker")[day:] == OPEN).all()
    assert (moved.corridor("dakar-bamako", "tanker")[day:] == OPEN).all()


def test_the_plan_bounds_what_the_simulation_sells(mali_inputs, world):
    pytest.importorskip("highspy", reason="the extra 'plan' is not installed")
    result = ask(mali_inputs, opened=["dakar-bamako"], plan=True)
    assert result.plan.upper_bound
    assert result.plan_changed.met >= result.plan.met - 0.05
    past, whole = world.run(only_past=True), world.run()
    met = [run.state.totals.sold + run.state.totals.power for run in (past, whole)]
    assert float((met[1] - met[0]).sum(axis=0).mean()) <= result.plan.met * 1.02


def test_sensitivity_tries_each_end(mali_inputs):
    names = ["demand.bamako.petrol", "supply.escort_teams"]
    told = []
    result = sensitivity(mali_inputs, as_of=DAY, names=names, members=80,
                         progress=lambda *step: told.append(step))  # fmt: skip
    assert (result.place, result.product, result.tried) == ("bamako", "petrol", 2)
    assert told == [(names[0], 1, 2), (names[1], 2, 2)]
    assert all(row.swing_p_dry >= 0 for row in result.effects)


def test_overrides_of_a_file_are_marked_wherever_they_are_listed(mali_inputs, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("id,value,who,why\nsupply.escort_teams,3,Logistics,counted\n", encoding="utf-8")
    pack = override(mali_inputs.pack, read_overrides(file))
    now = assess(
        Inputs(pack, mali_inputs.reports, mali_inputs.claims), as_of=DAY, changes=False, **SMALL
    )
    row = next(a for a in now.assumptions if a.id == "supply.escort_teams")
    assert row.overridden
    assert (row.low, row.best, row.high) == (3, 3, 3)
    assert "Logistics: counted" in row.reason


def test_toml_and_csv_say_the_same(tmp_path):
    csv, toml = tmp_path / "a.csv", tmp_path / "a.toml"
    csv.write_text("id,value,who,why\nx.y,2.5,me,because\n", encoding="utf-8")
    toml.write_text('[[override]]\nid = "x.y"\nvalue = 2.5\nwho = "me"\nwhy = "because"\n')
    assert read_overrides(csv) == read_overrides(toml)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,value\nx,abc\n", "row 2, column 'value': 'abc' is not a number"),
        ("id,value\nx,nan\n", "is not a number"),
        ("name,value\nx,1\n", "column id is missing"),
        ("id,value\nx,1\nx,2\n", "overridden twice"),
    ],
)
def test_a_bad_file_of_overrides_names_row_and_column(tmp_path: Path, text, told):
    file = tmp_path / "bad.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_overrides(file)


def test_the_command_prints_one_document_and_refuses_the_public():
    words = [
        "whatif",
        "--as-of",
        str(DAY),
        "--days",
        "30",
        "--members",
        "50",
        "--close",
        "kati-bamako",
    ]
    done = CliRunner().invoke(main, [*words, "--json"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["changes"][0]["id"] == "kati-bamako"
    table = CliRunner().invoke(main, words)
    assert "National entries" in table.stdout
    assert CliRunner().invoke(main, [*words, "--audience", "public"]).exit_code == 2
    assert CliRunner().invoke(main, words[:3]).exit_code == 2
