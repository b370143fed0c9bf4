"""What the reader makes of single sentences, rule by rule, in both languages."""

from datetime import date

import pytest

from corridor.records.report import Claim


def one(claims: tuple[Claim, ...], type_: str) -> Claim:
    found = [claim for claim in claims if claim.type == type_]
    assert found, [(claim.type, claim.quote) for claim in claims]
    return found[0]


@pytest.mark.parametrize(
    ("text", "type_", "assertion"),
    [
        ("The army denied that the camp at Soumpi was attacked.", "attack_on_post", "denied"),
        ("L'état-major dément la prise du camp de Soumpi.", "attack_on_post", "denied"),
        ("There was no attack on the convoy.", "convoy_attack", "denied"),
        ("Le convoi n'a pas été attaqué.", "convoy_attack", "denied"),
        ("A convoy of tankers will arrive in Bamako on Friday.", "convoy_arrival", "planned"),
        ("Un convoi de citernes arrivera à Bamako vendredi.", "convoy_arrival", "planned"),
        (
            "If the escort fails, militants will burn the tankers.",
            "tanker_destroyed",
            "conditional",
        ),
        ("Des hommes armés auraient brûlé trois citernes.", "tanker_destroyed", "attributed"),
        ("Three tankers were reportedly burned near Sikasso.", "tanker_destroyed", "attributed"),
        ("Selon un habitant, trois citernes ont été brûlées.", "tanker_destroyed", "attributed"),
        ("Three tankers were burned near Sikasso.", "tanker_destroyed", "asserted"),
    ],
)
def test_how_a_claim_stands(read, text, type_, assertion):
    assert one(read(text), type_).assertion == assertion


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A union said forty tankers were burned.", "union"),
        ("Forty tankers were burned, two officials told an agency.", "two officials"),
        (
            "According to a local elected official, forty tankers were burned.",
            "local elected official",
        ),
        ("Selon un chauffeur, quarante citernes ont été brûlées.", "chauffeur"),
        ("Quarante citernes ont été brûlées, a déclaré M. Moussa Traoré.", "Moussa Traoré"),
        ("« Quarante citernes ont été brûlées », affirme le gouverneur.", "gouverneur"),
    ],
)
def test_who_says_so(read, text, speaker):
    assert one(read(text), "tanker_destroyed").speaker == speaker


def test_a_pronoun_gives_way_to_the_one_who_spoke_before(read):
    text = (
        "The governor said the road to Mopti was blocked. He added that fuel was scarce in Mopti."
    )
    assert {claim.speaker for claim in read(text)} == {"governor"}


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Gunmen attacked a convoy on Thursday.", "2025-10-30", "2025-10-30", "day"),
        ("Un convoi a été attaqué mardi dernier.", "2025-10-28", "2025-10-28", "day"),
        (
            "Un convoi a été attaqué dans la nuit de dimanche à lundi.",
            "2025-10-26",
            "2025-10-27",
            "day",
        ),
        ("Un convoi a été attaqué hier soir.", "2025-10-31", "2025-10-31", "day"),
        ("A convoy was attacked in early September.", "2025-09-01", "2025-09-10", "week"),
        ("Un convoi a été attaqué début septembre.", "2025-09-01", "2025-09-10", "week"),
        ("The road has been blocked since Monday.", "2025-10-27", None, "ongoing"),
        ("La route est coupée depuis lundi.", "2025-10-27", None, "ongoing"),
        ("A convoy was attacked last week.", "2025-10-20", "2025-10-26", "week"),
        ("Un convoi de citernes arrivera à Bamako lundi.", "2025-11-03", "2025-11-03", "day"),
        ("A convoy was attacked on 14 September.", "2025-09-14", "2025-09-14", "day"),
    ],
)
def test_when_it_happened(read, text, start, end, precision):
    time = read(text)[0].time
    assert (str(time.start), end and str(time.end), time.precision) == (start, end, precision)


def test_without_a_day_of_publication_only_full_dates_are_read(read):
    text = "A convoy was attacked on Monday. Another convoy was attacked on 2025-10-17."
    days = [claim.time.start for claim in read(text, None)]
    assert days == [None, date(2025, 10, 17)]


def test_the_same_day_is_the_day_named_last(read):
    text = "Three tankers were burned on 5 November. The same day, a convoy reached Bamako."
    assert one(read(text, "2025-11-06"), "convoy_arrival").time.start == date(2025, 11, 5)


@pytest.mark.parametrize(
    ("text", "unit", "band"),
    [
        ("At least forty tankers were burned.", "tankers", (40, None, None)),
        ("Une quarantaine de citernes ont été brûlées.", "tankers", (None, 40, None)),
        ("Between 16 and 19 tankers were burned.", "tankers", (16, None, 19)),
        ("Dozens of tankers were burned.", "tankers", (20, None, 99)),
        ("The kidnappers want $38 million for the hostages.", "USD", (None, 38e6, None)),
        ("L'essence se vend 2 000 francs le litre à Mopti.", "FCFA/litre", (None, 2000, None)),
        ("Customs recorded deliveries of 53 million litres.", "litres", (None, 53e6, None)),
        ("Mopti gets six hours of electricity a day.", "hours/day", (None, 6, None)),
        ("Plus de vingt soldats ont été tués près de San.", "people", (20, None, None)),
        ("Diesel is on sale at 1,750 in Mopti.", "FCFA/litre", (None, 1750, None)),
    ],
)
def test_how_many(read, text, unit, band):
    figures = [f for claim in read(text) for f in claim.figures]
    assert (unit, *band) in [(f.unit, f.low, f.best, f.high) for f in figures]


