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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mopti a reçu du gasoil. La ville est privée d'électricité depuis lundi.", ["ville"]),
        ("Sevare is calm. Fuel has run out in the town since Monday.", ["town"]),
        (
            "Between the border at Kidira and the capital, forty tankers were burned on Monday.",
            ["Kidira-capital"],
        ),
        ("Kayes: a bus was burned near Sandare on Thursday.", ["Sandare"]),
        ("Yorosso | renforts : deux compagnies arrivées de Sikasso lundi", ["Yorosso"]),
        ("Une délégation de Nouakchott a été reçue jeudi à Bamako par les ministres.", ["Bamako"]),
        ("Vingt citernes ont été brûlées lundi à Kati, pas à Kolokani.", ["Kati"]),
        ("Two flights a week to Mopti may resume if a delivery reaches Sevare.", ["Mopti"]),
        ("Un car a été incendié lundi à Didiéni, apprend-on à Niamey.", ["Didiéni"]),
    ],
)
def test_where_it_happened_and_not_what_is_only_named(read, text, names):
    assert names in places(read, text)
    assert all(found in ([], names) for found in places(read, text)[-1:])


def test_a_heading_of_places_and_days_labels_what_stands_below_it(read):
    text = (
        "20-21 OCT / GAO REGION / Ansongo\nGunmen burned two tankers. They killed a driver.\n\n"
        "22 OCT / SEGOU REGION / RN6 between Bla and San\nA coach was burned.\n\n"
        "Two other drivers were freed."
    )
    assert places(read, text) == [["Ansongo"], ["Ansongo"], ["Bla-San"], []]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "03/11 | Kati–Kolokani | Tirs nourris ; 7 citernes brûlées | source : FAMa",
            ["Kati-Kolokani"],
        ),
        ("La fermeture de la frontière à Gogui est démentie par Nouakchott.", ["Gogui"]),
        ("The drivers in Kayes stopped work once the town hall closed two stations.", ["Kayes"]),
    ],
)
def test_rows_denials_and_town_halls(read, text, names):
    found = [place for claim in places(read, text) for place in claim]
    assert set(found) == set(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deux cars ont été incendiés à hauteur de Sandaré, sur la route de Diéma.", ["Sandaré"]),
        (
            "Evitez les régions de Sikasso et de Kayes : les attaques de convois y ont repris lundi.",
            ["Kayes", "Sikasso"],
        ),
        ("1010 Axe Bougouni/Sikasso. Un convoi a été attaqué.", ["Bougouni-Sikasso"]),
        ("Trente familles ont fui Kadiana pour Kolondiéba lundi.", ["Kadiana"]),
        (
            "À Yélimané, en revanche, des hommes armés contrôlent toujours la piste de Nioro.",
            ["Yélimané-Nioro"],
        ),
        ("Lundi, une frappe a visé une base dans la forêt du Baoulé.", ["Baoulé"]),
        ("If the army cannot hold Kati, the capital will run out of fuel by Friday.", ["capital"]),
    ],
)
def test_roads_regions_flights_of_people_and_woods(read, text, names):
    found = [sorted(claim) for claim in places(read, text) if claim]
    assert names in found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "SIKASSO, Mali, Oct 28 - 15 tankers burned when a convoy was hit between Loulouni and Zegoua.",
            ["Loulouni-Zegoua"],
        ),
        ("Segou - Bamako | open again | queue of ten km at Fana", ["Segou-Bamako"]),
    ],
)
def test_the_moment_after_a_dateline_and_the_road_of_a_row(read, text, names):
    assert all(found == names for found in places(read, text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Bamako-Segou-Mopti road has been closed since Monday.", ["Bamako-Segou-Mopti"]),
        ("L'axe Sévaré-Douentza-Gao est fermé depuis lundi.", ["Sévaré-Douentza-Gao"]),
        ("Trucks heading from Abidjan to Bamako were burned near Loulouni.", ["Loulouni"]),
        ("Un car de la ligne Bamako-Gao a été incendié mardi près de Konna.", ["Konna"]),
        ("Le poste de Farako, à 25 km de Ségou, a été attaqué lundi.", ["Farako"]),
        ("Fighters withdrew from Farabougou to Dogofry on Monday.", ["Farabougou"]),
        ("As in Farabougou in 2020, the village of Diafarabe is besieged.", ["Diafarabe"]),
        ("Trois stations ont rouvert lundi à Badalabougou, à Bamako.", ["Badalabougou"]),
        ("Lorries that left Dakar on Monday were burned at Diboli.", ["Diboli"]),
        (
            "Le gouverneur de Ségou a interdit lundi les motos dans les cercles de Niono et de Macina.",
            ["Niono", "Macina"],
        ),
        ("Djibo est assiégée ; à Adel Bagrou, la frontière a fermé lundi.", ["Adel Bagrou"]),
    ],
)
def test_the_most_exact_place_of_the_clause(read, text, names):
    assert names in places(read, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Niono / 1,240 displaced persons arrived on Monday / Farabougou", ["Niono"]),
        ("Vingt citernes arrivées hier soir de Sikasso ont été brûlées à Kati.", ["Kati"]),
    ],
)
def test_first_cells_and_whence_after_the_hour(read, text, names):
    assert names in places(read, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunfire was heard on Monday in Kati, a garrison town near Bamako.", ["Kati"]),
        ("Des tirs ont été entendus lundi à Kati, ville-garnison proche de Bamako.", ["Kati"]),
        ("A resident of Tessit said gunmen killed three herders in the town.", ["Tessit"]),
        ("Lundi, un drone a frappé un campement à Tinzaouatène.", ["Tinzaouatène"]),
    ],
)
def test_each_place_once_and_what_only_says_where_it_lies(read, text, names):
    assert names in places(read, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Une bombe a blessé mardi deux soldats à San ; ils ont été évacués à Ségou.", ["San"]),
        ("Un officier joint à Kayes dit que deux citernes ont brûlé lundi à Diboli.", ["Diboli"]),
    ],
)
def test_the_wounded_topics_and_those_reached_elsewhere(read, text, names):
    found = places(read, text)
    assert names in found
    assert ["Ségou"] not in found
