"""What we do not know: silent roads, silent sources, and what is held back on purpose.

Guarantees: every gap the situation names is named here, with its reason. Refuses: to fill a gap.
"""

from datetime import date, timedelta

from corridor.brief.access import in_order
from corridor.brief.model import Remarks, Section, Statement, Text
from corridor.brief.supply import observed
from corridor.brief.texts import alphabetic
from corridor.brief.view import View
from corridor.records.access import STATE_MIN_EVIDENCE
from corridor.records.situation import STALE_DAYS

RECENT_DAYS = 30
"""So long a report that the model cannot follow is named among what is not known."""


def section(view: View) -> Section:
    """Gaps on the ground, then gaps in the reporting and what is held back."""
    t = view.t
    return Section(
        id="unknowns",
        title=t("section.unknowns"),
        blocks=(
            Text(id="silent", title=t("unknowns.ground"), statements=_ground(view)),
            Remarks(id="sources_silent", title=t("unknowns.reporting"), remarks=_reporting(view)),
            Remarks(id="withheld", title=t("unknowns.withheld"), remarks=_withheld(view)),
        ),
    )


def _ground(view: View) -> tuple[Statement, ...]:
    access, supply = view.situation.access, view.situation.supply
    corridors = [
        view.corridor(x.id)
        for x in in_order(view, access.corridors)
        if x.cls == "tanker" and x.evidence < STATE_MIN_EVIDENCE
    ]
    heard = {x.id for x in access.roads if x.cls == "tanker" and x.evidence >= STATE_MIN_EVIDENCE}
    silent = (view.road(x.id) for x in access.roads if x.cls == "tanker" and x.id not in heard)
    roads = sorted(silent, key=alphabetic)
    fuel = [
        f"{view.place(x.place)} ({view.product(x.product)})"
        for x in supply.places if x.now.state == "not_known"
    ]  # fmt: skip
    ways = [
        view.t.pick(x.name_en, x.name_fr)
        for x in view.situation.exits.ways if x.state == "not_known"
    ]  # fmt: skip
    wires = [
        view.t.pick(x.text_en, x.text_fr)
        for x in view.situation.posture.tripwires if x.state == "not_known"
    ]  # fmt: skip
    since = view.situation.as_of - timedelta(days=RECENT_DAYS)
    fits = [
        f"{observed(view, x)} ({view.n.days_span(x.start, x.end)})"
        for x in sorted(supply.observations, key=lambda x: (x.end, x.id), reverse=True)
        if not x.reconciled and x.end >= since and view.grounds(x)
    ]
    groups = (("corridors", corridors), ("roads", roads), ("fuel", fuel), ("fits", fits),
              ("ways", ways), ("wires", wires))  # fmt: skip
    return tuple(
        statement
        for key, names in groups
        if names
        for statement in view.say(view.t(f"unknowns.{key}", names=view.t.items(names)))
    )


def _reporting(view: View) -> tuple[str, ...]:
    t, n, as_of = view.t, view.n, view.situation.as_of
    newest: dict[str, date] = {}
    for report in view.situation.reports:
        newest[report.source] = max(newest.get(report.source, date.min), report.known_from)
    recent = sum((as_of - day).days <= STALE_DAYS for day in newest.values())
    silent = sorted(
        (day, view.source_names.get(name, name))
        for name, day in newest.items()
        if (as_of - day).days > STALE_DAYS and day >= view.pack.simulate_from
    )
    lines = [t("unknowns.sources_recent", n=n.exact(recent), days=STALE_DAYS)]
    if silent:
        names = view.t.items(f"{name} ({n.short_day(day)})" for day, name in reversed(silent))
        lines.append(t("unknowns.sources_silent", n=n.exact(len(silent)), names=names))
    lines.extend(f"{item.where}: {item.what}" for item in view.situation.skipped)
    return tuple(lines)


def _withheld(view: View) -> tuple[str, ...]:
    t, n, kept = view.t, view.n, view.situation.withheld
    lines = [
        t(f"withheld.{key}", n=n.exact(count))
        for key, count in (
            ("planned", kept.planned), ("recent_passages", kept.recent_passages),
            ("commentary", kept.commentary), ("restricted", kept.restricted),
            ("audience", len(view.situation.claims) - len(view.claims)),
        )
        if count
    ]  # fmt: skip
    return tuple(lines) or (t("withheld.none"),)
