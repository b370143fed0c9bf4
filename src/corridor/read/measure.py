"""Units by what a claim is about: a bare "1,750" in a price of diesel is francs a litre.

Guarantees: a unit is only filled in where the type of the claim leaves one choice. Refuses: figures
without any unit, and amounts of money in a price that are no price.
"""

from collections.abc import Collection, Sequence

from corridor.read.words import wordset
from corridor.records.report import ClaimFigure

_FOREIGN = frozenset({
    "GNF", "CDF", "NGN", "GHS", "HTG", "ETB", "MRU", "MMK", "SSP", "SDG", "rupees", "riyals", "dinars", "dirhams",
    "shillings", "pounds", "pesos",
})  # fmt: skip
"""Money of other countries: a bare number beside it is in it, and never in francs."""
_MONEY = _FOREIGN | {"FCFA", "USD", "EUR", "GBP", "FCFA/litre", "USD/litre", "EUR/litre"}
_BARE_UNIT = {
    "tanker_destroyed": "tankers",
    "convoy_arrival": "tankers",
    "convoy_waiting": "tankers",
    "convoy_departed": "tankers",
    "vehicle_burned": "lorries",
    "looting": "lorries",
    "killing": "people",
    "kidnapping": "people",
    "hostage_release": "people",
    "arrest": "people",
    "displacement": "people",
    "protest": "people",
    "evacuation": "people",
    "retreat": "people",
    "armed_clash": "people",
    "airstrike_or_drone": "people",
    "attack_on_post": "people",
    "ambush": "people",
    "shelling": "people",
    "explosive_device": "people",
    "drivers_strike": "people",
    "troop_deployment": "people",
    "troop_withdrawal": "people",
    "flow_report": "litres",
    "ransom_demand": "FCFA",
    "ransom_paid": "FCFA",
    "tax_levied": "FCFA",
    "station_closure": "stations",
}
FUELS = wordset(
    "petrol diesel gasoline gasoil essence gazole litre litres super carburant fuel kerosene liter gas"
)
_OTHER_GOODS = wordset(
    "traversee pirogue ferry crossing bac loyer rent oignons onions sucre sugar farine flour huile lait milk tin oeufs "
    "eggs viande meat poisson fish tomates eau water taxi charbon charcoal bois mouton moutons sheep boeuf peage toll "
    "bouteilles bottles jerrycans bidons jerricans tricycle fagot courge mango niebe mais maize beans haricots panier "
    "sack bag ticket tickets sac sacs ciment cement riz rice millet mil conteneur container transport billet "
    "billets course fare bouteille bottle bidon jerrycan bonbonne bonbonnes butane cylinder cylinders gaz seat place kilo bread pain"
)
_MONEY_LEAST, _TOLL_LEAST = 1_000, 100
"""Bare numbers below these are no ransom and no toll in francs: `three of them against payment`."""
_PRICE_LEAST = 100
"""A bare number below this is no price in francs."""
_VESSELS = wordset("bouteille bottle bouteilles bottles")
"""A bottle is a litre where the litre is named: `la bouteille d'un litre`."""
_HALVES = wordset("demi half")
_LITRE_LEAST, _LITRE_MOST = 400, 5_000
"""A price in this range with nothing else named is that of a litre of fuel."""
_MILLION = 1_000_000


def fit_units(
    type_: str, figures: Sequence[ClaimFigure], words: Collection[str]
) -> tuple[ClaimFigure, ...]:
    """Return the figures of a claim in units that fit its type.

    Args:
        type_: the claim's type.
        figures: as read; an empty unit marks a number whose unit was left out.
        words: folded words of the sentence.
    """
    if type_ == "price_report":
        return _prices(figures, words)
    bare = _BARE_UNIT.get(type_)
    rate = _rate(type_, words)
    measured = any(figure.unit == bare for figure in figures)
    kept = []
    for figure in figures:
        if figure.unit == "hours":
            kept += _hours(figure, type_)
        elif type_ == "ration_measure" and figure.unit in _RATIONED and not figure.high:
            most = {"low": None, "high": figure.best or figure.low}
            kept.append(figure.model_copy(update=most))
        elif rate and figure.unit in _FLOWS:
            kept.append(figure.model_copy(update={"unit": f"{figure.unit}/{rate}"}))
        elif figure.unit:
            kept.append(figure)
        elif bare == "FCFA" and 0 < (figure.best or 0) < _least(type_):
            kept.append(figure.model_copy(update={"unit": "people", "of": "people"}))
        elif bare and _plausible(figure, bare, alone=not measured):
            kept.append(figure.model_copy(update={"unit": bare, "of": bare}))
        elif type_ in _COUNTING and (unit := _named(words)):
            unit = f"{unit}/{rate}" if rate and unit in _FLOWS else unit
            kept.append(figure.model_copy(update={"unit": unit, "of": unit}))
    return tuple(kept)


