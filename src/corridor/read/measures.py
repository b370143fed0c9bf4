"""Whether a number with its unit measures something.

Guarantees: distances that only say where, spans that only say when, times of day and articles are
told from measures. Refuses: judging the value.
"""

from collections.abc import Sequence

from corridor.read.counted import is_article, is_clock
from corridor.read.numbers import Number
from corridor.read.words import Token, wordset

_FROM_WORDS = frozenset(
    {
        "from",
        "of",
        "de",
        "du",
        "d",
        "south",
        "north",
        "east",
        "west",
        "au",
        "a",
        "north-east",
        "outside",
        "away",
        "northeast",
        "southeast",
        "southwest",
        "northwest",
        "before",
        "off",
        "along",
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
        "sud",
        "nord",
        "est",
        "ouest",
        "short",
        "upstream",
        "downstream",
        "inside",
        "into",
        "past",
        "beyond",
        "below",
        "above",
        "avant",
        "apres",
        "plus",
        "en",
    }
)
_LASTED = wordset("for lasting lasted pendant durant")
_LATER = wordset("ago later plus")
_GONE = wordset("ago later before earlier apres avant after plus")
_RECENT = wordset("last past derniers every dernieres y voici next prochains prochaines")
_IN_TIME = wordset("last past in dernieres prochaines next")
_FAR = wordset("a at distant distante distants distantes")
_REACHES = wordset("within beyond dela over than")
COUNTED = frozenset({"people", "tankers", "lorries", "vehicles", "coaches", "stations"})


_STOCKS = wordset(
    "will would could can may might should to not stock stocks supply supplies reserve reserves fuel "
    "food they it diesel petrol"
)


def _endures(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "last" after a word is a verb: "stocks will last 12 days"."""
    return at >= 0 and tokens[at].fold in _STOCKS


def measures(tokens: Sequence[Token], number: Number, unit: str, end: int) -> bool:
    """Say whether a number with its unit measures something: no distance, date, hour or article."""
    before = tokens[number.start - 1].fold if number.start else ""
    after = tokens[end].fold if end < len(tokens) else ""
    if unit == "km":
        bound = tokens[number.start].fold in _REACHES or before in _REACHES
        two = tokens[number.start - 2].fold if number.start > 1 else ""
        where = after in _FROM_WORDS or before in _FAR or two in _FAR
        return bound or not where or _queues(tokens, number.start)
    if unit == "days":
        recent = before in _RECENT and not (before == "last" and _endures(tokens, number.start - 2))
        return (after not in _GONE or before in _LASTED) and not recent
    if unit in {"hours", "hours/day"}:
        return unit != "hours" or not (
            before in _IN_TIME or after in _LATER or is_clock(tokens, number.start, end)
        )
    article = unit in COUNTED and number.best == 1
    return not (article and is_article(tokens, number.start, tokens[number.end : end + 1]))


_QUEUES = wordset("queue queues tail line lines tailback file files bouchon bouchons embouteillage")
_QUEUE_REACH = 6


def _queues(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a distance is the length of a queue: `the tail of the queue was 9 km from the bridge`."""
    return any(token.fold in _QUEUES for token in tokens[max(0, start - _QUEUE_REACH) : start])
