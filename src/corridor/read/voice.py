"""Whose word it is: asserted, attributed (and to whom), denied, planned or conditional.

Guarantees: a speaker is words of the text; a pronoun gives way to the last name or noun that spoke.
Refuses: taking a denial for a fact, or the French conditional of hearsay for a plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import patterns_of, word_classes
from corridor.read.triggers import Trigger
from corridor.read.words import wordset
from corridor.records.report import Assertion

_MAX_SPEAKER = 9
_PRONOUNS = wordset(
    "he she they it il elle ils elles on nous we i je who qui that lui eux her him them t"
)
_ARTICLES = wordset(
    "the a an le la les l un une des du de d of its their his her ses son sa leur this ce cette another"
)
_EN_STOP = wordset(
    "on in at after before that when while as by for to and but or so said told yesterday today monday tuesday "
    "wednesday thursday friday saturday sunday early late also has have had was were is are be been since during "
    "last this then however meanwhile later again already still which because with under via however than from "
    "officially finally itself himself herself"
)
_FR_STOP = wordset(
    "que qu a ont est sont etait le lundi mardi mercredi jeudi vendredi samedi dimanche hier ce matin dans en sur "
    "pour par mais et ou car alors depuis avec qui lors apres avant aussi encore deja s se y dans joint jointe "
    "interroge interrogee contacte cite citee puis toutefois cependant"
)
_KEEP_INSIDE = frozenset(
    {
        "and",
        "et",
        "of",
        "de",
        "du",
        "des",
        "d",
        "l",
        "la",
        "le",
        "les",
        "for",
        "pour",
        "the",
        "to",
        "close",
        "from",
        "at",
        "in",
        "en",
        "a",
        "proche",
        "proches",
    }
)
_NO_VERB_BEFORE = frozenset(
    {
        "to",
        "as",
        "not",
        "be",
        "been",
        "was",
        "were",
        "is",
        "are",
        "the",
        "an",
        "of",
        "ete",
        "est",
        "le",
        "un",
        "its",
        "their",
        "this",
        "that's",
    }
)
_DONE_BEFORE_TO = frozenset(
    {"began", "begun", "continued", "continue", "managed", "started", "used", "proceeded", "came"}
)
_NEVER_DENIED = frozenset(
    {
        "denial",
        "convoy_waiting",
        "station_closure",
        "power_outage",
        "shortage_reported",
        "shortage_eased",
        "road_blockage",
        "ration_measure",
        "movement_ban",
        "travel_advisory",
        "commentary",
        "assessment",
        "rejection",
        "water_outage",
        "service_suspended",
        "flight_suspension",
        "school_closure",
        "cargo_suspended",
        "threat",
        "siege_of_town",
        "rule_imposed",
        "claim_of_responsibility",
        "embassy_drawdown",
        "demand",
        "criticism",
    }
)
"""Types whose own words often hold a negation; they are denied only by a verb of denial."""
_ALWAYS_ASSERTED = frozenset({"threat", "travel_advisory"})


@dataclass(frozen=True, slots=True)
class Voice:
    """How a claim stands: its assertion, and its speaker as written."""

    assertion: Assertion
    speaker: str | None = None
    speaker_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speech verb or phrase in a sentence, and the words of its speaker."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    denies: bool
    scope: tuple[int, int]
    """Words the attribution covers (end exclusive)."""


class VoiceReader:
    """Reads attribution, denial, plan and condition in one language."""

    def __init__(self, language: str) -> None:
        classes = word_classes(language)
        self._language = language
        self._sets = {
            use: PatternSet(patterns_of("speech", language, "use", use), classes)
            for use in ("say", "deny", "by", "hearsay", "if", "plan", "maybe", "not")
        }
        self._stop = _EN_STOP if language == "en" else _FR_STOP

    def attributions(self, line: Line) -> list[Attribution]:
        """Return the attributions of a sentence, in order."""
        found = [
            made
            for _, start, end in self._sets["by"].search(line)
            if (made := self._by(line, start, end))
        ]
        found += self._colon(line)
        for _, start, end in self._sets["say"].search(line):
            made = self._said(line, start, end)
            if made and not any(other.start <= made.start < other.end for other in found):
                found.append(made)
        found.sort(key=lambda item: item.start)
        return found

    def _colon(self, line: Line) -> list[Attribution]:
        """Read `Minister: "..."` and `Le gérant : « ... »`."""
        for at in range(1, min(len(line.tokens), _MAX_SPEAKER)):
            gap = line.tokens[at].gap
            if ":" in gap and set(gap) & set('"“«'):
                return [Attribution(at, at, (0, at), denies=False, scope=(at, len(line.tokens)))]
            if gap.strip("-'’."):
                break
        return []

    def of(  # noqa: PLR0911 - one return for each way a claim can stand
        self,
        line: Line,
        trigger: Trigger,
        segment: tuple[int, int],
        attributions: Sequence[Attribution],
    ) -> tuple[Assertion, Attribution | None]:
        """Return the assertion of a claim and the attribution that covers it."""
        covering = [
            item
            for item in attributions
            if (
                item.scope[0] <= trigger.start < item.scope[1]
                and not item.start <= trigger.start < item.end
            )
            or (trigger.rule.type == "assessment" and trigger.start <= item.start < trigger.end)
        ]
        attribution = max(
            covering,
            key=lambda item: (item.speaker is not None, -abs(item.start - trigger.start)),
            default=None,
        )
        if trigger.rule.type in _ALWAYS_ASSERTED:
            return "asserted", attribution
        if attribution and attribution.denies:
            return "denied", attribution
        if trigger.rule.type == "denial":
            return (
                "attributed" if attribution and attribution.speaker else "asserted"
            ), attribution
        if self._negated(line, trigger):
            return "denied", attribution
        if self._conditional(line, trigger, segment):
            return "conditional", attribution
        if self._purpose(line, trigger):
            return "planned", attribution
        hearsay = self._sets["hearsay"].any(line, *segment)
        if not hearsay and self.planned(line, trigger, segment):
            return "planned", attribution
        if attribution or hearsay:
            return "attributed", attribution
        return "asserted", None

    def planned(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        """Say whether the verb of a trigger points to the future."""
        begin = max(segment[0], trigger.start - 5)
        if self._language == "fr" and any(
            _FUTURE.search(line.tokens[i].fold) for i in range(trigger.start, trigger.end)
        ):
            return True
        return self._sets["plan"].any(line, begin, trigger.end)

    def _purpose(self, line: Line, trigger: Trigger) -> bool:
        """Say whether an English infinitive only tells of an aim: "came to kill", "planned to attack"."""
        if (
            self._language != "en"
            or trigger.rule.family not in {"attack", "people"}
            or trigger.start == 0
        ):
            return False
        before = line.folds[trigger.start - 1]
        lead = line.folds[trigger.start - 2] if trigger.start > 1 else ""
        return (
            before == "to"
            and lead not in _DONE_BEFORE_TO
            and not line.folds[trigger.start].endswith(("ed", "s"))
        )

    def _conditional(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        for _, start, _ in self._sets["if"].search(line, max(0, segment[0] - 1), segment[1]):
            if (
                start == 0
                or line.tokens[start].gap
                or start <= segment[0] + 1
                or start > trigger.start - 8
            ):
                if start > trigger.end and line.tokens[start].fold in {"whether", "as"}:
                    continue
                return True
        return False

    def _negated(self, line: Line, trigger: Trigger) -> bool:
        if trigger.rule.type in _NEVER_DENIED:
            return False
        begin = max(0, trigger.start - 3)
        for _, start, _ in self._sets["not"].search(line, begin, trigger.end):
            if (
                start
                and line.tokens[start].fold in {"no", "without", "sans"}
                and start >= trigger.start
            ):
                continue
            if any(
                line.tokens[i].gap.strip("'’-")
                for i in range(start + 1, trigger.start + 1)
                if i > start
            ):
                continue
            after = line.tokens[start + 1].fold if start + 1 < len(line.tokens) else ""
            if after in {"only", "less", "fewer", "more", "longer", "seulement", "moins", "far"}:
                continue
            if line.folds[start] in {"n", "ne"} and _only(line.folds[start : trigger.end + 2]):
                continue
            return True
        return False

    def _by(self, line: Line, start: int, end: int) -> Attribution | None:
        finish = self._speaker_after(line, end)
        if finish == end:
            return None
        scope = (0, len(line.tokens))
        return Attribution(start, finish, (end, finish), denies=False, scope=scope)

    def _speaker_after(self, line: Line, begin: int) -> int:
        end = begin
        while end < len(line.tokens) and end - begin < _MAX_SPEAKER:
            token = line.tokens[end]
            if (
                end > begin
                and token.gap.strip("-'’()")
                and not (token.gap == "." and line.folds[end - 1] in _TITLES)
            ):
                break
            if end > begin and token.fold in self._stop and token.fold not in _KEEP_INSIDE:
                break
            end += 1
        while end > begin + 1 and line.tokens[end - 1].fold in _KEEP_INSIDE:
            end -= 1
        return end

    def _said(self, line: Line, start: int, end: int) -> Attribution | None:
        tokens = line.tokens
        before = tokens[start - 1].fold if start else ""
        denies = self._sets["deny"].any(line, start, end)
        if before in _NO_VERB_BEFORE or (before == "a" and self._language == "en"):
            return None
        begin = self._speaker_before(line, start)
        if begin is not None:
            scope = self._scope(line, begin, end)
            return Attribution(
                start, end, (begin, self._noun_end(line, begin, start)), denies=denies, scope=scope
            )
        verb = start
        while verb > 0 and line.folds[verb - 1] in _HAVE and not tokens[verb].gap:
            verb -= 1
        if verb and tokens[verb].gap:
            finish = self._speaker_after(line, end)
            if finish > end:
                return Attribution(start, finish, (end, finish), denies=denies, scope=(0, verb))
        return None

    def _noun_end(self, line: Line, begin: int, start: int) -> int:
        """Return the end of a noun phrase: before auxiliaries, days, and any apposition."""
        for place in range(begin + 1, start):
            if line.tokens[place].gap.strip("-'’.()"):
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
        begin = end
        if end < len(tokens) and tokens[end].gap.strip("'’\"”»)(-"):
            return self._before_apposition(line, end)
        while begin > 0 and end - begin < _MAX_SPEAKER:
            token = tokens[begin - 1]
            if token.fold in self._stop and token.fold not in _KEEP_INSIDE:
                break
            begin -= 1
            if tokens[begin].gap.strip("-'’"):
                break
        while (
            begin < end
            and tokens[begin].fold in _KEEP_INSIDE
            and tokens[begin].fold not in {"l", "le", "la", "les", "the", "d"}
        ):
            begin += 1
        return begin if begin < end and _nounlike(line, begin, end) else None

    def _before_apposition(self, line: Line, end: int) -> int | None:
        """Read `Nicolas Lerner, head of the service, said`: the name before the first comma."""
        tokens = line.tokens
        if tokens[end].gap != "," or tokens[end].fold in self._stop:
            return None
        place = end - 1
        while place > 0 and not tokens[place].gap.strip("-'’"):
            place -= 1
        if place < 2 or tokens[place].gap != "," or end - place > _MAX_SPEAKER:
            return None
        begin = place - 1
        while begin > 0 and tokens[begin].capital and not tokens[begin].gap.strip("-'’."):
            begin -= 1
        begin += 0 if tokens[begin].capital else 1
        return begin if begin < place and tokens[begin].capital else None

    def _scope(self, line: Line, begin: int, end: int) -> tuple[int, int]:
        """An opening "X said" covers what follows; one after a comma or a quote the whole sentence."""
        count = len(line.tokens)
        if begin > 2 and line.tokens[begin].gap.strip("-'’"):
            return (0, count)
        follows = count - end > 3
        return (end, count) if begin <= 2 or (follows and begin < count // 2) else (0, count)


_TITLES = wordset("m mr mrs ms dr gen col lt capt maj mme prof gov sen")
_ADJUNCT = wordset(
    "on monday tuesday wednesday thursday friday saturday sunday yesterday today lundi mardi mercredi jeudi vendredi samedi dimanche hier has have had also a ont avait avaient ete since later then did does would quickly publicly officially categorically again however s se is y"
)
_FUTURE = re.compile(r"(?:era|eront|ira|iront|dra|dront|tra|tront|rra|rront)\Z")
_ORDINARY = wordset(
    "that which who what this these those it's there there's ce qui que quoi dont on"
)


_HAVE = wordset("a ont has have had avait avaient")
_NEGATIONS = wordset("pas plus jamais aucun aucune")


def _only(folds: Sequence[str]) -> bool:
    """Tell "ne ... que" (only) from a negation."""
    return "que" in folds and not _NEGATIONS & set(folds)


def _nounlike(line: Line, begin: int, end: int) -> bool:
    words = [token.fold for token in line.tokens[begin:end]]
    return words[-1] not in _ORDINARY and (
        any(len(word) > 2 for word in words) or words[-1] in _PRONOUNS
    )


def speaker_words(
    text: str, line: Line, span: tuple[int, int]
) -> tuple[str, tuple[int, int]] | None:
    """Return a speaker as written without its article, with character span; None for a pronoun."""
    begin, end = span
    while begin < end and line.folds[begin] in _ARTICLES | _TITLES and end - begin > 1:
        begin += 1
    if begin >= end or all(word in _PRONOUNS for word in line.folds[begin:end]):
        return None
    first, last = line.tokens[begin].start, line.tokens[end - 1].end
    return text[first:last], (first, last)
