"""Numbers, ranges, dates and probabilities as a reader sees them, in English and French.

Guarantees: ranges before best, two significant figures, probabilities as a word with a number by
5 %, the same digits in both languages. Refuses: rounding twice; data keeps the full value.
"""

from dataclasses import dataclass
from datetime import date

from corridor.records.base import Band, Quantiles
from corridor.records.words import Lang, likelihood, round_percent, two_figures

NARROW = "\u202f"
HARD = "\u00a0"
DAY_EDGES = (0.0, 3.0, 7.0, 14.0, 30.0)
"""Edges of the bands of days that `public` shows instead of days."""

SHORT_UNIT = 5
LEAST = 0.1
"""Days, hours and per cent are not told apart below this."""
_DAY_UNITS = frozenset({"day", "days", "jour", "jours", "days of cover", "days of normal use"})
_COARSE_UNITS = _DAY_UNITS | {"hours/day", "percent"}

_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
           "septembre", "octobre", "novembre", "décembre"),
}  # fmt: skip
_SHORT = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
           "nov.", "déc."),
}  # fmt: skip
_UP_TO = {"en": "up to {}", "fr": "au plus {}"}
_FROM = {"en": "{} or more", "fr": "au moins {}"}
_BEST = {"en": "best", "fr": "valeur centrale"}
_MEDIAN = {"en": "median", "fr": "médiane"}


def in_days(unit: str) -> bool:
    """Whether a unit counts days (of cover, of stock): what `public` sees as bands only."""
    return unit.strip().casefold() in _DAY_UNITS


