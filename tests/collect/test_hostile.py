"""Hostile and broken files: a reason in words, soon, and never the end of the run."""

import io
import random
import time
import tracemalloc
import zipfile

import pytest

from corridor.collect import Context, Item, collect, foreign, stream
from corridor.collect.limits import MAX_SKIPS
from corridor.collect.xmlsafe import UnsafeXmlError, parse
from corridor.records.errors import NeedsError
from corridor.records.report import Report
from tests.collect.made import TODAY, WORDS, docx, feed, gather, page, pdf, run, xlsx, zipped

LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read):
    began = time.perf_counter()
    assert "grows" in read("a.zip", zipped({"a.txt": b"0" * 60_000_000})).why
    assert "unpack" in read("b.zip", _claiming(3_000_000_000)).why
    assert time.perf_counter() - began < 5


def _claiming(size: int) -> bytes:
    """Return an archive whose directory says that its one small file is huge."""
    raw = bytearray(zipped({"a.txt": b"x"}))
    at = raw.rfind(b"PK\x01\x02") + 24
    raw[at : at + 4] = size.to_bytes(4, "little")
    return bytes(raw)


def test_a_directory_that_lies_low_gives_no_more_than_it_says(read):
    raw = bytearray(zipped({"a.txt": b"0" * 900_000}))
    at = raw.rfind(b"PK\x01\x02") + 24
    raw[at : at + 4] = (10).to_bytes(4, "little")
    found = read("a.zip", bytes(raw))
    assert not found.reports
    assert "broken" in found.skipped[0].what


