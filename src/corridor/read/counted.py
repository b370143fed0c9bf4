"""What is counted, told by the form of a word or by the words around it.

Guarantees: people are known by the ending of their name ("bouviers", "herders", "adolescents") where
no table has it; lorries with fuel on them are tankers; clock times and dates are told from lengths
and counts. Refuses: endings that things share, such as "quartiers" and "papers".
"""

import re
from collections.abc import Sequence

from corridor.read.calendar_words import DAYS, MONTHS
from corridor.read.words import Token, wordset

_PERSON = {
    "en": re.compile(r"[a-z]{3,}(?:ers|ors|ists|ians|smen|ees|men|women)\Z"),
    "fr": re.compile(r"[a-z]{3,}(?:eurs|euses|iers|istes|iens|iennes|ants|antes|cents|rates|ards)\Z"),
}  # fmt: skip
_THINGS = wordset(
    "rupees fees trees coffees bees doors meteors harbors harbours colours flavours favours flyers fliers clusters layers "
    "covers shutters rollers feeders boosters pointers fevers fingers flowers feathers hammers ladders lockers markers "
    "matters prayers printers registers shoulders showers spanners speakers stickers summers winters transfers triggers "
    "vouchers waters wonders burners disasters encounters chambers banners boulders breakers buffers canisters corners "
    "dumpers freighters mixers routers scanners servers slippers trawlers trackers wrappers silencers liners cruisers "
    "theaters "
    "adjacents anciens barriers bidders boilers bombardiers borders boulevards brancards "
    "brouillards bulldozers bunkers calendriers carburants carriers centers chantiers "
    "chapters chargers chargeurs chevaliers choppers colors committees compteurs computers "
    "concasseurs containers conteneurs coolers corridors couleurs counters courants "
    "courriers craters croiseurs cylinders degrees derniers destroyers detonateurs diggers "
    "dossiers drawers entretiens erreurs errors etendards excavateurs excavators facteurs "
    "factors flavors floors freezers fusilliers generateurs generators greniers groupeurs "
    "hauteurs headquarters helicopters indicators instants lanceurs launchers letters "
    "leviers lighters limites liters loaders meridiens meteorites meters metiers milliards "
    "milliers mirrors montants moteurs motors numbers offers orders ordinateurs others "
    "paniers papers papiers porteurs posters powers premiers quarters quartiers quotidiens "
    "radiateurs reactors refrigerateurs regards remorqueurs restants retards reunites rivers "
    "rotors satellites scooters secteurs sectors semiconductors sentiers shelters soutiens "
    "steamers suivants tankers tenders timbers towers tracteurs tractors trailers "
    "transformateurs transformers valeurs vapeurs variants vecteurs versants visites volants"
)


_BEFORE_NOUN = wordset(
    "autres jeunes anciens nouveaux nouvelles premiers petits petites grands vieux vieilles simples ex deux trois "
    "quatre cinq seuls pauvres principaux bons de d"
)


def person_word(word: str, language: str, tokens: Sequence[Token] = ()) -> bool:
    """Say whether a plural noun names people by its form: `bouviers`, `herders`.

    Args:
        word: the noun.
        language: of the sentence.
        tokens: the words between the number and the noun.
    """
    if language == "fr" and any(token.fold not in _BEFORE_NOUN for token in tokens):
        return False  # what follows a French noun is an adjective: `trois épaves fumantes`
    pattern = _PERSON.get(language)
    return pattern is not None and word not in _THINGS and bool(pattern.match(word))


FUEL = wordset(
    "fuel petrol diesel unleaded gasoline gasoil kerosene essence carburant carburants hydrocarbures hydrocarbure "
    "gazole petroleum gas naphta naphtha super supercarburant jet fuels petroliers petrolier hydrocarbons"
)
_CARGO = wordset(
    "loaded laden carrying hauling transporting full of filled with bringing bearing charges charge transportant "
    "chargees remplis convoyant pleins de d du des en and et the le la l transporting amenant bound for"
)
_CARGO_REACH = 5


