"""The rules of questions: one shape each, how it is answered and how it is resolved.

Guarantees: every rule is a pair of pure functions and a sentence saying when it resolves yes, no or
not at all. Refuses: a rule outside the registry; the error lists those there are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corridor.outlook.rules import advice, attacks, capital, roads, services, supply
from corridor.outlook.view import Answer, Facts, Resolution, View
from corridor.records.errors import PackError
from corridor.records.outlook import Question


@dataclass(frozen=True)
class Rule:
    """How a kind of question is answered and resolved; `says` is the resolution in words."""

    answer: Callable[[Question, View], Answer]
    resolve: Callable[[Question, Facts], Resolution]
    says: str


RULES: Mapping[str, Rule] = {
    "dry_reported": Rule(supply.dry_answer, supply.dry_resolve, supply.DRY_SAYS),
    "entries_above": Rule(supply.entries_answer, supply.entries_resolve, supply.ENTRIES_SAYS),
    "attack_reported": Rule(attacks.answer, attacks.resolve, attacks.SAYS),
    "corridor_open": Rule(roads.answer, roads.resolve, roads.SAYS),
    "flights_suspended": Rule(
        services.flights_answer, services.flights_resolve, services.FLIGHTS_SAYS
    ),
    "schools_closed": Rule(
        services.schools_answer, services.schools_resolve, services.SCHOOLS_SAYS
    ),
    "power_normal": Rule(services.power_answer, services.power_resolve, services.POWER_SAYS),
    "leave_advice": Rule(advice.answer, advice.resolve, advice.SAYS),
    "capital_capture": Rule(capital.answer, capital.resolve, capital.SAYS),
    "capital_coup": Rule(capital.answer, capital.resolve, capital.SAYS),
    "capital_negotiated": Rule(capital.answer, capital.resolve, capital.SAYS),
    "capital_none": Rule(capital.answer, capital.resolve, capital.SAYS),
}
"""Every rule by the name a question gives in `questions.csv`."""


def rule_of(question: Question) -> Rule:
    """Return the rule of a question; PackError lists the rules there are."""
    try:
        return RULES[question.rule]
    except KeyError:
        msg = f"question '{question.id}' names the unknown rule '{question.rule}'"
        raise PackError(
            msg,
            where="questions.csv",
            column="rule",
            allowed=", ".join(sorted(RULES)),
            hint="choose one of these, or add a rule to the registry",
        ) from None
