"""Governments' advice: attributed, in force until eased or lapsed, one voice a government."""

from datetime import timedelta

import pytest

from corridor.exits.advice import (
    LAPSE_DAYS,
    all_advice,
    conditions,
    governments,
    in_force,
    level_in,
    names_of,
    split_names,
)
from corridor.exits.seen import Seen
from tests.exits import world

AS_OF = world.AS_OF


def told(*rows, extra=()):
    pack = world.pack(advisories=tuple(row for row, _ in rows))
    claims = (*(said for _, said in rows), *extra)
    return all_advice(Seen.by(AS_OF, (), claims, {}), pack)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("First alert telling citizens to go at once by commercial air, not by road", "leave_now"),
        ("All three told nationals to leave", "leave_now"),
        ("Paris appelle ses ressortissants à quitter le pays sans délai", "leave_now"),
        ("Advised planning a temporary departure as soon as possible", "leave_soon"),
        ("Les ressortissants sont invités à prévoir un départ dès que possible", "leave_soon"),
        ("Warned of raised attack risk and advised keeping supplies in hand", "caution"),
    ],
)
def test_the_level_is_read_from_the_words(words: str, level: str) -> None:
    assert level_in(words) == level


def test_weaker_repeats_do_not_withdraw_stronger_advice_but_easing_does() -> None:
    strong = world.advisory("France", AS_OF - timedelta(days=20), "leave_now")
    weak = world.advisory("France", AS_OF - timedelta(days=10), "do_not_travel")
    eased = world.advisory("France", AS_OF - timedelta(days=5), "eased")
    assert len(governments(told(strong, weak), AS_OF, "leave_now")) == 1
    assert governments(told(strong, weak, eased), AS_OF, "leave_now") == ()


def test_advice_lapses() -> None:
    old = world.advisory("France", AS_OF - timedelta(days=LAPSE_DAYS + 1), "leave_now")
    assert in_force(told(old), AS_OF) == {}


def test_an_embassy_and_its_government_are_one_voice() -> None:
    row = world.advisory("United States", AS_OF, "leave_now")
    said = world.claim(
        "c", "travel_advisory", AS_OF, "Told citizens to leave now", who="United States Embassy"
    )
    assert len(governments(told(row, extra=(said,)), AS_OF, "leave_now")) == 1


def test_several_issuers_of_one_row_count_each() -> None:
    assert split_names("Japan, South Korea and Spain") == ["Japan", "South Korea", "Spain"]
    row = world.advisory("France, Germany and Italy", AS_OF, "leave_now")
    assert len(governments(told(row), AS_OF, "leave_now")) == 3


def test_advice_without_a_claim_is_not_used() -> None:
    row, _ = world.advisory("France", AS_OF, "leave_now")
    pack = world.pack(advisories=(row,))
    assert all_advice(Seen.by(AS_OF, (), (), {}), pack) == ()


def test_conditions_are_the_newest_words_of_each_issuer_newest_first() -> None:
    rows = [
        world.advisory("France", AS_OF - timedelta(days=9), "leave_soon"),
        world.advisory("France", AS_OF - timedelta(days=2), "leave_soon"),
        world.advisory("Italy", AS_OF - timedelta(days=1), "leave_now"),
    ]
    found = conditions(told(*rows), AS_OF, "flights")
    assert [(item.issuer, (AS_OF - item.issued).days) for item in found] == [
        ("Italy", 1), ("France", 2),
    ]  # fmt: skip


def test_words_about_several_governments_are_nobodys_condition() -> None:
    joint = world.claim(
        "j", "travel_advisory", AS_OF, "Both told nationals to leave; commercial flights run",
        who="France and Italy",
    )  # fmt: skip
    found = told(extra=(joint,))
    assert len(governments(found, AS_OF, "leave_now")) == 2
    assert conditions(found, AS_OF, "flights") == ()


def test_governments_are_named_in_the_language_of_the_text() -> None:
    pack = world.pack()
    found = told(world.advisory("Germany", AS_OF, "leave_now"))
    assert names_of(found, pack, "en") == ["Germany"]
    assert names_of(found, pack, "fr") == ["Allemagne"]
