"""What part a place plays, by the words before it: whence, whither, by which way, only compared.

Guarantees: one look back of a few words for each place. Refuses: taking where somebody speaks, comes
from or is not, for where something happened.
"""

import re
from collections.abc import Sequence

from corridor.read.calendar_words import DAYS, MONTHS
from corridor.read.places import PlaceMention
from corridor.read.tables import rows
from corridor.read.words import Token, wordset

ROAD_WORDS = wordset(
    "road route highway axis axe piste track stretch troncon corridor line ligne leg"
)
ROAD_OF = wordset("to de d vers of du the")
KM = wordset("km kms kilometre kilometres kilometer kilometers")
_ORIGIN = wordset("left leaving from depuis provenance venu venue venus venant")
_BETWEEN_VERB = wordset("plus pas jamais tout droit directement straight directly")
_LOADED = wordset(
    "charge charges chargee chargees loaded debarque debarques debarquee debarquees embarque "
    "embarques embarquee embarquees unloaded"
)
_COMING = _LOADED | wordset(
    "provenance venu venue venus venues venant originaire originaires affretes parti partis partie "
    "parties arrive arrives arrivent viendra viendrait viendront vient viennent  arrivee arrivees arrivant delegation delegations emissaire emissaires "
    "envoyes mission deplaces refugies refugees exiles attendu attendus "
    "attendue attendues"
)
"""Before "de": whence something or somebody comes; a load is taken on "à" a place as well."""
_BOUND = wordset("bound toward towards vers destination heading headed direction")
_GOVERNMENTS = frozenset(row["capital"] for row in rows("governments"))
_LEADING = wordset(
    "in at to from near a de d du en pres vers toward towards pour for entre between et and via of depuis jusqu "
    "outside hors around inside dans sur through reach reached left quitte quitter the l le la"
)
_JOINED = wordset("et and ou or a to side region")
"""Capitals that stand for those who govern there: "démenti par Nouakchott"."""
_RETURNED = wordset(
    "rentre rentres rentree rentrees retourne retournes rapatrie rapatries rapatriee rapatriees returned "
    "out flown flew repatriated seat seats ticket tickets fare fares billet billets"
)
"""Before "to" or "à": where people went back to, or a journey leads."""
_VIA = wordset("via")
_LED_BY = wordset(
    "achemine achemines acheminee acheminees passe passent passant passer transite transitent "
    "transitant transiter come comes passing pass passes routed shipped transit transits"
)
"""Before "par" or "through": what a way only leads by."""
_OUTSIDE = wordset("outside")
_ARTICLES = wordset("la le l the les")
_IN = wordset("a au aux en dans in at near of de d du des")
_NOT = wordset("pas not non")
_TAKEN = wordset(
    "evacue evacues evacuee evacuees transfere transferes transferee transferees hospitalise hospitalises "
    "evacuated transferred airlifted"
)
"""Before "to" or "à": where the wounded are brought is not where they were hit."""
_UNLIKE = wordset("contrairement unlike difference inverse")
_LIKE = wordset("comme than like que qu compared rapport as whereas")
_AGAINST = wordset("contre against versus vs")
_IF = wordset("si if unless sauf")
_VOICES = wordset(
    "researcher researchers economist economists analyst analysts academic academics chercheur "
    "chercheurs chercheuse economiste economistes analyste analystes diplomate diplomates diplomat "
    "diplomats universitaire universitaires politologue sociologue based base basee bases"
)
"""Who tells of a country from where they sit: "un chercheur de Bamako", "an analyst based in Dakar"."""
_OFFICES = wordset("gouverneur governor prefet prefect maire mayor")
_OF_OFFICE = wordset("de d du of")
_HEARERS = wordset("reporters journalists journalistes presse press")
_TOLD = wordset("told said disait dit apprend appris declared declare")
_BARS = frozenset("|;:—–\n")
_AFTER_LABEL = frozenset("|:—–;")


def part_of(tokens: Sequence[Token], mention: PlaceMention) -> str:
    """Return what part a place name plays."""
    if mention.adjective or mention.beside:
        return "adjective" if mention.adjective else "beside"
    if _governs(tokens, mention):
        return "adjective"
    part = part_at(tokens, mention.start)
    if part == "origin" and mention.end < len(tokens) and tokens[mention.end].fold == "side":
        return "at"
    return "label" if part == "at" and is_label(tokens, mention.start, mention.end) else part


