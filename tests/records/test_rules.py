"""Records refuse what does not hold together, and say why."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corridor.records.access import (
    STATE_MIN_EVIDENCE,
    STATE_MIN_PROBABILITY,
    Access,
    CorridorAccess,
    RoadAccess,
    likeliest_state,
)
from corridor.records.base import Band, Quantiles
from corridor.records.dates import TimeSpan, days_between
from corridor.records.errors import (
    CorridorError,
    InputError,
    NeedsError,
    PackError,
    UsageError,
)
from corridor.records.events import Contradiction, Event, Reading
from corridor.records.exits import Exit, Exits
from corridor.records.figures import Assumption, PackFigure
from corridor.records.geography import MOVEMENT_CLASSES, MOVEMENT_LABELS
from corridor.records.outlook import Forecast, Outlook
from corridor.records.posture import Posture, Tripwire
from corridor.records.report import Claim
from corridor.records.situation import Situation
from corridor.records.supply import FirstDry, PlaceSupply, Supply
from corridor.records.table import Table

DAY = date(2025, 11, 1)
CLAIM: dict[str, Any] = {
    "id": "c1", "report": "r1", "kind": "event", "type": "ambush", "confidence": 0.5,
    "known_from": DAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "fields", "why"),
    [
        (Band, {"low": 2, "high": 1}, "low <= best <= high"),
        (Band, {"low": 1, "best": 3, "high": 2}, "low <= best <= high"),
        (Band, {"best": float("nan")}, "finite"),
        (Quantiles, {"p10": 1, "p50": 0, "p90": 2}, "p10 <= p50 <= p90"),
        (TimeSpan, {"start": DAY, "end": DAY - timedelta(1)}, "lies before start"),
        (Claim, CLAIM, "needs a quote with its span, or a paraphrase"),
        (Claim, CLAIM | {"quote": "a"}, "come together"),
        (Claim, CLAIM | {"paraphrase": "a", "span": (0, 1)}, "come together"),
        (Claim, CLAIM | {"quote": "a", "span": (4, 4)}, "runs forward"),
        (Claim, CLAIM | {"quote": "a", "span": (-1, 4)}, "runs forward"),
        (Claim, CLAIM | {"paraphrase": "a", "confidence": 1.2}, "less than or equal to 1"),
        (Claim, CLAIM | {"paraphrase": "a", "type": "Not A Slug"}, "match pattern"),
        (Table, {"columns": ("a", "b"), "rows": ((1,),)}, "1 cells, the header 2"),
        (Assumption, {"id": "a", "reason": "r", "known_from": DAY}, "needs a best value"),
        (
            Assumption,
            {"id": "a", "reason": "", "best": 1, "known_from": DAY},
            "at least 1 character",
        ),
        (
            PackFigure,
            {
                "id": "a", "parameter": "use", "as_of": "2025", "known_from": DAY,
                "basis": "reported", "source": "", "best": 1,
            },
            "at least 1 character",
        ),
        (
            Event,
            {"id": "e", "kind": "event", "type": "ambush", "claims": (), "known_from": DAY,
             "updated": DAY},
            "at least 1 item",
        ),
        (
            Contradiction,
            {"id": "x", "about": "figure", "readings": (Reading(claim="c", says="1"),),
             "summary": "", "rank": 1},
            "at least 2 items",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused(record: type, fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        record(**fields)


def test_an_empty_bound_is_not_zero() -> None:
    assert Band(low=2).to_dict() == {"low": 2.0, "best": None, "high": None, "unit": ""}
    assert Band(low=2, high=3).best is None


def test_probabilities_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValidationError, match="add up to"):
        road_access(p_open=0.5, p_contested=0.5, p_closed=0.5)


def road_access(**changes: Any) -> RoadAccess:
    fields: dict[str, Any] = {
        "id": "a-b", "class": "tanker", "p_open": 0.2, "p_contested": 0.2, "p_closed": 0.6,
        "evidence": 0.5, "state": "closed",
    }  # fmt: skip
    return RoadAccess(**(fields | changes))


@given(
    parts=st.tuples(*[st.floats(0.001, 1)] * 3),
    evidence=st.floats(0, 1),
)
def test_a_state_is_named_only_when_likely_and_evidenced(
    parts: tuple[float, float, float], evidence: float
) -> None:
    shares = [part / sum(parts) for part in parts]
    state = likeliest_state(*shares, evidence)
    known = evidence >= STATE_MIN_EVIDENCE and max(shares) >= STATE_MIN_PROBABILITY
    assert (state != "not_known") == known
    if known:
        assert shares[("open", "contested", "closed").index(state)] == max(shares)


def test_silence_is_not_an_open_road() -> None:
    assert likeliest_state(1.0, 0.0, 0.0, 0.0) == "not_known"


def test_a_movement_class_is_called_class_in_json() -> None:
    assert road_access().to_dict()["class"] == "tanker"
    assert set(MOVEMENT_LABELS) == set(MOVEMENT_CLASSES)


def test_the_last_and_middle_day_of_a_span() -> None:
    span = TimeSpan(start=DAY, end=DAY + timedelta(4), precision="approximate")
    assert (span.last, span.middle) == (DAY + timedelta(4), DAY + timedelta(2))
    assert TimeSpan(start=DAY).last == TimeSpan(start=DAY).middle == DAY
    assert TimeSpan().last is None


def test_days_between_counts_both_ends() -> None:
    days = days_between(DAY, DAY + timedelta(2))
    assert days == (DAY, DAY + timedelta(1), DAY + timedelta(2))
    assert days_between(DAY, DAY - timedelta(1)) == ()


def test_a_claim_speaks_in_its_quote_or_else_its_paraphrase() -> None:
    assert Claim(**CLAIM, quote="dix", span=(0, 3), paraphrase="ten").words == "dix"
    assert Claim(**CLAIM, paraphrase="ten").words == "ten"


def test_an_error_says_what_where_what_is_allowed_and_what_next() -> None:
    error = PackError(
        "low above high",
        where="stocks.csv",
        row=7,
        column="low",
        allowed="low <= best <= high",
        hint="swap the two",
    )
    assert str(error) == (
        "stocks.csv, row 7, column 'low': low above high. "
        "Allowed: low <= best <= high. Next: swap the two"
    )
    assert (error.row, error.column, error.exit_code) == (7, "low", 3)


def test_errors_form_one_tree_with_the_documented_exit_codes() -> None:
    assert {kind: kind.exit_code for kind in (UsageError, InputError, PackError, NeedsError)} == {
        UsageError: 2, InputError: 3, PackError: 3, NeedsError: 4,
    }  # fmt: skip
    assert all(issubclass(kind, CorridorError) for kind in (UsageError, InputError, NeedsError))


def test_a_table_reads_aligned_and_gives_mappings() -> None:
    table = Table(columns=("road", "p"), rows=(("a-b", 0.25), ("c", None), ("d", 1234.5)))
    assert str(table).splitlines() == ["road  p", "a-b   0.25", "c     -", "d     1234"]
    assert table.dicts()[0] == {"road": "a-b", "p": 0.25}


def corridor_access(name: str) -> CorridorAccess:
    return CorridorAccess(**(road_access(id=name).to_dict() | {"p_open_7": 0.2, "p_open_30": 0.3}))


def test_access_finds_a_corridor_and_says_which_there_are() -> None:
    access = Access(as_of=DAY, roads=(road_access(),), corridors=(corridor_access("x-y"),))
    assert access.corridor("x-y").p_closed == 0.6
    with pytest.raises(KeyError, match="there are: x-y"):
        access.corridor("x-z")
    assert [row["part"] for row in access.table().dicts()] == ["corridor", "road"]
    assert access.table(cls="car").rows == ()
    assert len(access.table(cls=None).rows) == 2


def place_supply() -> PlaceSupply:
    some = Quantiles(p10=1, p50=2, p90=3)
    return PlaceSupply(
        place="port-town",
        product="petrol",
        days_of_cover=some,
        p_dry={"7": 0.1},
        first_dry=FirstDry(p_within_horizon=0.2),
        stations_open=some,
        now={"state": "short", "probability": 0.7},
    )


def test_supply_finds_a_place_by_id_or_name_and_says_which_there_are() -> None:
    supply = Supply(as_of=DAY, places=(place_supply(),))
    assert supply.days_of_cover("Port Town", "petrol").p50 == 2
    with pytest.raises(KeyError, match="there are: port-town/petrol"):
        supply.place("port-town", "diesel")
    row = supply.table().dicts()[0]
    assert (row["p_dry_7"], row["p_dry_14"], row["now"]) == (0.1, None, "short")


def test_exits_outlook_and_posture_give_one_row_each() -> None:
    way = Exit(
        id="flight", kind="scheduled_flight", name_en="a", name_fr="b", from_place="port-town",
        state="limited", why_en="", why_fr="",
    )  # fmt: skip
    forecast = Forecast(
        question="q", as_of=DAY, resolves_on=DAY, text_en="", text_fr="", probability=0.4, low=0.2,
        high=0.6, method="base_rate", reference_class="",
    )  # fmt: skip
    wire = Tripwire(id="w", level="l", text_en="", text_fr="", state="not_known")
    tables = [
        Exits(as_of=DAY, ways=(way,)).table(),
        Outlook(as_of=DAY, forecasts=(forecast,)).table(),
        Posture(as_of=DAY, tripwires=(wire,)).table(),
    ]
    assert [len(table.rows) for table in tables] == [1, 1, 1]
    assert tables[0].dicts()[0]["free_p10"] is None


def test_a_situation_refuses_hindsight() -> None:
    late = Claim(**CLAIM | {"known_from": DAY + timedelta(1)}, paraphrase="later")
    fields: dict[str, Any] = {
        "pack": "p", "pack_version": "1", "as_of": DAY, "days": 1, "members": 1, "seed": 0,
        "version": "0", "inputs_digest": "",
        "cutoff": {"as_of": DAY}, "access": {"as_of": DAY}, "supply": {"as_of": DAY},
        "exits": {"as_of": DAY}, "outlook": {"as_of": DAY}, "posture": {"as_of": DAY},
    }  # fmt: skip
    with pytest.raises(ValidationError, match="known only from 2025-11-02"):
        Situation(**fields, claims=(late,))
    claim = Claim(**CLAIM, paraphrase="in time")
    assert Situation(**fields, claims=(claim,)).claim_by_id == {"c1": claim}
