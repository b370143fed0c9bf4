"""Words of a text with their place in it: folded for look-up, exact for quoting.

Guarantees: `text[token.start:token.end]` is the token as written, on any Unicode text, in one pass.
Refuses: guessing grammar; a token knows its letters, its case and what stood before it, no more.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"(?P<elision>\b(?:[LlDdNnSsMmTtCcJj]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|QU)['’ʼ](?=\w))"
    r"|(?P<number>\d+(?:[.,\u00a0\u2009\u202f ’']\d{3}(?!\d))*(?:[.,]\d+)?(?![\d]))"
    r"|(?P<acronym>\b(?:[A-Z]\.){2,})"
    r"|(?P<word>[^\W\d_]+(?:['’]t\b)?)"
    r"|(?P<poss>['’]s\b)"
    r"|(?P<symbol>[$€£%])"
    r"|(?P<other>\w+)"
)
_ASCII_LOWER = re.compile(r"[a-z]+\Z")


@dataclass(slots=True)
class Token:
    """One word: character span, text, folded form, case, and the mark that stood before it."""

    start: int
    end: int
    text: str
    fold: str
    capital: bool
    gap: str
    """Characters between the token before and this one, spaces stripped: `""`, `","`, `"("` ..."""
    is_number: bool
    """Whether the token is written in digits."""


def fold(text: str) -> str:
    """Return lower case without accents, ligatures opened, apostrophes plain.

    >>> fold("Ségou"), fold("Jama’at")
    ('segou', "jama'at")
    """
    if _ASCII_LOWER.match(text):
        return text
    low = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'").replace("ʼ", "'")
    if low.isascii():
        return low
    parts = unicodedata.normalize("NFKD", low)
    # Once more in lower case: letters of other alphabets of mathematics open to capitals.
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).lower()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of `text[start:end]`, with spans counted from the start of `text`."""
    stop = len(text) if end is None else end
    tokens: list[Token] = []
    before = start
    for found in _WORD.finditer(text, start, stop):
        word = found.group()
        begin, finish = found.span()
        gap = text[before:begin].strip() if begin - before > 1 or text[before] != " " else ""
        folded, capital, number = _form(word, found.lastgroup)
        tokens.append(Token(begin, finish, word, folded, capital, gap, number))
        before = finish
    return tokens


_FORMS_KEPT = 50_000


@lru_cache(maxsize=_FORMS_KEPT)
def _form(word: str, sort: str | None) -> tuple[str, bool, bool]:
    """Return the folded form of a word, whether it has a capital, whether it is in digits."""
    folded = fold(word)
    if sort == "elision":
        folded = folded.rstrip("'")
    elif sort == "acronym":
        folded = folded.replace(".", "")
    elif sort in {"poss", "word"}:
        folded = folded.replace("'", "")
    return folded or word, word[0].isupper(), word[0].isdecimal()


def folded_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, the form under which it is looked up."""
    return tuple(token.fold for token in tokenize(name))


def wordset(words: str) -> frozenset[str]:
    """Return the words of a list written as one text, as tables of words are in code."""
    return frozenset(words.split())
