"""What paper can show: signs of reports that no font at hand has are replaced before it is set.

Guarantees: every sign left in a text has a glyph in each style of the bundled font or in the one the
typesetter carries, so that a report with emoji or in another script cannot stop the briefing (it
ends in an error without a glyph, and has broken off on signs that only steer Arabic). Refuses: guessing at what a sign would say; the
page, shown with its reader's own fonts, has it as it stands.
Source: OpenType 1.9, table *cmap*, format 4.
"""

import re
import struct
import unicodedata
from functools import cache
from importlib.resources import files

INSTEAD = "□"
"""What stands for a run of signs without a glyph."""
FONTS = ("Inter-Regular.ttf", "Inter-Italic.ttf", "Inter-SemiBold.ttf")
CARRIED = ((0x370, 0x3FF), (0x400, 0x4FF), (0x621, 0x63A), (0x641, 0x64A), (0x660, 0x669))
"""Greek, Cyrillic, and the letters and digits of Arabic, which the typesetter's own font has."""
SET_WITHOUT = frozenset("\t\n\u200b")
"""Signs that need no glyph."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn"})
"""Categories that are left out and not replaced: control, format, half of a pair, marks on letters."""


def settable(text: str) -> str:
    """Return a text with each run of signs the font lacks replaced by one square.

    Letters are composed first: the font has "é", not each accent by itself.
    """
    if text.isascii() and text.isprintable():
        return text
    return _lacking().sub(_instead, unicodedata.normalize("NFC", text))


def _instead(run: re.Match[str]) -> str:
    seen = any(unicodedata.category(sign) not in UNSEEN for sign in run[0])
    return INSTEAD if seen else ""


@cache
def letters() -> frozenset[int]:
    """Code points that have a glyph."""
    folder = files("corridor.brief").joinpath("fonts")
    carried = {code for a, z in CARRIED for code in range(a, z + 1)}
    own = frozenset.intersection(*(_covered(folder.joinpath(x).read_bytes()) for x in FONTS))
    return own | {code for code in carried if unicodedata.category(chr(code))[0] not in "CM"}


@cache
def _lacking() -> re.Pattern[str]:
    kept = "".join(re.escape(chr(x)) for x in sorted(letters() | {ord(x) for x in SET_WITHOUT}))
    return re.compile(f"[^{kept}]+")


def _covered(font: bytes) -> frozenset[int]:
    """Code points of one font file."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[12 + 16 * i : 16 + 16 * i]: 20 + 16 * i for i in range(count)}
    table = struct.unpack_from(">I", font, tables[b"cmap"])[0]
    start = table + struct.unpack_from(">I", font, table + 8)[0]
    kind, _, _, twice = struct.unpack_from(">HHHH", font, start)
    if kind != 4:
        msg = f"a font whose first cmap has format {kind}; allowed: 4"
        raise ValueError(msg)
    n = twice // 2
    lasts = struct.unpack_from(f">{n}H", font, start + 14)
    firsts = struct.unpack_from(f">{n}H", font, start + 16 + twice)
    return frozenset(
        code for a, z in zip(firsts, lasts, strict=True) for code in range(a, z + 1) if z < 0xFFFF
    )
