"""Outlook: questions, forecasts, the ledger that keeps them, and their scores.

Guarantees: every forecast names its resolution rule, date, reference class and inputs' digest.
Refuses: a forecast without a question, a score without its count.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from corridor.records.base import Band, Grounded, Ident, Probability, Record, Slug
from corridor.records.table import Table

Outcome = Literal["yes", "no", "cannot_be_resolved"]
Method = Literal["ensemble", "hazard", "base_rate", "persistence"]


class Question(Record):
    """A standing question. `rule` names how it is resolved from claims known by the deadline."""

    id: Slug
    text_en: str
    text_fr: str
    rule: Slug
    horizon_days: int = Field(gt=0)
    place: Slug | None = None
    corridor: Slug | None = None
    product: Slug | None = None
    threshold: float | None = None
    unit: str = ""
    group: Slug | None = None
    truth: str
    known_from: date


class Forecast(Grounded):
    """The answer to one question as of one day; `low` and `high` bound the probability.

    `climatology` and `last_state` are the two simple forecasts it must beat; `median` is the
    forecast quantity behind it (p10, p50, p90), where there is one.
    """

    question: Slug
    as_of: date
    resolves_on: date
    text_en: str
    text_fr: str
    probability: Probability
    low: Probability
    high: Probability
    method: Method
    reference_class: str
    reference_class_fr: str = ""
    rare: bool = False
    median: Band | None = None
    rule: Slug | None = None
    inputs_digest: str = ""
    climatology: Probability | None = None
    last_state: Probability | None = None


class LedgerEntry(Record):
    """A forecast kept: made when, from which inputs, and what came of it.

    `median` is the forecast quantity and `observed` what it came to be, where one was reported.
    """

    id: Ident
    question: Slug
    made: date
    resolves_on: date
    probability: Probability
    climatology: Probability | None = None
    last_state: Probability | None = None
    inputs_digest: str
    outcome: Outcome | None = None
    resolved_on: date | None = None
    resolved_by: tuple[Ident, ...] = ()
    in_sample: bool = False
    median: Band | None = None
    observed: float | None = None


class Score(Record):
    """Mean score of a set of resolved forecasts beside simple references; `n` always shown."""

    question: str
    n: int = Field(ge=0)
    n_unresolved: int = Field(ge=0)
    brier: float | None = None
    log: float | None = None
    brier_climatology: float | None = None
    brier_last_state: float | None = None
    crps: float | None = None
    in_sample: bool = False


class CalibrationBin(Record):
    """Forecasts between two probabilities and how often they came true."""

    low: Probability
    high: Probability
    n: int
    mean_forecast: Probability | None
    share_yes: Probability | None


class TrackRecord(Record):
    """Scores and calibration over a ledger, with one past miss named."""

    scores: tuple[Score, ...] = ()
    calibration: tuple[CalibrationBin, ...] = ()
    miss: LedgerEntry | None = None
    n: int = 0
    note: str = ""


class Outlook(Record):
    """Questions answered as of one date, with the record behind them."""

    as_of: date
    forecasts: tuple[Forecast, ...] = ()
    track_record: TrackRecord = TrackRecord()

    def table(self) -> Table:
        """Return one row a question."""
        columns = ("question", "probability", "low", "high", "resolves_on", "method")
        rows = tuple(
            (item.question, item.probability, item.low, item.high, item.resolves_on, item.method)
            for item in self.forecasts
        )
        return Table(columns=columns, rows=rows)
