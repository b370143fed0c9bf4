"""More expressions of time: how long a state has lasted, days told by what is to come, words of posts.

Guarantees: tried before the rules of `time_rules`, in order; an answer is left to those rules where
the verb points the other way. Refuses: lengths that say nothing about a day ("a trip of two days").
"""

import re
from datetime import date, timedelta

from corridor.read.calendar_words import (
    COUNT,
    COUNTS,
    DAY,
    HOLIDAY,
    HOLIDAYS,
    MONTH,
    MONTH2,
    MONTHS,
    NUMBER,
    NUMBER2,
    ORDINAL,
    ORDINALS,
    SHORT_DAY,
    SHORT_DAYS,
    UNIT,
    YEAR,
)
from corridor.read.time_reckoning import (
    Clue,
    Found,
    Handler,
    ago,
    begun,
    made,
    named_day,
    offset,
    since,
    until_day,
    week,
    weekday,
)


def running(clue: Clue) -> Found | None:
    """Read `twelve days without power`, at the start or after "gone"; "waited six days" is over."""
    before = clue.found.string[: clue.found.start()].split()
    told = not before or before[-1] in _GOING_ON
    return since(clue) if told and not clue.past else None


_GOING_ON = frozenset({"now", "gone", "already", "deja", "maintenant", "passe", "bientot"})


def nth_day(clue: Clue) -> Found | None:
    """Read `third day without water`, `jour 3 du blocus`: the state began so many days before."""
    groups = clue.found.groupdict()
    number = _number(groups.get("ordinal") or groups.get("n") or "")
    if number < 2:
        return None
    days = 7 if {"semaine", "week"} & set(clue.found.group().split()) else 1
    return clue.anchor - timedelta(days=days * (number - 1)), None, "ongoing"


def _number(word: str) -> int:
    digits = "".join(sign for sign in word if sign.isdecimal())
    return int(digits) if digits else ORDINALS.get(word, 0)


