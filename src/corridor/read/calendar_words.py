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
DAYS |= {"tues": 1, "thurs": 3}
MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}
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
DAY = r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DAY2 = DAY.replace("?P<day>", "?P<day2>")
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
MONTH2 = MONTH.replace("?P<month>", "?P<month2>")
NUMBER = r"(?P<n>\d{1,2})(?: ?(?:er|st|nd|rd|th))?"
NUMBER2 = r"(?P<n2>\d{1,2})(?: ?(?:er|st|nd|rd|th))?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
UNIT = r"(?P<unit>days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|annees?|hours?|heures?|nights?|nuits?|fortnights?)"
