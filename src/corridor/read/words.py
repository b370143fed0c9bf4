"""Words of a text with their place in it: folded for look-up, exact for quoting.

Guarantees: `text[token.start:token.end]` is the token as written, on any Unicode text, in one pass.
Refuses: guessing grammar; a token knows its letters, its case and what stood before it, no more.
"""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(
    r"(?P<elision>\b(?:[LlDdNnSsMmTtCcJj]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|QU)['’ʼ](?=\w))"
    r"|(?P<number>\d+(?:[.,  ’']\d{3}(?!\d))*(?:[.,]\d+)?(?![\d]))"
    r"|(?P<acronym>\b(?:[A-Z]\.){2,})"
    r"|(?P<word>[^\W\d_]+(?:['’]t\b)?)"
    r"|(?P<poss>['’]s\b)"
    r"|(?P<symbol>[$€£%])"
    r"|(?P<other>\w+)"
)
_ASCII_LOWER = re.compile(r"[a-z]+\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: character span, text, folded form, case, and the mark that stood before it."""

    start: int
    end: int
    text: str
    fold: str
    capital: bool
    gap: str
    """Characters between the token before and this one, spaces stripped: `""`, `","`, `"("` ..."""

    @property
    def is_number(self) -> bool:
        """Whether the token is written in digits."""
        return self.text[0].isdigit()


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
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of `text[start:end]`, with spans counted from the start of `text`."""
    stop = len(text) if end is None else end
    tokens: list[Token] = []
    before = start
    for found in _WORD.finditer(text, start, stop):
        word = found.group()
        folded = fold(word)
        if found.lastgroup == "elision":
            folded = folded.rstrip("'")
        elif found.lastgroup == "acronym":
            folded = folded.replace(".", "")
        elif found.lastgroup in {"poss", "word"}:
            folded = folded.replace("'", "")
        begin, finish = found.span()
        gap = text[before:begin].strip()
        tokens.append(Token(begin, finish, word, folded or word, word[0].isupper(), gap))
        before = finish
    return tokens


def folded_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, the form under which it is looked up."""
    return tuple(token.fold for token in tokenize(name))


def wordset(words: str) -> frozenset[str]:
    """Return the words of a list written as one text, as tables of words are in code."""
    return frozenset(words.split())