def _length(clue: Clue) -> int:
    count, unit = clue.found["count"], clue.found["unit"][0]
    number = int(count) if count.isdecimal() else COUNTS[count]
    if unit == "h":
        return -(-number // 24)
    return number * {"w": 7, "s": 7, "f": 14, "m": 30, "y": 365, "a": 365}.get(unit, 1)


def within(clue: Clue) -> Found | None:
    """Read `within 48 hours`, `sous trois jours`: from publication to then."""
    if clue.past:
        return None
    return clue.anchor, clue.anchor + timedelta(days=_length(clue)), "week"


def ahead(clue: Clue) -> Found | None:
    """Read `in ten days`, `dans dix jours`, where the verb points ahead; weeks are about right."""
    french = clue.found.group().startswith("dans")
    if not clue.future and (clue.past or not french):
        return None
    length = _length(clue)
    day = clue.anchor + timedelta(days=length)
    if clue.found["unit"][0] in "djn":
        return day, day, "day"
    return day - timedelta(days=length // 7), day + timedelta(days=length // 7), "approximate"


def since_hours(clue: Clue) -> Found | None:
    """Read `depuis 48h`."""
    return clue.anchor - timedelta(days=int(clue.found["hours"]) // 24), None, "ongoing"


def holiday(clue: Clue) -> Found | None:
    """Read `à la Toussaint`, `since Christmas`: the last one, or the next where the verb says so."""
    month, number = HOLIDAYS[clue.found["holiday"]]
    days = [date(clue.anchor.year + more, month, number) for more in (-1, 0, 1)]
    going_on = clue.found.group().startswith(("since", "depuis"))
    last = max(day for day in days if day <= clue.anchor)
    coming = min(day for day in days if day >= clue.anchor)
    nearer = coming - clue.anchor < clue.anchor - last and not clue.past
    day = coming if not going_on and (clue.future or nearer) else last
    return (day, None, "ongoing") if going_on else (day, day, "day")


def coming_number(clue: Clue) -> Found | None:
    """Read `pour le 15`, `avant le 27`: a day of this month or the next."""
    number, lead = int(clue.found["n"]), clue.found["lead"]
    if lead.startswith(_SET) and not lead.endswith("pour"):
        return _nearest(clue, number)
    months = (0, -1) if clue.past else (0, 1)
    for more in months:
        index = clue.anchor.year * 12 + clue.anchor.month - 1 + more
        day = made(index // 12, index % 12 + 1, number)
        if day and ((day <= clue.anchor) if clue.past else (day >= clue.anchor)):
            if clue.past or clue.found["lead"] not in _BOUNDS:
                return day, day, "day"
            return clue.anchor, day, "week"
    return None


_SET = ("annonce", "attendu", "prevu")


def _nearest(clue: Clue, number: int) -> Found | None:
    """Return the day of that number nearest to publication: "annoncé le 6" of the 12th is over."""
    index = clue.anchor.year * 12 + clue.anchor.month - 1
    days = [made((index + more) // 12, (index + more) % 12 + 1, number) for more in (-1, 0, 1)]
    near = min((day for day in days if day), key=lambda day: abs(day - clue.anchor), default=None)
    return (near, near, "day") if near else None


def none_in(clue: Clue) -> Found | None:
    """Read `not one lorry in 26 days`, `rien reçu en trois semaines`: a lack that goes on."""
    before = clue.found.string[: clue.found.start()]
    if clue.future or clue.found["unit"][0] == "h" or _FIRST.search(before):
        return None
    return since(clue) if _LACK.search(before) else None


_LACK = re.compile(
    r"\b(?:not|no|nothing|none|never|nobody|aucune?|rien|jamais|plus un|pas une?|personne)\b"
)
_FIRST = re.compile(r"\b(?:first|premiere|less|moins)\b")


def all_night(clue: Clue) -> Found | None:
    """Read `toute la nuit`, `all night` of what has just happened: the night before publication."""
    if clue.future or not clue.past or _OTHER_DAY.search(clue.found.string):
        return None
    return clue.anchor - timedelta(days=1), clue.anchor, "day"


_OTHER_DAY = re.compile(
    rf"\b(?:{DAY.replace('?P<day>', '?:')}|{MONTH.replace('?P<month>', '?:')}|hier|yesterday|veille|lendemain|before|every|each|chaque|nuits|nights)\b"
)
_BOUNDS = frozenset(
    {"avant", "by", "d ici", "d ici au", "d ici a", "before", "until", "till", "jusqu au", "jusqu"}
)


def until_name(clue: Clue) -> Found | None:
    """Read `jusqu'à mardi`, `until Tuesday`, unless the verb tells of something over."""
    return None if clue.past else until_day(clue)


def of_week(shift: int) -> Handler:
    """Make the reckoning of `Monday of last week`: a weekday of a week so far from this one."""

    def handler(clue: Clue) -> Found | None:
        monday = week(clue.anchor, shift)[0]
        assert monday is not None  # noqa: S101 - a week always has its Monday
        day = monday + timedelta(days=weekday(clue.found["day"], clue.anchor).weekday())
        return day, day, "day"

    return handler


def short_day(clue: Clue) -> Found | None:
    """Read `Ven. 24`, `Mar. 28 oct.`: only where the number falls on that weekday."""
    groups = clue.found.groupdict()
    if not groups.get("month2"):
        return named_day(clue)
    day = _last(clue, MONTHS[groups["month2"]], int(groups["n"]))
    right = day is not None and day.weekday() == SHORT_DAYS[groups["day"]]
    return (day, day, "day") if right else None


def spelled_day(clue: Clue) -> Found | None:
    """Read `le vingt-deux septembre`, `October the fifth`, `on the thirtieth`."""
    groups = clue.found.groupdict()
    word = groups.get("ordinal") or groups.get("count") or ""
    if groups.get("month") == "sept":  # "dix-sept"
        return None
    number = ORDINALS.get(word) or COUNTS.get(word, 0)
    if groups.get("month"):
        day = _last(clue, MONTHS[groups["month"]], number)
    else:
        day = made(clue.anchor.year, clue.anchor.month, number)
        if day is None or day > clue.anchor:
            index = clue.anchor.year * 12 + clue.anchor.month - 2
            day = made(index // 12, index % 12 + 1, number)
    if day is None:
        return None
    going_on = clue.found.group().startswith(("since", "depuis"))
    return (day, None, "ongoing") if going_on else (day, day, "day")


def _last(clue: Clue, month: int, number: int) -> date | None:
    years = range(clue.anchor.year - 1, clue.anchor.year + 2)
    days = [day for year in years if (day := made(year, month, number))]
    if clue.future:
        return next((day for day in days if day >= clue.anchor), None)
    near = [day for day in days if day <= clue.anchor + timedelta(days=31)]
    return near[-1] if near else None


def numbers(clue: Clue) -> Found | None:
    """Read `dans la nuit du 28 au 29`, `from the 3rd to the 5th`: days of the last such month."""
    first_number, last_number = int(clue.found["n"]), int(clue.found["n2"])
    for more in (0, -1):
        index = clue.anchor.year * 12 + clue.anchor.month - 1 + more
        last = made(index // 12, index % 12 + 1, last_number)
        if last is None or (last > clue.anchor and not clue.future):
            continue
        begin = made(last.year, last.month, first_number)
        if begin is None or begin > last:
            begin = last - timedelta(days=1)
        night = bool({"nuit", "night"} & set(clue.found.group().split()))
        return begin, last, "day" if night else "week"
    return None


_SURE = r"(?: maintenant| desormais| deja| bientot| plus de| pres de| environ| presque| au moins| bien| now| already| nearly| almost| over| about| more than| at least){0,2} "
_RUNNING = r"(?: d affilee| de suite| consecutifs| consecutives| in a row| running| straight| on end| sans| without)"
_DAY_WORD = r"(?:jour|journee|nuit|day|night|semaine|week)"
_NEXT = r"(?:prochains|prochaines|next|coming|following)"
_COUNT_WORD = r"(?P<count>" + "|".join(
    sorted((w for w, n in COUNTS.items() if 2 <= n <= 31 and not w.endswith(" de") and w not in
            {"few", "several", "quelques", "plusieurs", "a few", "couple", "a couple of", "half a dozen",
             "a dozen"}), key=len, reverse=True)
) + ")"  # fmt: skip
_ORDINAL_WORD = r"(?P<ordinal>" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
_AFTER_DAY = r"(?= (?:of|and|to|was|were|said|when|at|in|by|after|before|it|they|he|an|that|with|for|no|not|but|as|while)\b|$)"
_MONTH = MONTH.replace("?P<month>", "?:")
_DAYNAME = DAY.replace("?P<day>", "?:")

LENGTHS: tuple[tuple[str, str, Handler], ...] = (
    (
        "voila voici cela ca fait il",
        r"(?:voila|voici|cela fait|ca fait|c a fait|fait|il y a)" + _SURE + COUNT + " " + UNIT + r"(?= qu?e?\b)",
        since,
    ),
    ("que qu", "^" + COUNT + " " + UNIT + r"(?= (?:que|qu) )", since),
    (
        "it",
        r"(?:it is|it has been|it s been|it s)" + _SURE + COUNT + " " + UNIT + r"(?= (?:since|that|now)\b)",
        since,
    ),
    (
        "affilee suite consecutifs consecutives row running straight end sans without",
        r"(?<!apres )(?<!after )(?<!of )(?<!de )" + COUNT + " " + UNIT + "(?=" + _RUNNING + r"\b)",
        running,
    ),
    (
        "consecutive straight",
        r"(?:for|a) " + COUNT + r" (?:consecutive|straight) " + UNIT,
        running,
    ),
    (
        "jour journee nuit day night semaine week",
        ORDINAL + r"(?: consecutive| straight| successive)? " + _DAY_WORD
        + r"(?= (?:sans|without|consecuti\w+|running|straight|in a row|d affilee|de suite|(?:de|du|d une|de la|d un) (?:blocus|greve|penurie|siege|coupure)|of (?:the )?(?:blockade|strike|shortage|siege|outage))\b)",
        nth_day,
    ),
    (
        "consecutive straight successive",
        r"(?:for|in) (?:a|the) " + ORDINAL + r" (?:consecutive|straight|successive) " + _DAY_WORD,
        nth_day,
    ),
    (
        "jour day",
        r"^(?:jour|day) (?P<n>\d{1,3})(?= (?:sans|without|du|de|d|of|with)\b)",
        nth_day,
    ),
    (
        "since depuis for",
        r"(?:since|depuis|for) (?:plus de |more than |over |pres de |nearly )?(?P<hours>24|36|48|72|96) ?(?:h|hrs?)\b",
        since_hours,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:environ |about |around )?(?:[01]?\d|2[0-3]) ?(?:\d\d )?(?:h|heures|am|pm|a m|p m|o clock)(?: \d\d)?(?: du matin| ce matin| this morning)?",
        begun(0),
    ),
    (
        "day today tonight now jour aujourd maintenant matin soir effet effect immediately",
        (r"(?:from (?:this day|today|now on|tonight|this morning)(?: on(?:wards?)?)?|(?:as (?:of|from)|starting|effective|beginning) (?:this day|now|tonight|this morning|this evening|immediately)"
        r"|with immediate effect|effective immediately|(?:a partir|a compter) (?:d aujourd hui|d aujourdhui|de ce jour|de maintenant|de ce matin|de ce soir)"
        r"|des (?:aujourd hui|aujourdhui|maintenant|ce jour|ce matin|ce soir|a present)|a dater de ce jour|avec effet immediat)"),
        offset(0),
    ),
    (
        "heure moment hour time writing instant jour",
        (r"(?:a cette heure|a l heure (?:ou nous|qu il est)|at this (?:hour|time|moment)|at the time of writing|at time of writing|pour le moment|for the moment|for the time being"
        r"|en ce moment(?: meme)?|at the moment|a l instant|ce jour meme|au moment ou nous ecrivons)"),
        offset(0),
    ),
    (
        "auj ajd ojd aprem mat matinee midi tonite earlier later just",
        r"(?:auj|ajd|ojd|cet aprem|cette aprem|ce mat(?: 1)?|ce midi|tonite|earlier today|later today|just now)",
        offset(0),
    ),
    (
        "min minutes mn",
        r"(?:il y a " + COUNT + r" (?:min|mn|minutes)|" + COUNT.replace("?P<count>", "?:") + r" (?:min|mins|minutes) ago)",
        offset(0),
    ),
    (
        "just",
        r"(?:has |have )?just (?:been \w+ed|\w+ed|told|seen|saw|left|came|come|got|gone|went|taken|took|said|hit|shut|lost|begun|began|sent|won|broken|heard|met|made|put|given|fallen|set|burnt)",
        offset(0),
    ),
    (
        "vient viennent venons",
        r"(?:vient|viennent|venons) (?:tout juste |a peine |juste )?(?:de|d)(?: se| s| l| le| la| les| nous| y| en)? [a-z]+(?:er|ir|re|oir)",
        offset(0),
    ),
    (
        "night nuit",
        r"(?:toute (?:la|une) nuit|all night(?: long)?|through(?:out)? the night|the whole night|passe la nuit|spent the night)",
        all_night,
    ),
    ("apres after", r"(?:apres demain|(?:the )?day after tomorrow)", offset(2)),
    ("2 dem tmrw tmr demin", r"(?:2 (?:main|moro|morrow)|dem 1|tmrw|tmr|demin)", offset(1)),
    ("yday ystday", r"(?:yday|ystday)", offset(-1)),
    (
        "sous within under dans in over next coming prochains prochaines",
        r"(?:(?:sous|within|in under) |(?:dans|pour|pendant|au cours des|d ici|in|over|for|within) (?:les |des |the )?(?:" + _NEXT + r" ))" + COUNT + " (?:" + _NEXT + " )?" + UNIT,
        within,
    ),
    ("ici", r"d ici (?:a |environ )?" + COUNT + " " + UNIT, within),
    (
        "prochains prochaines next coming",
        r"(?:dans les|pour les|des|au cours des|pendant les|les) " + COUNT + " " + _NEXT + " " + UNIT,
        within,
    ),
    (
        "in en",
        r"(?:in|en) (?:over |nearly |more than |plus de |pres de )?" + COUNT + " " + UNIT,
        none_in,
    ),
    ("dans in", r"(?:dans|in) (?:environ |about |around )?" + COUNT + " " + UNIT + r"(?: time)?", ahead),
    (
        " ".join(sorted({w for name in HOLIDAYS for w in name.split() if len(w) > 3})),
        r"(?:(?:since|depuis) )?(?:la |le |l |the )?" + HOLIDAY,
        holiday,
    ),
    (
        "nuit night",
        r"(?:nuit|night) (?:du|of|from)(?: the)?(?: " + _DAYNAME + r")? " + NUMBER + r" (?:au|to|and|into)(?: the)?(?: " + _DAYNAME + r")? " + NUMBER2 + "(?! " + _MONTH + ")",
        numbers,
    ),
    (
        "entre from between",
        r"(?:entre le|from the|between the) " + NUMBER + r" (?:et le|to the|and the|to|and) " + NUMBER2 + "(?! " + _MONTH + "| of)",
        numbers,
    ),
    (
        "avant pour ici tard jusqu prevu prevue prevus prevues attendu attendue attendus attendues annonce annoncee annonces annoncees",
        r"(?P<lead>avant|pour|d ici|d ici au|au plus tard|jusqu au|prevue?s?|attendue?s?|annoncee?s?(?: pour)?) (?:le )?(?<!avant )(?<!pour )(?<!ici )" + NUMBER
        + "(?! (?:" + _MONTH + r"|\w+))",
        coming_number,
    ),
    ("jusqu", r"(?P<lead>jusqu au) " + NUMBER + "(?! (?:" + _MONTH + r"|e|eme|ieme))", coming_number),
    (
        "avant pour ici tard prevu prevue prevus prevues attendu attendue attendus attendues annonce annoncee annonces annoncees",
        r"(?P<lead>avant|pour|d ici|au plus tard|prevue?s?|attendue?s?|annoncee?s?(?: pour)?) le " + NUMBER + "(?! " + _MONTH + r"| \d)",
        coming_number,
    ),
    (
        "before until till by due",
        r"(?P<lead>before|until|till|by|due|due on|due by) the " + NUMBER.replace("?(?:er|st|nd|rd|th))?", "?(?:st|nd|rd|th))") + "(?! (?:of|" + _MONTH + r"))",
        coming_number,
    ),
    (
        "jusqu until till through avant before",
        r"(?:jusqu a|jusqu|until|till|through|avant|before) (?:a |le |ce |next |this )?" + DAY + r"(?: prochain)?(?! (?:\d|dernier|soir la))",
        until_name,
    ),
    (
        "week semaine",
        r"(?:le |on |the )?" + DAY + r" (?:de la semaine (?:derniere|passee|d avant)|(?:of )?last week|of the (?:previous|past) week)",
        of_week(-1),
    ),
    (
        "week semaine",
        r"(?:le |on |the )?" + DAY + r" (?:de la semaine prochaine|(?:of )?next week)",
        of_week(1),
    ),
    (
        "week semaine",
        r"(?:le |on |the )?" + DAY + r" (?:de cette semaine|(?:of )?this week)",
        of_week(0),
    ),
    (
        " ".join(SHORT_DAYS),
        r"(?:le |du )?" + SHORT_DAY + " " + NUMBER + r"(?: (?:" + MONTH2 + r"))?(?: " + YEAR + ")?",
        short_day,
    ),
    (
        "the st nd rd th",
        r"(?:on )?" + DAY + r" (?:the )(?P<n>[12]?\d|3[01]) ?(?:st|nd|rd|th)?(?! (?:of|" + _MONTH + "))",
        named_day,
    ),
    (
        "",
        r"(?:since |depuis )?(?:le |du |au |the |on the )?(?:" + _DAYNAME + " )?(?:" + _COUNT_WORD + "|" + _ORDINAL_WORD + r")(?: of)? " + MONTH,
        spelled_day,
    ),
    (
        "the",
        r"(?:since|on|around|about|until|by) the " + _ORDINAL_WORD + _AFTER_DAY,
        spelled_day,
    ),
    (
        "the",
        MONTH + " (?:the )" + _ORDINAL_WORD,
        spelled_day,
    ),
    ("ago y voila", r"(?:il y a|voila) (?:tout juste |exactement |seulement )" + COUNT + " " + UNIT, ago),
)  # fmt: skip
"""Words of which a sentence must hold one, the pattern, the reckoning: as in `time_rules.RULES`."""
