"""Which figures of a sentence are a claim's own.

Guarantees: people who only speak are not counted; the dead and wounded told right after an attack
are the attack's too; captives named before their release are those released. Refuses: figures of
another sentence.
"""

from collections.abc import Sequence

from corridor.read.parallel import FigureMention
from corridor.read.words import Token, wordset

_HURT = wordset(
    "tues tue tuees tuee tuant morts mort mortes blesses blesse blessees blessant deces decedes killed dead wounded "
    "missing disparus injured died dies die perished peri perdu perdent mortally killing wounding kia wia deaths fatalities casualties victimes victims tot"
)
_HURT_REACH, _HURT_BESIDE = 14, 3
_JOINERS = wordset("and but et mais ou or while whereas tandis who which qui que that")
_BEFORE_SUBJECT = wordset("and et but mais while whereas")


def own_figures(
    tokens: Sequence[Token],
    figures: Sequence[FigureMention],
    segment: tuple[int, int],
    speakers: Sequence[tuple[int, int]],
    type_: str,
    family: str,
) -> list[FigureMention]:
    """Return the figures of a claim, in the order of the text.

    Args:
        tokens: the sentence.
        figures: all its figures.
        segment: the words of the claim's clause.
        speakers: words that name who says something.
        type_: the claim's type.
        family: the family of that type.
    """
    first, last = segment
    told = [f for f in figures if not _speaks(tokens, f, speakers)]
    own = [f for f in told if first <= f.place < last or first <= f.end - 1 < last]
    if family == "attack" or type_ in _HURTS:
        own += _casualties(tokens, told, last)
    if type_ != "price_report" and all(f.figure.unit in {"km", ""} for f in own):
        own += _listed(tokens, told, segment)
    own += _set_beside(tokens, told, own, last)
    units = _MEASURED.get(type_)
    bare = units is not None and type_ != "count_report"  # a bare number has the unit of its type
    if units and not any(f.figure.unit in units or (bare and not f.figure.unit) for f in own):
        own += _nearest(tokens, told, segment, units)
    if family == "attack" and not any(f.figure.unit == "people" for f in own):
        own += _victims(tokens, told, first)
    if not any(f.figure.unit in {"people", ""} for f in own):
        before = [f for f in told if f.place < first and f.figure.unit in {"people", ""}]
        close = bool(before) and type_ == "ransom_paid" and first - before[-1].end <= _OF_THEM
        freed = type_ == "hostage_release" or close
        if before and (freed or _dangles(tokens, before[-1], first)):
            own.insert(0, before[-1])
    return own


_OF_THEM = 3
"""A ransom may be told right after those it freed: `three of them | against payment`."""


def _speaks(
    tokens: Sequence[Token], mention: FigureMention, speakers: Sequence[tuple[int, int]]
) -> bool:
    """Say whether a number only counts who speaks: `two officials said`, not `families of two captives`."""
    return mention.figure.unit in {"people", ""} and any(
        first <= mention.start
        and mention.end <= last
        and not (mention.start > first and tokens[mention.start - 1].fold in _THEIRS)
        for first, last in speakers
    )


_THEIRS = wordset("of de d des for")


def _casualties(
    tokens: Sequence[Token], told: Sequence[FigureMention], last: int
) -> list[FigureMention]:
    """Return the dead and wounded told after an attack: `post shot up, 3 dead, 8 wounded`."""
    found: list[FigureMention] = []
    for mention in told:
        if mention.place < last or mention.figure.unit not in {"people", ""}:
            continue
        beside = tokens[max(last, mention.start - 2) : mention.end + _HURT_BESIDE]
        if mention.start - last > _HURT_REACH or not any(t.fold in _HURT for t in beside):
            break
        if not (found or _hangs_on(tokens, mention)):
            break
        found.append(mention)
        last = mention.end
    return found


_COUNTED_UNITS = frozenset({"people", "tankers", "lorries", "vehicles", "coaches", "stations"})
_MONEY = frozenset({"FCFA", "FCFA/litre", "USD", "EUR"})
_MEASURED = {
    "count_report": _COUNTED_UNITS,
    "displacement": frozenset({"people"}),
    "ransom_demand": _MONEY,
    "ransom_paid": _MONEY,
    "ration_measure": frozenset({"litres", "litres/day", "FCFA"}),
    "power_outage": frozenset({"hours/day", "hours"}),
    "power_restored": frozenset({"hours/day", "hours"}),
    "water_outage": frozenset({"hours/day", "hours"}),
}
"""What claims of these types are measured in, so that a figure beyond their clause is looked for."""
_NEAREST = 16


