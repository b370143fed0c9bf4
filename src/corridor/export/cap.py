"""A situation as one CAP 1.2 alert: the tripwires that are met, for a person to review.

Guarantees: status Draft, scope Restricted, no instruction; urgency, severity and certainty stay
Unknown, for judging them is the sender's. Refuses: the public, since the ladder is the user's own.
Source: OASIS Common Alerting Protocol 1.2 (2010).
"""

import xml.etree.ElementTree as ET  # writes XML, never reads it
from collections.abc import Sequence
from datetime import datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from corridor.export.visible import clean, visible_claims
from corridor.packs.model import Pack
from corridor.records.errors import UsageError
from corridor.records.posture import Tripwire
from corridor.records.report import Claim
from corridor.records.situation import Situation
from corridor.records.words import Lang

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LANGUAGES: tuple[tuple[Lang, str], ...] = (("en", "en-GB"), ("fr", "fr-FR"))
_WORDS = {
    "en": {"event": "Access and supply", "none": "No tripwire is met", "met": "Tripwires met",
           "source": "Source", "for": "Draft for review; not advice"},
    "fr": {"event": "Accès et approvisionnement", "none": "Aucun seuil atteint",
           "met": "Seuils atteints", "source": "Source",
           "for": "Projet à relire ; ne constitue pas un conseil"},
}  # fmt: skip


def cap_alert(
    situation: Situation,
    pack: Pack,
    *,
    sender: str,
    audience: Literal["local", "partner"] = "local",
) -> str:
    """Return the alert as XML text, with one `info` block for each language.

    Args:
        situation: the picture as of one day.
        pack: the country, for names and time zone.
        sender: who sends, as CAP wants it: a name unique to the sender, without spaces, commas, < or &.
        audience: `local` or `partner`; it decides which claims may be cited.

    Raises:
        UsageError: an unusable sender, or the public as audience.
    """
    if audience not in {"local", "partner"}:
        msg = f"--audience is '{audience}'. Allowed: local, partner (the ladder is the user's own)"
        raise UsageError(msg)
    if not sender or any(sign in sender for sign in " ,<&"):
        msg = f"sender is '{sender}'. Allowed: a name without spaces, commas, < or &"
        raise UsageError(msg)
    alert = ET.Element("alert", {"xmlns": NAMESPACE})
    day = situation.as_of.isoformat()
    _add(alert, "identifier", f"{situation.pack}-{day}-{situation.inputs_digest[:12]}")
    _add(alert, "sender", sender)
    _add(alert, "sent", _end_of_day(situation, pack))
    _add(alert, "status", "Draft")
    _add(alert, "msgType", "Alert")
    _add(alert, "scope", "Restricted")
    _add(alert, "restriction", audience)
    claims = visible_claims(situation, audience)
    wires = [x for x in situation.posture.tripwires if x.state == "met" and _grounded(x, claims)]
    for lang, tag in LANGUAGES:
        _info(alert, situation, pack, wires, claims, lang, tag)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(alert, encoding="unicode") + "\n"
    )


def _info(
    alert: ET.Element, situation: Situation, pack: Pack, wires: Sequence[Tripwire],
    claims: dict[str, Claim], lang: Lang, tag: str,
) -> None:  # fmt: skip
    words = _WORDS[lang]
    info = ET.SubElement(alert, "info")
    _add(info, "language", tag)
    for category in ("Security", "Transport", "Infra"):
        _add(info, "category", category)
    _add(info, "event", words["event"])
    for judged in ("urgency", "severity", "certainty"):
        _add(info, judged, "Unknown")
    level = next((x for x in situation.posture.ladder if x.id == situation.posture.level), None)
    name = "" if level is None else (level.name_fr if lang == "fr" else level.name_en)
    _add(info, "headline", f"{words['met']}: {name}" if name else words["none"])
    _add(info, "description", "\n".join([words["for"], *(_wire(x, lang) for x in wires)]))
    for number, source in enumerate(_sources(situation, wires, claims), start=1):
        parameter = ET.SubElement(info, "parameter")
        _add(parameter, "valueName", f"{words['source']} {number}")
        _add(parameter, "value", source)
    area = ET.SubElement(info, "area")
    _add(area, "areaDesc", pack.name_fr if lang == "fr" else pack.name_en)
    geocode = ET.SubElement(area, "geocode")
    _add(geocode, "valueName", "ISO 3166-1 alpha-2")
    _add(geocode, "value", pack.country)


def _grounded(wire: Tripwire, claims: dict[str, Claim]) -> bool:
    return bool(wire.assumptions) or any(name in claims for name in wire.claims)


def _wire(wire: Tripwire, lang: Lang) -> str:
    text, why = (wire.text_fr, wire.why_fr) if lang == "fr" else (wire.text_en, wire.why_en)
    return f"{text}. {why}".strip() if why else text


def _sources(
    situation: Situation, wires: Sequence[Tripwire], claims: dict[str, Claim]
) -> list[str]:
    """Addresses of the reports behind the tripwires, or the id of the claim where there is none."""
    reports = {report.id: report for report in situation.reports}
    found: dict[str, None] = {}
    for name in sorted({x for wire in wires for x in wire.claims if x in claims}):
        report = reports.get(claims[name].report)
        found.setdefault(report.url if report and report.url else name, None)
    return list(found)


def _end_of_day(situation: Situation, pack: Pack) -> str:
    """The last second of the cut-off day in the pack's time zone, as CAP writes it."""
    zone = ZoneInfo(pack.timezone)
    return datetime.combine(situation.as_of, time(23, 59, 59), zone).isoformat()


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = clean(text)
