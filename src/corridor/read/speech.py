"""Who says so: the verbs, phrases and marks by which a sentence gives its words to somebody.

Guarantees: a speaker is words of the sentence, the head noun or name without what hangs on it; an
inverted verb ("a déclaré X", "said X") looks behind itself first. Refuses: nobody ("none", "aucune
source") as a speaker; plans, laws and needs after "according to".
"""

from collections.abc import Sequence
from dataclasses import replace

from corridor.read.calendar_words import DAYS, MONTHS
from corridor.read.clauses import boundary_strength
from corridor.read.patterns import Line, PatternSet
from corridor.read.sources import (
    ARTICLES,
    MAX_SPEAKER,
    PRONOUNS,
    TITLES,
    Attribution,
    brackets,
    colon,
    near,
    opening_name,
    opinion_of,
    row_source,
    speaker_words,
    whole,
)
from corridor.read.subjects import (
    blames,
    noun_like,
    opening_subject,
    own_words,
    participle,
    past_object,
    puts_at,
    trimmed,
)
from corridor.read.tables import patterns_of, word_classes
from corridor.read.words import wordset

__all__ = ["Attribution", "SpeechReader", "opening_name", "speaker_words"]

_EN_STOP = wordset(
    "on in at after before that when while as by for to and but or so said told yesterday today monday tuesday "
    "wednesday thursday friday saturday sunday early late also has have had was were is are be been since during "
    "last this then however meanwhile later again already still which because with under via however than from "
    "could would should may might can must does did officially finally itself himself herself next tonight now not never only"
)
_FR_STOP = wordset(
    "que qu a ont est sont etait le lundi mardi mercredi jeudi vendredi samedi dimanche hier ce matin dans en sur "
    "pour par mais et ou car alors depuis avec qui lors apres avant aussi encore deja s se y dans joint jointe "
    "interroge interrogee contacte cite citee puis toutefois cependant n ne ni pas plus"
)
_KEEP_INSIDE = wordset(
    "and et of de du des d l la le les for pour the to close from at in en a proche proches"
)
_NO_VERB_BEFORE = wordset(
    "to as not be been was were is are the an of ete est le un its their this that's une ce cette son sa leur "
    "his her en ou by sont etait etaient having ayant sans pour de"
)
_ADJUNCT = wordset(
    "on monday tuesday wednesday thursday friday saturday sunday yesterday today lundi mardi mercredi jeudi vendredi samedi dimanche hier has have had also a ont avait avaient ete since later then did does would enfin notamment egalement toutefois meme simplement quickly publicly officially categorically again however s se is y l n ne pas nous m leur formellement vendredi ensuite aussi deja just first once"
)
_ORDINARY = wordset(
    "that which who what this these those it's there there's ce qui que quoi dont on here ici"
)
_OF = frozenset(
    {"how", "why", "what", "where", "whether", "if", "comment", "de", "d", "du", "of", "by", "par"}
)
_RELATIVES = wordset("that which whom where who qui que qu dont lequel laquelle what")
_BETWEEN = wordset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier soir matin aujourd hui monday tuesday wednesday thursday "
    "friday saturday sunday yesterday today egalement aussi notamment encore ensuite"
)
"""Words that may stand between an inverted verb and its subject: "ont indiqué mardi des élus"."""
_MET = wordset(
    "joint jointe joints contacte contactee contactes interroge interrogee interroges cite citee rencontre rencontree "
    "reached contacted interviewed quoted released published issued obtained seen reviewed compiled shared provided publie publies publiees parus "
    "diffuse diffuses diffusee"
)
"""How somebody was asked: "un habitant joint au téléphone"."""
_HIMSELF = wordset("lui elle eux elles part cote himself herself itself themselves")
"""Before a comma these belong to a subject: "le gouverneur, lui, nie"."""
_ASIDES = wordset("sous on speaking asking requesting")
"""An aside of how somebody speaks begins so: "sous couvert d'anonymat", "on condition of anonymity"."""
_HAVE = wordset("a ont has have had avait avaient")
_NOBODY = wordset("no none nobody nothing neither aucun aucune rien personne nul nulle few not")
_NOT_WORDS = wordset(
    "laquelle lequel lesquelles lesquels que qu plan plans schedule law laws rules rule need needs custom calendar "
    "timetable agreement tradition usual god loi lois besoin besoins calendrier programme usage cas moyens regles "
    "coutume tradition leurs procedure type region quartier"
)
"""After "according to" these are no speakers."""
_AT = frozenset({"au", "aux", "by"})
_RELATIVE = frozenset({"who", "qui"})
_WHO = frozenset({"who", "qui", "which"})
_BY = frozenset({"by", "par"})
_ACCORDING = wordset("according to selon")
_ANYONE = wordset(
    "those anyone anybody people one ceux celles celui celle ce quelqu personne tous all men man homme hommes"
)
_AND = frozenset({"and", "et"})
_MARKED = frozenset(',"”»')
_CLOSES = frozenset('"”»')
_TIME_WORDS = frozenset({*DAYS, *MONTHS, "last", "next", "yesterday", "today", "hier", "tonight"})
_FIGURES = wordset(
    "figures data statistics records survey study report reports count tally estimates numbers images pictures "
    "chiffres donnees bulletin rapport etude releve comptage statistiques"
)
_PAIR_MOST = 9
_FEW = 2


