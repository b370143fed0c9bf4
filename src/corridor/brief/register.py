"""The back of the briefing: events with their grades, assumptions, sources, method and limits.

Guarantees: source and item grades stand as two, never multiplied; every assumption has its range
and reason. Refuses: an event without its claims, a method note that hides a limit.
"""

from typing import Any

from corridor.brief import moves, ways
from corridor.brief.model import Cell, Column, Remarks, Row, Section, SourceEntry, Table, Text
from corridor.brief.numbers import in_days
from corridor.brief.view import View, Wording, label
from corridor.records.events import Event
from corridor.records.figures import Assumption
from corridor.records.report import ClaimFigure
from corridor.records.units import knows_unit
from corridor.records.words import CREDIBILITY, ICD203, RELIABILITY

RECENT_DAYS = 30
PAPER_EVENTS = 120
"""Events this young, and about so many, stand on paper; earlier ones in the HTML, JSON and CSV."""
_LANG = {"en": 0, "fr": 1}


def events(view: View) -> Section:
    """Recent events, then earlier ones folded away."""
    t = view.t
    days = _days_on_paper(view)
    recent = [x for x in view.events if _age(view, x) < days]
    earlier = [x for x in view.events if _age(view, x) >= days]
    return Section(
        id="events",
        title=t("section.events"),
        blocks=(
            Text(
                id="events_lead",
                style="small",
                statements=(
                    *view.say(t("events.note")),
                    *(view.say(t("events.on_paper", n=days)) if earlier else ()),
                ),
            ),
            _events(view, "events_recent", t("events.recent", n=days), recent, folded=False),
            _events(view, "events_earlier", t("events.earlier"), earlier, folded=True),
        ),
    )


def _age(view: View, event: Event) -> int:
    """Days since an event ended or, without a day, became known."""
    return (view.situation.as_of - (event.time.last or event.known_from)).days


def _days_on_paper(view: View) -> int:
    """The last days whose events paper has room for: `RECENT_DAYS`, fewer where much was reported."""
    ages = sorted(_age(view, x) for x in view.events)
    crowded = ages[PAPER_EVENTS] if len(ages) > PAPER_EVENTS else RECENT_DAYS
    return max(1, min(RECENT_DAYS, crowded))


def _events(view: View, name: str, title: str, found: list[Event], *, folded: bool) -> Table:
    t = view.t
    return Table(
        id=name,
        title=title,
        folded=folded,
        paper=not folded,
        columns=(
            Column(label=t("col.when"), width=1.2),
            Column(label=t("col.place"), width=1.3),
            Column(label=t("col.type"), width=1.5),
            Column(label=t("col.said"), width=4.4),
            Column(label=t("col.figures"), width=1.8),
            Column(label=t("col.source_grade"), width=0.7),
            Column(label=t("col.item_grade"), width=0.7),
        ),
        rows=tuple(_event(view, item) for item in found),
        empty=t("events.none"),
    )


def _event(view: View, event: Event) -> Row:
    on = view.of_claims(event.claims)
    said = view.event_words(event)
    return Row(
        id=event.id,
        cells=(
            view.cell(_when(view, event), on, Cell(day=event.time.start)),
            label(view.place_ref(event.place)),
            label(_kind(view, event)),
            view.cell(said.text, on, Cell(lang=said.lang)),
            _figures(view, event),
            view.cell(event.reliability, on, Cell(state=event.reliability)),
            view.cell(str(event.credibility), on, Cell(best=float(event.credibility),
                                                       unit="Admiralty credibility")),
        ),
    )  # fmt: skip


def _when(view: View, event: Event) -> str:
    text = view.n.days_span(event.time.start, event.time.end)
    if event.time.precision in {"day", "unknown"}:
        return text
    return f"{text} ({view.t('date.' + event.time.precision)})"


def _kind(view: View, event: Event) -> str:
    """The type, marked where it is no plain assertion or no happening."""
    marks = []
    if event.assertion != "asserted":
        marks.append(view.t(f"assertion.{event.assertion}"))
    if event.kind in {"assessment", "opinion", "background", "advice"}:
        marks.append(view.t(f"kind.{event.kind}"))
    marks += [view.t(f"by_hand.{word}") for word in sorted({d.verdict for d in event.decisions})]
    text = view.type_label(event.type)
    return f"{text} ({', '.join(marks)})" if marks else text


def _figures(view: View, event: Event) -> Cell:
    """What was counted, low to high; ransoms stay in the words of the claims."""
    if not event.figures or event.type.startswith("ransom"):
        return label("")
    on = view.of_claims(event.claims)
    counted = [x for x in event.figures if (x.low, x.best, x.high) != (None, None, None)]
    if not counted:
        return label("")
    parts = [view.n.reported(x, view.unit(x.unit or x.of, _last(x))) for x in counted]
    told = all(knows_unit(x.unit or x.of) for x in counted)
    first = counted[0]
    return view.cell(view.t.items(parts), on, Cell(
        low=first.low, best=first.best, high=first.high, unit=first.unit or first.of,
        lang="" if told else "en",
    ))  # fmt: skip


def _last(figure: ClaimFigure) -> float | None:
    """The value that a unit behind the figure goes by: the highest one stated."""
    return next((x for x in (figure.high, figure.best, figure.low) if x is not None), None)


