"""What links two claims, and what never does."""

import pytest

from corridor.merge.features import context_of, prepare
from corridor.merge.locate import ground_of, laid
from corridor.merge.score import Pair, score
from corridor.packs.model import Pack
from corridor.records.report import Claim

from .country import make, place, reports_for


def link(pack: Pack, a: Claim, b: Claim) -> Pair | None:
    context = context_of(pack)
    ground = ground_of(context)
    reports = reports_for(a, b)
    ready = [laid(prepare(c, reports[c.report], context), ground) for c in (a, b)]
    if ready[0].lane != ready[1].lane:
        return None
    assert score(*ready, context) == score(*reversed(ready), context)
    return score(*ready, context)


def linked(pack: Pack, a: Claim, b: Claim) -> bool:
    pair = link(pack, a, b)
    return pair is not None and pair.probability >= 0.5


def tankers(value: float, **more: object) -> list[dict[str, object]]:
    return [{"best": value, "unit": "tankers", "of": "tankers burned", **more}]


def test_the_same_happening_in_two_outlets_is_linked_with_reasons(pack: Pack) -> None:
    pair = link(pack, make("a"), make("b", source="paper"))
    assert pair is not None
    assert pair.probability > 0.8
    assert "same actor" in pair.reasons
    assert pair.stretches == ()


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("the next day on the same road", {"when": 11}),
        ("55 km off on the same day", {"where": "bem"}),
        ("another kind of happening", {"type": "price_report", "kind": "figure"}),
        ("planned", {"assertion": "planned"}),
        ("denied", {"assertion": "denied"}),
        ("another region", {"where": place("cor", "region")}),
        ("a week later", {"when": 17}),
    ],
)
def test_near_misses_stay_apart(pack: Pack, why: str, other: dict[str, object]) -> None:
    assert not linked(pack, make("a"), make("b", source="paper", **other)), why


def test_twenty_km_off_on_the_same_day_is_another_place(pack: Pack) -> None:
    off = place("aba") | {"id": None, "name": "Elsewhere", "lat": 10.18}
    assert link(pack, make("a"), make("b", where=off)) is None


def test_an_armed_group_and_its_parent_are_not_two_attackers(pack: Pack) -> None:
    part = link(pack, make("a"), make("b", actor="league"))
    rival = link(pack, make("a"), make("b", actor="rivals"))
    assert part is not None
    assert rival is not None
    assert part.probability > rival.probability
    assert "one actor is part of the other" in part.reasons


def test_a_day_apart_needs_the_same_figure(pack: Pack) -> None:
    a = make("a", figures=tankers(40), words="Forty tankers of a convoy were burned on the road")
    b = make("b", when=11, figures=tankers(40), words="Forty tankers of a convoy burned on a road")
    pair = link(pack, a, b)
    assert pair is not None
    assert pair.probability >= 0.5
    assert any("day apart" in reason for reason in pair.reasons)
    assert not linked(pack, a, make("c", when=11, figures=tankers(3)))


def test_two_days_apart_with_the_same_uncommon_figure_is_mis_dated_and_says_so(pack: Pack) -> None:
    pair = link(pack, make("a", figures=tankers(48)), make("b", when=12, figures=tankers(48)))
    assert pair is not None
    assert any("mis-dated" in reason for reason in pair.stretches)
    assert link(pack, make("a", figures=tankers(4)), make("b", when=12, figures=tankers(4))) is None


def test_a_total_is_not_a_single_count(pack: Pack) -> None:
    total = [{"best": 40, "unit": "tankers", "of": "tankers lost since early March"}]
    assert link(pack, make("a", figures=tankers(40)), make("b", figures=total)) is None


def test_a_month_overlaps_the_day_and_says_so(pack: Pack) -> None:
    month = {"start": "2030-03-01", "end": "2030-03-31", "precision": "month"}
    a, b = make("a", figures=tankers(40)), make("b", when=month, figures=tankers(40))
    pair = link(pack, a, b)
    assert pair is not None
    assert any("spans overlap" in reason for reason in pair.stretches)


def test_a_town_lies_on_the_stretch_that_another_report_names(pack: Pack) -> None:
    stretch = place("aba", "stretch") | {"id": None, "name": "Aba-Bem road", "lon": 0.25}
    inside = place("aba") | {"id": None, "name": "Village", "lon": 0.4}
    pair = link(pack, make("a", where=stretch), make("b", where=inside))
    assert pair is not None
    assert pair.probability >= 0.5
    assert any("stretch of road" in reason for reason in pair.reasons)


@pytest.mark.parametrize("kind", ["travel_advisory", "embassy_drawdown", "cargo_suspended"])
def test_the_same_measure_by_two_governments_or_firms_is_two(pack: Pack, kind: str) -> None:
    a = make("a", type=kind, actor="north-state", where="dun")
    assert link(pack, a, make("b", type=kind, actor="south-state", where="dun")) is None
    assert linked(pack, a, make("c", type=kind, actor="north-state", where="dun"))


def test_captives_of_two_nationalities_are_two_kidnappings(pack: Pack) -> None:
    a = make("a", type="kidnapping", target="five Senegalese drivers")
    b = make("b", type="kidnapping", target="five Indian workers")
    assert link(pack, a, b) is None


def test_petrol_and_diesel_at_one_price_are_two_prices(pack: Pack) -> None:
    figure = [{"best": 1500, "unit": "FCFA/litre"}]
    a = make("a", type="price_report", kind="figure", target="petrol", actor=None, figures=figure)
    b = make("b", type="price_report", kind="figure", target="gasoil", actor=None, figures=figure)
    assert link(pack, a, b) is None


def test_english_and_french_units_are_compared(pack: Pack) -> None:
    a = make("a", figures=[{"best": 40, "unit": "tankers", "of": "tankers burned"}])
    b = make("b", figures=[{"best": 40, "unit": "camions-citernes", "of": "citernes incendiées"}])
    pair = link(pack, a, b)
    assert pair is not None
    assert "same figure" in pair.reasons


def test_a_second_convoy_is_not_the_first(pack: Pack) -> None:
    a = make("a", type="convoy_arrival", where="dun", target="tankers", figures=tankers(80))
    b = make("b", type="convoy_arrival", where="dun", target="second convoy", figures=tankers(160))
    assert not linked(pack, a, b)
