"""Ways out for people, with the authorities' conditions in their own words.

Guarantees: each condition names its issuer, its date and when a check is next due; free capacity is
a range. Refuses: a "latest day", and any advice of ours on whether or when to go.
"""

from datetime import date

from corridor.brief.model import Cell, Column, Row, Section, Table, Text
from corridor.brief.view import View, label
from corridor.records.exits import PERSON_CATEGORIES, Condition, Exit

RISK_DAYS = (7, 14, 30)
_RANK = {"usable": 0, "limited": 1, "not_known": 2, "not_usable": 3}


def section(view: View) -> Section:
    """Ways with conditions; who can use them; how likely they are to be lost."""
    t = view.t
    ways = sorted(view.situation.exits.ways, key=lambda x: (_RANK[x.state], x.kind, x.id))
    return Section(
        id="exits",
        title=t("section.exits"),
        blocks=(
            Text(id="exits_lead", style="small", statements=view.say(t("exits.note"))),
            _ways(view, ways),
            _conditions(view, ways),
            _people(view, ways),
            _waiting(view, ways),
        ),
    )


def _name(view: View, way: Exit) -> Cell:
    return label(view.t.pick(way.name_en, way.name_fr))


def _ways(view: View, ways: list[Exit]) -> Table:
    t = view.t
    return Table(
        id="ways",
        columns=(
            Column(label=t("col.way"), width=2.4),
            Column(label=t("col.state"), width=1.1),
            Column(label=t("col.why"), width=4),
            Column(label=t("col.free"), width=1.9, align="right"),
        ),
        rows=tuple(_way(view, way) for way in ways),
        empty=t("exits.none"),
    )


def _way(view: View, way: Exit) -> Row:
    on = view.grounds(way)
    issuers = (f"{view.issuer(x.issuer)} ({view.n.short_day(x.issued)})" for x in way.conditions)
    text = view.t("exits.said_by", names=", ".join(dict.fromkeys(issuers)))
    said = view.of_claims(x.claim for x in way.conditions)
    lines = view.say(text, said) if said else ()
    why = view.t.pick(way.why_en, way.why_fr)
    return Row(
        id=way.id,
        cells=(
            _name(view, way),
            view.status("exit", way.state, on),
            view.cell(why, on) if why and on else Cell(text="–"),
            view.amount(
                way.free_capacity, way.free_capacity_unit, view.grounds(way, basis="assumed")
            ),
        ),
        lines=lines,
    )


def _conditions(view: View, ways: list[Exit]) -> Table:
    """What authorities say of any way, each once, newest first."""
    t = view.t
    told: dict[tuple[str, str], Condition] = {}
    for way in ways:
        for item in way.conditions:
            told.setdefault((item.issuer, item.claim), item)
    found = sorted(
        told.values(),
        key=lambda x: (-(x.issued or date.min).toordinal(), x.issuer, x.claim),
    )
    return Table(
        id="conditions",
        title=t("exits.conditions"),
        columns=(
            Column(label=t("col.issuer"), width=1.6),
            Column(label=t("col.issued"), width=1),
            Column(label=t("col.says"), width=6),
            Column(label=t("col.check"), width=1.2),
        ),
        rows=tuple(_condition(view, item) for item in found if item.claim in view.claims),
        empty=t("exits.no_conditions"),
    )


def _condition(view: View, item: Condition) -> Row:
    on = view.of_claims((item.claim,))
    said = view.own(item.says, item.says_fr)
    issued = view.dated(item.issued, on) if item.issued else label(view.t("word.undated"))
    return Row(
        id=f"said-{item.claim}",
        cells=(
            label(view.issuer(item.issuer)),
            issued,
            view.cell(said.text.strip(), on, Cell(lang=said.lang)),
            view.dated(item.check_again, view.of_claims((item.claim,), basis="assumed")),
        ),
    )


def _people(view: View, ways: list[Exit]) -> Table:
    t = view.t
    rows = []
    for way in ways:
        by_category = {item.category: item for item in way.categories}
        cells = [_name(view, way)]
        for category in PERSON_CATEGORIES:
            item = by_category.get(category)
            cells.append(
                view.status("exit", item.state, view.grounds(item)) if item else label("–")
            )
        rows.append(Row(id=f"people-{way.id}", cells=tuple(cells)))
    heads = tuple(Column(label=t(f"person.{name}"), width=1.2) for name in PERSON_CATEGORIES)
    return Table(
        id="people",
        title=t("exits.people"),
        columns=(Column(label=t("col.way"), width=2.4), *heads),
        rows=tuple(rows) if any(way.categories for way in ways) else (),
        empty=t("exits.no_people"),
    )


def _waiting(view: View, ways: list[Exit]) -> Table:
    t = view.t
    heads = [Column(label=t("col.lost", days=days), width=1.5) for days in RISK_DAYS]
    day = () if view.public else (Column(label=t("col.earliest"), width=1.3),)
    return Table(
        id="waiting",
        title=t("exits.waiting"),
        columns=(Column(label=t("col.way"), width=2.4), *heads, *day),
        rows=tuple(_risk(view, way) for way in ways if way.waiting_risk or way.earliest_sensible),
        empty=t("exits.no_waiting"),
    )


def _risk(view: View, way: Exit) -> Row:
    on = view.grounds(way)
    risk = {point.days: point.p_lost for point in way.waiting_risk}
    day = (
        ()
        if view.public
        else (view.dated(way.earliest_sensible, view.grounds(way, basis="assumed")),)
    )
    cells = [view.chance(risk.get(days), on) for days in RISK_DAYS]
    return Row(id=f"waiting-{way.id}", cells=(_name(view, way), *cells, *day))
