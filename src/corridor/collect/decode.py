"""Bytes to text: UTF-8, UTF-16 with a mark, or the encoding `charset-normalizer` is sure of.

Guarantees: text that decodes cleanly, or a reason why not. Refuses: binary content, and replacing
what it cannot read with question marks.
"""

import codecs
import importlib.util

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 200_000


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
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name)
    if _binary(data):
        raise NotTextError("it holds binary data, not text")
    for name in ("utf-8", declared):
        if name:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return _guess(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        msg = f"it begins as {name} but is broken at byte {error.start}"
        raise NotTextError(msg) from None


def _binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if not sample:
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return b"\x00" in sample or controls > len(sample) // 100


def _guess(data: bytes) -> str:
    if importlib.util.find_spec("charset_normalizer") is not None:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - an extra

        best = from_bytes(data[:_SAMPLE], cp_isolation=["cp1252", "latin_1", "cp1250", "mac_roman"]).best()
        if best is not None and best.encoding != "utf_8":
            try:
                return data.decode(best.encoding)
            except UnicodeDecodeError:
                pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        msg = f"its encoding cannot be told (byte {error.start} is no UTF-8 and no Windows-1252)"
        raise NotTextError(msg) from None
