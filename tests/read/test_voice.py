"""Asserted, denied, planned, conditional or hearsay: forms that stand without a verb of saying."""

import pytest


@pytest.mark.parametrize(
    ("text", "type_", "assertion"),
    [
        ("There is no fuel shortage in Bamako.", "shortage_reported", "denied"),
        ("Il n'y a pas de pénurie de carburant à Bamako.", "shortage_reported", "denied"),
        ("Bamako n'est pas encerclée.", "siege_of_town", "denied"),
        ("There is no petrol left in Bamako.", "shortage_reported", "asserted"),
        ("Les livraisons plafonneraient à 200 citernes par semaine.", "flow_report", "attributed"),
        ("Un autre convoi arrivera à Ségou.", "convoy_arrival", "planned"),
        ("Reports that gunmen burned the convoy at Sikasso are false.", "convoy_attack", "denied"),
        ("Contrary to reports that gunmen abducted three drivers at Kita, all came home.",
         "kidnapping", "denied"),
        ("There is no truth in reports that Bamako airport has shut.", "flight_suspension", "denied"),
        ("Further escorts will leave Diboli on Friday.", "escort_started", "planned"),
        ("About thirty tankers are expected at Gao from Niger this week.", "convoy_arrival", "planned"),
        ("D'autres convois suivront à Ségou dans les prochains jours.", "convoy_arrival", "planned"),
        ("La reprise des cours est fixée au lundi 10.", "school_reopening", "planned"),
        ("Une escorte devrait quitter Koutiala pour San samedi.", "escort_started", "planned"),
        ("Toute femme voyageant en car portera le hijab à Ségou.", "rule_imposed", "asserted"),
        ("Le pont submersible de Bafoulabé, emporté par la crue, n'est pas praticable.",
         "road_impassable", "asserted"),
        ("There is no blockade of Bamako.", "denial", "denied"),
        ("Prévision : pénurie à Bamako sauf si les convois reprennent.", "shortage_reported",
         "conditional"),
        ("FAUX : trois chauffeurs enlevés à Kita.", "kidnapping", "denied"),
        ("L'attaque du poste de Kita n'a pas eu lieu.", "attack_on_post", "denied"),
        ("Contrairement aux rumeurs d'enlèvement de trois chauffeurs à Kita, le bus est arrivé.",
         "kidnapping", "denied"),
    ],
)  # fmt: skip
def test_how_a_claim_stands(read, text, type_, assertion):
    assert (type_, assertion) in [(c.type, c.assertion) for c in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Even if the army says little, gunmen burned three tankers near Didiéni on Monday.",
        "Avant que des assaillants n'y brûlent trois citernes, Didiéni était calme.",
    ],
)
def test_no_denial_and_no_condition_where_the_words_only_look_so(read, text):
    assert not {c.assertion for c in read(text)} & {"denied", "conditional"}


def test_a_false_roadblock_is_a_roadblock(read):
    found = read("Un faux barrage a été dressé lundi par des hommes armés près de Ségou.")
    assert found
    assert "denied" not in {c.assertion for c in found}