_COUNTING = frozenset({"flow_report", "count_report", "demand_report"})
_NAMED = {
    "tankers": wordset("tankers tanker citernes citerne cisterns"),
    "lorries": wordset("lorries trucks camions porteurs"),
    "coaches": wordset("coaches buses autocars"),
    "stations": wordset("stations forecourts pumps"),
    "people": wordset("people hostages abductions kidnappings captives deaths victims otages enlevements deplaces "
                      "displaced refugees refugies morts victimes toll"),
}  # fmt: skip


def _named(words: Collection[str]) -> str:
    """Return the unit of the one thing a clause counts, if it names one: `tankers: 40 against 90`."""
    named = [unit for unit, names in _NAMED.items() if names & set(words)]
    return named[0] if len(named) == 1 else ""


_DAY = 24


def _hours(figure: ClaimFigure, type_: str) -> list[ClaimFigure]:
    """Read hours as hours a day of power or water, or whole days: `48 h de grève`; else not at all."""
    value = figure.best or figure.low or figure.high or 0
    if type_ in _POWER and value <= _DAY:
        return [figure.model_copy(update={"unit": "hours/day"})]
    step = _DAY / 2 if type_ == "stock_report" or value > _DAY else _DAY
    if value % step or not value:
        return []
    ends = (figure.low, figure.best, figure.high)
    low, best, high = (end and end / _DAY for end in ends)
    update = {"low": low, "best": best, "high": high, "unit": "days", "of": "days"}
    return [figure.model_copy(update=update)]


_POWER = frozenset({"power_outage", "power_restored", "water_outage", "water_restored"})
_RATIONED = frozenset({"litres", "FCFA", "litres/day", "litres/week"})
"""What a ration is measured in: the number is its most too."""
_FLOWS = frozenset({"litres", "tonnes", "tankers", "lorries"})
_RATES = {
    "day": wordset("daily journalier journaliers journaliere journalieres quotidien quotidiens quotidienne quotidiennes "
                   "quotidiennement"),
    "week": wordset("weekly hebdomadaire hebdomadaires"),
    "month": wordset("monthly mensuel mensuels mensuelle mensuelles"),
}  # fmt: skip


def _rate(type_: str, words: Collection[str]) -> str:
    """Return the period that `daily needs`, `besoins journaliers` give to the figures of need and flow."""
    if type_ not in {"demand_report", "flow_report"}:
        return ""
    return next((period for period, names in _RATES.items() if names & set(words)), "")


def _least(type_: str) -> float:
    return _TOLL_LEAST if type_ == "tax_levied" else _MONEY_LEAST


def _plausible(figure: ClaimFigure, unit: str, *, alone: bool) -> bool:
    value = figure.best or figure.low or figure.high or 0
    if unit == "litres":
        return value >= _MILLION
    if unit == "FCFA":
        return alone and value >= _TOLL_LEAST
    return alone and value < 100_000


def _prices(figures: Sequence[ClaimFigure], words: Collection[str]) -> tuple[ClaimFigure, ...]:
    named = bool(FUELS & set(words))
    usual = all(
        _LITRE_LEAST <= (f.best or f.low or f.high or 0) <= _LITRE_MOST
        for f in figures
        if f.unit in {"", "FCFA"}
    )
    goods = _OTHER_GOODS & set(words)
    per_litre = (named or usual) and (
        not goods or ("litre" in words and goods <= _VESSELS and not _HALVES & set(words))
    )
    foreign = next((figure.unit for figure in figures if figure.unit in _FOREIGN), "")
    unit = foreign or ("FCFA/litre" if per_litre else "FCFA")
    kept = []
    for figure in figures:
        value = figure.best or figure.low or figure.high or 0
        if figure.unit == "FCFA" and per_litre:
            kept.append(figure.model_copy(update={"unit": unit}))
        elif figure.unit in _MONEY or figure.unit in {"percent", "stations"}:
            kept.append(figure)
        elif not figure.unit and value >= _PRICE_LEAST:
            kept.append(figure.model_copy(update={"unit": unit}))
    return tuple(kept)