def assumptions(view: View) -> Section:
    """Every figure that nobody reported and that something shown rests on."""
    t = view.t
    found = sorted(view.situation.assumptions, key=lambda x: x.id)
    table = Table(
        id="assumptions_table",
        columns=(
            Column(label=t("col.assumption"), width=2.7),
            Column(label=t("col.range"), width=1.2),
            Column(label=t("col.best"), width=0.8),
            Column(label=t("col.unit"), width=1.5),
            Column(label=t("col.reason"), width=6),
        ),
        rows=tuple(_assumption(view, number, item) for number, item in enumerate(found, start=1)),
        empty=t("assumptions.none"),
    )
    lead = Text(id="assumptions_lead", style="small", statements=view.say(t("assumptions.note")))
    rates = ways.rates(view)
    return Section(
        id="assumptions", title=t("section.assumptions"),
        blocks=(lead, *moves.blocks(view), table, *((rates,) if rates else ())),
    )  # fmt: skip


def assumption_text(view: View, item: Assumption) -> str:
    """The range of an assumption; a band of days for the public."""
    if view.public and in_days(item.unit):
        low = item.low if item.low is not None else item.best
        high = item.high if item.high is not None else item.best
        return view.n.days_band(low or 0.0, high or 0.0)
    last = item.best if item.high is None else item.high
    return view.n.band(item, view.unit(item.unit, last))


def reason_of(view: View, item: Assumption) -> Wording:
    """Why an assumption stands; an override is told in the words of whoever made it."""
    return view.own(item.reason, "" if item.overridden else item.reason_fr)


def _assumption(view: View, number: int, item: Assumption) -> Row:
    """Range before best; the public sees one band where the unit counts days."""
    hidden = view.public and in_days(item.unit)

    def told(text: str, **values: Any) -> Cell:
        return Cell(text=text, basis="assumed", assumptions=(item.id,), **values)

    if hidden:
        figures = (told(assumption_text(view, item), unit="band"), label("–"), label("–"))
    else:
        figures = (
            told(view.n.span(item.low, item.high), low=item.low, high=item.high, unit=item.unit),
            told(view.n.number(item.best or 0.0), best=item.best, unit=item.unit),
            label(view.unit(item.unit)),
        )
    mark = f" ({view.t('assumptions.overridden')})" if item.overridden else ""
    reason = reason_of(view, item)
    text = f"{reason.text} [{item.source}]" if item.source else reason.text
    why = Cell(text=text, assumptions=(item.id,), lang=reason.lang)
    return Row(
        id=item.id,
        cells=(
            label(f"A{number} {item.id}{mark}"),
            *figures,
            label("–") if hidden else why,
        ),
    )


def sources(view: View, table: dict[str, SourceEntry]) -> Section:
    """Who is cited, with reliability and how much."""
    t, n = view.t, view.n
    ranked = sorted(table.items(), key=lambda x: (-x[1].claims, x[1].name))
    rows = tuple(
        Row(id=name, cells=(
            label(item.name),
            label(f"{item.reliability} – {RELIABILITY[item.reliability][_LANG[view.lang]]}"),
            label(view.actor(item.belligerent) if item.belligerent else "–"),
            label(n.exact(item.claims)),
            label(n.short_day(item.newest_report)),
        ))
        for name, item in ranked
    )  # fmt: skip
    block = Table(
        id="sources_table",
        columns=(
            Column(label=t("col.source"), width=2.6),
            Column(label=t("col.reliability"), width=2.2),
            Column(label=t("col.belligerent"), width=1.8),
            Column(label=t("col.cited"), width=0.9, align="right"),
            Column(label=t("col.newest"), width=1.1),
        ),
        rows=rows,
    )
    return Section(id="sources", title=t("section.sources"), blocks=(block,))


def limits(view: View) -> Section:
    """Method, scales, and what this briefing must not be taken for."""
    t, n, situation = view.t, view.n, view.situation
    lang = _LANG[view.lang]
    words = t.items(
        f"{row[1 + lang]} {t('limits.below', p=round(min(row[0], 1.0) * 100))}" for row in ICD203
    )
    letters = t.items(f"{key} {words_[lang]}" for key, words_ in RELIABILITY.items())
    digits = t.items(f"{key} {words_[lang]}" for key, words_ in CREDIBILITY.items())
    sample = view.pack.in_sample_until
    method = [
        t("limits.method", members=n.exact(situation.members), days=n.exact(situation.days),
          seed=situation.seed, version=situation.version, digest=situation.inputs_digest[:12]),
        t("limits.marks"),
        t("limits.dry"),
        t("limits.words", words=words),
        t("limits.grades", letters=letters, digits=digits),
        *((t("limits.sample", day=n.day(sample)),) if sample else ()),
        *((t("limits.unsourced", n=n.exact(view.notes.unsourced)),) if view.notes.unsourced else ()),
    ]  # fmt: skip
    bounds = [t(f"limits.{key}") for key in ("advice", "roads", "protect", "boundaries", "local")]
    return Section(
        id="limits",
        title=t("section.limits"),
        blocks=(
            Remarks(id="method", title=t("limits.how"), remarks=tuple(method)),
            Remarks(id="bounds", title=t("limits.ends"), remarks=tuple(bounds)),
        ),
    )
