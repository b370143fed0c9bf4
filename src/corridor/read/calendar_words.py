"""The words of the calendar in English and French, folded, and pieces of patterns made of them.

Guarantees: every name maps to its number (Monday 0, January 1). Refuses: other languages.
"""

DAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for number, name in enumerate(names.split())
}
DAYS |= {"tues": 1, "thurs": 3, "thur": 3}
SHORT_DAYS = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}
"""French weekdays cut short: words of other senses unless a number follows ("Ven. 24")."""
HOLIDAYS = {
    "toussaint": (11, 1), "all saints day": (11, 1), "armistice day": (11, 11), "noel": (12, 25),
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "nouvel an": (1, 1), "jour de l an": (1, 1), "new year s day": (1, 1), "new year s eve": (12, 31),
    "labour day": (5, 1), "may day": (5, 1), "fete du travail": (5, 1), "bastille day": (7, 14),
}  # fmt: skip
"""Days with a name and always the same date: month and day."""
MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"fev": 2, "juill": 7}
_TEENS_EN = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_TEENS_FR = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt"
COUNTS = {
    word.replace("-", " "): number
    for number, words in {
        1: "a an one un une", 2: "two deux couple a-couple-of", 3: "three trois few several quelques plusieurs a-few",
        4: "four quatre", 5: "five cinq", 6: "six half-a-dozen", 7: "seven sept", 8: "eight huit", 9: "nine neuf",
        12: "a-dozen une-douzaine-de", 10: "une-dizaine-de", 15: "une-quinzaine-de", 21: "twenty-one vingt-et-un",
        30: "thirty trente", 40: "forty quarante", 20: "une-vingtaine-de",
    }.items()
    for word in words.split()
} | {
    word.replace("-", " "): number
    for names in (_TEENS_EN, _TEENS_FR)
    for number, word in enumerate(names.split(), start=10)
}  # fmt: skip
_TENS = {20: "twenty vingt", 30: "thirty trente", 40: "forty quarante", 50: "fifty cinquante"}
_ONE_NAMES = (
    "one two three four five six seven eight nine un une deux trois quatre cinq sept huit neuf"
)
_ONES = {name: COUNTS[name] for name in _ONE_NAMES.split()}
for _tens, _names in _TENS.items():
    for _name in _names.split():
        COUNTS[_name] = _tens
        COUNTS |= {f"{_name} {one}": _tens + number for one, number in _ONES.items()}
        COUNTS |= {f"{_name} et {one}": _tens + 1 for one in ("un", "une")}
_ORDINALS_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS_FR = (
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme "
    "douzieme treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme vingtieme"
)
ORDINALS = {
    word.replace("-", " "): number
    for names in (_ORDINALS_EN, _ORDINALS_FR)
    for number, word in enumerate(names.split(), start=1)
}
ORDINALS |= {"premiere": 1, "seconde": 2, "thirtieth": 30, "thirty first": 31, "trentieme": 30}
ORDINALS |= {f"twenty {name}": 20 + number for name, number in tuple(ORDINALS.items())[:9]}
DAY = r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DAY2 = DAY.replace("?P<day>", "?P<day2>")
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
MONTH2 = MONTH.replace("?P<month>", "?P<month2>")
NUMBER = r"(?P<n>\d{1,2})(?: ?(?:er|st|nd|rd|th))?"
NUMBER2 = r"(?P<n2>\d{1,2})(?: ?(?:er|st|nd|rd|th))?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
_TEN_WORDS = r"(?:" + "|".join(" ".join(_TENS.values()).split()) + r")"
_ONE_WORDS = r"(?:" + "|".join(sorted(_ONES, key=len, reverse=True)) + r")"
COUNT = (
    rf"(?P<count>\d{{1,3}}|{_TEN_WORDS}(?: (?:et )?{_ONE_WORDS})?|"
    + "|".join(
        word
        for word in sorted(COUNTS, key=len, reverse=True)
        if COUNTS[word] < 20 or word.endswith(" de")
    )
    + ")"
)
ORDINAL = (
    r"(?P<ordinal>\d{1,3} ?(?:e|eme|ere|er|ieme|st|nd|rd|th)|"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + ")"
)
HOLIDAY = r"(?P<holiday>" + "|".join(sorted(HOLIDAYS, key=len, reverse=True)) + ")"
SHORT_DAY = r"(?P<day>" + "|".join(SHORT_DAYS) + ")"
UNIT = r"(?P<unit>days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|annees?|hours?|heures?|nights?|nuits?|fortnights?)"
