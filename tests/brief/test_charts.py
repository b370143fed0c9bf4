"""Charts: the same bytes, our font, the data beside the drawing."""

import pytest

from corridor.brief.charts import bars, cover, draw

ROWS = [
    {"day": f"2025-10-{day:02d}", "low": 1.0, "mid": 2.0, "high": 4.0, "future": day > 15,
     "join": day == 15}
    for day in range(1, 31)
]  # fmt: skip
WORDS = {"unit": "days", "forecast": "forecast", "kinds": ["want", "ease"], "first": ""}
MONTHS = tuple("abcdefghijkl")


def chart():
    marks = [{"day": "2025-10-06", "kind": "want"}]
    return cover(ROWS, marks, today="2025-10-15", months=MONTHS, words=WORDS)


def test_drawing_is_deterministic_and_in_our_font():
    svg = draw(chart())
    assert svg == draw(chart())
    assert "Inter" in svg
    assert "<script" not in svg
    assert "http" not in svg.replace("http://www.w3.org/", "")


def test_the_forecast_differs_in_form():
    svg = draw(chart())
    assert "stroke-dasharray" in svg
    weeks = [{"week": f"w{n}", "low": 1, "mid": 2, "high": 3, "future": n > 2} for n in range(5)]
    assert "stroke-dasharray" in draw(bars(weeks, words={"unit": "million litres"}))


def test_words_in_a_chart_are_escaped():
    svg = draw(bars([{"week": "<b>&", "low": 1, "mid": 2, "high": 3, "future": False}],
                    words={"unit": "x"}))  # fmt: skip
    assert "<b>" not in svg


@pytest.mark.parametrize("name", ["cover", "inflow"])
def test_the_data_stand_beside_the_drawing(briefings, name):
    figure = next(x for x in briefings["en", "local"].section("supply").blocks if x.id == name)
    assert len(figure.data) > 20
    assert all(len(row) == len(figure.columns) for row in figure.data)
    assert figure.svg.startswith("<svg")
    assert figure.claims
