"""Counts as coders write them ("16-19 tankers", "more than 20", "upper bound"), as ranges.

Guarantees: the words stay in `text`; "at least" gives only a low bound, "up to" only a high one;
`low <= best <= high`. Refuses: turning words without a number into a best value.
"""

import re

from corridor.records.report import ClaimFigure

_NUMBER = r"\d+(?:\.\d+)?"
_RANGE = re.compile(rf"(?<![\d.])({_NUMBER})\s*(?:-|–|to)\s*>?\s*({_NUMBER})(?:\s*(kt))?(?![\d.])")
_SIDE = re.compile(rf"^({_NUMBER})(?:\s+and\s+({_NUMBER}))?\s+[A-Za-z]")
_EXTRA = re.compile(
    rf"(?:;|,\s*plus)\s*(at least\s+)?({_NUMBER}|ten|twelve|twenty|thirty)\s+(million\s+)?([^;,()]+)"
)
_BRACKET = re.compile(r"\(([^)]*)\)")
_WORDS = {"ten": 10.0, "twelve": 12.0, "twenty": 20.0, "thirty": 30.0}
_AT_LEAST = re.compile(r"\b(?:more than|at least)\b|\bover\s+\d")
_AT_MOST = re.compile(r"\b(?:upper bound|up to|at most|under|less than)\b")
_NOT_A_RANGE = re.compile(r"(?:from|bottle|earlier|record|usual|previous)\s*$")
ROUND_WORDS: tuple[tuple[str, float], ...] = (
    ("several dozen", 24.0),
    ("dozens", 24.0),
    ("several hundred", 200.0),
    ("hundreds", 200.0),
    ("thousands", 2000.0),
)
"""Words for round numbers, read as the smallest number they can mean: two of the unit."""

UNITS: tuple[tuple[str, str], ...] = (
    (r"fcfa\s*(?:/|per)\s*litre", "FCFA/litre"),
    (r"fcfa", "FCFA"),
    (r"usd\s*/\s*litre", "USD/litre"),
    (r"usd", "USD"),
    (r"million litres", "million litres"),
    (r"\blitres\b", "litres"),
    (r"\btonnes\b", "tonnes"),
    (r"hours?(?:\s*/\s*|\s+per\s+)day", "hours/day"),
    (r"\bhours?\b", "hours"),
    (r"\bdays?\b(?! said)", "days"),
    (r"\bpercent\b", "percent"),
    (r"\bkm\b", "km"),
    (r"tankers per day", "tankers/day"),
    (r"tankers per week", "tankers/week"),
    (r"rotations? per month", "trips/month"),
    (r"\btankers\b", "tankers"),
    (r"\bvehicles\b", "vehicles"),
    (r"\bbus(?:es)?\b", "buses"),
    (r"\bstations?\b", "stations"),
    (r"\b(?:people|person|drivers|nationals|soldiers|civilians|fighters|killed)\b", "people"),
    (r"\b(?:towns|localities)\b", "towns"),
    (r"\bsites?\b", "sites"),
    (r"\bgovernments\b", "governments"),
    (r"\bports\b", "ports"),
)


def parse_count(count: str, words: str) -> tuple[ClaimFigure, ...]:
    """Return the figures in a coder's count and its words.

    Args:
        count: the number as coded, or empty.
        words: what is counted, with remarks in brackets.

    Returns:
        The main figure first, then further figures named after ";" or "plus"; nothing where
        neither a number nor words are given.
    """
    words = words.strip()
    if not count.strip() and not words:
        return ()
    outside = _BRACKET.sub(" ", words)
    unit = unit_in(outside.split(";")[0]) or unit_in(words)
    low, best, high = _bounds(count, words)
    main = ClaimFigure(low=low, best=best, high=high, unit=unit, of=_of(words), text=words or None)
    return (main, *_extras(outside, unit))


def _bounds(count: str, words: str) -> tuple[float | None, float | None, float | None]:
    lowered = words.casefold()
    if not count.strip():
        rounds = [value for word, value in ROUND_WORDS if word in lowered]
        return (rounds[0] if rounds else None), None, None
    value = float(count)
    found = _span(value, lowered)
    if found:
        return found[0], value, found[1]
    main = lowered.split(";")[0]
    if _AT_LEAST.search(main):
        return value, None, None
    if _AT_MOST.search(main):
        return None, None, value
    return None, value, None


def _span(value: float, words: str) -> tuple[float, float] | None:
    """Return low and high from "16-19" or from what several sides say, if they hold the value."""
    sides = [
        _SIDE.match(part.strip()) for inner in _BRACKET.findall(words) for part in inner.split(";")
    ]
    named = [float(number) for side in sides if side for number in side.groups() if number]
    if sum(1 for side in sides if side) > 1 and min(named) <= value <= max(named):
        return min(named), max(named)
    for match in _RANGE.finditer(words):
        if _NOT_A_RANGE.search(words[: match.start()]):
            continue
        factor = 1000.0 if match.group(3) else 1.0
        low, high = float(match.group(1)) * factor, float(match.group(2)) * factor
        if low <= value <= high:
            return low, high
    return None


def _extras(outside: str, unit: str) -> tuple[ClaimFigure, ...]:
    found = []
    for at_least, number, million, rest in _EXTRA.findall(outside):
        value = _WORDS.get(number) or float(number)
        value *= 1e6 if million else 1.0
        low, best = (value, None) if at_least else (None, value)
        found.append(
            ClaimFigure(
                low=low,
                best=best,
                unit=unit_in(rest) or unit,
                of=rest.strip(),
                text=f"{at_least}{number} {million}{rest}".strip(),
            )
        )
    return tuple(found)


def unit_in(words: str) -> str:
    """Return the unit named in words, or nothing."""
    for pattern, unit in UNITS:
        if re.search(pattern, words.casefold()):
            return unit
    return ""


def _of(words: str) -> str:
    """Return what is counted: the words before any remark."""
    return re.split(r"[(;,]", words)[0].strip().strip('"')
