"""Where the verb nearest to a day points: ahead or back.

Guarantees: the nearest verb within eleven words tells; timetables and days something is set for point
ahead. Refuses: to tell where no verb stands near.
"""

import re
from collections.abc import Sequence

from corridor.read.calendar_words import DAYS
from corridor.read.words import Token, wordset

_FUTURE_WORDS = wordset(
    "will shall due plan intend intends aims hopes prevoit prevoient envisage plans scheduled expected tomorrow sera seront devrait devraient doit doivent attendu attendue attendus attendues prevu prevue prevus prevues prochain prochaine suivront aura auront coming"
)
_PAST_WORDS = wordset(
    "a ont was were had has have avait avaient est sont etait etaient ete said told"
)
_FUTURE_ENDING = re.compile(
    r"[a-z]{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|tra|tront|rra|rront)\Z"
)


_CONDITIONAL = re.compile(r"[a-z]{2,}(?:er|ir|dr|vr|tr|rr)(?:ait|aient)\Z")
"""What is said to come: "qu'il en viendrait jeudi"; not the helping verbs of hearsay."""
_HELPING = wordset("aurait auraient serait seraient")
_ADVERTISED = wordset("pour for")
_HOLDS = wordset(
    "de du des d assez un une peu enough fuel diesel petrol food water stock stocks supplies only little no some a an about over less more"
)
"""What follows "has" and "a" where they are verbs of their own: "has diesel until Saturday"."""
_IMPERFECT = re.compile(r"[a-z]{3,}(?<!r)(?:ait|aient)\Z")
"""The past that goes on; after an r it is the conditional."""
_SCHEDULE = wordset(
    "part partent reprend reprennent arrive arrivent ouvre ouvrent rouvre rouvrent ferme ferment commence commencent "
    "débute débutent leaves depart departs opens reopens closes resumes starts begins"
)
"""Verbs in the present that tell of what is to come where a weekday stands right after them."""
_SHUT = wordset("fermé fermée fermés fermées ouvert ouverte ouverts ouvertes closed open shut")
_TAKES = wordset("entre entrent takes take comes come")
_IS = wordset("est sont is are reste restent remain remains")
_NO_VERB = wordset("to de d une un sa leur quelque nulle autre la le les toute")
_ENGLISH = wordset("the of to and is will by with")
_REACH = 11
_AFTER = 5
_FINITE = wordset("will shall a ont was were had has have avait avaient etait etaient")
_IF = wordset("if unless si")


def points_ahead(tokens: Sequence[Token], at: int) -> int:
    """Return where the verb nearest to a word points: 1 ahead, -1 back, 0 where none tells."""
    if at and (_scheduled(tokens, at - 1) or _advertised(tokens, at)):
        return 1
    best, points = _REACH, 0
    english = None
    for place in range(max(0, at - _REACH), min(len(tokens), at + (_AFTER if at > 1 else _REACH))):
        word = tokens[place].fold
        small = not tokens[place].capital
        if place >= at + _AFTER and word not in _FINITE and not _FUTURE_ENDING.match(word):
            continue
        future = word in _FUTURE_WORDS or (small and bool(_FUTURE_ENDING.match(word)))
        future = future or (place < at and _from_the_past(word))
        past = (
            word in _PAST_WORDS and tokens[place].text != "à" and not _holds(tokens, place)
        ) or (small and bool(_IMPERFECT.match(word)))
        if past and word == "a":
            if english is None:
                english = not _ENGLISH.isdisjoint(token.fold for token in tokens)
            past = not english
        if (future or past) and abs(place - at) < best:
            best, points = abs(place - at), 1 if future else -1
    if not points and any(token.fold in _IF for token in tokens[:at]):
        return 1
    return points


def _from_the_past(word: str) -> bool:
    """Say whether a verb before a day is of the future seen from the past: "would come", "viendrait"."""
    return word == "would" or (word not in _HELPING and bool(_CONDITIONAL.match(word)))


def _holds(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "has", "a" tell what somebody holds today, and no past."""
    if tokens[at].fold not in {"has", "have", "a", "ont"} or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].fold in _HOLDS or tokens[at + 1].is_number


def _advertised(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a weekday is one something is set for: "annonce pour mercredi", "set for Friday"."""
    if tokens[at].fold not in DAYS or tokens[at - 1].fold not in _ADVERTISED:
        return False
    return not any(
        token.fold in _WAS or _IMPERFECT.match(token.fold) for token in tokens[max(0, at - 4) : at]
    )


_WAS = wordset("was were had")


def _scheduled(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb before a day tells of a timetable: "part dimanche", "is closed Friday"."""
    word = tokens[at].text
    before = tokens[at - 1].fold if at else ""
    if word == "on" and at:
        return _scheduled(tokens, at - 1)
    if word in {"vigueur", "effect", "force"}:  # "entre en vigueur lundi", "takes effect Monday"
        return any(token.text in _TAKES for token in tokens[max(0, at - 2) : at])
    return (word in _SCHEDULE and before not in _NO_VERB) or (word in _SHUT and before in _IS)
