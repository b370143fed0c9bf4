"""Figures of plain sentences: value, bounds and unit as the words have them."""

import csv
from pathlib import Path

import pytest

with (Path(__file__).parent / "figures.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_a_figure_is_read_as_said(read, row):
    found = {(f.low, f.best, f.high, f.unit) for c in read(row["text"]) for f in c.figures}
    assert (number(row["low"]), number(row["best"]), number(row["high"]), row["unit"]) in found
