"""What the MUC-4 task counts as an incident: which claims of a text are within its scope.

Guarantees: one rule for each limit the task sets (recent, particular, not war between forces, deaths
of a bombing belong to it), read from the claim alone. Refuses: looking at the templates.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from corridor.records.report import Claim

_RECENT_DAYS = 70
"""Incidents older than about two months are history there."""
_MASS = 1_000
"""A toll of so many is that of a war."""
_DONE = re.compile(
    r"murder|assassin|kill(?:ed|ing|s)?\b|attack|ambush|raid|shot\b|shoot|fired|slain|execut|massacre"
    r"|storm|machinegun|clash|assault|gunned|lynch|behead"
)
_OWN_ACT = re.compile(
    r"murder|assassin|shot\b|shoot|machinegun|ambush|gunned|executed|massacre|storm"
)
_FORCES = re.compile(
    r"soldiers|troops|\barmy\b|armed forces|guerrillas|rebels|contras|combat\b|offensive|battle|fighting"
    r"|positions|barracks|brigade|battalion|clash|subversives|insurgents|casualt|infantry|fighters"
    r"|military (?:guards|posts|garrison)"
)
_OTHERS = re.compile(
    r"murder|assassin|civilian|priest|jesuit|bishop|\bnuns?\b|missionar|church|judge|magistrate|attorney"
    r"|lawyer|mayor|minister|senator|deput|president|candidate|leader|director|rector|professor|doctor"
    r"|student|teacher|university|journalist|peasant|farm|worker|union|business|bank\b|office|embassy"
    r"|house|home\b|residence|residents|hotel|town\b|village|neighborhood|population|family|wife"
    r"|relative|wom[ae]n|child|passers|pedestrian|passenger|\bbus|substation|american"
)
_ACTS = {
    "looting": re.compile(
        r"rob|loot|pillag|plunder|ransack|st[eo]l|seiz|emptied|took|taken|carried off"
    ),
    "kidnapping": re.compile(
        r"kidnap|abduct|hostage|captive|captur|snatch|missing|disappear|dragged"
        r"|(?:was|were|been|being|are) (?:held|taken|seized)"
    ),
    "vehicle_burned": re.compile(r"burn|fire|flame|torch|arson|ablaze|incendi"),
    "tanker_destroyed": re.compile(r"burn|fire|flame|torch|arson|ablaze|incendi"),
    "explosive_device": re.compile(
        r"bomb|explo|mine|grenade|dynamit|detonat|blew|blast|blown|charge|device|rocket"
    ),
}
"""The act must be named: likeness of a clause to others is not enough for an incident."""
_BOOTY = re.compile(r"rifles?\b|weapons|ammunition|cartridges|launcher|carbines|radios")
_TALK = re.compile(r"\b(?:we|our|us|my|must|many)\b")


def in_scope(claim: Claim, published: date) -> bool:
    """Say whether a claim tells of an incident as the task means it."""
    words = claim.quote.lower() if claim.quote else ""
    first = claim.time.last or claim.time.start
    if first and claim.time.precision != "ongoing" and (published - first).days > _RECENT_DAYS:
        return False
    if any((f.best or f.low or f.high or 0) >= _MASS for f in claim.figures):
        return False
    act = _ACTS.get(claim.type)
    if act is not None:
        return bool(act.search(words)) and not (claim.type == "looting" and _BOOTY.search(words))
    if not _DONE.search(words) or (_TALK.search(words) and not claim.time.start):
        return False
    return bool(_OTHERS.search(words)) or not _FORCES.search(words)


def without_outcomes(by_type: Mapping[str, list[Claim]]) -> dict[str, list[Claim]]:
    """Return the claims by MUC type; the dead of a bombing make no attack of their own."""
    kept = {name: list(claims) for name, claims in by_type.items()}
    if kept.get("BOMBING"):
        kept["ATTACK"] = [c for c in kept.get("ATTACK", ()) if _has_own_act(c)]
    return {name: claims for name, claims in kept.items() if claims}


def _has_own_act(claim: Claim) -> bool:
    return bool(_OWN_ACT.search((claim.quote or "").lower()))


def scoped(claims: Iterable[Claim], published: date) -> list[Claim]:
    """Return the claims within the scope of the task."""
    return [claim for claim in claims if in_scope(claim, published)]
