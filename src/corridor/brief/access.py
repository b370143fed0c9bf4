"""Roads and corridors: which are passable for whom, since when, and how much of that is evidence.

Guarantees: every state stands with its probability as word and number, its evidence and the last
proof of passage; silence reads *not known*. Refuses: naming a road open out of silence.
"""

from corridor.brief import ways
from corridor.brief.drawing import map_figure
from corridor.brief.model import Cell, Column, Row, Section, Statement, Table, Text
from corridor.brief.texts import alphabetic
from corridor.brief.view import View, label
from corridor.records.access import CorridorAccess, RoadAccess, TownAccess
from corridor.records.geography import MOVEMENT_CLASSES, MOVEMENT_LABELS, MovementClass

FUEL: tuple[MovementClass, ...] = ("fuel_convoy", "tanker")
_KIND = {"import": 0, "inland": 1}


def map_section(view: View) -> Section:
    """The map, and the same as a list of roads."""
    return Section(
        id="map",
        title=view.t("section.map"),
        blocks=(
            map_figure(view),
            _roads(view),
            Text(id="roads_rest", style="small", statements=view.say(view.t("map.rest"))),
        ),
    )


def section(view: View) -> Section:
    """Corridors for fuel in full, all classes at a glance, towns."""
    t = view.t
    return Section(
        id="access",
        title=t("section.access"),
        blocks=(
            Text(id="access_lead", style="small", statements=view.say(t("access.note"))),
            _corridors(view),
            ways.table(view, _fuel_known(view)),
            Text(id="corridors_rest", style="small", statements=_silent(view)),
            _classes(view),
            _towns(view),
            *(block for block in (ways.rain(view),) if block is not None),
        ),
    )


def in_order(view: View, items: tuple[CorridorAccess, ...]) -> list[CorridorAccess]:
    """Import corridors first, by their normal share of the inflow, then inland ones by name."""

    def key(item: CorridorAccess) -> tuple[int, float, str, int]:
        corridor = view.pack.corridors.get(item.id)
        kind = _KIND[corridor.kind] if corridor else 2
        share = (corridor.normal_share or 0.0) if corridor else 0.0
        return (kind, -share, item.id, MOVEMENT_CLASSES.index(item.cls))

    return sorted(items, key=key)


def _fuel_known(view: View) -> list[CorridorAccess]:
    """Corridors for fuel of which enough is known to name a state."""
    known = (x for x in view.situation.access.corridors if x.cls in FUEL and x.state != "not_known")
    return in_order(view, tuple(known))


def _corridors(view: View) -> Table:
    t = view.t
    return Table(
        id="corridors",
        title=t("access.fuel"),
        columns=(
            Column(label=t("col.corridor"), width=2.6),
            Column(label=t("col.class"), width=1.9),
            Column(label=t("col.state"), width=1.1),
            Column(label=t("col.p_state"), width=2),
            Column(label=t("col.p_open_30"), width=1.9),
            Column(label=t("col.since"), width=0.9),
            Column(label=t("col.passage"), width=0.9),
            Column(label=t("col.evidence"), width=0.9, align="right"),
        ),
        rows=tuple(_corridor(view, item) for item in _fuel_known(view)),
        empty=t("access.none"),
    )


def _silent(view: View) -> tuple[Statement, ...]:
    """Corridors of which too little is known for any fuel movement."""
    known = {
        x.id for x in view.situation.access.corridors if x.cls in FUEL and x.state != "not_known"
    }
    names = dict.fromkeys(
        view.corridor(x.id)
        for x in in_order(view, view.situation.access.corridors)
        if x.id not in known
    )
    return view.say(view.t("access.rest", names=view.t.items(names))) if names else ()


def _corridor(view: View, item: CorridorAccess) -> Row:
    on = view.grounds(item)
    return Row(
        id=f"{item.id}-{item.cls}",
        cells=(
            label(view.corridor(item.id)),
            label(view.t.pick(*MOVEMENT_LABELS[item.cls])),
            view.status("access", item.state, on),
            view.chance(_of_state(item), on),
            view.chance(item.p_open_30, on),
            view.dated(item.since, on),
            view.dated(item.last_passage, on),
            _evidence(view, item),
        ),
    )