def carries_fuel(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether lorries are named by a load of fuel: `seven lorries loaded with kerosene`.

    Args:
        tokens: the sentence.
        start: the first word of the unit.
        end: the word after it.
    """
    if tokens[start].fold in FUEL or (start and tokens[start - 1].fold in FUEL):
        return True
    for place in range(end, min(end + _CARGO_REACH, len(tokens))):
        word = tokens[place].fold
        if tokens[place].gap not in {"", "-"}:
            return False
        if word in FUEL:
            return True
        if word not in _CARGO:
            return False
    return False


_AT_CLOCK = wordset("a vers des avant apres jusqu environs at by around until before after from since depuis entre "
                    "between ca about")  # fmt: skip
_HOURS = wordset("h heures heure hours hour")
_CLOCK_JOIN = wordset("a et to and")
_PER_DAY = wordset(
    "jour day daily quotidiennes quotidiens journalieres courant electricite power electricity"
)


def is_clock(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether `18 heures` is a time of day: `à 18 heures`, `de 21 heures à 6 heures`."""
    if any(token.fold in _PER_DAY for token in tokens[end : end + 6]) or _cut_to(tokens, start):
        return False
    before = tokens[start - 1].fold if start and tokens[start - 1].text != "a" else ""
    two = tokens[start - 2].fold if start > 1 else ""
    if before in _AT_CLOCK or (before in {"de", "d"} and two == "environs"):
        return True
    if before in _CLOCK_JOIN and two in _HOURS:
        return True
    if before == "de" and end + 1 < len(tokens):
        return tokens[end].fold in _CLOCK_JOIN and tokens[end + 1].fold not in {"un", "une"}
    return False


_CUT_TO = ("redui", "ramen", "limit", "tomb", "descend", "plafonn", "ration", "pass", "cut", "reduc", "fell", "fall",
           "drop", "down", "bais", "retomb", "rest")  # fmt: skip


def _cut_to(tokens: Sequence[Token], start: int) -> bool:
    """Say whether hours are what something was cut to: `réduite à deux heures`."""
    return any(token.fold.startswith(_CUT_TO) for token in tokens[max(0, start - 3) : start])


def is_date(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether a bare number stands beside the name of a month or day: `Sept 22 -`, `Ven. 24`."""
    if not tokens[start].is_number:
        return False
    near = [tokens[start - 1]] if start and tokens[start].gap in {"", "."} else []
    if end < len(tokens) and tokens[end].gap in {"", "."}:
        near.append(tokens[end])
    return any(
        token.fold in _CALENDAR and (token.capital or token.fold in _LONG_MONTHS) for token in near
    )


_CALENDAR = frozenset({*MONTHS, *DAYS, "ven", "lun", "mer", "jeu", "sam", "dim"})
_LONG_MONTHS = frozenset(name for name in MONTHS if len(name) > len("march"))
_ARTICLES = frozenset({"un", "une"})
_ALONE = wordset("seul seule only qu que just single unique dont least")
_CASUALTY = wordset(
    "mort morte blesse blessee tue tuee disparu deces victime dead killed wounded injured"
)


def is_article(tokens: Sequence[Token], at: int, unit: Sequence[Token]) -> bool:
    """Say whether French `un`, `une` before a unit is an article: `une station fermée`, `un chauffeur`."""
    if tokens[at].fold not in _ARTICLES:
        return False
    if at + 1 < len(tokens) and tokens[at + 1].fold in {"de", "des"}:
        return False
    before = tokens[at - 1].fold if at else ""
    words = {token.fold for token in unit}
    return before not in _ALONE and not words & (_ALONE | _CASUALTY)


_NO_ONE = wordset("no any every each which this that the another some not")
_AFTER_ONE = wordset("another by who that s can should knows day thing")


def is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Say whether `one` counts nothing: `no one`, `the one that`, `one another`."""
    if tokens[at].fold != "one":
        return False
    before = tokens[at - 1].fold if at else ""
    after = tokens[at + 1].fold if at + 1 < len(tokens) else ""
    return before in _NO_ONE or after in _AFTER_ONE
