"""What stands beside a corridor's state: the next way, what would change it, rain, rates."""

import pytest

from corridor.brief import build
from corridor.records.access import NextBest, Rain, RefittedRate, WouldChange
from corridor.records.base import Band


def told(situation, **changes):
    """The situation with every corridor and road changed alike."""
    corridor = {key: changes[key] for key in ("next_best", "would_change") if key in changes}
    access = situation.access.model_copy(update={
        "corridors": tuple(x.model_copy(update=corridor) for x in situation.access.corridors),
        "roads": tuple(
            x.model_copy(update={"rain": changes.get("rain")}) for x in situation.access.roads
        ),
        "rates": changes.get("rates", ()),
    })  # fmt: skip
    return situation.model_copy(update={"access": access})


def block(situation, pack, section, name, **options):
    found = build(situation, pack, **options).section(section)
    return next((x for x in found.blocks if x.id == name), None)


def wet(situation, chance):
    return Rain(p_impassable=chance, first_month=6, last_month=10, unpaved=0.9,
                basis="assumed", assumptions=situation.access.corridors[0].assumptions,
                claims=situation.access.corridors[0].claims)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "2 × convoy arrived → open (60\u00a0%)"), ("fr", "2 × arrivée de convoi → ouvert")],
)
def test_what_would_change_a_state_is_said_with_its_chance(situation, pack, lang, words):
    change = WouldChange(type="convoy_arrival", count=2, days=14, state="open", p=0.6)
    other = NextBest(id="conakry-bamako", p_open=0.9, evidence=0.0, state="not_known")
    found = told(situation, would_change=(change,), next_best=other)
    row = block(found, pack, "access", "next_ways", lang=lang).rows[0]
    assert words in row.cells[5].text
    assert row.cells[5].claims or row.cells[5].assumptions
    assert row.cells[3].state == "not_known", "a way nobody speaks of stays not known"


def test_without_another_way_the_row_says_so(situation, pack):
    row = block(told(situation, next_best=None), pack, "access", "next_ways").rows[0]
    assert row.cells[2].text == "none known"


@pytest.mark.parametrize(("chance", "shown"), [(0.3, True), (0.01, False)])
def test_rain_is_spoken_of_where_it_may_stop_a_road(situation, pack, chance, shown):
    found = block(told(situation, rain=wet(situation, chance)), pack, "access", "rain")
    assert (found is not None) == shown


def test_rates_stand_before_and_after(situation, pack):
    name = min(pack.assumptions)
    rate = RefittedRate(
        id=name, prior=Band(low=0.01, best=0.02, high=0.04, unit="probability/day"),
        posterior=Band(low=0.01, best=0.03, high=0.05, unit="probability/day"),
        seen=3.0, watched=100.0, basis="modelled", assumptions=(name,),
    )  # fmt: skip
    row = block(told(situation, rates=(rate,)), pack, "assumptions", "rates").rows[0]
    assert (row.cells[1].best, row.cells[2].best) == (0.02, 0.03)
