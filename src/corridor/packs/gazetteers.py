"""The user's own gazetteers: GeoNames dumps kept in the user's data folder, for the reader.

Guarantees: a dump is checked row by row before it is kept; a broken one changes nothing. Refuses:
fetching, and touching a folder without being asked: the folder is an argument or `CORRIDOR_DATA`.
"""

import gzip
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from corridor.packs.geonames import parse, rows
from corridor.records.base import Record
from corridor.records.errors import InputError

VARIABLE = "CORRIDOR_DATA"
"""The environment variable that names the data folder; set it to a folder of your own."""


class Kept(Record):
    """A gazetteer in the data folder: its name, its file, rows and countries in it."""

    name: str
    path: Path
    rows: int
    countries: tuple[str, ...]


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the user's data folder: `CORRIDOR_DATA`, else where the system keeps such data.

    That is `$XDG_DATA_HOME/corridor` or `~/.local/share/corridor`, on Windows
    `%LOCALAPPDATA%/corridor`, on macOS `~/Library/Application Support/corridor`.
    """
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "~").expanduser()
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "corridor"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "corridor"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "corridor"


def gazetteer_folder(data: Path | None = None, pack: str | None = None) -> Path:
    """Return where gazetteers lie: for all packs, or for one."""
    base = (data or data_folder()) / "gazetteers"
    return base / pack if pack else base


def user_gazetteers(pack: str | None = None, *, data: Path | None = None) -> tuple[Path, ...]:
    """Return the dumps a reader may use, those of the pack first, each sorted by name.

    Args:
        pack: id of the pack read with; dumps added for other packs are left out.
        data: the data folder; `data_folder()` where not given.
    """
    own = _files(gazetteer_folder(data, pack)) if pack else ()
    return (*own, *_files(gazetteer_folder(data)))


def add_gazetteer(path: Path, *, pack: str | None = None, data: Path | None = None) -> Kept:
    """Check a GeoNames dump and keep a copy of it; one of the same name is replaced.

    Args:
        path: the dump, plain, `.gz` or `.zip`.
        pack: id of the only pack it is for; all packs where not given.
        data: the data folder; `data_folder()` where not given.

    Raises:
        InputError: the file is no such dump; file, row and column are named.
    """
    if not path.is_file():
        raise InputError(
            "there is no such file",
            where=str(path),
            allowed="a GeoNames dump",
            hint="check the path",
        )
    folder = gazetteer_folder(data, pack)
    folder.mkdir(parents=True, exist_ok=True)
    name = _stem(path)
    # Written beside its place and moved there whole: a broken dump leaves the kept one as it was.
    with tempfile.TemporaryDirectory(dir=folder) as spool:
        copy = Path(spool) / f"{name}.txt.gz"
        count, countries = _copy(path, copy)
        return Kept(
            name=name, path=copy.replace(folder / copy.name), rows=count, countries=countries
        )


def list_gazetteers(pack: str | None = None, *, data: Path | None = None) -> tuple[Kept, ...]:
    """Return what is kept, with its rows counted."""
    return tuple(_seen(path) for path in user_gazetteers(pack, data=data))


def remove_gazetteer(name: str, *, pack: str | None = None, data: Path | None = None) -> Path:
    """Delete a kept gazetteer and return where it lay.

    Raises:
        InputError: none of that name is kept.
    """
    folder = gazetteer_folder(data, pack)
    found = {_stem(path): path for path in _files(folder)}
    if name not in found:
        what = f"no gazetteer '{name}' is kept"
        raise InputError(
            what,
            where=str(folder),
            allowed=", ".join(sorted(found)) or "none is kept",
            hint="`corridor gazetteer list` shows them",
        )
    found[name].unlink()
    return found[name]


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.txt.gz"))) if folder.is_dir() else ()


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _copy(source: Path, target: Path) -> tuple[int, tuple[str, ...]]:
    count, countries = 0, set[str]()
    # mtime 0: the same dump gives the same bytes
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, 0) as packed:
        for number, record in rows(source):
            parse(record, source, number)
            packed.write(("\t".join(record) + "\n").encode())
            count += 1
            countries.add(record[8])
    if not count:
        raise InputError("the dump is empty", where=str(source), allowed="at least one row")
    return count, tuple(sorted(countries - {""}))


def _seen(path: Path) -> Kept:
    count, countries = 0, set[str]()
    for _, cells in rows(path):
        count += 1
        countries.add(cells[8])
    return Kept(name=_stem(path), path=path, rows=count, countries=tuple(sorted(countries - {""})))
