"""Reports as observations: words by the table, copies once, opinions never, denials with doubt."""

from datetime import date, timedelta

import numpy as np
import pytest

from corridor.packs.model import Pack
from corridor.records.figures import PackFigure
from corridor.supply.observe import first_trouble, observations, silent_weeks
from corridor.supply.operators import log_likelihood
from corridor.supply.windows import window
from corridor.supply.wording import matches, wordings
from tests.supply.conftest import FIRST, build

AS_OF = FIRST + timedelta(days=60)
PLACES, PRODUCTS = ("capital", "gate", "hill"), ("diesel", "petrol")


def seen(claims, pack: Pack | None = None, events=()):
    return observations(events, claims, pack or build(), PLACES, PRODUCTS, AS_OF)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("nearly all out of petrol", 2),
        ("Presque toutes les stations sont fermées", 2),
        ("working stations: one in ten", 8),
        ("most stations stayed dry afterwards", 8),
        ("large majority open", 85),
        ("shorter queues", 40),
        ("a steep fall in fuel", 20),
    ],
)
def test_words_become_shares_by_the_table(text, best):
    band = matches("stations", text)
    assert band is not None
    assert band.best == best


def test_the_table_is_ordered_and_complete():
    for row in wordings():
        if row.band is not None:
            assert row.band.low <= row.band.best <= row.band.high


def test_a_count_in_percent_beats_the_words(say):
    claim = say(
        "station_closure", 20, "nearly all closed",
        figure={"best": 12, "unit": "percent", "of": "stations working"},
    )  # fmt: skip
    (found,) = seen([claim])
    assert found.band.best == 12


def test_copies_of_one_happening_count_once(say):
    claims = [
        say("station_closure", 20, "nearly all out of petrol", id=name, happening="H1")
        for name in ("a", "b", "c")
    ]
    (found,) = seen(claims)
    assert found.claims == ("a", "b", "c")


def test_claims_that_agree_about_the_same_days_are_one(say):
    claims = [
        say("station_closure", 20, "nearly all out of petrol", id="a"),
        say("station_closure", 21, "most stations are dry", id="b"),
    ]
    (found,) = seen(claims)
    assert found.claims == ("a", "b")


def test_claims_that_disagree_both_stay(say):
    claims = [
        say("station_closure", 20, "nearly all out of petrol", id="a"),
        say("shortage_eased", 20, "queues almost vanished", id="b"),
    ]
    assert len(seen(claims)) == 2


@pytest.mark.parametrize(
    "parts", [{"kind": "opinion"}, {"kind": "background"}, {"assertion": "planned"},
              {"assertion": "conditional"}, {"place": None}, {"place": "elsewhere"}],
)  # fmt: skip
def test_what_is_no_observation(say, parts):
    assert seen([say("station_closure", 20, "nearly all out of petrol", **parts)]) == ()


def test_a_denial_is_an_interested_observation(say):
    claim = say("denial", 20, "a government speaker said there was no shortage", assertion="denied")
    (found,) = seen([claim])
    assert found.interested
    assert found.band.low < 30 < found.band.best


def test_two_convoys_on_a_day_add_up(say):
    claims = [
        say("convoy_arrival", 20, "a convoy", id=name, figure={"best": n, "unit": "tankers"})
        for name, n in (("a", 80), ("b", 170))
    ]
    (found,) = seen(claims)
    assert found.band.best == 250
    assert found.bound == "lower"


def test_an_announced_convoy_has_a_lower_low(say):
    figure = {"best": 300, "unit": "tankers"}
    shown, told = (
        seen([say("convoy_arrival", 20, words, figure=figure)])[0]
        for words in ("counted by a reporter", "State TV showed a convoy")
    )
    assert told.band.low < shown.band.low
    assert told.widen > shown.widen


def test_a_month_to_date_starts_on_the_first(say):
    figure = {"best": 30, "unit": "million litres", "text": "million litres in Jan to date"}
    (found,) = seen([say("flow_report", 23, "customs logged", place=None, figure=figure)])
    assert (found.start, found.end) == (FIRST, FIRST + timedelta(days=23))


