"""DOCX: the text of its paragraphs and tables, in order.

Guarantees: spans count characters of the extracted text, a paragraph a line, cells of a row with a
tab between; deleted passages are left out. Refuses: entities, bombs, the old binary `.doc`.
"""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from corridor.collect.archives import member, open_zip
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.jsonl import day_of
from corridor.collect.skips import skip
from corridor.collect.text import saved
from corridor.collect.xmlsafe import UnsafeXmlError, parse
from corridor.records.errors import InputError, Skipped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAVED = "{http://purl.org/dc/terms/}modified"
"""When it was last saved: a document made from last month's is not from last month."""
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield the report of a document."""
    try:
        with open_zip(item) as archive:
            body = parse(member(item, archive, "word/document.xml"))
            title, day = _about(
                member(item, archive, "docProps/core.xml")
                if "docProps/core.xml" in archive.namelist()
                else b""
            )
    except InputError as error:
        yield skip(error)
        return
    except UnsafeXmlError as error:
        yield Skipped(
            where=item.where, what=str(error), hint="open it in a word processor and save it again"
        )
        return
    text = "\n".join(_blocks(body)).strip("\n")
    yield from saved(text, item, context, title, day)


def _blocks(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag == _W + "p":
            yield _words(child)
        elif child.tag == _W + "tr":
            cells = (" ".join(_blocks(cell)) for cell in child.iter(_W + "tc"))
            yield "\t".join(" ".join(cell.split()) for cell in cells)
        elif child.tag != _W + "del":
            yield from _blocks(child)


def _words(paragraph: Element) -> str:
    """Return the words of a paragraph; a deletion kept on record is no text."""
    parts = []
    for node in paragraph.iter():
        if node.tag == _W + "t":
            parts.append(node.text or "")
        elif node.tag == _W + "tab":
            parts.append("\t")
        elif node.tag in {_W + "br", _W + "cr"}:
            parts.append("\n")
    return "".join(parts)


def _about(core: bytes) -> tuple[str, date | None]:
    if not core:
        return "", None
    try:
        root = parse(core)
    except UnsafeXmlError:
        return "", None
    return root.findtext(_TITLE) or "", day_of(root.findtext(_SAVED) or "")[0]


ADAPTER = Adapter("DOCX", lambda item, _head: item.suffix in {".docx", ".docm"}, read, "document")
