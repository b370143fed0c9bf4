"""Words brought to a common form, so that English and French counts can be compared.

Guarantees: pure functions; the same text gives the same tokens. Refuses: guessing a translation -
only words of `concepts.csv` cross from one language to the other.
"""

import re
import unicodedata
from functools import lru_cache

from corridor.merge.tables import (
    concepts,
    nationality_stems,
    other_pattern,
    scales,
    stopwords,
    total_pattern,
)

_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_RATE = re.compile(r"(?:/|\bper\b|\bpar\b|\ba\b)\s*(?:the\s+)?([a-z]+)")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Return the text in lower case without accents."""
    text = text.casefold().replace("œ", "oe").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def tokens(text: str) -> tuple[str, ...]:
    """Return meaning-bearing words, mapped to concepts where the table knows them."""
    known, stop = concepts(), stopwords()
    words = _WORD.findall(plain(text))
    return tuple(known[w][0] if w in known else w for w in words if w not in stop)


def joined(text: str) -> str:
    """Return the tokens as one string, for fuzzy comparison."""
    return " ".join(tokens(text))


@lru_cache(maxsize=65_536)
def unit_of(text: str) -> tuple[str, float]:
    """Return (common unit, factor): "million litres in November" gives ("litre", 1e6).

    A unit the table does not know is kept as its plain words before any bracket.
    """
    head = re.split(r"[(;]", plain(text), maxsplit=1)[0]
    factor = 1.0
    known, sizes = concepts(), scales()
    for match in _WORD.finditer(head):
        word = match.group()
        factor *= sizes.get(word, 1.0)
        concept, role = known.get(word, ("", ""))
        if role in {"unit", "who"}:
            unit = concept if role == "unit" else "people"
            if unit == "lorry" and "tanker" in tokens(head):
                unit = "tanker"
            return _with_rate(unit, head[match.end() :]), factor
    return " ".join(_WORD.findall(head)), 1.0


def _with_rate(unit: str, rest: str) -> str:
    rate = _RATE.match(rest.strip())
    if rate is None:
        return unit
    word = rate.group(1)
    return f"{unit}/{concepts().get(word, (word, ''))[0]}"


def roles(text: str, role: str) -> frozenset[str]:
    """Return the concepts of one role named in the text."""
    known = concepts()
    found = (known.get(word, ("", "")) for word in _WORD.findall(plain(text)))
    return frozenset(concept for concept, its in found if its == role)


@lru_cache(maxsize=65_536)
def nationalities(text: str) -> frozenset[str]:
    """Return the country codes of nationalities and countries named in the text."""
    found: set[str] = set()
    for word in _WORD.findall(plain(text)):
        for stem, country in nationality_stems():
            if word.startswith(stem):
                found.add(country)
                break
    return frozenset(found)


@lru_cache(maxsize=65_536)
def is_total(text: str) -> bool:
    """Say whether the words count over a period rather than one happening."""
    return total_pattern().search(plain(text)) is not None


@lru_cache(maxsize=65_536)
def is_another(text: str) -> bool:
    """Say whether the words speak of a second or another happening."""
    return other_pattern().search(plain(text)) is not None