def _of_state(item: CorridorAccess | RoadAccess) -> float:
    return {"open": item.p_open, "contested": item.p_contested, "closed": item.p_closed}[item.state]


def _evidence(view: View, item: CorridorAccess | RoadAccess | TownAccess) -> Cell:
    on = view.grounds(item)
    if not on:
        return label("–")
    return view.cell(view.n.percent(item.evidence), on, Cell(best=item.evidence, unit="share"))


def _classes(view: View) -> Table:
    t = view.t
    table: dict[str, dict[str, CorridorAccess]] = {}
    for item in in_order(view, view.situation.access.corridors):
        table.setdefault(item.id, {})[item.cls] = item
    rows = []
    for name, by_class in table.items():
        cells = [label(view.corridor(name))]
        for cls in MOVEMENT_CLASSES:
            found = by_class.get(cls)
            state = found.state if found else "not_known"
            on = view.grounds(found) if found else view.of_claims(())
            cells.append(view.status("access", state, on))
        rows.append(Row(id=name, cells=tuple(cells)))
    heads = tuple(
        Column(label=t.pick(*MOVEMENT_LABELS[cls]), width=1.2) for cls in MOVEMENT_CLASSES
    )
    return Table(
        id="classes",
        title=t("access.classes"),
        columns=(Column(label=t("col.corridor"), width=2.4), *heads),
        rows=tuple(rows),
        empty=t("access.none"),
    )


def _towns(view: View) -> Table:
    t = view.t
    heard = [
        x for x in view.situation.access.towns
        if x.siege_level != "not_known" or x.encirclement_volume is not None
        or x.encirclement_approaches is not None
    ]  # fmt: skip
    heard.sort(key=lambda x: (x.id != view.pack.capital, alphabetic(view.place(x.id))))
    return Table(
        id="towns",
        title=t("access.towns"),
        columns=(
            Column(label=t("col.town"), width=2),
            Column(label=t("col.siege"), width=1.6),
            Column(label=t("col.approaches"), width=1.6, align="right"),
            Column(label=t("col.volume"), width=1.6, align="right"),
            Column(label=t("col.evidence"), width=1, align="right"),
        ),
        rows=tuple(_town(view, item) for item in heard),
        empty=t("access.no_towns"),
    )


def _town(view: View, item: TownAccess) -> Row:
    on = view.grounds(item)

    def share(value: float | None) -> Cell:
        if value is None:
            return label("–")
        return view.cell(view.n.percent(value), on, Cell(best=value, unit="share"))

    return Row(
        id=item.id,
        cells=(
            label(view.place(item.id)),
            view.status("siege", item.siege_level, on),
            share(item.encirclement_approaches),
            share(item.encirclement_volume),
            _evidence(view, item),
        ),
    )


def _roads(view: View) -> Table:
    t = view.t
    found = sorted(
        (x for x in view.situation.access.roads if x.cls == "tanker" and x.state != "not_known"),
        key=lambda x: (_RANK[x.state], alphabetic(view.road(x.id))),
    )
    rows = tuple(
        Row(
            id=item.id,
            cells=(
                label(view.road(item.id)),
                view.status("access", item.state, view.grounds(item)),
                view.chance(_of_state(item), view.grounds(item)),
                view.dated(item.since, view.grounds(item)),
                view.dated(item.last_passage, view.grounds(item)),
                _evidence(view, item),
            ),
        )
        for item in found
    )  # fmt: skip
    return Table(
        id="roads",
        title=t("map.list"),
        folded=True,
        columns=(
            Column(label=t("col.road"), width=2.6),
            Column(label=t("col.state"), width=1.2),
            Column(label=t("col.p_state"), width=1.8),
            Column(label=t("col.since"), width=1),
            Column(label=t("col.passage"), width=1.2),
            Column(label=t("col.evidence"), width=1, align="right"),
        ),
        rows=rows,
        empty=t("access.none"),
    )


_RANK = {"closed": 0, "contested": 1, "open": 2}
