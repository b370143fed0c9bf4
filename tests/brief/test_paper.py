"""The PDF: text, tags, fonts of ours, a sane number of pages."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from corridor.brief import build
from corridor.brief.pdf import paper, render, runs
from corridor.brief.register import PAPER_EVENTS
from corridor.records.dates import TimeSpan
from tests.brief.conftest import AS_OF

PAGES = range(6, 31)
LIMIT = 3_000_000
FALLBACK = "DejaVuSansMono"
"""Inside the typesetter itself, for letters our fonts lack (an Arabic address)."""


@pytest.fixture(scope="module")
def reader(saved):
    return PdfReader(io.BytesIO(saved["brief.pdf"].read_bytes()))


def test_page_one_answers_alone(reader):
    text = reader.pages[0].extract_text()
    for words in ("Bottom line", "What disputes it", "Posture", "Roads for tankers"):
        assert words in text


def test_the_paper_has_text_and_a_sane_length(reader, saved):
    assert len(reader.pages) in PAGES
    assert saved["brief.pdf"].stat().st_size < LIMIT
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Claims cited" in text
    assert "alert(1)" in text, "hostile words stand as text"


def test_the_paper_is_tagged_titled_and_dated_at_the_cut_off(reader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert "2025" in reader.metadata.title
    assert reader.metadata.creation_date.date().isoformat() == "2025-11-01"


def test_only_our_fonts_are_embedded(reader):
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert {name.split("+")[1].split("-")[0] for name in fonts} <= {"Inter", FALLBACK}


def test_two_runs_give_the_same_bytes(briefings, saved):
    assert render(briefings["en", "local"]) == saved["brief.pdf"].read_bytes()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_paper_says_what_a_square_stands_for(briefings, lang):
    plain = briefings[lang, "local"]
    header = plain.header.model_copy(update={"subtitle": "Ras-le-bol 😡"})
    angry = PdfReader(io.BytesIO(render(plain.model_copy(update={"header": header}))))
    text = " ".join(page.extract_text() for page in angry.pages)
    assert "Ras-le-bol □" in text
    assert {"en": "□ stands for", "fr": "□ remplace"}[lang] in " ".join(text.split())
    assert "□" not in " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(render(plain))).pages
    )


def test_numbers_of_assumptions_are_told_in_runs():
    assert runs([3, 1, 2, 7, 9, 10]) == "A1–A3, A7, A9–A10"
    assert runs([]) == ""


def test_paper_prints_the_notes_it_names_and_their_claims_alone(briefings):
    plain = briefings["en", "local"]
    printed = paper(plain)
    named = _named(printed["sections"])
    assert 0 < len(named) < len(plain.notes)
    numbers = [note.number for note in plain.notes if note.number in named]
    assert len(printed["notes"]) == len(numbers)
    claims = {claim for note in plain.notes if note.number in named for claim in note.claims}
    assert {claim["id"] for claim in printed["claims"]} == claims & set(plain.claims)


def _named(part: object) -> set[object]:
    if isinstance(part, dict):
        return {part.get("note")} - {None} | set().union(*map(_named, part.values()))
    return set().union(*map(_named, part)) if isinstance(part, list) else set()


def test_paper_holds_so_many_events_and_says_which(situation, pack):
    many = [
        situation.events[0].model_copy(update={"id": f"ev:{n}", "time": a_day(n // 20)})
        for n in range(200)
    ]
    crowded = build(situation.model_copy(update={"events": tuple(many)}), pack)
    blocks = {block.id: block for s in crowded.sections if s.id == "events" for block in s.blocks}
    assert len(blocks["events_recent"].rows) == PAPER_EVENTS
    assert len(blocks["events_earlier"].rows) == 200 - PAPER_EVENTS
    assert blocks["events_recent"].title == "Last 6\u00a0days"
    assert "last 6" in blocks["events_lead"].statements[1].text


def a_day(back: int) -> TimeSpan:
    day = AS_OF - timedelta(days=back)
    return TimeSpan(start=day, end=day, precision="day")