def test_clock_times_roads_and_distances_are_no_figures(read):
    claim = read("A convoy was attacked at 14:30 on the RN24, 50 km from Kati.")[0]
    assert claim.figures == ()


@pytest.mark.parametrize(
    ("text", "ids", "precision"),
    [
        (
            "Tankers burned on the road between Kolondieba and Kadiana.",
            {"kolondieba-kadiana"},
            "stretch",
        ),
        ("Des citernes ont brûlé sur l'axe Kadiana-Kolondiéba.", {"kolondieba-kadiana"}, "stretch"),
        ("A convoy was attacked about 50 km from Kati on the RN24.", {"kati"}, "radius"),
        ("Un convoi a été attaqué à une quarantaine de kilomètres de Kati.", {"kati"}, "radius"),
        ("A convoy from Abidjan reached Bamako.", {"bamako"}, "town"),
        ("The blockade was lifted in Nioro.", {"nioro-du-sahel"}, "town"),
        ("Fuel is scarce in Bla and San.", {"bla", "san"}, "town"),
    ],
)
def test_where_it_happened(read, text, ids, precision):
    places = [place for claim in read(text) for place in claim.places]
    assert {place.id for place in places} == ids
    assert {place.precision for place in places} == {precision}


def test_a_radius_keeps_its_distance(read):
    place = read("A convoy was attacked about 50 km from Kati.")[0].places[0]
    assert place.radius_km == 50


@pytest.mark.parametrize(
    "text", ["Islam is the religion of the fighters who attacked.", "FAMa troops attacked a base."]
)
def test_words_that_are_also_names_are_no_places(read, text):
    names = {place.name for claim in read(text) for place in claim.places}
    assert not names & {"Islam", "FAMa"}


def test_nationality_and_role_make_a_target_without_a_place(read):
    claim = one(read("Militants kidnapped two Emirati nationals."), "kidnapping")
    assert ("target", "uae") in {(actor.role, actor.id) for actor in claim.actors}
    assert claim.places == ()
    claim = one(read("Des hommes armés ont enlevé des chauffeurs sénégalais."), "kidnapping")
    assert ("target", "senegal") in {(actor.role, actor.id) for actor in claim.actors}


def test_private_people_and_small_firms_are_marked_for_redaction(read):
    claims = read("JNIM lifted its ban on Diarra Transport. Gunmen kidnapped two drivers near San.")
    classes = {actor.cls for claim in claims for actor in claim.actors}
    assert {"small_firm", "private_person"} <= classes


def test_gunmen_nobody_names_keep_the_pack_s_id_for_them(read):
    claim = one(read("Gunmen attacked a fuel convoy near Loulouni."), "convoy_attack")
    assert ("actor", "unidentified_gunmen") in {(a.role, a.id) for a in claim.actors}


def test_passive_and_active_give_the_same_roles(read):
    active = one(read("JNIM attacked an army camp at Soumpi."), "attack_on_post")
    passive = one(read("An army camp at Soumpi was attacked by JNIM."), "attack_on_post")
    for claim in (active, passive):
        assert ("actor", "jnim") in {(a.role, a.id) for a in claim.actors}


@pytest.mark.parametrize(
    "text",
    [
        "Thatʼs how Hitler blocked the roads.",
        "The rulers are slaves of the unbelievers and their roads are blocked.",
        "Ces généraux ont vendu le pays pendant que le peuple fait la queue pour l'essence.",
        "How long will the roads stay blocked?",
        "A people that queues all night for petrol does not need speeches.",
    ],
)
def test_comparison_invective_and_questions_enter_nothing(read, text):
    assert {claim.kind for claim in read(text)} <= {"opinion"}


@pytest.mark.parametrize(
    "text",
    [
        "Analysts warn that the capital could fall within weeks.",
        "Des analystes estiment que la capitale pourrait tomber.",
        "The outlook is grim.",
    ],
)
def test_judgement_and_forecast_are_assessments(read, text):
    assert {claim.kind for claim in read(text)} == {"assessment"}


def test_other_countries_and_old_history_are_background(read):
    kinds = {claim.kind for claim in read("In Haiti, gangs blocked the roads to the terminal.")}
    assert kinds <= {"background"}
    old = one(read("French forces left Mali in 2022."), "troop_withdrawal")
    assert old.kind == "background"


def test_advice_names_who_advises(read):
    claim = one(read("France urged its citizens to leave Mali."), "travel_advisory")
    assert (claim.kind, claim.speaker) == ("advice", "France")


def test_two_happenings_in_a_sentence_are_two_claims_with_their_own_words(read):
    claims = read("Two tankers were set on fire near Sikasso and five soldiers were killed.")
    burned, killed = one(claims, "tanker_destroyed"), one(claims, "killing")
    assert burned.span[1] <= killed.span[0]
    assert [f.best for f in burned.figures] == [2]
    assert [f.best for f in killed.figures] == [5]


def test_rows_of_a_list_stay_apart(read):
    text = "28/10 | Kati | convoy attacked\n29/10 | Sikasso | three tankers burned\n"
    places = [[place.id for place in claim.places] for claim in read(text)]
    assert places == [["kati"], ["sikasso"]]


def test_a_bare_noun_without_anchor_is_no_event(read):
    assert read("He spoke of the attacks and of nothing else at all that evening.") == ()


def test_an_issuer_who_says_we_is_the_actor(read):
    text = "Statement of JNIM.\n\nOur fighters struck a convoy between Sikasso and Zegoua."
    claim = one(read(text), "convoy_attack")
    assert ("actor", "jnim") in {(actor.role, actor.id) for actor in claim.actors}


def test_a_report_without_text_has_no_claims(read):
    assert read("") == ()
    assert read("\n \t\n") == ()
