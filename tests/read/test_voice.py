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
    ],
)
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
