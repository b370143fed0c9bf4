"""From a Situation to a Briefing: select, word, sort; nothing is computed here.

Guarantees: the same situation, pack, language and audience give the same Briefing; its tables of
claims, assumptions and sources resolve every id it shows. Refuses: an unknown language or audience.
"""

from datetime import date

from corridor.brief import (
    access,
    background,
    disputes,
    exits,
    front,
    outlook,
    posture,
    register,
    supply,
    unknowns,
)
from corridor.brief.events_csv import events_csv
from corridor.brief.geojson import map_geojson
from corridor.brief.model import (
    AssumptionEntry,
    Briefing,
    ClaimEntry,
    Note,
    SourceEntry,
)
from corridor.brief.numbers import in_days
from corridor.brief.view import View
from corridor.packs.model import Pack
from corridor.records.errors import UsageError
from corridor.records.organisation import AUDIENCES, Audience
from corridor.records.report import Claim
from corridor.records.situation import Situation
from corridor.records.words import LANGS, Lang


def build(
    situation: Situation, pack: Pack, *, lang: Lang = "en", audience: Audience = "local"
) -> Briefing:
    """Make the briefing of a situation.

    Args:
        situation: the picture as of one day, protective limits applied.
        pack: the country, for names, roads and the ground of the map.
        lang: `en` or `fr`; figures are the same in both.
        audience: `local`, `partner` or `public`; `public` shows bands, not days.

    Raises:
        UsageError: a language or audience that does not exist.
    """
    _check("lang", lang, LANGS)
    _check("audience", audience, AUDIENCES)
    view = View(situation=situation, pack=pack, lang=lang, audience=audience)
    line = front.bottom_line(view)
    body = (
        line,
        front.contradictions(view, line),
        posture.section(view),
        posture.changes(view),
        access.map_section(view),
        posture.tripwires(view),
        access.section(view),
        supply.section(view),
        exits.section(view),
        outlook.section(view),
        background.section(view),
        unknowns.section(view),
        register.events(view),
        disputes.section(view),
        register.assumptions(view),
    )
    notes = view.notes.records()
    attachments = {"map.geojson": map_geojson(view), "events.csv": events_csv(view)}
    claims = _claims(view, notes)
    sources = _sources(view, claims)
    return Briefing(
        lang=lang,
        audience=audience,
        header=front.header(view),
        sections=(*body, register.sources(view, sources), register.limits(view)),
        notes=notes,
        claims=claims,
        assumptions=_assumptions(view),
        sources=sources,
        attachments=attachments,
    )


def _check(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        msg = f"--{option} is '{value}'. Allowed: {', '.join(allowed)}"
        raise UsageError(msg)


def _claims(view: View, notes: tuple[Note, ...]) -> dict[str, ClaimEntry]:
    """Entries of every claim some note names, and of every event's claims."""
    named = {claim for note in notes for claim in note.claims}
    named |= {claim for event in view.events for claim in event.claims if claim in view.claims}
    return {name: _claim(view, view.claims[name]) for name in sorted(named)}


def _claim(view: View, claim: Claim) -> ClaimEntry:
    report = view.reports.get(claim.report)
    sources = {source.id: source for source in view.situation.sources}
    source = sources.get(report.source) if report else None
    event = view.event_of.get(claim.id)
    said = view.told(claim, claim.words)
    return ClaimEntry(
        words=said.text,
        quoted=claim.quote is not None,
        lang=said.lang,
        kind=claim.kind,
        type=claim.type,
        assertion=claim.assertion,
        speaker=claim.speaker,
        report=claim.report,
        source=report.source if report else "unknown",
        outlet=source.name if source else (report.source if report else "–"),
        url=report.url if report else None,
        published=report.published if report else None,
        published_precision=report.published_precision if report else "unknown",
        known_from=claim.known_from,
        reliability=source.reliability if source else "F",
        credibility=event.credibility if event else None,
        handling=report.handling if report else "public",
        status=report.status if report else "draft",
    )


def _assumptions(view: View) -> dict[str, AssumptionEntry]:
    out = {}
    ordered = sorted(view.situation.assumptions, key=lambda x: x.id)
    for number, item in enumerate(ordered, start=1):
        hidden, reason = view.public and in_days(item.unit), register.reason_of(view, item)
        out[item.id] = AssumptionEntry(
            number=number,
            text=register.assumption_text(view, item),
            low=None if hidden else item.low,
            best=None if hidden else item.best,
            high=None if hidden else item.high,
            unit="band" if hidden else item.unit,
            reason="–" if hidden else reason.text,
            lang="" if hidden else reason.lang,
            source=item.source,
            known_from=item.known_from,
            overridden=item.overridden,
        )
    return out


def _sources(view: View, claims: dict[str, ClaimEntry]) -> dict[str, SourceEntry]:
    """Sources that a cited claim comes from, with counts and the newest report cited."""
    known = {source.id: source for source in view.situation.sources}
    counts: dict[str, int] = {}
    newest: dict[str, date] = {}
    for entry in claims.values():
        counts[entry.source] = counts.get(entry.source, 0) + 1
        newest[entry.source] = max(newest.get(entry.source, date.min), entry.known_from)
    out = {}
    for name in sorted(counts):
        source = known.get(name)
        out[name] = SourceEntry(
            name=source.name if source else name,
            reliability=source.reliability if source else "F",
            origin=source.origin if source else name,
            languages=source.languages if source else (),
            belligerent=source.belligerent if source else None,
            claims=counts[name],
            newest_report=newest[name],
        )
    return out
