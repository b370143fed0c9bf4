"""Questions: which leave open what they ask, which pass on a rumour, which are answered with no.

Guarantees: "Has the truce held?" and "Les pourparlers avancent-ils ?" assert nothing; "Schools
closed?" and "On dit que le pont a sauté ?" pass on what is said. Refuses: answers longer than their
first word, and a question mark in the middle of a sentence.
"""

import re
from collections.abc import Sequence

from corridor.read.words import Token, wordset

ASKING = wordset(
    "host q question questions interviewer presenter anchor studio journalist journaliste animateur "
    "animatrice presentateur presentatrice reporter moderator radio correspondent"
    " correspondant correspondante"
)
"""Who only asks, before a colon at the beginning of a line."""
_WONDERING = wordset(
    "how why who whom whose what where when which comment pourquoi qui quoi quand combien jusqu quel "
    "quelle quels quelles"
)
"""They ask at the beginning of a sentence or behind a sign; elsewhere they join ("those who wait")."""
_FIRST = 4
_JOINS = " '’-"
_TOLD = wordset(
    "hear heard say says said true rumour rumours rumor claim claims claimed reported entendu dit dire "
    "vrai rumeur rumeurs parait annonce"
)
"""A question with one of these passes on what somebody said: "Is it true that the pass is closed?"."""
_TURNED = re.compile(
    r"(?:[^:]{1,24}:\s*|\d+[/.)]\s*)?(?:(?:and|but|so|or)\s+)?"
    r"(?:(?:was|were|has|have|had|do|does|did|will|would|can|could|should|may|might|must)(?:n['’]t)?"
    r"|(?:is|are)n['’]t)\s"
    r"|.*?\w(?<!\bdit)-(?:t-)?(?:ils?|elles?|on|nous|vous|ce)\b"
    r"|.*\b(?:or|ou) (?:not|no|pas|non)\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""Verb before subject, "est-ce que", "or not?". "Is Bamako encircled?" is what rumours ask."""
_NO = re.compile(
    r"\s*\?[\s\"”»)]*(?:[-–—•]\s*)?(?:[^:\n?]{1,24}:\s*)?"
    r"(?:no|non|nope|false|faux|never|jamais|negative|négatif|not (?:true|so|at all)|pas du tout)"
    r"\s*(?:[.,;:!—–\"”»\n]|\Z)",
    re.IGNORECASE,
)
"""An answer of one word, before a sign: "No one knows" denies nothing."""


def asks(tokens: Sequence[Token], text: str) -> bool:
    """Say whether a sentence ends in a question mark."""
    return "?" in text[tokens[-1].end : tokens[-1].end + 3]


def leaves_open(tokens: Sequence[Token], text: str) -> bool:
    """Say whether a sentence asks and does not tell: by its word, or by verb before subject.

    What is answered with no is left open no more, and told: as denied.
    """
    if not asks(tokens, text):
        return False
    if any(
        token.fold in _WONDERING and (at < _FIRST or token.gap.strip(_JOINS))
        for at, token in enumerate(tokens)
    ):
        return True
    if answered_no(tokens, text) or any(token.fold in _TOLD for token in tokens):
        return False
    return _TURNED.match(text, tokens[0].start, tokens[-1].end) is not None


def answered_no(tokens: Sequence[Token], text: str) -> bool:
    """Say whether the first word after a question denies what it asks."""
    return _NO.match(text, tokens[-1].end) is not None
