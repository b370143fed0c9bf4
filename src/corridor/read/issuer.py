"""Who speaks as "we" in a text: the army, group or embassy whose communiqué it is.

Guarantees: an issuer is named in the opening of the text, in a heading, in a line that calls itself a
communiqué, or, where the words are those of fighters of the faith, anywhere. Refuses: an army that
a wire story merely speaks of.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from corridor.read.actors import ActorMention
from corridor.read.patterns import Line
from corridor.read.sentences import Sentence
from corridor.read.words import wordset

_OPENING = 2
"""Blocks (lines or paragraphs) in which a text says whose it is."""
_PAPERS = wordset(
    "communique statement declaration message note bulletin release press informs inform informe informent "
    "advisory avis conseils spokesman spokesperson porte revendication revendique claim"
)
_ADVICE = wordset("advice advisory alert avis conseils message")
_FAITH = wordset(
    "mujahid mujahideen mujahidin mujahedeen moudjahid moudjahidine moudjahidines apostate apostates apostats "
    "murtadd murtaddin taghut wilaya crusaders croises mecreants infidels zakat allah brothers freres faith foi "
    "zallaqa imams"
)
_STRONG = 2
"""So many different words of the faith make a communiqué of a group."""


class _Read(Protocol):
    @property
    def sentence(self) -> Sentence: ...
    @property
    def line(self) -> Line: ...
    @property
    def actors(self) -> list[ActorMention]: ...


def issuer_of(parsed: Sequence[_Read]) -> ActorMention | None:
    """Return who says "we" in a text, if the text says so."""
    if _of_the_faith(parsed):
        armed = [m for part in parsed for m in part.actors if m.id and "armed" in m.tags]
        named = [m for m in armed if not m.cls.startswith("unidentified")]
        return named[0] if named else None
    opening = [part for part in parsed if part.sentence.block < _OPENING]
    for part in opening:
        if part.sentence.heading or part.line.words & _PAPERS:
            for mention in part.actors:
                if mention.id and mention.tags & {"armed", "army", "foreign"}:
                    return mention
    return next((found for part in opening if (found := _of_citizens(part))), None)


def _of_citizens(part: _Read) -> ActorMention | None:
    """Read `Avis aux ressortissants français`: the state whose citizens are advised."""
    if not part.line.words & _ADVICE:
        return None
    for mention in part.actors:
        if mention.id and "national" in mention.tags:
            return replace(mention, tags=frozenset({"foreign", "state"}))
    return None


def _of_the_faith(parsed: Sequence[_Read]) -> bool:
    found: set[str] = set()
    for part in parsed:
        found |= part.line.words & _FAITH
        if part.sentence.block == 0 and {"name", "god"} <= part.line.words:
            return True
    return len(found) >= _STRONG
