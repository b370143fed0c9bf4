"""The sensitivity on the page: whole, sourced, in both languages, and not for the public."""

import json

import pytest

from corridor.brief import build
from corridor.records.base import Band
from corridor.records.whatif import AssumptionEffect, Sensitivity

BLOCKS = ["moves_lead", "moves", "moves_table"]


def effect(name: str, chances: tuple[float, float], *, above_noise: bool) -> AssumptionEffect:
    return AssumptionEffect(
        assumption=name, band=Band(low=1, best=2, high=3, unit="days"),
        cover_low=1.0, cover_high=2.5, p_dry_low=chances[0], p_dry_high=chances[1],
        swing_cover=1.5, swing_p_dry=abs(chances[1] - chances[0]), above_noise=above_noise,
    )  # fmt: skip


@pytest.fixture
def measured(situation, pack):
    names = sorted(pack.assumptions)[:2]
    effects = (
        effect(names[0], (0.9, 0.4), above_noise=True),
        effect(names[1], (0.6, 0.7), above_noise=False),
        effect("of.no.pack", (0.1, 0.9), above_noise=True),
    )
    found = Sensitivity(
        as_of=situation.as_of, place=pack.capital, product="petrol", cover_day=14, members=300,
        seed=0, cover=2.0, p_dry=0.6, noise_cover=0.4, noise_p_dry=0.2, effects=effects, tried=3,
    )  # fmt: skip
    return situation.model_copy(update={"sensitivity": found})


def blocks(situation, pack, **options):
    section = build(situation, pack, **options).section("assumptions")
    return {block.id: block for block in section.blocks}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_drawing_and_table_hold_the_effects_of_listed_assumptions(measured, pack, lang):
    found = blocks(measured, pack, lang=lang)
    first, second = sorted(pack.assumptions)[:2]
    assert found["moves"].data == ((first, 0.9, 0.4),)
    assert [row.id for row in found["moves_table"].rows] == [f"moves:{first}", f"moves:{second}"]
    assert found["moves_table"].rows[0].cells[3].assumptions == (first,)


def test_the_answer_and_the_noise_stand_before_the_effects(measured, pack):
    told = " ".join(x.text for x in blocks(measured, pack)["moves_lead"].statements)
    assert "60\u00a0%" in told
    assert "20\u00a0%" in told


def test_everything_shown_is_listed(measured, pack):
    page = json.loads(build(measured, pack).to_json())
    section = next(x for x in page["sections"] if x["id"] == "assumptions")
    shown = next(x for x in section["blocks"] if x["id"] == "moves")
    assert set(shown["assumptions"]) <= set(page["assumptions"])


def test_nothing_where_none_was_measured_and_nothing_for_the_public(measured, situation, pack):
    assert not set(BLOCKS) & set(blocks(situation, pack))
    assert not set(BLOCKS) & set(blocks(measured, pack, audience="public"))
