"""The Briefing: one object that every rendering (HTML, PDF, JSON, map, CSV) is made from.

Guarantees: every text, cell and figure that holds a number or a status carries the ids of its
claims or assumptions, and `claims`, `assumptions` and `sources` resolve each of them. Refuses:
numbers of its own; whatever is shown was selected and formatted from a `Situation`.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from corridor.records.base import BasisKind, Ident, Record, Slug, dump_json
from corridor.records.organisation import Audience
from corridor.records.words import Lang

FORMAT = "corridor-briefing/1"

Basis = Literal[BasisKind, "none"]
"""`none` marks a text that states no number and no status: a label, a limit, a method note."""

METADATA_KEYS: frozenset[str] = frozenset(
    {"format", "header", "remarks", "track_record", "notes", "claims", "assumptions", "sources"}
)
"""Keys of brief.json that need no claims beneath them; docs/briefing.md gives the reason for each.

`header` says how fresh the picture is and how it was made, `remarks` speak of the briefing itself
(what it holds back, its method), `track_record` counts and scores the
ledger, `notes` numbers sets of ids; `claims`, `assumptions` and `sources` are where trails end.
"""


class Sourced(Record):
    """Something shown, with what it rests on; `note` numbers its set of claims and assumptions."""

    basis: Basis = "none"
    claims: tuple[Ident, ...] = ()
    assumptions: tuple[Ident, ...] = ()
    note: int | None = None


class _Lean(Sourced):
    """A part so frequent that its JSON leaves out whatever holds its default."""

    @model_serializer(mode="wrap")
    def _lean(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        return {
            key: value
            for key, value in cast("dict[str, Any]", handler(self)).items()
            if getattr(self, key) != fields[key].get_default(call_default_factory=True)
        }


class Statement(_Lean):
    """One sentence of ours; `lang` is set where it stays in the language of a claim."""

    text: str
    lang: str = ""


class Cell(_Lean):
    """One cell: the text shown, and the same as data where it is a number, a date or a status."""

    text: str = ""
    state: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = ""
    day: date | None = None
    lang: str = ""


class Column(Record):
    """A column head; `width` is its share of the page, `align` is for numbers."""

    label: str
    width: float = Field(default=1.0, exclude=True)
    align: Literal["left", "right"] = "left"


class Row(Record):
    """Cells in the order of the columns; `lines` are sentences that belong under the row."""

    id: str
    cells: tuple[Cell, ...]
    lines: tuple[Statement, ...] = ()


class Table(Record):
    """A table with one row a thing; `paper` is False where paper would not gain from it."""

    kind: Literal["table"] = "table"
    id: Slug
    title: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    empty: str = ""
    folded: bool = False
    paper: bool = True


class Text(Record):
    """Sentences: a lead, a list, or small print."""

    kind: Literal["text"] = "text"
    id: Slug
    title: str = ""
    style: Literal["lead", "list", "small"] = "list"
    statements: tuple[Statement, ...] = ()


class Remarks(Record):
    """Remarks on the briefing itself: what is held back, how it was made, where it ends."""

    kind: Literal["remarks"] = "remarks"
    id: Slug
    title: str = ""
    remarks: tuple[str, ...] = ()


class Step(_Lean):
    """One level of the user's ladder, as it stands."""

    name: str
    state: Literal["current", "previous", "other"] = "other"
    counts: str = ""


class Ladder(Record):
    """The user's ladder, lowest level first."""

    kind: Literal["ladder"] = "ladder"
    id: Slug
    steps: tuple[Step, ...]


class Figure(Sourced):
    """A chart or map: what it shows in words, and its data as a table of plain values.

    `svg` is the drawing; it stays out of the JSON, where `columns` and `data` say the same.
    """

    kind: Literal["figure"] = "figure"
    id: Slug
    title: str
    caption: str = ""
    alt: str
    columns: tuple[str, ...] = ()
    data: tuple[tuple[str | float | None, ...], ...] = ()
    wide: bool = True
    svg: str = Field(default="", exclude=True, repr=False)


