"""Inputs of any length, of the shapes that make readers slow: shared by tests and `tools/linear.py`."""

import csv
import io
import json
from collections.abc import Callable, Mapping

from tests.collect.made import WORDS, acled, docx, feed, mail, page, run, xlsx, zipped

Text = Callable[[int], str]
"""A number of parts to a text of so many parts."""

TEXTS: Mapping[str, Text] = {
    "sentences": lambda n: " ".join(f"Gunmen burned {k % 90 + 2} tankers near Kati on Monday." for k in range(n)),
    "phrases": lambda n: " ".join(f"Des hommes armés ont incendié {k % 90 + 2} citernes près de Kati." for k in range(n)),
    "one sentence": lambda n: "Gunmen burned " + " and ".join(f"{k % 90 + 2} tankers near Kati" for k in range(n)) + ".",
    "no end": lambda n: "the convoy of the army near Kati said that " * n,
    "places": lambda n: ", ".join(["Kati", "Bla", "San", "Kayes"][k % 4] for k in range(n)) + ".",
    "figures": lambda n: " ".join(str(100_000 + k * 7919 % 900_000) for k in range(n)),
    "capitals": lambda n: "JNIM BURNED TANKERS NEAR KATI " * n,
    "lines": lambda n: "- tankers burned\n" * n,
    "cells": lambda n: "14/09/2025\tKati\t3 tankers burned\n" * n,
    "brackets": lambda n: "(" * n + "tankers burned near Kati" + ")" * n,
    "quotes": lambda n: "« " * n + "tankers burned near Kati" + " »" * n,
    "commas": lambda n: "tankers," * n + " burned.",
    "stops": lambda n: "M. U.S. St. No. 3.5 " * n,
    "blanks": lambda n: "tankers burned" + " \n\t" * n + "near Kati.",
    "letters": lambda n: "a" * (10 * n),
    "digits": lambda n: "9" * (10 * n),
    "dashes": lambda n: "-" * (10 * n),
    "accents": lambda n: "e\u0301" * (10 * n),
}  # fmt: skip


def _rows(n: int) -> bytes:
    rows = [acled(event_id_cnty=f"MLI{k}") for k in range(n)]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _alert(n: int) -> bytes:
    head = "<identifier>1</identifier><sender>s</sender><sent>2025-10-15T08:00:00+00:00</sent><status>Actual</status>"
    head += "<msgType>Alert</msgType><scope>Public</scope>"
    areas = "".join(f"<area><areaDesc>Kati {k}</areaDesc></area>" for k in range(n))
    return f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">{head}<info><headline>{WORDS}</headline>{areas}</info></alert>'.encode()


FILES: Mapping[str, Callable[[int], bytes]] = {
    ".txt": lambda n: (WORDS * n).encode(),
    ".jsonl": lambda n: b"".join(json.dumps({"text": f"{k} {WORDS}", "published": "2025-10-15"}).encode() + b"\n" for k in range(n)),
    ".json": lambda n: json.dumps([{"text": f"{k} {WORDS}", "published": "2025-10-15"} for k in range(n)]).encode(),
    ".csv": _rows,
    ".xlsx": lambda n: xlsx([["text", "published"], *([f"{k} {WORDS}", "2025-10-15"] for k in range(n))]),
    ".html": lambda n: page(*(f"{k} {WORDS}" for k in range(n))).encode(),
    ".xml": lambda n: feed(*(f"<title>{k} {WORDS}</title>" for k in range(n))).encode(),
    ".cap": _alert,
    ".docx": lambda n: docx(*(run(f"{k} {WORDS}") for k in range(n))),
    ".eml": lambda n: mail("\n".join(f"{k} {WORDS}" for k in range(n))).encode(),
    ".zip": lambda n: zipped({f"{k}.txt": f"{k} {WORDS}" for k in range(n)}),
}  # fmt: skip
"""A number of parts to a file of so many rows, entries, paragraphs or members, by ending."""
