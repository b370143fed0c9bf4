"""Conversations laid out by name: whose words stand behind `NAME:` at the beginning of a line.

Guarantees: every sentence of such a line goes to its name, whatever follows it in brackets or
behind a comma (`Sira (transit) : ...`). Refuses: lists of fields or towns (`Date: ...`,
`Kayes : ...`): names come back or bear an initial or a role, and some lines speak of `I` or `we`; whoever
only asks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from corridor.read.patterns import Line
from corridor.read.places import PlaceMention
from corridor.read.questions import ASKING
from corridor.read.sentences import Sentence
from corridor.read.speech import Attribution
from corridor.read.words import fold

_TURN = re.compile(
    r"^[ \t]*(?:[—–•-][ \t]*)?(?P<name>[A-ZÀ-Þ][^\W\d_]*(?:[ '’-][^\W\d_]+){0,3}(?P<initial> [A-Z]\.)?)"
    r"(?P<role>[ \t]*\([^)\n]{1,40}\)|, [^:\n]{1,40})?[ \t]?:[ \t]+(?=\S)[^\n]*",
    re.MULTILINE,
)
_OWN = re.compile(
    r"\b(?:I|we|my|our|me|us|je|j['’]|moi|nous|on|notre|nos|mon|ma|mes)\b", re.IGNORECASE
)
_LEAST = 3
"""Fewer lines are no conversation."""
_PERSONAL = 2
"""So many of them speak of the speaker."""
_Turn = tuple[int, int, str]


class _Read(Protocol):
    sentence: Sentence
    line: Line
    places: list[PlaceMention]
    attributions: list[Attribution]


def give_turns(parsed: Sequence[_Read], text: str) -> None:
    """Add an attribution to every sentence of a turn that has none, in place."""
    turns = _turns(parsed, text)
    for part in parsed:
        start = part.sentence.start
        name = next((name for a, b, name in turns if a <= start < b), None)
        if name is not None and not part.attributions:
            scope = (0, len(part.line.tokens))
            part.attributions.append(
                Attribution(0, 0, (0, 0), denies=False, scope=scope, name=name, laid_out=True)
            )


def _turns(parsed: Sequence[_Read], text: str) -> list[_Turn]:
    """Return (first character, end, name) of the turns of a conversation; none in other texts."""
    hits = list(_TURN.finditer(text))
    if len(hits) < _LEAST or sum(bool(_OWN.search(hit.group())) for hit in hits) < _PERSONAL:
        return []
    towns = {text[m.span[0] : m.span[1]] for part in parsed for m in part.places}
    count = Counter(hit["name"] for hit in hits)
    return [
        (hit.start(), hit.end(), hit["name"])
        for hit in hits
        if (count[hit["name"]] > 1 or hit["initial"] or hit["role"])
        and hit["name"] not in towns
        and fold(hit["name"]) not in ASKING
    ]
