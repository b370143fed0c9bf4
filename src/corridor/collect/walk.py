"""Paths to inputs: files as named, folders in sorted order, hidden files left out.

Guarantees: the same folder gives the same order on every machine. Refuses: following a link out of
the folder, and paths that are not there.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corridor.collect.context import Item
from corridor.records.errors import Skipped

Input = Path | Item | Skipped
"""A file or folder, or what was found already: bytes from the network, or why there are none."""
MAPPING_SUFFIX = ".mapping.toml"
"""`list.csv.mapping.toml` beside `list.csv` says what its columns mean (see `mapped`)."""
_NOT_REPORTS = frozenset(
    {"readme.md", "readme.txt", "license", "licence", "license.txt", "license.md", "makefile"}
)


def walk(paths: Iterable[Input]) -> Iterator[Item | Skipped]:
    """Yield every input below the paths; what is an input already goes through as it is."""
    for path in paths:
        if not isinstance(path, Path):
            yield path
        elif path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield Item(str(path), path)
        else:
            address = path.parts[:1] in {("http:",), ("https:",)}
            hint = (
                "an address is no path: use `collect.fetch.fetch`" if address else "check the path"
            )
            yield Skipped(where=str(path), what="there is no such file or folder", hint=hint)


def _folder(folder: Path) -> Iterator[Item | Skipped]:
    found = False
    for path in _files(folder):
        found = True
        if isinstance(path, Skipped):
            yield path
        elif path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            yield Skipped(
                where=str(path),
                what="a link that leads out of the folder",
                hint="name the file itself",
            )
        else:
            yield Item(str(path), path)
    if not found:
        yield Skipped(where=str(folder), what="the folder holds no reports", hint="check the path")


def _files(folder: Path) -> Iterator[Path | Skipped]:
    """Yield files in the order of their parts; only the names of one folder are held at a time."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are a tenth of the size of paths
    except OSError as error:
        what = f"the folder cannot be opened ({error.strerror or error})"
        yield Skipped(where=str(folder), what=what, hint="check its permissions")
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            if not (_hidden((name,)) or path.is_symlink()):
                yield from _files(path)
        elif not left_out((name,)) and path.is_file():
            yield path


def left_out(parts: tuple[str, ...]) -> bool:
    """Say whether a path is hidden, a lock, a licence, or the mapping of a table beside it."""
    name = parts[-1].lower()
    return _hidden(parts) or name in _NOT_REPORTS or name.endswith(MAPPING_SUFFIX)


def _hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith((".", "~$", "__")) for part in parts)
