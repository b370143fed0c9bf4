"""events.csv: what is on the page, tagged, and safe in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.brief.events_csv import COLUMNS, FORMULA, inert
from corridor.records.report import COARSE_PLACES


@pytest.fixture(scope="module")
def rows(saved):
    return list(csv.reader(io.StringIO(saved["events.csv"].read_text(encoding="utf-8"))))


def test_a_hashtag_row_stands_under_the_header(rows):
    assert rows[0] == [name for name, _ in COLUMNS]
    assert rows[1] == [tag for _, tag in COLUMNS]
    assert all(tag.startswith("#") for tag in rows[1])
    assert len(set(rows[0])) == len(rows[0])


def test_the_same_events_as_on_the_page(rows, briefings):
    shown = {
        row.id
        for block in briefings["en", "local"].section("events").blocks
        if block.kind == "table"
        for row in block.rows
    }
    assert {row[0] for row in rows[2:]} == shown


def test_coarse_places_have_no_coordinates(rows):
    names = rows[0]
    for row in rows[2:]:
        told = dict(zip(names, row, strict=True))
        if told["geo_precision"] in COARSE_PLACES:
            assert told["latitude"] == told["longitude"] == ""
        assert "not coded by ACLED" in told["coded_by"]
        assert told["claims"]


@given(text=st.text())
def test_no_cell_runs_as_a_formula(text):
    cell = inert(text)
    assert "\n" not in cell
    if cell.lstrip().startswith(FORMULA):
        float(cell)


def test_ransoms_are_never_a_column_of_figures(rows):
    names = rows[0]
    for row in rows[2:]:
        told = dict(zip(names, row, strict=True))
        if told["event_type"].startswith("ransom"):
            assert told["figures"] == ""