def test_too_many_files_are_refused(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.txt", b"")
    assert "10,001 files" in read("a.zip", out.getvalue()).why


def test_archives_in_archives_end(read):
    raw = zipped({"a.txt": WORDS})
    for _ in range(8):
        raw = zipped({"in.zip": raw})
    assert "deep" in read("a.zip", raw).why


def test_a_path_that_leads_out_of_an_archive_writes_nothing(read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read("a.zip", zipped({"../../evil.txt": "date 2025-10-01 x"})).skipped[0].what
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("bomb", [LAUGHS, OUTSIDE])
def test_xml_with_entities_of_its_own_is_refused(read, bomb):
    assert "entities" in read("a.xml", feed("<title>&a;&x;</title>", prolog=bomb)).why
    assert "entities" in read("a.docx", docx(run("x"), prolog=bomb)).why
    with pytest.raises(UnsafeXmlError, match="entities"):
        parse(f"{bomb}<l>x</l>".encode())


def test_an_xlsx_with_entities_is_refused(read):
    raw = xlsx([["text", "published"], [WORDS, "2025-10-15"]])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = b'<?xml version="1.0"?>' + LAUGHS.encode() + files[name].split(b"?>", 1)[-1]
    assert "entities" in read("a.xlsx", zipped(files)).why


def test_xml_nested_without_end_is_refused():
    with pytest.raises(UnsafeXmlError, match="nested"):
        parse(b"<a>" * 100_000)


def test_a_file_of_100_mb_is_listed_soon_and_the_rest_goes_on(mali, tmp_path):
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "good.txt").write_text("date 2025-10-15 " + WORDS, encoding="utf-8")
    began = time.perf_counter()
    found = collect([tmp_path], published=None, today=TODAY, pack=mali)
    assert time.perf_counter() - began < 5
    assert len(found.reports) == 1
    assert "100 MB" in found.skipped[0].what


def test_json_lines_of_100_mb_are_read_in_little_memory(context: Context, tmp_path):
    path = tmp_path / "big.jsonl"
    line = b'{"text":"' + b"Tankers wait. " * 7000 + b'","published":"2025-10-15"}\n'
    with path.open("wb") as file:
        for _ in range(100_000_000 // len(line)):
            file.write(line)
        file.write(b'{"text":"' + b"x" * 20_000_000 + b'"}\n{"text":"Last."}\n')
    tracemalloc.start()
    last = None
    for piece in stream([Item("big", path=path)], context):
        last = piece if isinstance(piece, Report) else last
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert last is not None
    assert last.text == "Last."
    assert peak < 60_000_000


def test_memory_does_not_grow_with_the_number_of_documents(context: Context):
    def items(count: int):
        for number in range(count):
            yield Item(f"{number}", name="a.txt", data=f"date 2025-10-15 {number} {WORDS}".encode())

    def peak(count: int) -> int:
        tracemalloc.start()
        assert sum(isinstance(piece, Report) for piece in stream(items(count), context)) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(2000)
    assert peak(6000) < peak(600) + 1_000_000


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.jsonl", "a.json", "a.xml", "a.eml", "a.pdf", "a.docx", "a.xlsx", "a.zip"])  # fmt: skip
def test_empty_and_blank_files_of_every_format_have_a_reason(read, name):
    assert "empty" in read(name, b"").why
    assert read(name, b" \n\n ").why


@pytest.mark.parametrize(
    ("name", "whole"),
    [("a.pdf", pdf(WORDS)), ("a.docx", docx(run(WORDS))), ("a.xlsx", xlsx([["text"], [WORDS]])), ("a.zip", zipped({"a.txt": WORDS}))],
)  # fmt: skip
def test_a_file_cut_off_has_a_reason(read, name, whole):
    for size in (10, len(whole) // 3, len(whole) * 2 // 3):
        found = read(name, whole[:size])
        assert found.skipped or found.reports, size
        assert all(row.what and row.hint for row in found.skipped)


def test_a_locked_archive_has_a_reason(read):
    raw = bytearray(zipped({"a.txt": WORDS}))
    raw[6] |= 1
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    found = read("a.zip", bytes(raw))
    assert "password" in found.skipped[0].what or "encrypted" in found.skipped[0].what


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "mac_roman", "utf-32"])
def test_other_encodings_are_read_or_refused_never_mangled(read, encoding):
    text = "Des hommes armés ont brûlé trois citernes près de Kolondiéba, où la route était fermée."
    found = read("a.txt", text.encode(encoding))
    assert [report.text for report in found.reports] == [text]


def test_half_characters_are_no_text(read):
    assert (
        "half characters"
        in read("a.jsonl", '{"text": "x \\ud800 y", "published": "2025-10-15"}').why
    )


def test_wild_json_is_skipped_line_by_line(read):
    lines = [
        "[" * 100_000,
        "1" * 5000,
        "{",
        '{"text": 3}',
        '{"text": "x.", "id": ' + "9" * 400 + "}",
        "null",
    ]
    found = read("a.jsonl", "\n".join(lines))
    assert len(found.reports) == 1
    assert [row.where for row in found.skipped] == [f"a.jsonl, line {n}" for n in (1, 2, 3, 4, 6)]


def test_many_bad_rows_are_listed_shortly(read):
    found = read("a.jsonl", "{\n" * 5000)
    assert len(found.skipped) == MAX_SKIPS + 1
    assert "4,950 more" in found.skipped[-1].what


def test_what_cannot_be_known_says_which_formats_there_are(read):
    assert "known formats" in read("a.exe", b"MZ\x00").why


@pytest.mark.parametrize(
    ("name", "data"), [("a.html", page(WORDS)), ("a.pdf", pdf(WORDS)), ("a.xml", feed("<title>x</title>")), ("a.xlsx", xlsx([["text"]]))]
)  # fmt: skip
def test_without_the_extra_the_hint_names_it(context, monkeypatch, name, data):
    def absent(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(foreign.importlib, "import_module", absent)
    raw = data if isinstance(data, bytes) else data.encode()
    found = gather([Item(name, data=raw), Item("b.txt", data=WORDS.encode())], context)
    assert 'pip install "corridor[formats]"' in found.skipped[0].what
    assert len(found.reports) == 1, "the rest goes on"


def test_where_only_the_extra_would_help_that_is_the_error(mali, monkeypatch, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(WORDS))
    monkeypatch.setattr(foreign.importlib, "import_module", _absent)
    with pytest.raises(NeedsError, match="formats"):
        collect([tmp_path], published=None, today=TODAY, pack=mali)


def _absent(module: str) -> None:
    raise ImportError(module)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.xml", "a.eml", "a.html"])
def test_time_grows_with_length_not_with_its_square(context, name):
    def seconds(size: int) -> float:
        noise = random.Random(7)  # noqa: S311 - noise, no secret
        data = bytes(noise.choices(b"<>&;\"'=,\n\t {}[]ab#-", k=size))
        began = time.perf_counter()
        gather([Item(name, data=data)], context)
        return time.perf_counter() - began

    seconds(2_000)
    small, large = max(seconds(40_000), 0.02), seconds(320_000)
    assert large < small * 8 * 4


@pytest.mark.parametrize(
    "head", [b"Subject: " + b"=?utf-8?q?a?= " * 40_000, b"From: " + b"<a@b>, (" * 40_000, b"Content-Type: a/b; " + b'x="\\";' * 40_000]
)  # fmt: skip
def test_a_mail_with_headers_without_end_is_read_soon(context, head):
    began = time.perf_counter()
    found = gather([Item("a.eml", data=head + b"\n\ndate 2025-10-15 hello")], context)
    assert found.reports or found.skipped
    assert time.perf_counter() - began < 3
