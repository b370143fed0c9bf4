"""Where a claim happened: towns, the stretch between two, a distance from one, a region, a country.

Guarantees: the finest place of the clause; a stretch sits midway, a radius keeps its town's point;
where people come from or trucks are bound is no place of the event. Refuses: locating foreign
forces or other countries' affairs in the pack's country.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corridor.packs.model import Pack
from corridor.read.gazetteer import Candidate
from corridor.read.numbers import read_at
from corridor.read.parts import KM, ROAD_OF, ROAD_WORDS, is_label, part_of
from corridor.read.places import PlaceMention
from corridor.read.roads import chain, outweighed, under_road
from corridor.read.spots import Spot
from corridor.read.words import Token, wordset
from corridor.records.report import PlacePrecision, PlaceRef

_BETWEEN = frozenset({"between", "entre"})
_JOIN = frozenset({"and", "et", "to", "a", "au"})
_WIDE = frozenset({"country", "continent", "region", "admin1", "area"})
_SIDES = (
    r"\b(?:the |le |au |du |entire |tout le |whole )?"
    r"(?:south|north|centre|center|west|east|sud|nord|ouest|est)(?:ern)?"
    r"(?: of the country| du pays| half of the country|{names})"
)
_NATION_WORDS = frozenset({"nationwide", "countrywide"})
_ALL_OVER = re.compile(
    r"\b(?:(?:tous|toutes) les \w+ du|l[’']ensemble du|tout le|a travers le|à travers le|partout dans le|across the|"
    r"throughout the|all over the|the whole|the entire) (?:pays|territoire(?: national)?|country|national territory)\b",
    re.IGNORECASE,
)
_COMPASS = wordset("south north centre center west east sud nord ouest est")
_BY_WORD = (
    _NATION_WORDS
    | _COMPASS
    | {"pays", "territoire", "country", "territory"}
    | frozenset(f"{word}ern" for word in _COMPASS)
)
"""A sentence without any of these names no place by a common noun."""
_POINT_KINDS = frozenset(
    "border_post airport airfield post point port mine bridge airp camp".split()  # noqa: SIM905 - reads better
)


class SpotReader:
    """Turns place names into places of claims."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        names = "|".join(
            re.escape(f"{lead}{name}")
            for name in sorted({pack.name_en, pack.name_fr})
            for lead in (" ", " of ", " du ", " de ", " de la ")
        )
        self._sides = re.compile(_SIDES.replace("{names}", names), re.IGNORECASE)
        self._roads = {
            frozenset({road.from_place, road.to_place}): ident
            for ident, road in sorted(pack.roads.items())
        }

    def read(
        self, tokens: Sequence[Token], text: str, mentions: Sequence[PlaceMention]
    ) -> list[Spot]:
        """Return the spots of a sentence, in order."""
        spots: list[Spot] = []
        used: set[int] = set()
        part = "at"
        for number, mention in enumerate(mentions):
            if number in used or mention.chosen is None:
                continue
            following = mentions[number + 1] if number + 1 < len(mentions) else None
            stretch = following and (
                self._stretch(tokens, mention, following)
                or self._road_to(tokens, mention, following)
            )
            if stretch:
                ends = chain(tokens, mentions, number + 1)
                spots.append(self._through(stretch, mention, ends) if ends[1:] else stretch)
                used.update(range(number + 1, number + 1 + len(ends)))
                continue
            before = mentions[number - 1] if number else None
            joined = before is not None and _joined(tokens, before, mention)
            part = part if joined and part in _SHARED else part_of(tokens, mention)
            part = "aside" if part == "at" and _road_end(tokens, mention) else part
            spots.append(self._half_known(tokens, mention) or self._single(tokens, mention, part))
        if not _BY_WORD.isdisjoint(token.fold for token in tokens):
            spots += self._by_word(tokens, text)
        ordered = sorted(spots, key=lambda spot: spot.start)
        return under_road(tokens, outweighed(tokens, ordered))

    def _stretch(
        self, tokens: Sequence[Token], first: PlaceMention, second: PlaceMention
    ) -> Spot | None:
        a, b = first.chosen, second.chosen
        if (
            a is None
            or b is None
            or a is b
            or a.kind in _WIDE
            or b.kind in _WIDE
            or not _linked(tokens, first, second)
        ):
            return None
        return self._between(first, second, first, second)

    def _through(self, two: Spot, first: PlaceMention, ends: Sequence[PlaceMention]) -> Spot:
        """Read `the Bamako-Segou-Mopti road`: a stretch from the first to the last."""
        whole = self._between(first, ends[-1], first, ends[-1]) or two
        name = "-".join([first.name, *(mention.name for mention in ends)])
        return replace(whole, ref=whole.ref.model_copy(update={"name": name}))

    def _between(
        self, here: PlaceMention, there: PlaceMention, first: PlaceMention, second: PlaceMention
    ) -> Spot | None:
        a, b = here.chosen, there.chosen
        if a is None or b is None or a is b or a.kind in _WIDE or b.kind in _WIDE:
            return None
        ids = f"{a.id}-{b.id}" if a.id and b.id else None
        if a.id and b.id:
            ids = self._roads.get(frozenset({a.id, b.id}), ids)
        span = (first.span[0], second.span[1])
        ref = PlaceRef(
            name=f"{here.name}-{there.name}",
            span=span,
            id=ids,
            lat=round((a.lat + b.lat) / 2, 4),
            lon=round((a.lon + b.lon) / 2, 4),
            admin1=a.admin1 if a.admin1 and a.admin1 == b.admin1 else None,
            country=a.country if a.country == b.country else None,
            precision="stretch",
        )
        return Spot(first.start, second.end, ref, home=self._home(a) or self._home(b))

    def _road_to(
        self, tokens: Sequence[Token], first: PlaceMention, second: PlaceMention
    ) -> Spot | None:
        """Read a road named by its far end beside a place on it: `at Zegoua, on the road to Sikasso`."""
        for here, there in ((first, second), (second, first)):
            near = tokens[max(0, here.start - 3) : here.start]
            if not _road_end(tokens, there):
                continue
            inside = there is first and tokens[here.start - 1].fold in _INSIDE
            if inside or not _NEAR_TO.isdisjoint(token.fold for token in near):
                return None
            opens = first.start <= _OPENS or is_label(tokens, first.start, first.end)
            apart = abs(second.start - first.end) <= (_FAR_REACH if opens else _ROAD_REACH)
            if (
                apart
                and _radius(tokens, here) is None
                and part_of(tokens, here) in {"at", "outside", "label"}
            ):
                return self._between(here, there, first, second)
        return None

    def _half_known(self, tokens: Sequence[Token], mention: PlaceMention) -> Spot | None:
        """Read `between X and Known`: a stretch of which one end alone is on our map."""
        chosen = mention.chosen
        assert chosen is not None  # noqa: S101 - the caller has checked, the type checker has not
        at = mention.start
        if (
            at >= 3
            and tokens[at - 1].fold in {"and", "et"}
            and tokens[at - 2].capital
            and tokens[at - 3].fold in _BETWEEN
        ):
            other = tokens[at - 2]
            name, span = f"{other.text}-{mention.name}", (other.start, mention.span[1])
            start, end = at - 2, mention.end
        elif (
            at >= 1
            and tokens[at - 1].fold in _BETWEEN
            and mention.end + 1 < len(tokens)
            and tokens[mention.end].fold in {"and", "et"}
            and tokens[mention.end + 1].capital
        ):
            other = tokens[mention.end + 1]
            name, span = f"{mention.name}-{other.text}", (mention.span[0], other.end)
            start, end = at, mention.end + 2
        else:
            return None
        if chosen.kind in _WIDE:
            return None
        ref = place_ref(chosen, name, span, "stretch").model_copy(update={"id": None})
        return Spot(start, end, ref, home=self._home(chosen))

    def _single(self, tokens: Sequence[Token], mention: PlaceMention, part: str) -> Spot:
        chosen = mention.chosen
        assert chosen is not None  # noqa: S101 - the caller has checked, the type checker has not
        radius = _radius(tokens, mention)
        precision: PlacePrecision = "radius" if radius else _precision(chosen)
        ref = place_ref(chosen, mention.name, mention.span, precision, radius)
        if not radius and precision == "town" and _governed(tokens, mention, chosen.layer):
            region = f"{chosen.id}-region" if chosen.id else None
            ident = region if region in self._pack.places else None
            ref = ref.model_copy(update={"precision": "region", "id": ident})
        return Spot(mention.start, mention.end, ref, part, self._home(chosen))

    def _by_word(self, tokens: Sequence[Token], text: str) -> list[Spot]:
        """Read "the south of the country", "nationwide"."""
        found: list[Spot] = []
        for place, token in enumerate(tokens):
            if token.fold in _NATION_WORDS:
                found.append(
                    Spot(place, place + 1, self._country(token.text, (token.start, token.end)))
                )
        if tokens:
            for hit in _ALL_OVER.finditer(text, tokens[0].start, tokens[-1].end):
                at = next((i for i, t in enumerate(tokens) if t.start >= hit.start()), 0)
                found.append(Spot(at, at + 1, self._country(hit.group(), hit.span())))
            for hit in self._sides.finditer(text, tokens[0].start, tokens[-1].end):
                inside = [i for i, t in enumerate(tokens) if hit.start() <= t.start < hit.end()]
                if inside:
                    ref = PlaceRef(
                        name=hit.group().strip(),
                        span=_stripped(hit),
                        country=self._pack.country,
                        precision="area",
                    )
                    found.append(Spot(inside[0], inside[-1] + 1, ref))
        return found

    def _country(self, name: str, span: tuple[int, int]) -> PlaceRef:
        return PlaceRef(name=name, span=span, country=self._pack.country, precision="country")

    def _home(self, candidate: Candidate) -> bool:
        return candidate.layer == "pack" or candidate.country == self._pack.country


