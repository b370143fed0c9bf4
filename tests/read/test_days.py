"""When: days told from publication and from other days of the text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.read.times import find_times
from corridor.read.words import tokenize

SATURDAY = date(2025, 11, 1)
NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def spans(text: str, anchor: date = SATURDAY) -> list[tuple[str | None, str | None]]:
    found = find_times(text, tokenize(text), anchor, numeric=True)
    return [
        (str(m.span.start) if m.span.start else None, str(m.span.end) if m.span.end else None)
        for m in found
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("le 1er novembre", "2025-11-01", "2025-11-01"),
        ("on the 24th of last month", "2025-10-24", "2025-10-24"),
        ("thirteen days ago", "2025-10-19", "2025-10-19"),
        ("il y a une quinzaine de jours", "2025-10-17", "2025-10-17"),
        ("a fortnight ago", "2025-10-18", "2025-10-18"),
        ("depuis ce matin", "2025-11-01", None),
        ("since dawn", "2025-11-01", None),
        ("depuis hier soir", "2025-10-31", None),
        ("depuis deux mois", "2025-09-01", None),
        ("dans les dernières 24 heures", "2025-10-31", "2025-11-01"),
        ("du 28 octobre au 2 novembre", "2025-10-28", "2025-11-02"),
        ("29-30/10", "2025-10-29", "2025-10-30"),
        ("overnight Saturday", "2025-10-31", "2025-11-01"),
        ("à partir de lundi", "2025-11-03", None),
        ("à compter du 4 novembre", "2025-11-04", None),
        ("by Friday", "2025-11-01", "2025-11-07"),
        ("d'ici vendredi", "2025-11-01", "2025-11-07"),
        ("jusqu'au 10 novembre", "2025-11-01", "2025-11-10"),
        ("lundi 10", "2025-11-10", "2025-11-10"),
        ("PARIS, 29 nov. - ils sont arrivés jeudi", "2025-10-30", "2025-10-30"),
    ],
)
def test_days_from_publication(text, start, end):
    assert (start, end) in spans(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Voilà maintenant vingt-trois jours que la ville est privée d'eau", "2025-10-09", None),
        ("Cela fait 12 jours que les stations sont fermées", "2025-10-20", None),
        ("Trois semaines que rien n'arrive", "2025-10-11", None),
        ("It is now nine days since a lorry came", "2025-10-23", None),
        ("Twelve days without power in Mopti", "2025-10-20", None),
        ("Quatre jours sans eau", "2025-10-28", None),
        ("3e jour sans une goutte", "2025-10-30", None),
        ("Third day running without petrol", "2025-10-30", None),
        ("Jour 5 sans courant", "2025-10-28", None),
        ("Les coupures durent depuis 48h", "2025-10-30", None),
        ("ça tire depuis 5h", "2025-11-01", None),
        ("shooting since 6 am", "2025-11-01", None),
        ("From this day the roads are closed", "2025-11-01", "2025-11-01"),
        ("à compter d'aujourd'hui, les routes sont fermées", "2025-11-01", "2025-11-01"),
        ("Les vols ne sont pas interrompus à cette heure", "2025-11-01", "2025-11-01"),
        ("At this hour flights are running", "2025-11-01", "2025-11-01"),
        ("30 camions ce mat1", "2025-11-01", "2025-11-01"),
        ("82 trucks just rolled past", "2025-11-01", "2025-11-01"),
        ("Le ministre vient de démissionner", "2025-11-01", "2025-11-01"),
        ("la ligne reprend dem1", "2025-11-02", "2025-11-02"),
        ("le convoi partira après-demain", "2025-11-03", "2025-11-03"),
        ("The convoy will leave the day after tomorrow", "2025-11-03", "2025-11-03"),
        ("Ces mesures seront réévaluées dans dix jours", "2025-11-11", "2025-11-11"),
        ("The measures will be reviewed in ten days", "2025-11-11", "2025-11-11"),
        ("Ils doivent partir sous 48 heures", "2025-11-01", "2025-11-03"),
        ("They must leave within three days", "2025-11-01", "2025-11-04"),
        ("depuis la Toussaint", "2025-11-01", None),
        ("de quoi tenir jusqu'à Noël", "2025-12-25", "2025-12-25"),
        ("They have queued since Christmas", "2024-12-25", None),
        ("dans la nuit du 28 au 29, des frappes", "2025-10-28", "2025-10-29"),
        ("in the night of 28 to 29, strikes", "2025-10-28", "2025-10-29"),
        ("Pas de vol avant le 27, faute de kérosène", "2025-11-01", "2025-11-27"),
        ("1 convoi annoncé pour le 15", "2025-11-15", "2025-11-15"),
        ("the next convoy is due on the 15th", "2025-11-15", "2025-11-15"),
        ("Les routes seront fermées jusqu'à mardi", "2025-11-01", "2025-11-04"),
        ("Roads will be shut until Tuesday", "2025-11-01", "2025-11-04"),
        ("lundi de la semaine dernière", "2025-10-20", "2025-10-20"),
        ("on Monday of last week", "2025-10-20", "2025-10-20"),
        ("Ven. 24 | Kati | deux marchands enlevés", "2025-10-24", "2025-10-24"),
        ("Mar. 28 : barrage", "2025-10-28", "2025-10-28"),
        ("sam 25 oct : rien", "2025-10-25", "2025-10-25"),
        ("le vingt-deux octobre", "2025-10-22", "2025-10-22"),
        ("his companions flew home on the thirtieth", "2025-10-30", "2025-10-30"),
        ("a deal was reached around the fifth: no attacks", "2025-10-05", "2025-10-05"),
        ("11 citernes ont pu partir dès mercredi", "2025-10-29", "2025-10-29"),
        ("the queue had fallen to 600 by Thursday", "2025-10-30", "2025-10-30"),
        ("The ministry will hold a briefing on the matter on Thursday", "2025-11-06", "2025-11-06"),
        ("Le consulat est fermé lundi", "2025-11-03", "2025-11-03"),
        ("La dernière pinasse part dimanche", "2025-11-02", "2025-11-02"),
        ("The last boat leaves on Sunday", "2025-11-02", "2025-11-02"),
        ("24-10-2025 : attaque", "2025-10-24", "2025-10-24"),
        ("10/24 Kati: two traders taken", "2025-10-24", "2025-10-24"),
        ("depuis ce lundi", "2025-10-27", None),
        ("Au troisième jour du blocus, la ville a faim", "2025-10-30", None),
        ("Le couvre-feu entre en vigueur ce lundi", "2025-11-03", "2025-11-03"),
        ("The ban takes effect Monday", "2025-11-03", "2025-11-03"),
        ("au cours des dernières 24 heures", "2025-10-31", "2025-11-01"),
        ("fermé jusqu'au 15 inclus", "2025-11-01", "2025-11-15"),
        ("SITREP 241530ZOCT25", "2025-10-24", "2025-10-24"),
    ],
)
def test_lengths_lists_and_posts(text, start, end):
    assert spans(text) == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "7 villageois tués",
        "un chef tué",
        "Mon tonton confirme",
        "après trois jours sans eau",
        "dix-sept véhicules ont brûlé",
        "un camion qui vient de Diré",
        "ouvert 24/7",
        "la première journée sans essence",
        "The lorries waited six days without escort",
        "le cadi siège chaque jeudi",
        "the market is held every Monday",
        "Ce jour-là, rien n'est arrivé",
    ],
)
def test_words_that_look_like_days(text):
    assert spans(text) == []


def test_a_short_weekday_does_not_end_the_sentence(read):
    text = "Relevé\n\nVen. 24 | Kati | 2 commerçants égyptiens enlevés sur la route de Négala"
    assert [str(c.time.start) for c in read(text)] == ["2025-10-24"]


@pytest.mark.parametrize("text", ["five hours, as yesterday", "cinq heures, comme lundi"])
def test_a_day_only_compared_with_is_no_day(text):
    assert spans(text) == []


@given(st.dates(date(2020, 1, 10), date(2030, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(anchor, number):
    (found,) = spans(f"le convoi a été attaqué {NAMES[number]}", anchor)
    day = date.fromisoformat(found[0] or "")
    assert day.weekday() == number
    assert timedelta(0) <= anchor - day < timedelta(days=7)


@given(st.dates(date(2020, 1, 10), date(2030, 1, 1)), st.integers(-300, 20))
def test_a_day_without_its_year_is_the_last_one_or_of_the_coming_month(anchor, shift):
    day = anchor + timedelta(days=shift)
    (found,) = spans(f"{day.day} {day:%B}", anchor)
    assert found[0] == str(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A convoy was attacked on Monday. The same day, fighters burned three tankers.", "2025-10-27"),
        ("Un convoi a été attaqué lundi. Le lendemain, trois citernes ont été brûlées.", "2025-10-28"),
        ("Un convoi a été attaqué lundi. La veille, trois citernes ont été brûlées.", "2025-10-26"),
        ("A convoy was attacked on Monday. Two days later fighters burned three tankers.", "2025-10-29"),
        ("A convoy was attacked on 20 October.\n\nA week earlier fighters burned three tankers.",
         "2025-10-13"),
    ],
)  # fmt: skip
def test_days_from_the_day_named_before(read, text, day):
    burned = [c for c in read(text) if c.type == "tanker_destroyed"]
    assert [str(c.time.start) for c in burned] == [day]


def test_a_row_keeps_the_day_and_place_of_its_label(read):
    text = "22/10 ; Kolondiéba ; trois camions incendiés par des inconnus armés"
    burned = next(c for c in read(text) if c.type == "vehicle_burned")
    assert str(burned.time.start) == "2025-10-22"
    assert [place.id for place in burned.places] == ["kolondieba"]


@pytest.mark.parametrize(
    ("text", "type_", "start", "end"),
    [
        ("Un convoi a été attaqué lundi. Deux jours plus tard, les citernes ont été brûlées.",
         "tanker_destroyed", "2025-10-29", "2025-10-29"),
        ("A convoy was attacked on Monday. Two days later, the tankers were burned.",
         "tanker_destroyed", "2025-10-29", "2025-10-29"),
        ("Un convoi a été attaqué lundi. Trente-six heures plus tard, trois citernes ont été brûlées.",
         "tanker_destroyed", "2025-10-28", "2025-10-29"),
        ("A convoy was attacked on Monday. 24 hours later fighters burned three tankers.",
         "tanker_destroyed", "2025-10-28", "2025-10-28"),
        ("Un convoi a été attaqué lundi. Le soir même, trois citernes ont été brûlées.",
         "tanker_destroyed", "2025-10-27", "2025-10-27"),
        ("Un convoi a été attaqué le 20 octobre. Le jeudi suivant, trois citernes ont été brûlées.",
         "tanker_destroyed", "2025-10-23", "2025-10-23"),
        ("A convoy was attacked on 20 October. The following Thursday fighters burned three tankers.",
         "tanker_destroyed", "2025-10-23", "2025-10-23"),
        ("A convoy was attacked on Monday. The night before, fighters burned three tankers.",
         "tanker_destroyed", "2025-10-26", "2025-10-27"),
        ("Un convoi a été attaqué lundi. La nuit suivante, trois citernes ont été brûlées.",
         "tanker_destroyed", "2025-10-27", "2025-10-28"),
        ("Traffic had been at a standstill since Thursday, when fighters burned three tankers.",
         "tanker_destroyed", "2025-10-30", "2025-10-30"),
        ("Rien ne passe depuis le 23 octobre, date à laquelle trois citernes ont été brûlées.",
         "tanker_destroyed", "2025-10-23", "2025-10-23"),
        ("Fighters burned three tankers on Monday, the governor said on Thursday.",
         "tanker_destroyed", "2025-10-27", "2025-10-27"),
        ("La station a fermé ses portes le 12, deux jours après le départ du convoi pour Kayes.",
         "convoy_departed", "2025-10-10", "2025-10-10"),
        ("The clinic was shut on 12 October, two days after the attack on the convoy near Kayes.",
         "convoy_attack", "2025-10-10", "2025-10-10"),
        ("The Department of State advises U.S. citizens to depart Mali immediately.",
         "travel_advisory", "2025-11-01", "2025-11-01"),
        ("Il est recommandé aux ressortissants français de quitter le pays.",
         "travel_advisory", "2025-11-01", "2025-11-01"),
    ],
)  # fmt: skip
def test_which_day_is_that_of_the_claim(read, text, type_, start, end):
    found = [c for c in read(text) if c.type == type_]
    assert [(str(c.time.start), str(c.time.end)) for c in found] == [(start, end)]


def test_a_day_in_brackets_is_not_that_of_the_row(read):
    text = "25/09 | Zegoua | about 700 trucks waiting in the holding area (600 the day before)"
    assert "2025-09-24" not in {str(c.time.start) for c in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        (
            "Incidents de la semaine\n\nLundi 27 octobre\n- Kati : 3 citernes brûlées\n- Bla : pont coupé\n\n"
            "Mardi 28 octobre\n- Niono : 2 citernes brûlées"
        ),
        (
            "Incidents of the week\n\n27/10\n- Kati: 3 tankers burned\n- Bla: bridge cut\n\n28/10\n"
            "- Niono: 2 tankers burned"
        ),
        (
            "Incidents, octobre 2025\n\n27 | Kati | 3 citernes brûlées\n27 | Bla | pont coupé\n"
            "28 | Niono | 2 citernes brûlées"
        ),
        (
            "Incidents, October 2025\n\n27 - Kati: 3 tankers burned\n27 - Bla: bridge cut\n"
            "28 - Niono: 2 tankers burned"
        ),
    ],
)
def test_headers_and_columns_of_days_date_the_lines(read, text):
    burned = [c for c in read(text) if c.type == "tanker_destroyed"]
    assert [str(c.time.start) for c in burned] == ["2025-10-27", "2025-10-28"]
    assert [f.best for c in burned for f in c.figures] == [3, 2]


def test_counted_items_are_no_days(read):
    text = "Octobre 2025\n\n1 - 3 citernes brûlées à Kati\n2 - pont coupé à Bla\n3 - 2 citernes brûlées à Niono"
    assert {str(c.time.start) for c in read(text)} == {"None"}


def test_the_same_day_is_not_that_of_the_speech(read):
    text = "Le camp est tombé vendredi, a-t-on appris samedi auprès d'élus. Le même jour, trois citernes ont été brûlées."
    burned = [c for c in read(text) if c.type == "tanker_destroyed"]
    assert [str(c.time.start) for c in burned] == ["2025-10-31"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("L'État annonce pour mercredi des cartes de rationnement", "2025-11-05", "2025-11-05"),
        ("Talks are set for Friday", "2025-11-07", "2025-11-07"),
        ("Le préfet m'a dit qu'il en viendrait quinze autres jeudi", "2025-11-06", "2025-11-06"),
        ("He said that fifteen more would come on Thursday", "2025-11-06", "2025-11-06"),
        ("Le gouvernement a promis des bus à partir de lundi", "2025-11-03", None),
        ("The government promised buses starting Monday", "2025-11-03", None),
        ("By Sunday evening the tail of the queue was 9 km from the bridge", "2025-10-26", "2025-10-26"),
        ("The hospital has diesel until Tuesday at best", "2025-11-01", "2025-11-04"),
        ("L'hôpital a du gasoil jusqu'à mardi", "2025-11-01", "2025-11-04"),
        ("L'incendie annoncé le 29 n'a pas eu lieu", "2025-10-29", "2025-10-29"),
        ("La station a servi toute la nuit", "2025-10-31", "2025-11-01"),
        ("The pumps were busy all night", "2025-10-31", "2025-11-01"),
        ("On the second of November forty-one of us left", "2024-11-02", "2024-11-02"),
        ("JNIM announced on September 3 that it would attack", "2025-09-03", "2025-09-03"),
        ("On Tuesday fighters stopped a column of tankers coming from Dakar", "2025-10-28", "2025-10-28"),
        ("If they give us soldiers, we roll on Thursday", "2025-11-06", "2025-11-06"),
        ("Not one lorry has got through in 26 days", "2025-10-06", None),
        ("La ville n'a rien reçu en trois semaines", "2025-10-11", None),
        ("Nothing has come down since the 18th, says a trader", "2025-10-18", None),
        ("we expect the pumps to run dry by the 20th", "2025-11-01", "2025-11-20"),
        ("elle compte les rétablir d'ici dix jours", "2025-11-01", "2025-11-11"),
        ("Semaine du 20 octobre", "2025-10-20", "2025-10-26"),
        ("Week of 20 October", "2025-10-20", "2025-10-26"),
        ("attaqué dans la nuit du 28", "2025-10-28", "2025-10-29"),
        ("attacked overnight on 28 October", "2025-10-28", "2025-10-29"),
        ("Tuesday night into Wednesday", "2025-10-28", "2025-10-29"),
        ("depuis déjà trois jours", "2025-10-29", None),
        ("depuis plus d'une semaine", "2025-10-25", None),
        ("for over a week now", "2025-10-25", None),
        ("pas de courant depuis 5j", "2025-10-27", None),
        ("depuis la nuit de mardi", "2025-10-28", None),
        ("depuis le début de la semaine", "2025-10-27", None),
        ("on the 1st of this month", "2025-11-01", "2025-11-01"),
        ("fermé à partir du 15", "2025-11-15", None),
        ("les 18, 19 et 20 octobre", "2025-10-18", "2025-10-20"),
        ("du 28 au 30", "2025-10-28", "2025-10-30"),
        ("On the 12th, survivors say, soldiers burned granaries", "2025-10-12", "2025-10-12"),
    ],
)  # fmt: skip
def test_days_ahead_and_nights(text, start, end):
    anchor = SATURDAY if "second" not in text else date(2025, 9, 1)
    assert (start, end) in spans(text, anchor)


@pytest.mark.parametrize("text", ["An airline dropped its Sunday rotation", "la messe du dimanche"])
def test_what_comes_each_week_is_no_day(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("MAIN COURANTE – vendredi 31 octobre 2025\n0540 Kita. Trois camions incendiés.\n0715 Bla. Trois camions incendiés.\n08h30 San. Trois camions incendiés.", ["2025-10-31"] * 3),
        ("DUTY LOG\n22:10 Kita: gunmen burned three lorries.\n23:40 Bla: gunmen burned three lorries.\n01:15 San: gunmen burned three lorries.", ["2025-10-31", "2025-10-31", "2025-11-01"]),
        ("Sun 26: gunmen attacked a convoy; no lorry has arrived as of this evening.", ["2025-10-26"] * 2),
        ("- 28/10. Trois camions incendiés à Kita.\n- Nuit du 26 au 27/10. Trois camions incendiés à Bla.",
         ["2025-10-28", "2025-10-26"]),
    ],
)  # fmt: skip
def test_logs_by_the_hour_and_labels_of_lines(read, text, days):
    found = [str(c.time.start) for c in read(text) if c.time.start]
    assert found[: len(days)] == days
