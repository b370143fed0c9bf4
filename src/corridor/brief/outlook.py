"""What is likely next: each standing question with its probability, and how earlier ones did.

Guarantees: word and number, range, date, method and reference class for each question; the count
beside every score, and one past miss. Refuses: a score without the simple references beside it.
"""

from corridor.brief.model import (
    Cell,
    Column,
    Row,
    Score,
    Section,
    Statement,
    Table,
    Text,
    TrackRecord,
)
from corridor.brief.view import View, label
from corridor.records import outlook as records


def section(view: View) -> Section:
    """Questions, then the track record."""
    t = view.t
    lead = Text(id="outlook_lead", style="small", statements=view.say(t("outlook.note")))
    return Section(
        id="outlook",
        title=t("section.outlook"),
        blocks=(lead, _questions(view), _track_record(view)),
    )


def _questions(view: View) -> Table:
    t = view.t
    return Table(
        id="questions",
        columns=(
            Column(label=t("col.question"), width=3.2),
            Column(label=t("col.chance"), width=1.6),
            Column(label=t("col.range"), width=1),
            Column(label=t("col.resolves"), width=1.2),
            Column(label=t("col.method"), width=1.1),
            Column(label=t("col.class_ref"), width=2.8),
        ),
        rows=tuple(_question(view, item) for item in view.situation.outlook.forecasts),
        empty=t("outlook.none"),
    )


def _question(view: View, item: records.Forecast) -> Row:
    t, on = view.t, view.grounds(item)
    reference = view.own(item.reference_class, item.reference_class_fr)
    lines: tuple[Statement, ...] = ()
    if item.median is not None:
        amount = view.amount(item.median, item.median.unit, on)
        lines = view.say(t("outlook.median", amount=amount.text), on)
    return Row(
        id=item.question,
        cells=(
            view.cell(t.pick(item.text_en, item.text_fr), on),
            view.chance(item.probability, on, item.low, item.high),
            view.cell(_range(view, item), on),
            view.dated(item.resolves_on, on),
            label(t(f"method.{item.method}")),
            view.cell(reference.text, on, Cell(lang=reference.lang)),
        ),
        lines=lines,
    )


def _range(view: View, item: records.Forecast) -> str:
    """A rare probability keeps single per cents, others go by 5."""
    if item.high < 0.1:
        return view.t("outlook.in_100", low=round(item.low * 100), high=round(item.high * 100))
    return view.n.percents(item.low, item.high)


def _track_record(view: View) -> TrackRecord:
    t, record = view.t, view.situation.outlook.track_record
    scores = tuple(
        Score(
            question=_name(view, item.question), n=item.n, unresolved=item.n_unresolved,
            brier=item.brier, brier_climatology=item.brier_climatology,
            brier_last_state=item.brier_last_state, in_sample=item.in_sample,
        )
        for item in record.scores
    )  # fmt: skip
    lines = _miss(view, record.miss) if record.miss else ()
    return TrackRecord(
        title=t("outlook.track", n=record.n),
        track_record=scores,
        lines=lines,
        table=_scores(view, scores),
    )


def _miss(view: View, miss: records.LedgerEntry) -> tuple[Statement, ...]:
    """One forecast that went wrong, said as plainly as the others."""
    text = view.t(
        "outlook.miss",
        question=_name(view, miss.question),
        made=view.n.day(miss.made),
        chance=view.n.chance(miss.probability),
        outcome=view.t(f"outcome.{miss.outcome or 'open'}"),
        day=view.n.day(miss.resolved_on or miss.resolves_on),
    )
    on = view.of_claims(miss.resolved_by)
    return view.say(text, on) if on else ()


def _name(view: View, question: str) -> str:
    for item in view.situation.outlook.forecasts:
        if item.question == question:
            return view.t.pick(item.text_en, item.text_fr)
    for known in view.pack.questions:
        if known.id == question:
            return view.t.pick(known.text_en, known.text_fr)
    return view.t.maybe(f"word.{question}", question.replace("_", " "))


def _scores(view: View, scores: tuple[Score, ...]) -> Table:
    t, n = view.t, view.n
    heads = ("col.question", "col.n", "col.unresolved", "col.brier", "col.climatology",
             "col.last_state", "col.sample")  # fmt: skip
    return Table(
        id="scores",
        columns=tuple(
            Column(label=t(head), width=3.4 if step == 0 else 1.1,
                   align="left" if step in {0, 6} else "right")
            for step, head in enumerate(heads)
        ),
        rows=tuple(
            Row(id=f"score-{number}", cells=tuple(label(text) for text in (
                item.question, n.exact(item.n), n.exact(item.unresolved), n.score(item.brier),
                n.score(item.brier_climatology), n.score(item.brier_last_state),
                t("word.in_sample" if item.in_sample else "word.out_of_sample"),
            )))
            for number, item in enumerate(scores, start=1)
        ),
        empty=t("outlook.no_scores"),
    )  # fmt: skip
