"""Events that became known lately, as an Atom feed (RFC 4287).

Guarantees: one entry an event with its two grades and the addresses of its reports; times are the
days of the data, never the clock. Refuses: planned movements, claims above the audience's handling.
"""

import xml.etree.ElementTree as ET  # writes XML, never reads it
from collections.abc import Collection
from datetime import date, timedelta

from corridor.export.visible import clean, place_name, visible_claims
from corridor.packs.model import Pack
from corridor.records.event_types import event_types
from corridor.records.events import Event
from corridor.records.organisation import Audience
from corridor.records.report import Claim
from corridor.records.situation import Situation
from corridor.records.words import Lang

NAMESPACE = "http://www.w3.org/2005/Atom"
FEED_DAYS = 7


def events_feed(
    situation: Situation,
    pack: Pack,
    *,
    lang: Lang = "en",
    audience: Audience = "local",
    days: int = FEED_DAYS,
    places: Collection[str] = (),
    corridors: Collection[str] = (),
) -> str:
    """Return the feed as XML text, the newest entry first.

    Args:
        situation: the picture as of one day.
        pack: the country, for names.
        lang: `en` or `fr`, for labels; what claims say stays in their language.
        audience: decides which claims may be cited.
        days: an event is new if it was last added to within so many days of the cut-off.
        places: ids of places to keep.
        corridors: ids of corridors to keep; with neither, every event is kept.
    """
    claims = visible_claims(situation, audience)
    edge = situation.as_of - timedelta(days=days)
    found = [
        event for event in situation.events
        if event.updated > edge and event.assertion != "planned"
        and any(name in claims for name in event.claims) and _wanted(event, places, corridors)
    ]  # fmt: skip
    found.sort(key=lambda event: (-event.updated.toordinal(), event.id))
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    name = pack.name_fr if lang == "fr" else pack.name_en
    _add(feed, "id", f"urn:corridor:{situation.pack}:{audience}:{lang}")
    _add(feed, "title", f"Corridor – {name}")
    _add(feed, "updated", _moment(situation.as_of))
    _add(ET.SubElement(feed, "author"), "name", "Corridor")
    for event in found:
        _entry(feed, event, situation, pack, claims, lang)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _wanted(event: Event, places: Collection[str], corridors: Collection[str]) -> bool:
    if not places and not corridors:
        return True
    named = {ref.id for ref in (event.place, *event.places) if ref and ref.id}
    return bool(named & set(places)) or bool(set(event.corridors) & set(corridors))


def _entry(
    feed: ET.Element, event: Event, situation: Situation, pack: Pack,
    claims: dict[str, Claim], lang: Lang,
) -> None:  # fmt: skip
    kind = event_types().get(event.type)
    label = event.type if kind is None else (kind.label_fr if lang == "fr" else kind.label_en)
    where = place_name(event.place, pack, lang)
    shown = [name for name in event.claims if name in claims]
    whole = len(shown) == len(event.claims)
    says = event.summary if event.summary and whole else claims[shown[0]].words
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", f"urn:corridor:{situation.pack}:event:{event.id}")
    _add(entry, "title", f"{label}, {where}" if where else label)
    _add(entry, "updated", _moment(event.updated))
    _add(entry, "summary", f"{says} [{event.reliability} {event.credibility}]")
    reports = {report.id: report for report in situation.reports}
    urls = dict.fromkeys(
        report.url for name in shown if (report := reports.get(claims[name].report)) and report.url
    )
    for url in urls:
        if url.startswith(("http://", "https://")):
            ET.SubElement(entry, "link", {"rel": "related", "href": clean(url)})


def _moment(day: date) -> str:
    """A day as the moment Atom asks for: its end, in universal time."""
    return f"{day.isoformat()}T23:59:59Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = clean(text)
