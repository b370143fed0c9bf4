"""Verdict: a state of a way out with its reasons, before it becomes a record.

Guarantees: every verdict carries claims or assumptions, and why in both languages.
Refuses: turning `not_known` into `usable` when verdicts are joined.
"""

from dataclasses import dataclass, replace
from typing import Self

from corridor.records.base import BasisKind
from corridor.records.exits import ExitState

WORST_FIRST: tuple[ExitState, ...] = ("not_usable", "not_known", "limited", "usable")


@dataclass(frozen=True)
class Verdict:
    """A state, why, and what it rests on; `evidence` is the share that is recent report."""

    state: ExitState
    why_en: str
    why_fr: str
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    basis: BasisKind = "modelled"
    evidence: float = 0.0

    def capped(self, state: ExitState, why_en: str, why_fr: str) -> Self:
        """Lower the state to at most `state`, adding why; a worse state keeps its words."""
        if WORST_FIRST.index(self.state) <= WORST_FIRST.index(state):
            return self
        return replace(
            self,
            state=state,
            why_en=f"{self.why_en} {why_en}".strip(),
            why_fr=f"{self.why_fr} {why_fr}".strip(),
        )


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Join verdicts that must all hold: the worst state, all reasons, all sources."""
    lowest = min(verdicts, key=lambda item: WORST_FIRST.index(item.state))
    return Verdict(
        state=lowest.state,
        why_en=" ".join(dict.fromkeys(item.why_en for item in verdicts)),
        why_fr=" ".join(dict.fromkeys(item.why_fr for item in verdicts)),
        claims=tuple(sorted({claim for item in verdicts for claim in item.claims})),
        assumptions=tuple(sorted({name for item in verdicts for name in item.assumptions})),
        basis=lowest.basis,
        evidence=min(item.evidence for item in verdicts),
    )
