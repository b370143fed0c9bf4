"""Files made on the spot, so that no test needs a file of somebody else's."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from corridor.collect import Context, Item, Notice, stream
from corridor.records.errors import Skipped
from corridor.records.report import Claim, Report

TODAY = date(2025, 12, 1)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = "Gunmen burned three tankers near Kolondieba on Tuesday, residents said."


class Gathered(NamedTuple):
    """What inputs gave, by kind."""

    reports: list[Report]
    claims: list[Claim]
    skipped: list[Skipped]
    notices: list[Notice]

    @property
    def only(self) -> Report:
        """The only report, where there is one and nothing was left out."""
        assert self.skipped == []
        (report,) = self.reports
        return report

    @property
    def why(self) -> str:
        """Why the only thing was left out."""
        assert not self.reports
        assert not self.claims
        (row,) = self.skipped
        return f"{row.where}: {row.what} ({row.hint})"


def gather(items: Iterable[Item | Skipped], context: Context) -> Gathered:
    """Sort what a stream gives."""
    found = Gathered([], [], [], [])
    for piece in stream(items, context):
        kinds = {Report: found.reports, Claim: found.claims, Skipped: found.skipped}
        kinds.get(type(piece), found.notices).append(piece)
    return found


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Return a ZIP archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(*paragraphs: str, saved: str = "2025-10-14T08:00:00Z", prolog: str = "") -> bytes:
    """Return a DOCX of some paragraphs, each given as the XML inside `w:p`."""
    body = "".join(f"<w:p>{inner}</w:p>" for inner in paragraphs)
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        f"<dc:title>Note</dc:title><t:modified>{saved}</t:modified></c>"
    )
    return zipped({
        "word/document.xml": f'{prolog}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": core,
    })  # fmt: skip


def run(text: str) -> str:
    """Return a run of a DOCX paragraph."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def pdf(*pages: str) -> bytes:
    """Return a PDF of one line of ASCII a page, written by hand."""
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        stream_ = f"BT /F1 12 Tf 72 700 Td ({page}) Tj ET"
        kids.append(f"{len(parts) + 1} 0 R")
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(parts) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        parts.append(f"<< /Length {len(stream_)} >>\nstream\n{stream_}\nendstream")
    parts[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    tail = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}".encode() + tail.encode()


def xlsx(rows: list[list[object]]) -> bytes:
    """Return an XLSX of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page(
    *paragraphs: str, lang: str = "en", day: str = "2025-10-14", title: str = "Tankers burned"
) -> str:
    """Return a web page with a menu, a script and an article."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} - The Site</title>'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{day}T10:00:00Z"><script>alarm()</script></head>'
        "<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def feed(*items: str, prolog: str = "") -> str:
    """Return an RSS feed of items given as XML."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>{prolog}<rss version="2.0"><channel><title>T</title><language>en</language>{inner}</channel></rss>'


def mail(
    body: str, *, attached: tuple[str, str] | None = None, sender: str = "someone@example.org"
) -> str:
    """Return a mail of 15 October 2025."""
    head = f"From: A Person <{sender}>\nTo: other@example.org\nSubject: =?utf-8?q?S=C3=A9curit=C3=A9?=\n"
    head += "Date: Wed, 15 Oct 2025 08:00:00 +0000\nMIME-Version: 1.0\n"
    if attached is None:
        return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    name, text = attached
    return (
        f"{head}Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
        f"--B\nContent-Type: text/plain; name={name}\nContent-Disposition: attachment; filename={name}\n\n{text}\n--B--\n"
    )


ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def acled(**cells: object) -> dict[str, object]:
    """Return a made-up row in ACLED's columns."""
    row = dict.fromkeys(ACLED_HEADER.split(","), "") | {
        "event_id_cnty": "MLI00001", "event_date": "14 September 2025", "time_precision": "1",
        "sub_event_type": "Armed clash", "actor1": "JNIM", "actor2": "Military Forces of Mali", "iso": "466",
        "country": "Mali", "admin1": "Kayes", "location": "Kayes", "latitude": "14.447", "longitude": "-11.445",
        "geo_precision": "1", "source": "Studio Tamani", "notes": "Made-up note of a clash.", "fatalities": "4",
        "timestamp": "1758672000",
    }  # fmt: skip
    return row | cells
