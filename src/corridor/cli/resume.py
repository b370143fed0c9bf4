"""JSON lines in a file, written so that an interrupted run goes on where it stopped.

Guarantees: a document is in the file whole or not at all, also after a kill; one that is there is
not read again; memory grows by a few bytes a document. Refuses: adding to a file that was made
otherwise or with other settings, and two runs at once.
"""

import contextlib
import json
from collections.abc import Iterable
from io import BufferedRandom
from pathlib import Path
from types import TracebackType
from typing import Self

from corridor._version import __version__
from corridor.cli.digests import Digests
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
        UsageError: the file cannot be written, is there without its record, was made with other
            settings, or is being written by another run.
    """

    def __init__(self, path: Path, settings: dict[str, str | None]) -> None:
        self._path = path
        self._record_path = path.with_name(path.name + RECORD_SUFFIX)
        self._head = dump_json({"corridor": __version__, **settings}).encode()
        self._done = Digests()
        self._end = 0
        self.before = 0

    def __enter__(self) -> Self:
        try:
            self._record = _opened(self._record_path)
        except OSError as error:
            msg = f"{self._path} cannot be written ({error.strerror}). Next: give another name"
            raise UsageError(msg) from error
        try:
            self._lock()
            self._resume()
            self._lines = _opened(self._path)
        except BaseException:
            self._record.close()
            raise
        self._lines.truncate(self._end)
        self._lines.seek(self._end)
        self.before = len(self._done)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lines, self._record:
            # A run that was interrupted may have written half a document.
            self._lines.flush()
            self._lines.truncate(self._end)

    def __len__(self) -> int:
        """How many documents are in the file."""
        return len(self._done)

    def has(self, piece: Report | Claim) -> bool:
        """Say whether a document is in the file already."""
        return key_of(piece) in self._done

    def add(self, piece: Report | Claim, lines: Iterable[str]) -> None:
        """Write what a document gave, then that it is done."""
        for line in lines:
            self._lines.write(line.encode() + b"\n")
        self._lines.flush()
        key, end = key_of(piece), self._lines.tell()
        self._record.write(f"{key} {end}\n".encode())
        self._record.flush()
        self._end = end
        self._done.add(key)

    def _lock(self) -> None:
        """Keep a second run away; the lock goes with the process, however that ends."""
        try:
            import fcntl  # noqa: PLC0415 - not on every system
        except ImportError:
            return
        try:
            fcntl.flock(self._record.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            msg = f"another run is writing {self._path}. Next: wait for it, or give another name"
            raise UsageError(msg) from None

    def _resume(self) -> None:
        """Read the record line by line; drop what was cut off at its end, here and in the file."""
        size = self._path.stat().st_size if self._path.exists() else 0
        head = self._record.readline()
        if not head.endswith(b"\n"):
            self._begin(size)
            return
        if head[:-1] != self._head:
            shown = _shown(head), _shown(self._head)
            self._refuse(f"was made with other settings ({shown[0]} instead of {shown[1]})")
        whole = len(head)
        for row in self._record:
            key, _, end = row.decode("utf-8", "replace").rpartition(" ")
            if not end.endswith("\n") or not end.strip().isdecimal():
                break
            self._end, whole = int(end), whole + len(row)
            self._done.add(key)
        if size < self._end:
            self._refuse(f"is shorter than its record {self._record_path.name} says")
        self._record.seek(whole)
        self._record.truncate()

    def _begin(self, size: int) -> None:
        """Begin anew: there is no record, or a run was killed before its first line was whole."""
        if size:
            self._refuse(f"is there already, without its record {self._record_path.name}")
        self._record.seek(0)
        self._record.truncate()
        self._record.write(self._head + b"\n")
        self._record.flush()

    def _refuse(self, what: str) -> None:
        if self._record_path.stat().st_size == 0:
            with contextlib.suppress(OSError):
                self._record_path.unlink()
        msg = f"{self._path} {what}. Next: give another name, or delete both files to begin anew"
        raise UsageError(msg)


def _opened(path: Path) -> BufferedRandom:
    """Open for reading and writing from the start, whether it is there or not."""
    with contextlib.suppress(FileExistsError):
        path.open("xb").close()
    return path.open("r+b")


def _shown(head: bytes) -> str:
    try:
        values = json.loads(head)
    except ValueError:
        return "unreadable"
    return (
        ", ".join(f"{key} {value}" for key, value in values.items())
        if isinstance(values, dict)
        else "unreadable"
    )
