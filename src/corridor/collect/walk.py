"""Paths to inputs: files as named, folders in sorted order, hidden files left out.

Guarantees: the same folder gives the same order on every machine. Refuses: following a link out of
the folder, and paths that are not there.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from corridor.collect.context import Item
from corridor.records.errors import Skipped

MAPPING_SUFFIX = ".mapping.toml"
"""`list.csv.mapping.toml` beside `list.csv` says what its columns mean (see `mapped`)."""
_NOT_REPORTS = frozenset(
    {"readme.md", "readme.txt", "license", "licence", "license.txt", "license.md", "makefile"}
)


def walk(paths: Sequence[Path]) -> Iterator[Item | Skipped]:
    """Yield every input below the paths."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield Item(str(path), path)
        else:
            yield Skipped(
                where=str(path), what="there is no such file or folder", hint="check the path"
            )


def _folder(folder: Path) -> Iterator[Item | Skipped]:
    found = False
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).parts):
        parts = path.relative_to(folder).parts
        if left_out(parts) or not path.is_file():
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            yield Skipped(
                where=str(path),
                what="a link that leads out of the folder",
                hint="name the file itself",
            )
            continue
        found = True
        yield Item(str(path), path)
    if not found:
        yield Skipped(where=str(folder), what="the folder holds no reports", hint="check the path")


def left_out(parts: tuple[str, ...]) -> bool:
    """Say whether a path is hidden, a lock, a licence, or the mapping of a table beside it."""
    name = parts[-1].lower()
    hidden = any(part.startswith((".", "~$", "__")) for part in parts)
    return hidden or name in _NOT_REPORTS or name.endswith(MAPPING_SUFFIX)