class Score(Record):
    """What is known of how well earlier forecasts did: counts and scores of the ledger."""

    question: str
    n: int
    unresolved: int
    brier: float | None = None
    brier_climatology: float | None = None
    brier_last_state: float | None = None
    in_sample: bool = False


class TrackRecord(Record):
    """Scores, a past miss in words and as data, and the note on how to take them."""

    kind: Literal["track_record"] = "track_record"
    id: Slug = "track_record"
    track_record: tuple[Score, ...] = ()
    title: str = ""
    lines: tuple[Statement, ...] = ()
    table: Table | None = Field(default=None, exclude=True)


Block = Annotated[
    Text | Table | Ladder | Figure | Remarks | TrackRecord, Field(discriminator="kind")
]


class Section(Record):
    """One part of the page."""

    id: Slug
    title: str
    blocks: tuple[Block, ...] = ()


class Header(Record):
    """What the picture is, how fresh, how far reviewed, for whom, and how to make it again."""

    title: str
    subtitle: str
    warning: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    pack: Slug
    pack_version: str
    country: str
    as_of: date
    newest_report: date | None = None
    age_days: int | None = None
    stale: bool = False
    origins_7_days: int = 0
    status: Literal["draft", "reviewed"] = "draft"
    handling: str
    days: int
    members: int
    seed: int
    version: str
    inputs_digest: str


class Note(Record):
    """A numbered set of claims and assumptions: what a number on the page opens to."""

    number: int
    claims: tuple[Ident, ...] = ()
    assumptions: tuple[Ident, ...] = ()


class ClaimEntry(Record):
    """A claim as a reader checks it: its words, who published them, when, how it is graded."""

    words: str
    quoted: bool
    lang: str = ""
    kind: str
    type: str
    assertion: str
    speaker: str | None = None
    report: Ident
    source: Slug
    outlet: str
    url: str | None = None
    published: date | None = None
    published_precision: str = "unknown"
    known_from: date
    reliability: str
    credibility: int | None = None
    handling: str
    status: str


class AssumptionEntry(Record):
    """An assumption with its range and reason; the range is a band of days for the public.

    `number` is how notes name it: A1, A2, in the order of the ids; `lang` is that of the reason,
    empty for the reader's own.
    """

    number: int
    text: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = ""
    reason: str
    lang: str = ""
    source: str = ""
    known_from: date
    overridden: bool = False


class SourceEntry(Record):
    """A source with its reliability, and how many of its reports and claims are cited."""

    name: str
    reliability: str
    origin: Slug
    languages: tuple[str, ...] = ()
    belligerent: str | None = None
    claims: int = 0
    newest_report: date | None = None


class Briefing(Record):
    """The whole briefing in one language for one audience; `save` writes all its forms."""

    format: str = FORMAT
    lang: Lang
    audience: Audience
    header: Header
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    claims: dict[str, ClaimEntry] = {}
    assumptions: dict[str, AssumptionEntry] = {}
    sources: dict[str, SourceEntry] = {}
    attachments: dict[str, str] = Field(default={}, exclude=True, repr=False)

    def section(self, name: str) -> Section:
        """Return one section by id; KeyError lists the ids there are."""
        for item in self.sections:
            if item.id == name:
                return item
        msg = f"no section '{name}'; there are: {', '.join(x.id for x in self.sections)}"
        raise KeyError(msg)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return brief.json: deterministic, without the drawings."""
        return dump_json(self.to_dict(), indent=indent) + "\n"

    def save(
        self, folder: str | Path, *, progress: Callable[[str], None] | None = None
    ) -> tuple[Path, ...]:
        """Write brief.html, brief.pdf, brief.json, map.geojson and events.csv; return the paths.

        The folder is made where it is missing; files of the same names are replaced. `progress`
        is called with the name of each file when it is written.
        """
        from corridor.brief.save import write_all  # noqa: PLC0415  # the writers need this module

        return write_all(self, Path(folder), progress=progress)
