"""What governments tell their nationals, in force on a day, each with its claim.

Guarantees: advice is always an attributed claim; stronger advice stays in force until the same
government eases it or it has not been repeated for `LAPSE_DAYS`. Refuses: advice without a claim,
and any level of our own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.exits.seen import Seen
from corridor.packs.model import Advisory, Pack
from corridor.records.exits import Condition
from corridor.records.report import Claim
from corridor.records.words import Lang

ADVICE_TYPES = frozenset({"travel_advisory", "embassy_drawdown", "embassy_restored", "evacuation"})
LEVELS = ("eased", "posture_only", "caution", "do_not_travel", "leave_soon", "leave_now")
"""Weakest first; the words are the pack's reading of each government's own."""
LAPSE_DAYS = 60
"""Advice neither repeated nor eased for so long is no longer counted as in force."""
SUPERSEDED_DAYS = 21
"""Words on a topic are dropped when the same government spoke again so much later without them."""
CHECK_AGAIN_DAYS = 3
"""After so many days an authority's words should be looked up again."""

SAME_DAYS = 3
"""A claim so close to an advisory of the same government tells of the same words."""

_LEAVE_NOW = re.compile(
    r"(leave|depart|go)\b[^.]{0,40}\b(at once|immediately|now|while flights)|told nationals to leave"
    r"|leave-now|urgent leave|quitter\b[^.]{0,40}\b(immédiatement|sans délai|sans tarder)",
    re.IGNORECASE,
)
_LEAVE_SOON = re.compile(
    r"(leave|depart|departure)\b[^.]{0,60}\b(as soon as|promptly|quickly|possible)|advised? to leave"
    r"|recommended (leaving|departure)|(quitter|départ)\b[^.]{0,60}\b(dès que|au plus vite|possible)",
    re.IGNORECASE,
)
_FLIGHTS = re.compile(
    r"commercial (air|flight)|scheduled flight|airport[^.]{0,20} open|flights?[^.]{0,20} running"
    r"|while flights|vols? (commercia|régulier)|aéroport[^.]{0,20} ouvert",
    re.IGNORECASE,
)
_ROADS = re.compile(
    r"\b(by|of the|national|the) (road|land)|roads?\b|overland|voie terrestre|\broutes?\b",
    re.IGNORECASE,
)
_SHELTER = re.compile(
    r"shelter|keep(ing)? supplies|stock up|provisions|réserves|se mettre à l'abri|confin",
    re.IGNORECASE,
)
_CHARTER = re.compile(r"charter|affrét|evacuation flight|vols? d'évacuation", re.IGNORECASE)
_RIVER = re.compile(r"\brivers?\b|\bboats?\b|\bfleuve\b|\bbateaux?\b|pirogue", re.IGNORECASE)
TOPICS = {
    "flights": _FLIGHTS, "charter": _CHARTER, "roads": _ROADS, "river": _RIVER, "shelter": _SHELTER,
}  # fmt: skip
"""What a condition can be about, and the words that show it (English, French)."""


@dataclass(frozen=True)
class Advice:
    """One government's words on one day; `joint` words speak of several governments at once."""

    issuer: str
    key: str
    level: str
    issued: date
    claim: str
    says: str
    joint: bool = False
    says_fr: str = ""

    def about(self, topic: str) -> bool:
        """Say whether this government's own words speak of a topic."""
        return not self.joint and TOPICS[topic].search(self.says) is not None


def all_advice(seen: Seen, pack: Pack) -> tuple[Advice, ...]:
    """Return every advice known by then, oldest first."""
    found = [item for row in pack.advisories for item in _from_advisory(row, seen, pack)]
    coded = tuple(found)
    for claim in seen.said({"travel_advisory"}):
        found.extend(item for item in _from_claim(claim, pack) if not _held(item, coded))
    return tuple(sorted(found, key=lambda item: (item.issued, item.key, item.claim)))


def _held(item: Advice, coded: Iterable[Advice]) -> bool:
    """Say whether an advisory of the same government and days already holds a claim's words."""
    return any(
        item.claim == row.claim
        or (item.key == row.key and abs((item.issued - row.issued).days) <= SAME_DAYS)
        for row in coded
    )


