"""Who is named without a verb of saying: before a colon, in brackets, at the end of a row, after "pour".

Guarantees: a source in brackets covers what stands before it, one that opens a line what follows.
Refuses: a bracket or label that names no source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corridor.read.patterns import Line
from corridor.read.words import wordset

MAX_SPEAKER = 9
"""A speaker has no more words than these."""
_LEAST = 9
PRONOUNS = wordset(
    "he she they it il elle ils elles on nous we i je who qui that lui eux her him them t en y his its own"
)
ARTICLES = wordset(
    "the a an le la les l un une des du de d of its their his her ses son sa leur leurs this ce cette another notre "
    "our nos un"
)
TITLES = wordset("m mr mrs ms dr gen col lt capt maj mme prof gov sen")
_OPENS = frozenset('"“«')
_SOURCES = wordset(
    "radio radios union unions source sources army police ministry ngo ngos ocha rfi afp reuters ap bbc acled media "
    "press residents resident officials official monitor monitors gendarmerie prefecture mayor governor partners "
    "customs witness witnesses onu armee ministere ong presse habitants habitant elus elu syndicat syndicats douanes "
    "temoin temoins maire gouverneur partenaires prefet"
)
_FOR_NOT = wordset(
    "instant moment fois raison exemple rappel part annee semaine suite mois jour heure lui elle eux cela cette ce "
    "l'instant leur sa son ses autant finir commencer memoire sur"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speech verb or phrase in a sentence, and the words of its speaker."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    denies: bool
    scope: tuple[int, int]
    """Words the attribution covers (end exclusive)."""
    name: str | None = None
    """The speaker, where another sentence names it."""
    closes: bool = False
    """Whether it closes a row, and so covers all of it."""
    asks: bool = False
    """Whether the verb asks, blames or praises, so that its subject acts more than speaks."""
    laid_out: bool = False
    """Whether only the layout of the text tells it: an answer, a row with its source."""


def colon(line: Line) -> list[Attribution]:
    """Read `Minister: "..."`, `Le gérant : « ... »`, `Army spokesman, by text message: ...`."""
    begin = comma = 0
    while begin < len(line.tokens) and line.tokens[begin].is_number:
        begin += 1
    for at in range(begin + 1, min(len(line.tokens), begin + 2 * MAX_SPEAKER)):
        gap = line.tokens[at].gap
        if ":" in gap:
            end = comma or at
            quoted = bool(set(gap) & _OPENS) and not comma
            if end - begin > MAX_SPEAKER or not (quoted or _voice(line, begin, end)):
                return []
            scope = (at, len(line.tokens))
            return [Attribution(at, at, (begin, end), denies=False, scope=scope)]
        if gap == ",":
            comma = comma or at
        elif gap.strip("-'’."):
            break
    return []


def _voice(line: Line, begin: int, end: int) -> bool:
    """Say whether words are one who speaks, and no more: "le maire de Kayes", "army spokesman"."""
    last = line.tokens[end - 1]
    told = _VOICES & set(line.folds[begin:end])
    return bool(told) and (last.fold in _VOICES or last.capital)


def row_source(line: Line) -> list[Attribution]:
    """Read `... | source : FAMa` at the end of a row, `Source KY2: ...` at its beginning."""
    count = len(line.tokens)
    for at, word in enumerate(line.folds):
        if word not in _SAYS_SOURCE or at + 1 >= count:
            continue
        if ":" in line.tokens[at + 1].gap and at:
            end = at + 2
            while end < count and near(line, end) and end - at <= MAX_SPEAKER:
                end += 1
            return [
                Attribution(
                    at, end, (at + 1, end), denies=False, scope=(0, at), closes=end == count
                )
            ]
        if at and not all(token.is_number for token in line.tokens[:at]):
            continue
        for stop in range(at + 2, min(count, at + 5)):
            if ":" in line.tokens[stop].gap:
                return [Attribution(at, stop, (at + 1, stop), denies=False, scope=(stop, count))]
    return []


_SAYS_SOURCE = frozenset({"source", "sources", "src"})
_VOICES = wordset(
    "spokesman spokeswoman spokesperson minister governor mayor prefect ambassador resident driver witness officer doctor "
    "nurse general colonel president trader elder imam teacher director manager official analyst researcher economist "
    "shopkeeper mechanic farmer porte parole ministre gouverneur maire prefet ambassadeur habitant habitante chauffeur "
    "temoin officier medecin infirmier infirmiere commercant commercante notable enseignant directeur directrice gerant "
    "gerante pompiste responsable analyste chercheur chercheuse economiste conducteur transporteur syndicaliste elu depute"
)
"""Who speaks where a line opens with them and a colon."""


def opinion_of(line: Line) -> list[Attribution]:
    """Read a French sentence that opens `Pour l'institut, ...`."""
    folds = line.folds
    if len(folds) < _LEAST or folds[0] != "pour":
        return []
    for at in range(2, 8):
        if folds[at - 1] in _FOR_NOT or folds[at - 1].endswith(("er", "ir")):
            return []
        if line.tokens[at].gap == ",":
            named = folds[1] in ARTICLES or line.tokens[1].capital
            return [whole(line, 0, at, (1, at))] if named else []
        if line.tokens[at].gap.strip("'’-"):
            return []
    return []


def brackets(line: Line) -> Iterator[Attribution]:
    """Read a source in brackets after what it says: `20 tankers burned (radio)`."""
    first = 0
    for at in range(1, len(line.tokens)):
        if "(" not in line.tokens[at].gap:
            continue
        end = at + 1
        while end < len(line.tokens) and end - at < 4 and not line.tokens[end].gap.strip("-'’"):
            end += 1
        closed = end == len(line.tokens) or ")" in line.tokens[end].gap
        if closed and _SOURCES & set(line.folds[at:end]):
            yield Attribution(at, end, (at, end), denies=False, scope=(first, at))
            first = end


def opening_name(text: str, line: Line) -> str | None:
    """Return who a sentence opens with: a name before a comma, or somebody by role: `The prefect has`."""
    tokens = line.tokens
    end = 0
    while end < len(tokens) and tokens[end].capital and (not end or near(line, end)):
        end += 1
    if 1 < end < 5 and end < len(tokens) and tokens[end].gap == ",":
        return text[tokens[0].start : tokens[end - 1].end]
    return _opening_role(text, line)


_OPENS_WITHIN = 4


def _opening_role(text: str, line: Line) -> str | None:
    begin = 1 if line.folds[0] in ARTICLES | _MINE and len(line.folds) > 1 else 0
    for at in range(begin, min(len(line.folds), begin + _OPENS_WITHIN)):
        if at and not near(line, at):
            return None
        if line.folds[at] in _VOICES | _SOURCES | _ROLES:
            if line.folds[at + 1 : at + 2] == ["s"]:  # "my neighbour's boy"
                return None
            first, last = _name_behind(line, at) or (begin, at + 1)
            return text[line.tokens[first].start : line.tokens[last - 1].end]
    return None


def _name_behind(line: Line, at: int) -> tuple[int, int] | None:
    """Return the name in `Le chef de l'État, Assimi Goïta, a pris la parole`."""
    comma = next((i for i in range(at + 1, len(line.folds)) if not near(line, i)), None)
    if comma is None or comma - at > _LEAST or line.tokens[comma].gap != ",":
        return None
    end = comma
    while end < len(line.folds) and line.tokens[end].capital and (end == comma or near(line, end)):
        end += 1
    closed = end < len(line.folds) and line.tokens[end].gap == ","
    return (comma, end) if closed and end - comma > 1 else None


_PAPERS = wordset(
    "bilan bilans toll assessment statement statements communique message text texte tract provisoire provisoires premier "
    "premiers dernier preliminaire preliminary provisional initial first latest official officiel"
)
"""Papers without a name say what their author does: "the statement adds", "le premier bilan fait état"."""
_MINE = wordset("my your mon ma mes ton ta")
_ROLES = wordset(
    "delegates traders drivers elders notables importers hauliers transporters analysts experts diplomats soldiers teachers "
    "cousin uncle aunt brother sister neighbour neighbor friend colleague lawyer lawyers company group government embassy "
    "junta agency regulator chamber presidency committee commission minister ministers negotiator mediator spokesmen "
    "chef delegues commercants chauffeurs notables importateurs transporteurs analystes experts diplomates soldats "
    "enseignants oncle tante frere soeur voisin voisine ami collegue avocat avocats compagnie societe groupe gouvernement "
    "ambassade junte agence regulateur chambre presidence comite commission ministres negociateur mediateur cousine "
    "lieutenant commandant patron patronne president"
)


def whole(line: Line, start: int, end: int, speaker: tuple[int, int]) -> Attribution:
    """Return an attribution that covers its whole sentence."""
    return Attribution(start, end, speaker, denies=False, scope=(0, len(line.tokens)))


def near(line: Line, at: int) -> bool:
    """Say whether nothing but an apostrophe, or a hyphen without spaces, stands before a word."""
    gap = line.tokens[at].gap
    if not gap:
        return True
    spaced = gap == "-" and at > 0 and line.tokens[at].start - line.tokens[at - 1].end > 1
    return not spaced and not gap.strip("-'’")


def speaker_words(
    text: str, line: Line, span: tuple[int, int]
) -> tuple[str, tuple[int, int]] | None:
    """Return a speaker as written without its article, with character span; None for a pronoun."""
    begin, end = span
    folds = line.folds
    if end - begin > 1 and folds[end - 1] in {"eux", "elles", "them"}:
        return text[line.tokens[begin].start : line.tokens[end - 1].end], (
            line.tokens[begin].start,
            line.tokens[end - 1].end,
        )
    while begin < end and folds[begin] in ARTICLES | TITLES and end - begin > 1:
        begin += 1
    again = {"memes", "meme", "same"} & set(folds[begin:end])
    if begin >= end or again or all(word in PRONOUNS | _PAPERS for word in folds[begin:end]):
        return None
    first, last = line.tokens[begin].start, line.tokens[end - 1].end
    return text[first:last], (first, last)
