"""Signs no font has become a square; all others reach paper, whatever a report holds."""

import json
from importlib.resources import as_file, files

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corridor.brief.glyphs import FONTS, INSTEAD, letters, settable

PAGE = '#set document(title: "x")\n#set text(font: "Inter")\n#for x in json("s.json") [#x ]'


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """Set texts as the briefing is set; an error where a sign has no glyph."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "a.typ").write_text(PAGE, encoding="utf-8")

    def made(texts):
        (folder / "s.json").write_text(json.dumps(texts), encoding="utf-8")
        with as_file(files("corridor.brief").joinpath("fonts")) as fonts:
            return typst.compile(
                folder / "a.typ", root=folder, font_paths=[fonts], ignore_system_fonts=True,
                pdf_standards=["ua-1"],
            )  # fmt: skip

    return made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plus d'essence 😡😡 à Ségou", f"Plus d'essence {INSTEAD} à Ségou"),
        ("\u71c3\u6599 2 500 FCFA", f"{INSTEAD} 2 500 FCFA"),
        ("مالي Мали Μάλι", "مالي Мали Μάλι"),
        ("Se\u0301gou\u200d\u202e\x07\ufe0f", "Ségou"),
        ("« 1\u202f200 » – €", "« 1\u202f200 » – €"),
    ],
)
def test_what_is_shown(text, shown):
    assert settable(text) == shown


def test_plain_text_is_left_alone():
    assert settable("#set page(width: 1pt)") == "#set page(width: 1pt)"


def test_every_sign_that_is_let_through_can_be_set(sheet):
    assert ord(INSTEAD) in letters()
    assert len(FONTS) == 3
    assert sheet([chr(code) for code in sorted(letters())])
    assert sheet(["".join(chr(code) for code in sorted(letters()))])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
@example("\u0600 \u06dd\u202e 12 \u202c مالي \U0001f69a\ufe0f")
def test_any_text_can_be_set(sheet, text):
    assert sheet([settable(text)])
    assert settable(settable(text)) == settable(text)
