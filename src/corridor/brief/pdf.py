"""The briefing on paper: A4, tagged for screen readers, the same bytes on every run.

Guarantees: text reaches the typesetter only as data, never as markup; only the bundled fonts are
used, and only signs they have; the date of the document is the cut-off. Refuses: packages or files
from elsewhere.
"""

import tempfile
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import typst

from corridor.brief.glyphs import INSTEAD, settable
from corridor.brief.html import MARKS, newest_first, published
from corridor.brief.model import (
    Block,
    Briefing,
    Cell,
    Figure,
    Row,
    Section,
    Sourced,
    Table,
    TrackRecord,
)
from corridor.brief.numbers import Numbers
from corridor.brief.texts import Texts
from corridor.records.base import dump_json

ZERO_WIDTH = "\u200b"
STANDARD: Literal["ua-1"] = "ua-1"
SILENT = frozenset({"not_known"})
PAGE_ONE = ("bottom_line", "contradictions", "posture", "map")
"""Sections that lead on paper, so that the first page answers alone."""
SMALL, GAP = 0.82, 2.0
"""Width of a letter of a fact's name beside one of its value; letters of room between facts."""
Plain = dict[str, Any]


def render(briefing: Briefing) -> bytes:
    """Return the PDF."""
    made = datetime.combine(briefing.header.as_of, datetime.min.time(), UTC)
    with (
        tempfile.TemporaryDirectory() as name,
        as_file(files("corridor.brief").joinpath("fonts")) as fonts,
    ):
        folder = Path(name)
        _write(briefing, folder)
        pdf = typst.compile(
            folder / "brief.typ",
            root=folder,
            font_paths=[fonts],
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            timestamp=int(made.timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single document")
    return pdf


def _write(briefing: Briefing, folder: Path) -> None:
    template = files("corridor.brief").joinpath("templates", "brief.typ").read_text("utf-8")
    (folder / "brief.typ").write_text(template, encoding="utf-8")
    (folder / "data.json").write_text(dump_json(_settable(briefing)), encoding="utf-8")
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                (folder / f"{block.id}.svg").write_text(settable(block.svg), encoding="utf-8")


def _settable(briefing: Briefing) -> Plain:
    """What the template needs, with the signs the fonts have; said where a square stands for others."""
    whole = paper(briefing)
    fitting: Plain = _set(whole)
    if str(fitting).count(INSTEAD) > str(whole).count(INSTEAD):
        fitting["notes_lead"] += " " + Texts(briefing.lang)("nav.square", sign=INSTEAD)
    return fitting


def _set(value: Any) -> Any:
    """All texts within a plain value, as far as the font has their signs."""
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, dict):
        return {name: _set(part) for name, part in value.items()}
    return [_set(part) for part in value] if isinstance(value, list | tuple) else value


def paper(briefing: Briefing) -> Plain:
    """What the template needs, as plain values in the order of the page."""
    t, n = Texts(briefing.lang), Numbers(briefing.lang, briefing.header.as_of.year)
    header = briefing.header
    sections = [_section(section) for section in _page_one_first(briefing)]
    printed = _notes_of(sections)
    notes = [note for note in briefing.notes if note.number in printed]
    named = {claim for note in notes for claim in note.claims}
    return {
        "lang": briefing.lang,
        "title": header.title,
        "subtitle": header.subtitle,
        "warning": header.warning,
        "facts": [[name, value, _fact_width(name, value)] for name, value in header.facts],
        "date": [header.as_of.year, header.as_of.month, header.as_of.day],
        "day": n.day(header.as_of),
        "foot": f"{header.facts[4][1]} · {header.facts[5][1]}",
        "page": t("nav.page"),
        "marks": [[mark, t(f"basis.{basis}")] for basis, mark in MARKS.items() if mark],
        "sections": sections,
        "notes_title": t("section.notes"),
        "notes_lead": t("nav.notes_lead"),
        "claims_title": t("section.claims"),
        "notes": [
            {"number": note.number, "claims": [name for name, _ in newest_first(briefing, note)],
             "assumptions": runs([briefing.assumptions[x].number for x in note.assumptions])}
            for note in notes
        ],
        "claims": [
            {"id": name, "grade": f"{entry.reliability}\u202f{entry.credibility or '–'}",
             "words": entry.words, "quoted": entry.quoted, "lang": entry.lang or "en",
             "by": f"{entry.outlet}, {published(briefing, entry)}"
                   + t("separator.items") + t("claim.known", day=n.day(entry.known_from)),
             "url": _breakable(entry.url or "")}
            for name, entry in briefing.claims.items() if name in named
        ],
    }  # fmt: skip


def _notes_of(printed: Any) -> set[int]:
    """Numbers of the notes that something printed names: paper has room for no others."""
    if isinstance(printed, dict):
        own = {printed["note"]} if isinstance(printed.get("note"), int) else set()
        return own.union(*(_notes_of(part) for part in printed.values()))
    return set().union(*(_notes_of(x) for x in printed)) if isinstance(printed, list) else set()


def _fact_width(name: str, value: str) -> float:
    """The share of the line a fact of the header takes, by the longer of its two texts."""
    return round(max(len(name) * SMALL, len(value)) + GAP, 1)


def runs(numbers: list[int]) -> str:
    """Numbers of assumptions as paper has room for: `A1, A4–A38`."""
    out: list[list[int]] = []
    for number in sorted(numbers):
        if out and number == out[-1][1] + 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return ", ".join(f"A{a}" if a == z else f"A{a}–A{z}" for a, z in out)


def _breakable(url: str) -> str:
    """An address that may break after its signs."""
    for sign in "/-_?&=.":
        url = url.replace(sign, sign + ZERO_WIDTH)
    return url


def _page_one_first(briefing: Briefing) -> list[Section]:
    """The order of the page, with what page one holds drawn together."""
    return sorted(
        briefing.sections,
        key=lambda x: PAGE_ONE.index(x.id) if x.id in PAGE_ONE else len(PAGE_ONE),
    )


def _section(section: Section) -> Plain:
    blocks = [_block(block) for block in section.blocks]
    return {"id": section.id, "title": section.title, "blocks": [x for x in blocks if x]}


def _block(block: Block) -> Plain | None:
    if isinstance(block, Table):
        return _table(block) if block.paper else None
    if isinstance(block, TrackRecord):
        table = _table(block.table) if block.table else None
        return {"kind": "track_record", "title": block.title, "table": table,
                "statements": [_part(x) for x in block.lines]}  # fmt: skip
    if isinstance(block, Figure):
        return {"kind": "figure", "id": block.id, "title": block.title, "alt": block.alt,
                "caption": block.caption, **_part(block)}  # fmt: skip
    if block.kind == "text":
        return {"kind": "text", "title": block.title, "style": block.style,
                "statements": [_part(x) for x in block.statements]}  # fmt: skip
    if block.kind == "ladder":
        return {"kind": "ladder", "steps": [
            {"name": x.name, "state": x.state, "counts": x.counts} for x in block.steps
        ]}  # fmt: skip
    return {"kind": "remarks", "title": block.title, "remarks": list(block.remarks)}


def _table(table: Table) -> Plain:
    return {
        "kind": "table",
        "id": table.id,
        "title": table.title,
        "empty": table.empty,
        "columns": [[x.label, x.width, x.align] for x in table.columns],
        "rows": [
            {
                "cells": _once([_part(x) for x in _narrow(table, row)]),
                "lines": [_part(x) for x in row.lines],
            }
            for row in table.rows
        ],
    }


def _narrow(table: Table, row: Row) -> tuple[Cell, ...]:
    """Cells of a row; ids of assumptions may break after their dots."""
    first, *rest = row.cells
    if table.id != "assumptions_table":
        return row.cells
    return (first.model_copy(update={"text": _breakable(first.text)}), *rest)


def _once(cells: list[Plain]) -> list[Plain]:
    """Name each note once a row, at its last cell: paper has no room to repeat it."""
    for cell in cells:
        if cell["state"] in SILENT:
            cell["note"], cell["mark"] = None, ""
    for step, cell in enumerate(cells):
        later = [x["note"] for x in cells[step + 1 :]]
        if cell["note"] in later:
            cell["note"] = None
    return cells


def _part(item: Sourced) -> Plain:
    """Text, mark, note and status of one part."""
    return {
        "text": getattr(item, "text", ""),
        "mark": MARKS[item.basis],
        "basis": item.basis,
        "note": item.note,
        "state": item.state or "" if isinstance(item, Cell) else "",
        "lang": getattr(item, "lang", ""),
    }
