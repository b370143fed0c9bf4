"""Which assumptions move the answer: a drawing of those that do, a table of all that were tried.

Guarantees: the answer and what other seeds alone would do stand beside every effect; largest effect
first. Refuses: the public, whose page has no days; a word on assumptions that were not tried.
"""

from corridor.brief import charts
from corridor.brief.model import Block, Cell, Column, Figure, Row, Table, Text
from corridor.brief.view import Grounds, View
from corridor.records.whatif import AssumptionEffect, Sensitivity

DRAWN = 12
"""Assumptions in the drawing; the table has all."""


def blocks(view: View) -> tuple[Block, ...]:
    """Return a lead, a drawing and a table; nothing where no sensitivity was asked for."""
    found = _shown(view)
    if found is None or view.public:
        return ()
    lead = view.t(
        "moves.lead",
        cover=view.n.number(found.cover), days=found.cover_day,
        chance=view.n.percent(found.p_dry), members=found.members,
        noise_cover=view.n.number(found.noise_cover), noise=view.n.percent(found.noise_p_dry),
        **_names(view, found),
    )  # fmt: skip
    on = Grounds("modelled", (), tuple(effect.assumption for effect in found.effects))
    text = Text(id="moves_lead", style="small", statements=view.say(lead, on))
    drawing = _figure(view, found)
    return (text, *((drawing,) if drawing else ()), _table(view, found))


def _shown(view: View) -> Sensitivity | None:
    """The effects of assumptions this page lists; None where there are none."""
    found = view.situation.sensitivity
    if found is None:
        return None
    listed = view.situation.assumption_by_id
    effects = tuple(x for x in found.effects if x.assumption in listed)
    return found.model_copy(update={"effects": effects}) if effects else None


def _names(view: View, found: Sensitivity) -> dict[str, str]:
    return {"product": view.product(found.product), "place": view.place(found.place)}


def _number(view: View, name: str) -> str:
    """The number of an assumption on this page, as the list of assumptions has it."""
    listed = sorted(item.id for item in view.situation.assumptions)
    return f"A{listed.index(name) + 1} {name}"


def _figure(view: View, found: Sensitivity) -> Figure | None:
    drawn = [effect for effect in found.effects if effect.above_noise][:DRAWN]
    if not drawn:
        return None
    t = view.t
    rows = [
        {"name": _number(view, x.assumption), "low": x.p_dry_low, "high": x.p_dry_high}
        for x in drawn
    ]
    words = {"unit": t("moves.axis"), "low": t("moves.at_low"), "high": t("moves.at_high")}
    ids = tuple(x.assumption for x in drawn)
    return Figure(
        id="moves",
        title=t("moves.title", **_names(view, found)),
        caption=t("moves.caption"),
        alt=t("moves.alt"),
        basis="modelled",
        assumptions=ids,
        note=view.notes.number((), ids),
        columns=(t("col.assumption"), t("moves.at_low"), t("moves.at_high")),
        data=tuple((x.assumption, x.p_dry_low, x.p_dry_high) for x in drawn),
        svg=charts.draw(charts.moves(rows, found.p_dry, words=words)),
    )


def _table(view: View, found: Sensitivity) -> Table:
    t = view.t
    return Table(
        id="moves_table",
        title=t("moves.table"),
        columns=(
            Column(label=t("col.assumption"), width=2.7),
            Column(label=t("moves.cover_at_low"), width=1, align="right"),
            Column(label=t("moves.cover_at_high"), width=1, align="right"),
            Column(label=t("moves.dry_at_low"), width=1, align="right"),
            Column(label=t("moves.dry_at_high"), width=1, align="right"),
            Column(label=t("moves.beyond_noise"), width=1),
        ),
        rows=tuple(_row(view, effect) for effect in found.effects),
        folded=True,
        paper=False,
    )


def _row(view: View, effect: AssumptionEffect) -> Row:
    def told(text: str, value: float, unit: str) -> Cell:
        """A number of the model, which opens to the assumption."""
        return Cell(text=text, basis="modelled", assumptions=(effect.assumption,),
                    best=value, unit=unit)  # fmt: skip

    covers = (effect.cover_low, effect.cover_high)
    chances = (effect.p_dry_low, effect.p_dry_high)
    return Row(
        id=f"moves:{effect.assumption}",
        cells=(
            Cell(text=_number(view, effect.assumption)),
            *(told(view.n.number(x), x, "days") for x in covers),
            *(told(view.n.percent(x), x, "probability") for x in chances),
            Cell(text=view.t("word.yes" if effect.above_noise else "word.no")),
        ),
    )
