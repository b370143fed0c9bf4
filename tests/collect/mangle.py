"""Whole files of every format, and ways to break them: shared by the short test and `tools/fuzz.py`."""

import contextlib
import csv
import io
import json
import random
import zipfile
from functools import cache
from importlib.resources import files

from corridor.collect.archives import BROKEN
from corridor.collect.gdelt import COLUMNS as GDELT
from tests.collect.made import WORDS, acled, docx, feed, mail, page, pdf, run, xlsx, zipped

SUFFIXES = (
    ".txt", ".md", "", ".html", ".xml", ".rss", ".cap", ".pdf", ".docx", ".xlsx", ".csv", ".tsv", ".json", ".jsonl", ".eml", ".zip",
)  # fmt: skip
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"<", b">", b"&#0;", b"&#x110000;", b"]]>", b"<!ENTITY a 'b'>", b"-1", b"1e999",
    b"9" * 400, b"NaN", b"null", b"\n", b"\r", b"\t", b";", b"\\ud800", b"{", b"[" * 50, b"0000-00-00", b"9999-12-31",
    b"=?utf-8?b?////?=", b"charset=idna", b'charset="', b"boundary=", b"#date", b"/Kids [1 0 R]", b"<w:p>", b"%s%n",
)  # fmt: skip


CAP = (
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>s@a.org</sender>'
    "<sent>2025-10-15T08:00:00+00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info>"
    "<language>fr</language><category>Security</category><event>E</event><urgency>Past</urgency><severity>Minor</severity>"
    f"<certainty>Observed</certainty><headline>{WORDS}</headline><area><areaDesc>Kati</areaDesc></area></info></alert>"
)


def every_format() -> list[tuple[str, bytes]]:
    """Return (ending, bytes) of a whole file of each format."""
    rows = [acled(), acled(event_id_cnty="MLI2", sub_event_type="Attack")]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    gdelt = "\t".join(
        dict.fromkeys(GDELT, "") | {"GLOBALEVENTID": "7", "SQLDATE": "20250914", "EventCode": "190"}
    )
    cells = dict.fromkeys(GDELT, "") | {
        "GLOBALEVENTID": "7",
        "SQLDATE": "20250914",
        "EventCode": "190",
        "DATEADDED": "20250915001500",
    }
    answer = {
        "data": [
            {"id": 1, "fields": {"title": WORDS, "date": {"original": "2025-11-10"}, "body": WORDS}}
        ]
    }
    texts: list[tuple[str, str]] = [
        (".txt", f"date 2025-10-15 {WORDS}"), (".html", page(WORDS, WORDS)), (".cap", CAP), (".xml", feed(f"<title>{WORDS}</title>")),
        (".csv", out.getvalue()), (".json", json.dumps(rows)), (".json", json.dumps(answer)), (".csv", gdelt),
        (".csv", "\t".join(cells.values())), (".csv", f"date;lieu;texte\n14/09/2025;Kati;{WORDS}\n"),
        (".csv", "a,b,c\n#date,#adm1+name,#affected+killed\n2025-09-14,Kayes,3\n"), (".eml", mail(WORDS, attached=("a.txt", WORDS))),
        (".jsonl", json.dumps({"text": WORDS, "published": "2025-10-15", "url": "https://a.org/"}) + "\n"),
    ]  # fmt: skip
    files = [(ending, text.encode()) for ending, text in texts]
    files += [
        (".pdf", pdf(WORDS, WORDS)), (".docx", docx(run(WORDS))), (".xlsx", xlsx([["text", "published"], [WORDS, "2025-10-15"]])),
        (".zip", zipped({"a.txt": WORDS, "b.docx": docx(run(WORDS))})),
    ]  # fmt: skip
    return files


def mangled(data: bytes, noise: random.Random) -> bytes:
    """Return a file broken in one to four places; inside of archives as well."""
    if data.startswith(b"PK\x03\x04") and noise.random() < 0.5:
        # One that was broken before may open no more; then its bytes are broken further.
        with contextlib.suppress(*BROKEN, KeyError, IndexError):
            return _inside(data, noise)
    found = bytearray(data)
    for _ in range(noise.randrange(1, 5)):
        at = noise.randrange(len(found) + 1)
        wide = min(noise.randrange(1, 60), len(found) - at)
        what = noise.randrange(6)
        if what == 0:
            found[at : at + wide] = noise.randbytes(wide)
        elif what == 1:
            del found[at : at + wide]
        elif what == 2:
            found[at:at] = noise.choice(_TOKENS)
        elif what == 3:
            found[at:at] = found[at : at + wide] * noise.randrange(1, 30)
        elif what == 4 and at < len(found):
            found[at] ^= 1 << noise.randrange(8)
        else:
            del found[at:]
    return bytes(found)


def _inside(data: bytes, noise: random.Random) -> bytes:
    """Return an archive with one of its members broken: most of a DOCX or XLSX lies inside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    name = noise.choice(sorted(files))
    before = files[name]
    files[name] = mangled(before if isinstance(before, bytes) else before.encode(), noise)
    return zipped(files)


_ODD = (
    "\u0130", "\u0131", "\u00df", "\ufb01", "\u0301", "\u200b", "\u200f", "\u202e", "\u00a0", "\u2028", "\x00", "\x0b", "\ufeff",
    "\U0001f6a8", "\u0645\u0627\u0644\u064a", "\u06f3\u06f5", "\u00bd", "\u00b2", "9" * 60, "0,0,0", "1.2.3.4", "31/02/2025", "-",
    "(", ")" * 9, "«", "»", '"', "'", "|", "\t", "\n\n", "...", "$", "%", "€", "FCFA", "10 000 000", "1e999", "\u2013", "A" * 300,
)  # fmt: skip


@cache
def _phrases() -> tuple[str, ...]:
    """Words and pieces of the reader's own examples, in both languages."""
    found: set[str] = set()
    for language in ("en", "fr"):
        text = files("corridor.read").joinpath(f"data/triggers_{language}.csv").read_text("utf-8")
        for row in csv.DictReader(text.splitlines()):
            words = (row["example"] or "").split()
            found.update(words)
            found.update(" ".join(words[at : at + 4]) for at in range(0, len(words), 3))
    return tuple(sorted(found - {""}))


def salad(noise: random.Random) -> str:
    """Return a text of the reader's own words in any order, with what breaks readers strewn in."""
    parts = []
    for _ in range(noise.randrange(1, 60)):
        part = noise.choice(_ODD) if noise.random() < 0.15 else noise.choice(_phrases())
        how = noise.randrange(12)
        parts.append({0: part.upper(), 1: part.lower(), 2: part[::-1]}.get(how, part))
        parts.append(noise.choice((" ", " ", " ", " ", ", ", ". ", "; ", "\n", "", " - ", ": ")))
    return "".join(parts)
