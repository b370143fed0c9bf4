"""ZIP archives, opened only when they are no bomb: for ZIP itself, DOCX and XLSX.

Guarantees: members, sizes and ratios are checked from the directory before a byte is unpacked, and
no member gives more bytes than the directory says. Refuses: encrypted members.
"""

import io
import zipfile
import zlib
from typing import IO

from corridor.collect.context import Item
from corridor.collect.limits import (
    MAX_MEMBERS,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    SMALL_MEMBER,
)
from corridor.records.errors import InputError

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What reading a member of a broken archive raises."""


def open_zip(item: Item) -> zipfile.ZipFile:
    """Return the archive of an input.

    Raises:
        InputError: it is broken, too large unpacked, or a bomb.
    """
    source: IO[bytes] | str = str(item.path) if item.path else io.BytesIO(item.read())
    try:
        archive = zipfile.ZipFile(source)
    except BROKEN as error:
        raise _broken(item, error) from None
    try:
        _check(item, archive.infolist())
    except InputError:
        archive.close()
        raise
    return archive


def member(item: Item, archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of one member.

    Raises:
        InputError: it is not there, broken or encrypted.
    """
    try:
        return archive.read(name)
    except KeyError:
        msg = f"it lacks its part '{name}'"
        raise InputError(
            msg, where=item.where, allowed="a whole file", hint="save it again"
        ) from None
    except BROKEN as error:
        raise _broken(item, error) from None


def _check(item: Item, members: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in members)
    if len(members) > MAX_MEMBERS:
        _refuse(item, f"it holds {len(members):,} files", f"at most {MAX_MEMBERS:,}")
    if total > MAX_UNPACKED_BYTES:
        _refuse(
            item,
            f"it would unpack to {total / 1e6:,.0f} MB",
            f"at most {MAX_UNPACKED_BYTES / 1e6:,.0f} MB",
        )
    for info in members:
        grows = info.file_size / max(info.compress_size, 1)
        if info.file_size > SMALL_MEMBER and grows > MAX_UNPACK_RATIO:
            _refuse(
                item,
                f"'{info.filename[:80]}' grows {grows:,.0f} times",
                f"at most {MAX_UNPACK_RATIO} times",
            )


def _refuse(item: Item, what: str, allowed: str) -> None:
    raise InputError(
        what,
        where=item.where,
        allowed=allowed,
        hint="unpack it yourself and give the files you trust",
    )


def _broken(item: Item, error: Exception) -> InputError:
    detail = str(error)[:120] or type(error).__name__
    msg = f"the archive is broken or cut off ({detail})"
    return InputError(
        msg,
        where=item.where,
        allowed="a whole archive without password",
        hint="fetch or save it again",
    )
