"""Comparison, invective, irony, wishes, rhetorical turns: opinion, whatever happens in the clause."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "If this goes on, Bamako will be Kabul before Christmas.",
        "It takes a special kind of genius to lose a hundred tankers and call it victory.",
        "It is high time the blockade was lifted.",
        "Those Russians have killed more shepherds than jihadists.",
        "It is a crime against the people to close the schools for want of diesel.",
        "The so-called escort kills our drivers.",
        "I hope the convoy arrives in Bamako tonight.",
        "Call me when an escort arrives with all its tankers.",
        "In any other country a hundred burned tankers would bring down a cabinet.",
        "Dans n'importe quel autre pays, cent citernes brûlées feraient tomber un gouvernement.",
        "Nobody asked us before the soldiers were killed.",
        "Si ça continue, Bamako sera Kaboul avant Noël.",
        "Il faut du génie pour perdre cent citernes et appeler cela une victoire.",
        "Il est grand temps que ce blocus soit levé.",
        "Ces Russes ont tué plus de bergers que de terroristes.",
        "C'est un crime contre le peuple de fermer les écoles faute de gasoil.",
        "La prétendue escorte tue nos chauffeurs.",
        "Pourvu que le convoi arrive avant la nuit.",
        "Réveillez-moi quand une escorte arrivera avec toutes ses citernes.",
    ],
)
def test_opinion_is_no_fact_of_the_picture(read, text):
    assert {claim.kind for claim in read(text)} <= {"opinion"}


@pytest.mark.parametrize(
    "text",
    [
        "Forty tankers were burned near Kati on Monday.",
        "Quarante citernes ont été brûlées lundi près de Kati.",
        "The convoy arrived in Bamako on Monday.",
    ],
)
def test_a_plain_fact_is_no_opinion(read, text):
    assert "event" in {claim.kind for claim in read(text)}
