"""A contradiction before it is ranked, and the words its sides are put in.

Guarantees: neutral words of the catalogue in English and French, made of the same parts, figures in
the unit as reported. Refuses: prose, and a translation of a claim's own words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corridor.records.base import Band
from corridor.records.dates import TimeSpan
from corridor.records.event_types import event_types
from corridor.records.events import Reading
from corridor.records.report import Claim, ClaimFigure
from corridor.records.units import unit_words
from corridor.records.words import LANGS, Lang, day_words, in_figures, month_name

Said = tuple[str, str]
"""The same in English and French; French is empty where the words are a claim's own."""


@dataclass(frozen=True)
class Draft:
    """One contradiction with what its rank rests on."""

    about: Literal["figure", "date", "place", "denial", "state", "actor"]
    events: tuple[str, ...]
    readings: tuple[Reading, ...]
    summary: Said
    importance: int
    origins: int
    size: float


def both(say: Callable[[Lang], str]) -> Said:
    """Return what a template says in English and in French."""
    english, french = (say(lang) for lang in LANGS)
    return english, french


def reading(claim: Claim, says: Said, value: ClaimFigure | None = None) -> Reading:
    """Return one side of a disagreement."""
    band = None
    if value is not None:
        band = Band(low=value.low, best=value.best, high=value.high, unit=value.unit)
    return Reading(claim=claim.id, says=says[0], says_fr=says[1], value=band)


def label(kind: str, lang: Lang = "en") -> str:
    """Return the label of a type."""
    known = event_types().get(kind)
    if known is None:
        return kind.replace("_", " ")
    return known.label_en if lang == "en" else known.label_fr


def either(parts: list[str], lang: Lang) -> str:
    """Return different parts joined: `A or B`, `A ou B`."""
    return (" or " if lang == "en" else " ou ").join(dict.fromkeys(parts))


def colon(lang: Lang) -> str:
    """Return the colon as the language sets it."""
    return ": " if lang == "en" else "\u00a0: "


def semicolon(lang: Lang) -> str:
    """Return the semicolon as the language sets it."""
    return "; " if lang == "en" else "\u202f; "


def quantity(figure: ClaimFigure, lang: Lang = "en") -> str:
    """Return a figure in words: "38 million USD", "at least 20 tankers", "16 to 19 tankers"."""
    low, best, high = figure.low, figure.best, figure.high
    said = _SAID[lang]
    if low is not None and high is not None and low != high:
        between = best is not None and best not in {low, high}
        middle = said["best"].format(_number(best, lang)) if between else ""
        text, last = said["range"].format(_number(low, lang), _number(high, lang)) + middle, high
    elif best is not None:
        text, last = _number(best, lang), best
    elif low is not None:
        text, last = said["least"].format(_number(low, lang)), low
    else:
        text, last = said["most"].format(_number(high, lang)), high or 0.0
    if lang == "en":
        return f"{text} {figure.unit}".strip()
    joint = " de " if abs(last) >= MILLION and figure.unit else " "
    return f"{text}{joint}{unit_words(figure.unit, lang, last)}".strip()


MILLION = 1e6
_SAID: dict[Lang, dict[str, str]] = {
    "en": {"range": "{} to {}", "best": " (best {})", "least": "at least {}", "most": "at most {}"},
    "fr": {"range": "{} à {}", "best": " (valeur centrale {})", "least": "au moins {}",
           "most": "au plus {}"},
}  # fmt: skip


def _number(value: float | None, lang: Lang) -> str:
    if value is None:
        return "?"
    if abs(value) >= MILLION:
        word = "million" if lang == "en" or abs(value) < 2 * MILLION else "millions"
        return f"{in_figures(value / MILLION, lang)} {word}"
    return in_figures(value, lang)


def day_said(day: date) -> Said:
    """Return a day in both languages."""
    return both(lambda lang: day_words(day, lang))


def span_words(time: TimeSpan, lang: Lang = "en") -> str:
    """Return days in words: "14 September 2025", "29 to 30 October 2025", "undated"."""
    first, last = time.start or time.end, time.last
    if first is None or last is None:
        return "undated" if lang == "en" else "non daté"
    end = day_words(last, lang)
    if first == last:
        return end
    begin = day_words(first, lang).split(" ")[0]
    if (first.year, first.month) != (last.year, last.month):
        begin = f"{begin} {month_name(first, lang)}"
    if first.year != last.year:
        begin = f"{begin} {first.year}"
    return f"{begin} to {end}" if lang == "en" else f"du {begin} au {end}"
