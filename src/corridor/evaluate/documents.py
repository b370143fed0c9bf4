"""The labelled texts: where they lie, how they look, and a digest that changes when they do.

Guarantees: a document that loads has claims whose quotes occur exactly once and whose types are in
the catalogue. Refuses: a set that is not there (evaluation sets live in a checkout, not in the
package), and lines that do not hold together, with file and row.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import ValidationError, model_validator

from corridor.records.base import Band, Record, digest
from corridor.records.dates import TimeSpan
from corridor.records.errors import InputError, NeedsError
from corridor.records.event_types import event_types
from corridor.records.report import Assertion, Kind, PlacePrecision, Report, Role

_R = TypeVar("_R", bound=Record)

Split = Literal["dev", "heldout"]
SPLITS: tuple[Split, ...] = ("dev", "heldout")
READING_SPLITS = (*SPLITS, "fresh", "second", "later", "third", "varied", "broad", "fourth")
"""Of the reading set: those after the first two were written later, by people who saw neither rules nor
results; `fresh`, `later`, `varied` and `broad` were then read while rules were written, `second`, `third` and
`fourth` are set aside."""
SHOWN = frozenset({"dev", "fresh", "later", "varied", "broad"})
"""Splits whose words may be shown; the others are set aside."""
ASIDE: tuple[str, ...] = ("heldout", "second", "third", "fourth")
"""Splits that neither rules nor models were made on."""


class GoldActor(Record):
    """An actor a claim should name; `implied` ones may be missing."""

    role: Role
    name: str
    id: str | None = None
    implied: bool = False


class GoldPlace(Record):
    """A place a claim should name (degrees); `implied` ones may be missing."""

    name: str
    id: str | None = None
    lat: float
    lon: float
    country: str
    precision: PlacePrecision
    radius_km: float | None = None
    implied: bool = False


class GoldTime(TimeSpan):
    """When it happened; `implied` where the date is carried over from a neighbouring sentence."""

    implied: bool = False


class GoldFigure(Band):
    """A number with its unit; `vague` where the text has a word ("dozens") and the band is ours."""

    of: str = ""
    vague: bool = False


class Accept(Record):
    """Other labels that are right as well."""

    kinds: tuple[Kind, ...] = ()
    types: tuple[str, ...] = ()
    assertions: tuple[Assertion, ...] = ()


class GoldClaim(Record):
    """One labelled claim (evals/reading/GUIDE.md)."""

    quote: str
    kind: Kind
    type: str
    assertion: Assertion = "asserted"
    speaker: str | None = None
    actors: tuple[GoldActor, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    time: GoldTime = GoldTime()
    figures: tuple[GoldFigure, ...] = ()
    accept: Accept = Accept()

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind that is right."""
        return frozenset((self.kind, *self.accept.kinds))

    @property
    def types(self) -> frozenset[str]:
        """Every type that is right."""
        return frozenset((self.type, *self.accept.types))

    @property
    def assertions(self) -> frozenset[str]:
        """Every assertion that is right."""
        return frozenset((self.assertion, *self.accept.assertions))


class GoldToponym(Record):
    """One place name in the text, with its span in characters."""

    name: str
    span: tuple[int, int]
    id: str | None = None
    lat: float
    lon: float
    country: str = ""
    precision: PlacePrecision = "unknown"


class GoldDocument(Record):
    """One labelled text."""

    id: str
    lang: Literal["en", "fr"]
    style: str
    published: date
    text: str
    hard: tuple[str, ...] = ()
    claims: tuple[GoldClaim, ...] = ()
    toponyms: tuple[GoldToponym, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        known = event_types()
        for claim in self.claims:
            if self.text.count(claim.quote) != 1:
                msg = f"quote occurs {self.text.count(claim.quote)} times: {claim.quote[:60]!r}"
                raise ValueError(msg)
            if unknown := sorted(claim.types - set(known)):
                msg = f"unknown types {unknown} in {claim.quote[:60]!r}"
                raise ValueError(msg)
        for name in self.toponyms:
            if self.text[slice(*name.span)] != name.name:
                msg = f"'{name.name}' does not stand at {name.span}"
                raise ValueError(msg)
        return self

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The span of each claim, in the order of `claims`."""
        starts = (self.text.index(claim.quote) for claim in self.claims)
        return tuple(
            (start, start + len(claim.quote))
            for start, claim in zip(starts, self.claims, strict=True)
        )

    def report(self) -> Report:
        """Return the text as a report, published on its day and known from then."""
        return plain_report(self.id, self.text, self.published, self.lang)


def plain_report(ident: str, text: str, published: date, language: str = "") -> Report:
    """Return a text as a report of no known source."""
    return Report(
        id=ident,
        source="evaluation",
        origin="evaluation",
        text=text,
        language=language,
        published=published,
        published_precision="day",
        known_from=published,
    )


def find_evals(start: Path | None = None) -> Path:
    """Return the `evals` folder of the checkout, walking up from `start` (default: here).

    Raises:
        NeedsError: there is none; evaluation sets are not part of the installed package.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "evals" / "reading" / "GUIDE.md").is_file():
            return folder / "evals"
    msg = (
        f"no evaluation sets found in {here} or above. They are kept in the `evals` folder of the "
        "source checkout, not in the installed package. Next: run this inside a checkout"
    )
    raise NeedsError(msg)


def read_set(folder: Path) -> tuple[GoldDocument, ...]:
    """Return every document of a folder of JSONL files, by file name and line.

    Raises:
        NeedsError: there are no files.
        InputError: a line is no labelled document, or two share an id.
    """
    documents = [row for path in set_files(folder) for row in read_lines(path, GoldDocument)]
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            msg = f"id '{document.id}' occurs twice"
            raise InputError(msg, where=str(folder))
        seen.add(document.id)
    return tuple(documents)


def set_files(folder: Path) -> tuple[Path, ...]:
    """Return the JSONL files of a set in order; NeedsError where there are none."""
    files = tuple(sorted(folder.glob("*.jsonl")))
    if not files:
        msg = f"no evaluation set in {folder}. Next: run this inside a full source checkout"
        raise NeedsError(msg)
    return files


def read_lines(path: Path, record: type[_R]) -> list[_R]:
    """Return the records of one JSONL file; InputError names file and row."""
    rows: list[_R] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(record.model_validate(json.loads(line)))
        except (json.JSONDecodeError, ValidationError) as error:
            raise InputError(str(error), where=path.name, row=number) from error
    return rows


def set_digest(files: Sequence[Path]) -> str:
    """Return the SHA-256 of the files' names and bytes: it changes when the set does."""
    ordered = sorted(files, key=lambda path: path.name)
    return digest(part for path in ordered for part in (path.name, path.read_bytes()))
