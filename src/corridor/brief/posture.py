"""The user's own ladder, which tripwires are met and why; and what changed in seven days.

Guarantees: levels and conditions stand in the user's words, each with its value and what that rests
on. Refuses: a level of ours, and any sentence that tells someone what to do.
"""

from corridor.brief.model import Cell, Column, Ladder, Row, Section, Step, Table, Text
from corridor.brief.numbers import in_days
from corridor.brief.view import Grounds, View, label
from corridor.records.posture import Tripwire
from corridor.records.situation import Change

_ORDER = {"met": 0, "not_known": 1, "not_met": 2}


def section(view: View) -> Section:
    """The ladder with the highest level met, then every tripwire."""
    posture, t = view.situation.posture, view.t
    names = {level.id: t.pick(level.name_en, level.name_fr) for level in posture.ladder}
    met = [x for x in posture.tripwires if x.level == posture.level and x.state == "met"]
    none = t("posture.none")
    lead = t(
        "posture.lead",
        level=names.get(posture.level or "", none),
        previous=names.get(posture.previous or "", none),
    )
    statements = view.say(lead, view.grounds(*met)) if met else view.say(t("posture.none_met"))
    steps = tuple(_step(view, level.id, names[level.id]) for level in posture.ladder)
    return Section(
        id="posture",
        title=t("section.posture"),
        blocks=(
            Text(id="posture_lead", statements=statements),
            Ladder(id="ladder", steps=steps),
            _tripwires(view, names),
            Text(id="posture_note", style="small", statements=view.say(t("posture.note"))),
        ),
    )


def changes(view: View) -> Section:
    """What differs from seven days before, and the claims that moved it."""
    t, since = view.t, view.situation.changes_since
    columns = (
        Column(label=t("col.what"), width=3),
        Column(label=t("col.before"), width=1.4),
        Column(label=t("col.now"), width=1.4),
    )
    rows = tuple(
        _change(view, number, item) for number, item in enumerate(view.situation.changes, start=1)
    )
    table = Table(
        id="changes_table",
        title=t("changes.since", day=view.n.day(since)) if since else "",
        columns=columns,
        rows=rows,
        empty=t("changes.none") if since else t("changes.no_earlier"),
    )
    return Section(id="changes", title=t("section.changes"), blocks=(table,))


def _step(view: View, level: str, name: str) -> Step:
    posture = view.situation.posture
    wires = [x for x in posture.tripwires if x.level == level]
    met = sum(x.state == "met" for x in wires)
    state = "current" if level == posture.level else "other"
    if level == posture.previous and state == "other":
        state = "previous"
    counts = view.t("posture.counts", met=met, of=len(wires)) if wires else ""
    on = view.grounds(*wires)
    return Step.model_validate(
        {"name": name, "state": state, "counts": counts if on else "", "basis": on.basis,
         "claims": on.claims, "assumptions": on.assumptions}
    )  # fmt: skip


def _tripwires(view: View, names: dict[str, str]) -> Table:
    t = view.t
    rank = {level.id: step for step, level in enumerate(view.situation.posture.ladder)}
    wires = sorted(
        view.situation.posture.tripwires,
        key=lambda x: (_ORDER[x.state], -rank.get(x.level, 0), x.id),
    )
    return Table(
        id="tripwires",
        columns=(
            Column(label=t("col.condition"), width=3),
            Column(label=t("col.level"), width=1.7),
            Column(label=t("col.state"), width=1),
            Column(label=t("col.value"), width=1.1),
            Column(label=t("col.threshold"), width=1),
            Column(label=t("col.why"), width=3),
        ),
        rows=tuple(_tripwire(view, wire, names) for wire in wires),
        empty=t("posture.no_tripwires"),
    )


def _tripwire(view: View, wire: Tripwire, names: dict[str, str]) -> Row:
    t, on = view.t, view.grounds(wire)
    why = t.pick(wire.why_en, wire.why_fr)
    hidden = view.public and in_days(wire.unit)
    return Row(
        id=wire.id,
        cells=(
            label(t.pick(wire.text_en, wire.text_fr)),
            label(names.get(wire.level, wire.level)),
            view.status("tripwire", wire.state, on),
            _value(view, wire.value, wire.unit, on),
            _value(view, wire.threshold, wire.unit, on),
            view.cell(why, on) if why and not hidden else Cell(text="–"),
        ),
    )


def _value(view: View, value: float | str | None, unit: str, on: Grounds) -> Cell:
    if value is None:
        return Cell(text="–")
    if isinstance(value, str):
        return view.cell(view.t.maybe(f"word.{value}", value.replace("_", " ")), on)
    if view.public and in_days(unit):
        return view.cell(view.n.days_band(value, value), on, Cell(unit="band"))
    if unit in {"probability", "share"}:
        return view.cell(view.n.percent(value), on, Cell(best=value, unit=unit))
    text = f"{view.n.number(value)}\u00a0{view.unit(unit)}".strip()
    return view.cell(text, on, Cell(best=value, unit=unit))


def _change(view: View, number: int, item: Change) -> Row:
    on = view.grounds(item, basis="observed" if item.claims else "modelled")
    before = view.t.maybe(f"word.{item.before}", item.before.replace("_", " "))
    after = view.t.maybe(f"word.{item.after}", item.after.replace("_", " "))
    return Row(
        id=f"change-{number}",
        cells=(
            label(view.t.pick(item.what_en, item.what_fr)),
            view.cell(before, on, Cell(state=item.before)),
            view.cell(after, on, Cell(state=item.after)),
        ),
    )
