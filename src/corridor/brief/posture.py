"""The user's own ladder, which tripwires are met and why; and what changed in seven days.

Guarantees: levels and conditions stand in the user's words, each with its value and what that rests
on. Refuses: a level of ours, and any sentence that tells someone what to do.
"""

from corridor.brief.model import Cell, Column, Ladder, Row, Section, Statement, Step, Table, Text
from corridor.brief.numbers import in_days
from corridor.brief.view import Grounds, View, label
from corridor.records.posture import BLUR, Tripwire
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
            Text(
                id="posture_met",
                statements=tuple(x for wire in met for x in _met(view, wire)),
            ),
            Text(id="posture_note", style="small", statements=view.say(t("posture.note"))),
        ),
    )


def tripwires(view: View) -> Section:
    """Every tripwire of the ladder, met or not."""
    posture, t = view.situation.posture, view.t
    names = {level.id: t.pick(level.name_en, level.name_fr) for level in posture.ladder}
    return Section(id="tripwires", title=t("section.tripwires"), blocks=(_tripwires(view, names),))


def _met(view: View, wire: Tripwire) -> tuple[Statement, ...]:
    """One tripwire that is met, with the reason."""
    text = view.t.pick(wire.text_en, wire.text_fr)
    why = _sentence(view.t.pick(wire.why_en, wire.why_fr))
    if not why or (view.public and in_days(wire.unit)):
        return view.say(view.t("posture.met", text=text), view.grounds(wire))
    return view.say(view.t("posture.met_why", text=text, why=why), view.grounds(wire))


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
    on = view.grounds(*wires) or view.grounds(*posture.tripwires)
    return Step.model_validate(
        {"name": name, "state": state, "counts": counts if wires and on else "", "basis": on.basis,
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
        id="tripwires_table",
        columns=(
            Column(label=t("col.condition"), width=2.9),
            Column(label=t("col.level"), width=1.6),
            Column(label=t("col.state"), width=1),
            Column(label=t("col.value"), width=1.35),
            Column(label=t("col.threshold"), width=1.35),
            Column(label=t("col.why"), width=3.2),
        ),
        rows=tuple(_tripwire(view, wire, names) for wire in wires),
        empty=t("posture.no_tripwires"),
    )


def _tripwire(view: View, wire: Tripwire, names: dict[str, str]) -> Row:
    t, on = view.t, view.grounds(wire)
    why = _sentence(t.pick(wire.why_en, wire.why_fr))
    unit = _unit(wire)
    hidden = view.public and in_days(wire.unit)
    return Row(
        id=wire.id,
        cells=(
            label(t.pick(wire.text_en, wire.text_fr)),
            label(names.get(wire.level, wire.level)),
            view.status("tripwire", wire.state, on) if on else label(t(f"tripwire.{wire.state}")),
            _value(view, wire.value, _finer(wire, unit), on)
            if on
            else label(_nothing(view, wire.value)),
            _value(view, wire.threshold, unit, on, exact=True)
            if on
            else label(_limit(view, wire.threshold)),
            (view.cell(why, on) if on else label(why)) if why and not hidden else Cell(text="–"),
        ),
    )


def _limit(view: View, threshold: float | str | None) -> str:
    """The user's own threshold, where no report stands beside it."""
    return view.n.exact(threshold) if isinstance(threshold, float) else threshold or "–"


def _nothing(view: View, value: float | str | None) -> str:
    """A count of nothing reported has no report to open."""
    return view.n.exact(value) if value == 0 else "–"


def _value(
    view: View, value: float | str | None, unit: str, on: Grounds, *, exact: bool = False
) -> Cell:
    """A value as measured, or a threshold exactly as the user set it."""
    if value is None:
        return Cell(text="–")
    if isinstance(value, str):
        words = [view.t.maybe(f"word.{x}", x.replace("_", " ")) for x in value.split("|")]
        return view.cell(" / ".join(words), on)
    if view.public and in_days(unit):
        return view.cell(view.n.days_band(value, value), on, Cell(unit="band"))
    if unit == "probability" and not exact:
        return view.chance(value, on)
    if unit in {"probability", "share", "close"}:
        whole = view.n.exact(value * 100 if exact else round(value * 100))
        share = view.n.percent(value) if unit != "close" and not exact else f"{whole}\u00a0%"
        return view.cell(share, on, Cell(best=value, unit="share" if unit == "close" else unit))
    number = view.n.exact(value) if exact else view.n.number(value)
    text = f"{number} {view.unit(unit, value)}".strip()
    return view.cell(text, on, Cell(best=value, unit=unit))


def _unit(wire: Tripwire) -> str:
    """The unit; a bare number up to 1 set against another such is a probability."""
    pair = (wire.value, wire.threshold)
    bare = not wire.unit and all(isinstance(x, float) and 0 <= x <= 1 for x in pair)
    return "probability" if bare else wire.unit


def _finer(wire: Tripwire, unit: str) -> str:
    """Near its threshold a share is shown unrounded: rounding would blur on which side it lies."""
    value, threshold = wire.value, wire.threshold
    if not isinstance(value, float) or not isinstance(threshold, float):
        return unit
    near = abs(value - threshold) < BLUR
    return "close" if near and unit in {"probability", "share"} else unit


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _change(view: View, number: int, item: Change) -> Row:
    on = view.grounds(item, basis="observed" if item.claims else "modelled")
    before = view.t.maybe(f"word.{item.before}", item.before.replace("_", " "))
    after = view.t.maybe(f"word.{item.after}", item.after.replace("_", " "))
    return Row(
        id=f"change-{number}",
        cells=(
            label(view.t.pick(item.what_en, item.what_fr)),
            view.cell(before, on, Cell(state=item.before)) if on else label(before),
            view.cell(after, on, Cell(state=item.after)) if on else label(after),
        ),
    )
