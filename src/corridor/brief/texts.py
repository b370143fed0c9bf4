"""Corridor's own words in English and French, from one table.

Guarantees: every key has both languages with the same placeholders, checked when the table is
read. Refuses: a text that is not in the table, and any word of advice: we state, others advise.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corridor.records.words import LANGS, Lang

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@cache
def table() -> dict[str, dict[str, str]]:
    """Return key -> language -> text; ValueError where a language or a placeholder is missing."""
    raw = files("corridor.brief").joinpath("texts.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(raw.splitlines()):
        key = row["key"]
        texts: dict[str, str] = {lang: (row[lang] or "").replace("~", "\u00a0") for lang in LANGS}
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
        return text.format(**values) if values else text

    def maybe(self, key: str, default: str) -> str:
        """Return the text of a key, or `default` where the table has none (open vocabularies)."""
        row = table().get(key)
        return row[self.lang] if row else default

    def pick(self, english: str, french: str) -> str:
        """Return whichever of two texts a record brings in both languages."""
        return french if self.lang == "fr" else english
