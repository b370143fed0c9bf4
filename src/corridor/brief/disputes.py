"""Accounts that cannot all be right, side by side.

Guarantees: every reading stands with who gives it and its grades; equal readings of several
outlets stand once. Refuses: an average of what disagrees.
"""

from corridor.brief.model import Cell, Column, Row, Section, Statement, Table
from corridor.brief.view import View, Wording, label
from corridor.records.events import Contradiction


def dispute_row(view: View, item: Contradiction) -> Row | None:
    """One contradiction as a row; None where the audience may see less than two readings."""
    readings: dict[Wording, list[str]] = {}
    for reading in item.readings:
        if reading.claim in view.claims:
            says = view.own(reading.says, reading.says_fr)
            readings.setdefault(says, []).append(reading.claim)
    if len(readings) < 2:
        return None
    lines: list[Statement] = []
    for says, claims in readings.items():
        who = ", ".join(dict.fromkeys(view.outlet(claim) for claim in claims))
        lines.extend(view.say(f"{says.text} — {who}", view.of_claims(claims), lang=says.lang))
    on = view.of_claims(item_claim for ids in readings.values() for item_claim in ids)
    said = view.own(item.summary, item.summary_fr)
    summary = view.cell(said.text, on, Cell(lang=said.lang))
    about = label(view.t(f"about.{item.about}"))
    return Row(id=item.id, cells=(about, summary), lines=tuple(lines))


def section(view: View) -> Section:
    """All figures and accounts that disagree, the weightiest first."""
    ranked = sorted(view.situation.contradictions, key=lambda x: (x.rank, x.id))
    rows = tuple(row for item in ranked if (row := dispute_row(view, item)))
    table = Table(
        id="disputes_table",
        columns=(Column(label=view.t("col.differs"), width=0.8),
                 Column(label=view.t("col.accounts"), width=4)),
        rows=rows,
        empty=view.t("contradictions.none"),
    )  # fmt: skip
    return Section(id="disputes", title=view.t("section.disputes"), blocks=(table,))
