"""The PDF: text, tags, fonts of ours, a sane number of pages."""

import io

import pytest
from pypdf import PdfReader

from corridor.brief.pdf import render, runs

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
