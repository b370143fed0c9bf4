"""What a claim is about where no fixed phrase says it: classes, labels, futures, questions, titles."""

import pytest


def types_of(claims):
    return {claim.type for claim in claims}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Flames ate most of the fuel lorries.", "tanker_destroyed"),
        ("The lorries are stuck at the ford.", "convoy_waiting"),
        ("At the ford the drivers are stranded.", "convoy_waiting"),
        ("Le feu a dévoré la plupart des citernes.", "tanker_destroyed"),
        ("Les poids lourds s’entassent devant le gué.", "convoy_waiting"),
        ("Les moulins du quartier ne tournent plus.", "service_suspended"),
    ],
)
def test_a_topic_and_what_is_said_of_it_in_either_order(read, text, type_):
    assert type_ in types_of(read(text))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Shell next door: shut.", "station_closure"),
        ("Kayes | stations | all dry", "station_closure"),
    ],
)
def test_a_label_or_a_cell_does_not_part_a_topic_from_its_predicate(read, text, type_):
    assert type_ in types_of(read(text))


def test_a_part_between_commas_has_a_claim_of_its_own(read):
    text = "Three tankers were burned near Sikasso on Monday morning, and the drivers are in the hands of gunmen."
    assert {"tanker_destroyed", "kidnapping"} <= types_of(read(text))


@pytest.mark.parametrize(
    "text",
    ["We will burn every tanker on this road.", "Ils brûleront chaque citerne sur cette route."],
)
def test_an_attack_still_to_come_is_a_threat(read, text):
    assert types_of(read(text)) == {"threat"}


def test_a_question_without_a_question_word_passes_on_a_rumour(read):
    claims = read("Schools closed in Segou?")
    assert {(claim.type, claim.assertion) for claim in claims} == {("school_closure", "attributed")}
    assert {claim.kind for claim in read("Why are the schools closed in Segou?")} <= {"opinion"}


@pytest.mark.parametrize(
    "text",
    [
        "SECURITY ALERT - Bamako",
        "Displacement",
        "Relevé des incidents de la semaine",
        "Humanitarian Access Snapshot | September 2025",
        "LIVE: fuel crisis, Monday 20 October",
    ],
)
def test_titles_and_lone_words_assert_nothing(read, text):
    assert read(text) == ()


def test_what_is_expected_is_a_judgement(read):
    claims = read("Outlook: expect a hit on the next column within ten days.")
    assert {claim.kind for claim in claims} == {"assessment"}


@pytest.mark.parametrize(
    "text",
    [
        "Flights stop on 20 November; three dealers were even arrested in Bamako.",
        "Les vols cessent le 20 novembre ; trois revendeurs ont même été arrêtés à Bamako.",
    ],
)
def test_a_neighbours_day_to_come_is_no_day_of_what_happened(read, text):
    arrests = [claim for claim in read(text) if claim.type == "arrest"]
    assert arrests
    assert {claim.time.start for claim in arrests} == {None}


def test_the_two_months_before_a_crisis_belong_to_it(read):
    near = read("On 10 July 2025 gunmen attacked a convoy near Kayes.")
    far = read("On 10 March 2025 gunmen attacked a convoy near Kayes.")
    assert {claim.kind for claim in near} == {"event"}
    assert {claim.kind for claim in far} == {"background"}


def test_a_sentence_after_one_about_elsewhere_stays_there(read):
    claims = read(
        "In Haiti, gangs blocked the roads in 2022. The stations were dry within three days."
    )
    assert {claim.kind for claim in claims} == {"background"}


def test_a_market_is_no_march(read):
    assert "protest" not in types_of(read("La banque du marché de Ségou a rouvert ses guichets."))


def test_short_headlines_are_read_in_the_language_of_their_report(read):
    assert "tanker_destroyed" in types_of(
        read("Quarante-huit citernes incendiées mardi à Kadiana.")
    )
