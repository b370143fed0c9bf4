"""Beside the corridors' states: the next way, what would change a state, rain, refitted rates.

Guarantees: the next way stands with its own state and evidence, *not known* where nothing is heard
of it; what would change a state was computed by the same filter. Refuses: an order of corridors by
what their closing would do.
"""

from corridor.brief.model import Cell, Column, Row, Table
from corridor.brief.view import View, label
from corridor.records.access import CorridorAccess, Rain, RefittedRate, WouldChange
from corridor.records.event_types import event_types
from corridor.records.geography import MOVEMENT_LABELS

RAIN_SHOWN = 0.05
"""Rain less likely than this to stop a road is not spoken of."""


def table(view: View, found: list[CorridorAccess]) -> Table:
    """Return one row a corridor and class, in the order given."""
    t = view.t
    return Table(
        id="next_ways",
        title=t("ways.title"),
        columns=(
            Column(label=t("col.corridor"), width=2.4),
            Column(label=t("col.class"), width=1.6),
            Column(label=t("ways.other"), width=2.4),
            Column(label=t("ways.its_state"), width=1.2),
            Column(label=t("col.evidence"), width=0.9, align="right"),
            Column(label=t("ways.would_change"), width=4.5),
        ),
        rows=tuple(_row(view, item) for item in found),
        empty=t("access.none"),
    )


def _row(view: View, item: CorridorAccess) -> Row:
    on, other = view.grounds(item), item.next_best
    told = (
        (label(view.corridor(other.id)), view.status("access", other.state, on),
         view.cell(view.n.percent(other.evidence), on, Cell(best=other.evidence, unit="share")))
        if other else (label(view.t("ways.none")), label("–"), label("–"))
    )  # fmt: skip
    return Row(
        id=f"ways-{item.id}-{item.cls}",
        cells=(
            label(view.corridor(item.id)),
            label(view.t.pick(*MOVEMENT_LABELS[item.cls])),
            *told,
            view.cell(_changes(view, item.would_change), on, Cell()),
        ),
    )


def _changes(view: View, found: tuple[WouldChange, ...]) -> str:
    """Say which reports within the days would give which state; a dash for none."""
    between = f"{view.t('ways.between')} "
    return between.join(_change(view, change) for change in found) or "–"


def _change(view: View, change: WouldChange) -> str:
    state, chance = view.t(f"access.{change.state}"), view.n.percent(change.p)
    if change.type is None:
        return view.t("ways.silence", state=state, chance=chance, days=change.days)
    kind = event_types()[change.type]
    name = view.t.pick(kind.label_en, kind.label_fr)
    return view.t("ways.report", count=change.count, type=name, state=state, chance=chance)


def rain(view: View) -> Table | None:
    """Return the roads rain may well stop on a day like this; None where there are none."""
    access, t = view.situation.access, view.t
    told: dict[str, tuple[str, Rain]] = {}
    for road in access.roads:
        if road.rain is not None and road.rain.p_impassable >= RAIN_SHOWN:
            told.setdefault(road.id, (view.road(road.id), road.rain))
    if not told:
        return None
    return Table(
        id="rain",
        title=t("ways.rain"),
        columns=(
            Column(label=t("col.road"), width=3),
            Column(label=t("ways.impassable"), width=2, align="right"),
            Column(label=t("ways.unpaved"), width=1.5, align="right"),
        ),
        rows=tuple(_wet(view, name, *told[name]) for name in sorted(told)),
    )


def _wet(view: View, name: str, words: str, found: Rain) -> Row:
    on = view.grounds(found)
    return Row(
        id=f"rain-{name}",
        cells=(
            label(words),
            view.chance(found.p_impassable, on),
            view.cell(view.n.percent(found.unpaved), on, Cell(best=found.unpaved, unit="share")),
        ),
    )


def rates(view: View) -> Table | None:
    """Return what the months so far have taught about the roads, prior beside posterior."""
    found, t = view.situation.access.rates, view.t
    if not found:
        return None
    return Table(
        id="rates",
        title=t("ways.rates"),
        folded=True,
        paper=False,
        columns=(
            Column(label=t("col.assumption"), width=3),
            Column(label=t("ways.prior"), width=2),
            Column(label=t("ways.posterior"), width=2),
            Column(label=t("ways.seen"), width=1, align="right"),
            Column(label=t("ways.watched"), width=1, align="right"),
        ),
        rows=tuple(_rate(view, item) for item in found),
    )


def _rate(view: View, item: RefittedRate) -> Row:
    on = view.grounds(item)
    prior, posterior = (
        view.cell(view.n.band(band, ""), on,
                  Cell(low=band.low, best=band.best, high=band.high, unit=band.unit))
        for band in (item.prior, item.posterior)
    )  # fmt: skip
    counts = (
        view.cell(view.n.number(value), on, Cell(best=value, unit=unit))
        for value, unit in ((item.seen, "events"), (item.watched, "days"))
    )
    return Row(id=f"rate-{item.id}", cells=(label(item.id), prior, posterior, *counts))
