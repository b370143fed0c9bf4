"""Words that make a number a bound: "at least", "no more than", "20 litres au plus", "40 or more".

Guarantees: a negation turns "more than" into a most: "ne peut repartir avec plus de deux". Refuses:
looking further than the clause of the number.
"""

from collections.abc import Sequence

from corridor.read.words import Token, wordset

_LEAST = (
    "at least|more than|over|no fewer than|no less than|not less than|not fewer than|above|upwards of|upward of|"
    "well past|better than|as many as|in excess of|exceeding|exceeds|exceed|exceeded|topping|topped|surpassing|"
    "surpassed|a minimum of|minimum|minimum of|beyond|au moins|plus de|plus d|plus des|plus du|pas moins de|"
    "pas moins d|minimum de|un minimum de|depasse|depassent|depassant|depassait|superieur a|superieure a|"
    "superieurs a|au dela de|au bas mot|au minimum"
)
_MOST = (
    "limited to|capped at|capped to|rationed to|not exceeding|not exceed|cap of|limit of|ceiling of|"
    "limite a|limitee a|limites a|limitees a|plafonne a|plafonnee a|plafonnes a|plafonnees a|rationne a|rationnee a|"
    "plafond de|limite de|purchases at|sales at|at most|at the most|up to|as much as|"
    "less than|fewer than|under|below|au plus|tout au plus|moins de|moins d|moins des|moins du|inferieur a|"
    "inferieure a|jusqu a|no more than|max|maximum|maximum de|maximum of|within|as few as|a peine|pas plus de|"
    "pas plus d|au maximum|barely|depasse pas|depassent pas|depassait pas|depassaient pas|depassera pas|depasser pas|"
    "excede pas|excedent pas|excedait pas|excedaient pas"
)
_LEAST_AFTER = (
    "or more|and more|or above|and above|and up|ou plus|et plus|ou davantage|et davantage|at least|au moins|"
    "minimum|au minimum|au bas mot"
)
_MOST_AFTER = "or less|or fewer|or under|ou moins|at most|at the most|au plus|tout au plus|maximum|max|au maximum|tops"
_TAKES_OVER = wordset("hand hands handed took take takes turned turn")
_NOT = wordset(
    "ne n not pas cannot never cant dont wont doesnt didnt jamais nor interdit interdire interdisent interdisant "
    "interdiction interdites interdits interdite defense ban bans banned banning forbid forbids forbade forbidden "
    "forbidding prohibit prohibits prohibited prohibiting barred bars barring defendu refuse refuses refused"
)
_MAY = wordset("may can shall must will should could peut peuvent pourra pourront doit doivent")
_NONE = wordset("no none nobody aucun aucune nul nulle")
_SUBJECT = 5
_NEW_CLAUSE = wordset("and et but mais que qui who which that ou or because car")
_NOT_REACH = 8
_BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _kind, _phrases in (("least", _LEAST), ("most", _MOST)):
    for _phrase in _phrases.split("|"):
        _words = tuple(_phrase.split())
        _BEFORE.setdefault(_words[-1], []).append((_words, _kind))
for _rows in _BEFORE.values():
    _rows.sort(key=lambda row: -len(row[0]))
"""Bounds by the word right before the number, the longest first."""
_FOLLOWING = tuple(
    (tuple(phrase.split()), kind)
    for kind, phrases in (("least", _LEAST_AFTER), ("most", _MOST_AFTER))
    for phrase in phrases.split("|")
)
_FOLLOWING_FIRST = frozenset(words[0] for words, _ in _FOLLOWING)
_TURNED = wordset("more plus beyond exceed exceeds exceeded exceeding depasse depassent over above")
"""Words of a least that a negation before them turns into a most."""


def bound_before(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Find words before a number that make it a bound: where they start, and "least", "most" or ""."""
    start = at
    if start and tokens[start - 1].fold in {"$", "€", "£", "us"}:
        start -= 1
    if not start:
        return start, ""
    for words, kind in _BEFORE.get(tokens[start - 1].fold, ()):
        begin = start - len(words)
        if begin >= 0 and tuple(token.fold for token in tokens[begin:start]) == words:
            before = tokens[begin - 1].fold if begin else ""
            if words == ("over",) and before in _TAKES_OVER:
                return start, ""
            if kind == "least" and words[0] in _TURNED and _turned(tokens, begin):
                return begin - int(before in _NOT), "most"
            return begin, kind
    return start, ""


def _negated(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a negation of the same clause covers word `at`."""
    for place in range(at - 1, max(-1, at - 1 - _NOT_REACH), -1):
        if tokens[place + 1].gap or tokens[place].fold in _NEW_CLAUSE:
            return False
        if tokens[place].fold in _NOT:
            return True
        if tokens[place].fold in _MAY and _nobody(tokens, place):
            return True
    return False


def _turned(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a negation turns the least at word `at` into a most: `no car more than 25`."""
    if at > 1 and tokens[at - 2].fold in _NONE and not tokens[at].gap:
        return True
    return _negated(tokens, at)


def _nobody(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the subject of word `at` is nobody: `no motorcycle may draw more than 3 litres`."""
    return any(token.fold in _NONE for token in tokens[max(0, at - _SUBJECT) : at])


def bound_after(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Find a bound that follows: `40 or more`, `20 litres maximum`; where it ends, and its kind."""
    if (
        at < len(tokens)
        and tokens[at].fold in _FOLLOWING_FIRST
        and tokens[at].gap in {"", ",", "("}
    ):
        for words, kind in _FOLLOWING:
            end = at + len(words)
            if tuple(token.fold for token in tokens[at:end]) == words:
                free = end >= len(tokens) or not tokens[end].is_number
                return (end, kind) if free else (at, "")
    return at, ""
