"""JSON lines in a file, written so that an interrupted run goes on where it stopped.

Guarantees: a document is in the file whole or not at all; one that is there is not read again.
Refuses: adding to a file that was made otherwise, or with other settings.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from corridor._version import __version__
from corridor.records.base import dump_json
from corridor.records.errors import UsageError
from corridor.records.report import Claim, Report

RECORD_SUFFIX = ".done"
"""The record beside the file: its settings, then a line for each document read."""


def key_of(piece: Report | Claim) -> str:
    """Return what tells a document from all others: its id, and the digest of its text."""
    return f"{piece.id}:{piece.sha256[:16]}" if isinstance(piece, Report) else piece.id


class ResumableFile:
    """A file of JSON lines with its record; use as a context manager.

    Args:
        path: the file; made where it is not there.
        settings: what else decides the lines; must be the same when a run goes on.

    Raises:
        UsageError: the file is there without its record, or was made with other settings.
    """

    def __init__(self, path: Path, settings: dict[str, str | None]) -> None:
        self._path = path
        self._record_path = path.with_name(path.name + RECORD_SUFFIX)
        self._head = dump_json({"corridor": __version__, **settings})
        self._done: set[str] = set()
        self.before = 0

    def __enter__(self) -> Self:
        end = self._resume() if self._record_path.exists() else self._begin()
        self._lines = self._path.open("r+b" if self._path.exists() else "w+b")
        self._lines.truncate(end)
        self._lines.seek(end)
        self._record = self._record_path.open("ab")
        self.before = len(self._done)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lines.close()
        self._record.close()

    def has(self, piece: Report | Claim) -> bool:
        """Say whether a document is in the file already."""
        return key_of(piece) in self._done

    def add(self, piece: Report | Claim, lines: Iterable[str]) -> None:
        """Write what a document gave, then that it is done."""
        for line in lines:
            self._lines.write(line.encode() + b"\n")
        self._lines.flush()
        key = key_of(piece)
        self._record.write(f"{key} {self._lines.tell()}\n".encode())
        self._record.flush()
        self._done.add(key)

    def _begin(self) -> int:
        if self._path.exists() and self._path.stat().st_size:
            self._refuse(f"is there already, without its record {self._record_path.name}")
        self._record_path.write_text(self._head + "\n", encoding="utf-8")
        return 0

    def _resume(self) -> int:
        """Return where the last whole document ends; drop what was cut off behind it."""
        whole, _, _ = self._record_path.read_bytes().rpartition(b"\n")
        head, *rows = whole.decode("utf-8", "replace").split("\n")
        if head != self._head:
            self._refuse(
                f"was made with other settings ({_shown(head)} instead of {_shown(self._head)})"
            )
        pairs = [row.rpartition(" ")[::2] for row in rows]
        end = int(pairs[-1][1]) if pairs and pairs[-1][1].isdigit() else 0
        if (self._path.stat().st_size if self._path.exists() else 0) < end:
            self._refuse(f"is shorter than its record {self._record_path.name} says")
        self._record_path.write_bytes(whole + b"\n")
        self._done = {key for key, _ in pairs}
        return end

    def _refuse(self, what: str) -> None:
        msg = f"{self._path} {what}. Next: give another name, or delete both files to begin anew"
        raise UsageError(msg)


def _shown(head: str) -> str:
    try:
        values = json.loads(head)
    except ValueError:
        return "unreadable"
    return (
        ", ".join(f"{key} {value}" for key, value in values.items())
        if isinstance(values, dict)
        else "unreadable"
    )
