"""Bytes to text: UTF-8, UTF-16 with a mark, or the encoding `charset-normalizer` is sure of.

Guarantees: text that decodes cleanly, or a reason why not; streams are checked to the end before
they are read. Refuses: binary content, and replacing what it cannot read with question marks.
"""

import codecs
import importlib.util
import io
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from corridor.collect.context import Item

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 200_000
_CHUNK = 1 << 20


class NotTextError(ValueError):
    """The bytes are no text we can read; the message says why and what to do."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of some bytes.

    Args:
        data: the bytes.
        declared: an encoding named by the file itself (a mail header, an HTML meta tag).

    Raises:
        NotTextError: binary content, or an encoding that cannot be told.
    """
    return data.decode(_encoding(io.BytesIO(data), declared))


def open_text(item: Item) -> TextIO:
    """Return an input as a stream of text, line ends kept; memory does not grow with its size.

    Raises:
        NotTextError: binary content, or an encoding that cannot be told.
    """
    with item.open() as stream:
        encoding = _encoding(stream, None)
    return io.TextIOWrapper(item.open(), encoding=encoding, newline="")


def lines(stream: TextIO, most: int) -> Iterator[tuple[int, str | None]]:
    """Yield `(number, line)`; None for a line of more than `most` characters."""
    number = 0
    while line := stream.readline(most):
        number += 1
        if len(line) == most and not line.endswith(("\n", "\r")):
            while (rest := stream.readline(most)) and not rest.endswith(("\n", "\r")):
                pass
            yield number, None
        else:
            yield number, line


def _encoding(stream: BinaryIO, declared: str | None) -> str:
    head = stream.read(_SAMPLE)
    for mark, marked in _BOMS:
        if head.startswith(mark):
            at = _broken_at(stream, marked)
            if at is None:
                return marked
            msg = f"it begins as {marked} but is broken at byte {at}"
            raise NotTextError(msg)
    if _binary(head):
        raise NotTextError("it holds binary data, not text")
    for name in ("utf-8", declared, *_guesses(head), "cp1252"):
        if name and _is_text_encoding(name) and _broken_at(stream, name) is None:
            return name
    msg = f"its encoding cannot be told (byte {_broken_at(stream, 'utf-8')} is no UTF-8, others no Windows-1252)"
    raise NotTextError(msg)


def _is_text_encoding(name: str) -> bool:
    """Leave out unknown names and codecs that are no character sets (`zip`, `rot13`, `idna`)."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return getattr(info, "_is_text_encoding", True) and info.name not in {
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
        "unicode-escape",
        "raw-unicode-escape",
    }


def _broken_at(stream: BinaryIO, name: str) -> int | None:
    """Return the first byte that is no text in an encoding, None where all is well."""
    decoder = codecs.getincrementaldecoder(name)()
    stream.seek(0)
    done = 0
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
            done += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        return done + (error.start if isinstance(error, UnicodeDecodeError) else 0)
    return None


def _binary(sample: bytes) -> bool:
    if not sample:
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return b"\x00" in sample or controls > len(sample) // 100


def _guesses(sample: bytes) -> tuple[str, ...]:
    if sample.isascii() or importlib.util.find_spec("charset_normalizer") is None:
        return ()
    from charset_normalizer import from_bytes  # noqa: PLC0415 - an extra

    found = from_bytes(sample, cp_isolation=["cp1252", "cp1250", "mac_roman"])
    clean = [match.encoding for match in found if match.chaos == 0]
    # French and English alike are rarely in the others where Windows-1252 fits as well.
    return ("cp1252",) if "cp1252" in clean else tuple(clean[:1])
