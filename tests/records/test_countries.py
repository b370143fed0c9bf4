"""One table of countries: codes that stand once, names that lead to one country only."""

import re

import pytest

from corridor.collect.countries import country_of, country_of_fips
from corridor.records.countries import countries

ALL = countries()


@pytest.mark.parametrize(
    ("codes", "shape"),
    [
        ([one.iso2 for one in ALL], r"[A-Z]{2}"),
        ([one.iso3 for one in ALL], r"[A-Z]{3}"),
        ([one.numeric for one in ALL if one.numeric], r"\d{1,3}"),
        ([one.fips for one in ALL if one.fips], r"[A-Z]{2}"),
    ],
)
def test_each_code_stands_once_in_its_own_shape(codes, shape):
    assert len(codes) == len(set(codes)) > 240
    assert all(re.fullmatch(shape, code) for code in codes)


def test_a_country_with_a_point_has_names_in_both_languages():
    living = [one for one in ALL if one.point]
    assert len(living) == 241
    for one in living:
        assert one.names["en"]
        assert one.names["fr"]
        lat, lon = one.point
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.iso2)
def test_every_name_and_code_leads_to_its_country_and_no_other(one):
    names = (*one.names["en"], *one.names["fr"], *one.names_in_data)
    for word in (one.iso2, one.iso3, one.numeric, *names):
        assert country_of(word) == one.iso2 or not word
    if one.fips:
        assert country_of_fips(one.fips) == one.iso2


def test_words_for_people_are_those_of_a_language():
    by_code = {one.iso2: one for one in ALL}
    assert by_code["AE"].people["en"][0].startswith("emirati")
    assert by_code["SN"].people["fr"]
