"""GeoNames dumps: 19 tab-separated columns, UTF-8, no header; plain, `.gz`, or `.zip` of one file.

Guarantees: an error names file, row and column; a dump is read as a stream, and unpacked it may
not grow beyond `MAX_BYTES`. Refuses: archives of several dumps, and rows of another shape.
"""

import gzip
import math
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from corridor.records.errors import InputError

COLUMNS = 19
MAX_BYTES = 2_000_000_000
"""More than the dump of the whole world holds (1.7 GB)."""
HINT = "download the country's file from download.geonames.org/export/dump"
LONGEST_LINE = 100_000


@dataclass(frozen=True, slots=True)
class GeoName:
    """One row of a dump, as far as it is used. Coordinates in degrees WGS84."""

    id: int
    name: str
    lat: float
    lon: float
    feature: str
    code: str
    country: str
    admin1: str
    population: int


def read_dump(path: Path) -> Iterator[GeoName]:
    """Yield the rows of a dump.

    Raises:
        InputError: not such a file; file, row and column are named.
    """
    for number, cells in rows(path):
        yield parse(cells, path, number)


def parse(cells: list[str], path: Path, number: int) -> GeoName:
    """Return one row as a record; InputError names the column that is refused."""
    return GeoName(
        id=int(_number(cells, 0, "geonameid", path, number)),
        name=cells[1],
        lat=_number(cells, 4, "latitude", path, number, most=90),
        lon=_number(cells, 5, "longitude", path, number, most=180),
        feature=cells[6],
        code=cells[7],
        country=cells[8],
        admin1=cells[10],
        population=int(_number(cells, 14, "population", path, number)),
    )


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield row number and cells of each row that is not blank."""
    for number, line in _lines(path):
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            what = f"{len(cells)} columns"
            raise InputError(
                what,
                where=str(path),
                row=number,
                allowed=f"{COLUMNS} tab-separated columns of a GeoNames dump",
                hint=HINT,
            )
        yield number, cells


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    size, number = 0, 0
    try:
        with _opened(path) as stream:
            while raw := stream.readline(LONGEST_LINE):
                number, size = number + 1, size + len(raw)
                if size > MAX_BYTES:
                    raise _refused(path, f"more than {MAX_BYTES:,} bytes unpacked", number)
                line = raw.decode("utf-8").strip("\r\n")
                if line:
                    yield number, line
    except UnicodeDecodeError:
        raise _refused(path, "not UTF-8", number) from None
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as problem:
        what = f"the file cannot be read: {problem}"
        raise _refused(path, what, number or None) from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a plain, gzip or zip file for reading bytes."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as inner:
            yield inner
    elif path.suffix.lower() == ".gz":
        with gzip.open(path, "rb") as packed:
            yield cast("IO[bytes]", packed)
    else:
        with path.open("rb") as plain:
            yield plain


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    texts = [one for one in archive.infolist() if one.filename.lower().endswith(".txt")]
    dumps = [one for one in texts if "readme" not in one.filename.lower()]
    if len(dumps) != 1:
        what = f"the archive holds {len(dumps)} dumps"
        raise InputError(what, where=str(path), allowed="one .txt beside a readme", hint=HINT)
    return dumps[0]


def _number(
    cells: list[str], index: int, name: str, path: Path, row: int, most: float = math.inf
) -> float:
    try:
        value = float(cells[index] or 0)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and abs(value) <= most):
        what = f"'{cells[index][:40]}' is refused"
        allowed = "a number" if most == math.inf else f"a number from -{most:g} to {most:g}"
        raise InputError(
            what, where=str(path), row=row, column=name, allowed=allowed, hint="correct the row"
        )
    return value


def _refused(path: Path, what: str, row: int | None) -> InputError:
    return InputError(
        what,
        where=str(path),
        row=row,
        allowed="a GeoNames dump as .txt, .txt.gz or .zip",
        hint=HINT,
    )
