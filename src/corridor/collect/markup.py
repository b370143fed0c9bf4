"""Fragments of HTML to plain text, for feeds, mails and API answers.

Guarantees: scripts, styles and other hidden parts leave no word; blocks become lines. Refuses:
whole pages with their menus (see `html`).
"""

import re
from html.parser import HTMLParser

_HIDDEN = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "form", "select"}
)
_VOID = frozenset(
    {
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "wbr",
        "source",
        "col",
        "area",
        "embed",
        "base",
        "param",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "dd",
        "dt",
        "pre",
        "figcaption",
    }
)
_LOOKS = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*\b|!--)[^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _HIDDEN and tag not in _VOID:
            self.hidden.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def to_text(fragment: str) -> str:
    """Return the words of a fragment of HTML, a block a line; plain text comes back as it is."""
    if not _LOOKS.search(fragment):
        return fragment.strip()
    parser = _Text()
    parser.feed(fragment)
    parser.close()
    rows = ("".join(parser.parts)).split("\n")
    kept = (" ".join(row.split()) for row in rows)
    return "\n".join(row for row in kept if row)
