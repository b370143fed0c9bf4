"""What a sentence names without saying that it is so: demanded, wished, feared, averted, or over.

Guarantees: "call for the release", "failed to reopen the road", "prevented an attack", "no longer
blocked" do not tell that somebody is free, a road open, a convoy attacked, a road blocked. Refuses:
to look beyond a comma, or more than a few words from what is named.
"""

from corridor.read.clauses import boundary_strength
from corridor.read.heads import DEMAND
from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import patterns_of, word_classes
from corridor.read.triggers import Rule, Trigger
from corridor.read.words import wordset
from corridor.records.event_types import event_types
from corridor.records.report import Assertion

_BEFORE, _AFTER = 7, 6
"""So many words before and after a head are looked at."""
_NEAR = 4
"""So many for words that stand beside a lack."""
_BREAK = 2
_TOLD: frozenset[Assertion] = frozenset({"asserted", "attributed"})
_AS: dict[str, Assertion] = {
    "feared": "conditional", "averted": "denied", "failed": "denied", "vowed": "planned",
    "wished": "planned", "demanded": "planned",
}  # fmt: skip
"""How what stands after such words is told; the first that fits counts."""
_ENDS = {
    "road_blockage": "road_reopened", "siege_of_town": "siege_lifted",
    "movement_ban": "movement_ban_lifted", "shortage_reported": "shortage_eased",
    "station_closure": "shortage_eased", "school_closure": "school_reopening",
    "flight_suspension": "flight_resumption", "power_outage": "power_restored",
    "service_suspended": "service_resumed", "cargo_suspended": "cargo_resumed",
    "embassy_drawdown": "embassy_restored",
}  # fmt: skip
"""What it is that a state is over."""
_LASTS = {"shortage_eased": "shortage_reported", "power_restored": "power_outage"}
"""What it is that relief has not come; of the other types a denial says as much."""
_LACKS = wordset(
    "blocked closed cut scarce short dry besieged encircled surrounded blockaded suspended interrupted "
    "banned forbidden shut out missing lacking under bloquee bloquees bloque bloques fermee fermees ferme "
    "fermes coupee coupees coupe coupes assiegee assiege encerclee encercle suspendu suspendue suspendus "
    "suspendues interrompu interrompue interrompus interrompues interdit interdite interdits interdites "
    "rare rares sec rupture penurie siege manque manquent"
)
"""Words for a lack: "no longer closed" ends it, "no longer open" does not."""
_NAMED = frozenset({"truce", "negotiation", "coup"})
"""Types of those families that are often named before they are so."""
_SPARED = frozenset({"talk", "advice", "armed_group_rule", "foreign", "regime"})
"""Families whose own words demand, fear or refuse."""
_OWN_WORDS = frozenset({"drivers_strike", "ration_measure", "convoy_waiting", "ransom_demand"})
_LIFTED = frozenset({"movement_ban_lifted"})
"""What is asked of the one who forbids: it stays named, as yet to come."""
_DONE = frozenset({"kidnapping", "arrest", "displacement", "count_report", "ransom_paid"})
_LACK_TYPES = frozenset(_ENDS) | {"aid_access", "water_outage", "shortage_eased", "count_report"}
"""Types whose own words may hold "failed to" or "no longer"; these count only before them."""


class UnrealReader:
    """Tells what is so from what is only named, in one language."""

    def __init__(self, language: str) -> None:
        classes = word_classes(language)
        self._sets = {
            use: PatternSet(patterns_of("unreal", language, "use", use), classes)
            for use in (*_AS, "ended", "over", "lasting")
        }

    def of(
        self, line: Line, head: Trigger, assertion: Assertion, *, held: bool
    ) -> tuple[Trigger, Assertion]:
        """Return the head and its assertion as they stand.

        Args:
            line: the sentence.
            head: the words of what happened.
            assertion: as read so far; what is denied or planned already stays so.
            held: whether a speech act of the sentence holds it, and is a claim of its own.
        """
        if assertion not in _TOLD or not _looked_at(head.rule):
            return head, assertion
        turned = self._turned(line, head)
        if turned is not None:
            return Trigger(head.start, head.end, _other(head.rule, turned)), assertion
        if head.rule.type not in _LACK_TYPES and self._after(line, head):
            return head, "denied"
        return self._governed(line, head, assertion, held=held)

    def _turned(self, line: Line, head: Trigger) -> str | None:
        """Return the type that is told where a state is over, or relief has not come."""
        type_ = head.rule.type
        if type_ in _LASTS and self._beside("lasting", line, head, lack=False):
            return _LASTS[type_]
        if type_ in _ENDS and self._beside("ended", line, head, lack=True):
            return _ENDS[type_]
        return None

    def _governed(
        self, line: Line, head: Trigger, assertion: Assertion, *, held: bool
    ) -> tuple[Trigger, Assertion]:
        for use, told in _AS.items():
            verb = None if _idle(use, head.rule) else self._governor(use, line, head)
            if verb is None:
                continue
            if use == "demanded" and not held and head.rule.type not in _LIFTED:
                return Trigger(min(verb, head.start), head.end, DEMAND), assertion
            return head, told
        return head, assertion

    def _governor(self, use: str, line: Line, head: Trigger) -> int | None:
        """Return where words of that use stand before a head, or in it behind its first word."""
        last = head.start if head.rule.type in _LACK_TYPES else head.end
        for _, start, end in self._sets[use].search(line, max(0, head.start - _BEFORE), last):
            if start != head.start and _whole(line, end, head.start):
                return start
        return None

    def _after(self, line: Line, head: Trigger) -> bool:
        stop = min(len(line.folds), head.end + _AFTER)
        return any(
            _whole(line, head.end, start)
            for _, start, _ in self._sets["over"].search(line, head.end, stop)
        )

    def _beside(self, use: str, line: Line, head: Trigger, *, lack: bool) -> bool:
        """Say whether words of that use stand beside a word for a lack, or beside none."""
        begin, stop = max(0, head.start - _NEAR), min(len(line.folds), head.end + _NEAR)
        return any(
            _LACKS.isdisjoint(line.folds[start : end + 2]) != lack
            and _whole(line, min(start + 1, head.end), end)
            for _, start, end in self._sets[use].search(line, begin, stop)
        )


def _looked_at(rule: Rule) -> bool:
    """Say whether a rule tells of something that can be named without being so."""
    spared = rule.family in _SPARED and rule.type not in _NAMED
    return rule.kind in {"event", "status"} and not spared and rule.type not in _OWN_WORDS


def _idle(use: str, rule: Rule) -> bool:
    """Say whether such words leave a type as it is.

    Justice is demanded for what was done, and who waits for fuel has none.
    """
    done = rule.family == "attack" or rule.type in _DONE
    return (use in {"demanded", "wished"} and done) or (use == "wished" and rule.type in _ENDS)


def _whole(line: Line, first: int, last: int) -> bool:
    """Say whether no break stands from one word to another, in this order or behind it."""
    return not any(boundary_strength(line.tokens, at) >= _BREAK for at in range(first, last + 1))


def _other(rule: Rule, type_: str) -> Rule:
    return Rule(rule.number, type_, event_types()[type_].family, "event", None, None, frozenset())
