"""How many dense texts of about 300 words a second the reader reads, on one core.

Run with `make bench ARGS=benchmarks/bench_read.py`. The texts are paragraphs of the development set
laid together by language until they hold 300 words.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from corridor.packs import load_pack
from corridor.read import Reader
from corridor.records.report import Report

DEV = Path(__file__).resolve().parent.parent / "evals" / "reading" / "dev"
WORDS = 300
DAY = date(2025, 11, 1)


def dense() -> list[Report]:
    texts: dict[str, list[list[str]]] = {"en": [[]], "fr": [[]]}
    for path in sorted(DEV.glob("d[1-5].jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            for paragraph in document["text"].split("\n"):
                last = texts[document["lang"]][-1]
                last.append(paragraph)
                if sum(len(part.split()) for part in last) >= WORDS:
                    texts[document["lang"]].append([])
    return [
        Report(
            id=f"{language}{number}", source="r", origin="r", text="\n".join(parts), published=DAY,
            language=language, published_precision="day", known_from=DAY,
        )
        for language, found in texts.items()
        for number, parts in enumerate(found[:-1])
    ]  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    made = Reader(load_pack("mali"))
    assert made.gazetteer
    return made


def test_read_dense_texts(benchmark, reader):
    reports = dense()
    benchmark.extra_info["texts"] = len(reports)
    assert all(benchmark(lambda: [reader.read(report) for report in reports]))