def in_force(advice: Iterable[Advice], as_of: date) -> dict[str, Advice]:
    """Return the strongest unlapsed advice of each government, since it last eased."""
    held: dict[str, Advice] = {}
    for item in advice:
        if item.issued > as_of:
            continue
        if item.level == "eased":
            held.pop(item.key, None)
        elif item.issued >= as_of - timedelta(days=LAPSE_DAYS) and item.level != "posture_only":
            older = held.get(item.key)
            if older is None or LEVELS.index(item.level) >= LEVELS.index(older.level):
                held[item.key] = item
    return dict(sorted(held.items()))


def governments(advice: Iterable[Advice], as_of: date, level: str) -> tuple[Advice, ...]:
    """Return the advice in force of governments at `level` or stronger."""
    least = LEVELS.index(level)
    return tuple(x for x in in_force(advice, as_of).values() if LEVELS.index(x.level) >= least)


def conditions(advice: Iterable[Advice], as_of: date, topic: str) -> tuple[Condition, ...]:
    """Return each government's newest unlapsed words on a topic, newest first."""
    newest: dict[str, Advice] = {}
    spoke: dict[str, date] = {}
    for item in advice:
        spoke[item.key] = max(item.issued, spoke.get(item.key, item.issued))
        if item.issued >= as_of - timedelta(days=LAPSE_DAYS) and item.about(topic):
            newest[item.key] = item
    held = (x for x in newest.values() if (spoke[x.key] - x.issued).days <= SUPERSEDED_DAYS)
    ordered = sorted(held, key=lambda x: (-x.issued.toordinal(), x.key))
    again = as_of + timedelta(days=CHECK_AGAIN_DAYS)
    return tuple(
        Condition(
            issuer=x.issuer,
            says=x.says,
            says_fr=x.says_fr,
            issued=x.issued,
            claim=x.claim,
            check_again=again,
        )
        for x in ordered
    )


def level_in(words: str) -> str:
    """Read the level out of a claim's words: leave now, leave soon, else caution."""
    if _LEAVE_NOW.search(words):
        return "leave_now"
    return "leave_soon" if _LEAVE_SOON.search(words) else "caution"


def _from_advisory(row: Advisory, seen: Seen, pack: Pack) -> list[Advice]:
    claim = _claim_of(row, seen)
    if claim is None:
        return []
    ways = row.ways_out if row.ways_out not in {"", "none stated", "not stated"} else ""
    says = f"{row.advice}; ways out: {ways}" if ways else row.advice
    return [
        Advice(
            name, issuer_key(name, pack), row.level, row.issued, claim, says, says_fr=row.says_fr
        )
        for name in split_names(row.issuer)
    ]


def _claim_of(row: Advisory, seen: Seen) -> str | None:
    """Find the claim an advisory was made into: by its id, else by its address."""
    for name in (f"adv:{row.id}", f"advisory:{row.id}", row.id):
        if name in seen.claims:
            return name
    for claim in seen.said(ADVICE_TYPES):
        report = seen.reports.get(claim.report)
        if report is not None and report.url == row.url:
            return claim.id
    return None


def _from_claim(claim: Claim, pack: Pack) -> list[Advice]:
    named = [actor.name for actor in claim.actors if actor.role in {"actor", "speaker"}]
    issued = min(claim.time.start or claim.known_from, claim.known_from)
    names = [part for name in named or [claim.speaker or ""] for part in split_names(name)]
    level, several = level_in(claim.words), len(set(names)) > 1
    return [
        Advice(name, issuer_key(name, pack), level, issued, claim.id, claim.words, several)
        for name in dict.fromkeys(names)
    ]


def names_of(advice: Iterable[Advice], pack: Pack, lang: Lang) -> list[str]:
    """Return the governments' names in a language, each once, in order."""
    found = {item.key: item.issuer for item in advice}
    for key in found:
        if key in pack.actors:
            actor = pack.actors[key]
            found[key] = actor.name_en if lang == "en" else actor.name_fr
    return sorted(set(found.values()))


def split_names(names: str) -> list[str]:
    """Split `Japan, South Korea and Spain` into single issuers."""
    parts = re.split(r"\s*(?:,|;|\band\b|\bet\b)\s*", names)
    return [part for part in parts if part]


def issuer_key(name: str, pack: Pack) -> str:
    """Return the id of the actor a name contains (the longest alias wins), else the name."""
    low = name.casefold()
    hits = [
        (len(alias), actor.id)
        for actor in pack.actors.values()
        for alias in (actor.name_en, actor.name_fr, *actor.aliases)
        if alias and re.search(rf"\b{re.escape(alias.casefold())}\b", low)
    ]
    return max(hits)[1] if hits else low
