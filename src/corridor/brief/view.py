"""What every section is built with: the situation, the words, and the way to sources.

Guarantees: a cell or sentence with a number is made only with claims or assumptions behind it, and
claims of a handling above the audience never appear. Refuses: ungrounded figures; they are left
out and counted, so that the briefing can say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from corridor.brief.model import Basis, Cell, Note, Statement
from corridor.brief.numbers import Numbers, in_days, settled
from corridor.brief.placed import placed
from corridor.brief.texts import Texts
from corridor.packs.model import Pack
from corridor.records.base import Band, Quantiles
from corridor.records.event_types import event_types
from corridor.records.events import Event
from corridor.records.organisation import HANDLING_FOR, Audience
from corridor.records.report import COARSE_PLACES, Claim, PlaceRef, Report
from corridor.records.situation import Situation
from corridor.records.units import unit_words
from corridor.records.words import Lang


class HasGrounds(Protocol):
    """Anything that names claims; `assumptions` and `basis` are read where it has them."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of claims."""
        ...


@dataclass
class Notes:
    """Numbers each distinct set of claims and assumptions once, in the order it is first shown."""

    numbers: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = field(default_factory=dict)
    unsourced: int = 0

    def number(self, claims: tuple[str, ...], assumptions: tuple[str, ...]) -> int:
        """Return the number of a set, a new one where it was not seen before."""
        return self.numbers.setdefault((claims, assumptions), len(self.numbers) + 1)

    def records(self) -> tuple[Note, ...]:
        """Return every note in the order of its number."""
        return tuple(
            Note(number=number, claims=claims, assumptions=assumptions)
            for (claims, assumptions), number in self.numbers.items()
        )


@dataclass(frozen=True)
class Wording:
    """A text with the language it is in, empty for the reader's own."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Grounds:
    """What something rests on, after the audience's limits."""

    basis: Basis = "none"
    claims: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.claims or self.assumptions)