@dataclass(frozen=True)
class Numbers:
    """Formats values for one language; `year` is the year that dates need not name."""

    lang: Lang
    year: int

    def number(self, value: float) -> str:
        """Two significant figures, narrow space between thousands, the language's decimal sign."""
        text = f"{value:.0f}" if value == round(value) and abs(value) < 100 else two_figures(value)
        return self._grouped(text)

    def exact(self, value: float) -> str:
        """A figure as it was reported, set or counted: every digit, grouped."""
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return self._grouped(text)

    def _grouped(self, text: str) -> str:
        whole, _, decimals = text.partition(".")
        sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
        grouped = f"{int(digits):,}".replace(",", NARROW) if len(digits) > 4 else digits
        point = "," if self.lang == "fr" else "."
        return sign + grouped + (point + decimals if decimals else "")

    def reported(self, value: Band, unit: str) -> str:
        """A reported figure with every digit it was reported with: `40–80 tankers`."""
        known = [x for x in (value.low, value.best, value.high) if x is not None]
        if not known:
            return ""
        first, last = self.exact(known[0]), self.exact(known[-1])
        if value.low is None and value.best is None:
            text = _UP_TO[self.lang].format(last)
        elif value.low is not None and value.best is None and value.high is None:
            text = _FROM[self.lang].format(first)
        else:
            text = first if first == last else f"{first}–{last}"
        return _joined(text, unit)

    def span(self, low: float | None, high: float | None) -> str:
        """`1.2–4.5`; one bound alone is said as such; equal bounds as one number."""
        if low is None and high is None:
            return "–"
        if low is None:
            return _UP_TO[self.lang].format(self.number(float(high or 0.0)))
        if high is None:
            return _FROM[self.lang].format(self.number(low))
        first, last = self.number(low), self.number(high)
        return first if first == last else f"{first}–{last}"

    def quantiles(self, value: Quantiles, unit: str = "", *, word: bool = True) -> str:
        """`1.2–4.5 days (median 2.6)`: the 10-90 % range, then the middle.

        `word=False` leaves out "median" where the head of the column says it.
        """
        name = _MEDIAN[self.lang] if word else ""
        return self._with_best(value.p10, value.p50, value.p90, unit, name)

    def band(self, value: Band, unit: str | None = None) -> str:
        """`1.2–4.5 days (best 2.6)`."""
        unit = value.unit if unit is None else unit
        if value.low is None and value.high is None and value.best is not None:
            return _joined(self.number(value.best), unit)
        return self._with_best(value.low, value.best, value.high, unit, _BEST[self.lang])

    def _with_best(
        self, low: float | None, best: float | None, high: float | None, unit: str, word: str
    ) -> str:
        text = _joined(self.span(low, high), unit)
        if best is None or (low is not None and self.span(low, high) == self.number(best)):
            return text
        return (
            f"{text} ({word}{HARD}{self.number(best)})" if word else f"{text} ({self.number(best)})"
        )

    def days_band(self, low: float, high: float) -> str:
        """The band of days that holds both bounds: `under 3 days`, `3–7 days`, `over 30 days`."""
        floor = max(edge for edge in DAY_EDGES if edge <= max(low, 0.0))
        ceiling = min((edge for edge in DAY_EDGES if edge > high), default=None)
        words = {"en": ("under {} days", "over {} days", "{}–{} days", "not bounded"),
                 "fr": ("moins de {} jours", "plus de {} jours", "{}–{} jours", "non borné")}  # fmt: skip
        under, over, between, none = words[self.lang]
        if ceiling is None:
            return over.format(int(floor)) if floor else none
        if floor == 0.0:
            return under.format(int(ceiling))
        return between.format(int(floor), int(ceiling))

    def percent(self, share: float) -> str:
        """A share as a percentage by 5, with a no-break space."""
        return f"{round_percent(share)}{HARD}%"

    def percents(self, low: float, high: float) -> str:
        """A range of shares: `40–70 %`."""
        first, last = round_percent(low), round_percent(high)
        return f"{first}{HARD}%" if first == last else f"{first}–{last}{HARD}%"

    def chance(self, probability: float) -> str:
        """The ICD-203 word with its number."""
        return likelihood(probability, self.lang).replace(" %", HARD + "%")

    def odds(self, probability: float) -> str:
        """As `chance`, shorter for a table: near-certain ones as `about 97 in 100`."""
        word, mirror = likelihood(probability, self.lang), likelihood(1 - probability, self.lang)
        if probability <= 0.5 or " 100" not in mirror:
            return word.replace(" %", HARD + "%")
        name = word.split(" (")[0]
        text = {"en": f"about {round(probability * 100)} in 100",
                "fr": f"environ {round(probability * 100)} sur 100"}  # fmt: skip
        over = {"en": "over 99 in 100", "fr": "plus de 99 sur 100"}
        return f"{name} ({over[self.lang] if probability >= 0.995 else text[self.lang]})"

    def score(self, value: float | None) -> str:
        """A score to three decimals; a dash where there is none."""
        if value is None:
            return "–"
        text = f"{value:.3f}"
        return text.replace(".", ",") if self.lang == "fr" else text

    def day(self, day: date | None) -> str:
        """`1 November 2025`, `1er novembre 2025`."""
        if day is None:
            return "–"
        return f"{self._number_of(day)} {_MONTHS[self.lang][day.month - 1]} {day.year}"

    def short_day(self, day: date | None) -> str:
        """`1 Nov`, with the year where it is another one; no-break."""
        if day is None:
            return "–"
        text = f"{self._number_of(day)}{HARD}{_SHORT[self.lang][day.month - 1]}"
        return text if day.year == self.year else f"{text}{HARD}{day.year}"

    def days_span(self, first: date | None, last: date | None) -> str:
        """`3–9 Nov`, or one day where both are the same."""
        if first is None or last is None or first == last:
            return self.short_day(first or last)
        return f"{self.short_day(first)}\u2009–\u2009{self.short_day(last)}"

    def _number_of(self, day: date) -> str:
        return "1er" if self.lang == "fr" and day.day == 1 else str(day.day)


def _joined(text: str, unit: str) -> str:
    """A short unit stays with its number; a long one may go to the next line."""
    gap = HARD if len(unit) <= SHORT_UNIT else " "
    return f"{text}{gap}{unit}" if unit else text


def settled(value: Quantiles, unit: str) -> Quantiles:
    """Quantiles for display: days, hours and per cent below 0.1 are shown as 0."""
    if unit.strip().casefold() not in _COARSE_UNITS:
        return value
    low, middle, high = (0.0 if x < LEAST else x for x in (value.p10, value.p50, value.p90))
    return Quantiles(p10=low, p50=middle, p90=high)


def short_months(lang: Lang) -> tuple[str, ...]:
    """Short names of the twelve months."""
    return _SHORT[lang]