def _stripped(hit: re.Match[str]) -> tuple[int, int]:
    lead = len(hit.group()) - len(hit.group().lstrip())
    return hit.start() + lead, hit.end() - (len(hit.group()) - len(hit.group().rstrip()))


def place_ref(
    chosen: Candidate,
    name: str,
    span: tuple[int, int],
    precision: PlacePrecision,
    radius: float | None = None,
) -> PlaceRef:
    """Return the record of a resolved place, coordinates to four decimals (about 11 m)."""
    return PlaceRef(
        name=name,
        span=span,
        id=chosen.id,
        lat=round(chosen.lat, 4),
        lon=round(chosen.lon, 4),
        admin1=chosen.admin1 or None if chosen.layer == "pack" else None,
        country=chosen.country or None,
        precision=precision,
        radius_km=radius,
    )


def _precision(chosen: Candidate) -> PlacePrecision:
    if chosen.kind == "country":
        return "country"
    if chosen.kind in {"region", "admin1"}:
        return "region"
    if chosen.layer in {"area", "region"} or chosen.kind in {"area", "continent"}:
        return "area"
    return "point" if chosen.kind in _POINT_KINDS and chosen.layer != "pack" else "town"


_ARTICLES = wordset("la le l the les")
_LINKING = wordset("linking link links relie relient reliant reliait connecting connects")


