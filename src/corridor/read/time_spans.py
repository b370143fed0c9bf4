"""Spans of days that need a longer look: nights, weeks named by a day, lengths with words between.

Guarantees: tried before all other rules, for they hold those rules' words and more. Refuses: numbers
after which no month, no unit and no mark of a day stands.
"""

from datetime import timedelta

from corridor.read.calendar_words import COUNT, DAY, DAY2, MONTH, NUMBER, NUMBER2, UNIT, YEAR
from corridor.read.time_lengths import coming_number, numbers
from corridor.read.time_reckoning import (
    Clue,
    Found,
    Handler,
    day_number,
    days_of_month,
    night,
    since,
    since_week,
)


def week_from(clue: Clue) -> Found | None:
    """Read `week of 3 November`, `semaine du 3 novembre`: seven days from then."""
    found = days_of_month(clue)
    if found is None or found[0] is None:
        return None
    return found[0], found[0] + timedelta(days=6), "week"


def night_from(clue: Clue) -> Found | None:
    """Read `nuit du 11`, `overnight on 11 November`: that day and the next."""
    found = days_of_month(clue) if clue.found.groupdict().get("month") else day_number(clue)
    if found is None or found[0] is None:
        return None
    return found[0], found[0] + timedelta(days=1), "day"


def from_number(clue: Clue) -> Found | None:
    """Read `à partir du 15`, `starting the 15th`: from that day on."""
    found = coming_number(clue)
    return (found[0], None, "ongoing") if found else None


_ABOUT = (
    r"(?: maintenant| desormais| deja| bientot| plus d(?: un)?e?| pres d(?: un)?e?| environ| presque| quelque| au moins"
    r"| now| already| nearly| almost| over| about| some| more than| at least| well over){0,2} "
)
_NO_MONTH = "(?! (?:" + MONTH.replace("?P<month>", "?:") + r"|of|to|au|et|and)\b)(?! \d)"
_DAYNAME = DAY.replace("?P<day>", "?:")
_DATE = NUMBER + " (?:of )?" + MONTH + "(?: " + YEAR + ")?"

SPANS: tuple[tuple[str, str, Handler], ...] = (
    (
        "since depuis for",
        "(?:since|depuis|for)" + _ABOUT + COUNT + r" (?:bonnes? |long |full |whole )?"
        + UNIT.replace("fortnights?", "fortnights?|j") + r"\b(?: now| already| maintenant| deja)?",
        since,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:la |le |the )?(?:nuit|soiree|matinee|night|evening|morning) (?:de |du |of )" + DAY,
        since,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:le |the )(?:debut de (?:la |cette )?semaine|(?:start|beginning) of (?:the |this )?week)",
        since_week,
    ),
    (
        "week semaine",
        r"(?:week (?:of|beginning|starting|commencing)|semaine d[ue]) (?:the |le |lundi |monday )?" + _DATE,
        week_from,
    ),
    (
        "nuit night overnight",
        r"(?:nuit du|night of(?: the)?|overnight(?: on)?(?: the)?) (?:" + DAY + " )?" + _DATE,
        night_from,
    ),
    (
        "nuit night",
        r"(?:nuit du|night of the) (?:" + _DAYNAME + " )?" + NUMBER + _NO_MONTH,
        night_from,
    ),
    ("night", DAY + r" (?:night|evening) (?:to|into|through to) " + DAY2, night),
    (
        "mois month",
        r"(?:depuis |since )?(?:le|the|on the) (?P<n>[12]?\d|3[01]) ?(?:er|st|nd|rd|th)? (?:du mois|de ce mois|of (?:this|the) month)",
        day_number,
    ),
    (
        "partir compter starting from",
        r"(?P<lead>a partir du|a compter du|starting the|starting on the|as from the) " + NUMBER + _NO_MONTH,
        from_number,
    ),
    (
        "et and",
        NUMBER + r" (?:\d{1,2} )+(?:et |and )" + NUMBER2 + " " + MONTH + "(?: " + YEAR + ")?",
        days_of_month,
    ),
    (
        "au",
        "(?:entre le|du) " + NUMBER + " au " + NUMBER2 + "(?! (?:" + MONTH.replace("?P<month>", "?:") + r"|pour|\d))",
        numbers,
    ),
)  # fmt: skip
"""Words of which a sentence must hold one, the pattern, the reckoning: as in `time_rules.RULES`."""
