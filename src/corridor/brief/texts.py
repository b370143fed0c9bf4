"""Corridor's own words in English and French, from one table.

Guarantees: every key has both languages with the same placeholders, checked when the table is
read. Refuses: a text that is not in the table, and any word of advice: we state, others advise.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corridor.records.units import is_one
from corridor.records.words import LANGS, Lang

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NUMBER_OF = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
"""`[one|many]`: which of the two stands goes by `{n}`, `{met}` where there is no `{n}`."""
NO_BREAK, NARROW = "\u00a0", "\u202f"
_TYPESET = ((" :", f"{NO_BREAK}:"), (" ;", f"{NARROW};"), (" ?", f"{NARROW}?"), (" !", f"{NARROW}!"),
            (" %", f"{NO_BREAK}%"), ("« ", f"«{NO_BREAK}"), (" »", f"{NO_BREAK}»"), ("'", "’"))  # fmt: skip


@cache
def table() -> dict[str, dict[str, str]]:
    """Return key -> language -> text; ValueError where a language or a placeholder is missing."""
    raw = files("corridor.brief").joinpath("texts.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(raw.splitlines()):
        key = row["key"]
        texts: dict[str, str] = {lang: _spaced(row[lang] or "") for lang in LANGS}
        wanted = [sorted(_PLACEHOLDER.findall(texts[lang])) for lang in LANGS]
        if key in found or not all(texts.values()) or wanted[0] != wanted[1]:
            msg = f"texts.csv, '{key}': twice, empty in a language, or with differing placeholders"
            raise ValueError(msg)
        found[key] = texts
    return found


@dataclass(frozen=True)
class Texts:
    """The table in one language."""

    lang: Lang

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its placeholders filled; KeyError names the key."""
        try:
            text = table()[key][self.lang]
        except KeyError:
            msg = f"no text '{key}' in texts.csv"
            raise KeyError(msg) from None
        if not values:
            return text
        return _NUMBER_OF.sub(lambda two: two[_form(values, self.lang)], text).format(**values)

    def maybe(self, key: str, default: str) -> str:
        """Return the text of a key, or `default` where the table has none (open vocabularies)."""
        row = table().get(key)
        return row[self.lang] if row else default

    def pick(self, english: str, french: str) -> str:
        """Return whichever of two texts a record brings in both languages."""
        return typeset(french) if self.lang == "fr" else english

    def items(self, parts: Iterable[str]) -> str:
        """Return parts as a list with semicolons, as the language sets them."""
        return self("separator.items").join(parts)


def typeset(french: str) -> str:
    """Return a French text with its signs set as a printer does: no-break spaces, apostrophes."""
    for plain, fine in _TYPESET:
        french = french.replace(plain, fine)
    return french


def alphabetic(text: str) -> str:
    """Return a text as a reader's alphabet sorts it: accents and case put aside."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _spaced(text: str) -> str:
    """`~` is a no-break space, a narrow one before `;`, `?` and `!`."""
    for sign in ";?!":
        text = text.replace(f"~{sign}", NARROW + sign)
    return text.replace("~", NO_BREAK)


def _form(values: Mapping[str, object], lang: Lang) -> int:
    """1 where the count takes the singular, else 2."""
    count = re.sub(r"\D", "", str(values.get("n", values.get("met", ""))))
    return 1 if is_one(float(count or 2), lang) else 2
