"""`corridor whatif`: what a change the user names would do, the best plan, the assumptions that matter.

Guarantees: the same world as `corridor supply`, differences as ranges, changes listed as they were
understood. Refuses: an audience that may not see days; choosing a change for the user.
"""

from datetime import date

import click

from corridor.cli.console import finish, handled, stage
from corridor.cli.options import DAY, Common, common_options
from corridor.cli.sensitive import measured
from corridor.cli.spoken import spoken
from corridor.overrides import parse_override
from corridor.records.errors import UsageError
from corridor.records.plan import Plan
from corridor.records.whatif import Sensitivity, WhatIf
from corridor.records.words import Lang
from corridor.whatif import what_if


@click.command(
    help="What a change you name would do: more escorts, stock placed ahead, a road open or closed."
    "\n\n\b\nExamples:\n"
    "  corridor whatif --as-of 2025-11-01 --set supply.escort_teams+=2 --from 2025-11-02\n"
    "  corridor whatif --as-of 2025-11-01 --open dakar-bamako --json\n"
    "  corridor whatif --as-of 2025-11-01 --set demand.bamako.petrol=0.8 --plan\n"
    "  corridor whatif --as-of 2025-11-01 --sensitivity --top 15",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="ID=VALUE",
    help="Set an assumption: ID=VALUE, or ID+=VALUE, ID-=VALUE, ID*=VALUE. Can be given again.",
)
@click.option(
    "--open",
    "opened",
    multiple=True,
    metavar="ROAD",
    help="Take a road or corridor as open. Can be given again.",
)
@click.option(
    "--close",
    "closed",
    multiple=True,
    metavar="ROAD",
    help="Take a road or corridor as closed. Can be given again.",
)
@click.option(
    "--from",
    "first",
    type=DAY,
    metavar="DAY",
    help="First day of the changes. [default: assumptions from the start, roads from tomorrow]",
)
@click.option("--plan", is_flag=True, help="Also the best plan, an upper bound (extra 'plan').")
@click.option(
    "--sensitivity",
    "sensitive",
    is_flag=True,
    help="How the answer changes with each main assumption at its low and its high.",
)
@click.option(
    "--top",
    type=click.IntRange(1),
    default=15,
    show_default=True,
    help="Rows of the sensitivity table.",
)
@common_options
@handled
def whatif(
    common: Common,
    settings: tuple[str, ...],
    opened: tuple[str, ...],
    closed: tuple[str, ...],
    first: date | None,
    top: int,
    *,
    plan: bool,
    sensitive: bool,
) -> None:
    """Compare the base case with the user's changes."""
    if common.audience == "public":
        raise UsageError("what-if gives days, which 'public' does not. Allowed: local, partner")
    items = tuple(parse_override(words) for words in settings)
    inputs = common.inputs()
    asked = bool(items or opened or closed or plan)
    result = None
    if asked or not sensitive:
        result = what_if(
            inputs,
            as_of=common.as_of,
            settings=items,
            opened=opened,
            closed=closed,
            first=first,
            plan=plan,
            days=common.days,
            members=common.members,
            seed=common.seed,
            progress=stage,
        )
    effects = measured(inputs, common, top) if sensitive else None
    result = _joined(result, effects)
    click.echo(result.to_json(indent=2) if common.as_json else text(result, common.lang))
    finish(inputs.skipped)


def _joined(result: WhatIf | None, effects: Sensitivity | None) -> WhatIf:
    if result is None:
        assert effects is not None  # noqa: S101 - one of the two was asked for
        result = WhatIf(as_of=effects.as_of, days=0, members=effects.members, seed=effects.seed)
    return result.model_copy(update={"sensitivity": effects})


_WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "changes": "What if, as of {day}: {told}",
        "national": "National entries over the horizon: {best:.0f} million litres (median), "
        "change {gap.p10:+.1f} / {gap.p50:+.1f} / {gap.p90:+.1f} (10, 50, 90 %)",
        "plan": "Best plan (upper bound): {part}",
        "plan_changed": "Best plan under the changes (upper bound): {part}",
        "met": "{plan.met:g} of {plan.need:g} {plan.unit} of need met in {plan.days} days "
        "({plan.met_share:.0%})",
        "sensitivity": "{x.place}, {x.product}, as of {x.as_of}: median cover in {x.cover_day} days "
        "{x.cover:g} days, dry within 14 days {x.p_dry:.2f} ({x.tried} assumptions tried)",
        "note": "Note: {words}",
    },
    "fr": {
        "changes": "Et si, au {day} : {told}",
        "national": "Entrées nationales sur l’horizon : {best:.0f} millions de litres (médiane), "
        "écart {gap.p10:+.1f} / {gap.p50:+.1f} / {gap.p90:+.1f} (10, 50, 90 %)",
        "plan": "Meilleur plan (borne supérieure) : {part}",
        "plan_changed": "Meilleur plan avec les changements (borne supérieure) : {part}",
        "met": "{plan.met:g} sur {plan.need:g} {plan.unit} de besoin couverts en {plan.days} jours "
        "({plan.met_share:.0%})",
        "sensitivity": "{x.place}, {x.product}, au {x.as_of} : autonomie médiane dans {x.cover_day} "
        "jours {x.cover:g} jours, à sec sous 14 jours {x.p_dry:.2f} ({x.tried} hypothèses essayées)",
        "note": "Note (en anglais) : {words}",
    },
}


def text(result: WhatIf, lang: Lang = "en") -> str:
    """Return what the terminal shows of a what-if; the notes of the model are in English."""
    words, parts = _WORDS[lang], []
    if result.changes:
        told = ", ".join(f"{c.kind} {c.id} {c.value}" for c in result.changes)
        head = words["changes"].format(day=result.as_of, told=told)
        parts.append(f"{head}\n\n{spoken(result.table(), lang)}")
    total = result.national.total
    if total is not None:
        parts.append(words["national"].format(best=total.base.p50, gap=total.difference))
    for label, plan in (("plan", result.plan), ("plan_changed", result.plan_changed)):
        if plan is not None:
            parts.append(_plan_text(plan, label, lang))
    if result.sensitivity is not None:
        parts.append(_sensitivity_text(result.sensitivity, lang))
    parts.extend(words["note"].format(words=note) for note in result.notes)
    return "\n\n".join(parts)


def _plan_text(plan: Plan, label: str, lang: Lang) -> str:
    head = _WORDS[lang][label].format(part=_WORDS[lang]["met"].format(plan=plan))
    limits = [limit.words for limit in plan.limits]
    return "\n".join([head, str(spoken(plan.table(), lang)), *limits, *plan.notes])


def _sensitivity_text(effects: Sensitivity, lang: Lang) -> str:
    head = _WORDS[lang]["sensitivity"].format(x=effects)
    return "\n".join([head, str(spoken(effects.table(), lang)), *effects.notes])
