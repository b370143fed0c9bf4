"""Small bilingual phrases used by exits, outlook and posture: days, lists, states.

Guarantees: the same facts in English and French. Refuses: advice; phrases describe, never direct.
"""

from collections.abc import Sequence
from datetime import date

from corridor.records.words import Lang

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
        "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip
STATE_WORDS: dict[str, tuple[str, str]] = {
    "open": ("open", "ouvert"),
    "contested": ("contested", "contesté"),
    "closed": ("closed", "fermé"),
    "not_known": ("not known", "inconnu"),
    "usable": ("usable", "utilisable"),
    "limited": ("limited", "limité"),
    "not_usable": ("not usable", "inutilisable"),
    "supplied": ("supplied", "ravitaillée"),
    "strained": ("strained", "sous tension"),
    "partly_cut_off": ("partly cut off", "partiellement coupée"),
    "cut_off": ("cut off", "coupée"),
    "dry": ("dry", "à sec"),
    "short": ("short", "pénurie"),
    "selling": ("selling", "en vente"),
    "normal": ("normal", "normale"),
    "reduced": ("reduced", "réduite"),
    "severely_reduced": ("severely reduced", "très réduite"),
}


def day_words(day: date, lang: Lang) -> str:
    """Return `28 October 2025` or `28 octobre 2025`."""
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[lang][day.month - 1]} {day.year}"


def listed(names: Sequence[str], lang: Lang, *, most: int = 4) -> str:
    """Return `A, B and C`, and how many more there are beyond `most`."""
    shown, rest = list(names[:most]), len(names) - most
    if rest > 0:
        others = "autre" if rest == 1 else "autres"
        shown.append(f"{rest} more" if lang == "en" else f"{rest} {others}")
    if len(shown) < 2:
        return "".join(shown)
    joint = "and" if lang == "en" else "et"
    return f"{', '.join(shown[:-1])} {joint} {shown[-1]}"


def state_word(state: str, lang: Lang) -> str:
    """Return a state of access, supply or exits as words."""
    english, french = STATE_WORDS.get(state, (state, state))
    return english if lang == "en" else french
