"""Figures of a pack as something that can be opened: a claim with its report, or an assumption.

Guarantees: every reported figure has a claim `fig:<id>` for its first address and `fig:<id>:2`...
for further ones; every derived figure has an assumption `fig:<id>` with its reasoning. Refuses:
a web address whose publisher is not among the pack's sources.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from corridor.packs.model import Advisory, PackRelation
from corridor.packs.tables import Row
from corridor.records.base import digest
from corridor.records.dates import TimeSpan
from corridor.records.figures import Assumption, PackFigure
from corridor.records.geography import Place
from corridor.records.report import ActorRef, Claim, ClaimFigure, PlaceRef, Report, Source

PACK_NOTE = "pack figure"
"""The note of claims made from pack tables: they ground numbers and are not merged into events."""
PUBLIC_RECORD = "public-record"
"""Source of rows that name a public document in words instead of a web address."""
MADE = "pack-r-"
"""How ids of reports begin that were made from an address in a table."""
FIGURE_CONFIDENCE = 0.65
_TYPES: tuple[tuple[str, str], ...] = (
    ("price", "price_report"),
    ("ration_cap", "ration_measure"),
    ("inflow", "flow_report"),
    ("tanker_entries", "flow_report"),
    ("loss", "tanker_destroyed"),
    ("stock", "stock_report"),
    ("cover", "stock_report"),
    ("days_to_empty", "stock_report"),
    ("stations", "stock_report"),
    ("power_hours_normal", "count_report"),
    ("power_hours", "power_outage"),
    ("tankers_waiting", "convoy_waiting"),
    ("arrival", "convoy_arrival"),
    ("consumption", "demand_report"),
    ("need", "demand_report"),
)
_RELATION_TYPES = {
    "part_of": "assessment",
    "backs": "foreign_support",
    "supplies": "foreign_support",
    "trains": "foreign_support",
    "fights": "armed_clash",
    "holds": "territory_held",
    "left": "troop_withdrawal",
    "talks_with": "negotiation",
}


def grounding(figure: PackFigure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (claim ids, assumption ids) that a number taken from this figure rests on."""
    name = f"fig:{figure.id}"
    return ((name,), ()) if figure.basis == "reported" else ((), (name,))


def addresses(source: str) -> tuple[str, ...]:
    """Return the web addresses in a source cell, in order."""
    return tuple(
        part.strip()
        for part in source.split(" ; ")
        if part.strip().startswith(("http://", "https://"))
    )


@dataclass
class Desk:
    """Finds or makes the report behind an address.

    Attributes:
        sources: publishers by id.
        reports: reports by id; new ones are added.
    """

    sources: Mapping[str, Source]
    reports: dict[str, Report]

    def report_for(self, url: str | None, known_from: date, row: Row) -> Report:
        """Return the report at an address, making it where there is none.

        A report already held keeps its own `known_from`, even where that is later: what is made
        from it is then known later too.

        Raises:
            PackError: no source has the address's host.
        """
        held = [
            report
            for report in self.reports.values()
            if url and report.url == url and not report.id.startswith(MADE)
        ]
        if held:
            return min(held, key=lambda report: (report.known_from, report.id))
        source = self._source(url, row)
        name = f"{MADE}{digest([url or row.text('source')])[:12]}"
        if name in self.reports:
            # One address behind several rows: the world knew it when it knew the first of them.
            known_from = min(known_from, self.reports[name].known_from)
        self.reports[name] = Report(
            id=name,
            source=source.id,
            origin=source.origin,
            url=url,
            title="" if url else row.text("source"),
            known_from=known_from,
            language=source.languages[0] if source.languages else "",
            status="reviewed",
        )
        return self.reports[name]

    def _source(self, url: str | None, row: Row) -> Source:
        host = urlsplit(url).netloc if url else ""
        for source in self.sources.values():
            if (host and host in source.hosts) or (not host and source.id == PUBLIC_RECORD):
                return source
        msg = f"no source publishes at '{host or 'no address'}'"
        raise row.error(
            msg,
            "source",
            allowed="a host listed in sources.csv",
            hint="add the publisher to sources.csv",
        )


def figure_claims(
    figure: PackFigure, row: Row, desk: Desk, places: Mapping[str, Place]
) -> tuple[Claim, ...]:
    """Return one claim for each address of a reported figure; nothing for a derived one."""
    if figure.basis != "reported":
        return ()
    found: tuple[str | None, ...] = addresses(figure.source) or (None,)
    return tuple(
        _claim(
            f"fig:{figure.id}" + (f":{index}" if index > 1 else ""),
            desk.report_for(url, figure.known_from, row),
            figure,
            places,
        )
        for index, url in enumerate(found, start=1)
    )


def figure_assumption(figure: PackFigure) -> Assumption | None:
    """Return the assumption that a derived figure is; None for a reported one."""
    if figure.basis == "reported":
        return None
    best = next((v for v in (figure.best, figure.low, figure.high) if v is not None), None)
    return Assumption(
        id=f"fig:{figure.id}",
        low=figure.low,
        best=best,
        high=figure.high,
        unit=figure.unit,
        reason=figure.note or f"derived: {figure.source}",
        source=figure.source,
        known_from=figure.known_from,
    )


