"""The user's own gazetteers: checked before they are kept, and only then known to the reader."""

import gzip
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corridor.cli import main
from corridor.packs import load_pack
from corridor.packs.gazetteers import (
    VARIABLE,
    add_gazetteer,
    data_folder,
    gazetteer_folder,
    list_gazetteers,
    remove_gazetteer,
    user_gazetteers,
)
from corridor.packs.geonames import read_dump
from corridor.read import Reader
from corridor.read.gazetteer import Gazetteer
from corridor.records.errors import InputError
from corridor.records.report import PlaceRef, Report


def row(
    name: str = "Zzyzzara", *, lat: str = "12.5", people: str = "900", country: str = "ML"
) -> str:
    cells = ["77", name, name, "", lat, "-7.25", "P", "PPL", country, "", "04", "", "", ""]
    return "\t".join([*cells, people, "", "300", "Africa/Bamako", "2020-01-01"]) + "\n"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "own.txt"
    path.write_text(row() + row("Qwarro", country="SN"), encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_dump_is_kept_listed_and_removed(dump: Path, data: Path) -> None:
    kept = add_gazetteer(dump, data=data)
    assert (kept.name, kept.rows, kept.countries) == ("own", 2, ("ML", "SN"))
    assert list_gazetteers(data=data) == (kept,)
    assert user_gazetteers(data=data) == (kept.path,)
    assert remove_gazetteer("own", data=data) == kept.path
    assert user_gazetteers(data=data) == ()


def test_plain_gzip_and_zip_are_kept_as_the_same_bytes(dump: Path, data: Path) -> None:
    packed, archive = dump.with_name("own.txt.gz"), dump.with_name("own.zip")
    packed.write_bytes(gzip.compress(dump.read_bytes()))
    with zipfile.ZipFile(archive, "w") as made:
        made.write(dump, "own.txt")
        made.writestr("readme.txt", "what this is")
    kept = {add_gazetteer(path, data=data).path.read_bytes() for path in (dump, packed, archive)}
    assert len(kept) == 1


def test_one_for_a_pack_is_used_with_that_pack_only_and_first(dump: Path, data: Path) -> None:
    for_all = add_gazetteer(dump, data=data).path
    for_one = add_gazetteer(dump, pack="mali", data=data).path
    assert user_gazetteers("mali", data=data) == (for_one, for_all)
    assert user_gazetteers("haiti-2022", data=data) == (for_all,)


@pytest.mark.parametrize(
    ("text", "number", "column"),
    [
        (row() + "three\tcells\tonly\n", 2, None),
        (row() + row(lat="91"), 2, "latitude"),
        (row(lat="north"), 1, "latitude"),
        (row(lat="nan"), 1, "latitude"),
        (row(people="many"), 1, "population"),
        ("<html>not found</html>\n", 1, None),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_kept(
    text: str, number: int, column: str | None, tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "broken.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        add_gazetteer(path, data=data)
    assert (refusal.value.row, refusal.value.column) == (number, column)
    assert refusal.value.allowed
    assert user_gazetteers(data=data) == ()


def test_a_broken_dump_leaves_the_one_kept_before(dump: Path, data: Path) -> None:
    before = add_gazetteer(dump, data=data).path.read_bytes()
    dump.write_text(row() + "broken\n", encoding="utf-8")
    with pytest.raises(InputError):
        add_gazetteer(dump, data=data)
    (left,) = user_gazetteers(data=data)
    assert left.read_bytes() == before
    assert [path.name for path in gazetteer_folder(data).iterdir()] == ["own.txt.gz"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("latin.txt", row("Ségou").encode("latin-1")),
        ("torn.txt.gz", gzip.compress(row().encode() * 999)[:60]),
        ("no.txt.gz", b"no gzip"),
        ("no.zip", b"no zip"),
        ("long.txt", b"x" * 300_000),
    ],
)
def test_what_is_no_dump_is_said(name: str, content: bytes, tmp_path: Path, data: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=name):
        add_gazetteer(path, data=data)


def test_an_archive_of_several_dumps_is_refused(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("ML.txt", row())
        made.writestr("SN.txt", row())
    with pytest.raises(InputError, match="2 dumps"):
        add_gazetteer(path, data=data)


def test_a_dump_that_unpacks_too_large_is_refused(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corridor.packs.geonames.MAX_BYTES", 1000)
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(row().encode() * 50))
    with pytest.raises(InputError, match="1,000 bytes"):
        add_gazetteer(path, data=data)


def test_what_is_not_kept_cannot_be_removed(dump: Path, data: Path) -> None:
    add_gazetteer(dump, data=data)
    with pytest.raises(InputError, match="own"):
        remove_gazetteer("other", data=data)


def test_the_data_folder_is_the_users_choice_before_the_systems() -> None:
    assert data_folder({VARIABLE: "/chosen", "HOME": "/h"}) == Path("/chosen")
    assert data_folder({"HOME": "/h"}).is_relative_to("/h")


def test_the_reader_knows_a_name_only_from_the_gazetteer(dump: Path, data: Path) -> None:
    pack = load_pack("mali")
    text = "On Monday gunmen burned four fuel tankers near Zzyzzara."
    report = Report(
        id="r1", source="public-record", origin="public-record", text=text, language="en",
        published=date(2025, 11, 1), known_from=date(2025, 11, 1),
    )  # fmt: skip
    add_gazetteer(dump, data=data)

    def names(dumps: Sequence[Path]) -> dict[str, PlaceRef]:
        known = Gazetteer.of(pack, dumps, world=False)
        return {one.name: one for one in Reader(pack, gazetteer=known).toponyms(report)}

    assert "Zzyzzara" not in names(())
    named = names(user_gazetteers(pack.id, data=data))
    assert named["Zzyzzara"].lat == pytest.approx(12.5)


def test_a_real_dump_is_read_whole(shared: Path, data: Path) -> None:
    path = shared / "geonames" / "ML.txt.gz"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    kept = add_gazetteer(path, data=data)
    assert kept.countries == ("ML",)
    assert kept.rows > 10_000
    assert any(one.name.startswith("Loulouni") for one in read_dump(kept.path))


def test_the_commands_add_list_and_remove(
    dump: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(data))
    run = CliRunner().invoke
    assert "No gazetteer" in run(main, ["gazetteer", "list"]).stderr
    assert run(main, ["gazetteer", "add", str(dump), "--pack", "haiti-2022"]).exit_code == 0
    assert run(main, ["gazetteer", "list"]).stdout == ""
    listed = run(main, ["gazetteer", "list", "--pack", "haiti-2022"])
    assert listed.stdout == "own: 2 rows, ML, SN\n"
    assert run(main, ["gazetteer", "remove", "own"]).exit_code == 3
    assert run(main, ["gazetteer", "remove", "own", "--pack", "haiti-2022"]).exit_code == 0
    missing = run(main, ["gazetteer", "add", str(dump.with_name("none.txt"))])
    assert missing.exit_code == 3
    assert "no such file" in missing.stderr
