"""Numbers whose unit is left out: "forty were burned", "diesel at 1,750", "1 250 le litre".

Guarantees: a number alone is kept only where a verb, a mark or the end of the clause follows; money
is filled in only where the words are of a price. Refuses: years and days of the month.
"""

import re
from collections.abc import Sequence

from corridor.read.counted import FUEL, is_date
from corridor.read.nodes import Line
from corridor.read.numbers import Number
from corridor.read.parallel import FigureMention
from corridor.read.words import Token, wordset
from corridor.records.report import ClaimFigure

_LITRE_LEAST, _LITRE_MOST = 400, 5_000
"""A price of fuel lies between these, in francs a litre."""
STOPPERS = wordset(
    "the a an and or but in on at from to by with selon according who which that le la les et ou mais dans sur par avec qui "
    "que for were was are is have had has been sont ont a ete etaient etait avaient near vers apres after of "
    "their its leur ses his"
)
_BARE_AFTER = STOPPERS | wordset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday "
    "en du au aux des contre against avant before par versus entre between over among parmi durant during through until jusqu thanks grace d de strong taken burned killed freed released dead lost autres others voire on l il elle ils y died "
    "hurt maimed destroyed torched brulees brules emmenes tues enleves liberes incendies vers up out last yesterday today "
    "tonight hier aujourd ce cette depuis since pour during pendant selon according escaped wounded injured missing "
    "seized kidnapped arrested disparus blesses arrives entres passes partis arrived left entered crossed went"
)
LITRE = frozenset({"litre", "liter", "l"})
_PER_LITRE = wordset("le the a per par du l each chaque")
_AT_PRICE = wordset("a at for pour @")
_SOLD = wordset("litre liter sold vendu vendus vend sells selling vendent")
_CASUALTY = wordset(
    "killed wounded dead injured tues tue blesses blesse morts mort kia wia missing disparus"
)
_NO_PARTICIPLE = wordset("obus bus campus virus talus")
_PARTICIPLE = re.compile(r"[a-zà-ÿ]{2,}(?:ed|és|ées|ent|us)\Z")


def bare_price(text: str, line: Line, number: Number) -> FigureMention | None:
    """Read a price whose money is left out: `1 250 le litre`, `diesel at 1,750`."""
    tokens, at = line.tokens, number.end
    value = number.best or number.low or number.high or 0
    if value < _LITRE_LEAST or not tokens[number.end - 1].is_number:
        return None
    near = [token.fold for token in tokens[at : at + 2]]
    if len(near) > 1 and near[0] in _PER_LITRE and near[1] in LITRE:
        return build(text, tokens, number, at + 2, "FCFA/litre", "litre")
    if near and "/" in tokens[at].gap and near[0] in LITRE:
        return build(text, tokens, number, at + 1, "FCFA/litre", "litre")
    before = tokens[number.start - 1].fold if number.start else ""
    low = number.low or value
    fits = min(low, value) >= _LITRE_LEAST and max(low, value) <= _LITRE_MOST
    free = at >= len(tokens) or bool(tokens[at].gap) or tokens[at].fold in _BARE_AFTER
    year = _is_year(tokens, number, value)
    named = any(
        fold in FUEL or fold in _SOLD
        for fold in line.folds[max(0, number.start - 6) : number.start]
    )
    if before in _AT_PRICE and fits and free and named and not year:
        return build(text, tokens, number, at, "FCFA/litre", "litre")
    return None


def _is_year(tokens: Sequence[Token], number: Number, value: float) -> bool:
    """Say whether four digits are more likely a year."""
    word = tokens[number.end - 1]
    return 1900 <= value <= 2100 and word.is_number and len(word.text) == 4


def bare(text: str, tokens: Sequence[Token], number: Number) -> FigureMention | None:
    """Keep a number whose unit is left out ("forty were burned", "diesel at 1,750"), without unit."""
    word = tokens[number.start].fold
    alone = number.end - number.start == 1
    one = (word in {"un", "une", "one", "a"} and alone) or number.best == 1
    if one and not _counted_one(tokens, number):
        return None
    after = tokens[number.end] if number.end < len(tokens) else None
    if after is not None and not after.gap and not _may_follow(tokens, number, after):
        return None
    if number.start == 0 and _is_item(text, tokens, after):
        return None
    if after is not None and after.gap in {":", "h", "/"} and tokens[number.end - 1].is_number:
        return None
    value = number.best or number.low or number.high or 0
    if _is_year(tokens, number, value) or _is_part(tokens, number) or _names(tokens, number, value):
        return None
    hurt = number.start > 0 and tokens[number.start - 1].fold in _HURTING
    unit = "people" if hurt and value < _TOLL_MOST else ""
    return build(text, tokens, number, number.end, unit, unit)


