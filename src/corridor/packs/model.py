"""What a country pack holds, as records: the tables of a folder, checked and typed.

Guarantees: `Pack.at(day)` holds only what could be known by the end of that day. Refuses: code in
a pack; a country is data. Loading lives in `load`, checking in `check`.
"""

import re
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, Self, TypeVar

from pydantic import Field

from corridor.records.base import Ident, Record, Slug
from corridor.records.events import RelationKind
from corridor.records.exits import ExitKind, PersonCategory
from corridor.records.figures import Assumption, PackFigure
from corridor.records.geography import Corridor, Place, Road
from corridor.records.outlook import Question
from corridor.records.posture import Level
from corridor.records.report import Claim, Report, Source


class Product(Record):
    """One fuel. `density` in kg/litre converts tonnes; `simulated` products have a supply chain."""

    id: Slug
    name_en: str
    name_fr: str
    density: float = Field(gt=0)
    simulated: bool = True
    known_from: date


class Actor(Record):
    """A named actor with aliases in both languages.

    `public` is False for private persons and small firms: their names never leave the machine.
    """

    id: Slug
    name_en: str
    name_fr: str
    aliases: tuple[str, ...] = ()
    cls: str = Field(alias="class")
    parent: Slug | None = None
    country: str = ""
    public: bool = True
    neutral_en: str = ""
    neutral_fr: str = ""
    known_from: date


class PackRelation(Record):
    """A dated tie between two actors, with the claims or the address it rests on."""

    id: Slug
    subject: Slug
    kind: RelationKind
    object: Slug
    start: date | None = None
    end: date | None = None
    known_from: date
    claims: tuple[Ident, ...] = ()
    source: str = ""
    note: str = ""
    note_fr: str = ""


class ExitWay(Record):
    """A way out for people, as the pack knows it in normal times."""

    id: Slug
    kind: ExitKind
    name_en: str
    name_fr: str
    from_place: Slug
    to_place: Slug | None = None
    corridor: Slug | None = None
    access_road: Slug | None = None
    categories: tuple[PersonCategory, ...] = ()
    seats_per_week: float | None = Field(default=None, ge=0)
    capacity_figure: str = ""
    assumptions: tuple[Ident, ...] = ()
    source: str
    known_from: date
    note: str = ""


class Advisory(Record):
    """One government's travel advice, paraphrased, with the claim made from it.

    `says_fr` tells `advice` and `ways_out` in French; empty where the pack has no French.
    """

    id: Slug
    issuer: str
    issued: date
    advice: str
    staff_posture: str = ""
    ways_out: str = ""
    says_fr: str = ""
    level: Literal["leave_now", "leave_soon", "do_not_travel", "caution", "posture_only", "eased"]
    url: str
    published: str
    known_from: date
    note: str = ""


class TripwireRule(Record):
    """One condition of the user's ladder: `metric` compared with `threshold`.

    `metric` names a value of the situation, for instance `supply.bamako.petrol.p_dry.7`.
    """

    id: Slug
    level: Slug
    text_en: str
    text_fr: str
    metric: str
    compare: Literal[">=", "<=", "==", "in"]
    threshold: float | str
    unit: str = ""


class Redaction(Record):
    """Words that must not leave the machine, and what stands in their place."""

    pattern: str = Field(min_length=3)
    replacement_en: str
    replacement_fr: str
    why: Literal["private_person", "small_firm", "depot", "planned", "military_stock"]


_SENTENCE = re.compile(r"(?<=[.!?]) ")


class Pack(Record):
    """A country as data."""

    id: Slug
    version: str
    name_en: str
    name_fr: str
    country: str = Field(min_length=2, max_length=2)
    timezone: str
    capital: Slug
    crisis_start: date
    simulate_from: date
    in_sample_until: date | None = None
    folder: Path
    places: dict[str, Place]
    roads: dict[str, Road]
    corridors: dict[str, Corridor]
    products: dict[str, Product]
    figures: tuple[PackFigure, ...] = ()
    assumptions: dict[str, Assumption] = {}
    exits: tuple[ExitWay, ...] = ()
    actors: dict[str, Actor] = {}
    relations: tuple[PackRelation, ...] = ()
    sources: dict[str, Source] = {}
    advisories: tuple[Advisory, ...] = ()
    questions: tuple[Question, ...] = ()
    ladder: tuple[Level, ...] = ()
    tripwires: tuple[TripwireRule, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    reports: dict[str, Report] = {}
    claims: tuple[Claim, ...] = ()
    in_french: dict[str, str] = {}
    """Paraphrases of coded claims in French, by the English words."""

    def __repr__(self) -> str:
        return f"Pack({self.id!r}, version={self.version!r}, {len(self.claims)} claims)"

    def at(self, as_of: date) -> Self:
        """Return the pack as it could be known at the end of `as_of`."""
        return self.model_copy(
            update={
                "places": _known(self.places, as_of),
                "roads": _known(self.roads, as_of),
                "corridors": _known(self.corridors, as_of),
                "products": _known(self.products, as_of),
                "figures": tuple(x for x in self.figures if x.known_from <= as_of),
                "assumptions": _known(self.assumptions, as_of),
                "exits": tuple(x for x in self.exits if x.known_from <= as_of),
                "actors": _known(self.actors, as_of),
                "relations": tuple(x for x in self.relations if x.known_from <= as_of),
                "sources": _known(self.sources, as_of),
                "advisories": tuple(x for x in self.advisories if x.known_from <= as_of),
                "questions": tuple(x for x in self.questions if x.known_from <= as_of),
                "reports": _known(self.reports, as_of),
                "claims": tuple(x for x in self.claims if x.known_from <= as_of),
            }
        )

    def french_of(self, words: str, text: str) -> str:
        """Return the French of a paraphrase, or of its first sentences `text`; empty where none."""
        whole = self.in_french.get(text)
        if whole or not words.startswith(text):
            return whole or ""
        sentences = _SENTENCE.split(self.in_french.get(words, ""))
        return " ".join(sentences[: len(_SENTENCE.split(text))])

    def figure(
        self,
        parameter: str,
        *,
        place: str | None = None,
        corridor: str | None = None,
        product: str | None = None,
        sector: str | None = None,
    ) -> PackFigure | None:
        """Return the newest known figure with exactly these keys, or None."""
        found = [
            row
            for row in self.figures
            if (row.parameter, row.place, row.corridor, row.product, row.sector)
            == (parameter, place, corridor, product, sector)
        ]
        return max(found, key=lambda row: (row.known_from, row.id), default=None)

    def assumption(self, name: str) -> Assumption:
        """Return one assumption; KeyError says which file should hold it."""
        try:
            return self.assumptions[name]
        except KeyError:
            msg = (
                f"pack '{self.id}' has no assumption '{name}' known by then; "
                "add a row to assumptions.csv"
            )
            raise KeyError(msg) from None


class _Dated(Protocol):
    @property
    def known_from(self) -> date: ...


_D = TypeVar("_D", bound=_Dated)


def _known(table: dict[str, _D], as_of: date) -> dict[str, _D]:
    return {key: row for key, row in table.items() if row.known_from <= as_of}
