"""Whose word it is: asserted, attributed (and to whom), denied, planned or conditional.

Guarantees: a speaker is words of the text; a pronoun gives way to the last name or noun that spoke.
Refuses: taking a denial for a fact, or the French conditional of hearsay for a plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corridor.read.clauses import boundary_strength
from corridor.read.learned import NUMBER
from corridor.read.patterns import Line, PatternSet
from corridor.read.refuted import RefutedReader
from corridor.read.speech import Attribution, SpeechReader
from corridor.read.tables import patterns_of, word_classes
from corridor.read.triggers import Trigger
from corridor.read.words import wordset
from corridor.records.report import Assertion

_DONE_BEFORE_TO = frozenset(
    {"began", "begun", "continued", "continue", "managed", "started", "used", "proceeded", "came"}
)
_NEVER_DENIED = frozenset(
    {
        "denial",
        "convoy_waiting",
        "escort_ended",
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
        "road_impassable",
        "aid_access",
        "price_report",
        "stock_report",
        "demand_report",
        "demand",
        "criticism",
    }
)
"""Types whose own words often hold a negation; they are denied only by a verb of denial."""
_ALWAYS_ASSERTED = frozenset({"threat", "travel_advisory"})
_SPOKEN = frozenset(
    {
        "assessment",
        "denial",
        "rejection",
        "criticism",
        "agreement",
        "official_statement",
        "travel_advisory",
    }
)


def _spoken(trigger: Trigger) -> bool:
    """Say whether a trigger is itself a verb of saying, so that its subject speaks."""
    return trigger.rule.type in _SPOKEN


def _covers(line: Line, item: Attribution, trigger: Trigger) -> bool:
    """Say whether an attribution covers a trigger.

    A type read by likeness of the whole clause may stand on the very verb of saying: what is said
    is what the clause tells.
    """
    if item.start < trigger.start < item.end < trigger.end:  # "speaks of a plot": what is told
        return True
    if item.start <= trigger.start < item.end:
        return _spoken(trigger) or (_likened(trigger) and not item.asks)
    before = trigger.start < item.start and item.scope[0] == item.end
    if before and _likened(trigger) and not item.asks:
        parts = range(trigger.start + 1, item.start + 1)
        return not any(boundary_strength(line.tokens, at) >= _PART for at in parts)
    spoken = _spoken(trigger) and trigger.start <= item.start < trigger.end
    return spoken or item.scope[0] <= trigger.start < item.scope[1]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a claim stands: its assertion, and its speaker as written."""

    assertion: Assertion
    speaker: str | None = None
    speaker_span: tuple[int, int] | None = None