_HURTING = wordset(
    "killing kills wounding injuring wounds injures maiming tuant blessant tuent fauchant abducting kidnapping"
)
_TOLL_MOST = 10_000
_NAMING = wordset(
    "nationale zone zones tableau table inc incident incidents chapter extension level niveau base line lines ligne "
    "porte rue route road highway delmas block bloc sector secteur room chambre gate pk axis km annexe annex figure "
    "point item witness temoin bed lit desk paragraph paragraphe air force unit code ref tour terminal pier quai camp poste"
)
_HOUR_BEFORE = wordset("at past after until by since till")
_ABOUT = wordset("about around nearly almost")
_RECKONED = wordset(
    "put puts stand stands stood estimate estimated estimates remain remains remained set reckoned counted toll number "
    "dead total figure fixed kept keeps"
)
"""After these `at five` tells how many."""
_LAST_HOUR = 12
_AGES = range(14, 100)
_BORED = wordset(
    "roquettes roquette mortier mortiers obus canon canons mitrailleuse mitrailleuses rockets shells"
)
"""What is told by its calibre: `deux roquettes de 122`."""
_HALVED = frozenset({("in", "two"), ("en", "deux"), ("in", "half")})


def _names(tokens: Sequence[Token], number: Number, value: float) -> bool:
    """Say whether a bare number names a thing, an hour, an age or the pieces something is cut in."""
    at = number.start
    if not at:
        return False
    before, here = tokens[at - 1], tokens[at]
    alone = number.end - at == 1
    if here.is_number and not here.gap and before.fold in _NAMING:
        return True
    if (before.fold, here.fold) in _HALVED or (
        before.fold in {"de", "of"} and at > 1 and tokens[at - 2].fold in _BORED
    ):
        return True
    lead = tokens[at - 2] if at > 1 and before.fold in _ABOUT else before
    if alone and lead.fold in _HOUR_BEFORE and value <= _LAST_HOUR and not here.gap:
        return not any(token.fold in _RECKONED for token in tokens[max(0, at - 7) : at])
    after = tokens[number.end].gap if number.end < len(tokens) else ""
    aged = here.gap == "," and ((after == "," and before.capital) or after.startswith(")"))
    return alone and here.is_number and aged and value in _AGES


def _is_item(text: str, tokens: Sequence[Token], after: Token | None) -> bool:
    """Say whether the number a line begins with counts its items: `#4 [Sat`, `3) `, `12 | Kati`."""
    begin = tokens[0].start
    return text[max(0, begin - 1) : begin] == "#" or (
        after is not None and after.gap in {"|", ")", "."}
    )


_THEM = wordset("whom them which lesquels lesquelles eux elles")


def _counted_one(tokens: Sequence[Token], number: Number) -> bool:
    """Say whether a 1 follows what it counts: `killed 1`, `of whom one has died`."""
    before = tokens[number.start - 1].fold if number.start else ""
    two = tokens[number.start - 2].fold if number.start > 1 else ""
    if before == "dont" or (before in _THEM and two in {"of", "d", "parmi", "among"}):
        return tokens[number.start].fold in {"one", "un", "une"}
    return tokens[number.start].is_number and before in _CASUALTY


def _may_follow(tokens: Sequence[Token], number: Number, after: Token) -> bool:
    """Say whether a number may stand alone before this word: a verb, a participle, a price's place."""
    if after.fold in _BARE_AFTER or (
        _PARTICIPLE.match(after.text) and after.fold not in _NO_PARTICIPLE
    ):
        return True
    return bool(set(tokens[number.start].gap) & set("/:=@|"))


def _is_part(tokens: Sequence[Token], number: Number) -> bool:
    """Say whether a number is part of a date or of `24/7`."""
    at = number.start
    beside = at > 0 and tokens[at - 1].is_number and tokens[at - 1].end + 1 == tokens[at].start
    return (beside and tokens[at].gap == "/") or is_date(tokens, at, number.end)


def build(
    text: str, tokens: Sequence[Token], number: Number, end: int, unit: str, of: str
) -> FigureMention:
    """Return the figure of a number whose words end before word `end`."""
    figure = ClaimFigure(
        low=_tidy(number.low),
        best=_tidy(number.best),
        high=_tidy(number.high),
        unit=unit,
        of=of,
        text=text[tokens[number.start].start : tokens[end - 1].end],
    )
    return FigureMention(number.start, end, figure, number.vague)


def _tidy(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.10g}")
