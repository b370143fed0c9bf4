"""Spoiled packs: each error names file, row, column, what is wrong, what is allowed, what next."""

import csv
import json
from pathlib import Path

import pytest

from corridor.packs import check_pack, load_pack
from corridor.records.errors import PackError


def refused(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    problem = caught.value
    assert problem.hint
    return problem


def at(problem: PackError) -> tuple[str, int | None, str | None]:
    return problem.where, problem.row, problem.column


def test_a_missing_column_is_named(copy: Path):
    path = copy / "places.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{k: v for k, v in row.items() if k != "lat"} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    problem = refused(copy)
    assert at(problem) == ("places.csv", 1, "lat")
    assert "column 'lat' is missing" in str(problem)


def test_a_road_to_an_unknown_place_is_named(copy: Path):
    path = copy / "roads.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][2]["properties"]["to_place"] = "atlantis"
    path.write_text(json.dumps(document), encoding="utf-8")
    problem = refused(copy)
    assert at(problem) == ("roads.geojson", 3, "to_place")
    assert "'atlantis'" in problem.what
    assert problem.allowed == "an id in places.csv"


def test_low_above_high_is_named(spoil):
    def edit(rows):
        rows[1]["low"], rows[1]["high"] = "9", "1"

    problem = refused(spoil("prices.csv", edit))
    assert at(problem) == ("prices.csv", 3, "low")
    assert problem.allowed == "low <= best <= high"


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("places.csv", "lat", "95", "refused"),
        ("places.csv", "lon", "east", "not a number"),
        ("places.csv", "lon", "nan", "not a number"),
        ("flows.csv", "known_from", "", "the day is missing"),
        ("flows.csv", "known_from", "2025-13-01", "is not a day"),
        ("flows.csv", "basis", "assumption", "an assumption stands among reported figures"),
        ("flows.csv", "place", "atlantis", "unknown id 'atlantis'"),
        ("flows.csv", "source", "https://nowhere.invalid/x", "no source publishes"),
        ("assumptions.csv", "reason", "", "refused"),
        ("assumptions.csv", "best", "", "the best value is missing"),
        ("claims.csv", "event_type", "dragon_seen", "unknown event type"),
        ("claims.csv", "confidence", "sure", "no word for confidence"),
        ("claims.csv", "source_url", "https://nowhere.invalid/x", "no report has the address"),
        ("claims.csv", "known_from", "2025-01-01", "known before its report"),
        ("claims.csv", "date_end", "2024-01-01", "lies before the start"),
        ("actors.csv", "parent", "atlantis", "unknown id 'atlantis'"),
        ("actors.csv", "public", "perhaps", "neither yes nor no"),
        ("relations.csv", "subject", "atlantis", "unknown actor"),
        ("corridors.csv", "roads", "kati-bamako kati-bamako", "the roads end at"),
        ("corridors.csv", "roads", "atlantis-bamako", "unknown id"),
        ("corridors.csv", "border", "atlantis", "unknown id"),
        ("questions.csv", "place", "atlantis", "unknown id"),
        ("exits.csv", "from_place", "atlantis", "unknown id"),
        ("sources.csv", "reliability", "Z", "refused"),
        ("sources.csv", "belligerent", "atlantis", "unknown id"),
    ],
)
def test_a_bad_cell_is_named(spoil, table, column, value, words):
    def edit(rows):
        rows[0][column] = value
        if table == "corridors.csv" and value.startswith("kati"):
            rows[0] |= {"origin": "kati"}

    problem = refused(spoil(table, edit))
    assert problem.where == table
    assert problem.row == 2
    assert problem.column == column
    assert words in problem.what


def test_a_figure_ahead_of_its_report_is_named(spoil):
    def edit(rows):
        row = next(row for row in rows if row["id"] == "price_street_mopti_nov_diesel")
        row["known_from"] = "2025-11-01"

    problem = refused(spoil("prices.csv", edit))
    assert problem.column == "known_from"
    assert "before its first report" in problem.what


def test_a_repeated_id_is_named(spoil):
    def edit(rows):
        rows[3]["id"] = rows[0]["id"]

    assert at(refused(spoil("sources.csv", edit))) == ("sources.csv", 5, "id")


def test_a_host_of_two_sources_is_named(spoil):
    def edit(rows):
        rows[1]["hosts"] = rows[0]["hosts"] or "example.org"
        rows[0]["hosts"] = rows[1]["hosts"]

    assert "already belongs to" in refused(spoil("sources.csv", edit)).what


def test_a_missing_table_is_named(copy: Path):
    (copy / "exits.csv").unlink()
    problem = refused(copy)
    assert problem.where == "exits.csv"
    assert "missing" in problem.what


def test_a_wrong_encoding_is_named(copy: Path):
    path = copy / "actors.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert refused(copy).allowed == "text in UTF-8"


def test_a_ragged_row_is_named(copy: Path):
    path = copy / "products.csv"
    path.write_text(path.read_text(encoding="utf-8") + "tar,tar\n", encoding="utf-8")
    assert "as many cells" in refused(copy).what


def test_an_unknown_level_of_the_ladder_is_named(copy: Path):
    path = copy / "posture.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('level = "heightened"', 'level = "panic"', 1), encoding="utf-8")
    assert "unknown level 'panic'" in refused(copy).what


def test_a_report_line_that_is_no_json_is_named(copy: Path):
    path = copy / "reports.jsonl"
    path.write_text("{\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert refused(copy).row == 1


def test_shares_that_do_not_add_up_are_doubtful_and_wrong_when_strict(spoil):
    def edit(rows):
        for row in rows:
            if row["id"] == "dakar-bamako":
                row["normal_share"], row["share_high"] = "0.9", "0.95"

    folder = spoil("corridors.csv", edit)
    load_pack(folder)
    assert [one.level for one in check_pack(folder)] == ["warning"]
    assert [one.level for one in check_pack(folder, strict=True)] == ["error"]


def test_check_returns_a_table_that_cannot_be_read_as_its_one_finding(copy: Path):
    (copy / "pack.toml").write_text("id = ", encoding="utf-8")
    assert [one.where for one in check_pack(copy)] == ["pack.toml"]


def test_an_unknown_pack_lists_those_there_are():
    problem = refused(Path("no-such-pack"))
    assert "mali" in (problem.allowed or "")