@dataclass(frozen=True)
class View:
    """A situation seen in one language by one audience."""

    situation: Situation
    pack: Pack
    lang: Lang
    audience: Audience
    notes: Notes = field(default_factory=Notes)

    @cached_property
    def t(self) -> Texts:
        """The words of the language."""
        return Texts(self.lang)

    @cached_property
    def n(self) -> Numbers:
        """Numbers and dates of the language."""
        return Numbers(self.lang, self.situation.as_of.year)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.situation.reports}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims this audience may see, by id; `planned` ones are in no briefing."""
        allowed = HANDLING_FOR[self.audience]
        return {
            claim.id: claim
            for claim in self.situation.claims
            if claim.assertion != "planned" and self._handling(claim) in allowed
        }

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events with at least one claim this audience may see, newest first."""
        seen = [
            event
            for event in self.situation.events
            if event.assertion != "planned" and any(item in self.claims for item in event.claims)
        ]
        return tuple(sorted(seen, key=lambda x: (-_ordinal(x.time.last or x.known_from), x.id)))

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """The event a claim was merged into."""
        return {claim: event for event in self.situation.events for claim in event.claims}

    @property
    def public(self) -> bool:
        """Whether bands stand in place of days."""
        return self.audience == "public"

    def other_language(self) -> "View":
        """The same in the other language, with notes of its own."""
        return replace(self, lang="fr" if self.lang == "en" else "en", notes=Notes())

    def _handling(self, claim: Claim) -> str:
        report = self.reports.get(claim.report)
        return report.handling if report else "public"

    # -- names -------------------------------------------------------------------------------

    def place(self, name: str) -> str:
        """The name of a place of the pack; the id itself where the pack has none."""
        found = self.pack.places.get(name)
        return self.t.pick(found.name_en, found.name_fr) if found else name

    def place_ref(self, ref: PlaceRef | None) -> str:
        """A place as a claim names it; a coarse one says that it is no point."""
        if ref is None:
            return self.t("word.place_unknown")
        known = ref.id and ref.id in self.pack.places
        if ref.precision == "country" and (ref.country or self.pack.country) == self.pack.country:
            return self.t("where.national", name=self.t.pick(self.pack.name_en, self.pack.name_fr))
        name = self.place(ref.id) if known and ref.id else placed(ref.name, self)
        if ref.precision not in COARSE_PLACES or ref.precision == "unknown":
            return name
        word = self.t("precision." + ref.precision)
        return name if word.casefold() in name.casefold() else f"{name} ({word})"

    def corridor(self, name: str) -> str:
        """The name of a corridor of the pack."""
        found = self.pack.corridors.get(name)
        return self.t.pick(found.name_en, found.name_fr) if found else name

    def road(self, name: str) -> str:
        """The name of a road of the pack."""
        found = self.pack.roads.get(name)
        return self.t.pick(found.name_en, found.name_fr) if found else name

    def product(self, name: str) -> str:
        """The name of a fuel."""
        found = self.pack.products.get(name)
        return self.t.pick(found.name_en, found.name_fr) if found else name

    def actor(self, name: str) -> str:
        """The neutral name of a public actor; private ones are not named."""
        found = self.pack.actors.get(name)
        if found is None:
            return name
        if not found.public:
            return self.t("word.private_actor")
        neutral = self.t.pick(found.neutral_en, found.neutral_fr)
        return neutral or self.t.pick(found.name_en, found.name_fr)

    def type_label(self, name: str) -> str:
        """The label of an event type."""
        found = event_types().get(name)
        return self.t.pick(found.label_en, found.label_fr) if found else name.replace("_", " ")

    def unit(self, unit: str, count: float | None = None) -> str:
        """A unit in this language, in the number a count takes; the plural without one."""
        return unit_words(unit, self.lang, count).replace("'", "’")

    def own(self, english: str, french: str) -> Wording:
        """Words a record brings: French where it has them, else English, marked as such."""
        if self.lang == "fr" and french:
            return Wording(self.t.pick(english, french))
        return Wording(english, "" if self.lang == "en" else "en")

    def issuer(self, name: str) -> str:
        """An authority by the name the pack gives it in this language."""
        return self._by_name.get(name.casefold(), name)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        actors = self.pack.actors.values()
        return {x.name_en.casefold(): self.t.pick(x.name_en, x.name_fr) for x in actors if x.public}

    def event_text(self, event: Event) -> str:
        """The words of an event: its summary, or a claim's where some of it is held back."""
        shown = [item for item in event.claims if item in self.claims]
        if event.summary and len(shown) == len(event.claims):
            return event.summary
        return self.claims[shown[0]].words

    def event_words(self, event: Event) -> Wording:
        """The words of an event, with the language of the claim they come from."""
        text = self.event_text(event)
        shown = [self.claims[item] for item in event.claims if item in self.claims]
        claim = next((item for item in shown if item.words.startswith(text)), shown[0])
        return self.told(claim, text)

    def told(self, claim: Claim, text: str) -> Wording:
        """Words of a claim with their language: a paraphrase in the reader's own, where it has one."""
        french = self.pack.french_of(claim.words, text) if self.lang == "fr" else ""
        if french:
            return Wording(self.t.pick(text, french))
        report = self.reports.get(claim.report)
        return Wording(
            text, (report.language if report and claim.quote is not None else "") or "en"
        )

    @cached_property
    def place_names(self) -> dict[str, str]:
        """English names of the pack's places, folded, with their names in this language."""
        places = self.pack.places.values()
        return {x.name_en.casefold(): self.t.pick(x.name_en, x.name_fr) for x in places}

    @cached_property
    def source_names(self) -> dict[str, str]:
        """Names of sources by id."""
        return {source.id: source.name for source in self.situation.sources}

    def outlet(self, claim: str) -> str:
        """Who published a claim."""
        report = self.reports.get(self.claims[claim].report)
        return self.source_names.get(report.source, report.source) if report else "–"

    # -- grounds -----------------------------------------------------------------------------

    def grounds(self, *items: HasGrounds, basis: Basis | None = None) -> Grounds:
        """Join what items rest on, keeping only ids that this audience can open."""
        claims = {name for item in items for name in item.claims if name in self.claims}
        known = self.situation.assumption_by_id
        assumptions = {
            name for item in items for name in getattr(item, "assumptions", ()) if name in known
        }
        kinds: list[Basis] = [getattr(item, "basis", "observed") for item in items]
        return Grounds(
            basis=basis or _weakest(kinds),
            claims=tuple(sorted(claims)),
            assumptions=tuple(sorted(assumptions)),
        )

    def of_claims(self, ids: Iterable[str], basis: Basis = "observed") -> Grounds:
        """Grounds made of claims alone."""
        return Grounds(basis=basis, claims=tuple(sorted({x for x in ids if x in self.claims})))

    def say(self, text: str, on: Grounds | None = None, *, lang: str = "") -> tuple[Statement, ...]:
        """One sentence; nothing where it should rest on something and does not."""
        if on is None:
            return (Statement(text=text, lang=lang),)
        if not on:
            self.notes.unsourced += 1
            return ()
        return (
            Statement(
                text=text, lang=lang, basis=on.basis, claims=on.claims,
                assumptions=on.assumptions, note=self.notes.number(on.claims, on.assumptions),
            ),
        )  # fmt: skip

    def cell(self, text: str, on: Grounds, cell: Cell | None = None) -> Cell:
        """A cell that rests on something; a dash, counted, where it rests on nothing."""
        if not on:
            self.notes.unsourced += 1
            return Cell(text="–")
        return (cell or Cell()).model_copy(
            update={
                "text": text, "basis": on.basis, "claims": on.claims,
                "assumptions": on.assumptions,
                "note": self.notes.number(on.claims, on.assumptions),
            }
        )  # fmt: skip

    def amount(
        self, value: Band | Quantiles | None, unit: str, on: Grounds, *, bare: bool = False
    ) -> Cell:
        """A range with its unit as a cell; a band of days for the public where it counts days.

        `bare` leaves the unit to the head of the column.
        """
        if value is None:
            return Cell(text="–")
        low, best, high = _triple(value)
        if self.public and in_days(unit):
            text = self.n.days_band(_first(low, best, high), _first(high, best, low))
            return self.cell(text, on, Cell(unit="band"))
        shown = "" if bare else self.unit(unit, _last(high, best, low))
        text = (
            self.n.quantiles(settled(value, unit), shown, word=not bare)
            if isinstance(value, Quantiles)
            else self.n.band(value, shown)
        )
        return self.cell(text, on, Cell(low=low, best=best, high=high, unit=unit))

    def chance(
        self, p: float | None, on: Grounds, low: float | None = None, high: float | None = None
    ) -> Cell:
        """A probability as a cell: word and number."""
        if p is None:
            return Cell(text="–")
        return self.cell(self.n.odds(p), on, Cell(low=low, best=p, high=high, unit="probability"))

    def status(self, group: str, state: str, on: Grounds) -> Cell:
        """A status in words; *not known* needs no source, for nothing is said."""
        text = self.t(f"{group}.{state}")
        if state == "not_known" and not on:
            return Cell(text=text)
        return self.cell(text, on, Cell(state=state))

    def dated(self, day: date | None, on: Grounds) -> Cell:
        """A day as a cell; a dash where there is none."""
        return self.cell(self.n.short_day(day), on, Cell(day=day)) if day else Cell(text="–")


def label(text: str, lang: str = "") -> Cell:
    """A cell that names a thing and states no number and no status."""
    return Cell(text=text, lang=lang)


def _ordinal(day: date) -> int:
    return day.toordinal()


def _weakest(kinds: Sequence[Basis]) -> Basis:
    order: tuple[Basis, ...] = ("assumed", "modelled", "observed")
    return next((kind for kind in order if kind in kinds), "none")


def _triple(value: Band | Quantiles) -> tuple[float | None, float | None, float | None]:
    if isinstance(value, Quantiles):
        return value.p10, value.p50, value.p90
    return value.low, value.best, value.high


def _last(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _first(*values: float | None) -> float:
    return next((value for value in values if value is not None), 0.0)