def _nearest(
    tokens: Sequence[Token],
    told: Sequence[FigureMention],
    segment: tuple[int, int],
    units: frozenset[str],
) -> list[FigureMention]:
    """Return the figure nearest to a clause that has none: `in all, | 340 drivers have died`."""
    first, last = segment
    found = [
        (f.start - last if f.start >= last else first - f.end, f)
        for f in told
        if f.figure.unit in units and not _parted(tokens, f, segment)
    ]
    near = min(found, key=lambda pair: pair[0], default=None)
    return [near[1]] if near is not None and near[0] <= _NEAREST else []


def _parted(tokens: Sequence[Token], mention: FigureMention, segment: tuple[int, int]) -> bool:
    """Say whether a full stop, semicolon or bar parts a figure from a clause."""
    first, last = segment
    between = (
        range(last, mention.start + 1) if mention.start >= last else range(mention.end, first + 1)
    )
    return any(set(tokens[at].gap) & _ENDS for at in between if at < len(tokens))


_WHEN = wordset("when as after lorsque lorsqu quand apres in dans during lors alors")
_WHEN_REACH = 3
_LOST = wordset("loss losses lost perte pertes touches touche hit hurt")


def _victims(
    tokens: Sequence[Token], told: Sequence[FigureMention], first: int
) -> list[FigureMention]:
    """Return those hurt told before an attack: `seven soldiers died | when guerrillas sprang an ambush`."""
    if not {token.fold for token in tokens[max(0, first - 2) : first + _WHEN_REACH]} & _WHEN:
        return []
    return [
        f
        for f in told
        if f.place < first
        and f.figure.unit == "people"
        and any(token.fold in _HURT | _LOST for token in tokens[max(0, f.start - 3) : first])
    ]


_HURTS = frozenset({"siege_of_town", "protest", "looting", "road_blockage"})
"""Types of other families that may leave dead and wounded."""
_LABEL_MOST = 18
_ENDS = frozenset(".;!?|(")


def _listed(
    tokens: Sequence[Token], told: Sequence[FigureMention], segment: tuple[int, int]
) -> list[FigureMention]:
    """Return what a label names after its colon: `Week total: 41 killed`, `Cumul : 214 citernes, 37 tués`."""
    first, last = segment
    if last >= len(tokens) or ":" not in tokens[last].gap or last - first > _LABEL_MOST:
        return []
    ends = (at for at in range(last + 1, len(tokens)) if set(tokens[at].gap) & _ENDS)
    end = next(ends, len(tokens))
    return [f for f in told if last <= f.start and f.place < end]


_BEFORE_VALUES = wordset("against contre from versus to a")
_BESIDE_REACH, _CUT_OFF = 4, 3


def _set_beside(
    tokens: Sequence[Token], told: Sequence[FigureMention], own: Sequence[FigureMention], last: int
) -> list[FigureMention]:
    """Return the earlier value cut off from a figure: `14 hours a day, | up from 6`, `92 000 F (+35 %)`."""
    if not own:
        return []
    end = own[-1].end
    near = [f for f in told if last <= f.place and f not in own and f.start - end <= _BESIDE_REACH]
    if not near or end < last - _CUT_OFF:
        return []
    unit = near[0].figure.unit
    bracket = any("(" in tokens[at].gap for at in range(end, near[0].start + 1))
    if unit == "percent" and bracket:
        return near[:1]
    if unit != own[-1].figure.unit:
        return []
    lead = {token.fold for token in tokens[end : near[0].start]}
    return near[:1] if lead & _BEFORE_VALUES else []


def _hangs_on(tokens: Sequence[Token], mention: FigureMention) -> bool:
    """Say whether a toll hangs on what stands before: after a mark, "tuant", "leaving"."""
    before = tokens[mention.start - 1].fold if mention.start else ""
    return bool(set(tokens[mention.start].gap) & _CUTS) or before in _CAUSING


_CUTS = frozenset(",;:(–—")
_CAUSING = wordset(
    "tuant killing leaving faisant blessant wounding laissant causing causant claiming"
)


def _dangles(tokens: Sequence[Token], mention: FigureMention, first: int) -> bool:
    """Say whether a number is the subject cut off from its verb: `and five others, | wounded, were taken`."""
    if mention.end < first - 1 or mention.end >= len(tokens) or tokens[first].fold in _JOINERS:
        return False
    before = tokens[mention.start - 1].fold if mention.start else ""
    return before in _BEFORE_SUBJECT or mention.start == 0 or bool(tokens[mention.start].gap)