UNSTATED = ("not stated", "none stated")
"""How a table says that its source says nothing."""


def advisory_claim(advisory: Advisory, row: Row, desk: Desk, issuer: str | None) -> Claim:
    """Return the claim an advisory makes: the authority's words, paraphrased, as its own."""
    report = desk.report_for(advisory.url, advisory.known_from, row)
    kind_of = "travel_advisory" if advisory.level != "posture_only" else "embassy_drawdown"
    return Claim(
        id=f"adv:{advisory.id}",
        report=report.id,
        paraphrase=advisory_words(advisory),
        kind="advice",
        type=kind_of,
        assertion="attributed",
        speaker=advisory.issuer,
        actors=(ActorRef(role="speaker", name=advisory.issuer, id=issuer),),
        time=TimeSpan(start=advisory.issued, end=advisory.issued, precision="day"),
        confidence=FIGURE_CONFIDENCE,
        known_from=max(advisory.known_from, report.known_from),
        note=PACK_NOTE,
    )


def advisory_words(advisory: Advisory) -> str:
    """Return an advisory in words: who advises, what is advised, the mission, the ways out."""
    parts = (advisory.advice, advisory.staff_posture, advisory.ways_out)
    told = "; ".join(part for part in parts if part and not part.startswith(UNSTATED))
    return f"{advisory.issuer}: {told}"


def relation_claim(relation: PackRelation, row: Row, desk: Desk, names: Mapping[str, str]) -> Claim:
    """Return the claim behind a relation that names a source instead of claims."""
    url = next(iter(addresses(relation.source)), None)
    report = desk.report_for(url, relation.known_from, row)
    subject, target = names[relation.subject], names[relation.object]
    words = f"{subject} {relation.kind.replace('_', ' ')} {target}"
    return Claim(
        id=f"rel:{relation.id}",
        report=report.id,
        paraphrase=f"{words}: {relation.note}" if relation.note else words,
        kind="relation",
        type=_RELATION_TYPES[relation.kind],
        actors=(
            ActorRef(role="actor", name=subject, id=relation.subject),
            ActorRef(role="target", name=target, id=relation.object),
        ),
        time=TimeSpan(
            start=relation.start,
            end=relation.end,
            precision="approximate" if relation.start else "unknown",
        ),
        confidence=FIGURE_CONFIDENCE,
        known_from=max(relation.known_from, report.known_from),
        note=PACK_NOTE,
    )


def actor_of_issuer(issuer: str, actors: Iterable[tuple[str, str]]) -> str | None:
    """Return the actor id of an advisory's issuer, by exact English name."""
    return next((key for key, name in actors if name == issuer), None)


def _claim(name: str, report: Report, figure: PackFigure, places: Mapping[str, Place]) -> Claim:
    where = places.get(figure.place) if figure.place else None
    keys = (where.name_en if where else "", figure.corridor, figure.product, figure.sector)
    words = ", ".join([figure.parameter.replace("_", " "), *(key for key in keys if key)])
    shown = _shown(figure)
    return Claim(
        id=name,
        report=report.id,
        kind="figure",
        type=_type(figure.parameter),
        paraphrase=f"{words} ({figure.as_of}): {shown}"
        + (f". {figure.note}" if figure.note else ""),
        assertion="attributed",
        places=(
            PlaceRef(
                name=where.name_en,
                id=where.id,
                lat=where.lat,
                lon=where.lon,
                admin1=where.admin1 or None,
                country=where.country,
                precision="town",
            ),
        )
        if where
        else (),
        figures=(
            ClaimFigure(
                low=figure.low,
                best=figure.best,
                high=figure.high,
                unit=figure.unit,
                of=figure.parameter,
            ),
        ),
        time=time_of(figure.as_of),
        confidence=FIGURE_CONFIDENCE,
        known_from=max(figure.known_from, report.known_from),
        note=PACK_NOTE,
    )


def time_of(as_of: str) -> TimeSpan:
    """Return the span of an `as_of` cell: a day, a month or two days joined by a slash.

    Other words ("late 2025") give an unknown span.
    """
    ends = as_of.split("/")
    try:
        if len(ends) == 2 or len(as_of) == len("2025-10-06"):
            days = [date.fromisoformat(end) for end in ends]
            precision = "day" if days[0] == days[-1] else "approximate"
            return TimeSpan(start=days[0], end=days[-1], precision=precision)
        first = date.fromisoformat(f"{as_of}-01")
    except ValueError:
        return TimeSpan()
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return TimeSpan(start=first, end=last, precision="month")


def _shown(figure: PackFigure) -> str:
    values = [
        str(int(value)) if value.is_integer() else f"{value:g}"
        for value in (figure.low, figure.best, figure.high)
        if value is not None
    ]
    unique = list(dict.fromkeys(values))
    if not unique:
        return "no figure found"
    return f"{' / '.join(unique)} {figure.unit}".strip()


def _type(parameter: str) -> str:
    return next((kind for part, kind in _TYPES if part in parameter), "count_report")
