"""Probability words and grades: ICD-203 and Admiralty, in English and French.

Guarantees: a probability is always shown as a word with a number, rounded to 5 %, and a rare one
as "about N in 100". Refuses: likelihood and confidence in one phrase; multiplying the two grades.
Sources: US Intelligence Community Directive 203 (2015), section D.6.e; NATO AJP-2.1 Admiralty code.
"""

from datetime import date
from typing import Literal

Lang = Literal["en", "fr"]
LANGS: tuple[Lang, ...] = ("en", "fr")

ICD203: tuple[tuple[float, str, str], ...] = (
    (0.05, "almost no chance", "presque aucune chance"),
    (0.20, "very unlikely", "très improbable"),
    (0.45, "unlikely", "improbable"),
    (0.55, "roughly even", "à peu près une chance sur deux"),
    (0.80, "likely", "probable"),
    (0.95, "very likely", "très probable"),
    (1.01, "almost certain", "presque certain"),
)
"""Upper bound (exclusive) of each band, with its word in English and French."""

RELIABILITY: dict[str, tuple[str, str]] = {
    "A": ("completely reliable", "totalement fiable"),
    "B": ("usually reliable", "habituellement fiable"),
    "C": ("fairly reliable", "assez fiable"),
    "D": ("not usually reliable", "habituellement peu fiable"),
    "E": ("unreliable", "non fiable"),
    "F": ("reliability cannot be judged", "fiabilité non évaluable"),
}
CREDIBILITY: dict[int, tuple[str, str]] = {
    1: ("confirmed by other sources", "confirmé par d’autres sources"),
    2: ("probably true", "probablement vrai"),
    3: ("possibly true", "peut-être vrai"),
    4: ("doubtful", "douteux"),
    5: ("improbable", "improbable"),
    6: ("truth cannot be judged", "véracité non évaluable"),
}
RARE = 0.05
"""Below this (or above its mirror) a probability is said as "about N in 100"."""


def shown(probability: float) -> float:
    """Return a probability in [0, 1] as it is shown: by 5 %, a rare one by 1 %.

    Word and number both come from this value, so that they cannot disagree: 0.449 is shown as
    45 % and is therefore "roughly even", not "unlikely (45 %)".
    """
    if not 0.0 <= probability <= 1.0:
        msg = f"a probability lies between 0 and 1, not {probability}"
        raise ValueError(msg)
    rare = probability < RARE or probability > 1 - RARE
    return round(probability * 100) / 100 if rare else round(probability * 20) / 20


def likelihood_word(probability: float, lang: Lang = "en") -> str:
    """Return the ICD-203 word for a probability in [0, 1], as it is shown."""
    value = shown(probability)
    band = next(band for band in ICD203 if value < band[0])
    return band[1] if lang == "en" else band[2]


def round_percent(probability: float) -> int:
    """Return the percentage rounded to 5, as probabilities that are not rare are shown."""
    return round(probability * 20) * 5


def likelihood(probability: float, lang: Lang = "en") -> str:
    """Return word and number: `likely (70 %)`; rare ones as `about 2 in 100`."""
    word = likelihood_word(probability, lang)
    value = shown(probability)
    if value < RARE:
        return f"{word} ({_in_hundred(probability, lang)})"
    if value > 1 - RARE:
        rest = _in_hundred(1 - probability, lang)
        against = f"{rest} against" if lang == "en" else f"{rest} contre"
        return f"{word} ({against})"
    return f"{word} ({round_percent(probability)} %)"


def _in_hundred(probability: float, lang: Lang) -> str:
    if probability < 0.005:
        return "less than 1 in 100" if lang == "en" else "moins de 1 sur 100"
    count = max(1, round(probability * 100))
    return f"about {count} in 100" if lang == "en" else f"environ {count} sur 100"


MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
           "septembre", "octobre", "novembre", "décembre"),
}  # fmt: skip


def month_name(day: date, lang: Lang) -> str:
    """Return the month of a day: `November`, `novembre`."""
    return MONTHS[lang][day.month - 1]


def day_words(day: date, lang: Lang) -> str:
    """Return `1 November 2025` or `1er novembre 2025`."""
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{number} {month_name(day, lang)} {day.year}"


def in_figures(value: float, lang: Lang) -> str:
    """Return a number in the language's signs: `1,250`, `1.5`; French `1 250`, `1,5`."""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
    if lang == "en":
        return text
    return text.replace(",", "\u202f").replace(".", ",")


def two_figures(value: float) -> str:
    """Return a number to two significant figures without exponent: 117.3 -> `120`."""
    if value == 0:
        return "0"
    text = f"{value:.1e}"
    mantissa, exponent = text.split("e")
    power = int(exponent)
    digits = max(0, 1 - power)
    return f"{float(mantissa) * 10.0**power:.{digits}f}"
