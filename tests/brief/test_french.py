"""The French brief of the real Mali situation: French throughout, the same figures as in English."""

import io
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from corridor.brief import build, pdf
from corridor.brief.html import render
from corridor.brief.numbers import HARD, NARROW
from corridor.brief.texts import Texts, typeset
from corridor.packs import load_pack

from .test_briefing import numbers

WORST = date(2025, 11, 1)
ENGLISH = re.compile(
    r"(?<![\w.:-])(?:the|of|and|or|to|is|are|was|were|with|by|from|that|this|which|not|reported|"
    r"denied|for|has|have|been|near|days|tankers|road|region|roads|hours|people|litres a|at|its)"
    r"(?![\w.:-])",
    re.IGNORECASE,
)
BARE = frozenset({"meta", "link", "br", "img", "hr", "input", "col"})
LOOSE = re.compile(rf"[^\s{HARD}{NARROW}][;?!»](?!\w)|\w [;?!:%»]")
"""A sign that French sets behind a no-break space, without one or behind a plain space."""


class Spoken(HTMLParser):
    """Collects what a page says in its own language: text outside elements marked otherwise."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang, self.open, self.texts = lang, [], []

    def handle_starttag(self, tag, attrs):
        if tag in BARE:
            return
        given = dict(attrs)
        quiet = tag in {"style", "title"} or "url" in (given.get("class") or "")
        inside = not self.open or self.open[-1][1]
        own = given.get("lang", self.lang) == self.lang if tag != "html" else True
        self.open.append((tag, inside and own and not quiet))
        if self.open[-1][1]:
            self.texts += [given[key] for key in ("aria-label", "title", "alt") if given.get(key)]

    def handle_endtag(self, tag):
        while tag not in BARE and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][1] and data.strip():
            self.texts.append(" ".join(data.split(" ")))


@pytest.fixture(scope="module")
def briefs(situation_on):
    pack = load_pack("mali")
    return {lang: build(situation_on(WORST), pack, lang=lang) for lang in ("en", "fr")}


@pytest.fixture(scope="module")
def spoken(briefs):
    page = Spoken("fr")
    page.feed(render(briefs["fr"]))
    names = {one.name for one in briefs["fr"].sources.values()}
    names |= {one.outlet for one in briefs["fr"].claims.values()}
    outlets = re.compile("|".join(re.escape(x) for x in sorted(names, key=len, reverse=True)))
    return [outlets.sub("", text) for text in page.texts]


def test_what_is_not_marked_as_english_is_not_english(spoken):
    assert len(spoken) > 2000
    assert sorted({text for text in spoken if ENGLISH.search(text)}) == []


def test_signs_stand_behind_no_break_spaces(spoken):
    ids = re.compile(r"[\w.-]+:[\w.:-]+")
    assert sorted({t for t in spoken if LOOSE.search(ids.sub("", t))}) == []


def test_every_event_of_the_pack_is_told_in_french(briefs):
    cells = [
        cell
        for block in briefs["fr"].section("events").blocks
        for row in getattr(block, "rows", ())
        for cell in row.cells
    ]
    assert cells
    assert [cell.text for cell in cells if cell.lang == "en"] == []


def test_figures_are_the_same_in_both_languages(briefs):
    english, french = numbers(briefs["en"]), numbers(briefs["fr"])
    assert len(english) == len(french)
    for (data, text), (donnees, texte) in zip(english, french, strict=True):
        assert data == donnees
        assert text == texte or None in (text, texte)


@pytest.mark.parametrize(("lang", "caption"), [("en", "State of roads for single tankers"),
                                                ("fr", "État des routes pour une citerne")])  # fmt: skip
def test_the_map_stands_on_page_one(briefs, lang, caption):
    first = PdfReader(io.BytesIO(pdf.render(briefs[lang]))).pages[0].extract_text()
    assert caption in " ".join(first.replace(HARD, " ").split())


def test_a_reason_without_french_stands_in_english_and_says_so(briefs, situation_on):
    situation = situation_on(WORST)
    bare = tuple(x.model_copy(update={"reason_fr": ""}) for x in situation.assumptions)
    changed = situation.model_copy(update={"assumptions": bare})
    entries = build(changed, load_pack("mali"), lang="fr").assumptions
    assert {one.lang for one in entries.values()} == {"en"}
    assert {one.lang for one in briefs["fr"].assumptions.values()} == {""}


@pytest.mark.parametrize(("n", "text"), [("0", "0 prévision résolue"), ("1", "1 prévision résolue"),
                                         ("38", "38 prévisions résolues")])  # fmt: skip
def test_counted_words_follow_the_number(n, text):
    assert Texts("fr")("outlook.track", n=n) == f"Bilan{HARD}: {text}"


def test_english_counts_follow_the_number():
    assert Texts("en")("outlook.track", n="1") == "Track record: 1 resolved forecast"
    assert Texts("en")("outlook.track", n="0") == "Track record: 0 resolved forecasts"


def test_signs_of_a_packs_texts_are_set_as_well():
    assert typeset("L'essence : à sec ? « oui » ; 50 %") == (
        f"L’essence{HARD}: à sec{NARROW}? «{HARD}oui{HARD}»{NARROW}; 50{HARD}%"
    )


def test_places_in_a_coders_words_are_told_in_french(briefs):
    places = {
        row.cells[1].text
        for block in briefs["fr"].section("events").blocks if block.kind == "table"
        for row in block.rows
    }  # fmt: skip
    assert {"région de Kayes", "Mali (tout le pays)", "route Kolondiéba – Kadiana"} <= places
