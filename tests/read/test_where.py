"""Where: names of people, seats of communes, quarters, lists, roads, what another clause names."""

import pytest


def places(read, text: str) -> list[list[str]]:
    return [[place.name for place in claim.places] for claim in read(text)]


@pytest.mark.parametrize(
    "name",
    ["Moussa Gao", "Niamey Sissoko", "San Coulibaly", "M. Yaya Kayes", "Amadou Ségou Traoré"],
)
def test_a_name_of_a_person_is_no_place(read, name):
    said = places(read, f"Le chauffeur {name} a été tué lundi à Sikasso.")
    assert said
    assert all(names == ["Sikasso"] for names in said)


@pytest.mark.parametrize(
    ("name", "lat"),
    [
        ("Gossi", 15.81),
        ("Nampala", 15.28),
        ("Kadiolo", 10.55),
        ("Yirimadio", 12.6),
        ("Syama", 10.8),
    ],
)
def test_seats_of_communes_quarters_and_mines_are_on_the_map(read, name, lat):
    claim = next(c for c in read(f"Trois citernes ont été brûlées à {name} lundi.") if c.places)
    assert claim.places[0].lat == pytest.approx(lat, abs=0.05)
