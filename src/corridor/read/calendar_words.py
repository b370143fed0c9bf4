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
COUNTS = {
    word: number
    for number, words in {
        1: "a an one un une", 2: "two deux couple", 3: "three trois few several quelques plusieurs",
        4: "four quatre", 5: "five cinq", 6: "six", 7: "seven sept", 8: "eight huit", 9: "nine neuf",
        10: "ten dix", 12: "twelve douze", 15: "fifteen quinze", 20: "twenty vingt",
    }.items()
    for word in words.split()
}  # fmt: skip
DAY = r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DAY2 = DAY.replace("?P<day>", "?P<day2>")
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
MONTH2 = MONTH.replace("?P<month>", "?P<month2>")
NUMBER = r"(?P<n>\d{1,2})(?:er|st|nd|rd|th)?"
NUMBER2 = r"(?P<n2>\d{1,2})(?:er|st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
UNIT = r"(?P<unit>days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|annees?|hours?|heures?)"
