"""Who speaks in conversations laid out by name."""

import pytest

from corridor.read.words import fold

CHAT = {
    "fr": (
        "Baye (transitaire) : Nos plateaux sont bloqués à Kidira. Moi je n'en peux plus.\n"
        "Madou Koné : Rien ne passe. Les douaniers ont fermé le guichet jeudi.\n"
        "Baye (transitaire) : On attend.\n"
        "Madou Koné : Nous aussi, le litre de gasoil est passé à 1 500 francs."
    ),
    "en": (
        "HOST: Is it over?\n"
        "SALIMATA, importer: For rice, yes. My lorries come from Conakry in five days.\n"
        "HOST: And petrol?\n"
        "SALIMATA: I paid 1,500 francs a litre. The pumps are dry in Kati."
    ),
}


@pytest.mark.parametrize(
    ("language", "names"), [("fr", {"baye", "madou kone"}), ("en", {"salimata"})]
)
def test_every_sentence_of_a_turn_goes_to_its_name(read, language, names):
    claims = read(CHAT[language])
    assert claims
    assert {fold(claim.speaker or "") for claim in claims} == names


def test_a_list_of_fields_is_no_conversation(read):
    text = (
        "Lieu (cercle) : Kita\nBilan (provisoire) : deux citernes ont été brûlées.\n"
        "Lieu (cercle) : Kati\nBilan (provisoire) : un camion a été pillé."
    )
    assert not {claim.speaker for claim in read(text)} - {None}