def _linked(tokens: Sequence[Token], first: PlaceMention, second: PlaceMention) -> bool:
    """Say whether two names bound a stretch: `between A and B`, `the A-B road`, `route A-B`."""
    before = {tokens[i].fold for i in range(max(0, first.start - 4), first.start)}
    between = [tokens[i] for i in range(first.end, second.start)]
    while len(between) > 1 and between[-1].fold in _ARTICLES:
        between.pop()
    fleeing = tokens[max(0, first.start - 8) : first.start]
    if "," in tokens[first.end].gap or not _FLEEING.isdisjoint(t.fold for t in fleeing):
        return False
    hyphen = not between and bool(set(tokens[second.start].gap) & {"-", "–", "—", "‑"})
    if not between and tokens[second.start].gap.strip() == "/":
        return bool(before & ROAD_WORDS)
    if len(between) == 1 and between[0].fold in {"and", "et"}:
        return bool(before & (_BETWEEN | _LINKING))
    after = {tokens[i].fold for i in range(second.end, min(second.end + 2, len(tokens)))}
    road = bool((before | after) & ROAD_WORDS)
    if hyphen:
        return road or all(
            m.chosen is not None and m.chosen.layer in {"pack", "dump"} for m in (first, second)
        )
    if len(between) == 1 and between[0].fold in {"to", "a", "au", "vers", "pour", "for", "with"}:
        led = first.start > 0 and tokens[first.start - 1].fold in {
            "from",
            "de",
            "d",
            "quitte",
            "quittera",
            "quitter",
            "leave",
            "left",
            "leaves",
        }
        return road or led or bool(before & _LINKING)
    joined = " ".join(token.fold for token in between)
    return joined in {"a", "et la route de"}


