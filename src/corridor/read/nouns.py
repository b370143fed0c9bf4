"""Common nouns that stand for a place named elsewhere: the capital, the town, la ville, le village.

Guarantees: "the capital" is the pack's, "the town" the one of the pack's country named last.
Refuses: "the capital of Senegal", "Dakar, the Senegalese capital", "the town of X".
"""

from collections.abc import Sequence

from corridor.packs.model import Pack
from corridor.read.gazetteer import Candidate
from corridor.read.parts import names_only
from corridor.read.places import PlaceMention
from corridor.read.spots import Spot
from corridor.read.words import Token, wordset

_CAPITAL = wordset("capital capitale")
_TOWN = wordset("ville town city village localite")
STANDING_FOR = _CAPITAL | _TOWN
"""A sentence without any of these needs no look."""
_THIS = wordset("la the cette this that l our notre")
_TOWN_BODIES = wordset("hall council chief elders headman crier")
_OF = wordset("of de d du")
_JOINING = wordset("and et to a vers from with avec or ou")
_OTHER_CAPITAL = wordset("regional regionale economic economique human humain")
_WIDE = frozenset({"country", "continent", "region", "admin1", "area"})
_NEAR = 3


def only_names(tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> bool:
    """Say whether a line holds a place and else only days, numbers and words of places."""
    if not mentions or len(tokens) > HEADER:
        return False
    inside = {at for m in mentions for at in range(m.start, m.end)}
    return all(at in inside or names_only(token) for at, token in enumerate(tokens))


HEADER = 14
"""So many words at most make a heading that labels what stands below it."""


def capital_of(pack: Pack) -> Candidate | None:
    """Return the pack's capital as a candidate."""
    place = pack.places.get(pack.capital)
    if place is None:
        return None
    return Candidate(
        place.name_en,
        place.lat,
        place.lon,
        place.country,
        "pack",
        "capital",
        place.id,
        place.admin1,
    )


def last_town(
    mentions: Sequence[PlaceMention],
    spots: Sequence[Spot],
    country: str,
    before: PlaceMention | None,
) -> PlaceMention | None:
    """Return the town of the country that a sentence leaves as the one named last."""
    there = {spot.start for spot in spots if spot.part in {"at", "label", "dateline"}}
    for mention in reversed(mentions):
        if mention.start in there and _is_town(mention, country):
            return mention
    return before


def _is_town(mention: PlaceMention, country: str) -> bool:
    chosen = mention.chosen
    return chosen is not None and chosen.kind not in _WIDE and chosen.country == country


def with_nouns(
    tokens: Sequence[Token],
    mentions: Sequence[PlaceMention],
    capital: Candidate | None,
    last: PlaceMention | None,
) -> list[PlaceMention]:
    """Return the names of a sentence together with the nouns that stand for a place."""
    if STANDING_FOR.isdisjoint(token.fold for token in tokens):
        return list(mentions)
    found = list(mentions)
    for at, token in enumerate(tokens):
        if token.fold in _CAPITAL and capital and not _named(tokens, at, mentions):
            found.append(_mention(token, at, capital))
        elif token.fold in _TOWN and _alone(tokens, at):
            home = capital.country if capital else ""
            earlier = [m for m in mentions if m.end <= at and _is_town(m, home)]
            meant = earlier[-1] if earlier else last
            if meant and meant.chosen:
                found.append(_mention(token, at, meant.chosen))
    return sorted(found, key=lambda mention: mention.start)


def _mention(token: Token, at: int, chosen: Candidate) -> PlaceMention:
    span = (token.start, token.end)
    return PlaceMention(at, at + 1, token.text, span, (chosen,), chosen)


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "the town" stands without a name of its own."""
    if at == 0 or tokens[at - 1].fold not in _THIS or tokens[at].gap.strip("'’"):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.gap:
        return True
    return not (after.capital or after.fold in _OF | _TOWN_BODIES)


def _named(tokens: Sequence[Token], at: int, mentions: Sequence[PlaceMention]) -> bool:
    """Say whether a capital is named beside the word, or is not the country's."""
    if {t.fold for t in tokens[max(0, at - 1) : at + 2]} & _OTHER_CAPITAL:
        return True
    for mention in mentions:
        if 0 < mention.start - at <= _NEAR:
            between = {t.fold for t in tokens[at + 1 : mention.start]}
            if not between - _OF - _THIS - {"le", "les"}:
                return True
        if 0 <= at - mention.end < _NEAR and "," in tokens[mention.end].gap:
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            closed = after is None or bool(after.gap) or after.fold in _OF
            return closed and not {t.fold for t in tokens[mention.end : at]} & _JOINING
    return False