def test_stock_upper_bound_and_exhaustion(say):
    claims = [
        say("stock_report", 20, "fuel for two weeks", id="a",
            figure={"best": 14, "unit": "days"}),
        say("stock_report", 30, "the stock is used up", id="b", figure={"best": 3, "unit": "days"}),
    ]  # fmt: skip
    cover, gone = seen(claims)
    assert (cover.kind, cover.bound) == ("cover", "upper")
    assert (gone.kind, gone.band.best) == ("security", 0)


def test_less_than_two_weeks_is_not_four_days(say):
    """Who says "less than two weeks" means more than one: the words bound both sides."""
    words = {"high": 14, "unit": "days"}
    (cover,) = seen([say("stock_report", 20, "out of fuel in under two weeks", figure=words)])
    assert cover.bound == "both"
    assert (cover.band.low, cover.band.best, cover.band.high) == (7, 10.5, 14)
    values = log_likelihood(cover, np.array([3.0, 10.0, 25.0], dtype=np.float32))
    assert values[1] > max(values[0], values[2])


@pytest.mark.parametrize("kind", ["road_blockade_declared", "road_blockage"])
def test_a_blockade_ends_the_silence(say, kind):
    assert silent_weeks([], [], FIRST, AS_OF)
    told = say(kind, 0, "a ban on fuel")
    assert first_trouble([], [told], FIRST, AS_OF) == FIRST
    assert silent_weeks([], [told], FIRST, AS_OF) == ()


def test_street_price_needs_the_street(say):
    figure = {"best": 2000, "unit": "FCFA/litre"}
    street = say("price_report", 20, "petrol from street sellers", figure=figure)
    ceiling = say("price_report", 21, "the ceiling for petrol", figure=figure)
    assert [item.kind for item in seen([street, ceiling])] == ["price"]


def figure(name: str, parameter: str, unit: str, as_of: str, best: float, **parts: object):
    return PackFigure.model_validate({
        "id": name, "parameter": parameter, "unit": unit, "as_of": as_of, "best": best,
        "known_from": AS_OF, "basis": "reported", "source": "test", **parts,
    })  # fmt: skip


def test_a_pack_figure_counts_only_with_its_claim(say):
    row = figure("f1", "inflow_customs_month", "million litres/month", "2030-01", 50)
    pack = build(figures=(row,))
    claim = say("flow_report", 59, "customs", id="fig:f1", place=None)
    (found,) = seen([claim], pack)
    assert (found.start, found.end) == (FIRST, date(2030, 1, 31))
    assert seen([], pack) == ()


def test_later_figures_are_not_seen(say):
    row = figure("f1", "inflow", "million litres", "2030-01", 50)
    later = row.model_copy(update={"known_from": AS_OF + timedelta(days=1)})
    claim = say("flow_report", 59, "customs", id="fig:f1", place=None)
    assert seen([claim], build(figures=(later,))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sept 2025", (date(2025, 9, 1), date(2025, 9, 30))),
        ("1-24 Nov 2025", (date(2025, 11, 1), date(2025, 11, 24))),
        ("c. 10 Nov 2025", (date(2025, 11, 10), date(2025, 11, 10))),
        ("2025-10", (date(2025, 10, 1), date(2025, 10, 31))),
        ("2025-10-27/2025-11-10", (date(2025, 10, 27), date(2025, 11, 10))),
        ("6 Oct 2025", (date(2025, 10, 6), date(2025, 10, 6))),
        ("autumn 2025", None), ("2025", None), ("before Oct 2025", None), ("-", None),
        ("31 Feb 2025", None),
    ],
)  # fmt: skip
def test_written_dates(text, expected):
    assert window(text) == expected


def test_silence_ends_with_the_first_trouble(say):
    calm = silent_weeks([], [], FIRST, AS_OF)
    assert len(calm) == 7
    troubled = silent_weeks([], [say("convoy_attack", 20, "hit")], FIRST, AS_OF)
    assert troubled == calm[:2]