class SpeechReader:
    """Finds the attributions in sentences of one language."""

    def __init__(self, language: str) -> None:
        classes = word_classes(language)
        self._language = language
        self._sets = {
            use: PatternSet(patterns_of("speech", language, "use", use), classes)
            for use in ("say", "ask", "show", "along", "deny", "by", "count")
        }
        self._stop = _EN_STOP if language == "en" else _FR_STOP

    def attributions(self, line: Line) -> list[Attribution]:
        """Return the attributions of a sentence, in order."""
        found = [
            made
            for _, start, end in self._sets["by"].search(line)
            if (made := self._by(line, start, end))
        ]
        for _, start, end in self._sets["count"].search(line):
            rest = len(line.tokens) - end
            scope = (start if rest > _FEW else 0, len(line.tokens))
            found.append(Attribution(start, end, (start + 1, end - 1), denies=False, scope=scope))
        found += colon(line) or row_source(line)
        if self._language == "fr":
            found += opinion_of(line)
        found += brackets(line)
        verbs = [
            (start, -end, use)
            for use in ("say", "ask", "show", "along")
            for _, start, end in self._sets[use].search(line)
        ]
        for start, less, use in sorted(verbs):
            if any(other.start <= start < other.end for other in found):
                continue
            made = self._said(line, start, -less, use, found)
            if made and not any(o.start <= made.start < o.end for o in found):
                found.append(made)
        found.sort(key=lambda item: item.start)
        return found

    def _by(self, line: Line, start: int, end: int) -> Attribution | None:
        finish = self._speaker_after(line, end)
        if finish == end or line.folds[end] in _NOT_WORDS:
            return None
        if end + 1 < finish and line.folds[end] in ARTICLES and line.folds[end + 1] in _NOT_WORDS:
            return None
        said = whole(line, start, finish, (end, finish))
        return said if start <= _FEW else replace(said, scope=(0, own_words(line, finish)))

    def _speaker_after(self, line: Line, begin: int) -> int:
        end = begin
        while end < len(line.tokens) and end - begin < MAX_SPEAKER:
            token = line.tokens[end]
            if (
                end > begin
                and token.gap.strip("-'’()")
                and not (token.gap == "." and line.folds[end - 1] in TITLES)
            ):
                break
            kept = token.fold in _KEEP_INSIDE
            numbered = token.is_number and end > begin + 1
            if end > begin and (numbered or (token.fold in self._stop and not kept)):
                break
            if end == begin and token.fold in _TIME_WORDS | {"that", "que", "qu", "in", "on"}:
                break
            end += 1
        while end > begin + 1 and line.tokens[end - 1].fold in _KEEP_INSIDE:
            end -= 1
        return end

    def _said(  # noqa: PLR0911 - one return for each way it may fail
        self, line: Line, start: int, end: int, use: str, found: Sequence[Attribution]
    ) -> Attribution | None:
        if self._no_verb(line, start, end, use):
            return None
        tokens = line.tokens
        denies = self._sets["deny"].any(line, start, end)
        inverted = self._inverted(line, start, end, denies=denies) if use == "say" else None
        if inverted:
            return inverted
        relative = self._relative(line, start) if use == "say" else None
        if relative:
            return Attribution(
                start, end, relative, denies=denies, scope=(end, _part_end(line, end))
            )
        shared = (
            self._along(line, start, found) if use == "along" else self._shared(line, start, found)
        )
        if shared:
            scope = (end, len(tokens))
            return Attribution(start, end, shared, denies=denies, scope=scope)
        if use == "along":
            return None
        begin = self._speaker_before(line, start)
        if begin is None:
            return None
        stop = self._noun_end(line, begin, start)
        if line.folds[begin] in _NOBODY or _RELATIVE & set(line.folds[max(begin, stop - 2) : stop]):
            return None
        begin = trimmed(line, begin, stop)
        scope = (end, _until(line, end)) if use == "ask" else self._scope(line, begin, end)
        return Attribution(
            start,
            end,
            (begin, stop),
            denies=denies,
            scope=scope,
            asks=use == "ask" and not blames(line, start),
        )

    def _no_verb(self, line: Line, start: int, end: int, use: str) -> bool:
        """Say whether words like a verb of saying are none here: a noun, a participle, a name."""
        marked = not start or bool(set(line.tokens[start].gap) & _MARKED)
        before = "" if marked else line.folds[start - 1]
        if use == "along":
            return False
        if before in _NO_VERB_BEFORE or (before == "a" and self._language == "en"):
            return True
        if start and _named_so(line, start):
            return True
        if use == "show" and not _FIGURES & set(line.folds[max(0, start - 8) : start]):
            return not puts_at(line, start, end)
        return noun_like(line, start, end) or (self._language == "fr" and participle(line, start))

    def _inverted(self, line: Line, start: int, end: int, *, denies: bool) -> Attribution | None:
        """Read `..., a déclaré X` and `...," said X`: the verb stands right after a comma or quote."""
        verb = start
        while verb > 0 and line.folds[verb - 1] in _HAVE | {"s", "se", "l"} and near(line, verb):
            verb -= 1
        if not verb or near(line, verb) or (verb < start and self._language == "en"):
            return None
        quoted = bool(set(line.tokens[verb].gap) & _CLOSES)
        if not quoted and (denies or line.folds[verb - 1] in _HIMSELF):
            return None
        first = past_object(line, self._past_aside(line, end))
        while first < len(line.folds) and line.folds[first] in _BETWEEN and near(line, first):
            first += 1
        aside = first > end and line.folds[end] in _ASIDES
        if first >= len(line.folds) or not (aside or near(line, first)):
            return None
        finish = self._speaker_after(line, first)
        opens = line.folds[first]
        if finish <= first or opens in _NOBODY | _OF or opens in self._stop - {"le"}:
            return None
        if self._language == "en" and not _ends_phrase(line, finish):
            return None
        return Attribution(start, finish, (first, finish), denies=denies, scope=(0, verb))

    def _past_aside(self, line: Line, end: int) -> int:
        """Return the word after an aside: "explique, sous couvert d'anonymat, un chef d'escale"."""
        if end >= len(line.folds) or line.tokens[end].gap != "," or line.folds[end] not in _ASIDES:
            return end
        for at in range(end + 1, min(end + 8, len(line.folds))):
            if line.tokens[at].gap == ",":
                return at
        return end

    def _shared(
        self, line: Line, start: int, found: Sequence[Attribution]
    ) -> tuple[int, int] | None:
        """Return the subject of the verb before in "X denied ... and promised ..."."""
        at = start
        while at > 0 and line.folds[at - 1] in _ADJUNCT - _HAVE and near(line, at):
            at -= 1
        if not at or line.folds[at - 1] not in _AND:
            return None
        earlier = [item for item in found if item.speaker and item.end < start]
        if earlier:
            return max(earlier, key=lambda item: item.start).speaker
        return opening_subject(line, at - 1)

    def _along(
        self, line: Line, start: int, found: Sequence[Attribution]
    ) -> tuple[int, int] | None:
        """Return who says on in "..., denying that" and "tout en réfutant que"."""
        if near(line, start) and line.folds[start - 1 : start] != ["en"]:
            return None
        earlier = [item for item in found if item.speaker and item.end <= start]
        if earlier:
            return max(earlier, key=lambda item: item.start).speaker
        return opening_subject(line, start)

    def _relative(self, line: Line, start: int) -> tuple[int, int] | None:
        """Return the noun of `the army, which spoke of`, `le ministre, qui affirme`."""
        at = start
        while at > 0 and line.folds[at - 1] in _ADJUNCT and near(line, at):
            at -= 1
        if not at or line.folds[at - 1] not in _WHO or not near(line, at):
            return None
        stop = at - 1
        if line.tokens[stop].gap.strip(", ") or not stop:
            return None
        begin = trimmed(line, self._phrase_begin(line, stop), stop)
        while begin < stop and line.folds[begin] in _ACCORDING:
            begin += 1
        vague = begin == stop or line.folds[begin] in _ANYONE or line.folds[stop - 1] in _ANYONE
        return None if vague or not _nounlike(line, begin, stop) else (begin, stop)

    def _noun_end(self, line: Line, begin: int, start: int) -> int:
        """Return the end of a noun phrase: before auxiliaries, days, and any apposition."""
        for place in range(begin + 1, start):
            word = line.folds[place]
            if line.tokens[place].gap.strip("-'’.()") or word in _MET or word in _RELATIVE:
                return place
        end = start
        while end > begin + 1 and line.folds[end - 1] in _ADJUNCT:
            end -= 1
        return end

    def _speaker_before(self, line: Line, start: int) -> int | None:
        """Return the first word of the noun phrase before a speech verb."""
        tokens = line.tokens
        end = start
        while end > 0 and tokens[end - 1].fold in _ADJUNCT and not tokens[end].gap.strip("-'’"):
            end -= 1
        if end < len(tokens) and tokens[end].gap.strip("'’\"”»)(-"):
            return self._before_apposition(line, end)
        antecedent = self._antecedent(line, end)
        if antecedent is not None:
            end = antecedent
        begin = self._phrase_begin(line, end)
        article = begin > 0 and line.folds[begin - 1] in ARTICLES
        by = begin - 1 - article
        if by > 0 and line.folds[by] in _BY and line.folds[by - 1] in _MET:
            begin = self._phrase_begin(line, by - 1)
        return begin if begin < end and _nounlike(line, begin, end) else None

    def _phrase_begin(self, line: Line, end: int) -> int:
        """Return where the noun phrase before a word begins."""
        tokens, begin = line.tokens, end
        while begin > 0 and end - begin < MAX_SPEAKER:
            token = tokens[begin - 1]
            if token.fold in self._stop and token.fold not in _KEEP_INSIDE | _AT | _MET:
                break
            begin -= 1
            if not near(line, begin):
                break
        while (
            begin < end
            and tokens[begin].fold in _KEEP_INSIDE
            and tokens[begin].fold not in {"l", "le", "la", "les", "the", "d"}
        ):
            begin += 1
        return begin

    def _antecedent(self, line: Line, end: int) -> int | None:
        """Return where the relative clause of `a notable who acted as a go-between described` begins."""
        for at in range(end - 2, max(0, end - _PAIR_MOST), -1):
            if line.tokens[at].gap.strip("-'’"):
                return None
            if line.folds[at] in _RELATIVE and line.folds[at + 1] not in self._stop:
                return at
        return None

    def _before_apposition(self, line: Line, end: int) -> int | None:
        """Read `Nicolas Lerner, head of the service, said`: the name before the first comma.

        Without a name it is the noun that opens the sentence: `The embassy, for its part, said`.
        """
        tokens = line.tokens
        if tokens[end].gap != "," or tokens[end].fold in self._stop - _ADJUNCT:
            return None
        place = end - 1
        while place > 0 and not tokens[place].gap.strip("-'’"):
            place -= 1
        if place < 1 or tokens[place].gap != "," or end - place > MAX_SPEAKER:
            return None
        if end - place > 1 and all(token.capital for token in tokens[place:end]):
            return place
        begin = place - 1
        while begin > 0 and tokens[begin].capital and not tokens[begin].gap.strip("-'’."):
            begin -= 1
        begin += 0 if tokens[begin].capital else 1
        if begin < place and tokens[begin].capital and (begin or place - begin > 1):
            return begin
        opens = place <= MAX_SPEAKER and not any(
            tokens[i].gap.strip("-'’") for i in range(1, place)
        )
        plain = not self._stop & set(line.folds[:place]) - _KEEP_INSIDE
        return 0 if opens and plain and line.folds[0] not in self._stop - {"le"} else None

    def _scope(self, line: Line, begin: int, end: int) -> tuple[int, int]:
        """An opening "X said" covers what follows; one after a comma or a quote the whole sentence."""
        count = len(line.tokens)
        if begin and line.folds[begin - 1] in _RELATIVES and near(line, begin):
            return (end if count - end > _FEW else 0, count)
        count = own_words(line, end)
        if begin > 2 and line.tokens[begin].gap.strip("-'’"):
            return (0, count)
        follows = count - end > 3
        return (end, count) if begin <= 2 or (follows and begin < count // 2) else (0, count)


def _ends_phrase(line: Line, at: int) -> bool:
    """Say whether a noun phrase may end before a word: at a mark, a preposition, the end."""
    return at >= len(line.folds) or not near(line, at) or line.folds[at] in _PREPOSITIONS


_PREPOSITIONS = wordset(
    "in of on at from to who as for by after during with before when while near"
)


def _until(line: Line, at: int) -> int:
    """Return where what is asked ends: at a strong break with a statement of its own."""
    for place in range(at, len(line.tokens)):
        if boundary_strength(line.tokens, place) >= _STRONG:
            return place
    return len(line.tokens)


def _part_end(line: Line, at: int) -> int:
    """Return where a relative clause ends: at the next comma or stronger break."""
    for place in range(at + 1, len(line.tokens)):
        if line.tokens[place].gap.strip("'’-«»\"“”"):
            return place
    return len(line.tokens)


_STRONG = 4


def _named_so(line: Line, at: int) -> bool:
    """Tell the name "United States" from the verb, in a text that is not all capitals."""
    word, before = line.tokens[at], line.tokens[at - 1]
    return word.text.istitle() and before.text.istitle() and near(line, at)


def _nounlike(line: Line, begin: int, end: int) -> bool:
    words = [token.fold for token in line.tokens[begin:end]]
    return words[-1] not in _ORDINARY and (
        any(len(word) > 2 for word in words) or words[-1] in PRONOUNS
    )
