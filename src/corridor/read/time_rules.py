"""Time expressions of both languages: patterns over folded words, each with its reckoning.

Guarantees: rules are tried in order, the longer and surer first; each names words of which the
sentence must hold one. Refuses: clock times.
"""

from corridor.read.calendar_words import (
    COUNT,
    DAY,
    DAY2,
    MONTH,
    MONTH2,
    NUMBER,
    NUMBER2,
    UNIT,
    YEAR,
)
from corridor.read.time_reckoning import (
    Handler,
    ago,
    begun,
    day_name,
    day_number,
    days_of_month,
    days_range,
    last_night,
    last_units,
    month_named,
    month_start,
    named_day,
    next_day_name,
    night,
    offset,
    one_night,
    onward,
    relative_month,
    since,
    since_week,
    since_weekend,
    until_day,
    week,
    weekend,
    year,
    years,
)

RULES: tuple[tuple[str, str, Handler], ...] = (
    (
        "since depuis",
        r"(?:since|depuis) (?:le |the |last |this |ce )?"
        + DAY
        + r"(?: dernier)?(?: (?:morning|evening|night|matin|soir))?",
        since,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:le |the |last )?(?:night of )?"
        + NUMBER
        + r" (?:of )?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        since,
    ),
    ("since depuis", r"(?:since|depuis) " + MONTH + " " + NUMBER + r"(?: " + YEAR + ")?", since),
    (
        "since depuis",
        r"(?:since|depuis) (?:la |le |the )?(?P<part>early|mid|late|(?:the )?start of|(?:the )?beginning of|(?:the )?end of|debut|mi|fin)?(?: de)? ?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        since,
    ),
    ("since depuis", r"(?:since|depuis) (?:l annee )?" + YEAR, since),
    (
        "for depuis voici since these it been",
        r"(?:for|depuis|voici|since|these|it s been|been) (?:the (?:past|last) |plus de |pres de |environ |more than |over |about |nearly |at least |au moins )?"
        + COUNT
        + r" (?:derniers |dernieres )?"
        + UNIT,
        since,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:yesterday|hier|last night|(?:la )?nuit derniere|cette nuit)(?: (?:morning|evening|afternoon|matin|soir))?",
        begun(1),
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:this |ce |cette |the |l |le |early )?(?:morning|dawn|daybreak|midnight|noon|today|tonight|matin|aube|minuit|midi|aujourd hui|aujourdhui|afternoon)",
        begun(0),
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:the |le |last |ce )?(?:weekend|week end)(?: dernier| passe)?",
        since_weekend,
    ),
    (
        "since depuis",
        r"(?:since|depuis) (?:la |the )?(?:last week|semaine (?:derniere|passee)|(?:start|beginning) of (?:the|this) week|debut de (?:la |cette )?semaine)",
        since_week,
    ),
    ("since depuis", r"(?:since|depuis) (?:the day before yesterday|avant hier)", begun(2)),
    (
        "night nuit overnight",
        r"(?:in|on|dans|during|overnight)? ?(?:the |la )?(?:night|nuit|overnight) (?:of |from |du |de |between )?(?:the )?"
        + DAY
        + r"(?: \d{1,2})? (?:to|au|a|and|et|into)(?: the)? "
        + DAY2,
        night,
    ),
    (
        "night nuit",
        r"(?P<night>(?:night|nuit) (?:of |from |du |de )?(?:the )?)(?:\w+ )?"
        + NUMBER
        + r"(?: "
        + MONTH2
        + r")? (?:to|au|a|and|et) (?:the )?(?:\w+ )?"
        + NUMBER2
        + r" (?:of )?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        days_of_month,
    ),
    (
        "overnight night nuit",
        r"(?:overnight (?:on )?|(?:dans la |la )?nuit (?:de |du )|(?:the )?night of (?:the )?)"
        + DAY
        + r"(?! (?:\d|to|au|a|into|and))",
        one_night,
    ),
    ("overnight", r"overnight (?:from )?" + DAY + r" (?:to|into) " + DAY2, night),
    (
        "and et to au until through",
        r"(?:du |from |between |entre le |le )?(?:"
        + DAY
        + " )?"
        + NUMBER
        + r" (?:of )?"
        + MONTH
        + r"(?: (?:19|20)\d\d)? (?:au|to|and|et le|jusqu au|until|through) (?:the |le )?(?:"
        + DAY2
        + " )?"
        + NUMBER2
        + r" (?:of )?"
        + MONTH2
        + r"(?: "
        + YEAR
        + ")?",
        days_of_month,
    ),
    (
        "and to until through",
        MONTH
        + " "
        + NUMBER
        + r" (?:to|and|until|through) "
        + MONTH2
        + " "
        + NUMBER2
        + r"(?: "
        + YEAR
        + ")?",
        days_of_month,
    ),
    (
        "of starting effective effect beginning compter partir des",
        r"(?:as of|starting(?: from| on)?|effective(?: from)?|with effect from|beginning(?: on)?|a compter d[ue]|a partir d[ue]|des(?: le)?) (?:le |the |ce |this |on )?(?:"
        + DAY
        + " )?"
        + NUMBER
        + r" (?:of )?"
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        onward,
    ),
    (
        "of starting effective effect beginning compter partir des",
        r"(?:as of|starting(?: from| on)?|effective(?: from)?|with effect from|beginning(?: on)?|a compter d[ue]|a partir d[ue]|des) (?:le |ce |this |next )?"
        + DAY
        + r"(?: prochain)?(?! \d)",
        onward,
    ),
    (
        "by ici",
        r"(?:d ici|d ici a|d ici au) (?:le |ce )?" + DAY + r"(?! \d)",
        until_day,
    ),
    (
        "by",
        r"by (?:next |this )?" + DAY + r"(?! \d)",
        next_day_name,
    ),
    (
        "ici until till jusqu through",
        r"(?:d ici|d ici au|d ici le|until|till|through|jusqu au|jusqu) (?:le |the )?(?:"
        + DAY
        + " )?(?:"
        + NUMBER
        + r" (?:of )?"
        + MONTH
        + r")(?: "
        + YEAR
        + ")?",
        until_day,
    ),
    (
        "",
        NUMBER + r"(?: |-)(?:au|to|and|et)? ?" + NUMBER2 + " " + MONTH + r"(?: " + YEAR + ")?",
        days_of_month,
    ),
    (
        "and et to au a",
        r"(?:between|entre le|du|from|entre)? ?(?:"
        + DAY
        + " )?"
        + NUMBER
        + r" (?:and|et le|et|to|au|a) (?:le )?(?:the )?"
        + NUMBER2
        + " "
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        days_of_month,
    ),
    (
        "",
        r"(?:" + DAY + r" )?(?:the )?" + NUMBER + r" (?:of )?" + MONTH + r"(?: " + YEAR + ")?",
        days_of_month,
    ),
    (
        "to and",
        MONTH + " " + NUMBER + r" (?:to|and) " + NUMBER2 + r"(?: " + YEAR + ")?(?! (?:to|per))",
        days_of_month,
    ),
    (
        "",
        r"(?:"
        + DAY
        + " )?"
        + MONTH
        + " "
        + NUMBER
        + r"(?: "
        + YEAR
        + r")?(?! (?:litres|tankers|people|years))",
        days_of_month,
    ),
    (
        "early mid late start beginning middle end debut mi fin",
        r"(?:the |la )?(?P<part>early|mid|late|(?:the )?start of|(?:the )?beginning of|(?:the )?middle of|(?:the )?end of|debut|mi|fin)(?: de)? "
        + MONTH
        + r"(?: "
        + YEAR
        + ")?",
        month_named,
    ),
    (
        "to and au a et",
        r"(?:from|between|du|de|entre) " + DAY + r" (?:to|and|au|a|et) " + DAY2,
        days_range,
    ),
    (
        "last next this coming",
        r"(?P<mark>last|next|this|coming) " + DAY + r"(?: (?:morning|evening|night|afternoon))?",
        day_name,
    ),
    (
        "dernier prochain passe next last",
        r"(?:ce |le )?" + DAY + r" (?P<mark>dernier|prochain|passe|next|last)",
        day_name,
    ),
    (
        "night nuit overnight",
        r"(?:last night|overnight|cette nuit|la nuit derniere|dans la nuit|during the night)(?! (?:la|du|de|d)\b)",
        last_night,
    ),
    ("yesterday hier", r"(?:day before yesterday|avant hier)", offset(-2)),
    (
        "yesterday hier",
        r"(?:yesterday|hier)(?: (?:morning|evening|night|afternoon|matin|soir|apres midi))?",
        offset(-1),
    ),
    (
        "today tonight this aujourd aujourdhui ce cet currently actuellement present right",
        r"(?:today|tonight|this morning|this afternoon|this evening|aujourd hui|aujourdhui|ce matin|ce soir|cet apres midi|currently|actuellement|at present|ce jour|right now)(?! la\b)",
        offset(0),
    ),
    ("tomorrow demain", r"(?:tomorrow|demain)", offset(1)),
    (
        "now instant maintenant heure today jour",
        r"(?:for now|right now|(?<!until )now|pour l instant|maintenant|a l heure actuelle|as of today|au jour d aujourd hui|a ce jour)",
        offset(0),
    ),
    (
        "depuis since",
        r"(?:depuis|since) (?:le )?(?:the )?(?:debut du mois|start of the month|beginning of the month|early this month)",
        month_start,
    ),
    (
        "le the",
        r"(?:le|depuis le) (?P<n>[12]?\d|3[01])(?: ?(?:er|st|nd|rd|th))?(?! [a-z]*(?:heures|h|francs|citernes|camions|pour))",
        day_number,
    ),
    (
        "the",
        r"(?:on |to |until |since |by |from |of )the (?P<n>[12]?\d|3[01]) ?(?:st|nd|rd|th)(?= (?:of|and|to|was|were|said|when|at|in|by|after|before|the|it|they|he|an|that|with|for)\b|$)",
        day_number,
    ),
    (
        "the",
        r"(?:on|since) the (?P<n>[12]?\d|3[01]) ?(?:st|nd|rd|th)(?! (?:floor|day|night|week|month|km|kilometres?|parallel|arrondissement|anniversary|brigade|regiment|battalion|street|century|attempt|time|convoy|lorry|tanker)\b)",
        day_number,
    ),
    (
        "weekend week",
        r"(?:the |le |ce |this |last |le )?(?:weekend|week end)(?: dernier| passe)?",
        weekend,
    ),
    (
        "week semaine",
        r"(?:last week|la semaine derniere|la semaine passee|semaine derniere|the previous week)",
        lambda clue: week(clue.anchor, -1),
    ),
    (
        "week semaine",
        r"(?:this week|cette semaine|in the week|dans la semaine)",
        lambda clue: week(clue.anchor),
    ),
    ("week semaine", r"(?:next week|la semaine prochaine)", lambda clue: week(clue.anchor, 1)),
    (
        "month year mois an annee",
        r"(?:last|this|next) (?:month|year)|(?:le mois|l an|l annee) (?:dernier|derniere|prochain|prochaine|passe)|ce mois|cette annee",
        relative_month,
    ),
    ("y voila voici", r"(?:il y a|voila|voici) (?:environ |pres de )?" + COUNT + " " + UNIT, ago),
    (
        "ago earlier tot auparavant",
        r"(?:about |some |around )?" + COUNT + " " + UNIT + r" (?:ago|earlier|plus tot|auparavant)",
        ago,
    ),
    (
        "last past previous derniers dernieres",
        r"(?:(?:the |ces |les |des )(?:last |past |derniers |dernieres )"
        + COUNT.replace("?P<count>", "?P<count2>")
        + " "
        + UNIT.replace("?P<unit>", "?P<unit2>")
        + r")|(?:in|over|during|within|au cours des|ces|les|en|pendant) (?:the )?(?:last|past|previous)? ?"
        + COUNT
        + r"? ?(?:derniers |dernieres |last |past )"
        + UNIT,
        last_units,
    ),
    (
        "to a and et",
        r"(?:in|en|of|de|year|annee|during) " + YEAR + r" (?:to|a|and|et) (?P<year2>(?:19|20)\d\d)",
        years,
    ),
    ("", MONTH + " " + YEAR, month_named),
    (
        "in en during of for de d since by mois courant throughout",
        r"(?:in|en|during|of|for|de|d|since|by|au mois de|courant|throughout) "
        + MONTH
        + r"(?! \d)",
        month_named,
    ),
    (
        "",
        r"(?:le |du |au |ce |this )?"
        + DAY
        + r" (?P<n>[12]?\d|3[01])(?! (?:h|heures|hours|am|pm|[a-z]*(?:camions|citernes|tankers|lorries|people|personnes)))",
        named_day,
    ),
    (
        "",
        r"(?:on |le |ce |by )?"
        + DAY
        + r"(?: (?:morning|evening|night|afternoon|matin|soir|apres midi))?",
        day_name,
    ),
    (
        "in en of since de annee year during until before by",
        r"(?:in|en|of|since|de|annee|year|during|until|before|by) " + YEAR,
        year,
    ),
)
