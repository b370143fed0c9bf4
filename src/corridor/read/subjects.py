"""What stands before a verb of saying: its subject, and whether it is a verb at all.

Guarantees: a subject begins at the last article or pronoun of its own phrase. Refuses: nouns and
participles that are written like verbs of saying ("of the three states", "annoncé le 6").
"""

import re

from corridor.read.clauses import boundary_strength
from corridor.read.patterns import Line
from corridor.read.sources import ARTICLES, near
from corridor.read.words import wordset

_STRONG = 4
_HAVE = wordset("a ont has have had avait avaient")


def blames(line: Line, at: int) -> bool:
    """Say whether a verb of asking blames or rejects, so that its subject speaks of what happened."""
    return line.folds[at].startswith(_BLAME)


_BLAME = ("blam", "accus", "imput", "rejet", "reject", "condem", "condam", "critic", "critiq")
_NOUNS_TOO = wordset(
    "states reports claims counts count report fears notes plans posts claim estimate estimates puts answers replies states "
    "note annonce riposte table alerte demande pointe"
)
_AFTER_NOUN = wordset(
    "of in from on about by for to are were have is was de d du des par sur en a et and au"
)


def noun_like(line: Line, start: int, end: int) -> bool:
    """Say whether a word that is also a noun stands as one: "of the three states.", "riposte de l'escorte"."""
    if line.folds[start] in _DONE and end < len(line.folds) and line.folds[end] in _WHERE:
        return "that" not in line.folds[end : end + 7]
    if end - start > 1 or line.folds[start] not in _NOUNS_TOO or not near(line, start):
        return False
    ends = end >= len(line.folds) or bool(line.tokens[end].gap.strip("'’-\"“«:"))
    return ends or line.folds[end] in _AFTER_NOUN


_DONE = wordset("heard reported recorded confirmed observed logged counted claimed")
_WHERE = wordset("over near around outside between across by in at")
"""Behind these a past form is a participle: "helicopter heard over Diéma", "clashes reported in Ménaka"."""
_PARTICIPLE = re.compile(r".{2,}(?:é|és|ée|ées)\Z")
_BARE = wordset("promis admis reconnu reconnus soutenu maintenu averti convenu prevenu conclu")
_AUXILIARIES = _HAVE | wordset(
    "ayant avons avez ai auraient aurait aura auront avoir est sont etait"
)


def participle(line: Line, start: int) -> bool:
    """Say whether a French participle stands without "a": "annoncé le 6 sur Facebook"."""
    word = line.tokens[start]
    if not (_PARTICIPLE.match(word.text.lower()) or word.fold in _BARE):
        return False
    return not _AUXILIARIES & set(line.folds[max(0, start - 5) : start])


_PUT = frozenset({"put", "puts"})


def puts_at(line: Line, start: int, end: int) -> bool:
    """Say whether somebody puts a number at so much: "OMAP puts reserves at nine days"."""
    if line.folds[start] not in _PUT:
        return False
    return any(
        line.folds[at] == "at" and line.digits & set(range(at + 1, at + 5))
        for at in range(end, min(end + 8, len(line.folds)))
    )


_CONNECT = wordset(
    "of and for the to at in from by on with de d et pour sur dans par chez avec a en du l un"
)
_DEFINITE = wordset("a an the un une le la les")
_PERSONAL = wordset("he she they it we i you il elle ils elles on nous je vous")


def trimmed(line: Line, begin: int, stop: int) -> int:
    """Return where a speaker begins: at the last article or pronoun that opens a phrase of its own."""
    if stop - begin > 1 and line.folds[stop - 1] in _PERSONAL:
        return stop - 1
    for at in range(stop - 2, begin, -1):
        if line.folds[at] in _DEFINITE and line.folds[at - 1] not in _CONNECT and near(line, at):
            return at
    return begin


def opening_subject(line: Line, at: int) -> tuple[int, int] | None:
    """Return the subject of a clause whose second verb speaks: "The mayor toured the depot and said"."""
    begin = at
    while begin > 0 and boundary_strength(line.tokens, begin) < _STRONG:
        begin -= 1
    comma = next((i for i in range(begin + 1, at) if "," in line.tokens[i].gap), None)
    if comma is not None and line.folds[begin] in _ADVERBIAL:
        begin = comma
    end = begin
    while end < at and line.tokens[end].capital and (end == begin or near(line, end)):
        end += 1
    if end - begin == 1 and line.folds[begin] in ARTICLES:
        end += 1
        while end < at and line.tokens[end].capital and near(line, end):
            end += 1
    return (begin, end) if end > begin and line.folds[begin] not in _ADVERBIAL else None


_ADVERBIAL = wordset(
    "so but and then yet still also there here now mais et donc ainsi alors puis "
    "on in at after before since during late early a au en dans apres avant depuis hier mardi lundi mercredi jeudi "
    "vendredi samedi dimanche yesterday earlier later meanwhile monday tuesday wednesday thursday friday saturday sunday"
)


def past_object(line: Line, at: int) -> int:
    """Return the word after those spoken to: "ont rapporté à un correspondant deux habitants"."""
    if at + 1 >= len(line.folds) or line.folds[at] not in _TO or line.tokens[at + 1].is_number:
        return at
    for place in range(at + 2, min(at + 7, len(line.folds))):
        if not near(line, place):
            return at
        if line.folds[place] in _SUBJECTS and line.folds[place - 1] not in _TO | _OF:
            return place
    return at


_TO = frozenset({"a", "au", "aux"})
_SUBJECTS = wordset("un une le la l les des deux trois quatre plusieurs")


_OF = frozenset({"de", "d", "du"})


def own_words(line: Line, at: int) -> int:
    """Return where the teller goes on in words of his own: "..., he said, although three had come"."""
    for place in range(at, len(line.folds)):
        if "," in line.tokens[place].gap and line.folds[place] in _BUT:
            return place
    return len(line.folds)


_BUT = wordset(
    "after although though while whereas but however when who which whose qui dont bien alors tandis apres mais lorsque quand"
)