def _tight(tokens: Sequence[Token], first: PlaceMention, second: PlaceMention) -> bool:
    return tokens[second.start].start - tokens[first.end - 1].end == 1


def _radius(tokens: Sequence[Token], mention: PlaceMention) -> float | None:
    """Return the km of `50 km (south) from X`, `à 40 kilomètres de X`."""
    for place in range(mention.start - 1, max(-1, mention.start - 6), -1):
        if tokens[place + 1].gap.strip("-'’"):
            return None
        if tokens[place].fold in KM:
            for begin in range(max(0, place - 4), place):
                number = read_at(tokens, begin)
                if number and place - 1 <= number.end <= place + 1:
                    value = number.best or number.low or number.high
                    return value if value and value < 2_000 else None
            return None
    return None


_INSIDE = wordset("in a inside")
_ROAD_REACH, _FAR_REACH, _OPENS = 8, 16, 2
_NEAR_TO = wordset("cote near passing around hauteur niveau proximite pres outskirts abords")
"""At a town by a road the town alone says where: "à hauteur de Sandaré, sur la route de Diéma"."""
_FLEEING = wordset(
    "withdrew withdrawn retreated retires retire replies replie fui fuient fuyant fuite fled flee fleeing displaced deplaces deplacees"
)
_SHARED = frozenset({"origin", "bound", "via", "outside", "aside", "elsewhere"})
"""Parts that the second of two joined names shares with the first: `vers Gao et Tombouctou`."""
_UNITS = wordset(
    "region circle cercle district province commune arrondissement governorate departement wilaya oblast"
)


def _joined(tokens: Sequence[Token], before: PlaceMention, mention: PlaceMention) -> bool:
    """Say whether only "and", "or" or a comma stands between two names."""
    between = tokens[before.end : mention.start]
    if not between:
        return tokens[mention.start].gap == ","
    return len(between) == 1 and between[0].fold in {"and", "et", "or", "ou"}


def _road_end(tokens: Sequence[Token], there: PlaceMention) -> bool:
    """Read `the road to Sikasso`, `la piste de Nioro`, `the Timbuktu line`."""
    lead = [tokens[i].fold for i in range(max(0, there.start - 3), there.start)]
    after = tokens[there.end].fold if there.end < len(tokens) else ""
    onward = bool(lead) and lead[-1] in ROAD_OF and not ROAD_WORDS.isdisjoint(lead)
    return onward or (after in ROAD_WORDS and not tokens[there.end].gap)


def _governed(tokens: Sequence[Token], mention: PlaceMention, layer: str) -> bool:
    """Read `Kayes region`, `la région de Kayes`, `les régions de Sikasso et de Kayes`: the unit.

    The commune of a village and a district of the capital are no wider than their names.
    """
    units = _UNITS if layer == "pack" else _UNITS - _SMALL_UNITS
    after = tokens[mention.end] if mention.end < len(tokens) else None
    if after is not None and not after.gap and after.fold in units:
        return True
    at = mention.start - 1
    while at > 0 and tokens[at].fold in _OF_UNIT:
        at -= 1
    if 0 <= at < mention.start - 1 and tokens[at].fold in units | _PLURALS:
        return True
    return _listed(tokens, mention)


def _listed(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Say whether a name stands in a list that a plural governs, before or behind."""
    at = mention.start - 1
    while at > max(0, mention.start - _LIST) and _goes_on(tokens[at]):
        at -= 1
    if at >= 0 and tokens[at].fold in _PLURALS:
        return True
    end = mention.end
    while end < min(len(tokens), mention.end + _LIST) and _goes_on(tokens[end]):
        end += 1
    return end < len(tokens) and tokens[end].fold in _PLURALS


def _goes_on(token: Token) -> bool:
    return token.capital or token.fold in _OF_UNIT | {"et", "and", "ou", "or"}


_OF_UNIT = wordset("de d du of la l the")
_SMALL_UNITS = wordset("district commune arrondissement")
_PLURALS = wordset("regions cercles circles districts provinces communes regionales regionaux")
_LIST = 8
