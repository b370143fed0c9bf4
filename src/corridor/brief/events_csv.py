"""The events as CSV with an HXL row: field names as ACLED has them, coded by us.

Guarantees: the same events as on the page; one HXL hashtag row under the header; no cell that a
spreadsheet would run as a formula. Refuses: coordinates of coarse places; passing for ACLED data.
"""

import csv
import io

from corridor.brief.view import View
from corridor.records.event_types import event_types
from corridor.records.events import Event
from corridor.records.report import COARSE_PLACES, ClaimFigure

COLUMNS: tuple[tuple[str, str], ...] = (
    ("event_id_cnty", "#event+id"),
    ("event_date", "#date+start"),
    ("event_date_end", "#date+end"),
    ("time_precision", "#date+precision"),
    ("event_type", "#event+type"),
    ("acled_sub_event_type", "#event+type+acled"),
    ("plover_class", "#event+type+plover"),
    ("assertion", "#meta+assertion"),
    ("actor1", "#group+name+first"),
    ("actor2", "#group+name+second"),
    ("country", "#country+code"),
    ("admin1", "#adm1+name"),
    ("location", "#loc+name"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("geo_precision", "#geo+precision"),
    ("figures", "#indicator+text"),
    ("notes", "#description"),
    ("source", "#meta+source"),
    ("source_url", "#meta+url"),
    ("source_grade", "#meta+reliability"),
    ("item_grade", "#meta+credibility"),
    ("origins", "#meta+origins+num"),
    ("known_from", "#date+known"),
    ("claims", "#meta+id"),
    ("coded_by", "#meta+coder"),
)
"""Column and HXL tag; `docs/briefing.md` explains each."""
CODED_BY = "Corridor; not coded by ACLED"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def events_csv(view: View) -> str:
    """Return the table of events, newest first, as CSV text with line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerow([tag for _, tag in COLUMNS])
    for event in view.events:
        cells = _cells(view, event)
        writer.writerow([inert(cells[name]) for name, _ in COLUMNS])
    return out.getvalue()


def inert(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a quote before =, +, -, @, tab."""
    flat = text.replace("\r", " ").replace("\n", " ")
    return f"'{flat}" if flat.lstrip().startswith(FORMULA) and not _is_number(flat) else flat


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _cells(view: View, event: Event) -> dict[str, str]:
    kind = event_types().get(event.type)
    claims = [name for name in event.claims if name in view.claims]
    reports = [
        view.reports[view.claims[x].report] for x in claims if view.claims[x].report in view.reports
    ]
    urls = dict.fromkeys(report.url for report in reports if report.url)
    return {
        "event_id_cnty": event.id,
        "event_date": _iso(event.time.start),
        "event_date_end": _iso(event.time.end),
        "time_precision": event.time.precision,
        "event_type": event.type,
        "acled_sub_event_type": kind.acled if kind else "",
        "plover_class": kind.plover if kind else "",
        "assertion": event.assertion,
        "actor1": _actors(view, event, {"actor", "supporter", "subject"}),
        "actor2": _actors(view, event, {"target"}),
        "figures": "; ".join(_figure(x) for x in event.figures) if _countable(event) else "",
        "notes": view.event_text(event),
        "source": "; ".join(dict.fromkeys(view.outlet(name) for name in claims)),
        "source_url": " ".join(urls),
        "source_grade": event.reliability,
        "item_grade": str(event.credibility),
        "origins": str(len(event.origins)),
        "known_from": event.known_from.isoformat(),
        "claims": " ".join(claims),
        "coded_by": CODED_BY,
        **_where(view, event),
    }


def _where(view: View, event: Event) -> dict[str, str]:
    ref = event.place
    if ref is None:
        return dict.fromkeys(
            ("country", "admin1", "location", "latitude", "longitude", "geo_precision"), ""
        )
    exact = ref.precision not in COARSE_PLACES and ref.lat is not None and ref.lon is not None
    return {
        "country": ref.country or "",
        "admin1": ref.admin1 or "",
        "location": view.place(ref.id) if ref.id else ref.name,
        "latitude": f"{ref.lat:.4f}" if exact else "",
        "longitude": f"{ref.lon:.4f}" if exact else "",
        "geo_precision": ref.precision,
    }


def _countable(event: Event) -> bool:
    """Ransoms stand only in the words of the claims."""
    return not event.type.startswith("ransom")


def _figure(item: ClaimFigure) -> str:
    values = [item.low, item.best, item.high]
    known = "/".join("" if x is None else f"{x:g}" for x in values)
    return f"{known} {item.unit or item.of}".strip()


def _actors(view: View, event: Event, roles: set[str]) -> str:
    names = [
        view.actor(item.id) if item.id in view.pack.actors and item.id else item.name
        for item in event.actors
        if item.role in roles
    ]
    return "; ".join(dict.fromkeys(names))


def _iso(day: object) -> str:
    return "" if day is None else str(day)
