"""Who does it to whom, and where: roles, issuers, regions, roads, datelines, villages."""

import pytest

from corridor.records.report import Claim


def part(claims: tuple[Claim, ...], type_: str) -> dict[str | None, str]:
    claim = next(c for c in claims if c.type == type_)
    return {actor.id: actor.role for actor in claim.actors if actor.role != "speaker"}


@pytest.mark.parametrize(
    ("text", "type_", "ident", "role"),
    [
        ("Gunmen kidnapped three Egyptians near Kati.", "kidnapping", "egypt", "target"),
        ("Deux Émiratis ont été libérés jeudi à Bamako.", "hostage_release", "uae", "target"),
        ("Des chauffeurs sénégalais ont été enlevés à Diboli.", "kidnapping", "senegal", "target"),
        (
            "The customs post at Gogui was attacked on Monday.",
            "attack_on_post",
            "customs",
            "target",
        ),
        ("Un chef de chasseurs a été tué à Loulouni.", "killing", "dozo_hunters", "target"),
        ("JNIM fighters attacked a convoy near Kolondieba.", "convoy_attack", "jnim", "actor"),
        ("Le Jnim affirme avoir tué quarante soldats.", "killing", "jnim", "actor"),
        ("Twenty soldiers were killed in Soumpi.", "killing", "malian_army", "target"),
    ],
)
def test_roles(read, text, type_, ident, role):
    assert part(read(text), type_).get(ident) == role


@pytest.mark.parametrize(
    "text",
    [
        "A convoy from Senegal was attacked near Diboli on Monday.",
        "Un convoi venu du Sénégal a été attaqué près de Diboli lundi.",
    ],
)
def test_a_country_that_only_says_whence_is_no_actor(read, text):
    assert "senegal" not in part(read(text), "convoy_attack")


def test_we_of_the_fighters_is_no_army(read):
    text = (
        "Az-Zallaqa, brief news of the brothers\n\n"
        "Our mujahideen burned three tankers of the army near Kolondieba on Monday."
    )
    assert part(read(text), "tanker_destroyed").get("malian_army") != "actor"


@pytest.mark.parametrize(
    ("text", "names", "precision"),
    [
        ("Trois citernes ont été brûlées dans la région de Kayes.", ["Kayes"], "region"),
        (
            "Three tankers were burned on the road to Kayes, near Sandare.",
            ["Sandare"],
            "town",
        ),
        ("BAMAKO, Oct 18 - Three tankers were burned at Diboli.", ["Diboli"], "town"),
        ("Hauliers in Dakar say three tankers were burned at Diboli.", ["Diboli"], "town"),
        ("Les vols vers Gao et Tombouctou sont suspendus.", ["Gao", "Tombouctou"], "town"),
        ("Trois citernes chargées à Dakar ont brûlé à Diéma.", ["Diéma"], "town"),
    ],
)
def test_places(read, text, names, precision):
    claim = next(c for c in read(text) if c.places)
    assert [place.name for place in claim.places] == names
    assert {place.precision for place in claim.places} == {precision}


def test_quarters_and_villages_are_on_the_map(read):
    for name, lat in (("Badalabougou", 12.62), ("Faladié", 12.59), ("Ténenkou", 14.46)):
        claim = next(
            c for c in read(f"Trois citernes ont été brûlées à {name} lundi, au Mali.") if c.places
        )
        assert claim.places[0].lat == pytest.approx(lat, abs=0.02)


@pytest.mark.parametrize(
    "text", ["Nioro were under blockade.", "La forêt du Baoulé a été bombardée."]
)
def test_no_village_from_a_verb_or_a_wood(read, text):
    found = [p for c in read(text) for p in c.places]
    assert all(p.name == "Nioro" or p.precision == "area" for p in found)


@pytest.mark.parametrize(
    ("text", "type_", "ident", "role"),
    [
        ("Deux chauffeurs ont été enlevés par des inconnus.", "kidnapping", "unidentified_gunmen", "actor"),
        ("Two drivers were kidnapped by masked men.", "kidnapping", "unidentified_gunmen", "actor"),
        ("Fighting between the army and rebels broke out at Kati.", "armed_clash", "malian_army", "actor"),
        ("Combats entre l'armée et des rebelles à Kati lundi.", "armed_clash", "malian_army", "actor"),
        ("A convoy was attacked at Kati despite the presence of the army.", "convoy_attack", "malian_army", None),
        ("Un convoi a été attaqué à Kati malgré la présence de l'armée.", "convoy_attack", "malian_army", None),
        ("JNIM banned imports from Senegal, Guinea, Mauritania and Ivory Coast.", "movement_ban", "guinea", None),
        ("Le Jnim interdit l'importation depuis le Sénégal, la Guinée et la Mauritanie.", "movement_ban", "mauritania", None),
    ],
)  # fmt: skip
def test_roles_of_the_unknown_the_bystander_and_both_sides(read, text, type_, ident, role):
    assert part(read(text), type_).get(ident) == role


@pytest.mark.parametrize(
    ("text", "names", "precision"),
    [
        ("NIAMEY/BAMAKO, Oct 18 - Three tankers were burned at Diboli.", ["Diboli"], "town"),
        ("Three tankers were burned at Kidira, opposite Diboli.", ["Kidira"], "town"),
        ("Trois citernes ont été brûlées à Kidira, face à Diboli.", ["Kidira"], "town"),
        (
            "Three tankers were burned 60 km from Bougouni, on the road to Sikasso.",
            ["Bougouni"],
            "radius",
        ),
        (
            "Trois citernes ont été brûlées à 60 km de Bougouni, sur la route de Sikasso.",
            ["Bougouni"],
            "radius",
        ),
        ("A convoy left Sevare on Monday for Douentza.", ["Sevare"], "town"),
        ("Un convoi a quitté Sévaré lundi pour Douentza.", ["Sévaré"], "town"),
    ],
)
def test_places_only_bound_for_faced_or_led_to(read, text, names, precision):
    claim = next(c for c in read(text) if c.places)
    assert {"Diboli", "Kidira", *names} >= {place.name for place in claim.places}
    assert names[0] in {place.name for place in claim.places}
    assert claim.places[0].precision == precision


@pytest.mark.parametrize(
    ("text", "type_", "ident", "role"),
    [
        ("The governor capped fuel sales at 20 litres per vehicle in Sikasso.", "ration_measure",
         "regional_authorities", "actor"),
        ("Le préfet a plafonné les ventes de carburant à 20 litres par véhicule à Sikasso.",
         "ration_measure", "regional_authorities", "actor"),
        ("EDM ne fournit plus que 6 heures de courant par jour à Koutiala.", "power_outage", "edm",
         "subject"),
        ("The power utility cut supply to Koutiala: a blackout since Monday.", "power_outage", "edm",
         "subject"),
        ("Le 3 septembre, le GSIM avait décrété l'interdiction d'entrée de tout carburant.",
         "movement_ban", "jnim", "actor"),
    ],
)  # fmt: skip
def test_offices_of_the_regions_and_the_utility(read, text, type_, ident, role):
    assert part(read(text), type_).get(ident) == role


def test_advice_to_citizens_is_that_of_their_state(read):
    text = "Avis aux ressortissants français\nIl est formellement déconseillé de se rendre au Mali."
    assert part(read(text), "travel_advisory").get("france") == "actor"
