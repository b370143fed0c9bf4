"""Who says so, in both languages: verbs before and after, phrases, quotes over sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.nodes import Line
from corridor.read.speech import SpeechReader, speaker_words
from corridor.read.words import tokenize


def speakers(text: str, language: str) -> list[str | None]:
    line = Line(tokenize(text))
    found = []
    for item in SpeechReader(language).attributions(line):
        words = speaker_words(text, line, item.speaker) if item.speaker else None
        found.append(words[0] if words else None)
    return found


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "The hauliers' union put the dead at five.", "hauliers' union"),
        ("en", "The embassy, for its part, announced that it was open.", "embassy"),
        ("en", "A notable who acted as a go-between described the talks.", "notable"),
        ("en", "A trader reached by phone said the road was cut.", "trader"),
        ("en", 'The road is cut," said Ibrahima, a haulier.', "Ibrahima"),
        ("en", "Customs figures released on Tuesday show 117 million litres.", "Customs figures"),
        ("en", "By the regulator's count 12 million litres came in.", "regulator's"),
        ("en", "At least 20 tankers burned (radio)", "radio"),
        ("fr", "Une colonne est tombée, ont indiqué mardi un élu et deux chauffeurs.",
         "élu et deux chauffeurs"),
        ("fr", "Un habitant joint au téléphone parle de corps des deux côtés.", "habitant"),
        ("fr", "« Tout est fermé », peste un commerçant.", "commerçant"),
        ("fr", "« Ils nous ont tout pris », affirme l'un d'eux.", "l'un d'eux"),
        ("fr", "Pour l'institut, la région pourrait être déstabilisée par ce blocus.", "institut"),
        ("fr", "Paris a rejeté des accusations sans fondement.", "Paris"),
        ("fr", "Le gouverneur de région, lui, nie l'existence d'un embargo.", "gouverneur de région"),
        ("fr", "« On nous l'interdit », explique, sous couvert d'anonymat, un chef d'escale.",
         "chef d'escale"),
        ("en", '"We are barred," said, on condition of anonymity, a manager.', "manager"),
        ("en", '"It was never designed to be," said Beverly Ochieng, an analyst.', "Beverly Ochieng"),
        ("en", 'Bassirou Doumbia, an economist, thinks the government could hold out "for months".',
         "Bassirou Doumbia"),
        ("en", "OMAP puts national reserves at fewer than 9 days.", "OMAP"),
        ("en", "Jet fuel at Sénou is put by one trader at under six days.", "one trader"),
        ("en", "Two diplomats tell me that Algeria was approached.", "Two diplomats"),
        ("en", "The governor came on Thursday, shook hands and swore that lorries would run.",
         "governor"),
        ("en", "At Goundam a bus company has announced that it is giving up.", "bus company"),
        ("fr", "Les besoins sont estimés par les importateurs à 4,5 millions de litres.",
         "importateurs"),
        ("fr", "Un cadre de la douane, qui ne veut pas être nommé, situe à 40 % la chute.",
         "cadre de la douane"),
        ("fr", "Le préfet conteste le mot de blocus.", "préfet"),
        ("fr", "Une frappe a été signalée par un élu.", "élu"),
        ("fr", "Moussa Sangaré, gérant de la station, a fait état de 40 citernes.", "Moussa Sangaré"),
        ("fr", "7 citernes perdues | source : transporteur", "transporteur"),
        ("en", "19:40 Source KY2: pick-ups drawn up across the road.", "KY2"),
        ("en", "01:10 Army spokesman, by text message: the road is open.", "Army spokesman"),
        ("en", "The governor of Kayes: the road is open.", "governor of Kayes"),
        ("en", "The army, which spoke of 80 assailants killed, held its lines.", "army"),
        ("en", "Customs data seen by this agency show 41 million litres.", "Customs data"),
        ("fr", "Des soldats sont partis, ont rapporté à un correspondant deux habitants.",
         "deux habitants"),
        ("en", "DAKAR, Nov 16 - French group CMA CGM said it would stop.", "French group CMA CGM"),
        ("en", "The mayor met the press, denying that Kita had fallen.", "mayor"),
        ("fr", "Le maire a reçu la presse, tout en réfutant que la ville soit asphyxiée.", "maire"),
        ("en", '"Every night somebody shoots," said the 38-year-old.', "38-year-old"),
    ],
)  # fmt: skip
def test_who_says_so(language, text, speaker):
    assert speaker in speakers(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They judge according to the law of God."),
        ("en", "None reported since Monday in the United States of the north."),
        ("fr", "Rien n'indique qu'une rançon ait été versée."),
        ("en", "It was guarded by the joint force of the three Sahel states."),
        ("en", "Helicopter heard over Diéma, so stop saying it is calm."),
        ("fr", "L'incendie annoncé le 6 sur Facebook."),
        ("fr", "Un convoi est pris à partie, riposte de l'escorte."),
        ("fr", "L'armée nie la nouvelle selon laquelle un camp serait tombé."),
    ],
)
def test_nobody_and_no_plan_or_law_is_a_speaker(language, text):
    wrong = {
        "law",
        "law of God",
        "None",
        "Rien",
        "Rien n",
        "laquelle",
        "United",
        "guarded by the",
        "6",
        "escorte",
        "incendie",
    }
    assert not wrong & set(speakers(text, language))


def test_a_second_verb_shares_the_subject_of_the_first():
    text = "Le porte-parole a nié tout blocus et imputé les retards à la pluie."
    assert speakers(text, "fr") == ["porte-parole", "porte-parole"]


def test_speech_over_several_sentences_keeps_its_speaker(read):
    text = (
        'Residents are afraid. "Three tankers were burned here on Monday. Gunmen killed two drivers '
        'near the post," said Ibrahima, a haulier.'
    )
    said = [c.speaker for c in read(text) if c.type in {"tanker_destroyed", "killing"}]
    assert said
    assert set(said) == {"Ibrahima"}


@given(
    st.text(alphabet="abé dit said selon, \"«»'.:()A", max_size=120), st.sampled_from(["en", "fr"])
)
def test_a_speaker_is_words_of_the_text(text, language):
    for found in speakers(text, language):
        assert found is None or found in text


INTERVIEWS = [
    (
        "Five questions to Ornella Drevet, who knows the Sahel.\n\nIs the road open?\n"
        "Gunmen burned three tankers near Kita on Monday.\n\nAnd the drivers?\nGunmen abducted two drivers at Kita."
    ),
    (
        "Ornella Drevet, a trader, was our guest.\n\nQ: Is the road open?\n"
        "A: Gunmen burned three tankers near Kita on Monday.\n\nQ: And the drivers?\n"
        "A: Gunmen abducted two drivers at Kita."
    ),
    (
        "Au micro, Ornella Drevet, commerçante.\n\n— La route est-elle ouverte ?\n"
        "— Des hommes armés ont brûlé trois citernes près de Kita lundi.\n— Et les chauffeurs ?\n"
        "— Des hommes armés ont enlevé deux chauffeurs à Kita."
    ),
]


@pytest.mark.parametrize("text", INTERVIEWS)
def test_answers_are_the_word_of_whoever_is_asked(read, text):
    found = {c.type: c.speaker for c in read(text)}
    assert found["tanker_destroyed"] == found["kidnapping"] == "Ornella Drevet"


def test_a_source_at_the_end_of_a_row_is_that_of_the_whole_row(read):
    text = (
        "03/10 | Kita | Des hommes armés ont brûlé trois citernes. Deux chauffeurs enlevés "
        "| source : transporteur\n04/10 | Kayes | Un poste de gendarmerie attaqué"
    )
    said = [(c.type, c.speaker) for c in read(text)]
    assert ("tanker_destroyed", "transporteur") in said
    assert ("attack_on_post", None) in said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The prefect has limited sales. He said that gunmen burned three tankers at Kita.", "prefect"),
        ("Le chef de l'État, Assimi Goïta, a parlé. Il a dit que trois citernes ont brûlé à Kita.",
         "Assimi Goïta"),
        ("My neighbour's boy came home. He said that gunmen burned three tankers at Kita.", None),
    ],
)  # fmt: skip
def test_a_pronoun_is_whoever_the_sentence_before_opens_with(read, text, speaker):
    assert speaker in {c.speaker for c in read(text) if c.type == "tanker_destroyed"}


def test_short_quotations_belong_to_whoever_is_quoted_around_them(read):
    text = (
        'The traders are angry. "Gunmen burned three tankers at Kita on Monday," said Ibrahima, a haulier. '
        '"The road is cut."\n\nThe mayor urged calm.'
    )
    assert "Ibrahima" in {c.speaker for c in read(text) if c.type == "road_blockage"}


def test_what_follows_although_or_after_is_the_teller_s_own_word(read):
    text = "The road to Kayes is cut, a trader said on Tuesday, after gunmen burned three tankers at Kita."
    found = {c.type: c.speaker for c in read(text)}
    assert found["road_blockage"] == "trader"
    assert found["tanker_destroyed"] is None


def test_a_statement_without_a_name_is_its_author_s(read):
    text = "The General Staff said the road was open. The statement adds that gunmen burned three tankers at Kita."
    assert "General Staff" in {c.speaker for c in read(text) if c.type == "tanker_destroyed"}