def _governs(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Read `démenti par Nouakchott`, `Paris calls it groundless`: who governs, not where."""
    at, end = mention.start, mention.end
    before = tokens[at - 1].fold if at else ""
    country = mention.chosen is not None and mention.chosen.kind == "country"
    if before in {"par", "by"}:
        return country or tokens[at].fold in _GOVERNMENTS
    far = mention.chosen is not None and mention.chosen.layer != "pack"
    if not far or tokens[at].fold not in _GOVERNMENTS or before in _LEADING:
        return False
    follows = end < len(tokens) and not tokens[end].gap and not tokens[end].capital
    return follows and tokens[end].fold not in ROAD_WORDS | _JOINED


def is_label(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Read `Kayes: ...`, `8 Oct, Zegoua: ...`, `| 20 km south of Bla | ...`: a line's own place.

    Before it, back to the start or a bar, stand only days, numbers and words of places; after it
    comes a bar or a colon.
    """
    while end < len(tokens) and not (set(tokens[end].gap) & _AFTER_LABEL or slashed(tokens, end)):
        if not names_only(tokens[end]) or end > start + _CELL:
            return False
        end += 1
    at = start
    while at > 0 and not (set(tokens[at].gap) & _BARS or slashed(tokens, at)):
        if not names_only(tokens[at - 1]) or at < start - _CELL:
            return False
        at -= 1
    return end < len(tokens)


def slashed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a slash between blanks stands before a word, as between the cells of a row."""
    wide = at > 0 and tokens[at].start - tokens[at - 1].end >= _BLANKS
    return wide and tokens[at].gap == "/"


_BLANKS = 3


def heads_line(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether a place labels the rest of its line: a label, or `Waterworks at Kayes: ...`."""
    opened = start <= _OPENING + 1 and end < len(tokens) and ":" in tokens[end].gap
    return opened or is_label(tokens, start, end)


def names_only(token: Token) -> bool:
    """Say whether a word stands in a line that only names days and places."""
    word = token.fold
    return (
        token.is_number
        or word in MONTHS
        or word in DAYS
        or word in _OF_PLACES
        or _ROAD_NAME.match(word) is not None
    )


_ROAD_NAME = re.compile(r"(?:rn|rr|n)?\d{1,3}\Z")
_OF_PLACES = wordset(
    "km kilometres env environ about approx ca nr vers towards region regions cercle circle cercles commune district province area sector secteur zone axis axe "
    "road route rn between entre and et near pres around autour in a au aux en de d du des la le l les of "
    "the to north south east west nord sud est ouest northern southern eastern western border frontiere "
    "town ville city village night nuit early late am pm"
)
_CELL = 9


def part_at(  # noqa: PLR0911 - one return for each part
    tokens: Sequence[Token], at: int
) -> str:
    """Return what part the place that begins at a word plays, by the words before it."""
    near = [tokens[i].fold for i in range(max(0, at - 5), at)]
    while near and near[-1] in _ARTICLES:
        near.pop()
    near = near[-4:]
    last = near[-1] if near else ""
    ahead = near[-2] if near[-2:-1] else ""
    if at < _DATELINE and at < _dateline(tokens):
        return "dateline"
    if _not_there(near):
        return "elsewhere"
    if (last in _ORIGIN or _coming(near) or _came(tokens, at)) and not KM & set(near):
        return "origin"
    if last in _VIA or ahead in _VIA or (last in {"par", "through"} and ahead in _LED_BY):
        return "via"
    if last in _OUTSIDE or near[-2:] in (["hors", "de"], ["dehors", "de"], ["outside", "of"]):
        return "outside"
    if _voiced(near) or (last in _WHERE and ahead in _REACHED):
        return "voice"
    if _faced(near):
        return "beside"
    if (
        (last in _TOWARDS and at > _TOPIC)
        or _led_to(tokens, at)
        or last in _BOUND
        or ahead in _BOUND | _RETURNED
    ):
        return "bound"
    aside = _compared(tokens, at, near) or _conditional(tokens, at) or _of_office(tokens, at)
    return "aside" if aside else "at"


def _coming(near: Sequence[str]) -> bool:
    """Read `arrivées de Sikasso`, `n'arrive plus de Mopti`, `débarqué à Lomé`."""
    last, ahead = near[-1] if near else "", near[-2] if near[-2:-1] else ""
    if ahead in _BETWEEN_VERB and near[-3:-2]:
        ahead = near[-3]
    if last in {"a", "in", "at"}:
        return ahead in _LOADED
    return last in {"de", "du", "d"} and ahead in _COMING


def _came(tokens: Sequence[Token], at: int) -> bool:
    """Read `arrivées hier soir de Sikasso`: a day or an hour stands before whence."""
    if at < _OPENING or tokens[at - 1].fold not in {"de", "d", "du"}:
        return False
    if tokens[at - 2].fold not in _HOURS and tokens[at - 2].fold not in DAYS:
        return False
    return not _COMING.isdisjoint(token.fold for token in tokens[max(0, at - 8) : at - 2])


_HOURS = wordset("hier soir matin nuit midi aujourd hui semaine")


def _not_there(near: Sequence[str]) -> bool:
    """Read `pas à Kolokani`, `unlike Kayes`, `contrairement à Mopti`, `évacués à Ségou`."""
    last, ahead = near[-1] if near else "", near[-2] if near[-2:-1] else ""
    if ahead in _TAKEN and last in {"a", "to", "vers", "en", "au"}:
        return True
    return last in _UNLIKE or (last in _IN and ahead in _NOT | _UNLIKE)


def _voiced(near: Sequence[str]) -> bool:
    """Read `un chercheur de Bamako`, `told reporters in Dakar`, `apprend-on à Niamey`."""
    if not near or near[-1] not in _IN | {"from"}:
        return False
    before = set(near[-3:-1])
    return bool(
        before & _VOICES
        or (before & _HEARERS and (set(near) & _TOLD or "presse" in before))
        or near[-3:-1] in (["apprend", "on"], ["t", "on"])
    )


def _of_office(tokens: Sequence[Token], at: int) -> bool:
    """Read `le gouverneur de la région de Ségou`, `the mayor of Loulouni`: whose office it is."""
    near = [tokens[i].fold for i in range(max(0, at - 5), at)]
    return near[-1:] != [] and near[-1] in _OF_OFFICE and not _OFFICES.isdisjoint(near)


def _compared(tokens: Sequence[Token], at: int, near: Sequence[str]) -> bool:
    """Read `comme à Kayes`, `than in Kati`, `contre 2 000 à Mopti`, `tandis qu'à Gao`."""
    if not near or near[-1] not in _IN or near[-1] in {"de", "d", "du", "of"}:
        return False
    if near[-2:-1] and near[-2] in _LIKE:
        return at < _OPENING or not tokens[at - 3].capital
    words = [tokens[i] for i in range(max(0, at - _REACH), at)]
    against = next((i for i, t in enumerate(words) if t.fold in _AGAINST), None)
    return against is not None and any(t.is_number for t in words[against:])


def _conditional(tokens: Sequence[Token], at: int) -> bool:
    """Read `if a delivery reaches Sevare` behind the main clause: what is only supposed."""
    for place in range(at - 1, max(-1, at - _SUPPOSED), -1):
        if tokens[place].fold in _IF:
            return True
        if set(tokens[place].gap) & {",", ";", ":"}:
            return False
    return False


_TOPIC = 2
_OPENING, _REACH, _SUPPOSED, _DATE_WORDS = 3, 6, 9, 3
_FACING = (["face", "a"], ["across", "from"])
_REACHED = wordset("joint jointe joints joignable reached contacted contacte contactee")
"""Where somebody was spoken to: "un officier joint à Korhogo", "an elder reached in Niono"."""
_TOWARDS = frozenset({"pour", "for"})


def _faced(near: Sequence[str]) -> bool:
    """Read "at Kidira, opposite Diboli": what lies beside."""
    return near[-1:] == ["opposite"] or near[-2:] in _FACING


_WHERE = wordset("a in from at")


def _led_to(tokens: Sequence[Token], at: int) -> bool:
    """Read ", on the road to Sikasso" after the place meant, set off by a comma."""
    while at > 0 and not tokens[at].gap.strip() and tokens[at - 1].fold in ROAD_OF:
        at -= 1
    lead = range(max(1, at - 3), at)
    road = at > 0 and tokens[at - 1].fold in ROAD_WORDS
    return road and any(tokens[i].gap.strip() == "," and tokens[i].fold in _UPON for i in lead)


_UPON = wordset("on along sur")
_DATELINE = 8


def _dateline(tokens: Sequence[Token]) -> int:
    """Return the word after `BAMAKO, Oct 18 - ...`, where a report was written; 0 without one."""
    if not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    for i in range(1, min(_DATELINE, len(tokens))):
        dash = bool(set(tokens[i].gap) & set("-–—"))
        apart = tokens[i - 1].end + 1 < tokens[i].start - 1
        if (dash and (not tokens[i].capital or apart)) or "--" in tokens[i].gap:
            return i
    return 0