class VoiceReader:
    """Reads attribution, denial, plan and condition in one language."""

    def __init__(self, language: str) -> None:
        classes = word_classes(language)
        self._language = language
        self._sets = {
            use: PatternSet(patterns_of("speech", language, "use", use), classes)
            for use in ("hearsay", "if", "plan", "not")
        }
        self._speech = SpeechReader(language)
        self._refuted = RefutedReader(language)

    def attributions(self, line: Line) -> list[Attribution]:
        """Return the attributions of a sentence, in order."""
        return self._speech.attributions(line)

    def of(  # noqa: PLR0911 - one return for each way a claim can stand
        self,
        line: Line,
        trigger: Trigger,
        segment: tuple[int, int],
        attributions: Sequence[Attribution],
    ) -> tuple[Assertion, Attribution | None]:
        """Return the assertion of a claim and the attribution that covers it."""
        covering = [item for item in attributions if _covers(line, item, trigger)]
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
            return "denied", attribution
        if self._negated(line, trigger) or self._refuted.covers(line, trigger, segment):
            return "denied", attribution
        if self._conditional(line, trigger, segment):
            return "conditional", attribution
        if self._purpose(line, trigger):
            return "planned", attribution
        hearsay = self._sets["hearsay"].any(line, *segment) or self._said_to(line, trigger, segment)
        if not hearsay and self.planned(line, trigger, segment):
            return "planned", attribution
        if attribution or hearsay:
            return "attributed", attribution
        return "asserted", None

    def planned(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        """Say whether the verb of a trigger points to the future."""
        if trigger.rule.type in _FROM_NOW_ON:
            return False
        french = self._language == "fr"
        if french and any(
            _FUTURE.search(line.tokens[i].fold) and not (line.tokens[i].capital and i > 0)
            for i in range(trigger.start, trigger.end)
        ):
            return True
        order = trigger.rule.family == "armed_group_rule" or trigger.rule.type == "checkpoint"
        if french and not order and self._ahead(line, trigger, segment):
            return True
        begin, end = _reach(line, trigger, segment)
        if any(
            _ahead_of(line, start) for _, start, _ in self._sets["plan"].search(line, begin, end)
        ):
            return True
        return (
            french
            and _likened(trigger)
            and any(_SIMPLE_FUTURE.search(token.text) for token in line.tokens[begin:end])
        )

    def _ahead(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        """Say whether a future stands right before a trigger or right after: "les demandes seront traitées"."""
        for at in range(max(segment[0], trigger.start - 3), trigger.start):
            if _SIMPLE_FUTURE.search(line.tokens[at].text):
                rest = line.tokens[at + 1 : trigger.start + 1]
                if not any(t.gap.strip("-'’") or t.fold in _LINKS for t in rest):
                    return at == 0 or line.folds[at - 1] not in _LINKS
        for at in range(trigger.end, min(segment[1], trigger.end + 4)):
            token = line.tokens[at]
            if token.gap.strip("-'’") or token.fold in _LINKS:
                return False
            if _SIMPLE_FUTURE.search(token.text):
                return True
        return False

    def _said_to(self, line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
        """Say whether a verb near the trigger is in the French conditional of hearsay."""
        if self._language != "fr":
            return False
        first, last = max(segment[0], trigger.start - 3), min(segment[1], trigger.end + 3)
        return any(
            _CONDITIONAL.search(token.text) and token.fold not in _NO_HEARSAY
            for token in line.tokens[first:last]
        )

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
                if start + 1 >= len(line.folds):  # "son rival, si."
                    continue
                if line.folds[start] in _TERMS and not self.planned(line, trigger, segment):
                    continue
                if start and line.folds[start - 1] in _EVEN and not line.tokens[start].gap:
                    continue
                return True
        return _opens_condition(line, trigger, segment)

    def _negated(self, line: Line, trigger: Trigger) -> bool:
        if trigger.rule.type in _NEVER_DENIED:
            return self._no_lack(line, trigger)
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
            if line.folds[start] in _NE and not _full(line.folds, start, trigger.end):
                continue
            return True
        return False

    def _no_lack(self, line: Line, trigger: Trigger) -> bool:
        """Say whether a lack itself is denied: `no shortage`, "la ville n'est pas encerclée"."""
        begin, last = max(0, trigger.start - 4), trigger.end
        for _, start, end in self._sets["not"].search(line, begin, last):
            if line.folds[start] in _NE:
                continue
            for at in range(end, min(end + 4, last + 2, len(line.folds))):
                if line.tokens[at].gap.strip("-'’") or line.folds[at] in _NOT_QUITE:
                    break
                if line.folds[at] in _LACKS:
                    return True
        return False


_NOT_AHEAD = frozenset({"attack", "people"})
"""Where these are told, a future right behind them tells of something else."""
_BEHIND = 4


def _likened(trigger: Trigger) -> bool:
    """Say whether a type was read by likeness, so that its trigger is any word of the clause."""
    return trigger.rule.number >= NUMBER


def _reach(line: Line, trigger: Trigger, segment: tuple[int, int]) -> tuple[int, int]:
    """Return the words among which a verb or participle tells that a trigger is yet to come.

    The five before it; a few behind it in its own part ("further escorts will leave"); all of its
    part of the clause where it was read by likeness.
    """
    begin, end = max(segment[0], trigger.start - 5), trigger.end
    likened = _likened(trigger)
    if trigger.rule.family in _NOT_AHEAD and not likened:
        return begin, end
    last = segment[1] if likened else min(segment[1], trigger.end + _BEHIND)
    while end < last and boundary_strength(line.tokens, end) < _PART:
        end += 1
    while (
        likened
        and begin > segment[0]
        and line.folds[begin - 1] not in _THAT
        and boundary_strength(line.tokens, begin) < _PART
    ):
        begin -= 1
    return begin, end


def _ahead_of(line: Line, at: int) -> bool:
    """Say whether a word of plans is one: not in a clause of its own, "compte" only before a verb."""
    before = line.folds[max(0, at - 2) : at]
    if _RELATIVE & set(before) or ("that" in before[:1] and before[-1] in _BE):
        return False
    if line.folds[at] not in _COUNTS:
        return True
    return any(word.endswith(("er", "ir", "re")) for word in line.folds[at + 1 : at + 4])


_FROM_NOW_ON = frozenset(
    {"rule_imposed", "checkpoint", "movement_ban", "road_blockade_declared", "stock_report"}
)
"""A rule tells what shall be, from now on, and how long a stock will last is how it stands."""
_TERMS = wordset("provided a once une sitot des as tant")
"""Terms of what is done already are no condition: "they let the clinic in, provided that ..."."""
_THAT = frozenset({"that", "que", "qu"})
_RELATIVE = frozenset({"which", "who", "qui"})
_BE = frozenset({"were", "was", "had", "have", "has"})
_COUNTS = frozenset({"compte", "comptent"})


_PART = 2
_EVEN = wordset("as even comme meme mm")
"""Before "if" and "si" these make no condition: "as if", "même si"."""
_LACKING = frozenset({"sans", "without", "failing", "barring", "faute"})


def _opens_condition(line: Line, trigger: Trigger, segment: tuple[int, int]) -> bool:
    """Read a condition without "if": `Should the truce expire, ...`, "sans escorte, la ville sera à sec"."""
    for at in range(max(0, segment[0] - 8), trigger.start + 1):
        if at and not line.tokens[at].gap.strip("-'’"):
            continue
        if line.folds[at] == "should":
            return True
        if line.folds[at] in _LACKING:
            rest = line.tokens[at + 1 : segment[1]]
            ahead = any(
                token.fold in _AHEAD or (_FUTURE.search(token.fold) and not token.capital)
                for token in rest
            )
            if ahead and any("," in token.gap for token in rest):
                return True
    return False


_AHEAD = wordset("will would could may might risque risquent")
_FUTURE = re.compile(
    r"(?:era|eront|erons|erez|erai|ira|iront|irons|irez|irai|dra|dront|drons|drez|drai|tra|tront|trons|trez|trai|rra|rront|rrons|rrez|rrai)\Z"
)
_CONDITIONAL = re.compile(r"\A[^\W\dA-Z]+(?:er|dr|vr|tr|agir|partir|finir|sortir)(?:ait|aient)\Z")
"""By the accents a conditional ("plafonnerait") is told from an imperfect ("opérait")."""
_NO_HEARSAY = wordset(
    "devrait devraient pourrait pourraient voudrait voudraient faudrait aimerait aimeraient montrait montraient "
    "entrait entraient rentrait rentraient ouvrait ouvraient livrait livraient couvrait couvraient vendraient "
    "offrait souffrait rencontrait rencontraient administrait filtrait filtraient suivrait suivraient "
    "illustrait demontrait enregistrait penetrait penetraient delivrait rouvrait centrait"
)
_SIMPLE_FUTURE = re.compile(r"\A[^\W\dA-Z]{2,}(?:er|ir|dr|vr|tr|rr)(?:a|ont)\Z")
_LINKS = wordset("qui que qu dont ou lequel laquelle et mais si selon")
_NE = frozenset({"n", "ne"})
_NEGATIONS = wordset("pas plus jamais aucun aucune ni rien nul nulle personne point guere")
_NOT_QUITE = wordset("only longer seulement plus less fewer more moins")
_LACKS = wordset(
    "shortage shortages blockade blockades siege embargo roadblock roadblocks besieged encircled surrounded "
    "blockaded cut blocked closed suspended interrupted penurie penuries blocus embargos barrage barrages "
    "assiegee assiege encerclee encercle asphyxiee asphyxie coupee coupe bloquee bloque bloquees fermee "
    "cuts outage outages blackout blackouts coupure coupures delestage delestages closing "
    "ferme fermees suspendu suspendue suspendus suspendues interrompu interrompus interrompue interrompues"
)


def _full(folds: Sequence[str], at: int, last: int) -> bool:
    """Say whether "ne" denies: with "pas" and its kin beside it, not alone, "que" or before an infinitive.

    "Avant qu'ils n'arrivent" and "n'en reconnaît que neuf" deny nothing; "ne plus tirer" is what is agreed.
    """
    if at + 1 < len(folds) and folds[at + 1] in {"pas", "plus", "jamais"}:
        return False
    near = set(folds[max(0, at - 6) : last + 2])
    return bool(_NEGATIONS & near)
