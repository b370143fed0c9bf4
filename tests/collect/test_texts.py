"""Texts of every format: what becomes of them, and that spans count in what was extracted."""

from datetime import date
from pathlib import Path

import pytest

from corridor.collect import collect, walk
from tests.collect.made import TODAY, WORDS, docx, feed, mail, page, pdf, run, zipped


def test_a_text_is_kept_to_the_character(read):
    text = "date 2025-10-15\r\n\r\n  " + WORDS + " "
    assert read("a.txt", text).only.text == text
    assert read("a.txt", text).only.published == date(2025, 10, 15)


def test_a_text_without_a_date_is_known_from_today_and_says_so(read):
    found = read("a.txt", WORDS)
    assert (found.only.published, found.only.known_from) == (None, TODAY)
    assert "undated" in found.notices[0].what


def test_a_page_gives_its_article_without_menu_script_and_footer(read):
    found = read(
        "a.html", page(WORDS, "A second column waits at Bougouni for an escort.", lang="fr-FR")
    )
    text = found.only.text
    assert text.startswith("Tankers burned")
    assert WORDS in text
    assert text.count("Tankers burned") == 1
    assert not any(word in text for word in ("Sport", "alarm", "rights"))
    assert (found.only.published, found.only.language) == (date(2025, 10, 14), "fr")


def test_a_page_without_an_article_says_what_to_do(read):
    assert "article" in read("a.html", "<html><body></body></html>").why


def test_a_page_in_an_old_encoding_names_it_itself(read):
    text = page("Des hommes armés ont brûlé trois citernes à Kolondiéba, selon des habitants.")
    raw = text.replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1")
    assert "brûlé trois citernes à Kolondiéba" in read("a.html", raw).only.text


def test_each_entry_of_a_feed_is_a_report_with_its_headline(read):
    first = "<title>Convoy hit</title><link>https://example.org/1</link><pubDate>Tue, 14 Oct 2025 10:00:00 +0000</pubDate>"
    found = read("a.xml", feed(
        first + "<description>&lt;p&gt;Three &lt;b&gt;tankers&lt;/b&gt; burned.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>",
        "<title>Road open</title><description>The road to Sikasso is open.</description>",
    ))  # fmt: skip
    one, two = found.reports
    assert one.text == "Convoy hit\n\nThree tankers burned."
    assert (one.published, one.url) == (date(2025, 10, 14), "https://example.org/1")
    assert two.published is None


def test_an_atom_feed_is_read_too(read):
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Fuel back</title>'
        "<updated>2025-11-10T00:00:00Z</updated><summary>Pumps run again.</summary></entry></feed>"
    )
    assert read("a.atom", atom).only.published == date(2025, 11, 10)


def test_a_pdf_gives_its_pages_whatever_its_name(read, dated):
    raw = pdf("Gunmen burned three tankers.", "The road is closed.")
    assert (
        read("a.txt", raw, ctx=dated).only.text
        == "Gunmen burned three tankers.\n\nThe road is closed."
    )
    assert read("a.pdf", raw, ctx=dated).only.published == date(2025, 10, 20)


def test_a_pdf_without_text_is_skipped_as_a_scan(read):
    assert "scan" in read("a.pdf", pdf("")).why


def test_a_docx_gives_paragraphs_tables_and_no_deleted_passages(read):
    gone = "<w:del><w:r><w:delText>four</w:delText></w:r></w:del>"
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('Kati')}</w:p></w:tc><w:tc><w:p>{run('closed')}</w:p></w:tc></w:tr></w:tbl>"
    raw = docx(run("Three ") + gone + run("tankers"), run("burned."))
    report = read("a.docx", raw).only
    assert report.text == "Three tankers\nburned."
    assert (report.published, report.published_precision) == (date(2025, 10, 14), "approximate")
    with_table = zipped({"word/document.xml": (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{table}</w:body></w:document>")})  # fmt: skip
    assert read("b.docx", with_table).only.text == "Kati\tclosed"


def test_a_mail_gives_its_body_and_attachments_with_its_day_and_no_persons(read):
    found = read("a.eml", mail(WORDS, attached=("note.txt", "The road is closed.")))
    body, note = found.reports
    assert body.text.strip() == WORDS
    assert (body.title, body.published, note.published) == (
        "Sécurité",
        date(2025, 10, 15),
        date(2025, 10, 15),
    )
    assert "Person" not in found.reports[0].to_json() + note.to_json()
    assert body.source == "own_report"


def test_a_mail_from_a_host_the_pack_knows_has_that_source(read, mali):
    source = next(s for s in mali.sources.values() if s.hosts)
    assert read("a.eml", mail(WORDS, sender=f"desk@{source.hosts[0]}")).only.source == source.id


def test_files_in_an_archive_are_inputs_of_their_own(read):
    inner = zipped({"b.txt": "date 2025-10-02 " + WORDS})
    found = read(
        "a.zip",
        zipped({"x/a.docx": docx(run(WORDS)), "in.zip": inner, "__MACOSX/z": "no", ".h": "no"}),
    )
    assert sorted(report.published for report in found.reports) == [
        date(2025, 10, 2),
        date(2025, 10, 14),
    ]
    assert found.skipped == []


def test_broken_members_are_named_and_the_rest_goes_on(read):
    found = read(
        "a.zip", zipped({"a.txt": "date 2025-10-02 " + WORDS, "b.pdf": b"%PDF-1.4 no more"})
    )
    assert len(found.reports) == 1
    assert found.skipped[0].where == "a.zip!b.pdf"


def test_the_same_words_at_two_addresses_are_two_reports(read):
    found = read(
        "a.jsonl",
        '{"text":"Same.","url":"https://a.org/1"}\n{"text":"Same.","url":"https://b.org/2"}',
    )
    assert len({report.id for report in found.reports}) == 2
    assert len({report.sha256 for report in found.reports}) == 1


@pytest.mark.parametrize("published", ["2025-10-30", "2025-10"])
def test_known_from_is_never_before_publication(read, published):
    found = read("a.jsonl", f'{{"text":"x.","published":"{published}","known_from":"2024-01-01"}}')
    assert found.only.known_from >= found.only.published


def test_content_types_choose_the_format_of_what_was_fetched(read):
    asked = {"url": "https://example.org/show?id=3"}
    assert (
        read("u", page(WORDS), content_type="text/html; charset=utf-8", **asked).only.title
        == "Tankers burned"
    )
    assert read("u", '{"text":"x."}', content_type="application/json", **asked).only.text == "x."
    assert read("u", WORDS, content_type="text/plain", **asked).only.url == asked["url"]


def test_an_address_given_as_a_path_says_what_to_use(mali):
    (row,) = collect([Path("https://a.example/x")], published=None, today=TODAY, pack=mali).skipped
    assert "collect.fetch" in row.hint
    (row,) = collect([Path("gone.txt")], published=None, today=TODAY, pack=mali).skipped
    assert row.hint == "check the path"


def test_folders_are_walked_in_the_order_of_their_parts_and_hidden_ones_left_out(tmp_path):
    names = [
        "b/2.txt",
        "a.txt",
        "a/z.txt",
        "a/readme.md",
        ".git/x.txt",
        "readme.md/kept.txt",
        "a-b.txt",
        "~$lock.docx",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    found = [item.path.relative_to(tmp_path).as_posix() for item in walk([tmp_path])]
    assert found == ["a/z.txt", "a-b.txt", "a.txt", "b/2.txt", "readme.md/kept.txt"]
