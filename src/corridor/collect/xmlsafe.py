"""XML without traps: no entities of its own, nothing fetched, no depth without end.

Guarantees: a document that declares entities or brings an own DTD is refused before it is parsed.
Refuses: everything but elements and text; comments and instructions are dropped.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_LEVELS = 200


class UnsafeXmlError(ValueError):
    """The document is broken, declares entities, or is nested without end."""


class _RootSeenError(Exception):
    pass


def check_prolog(data: bytes) -> None:
    """Refuse a document whose prolog declares entities; what comes after the root is not read.

    Raises:
        UnsafeXmlError: an internal DTD.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _doctype

    def root(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootSeenError

    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except UnsafeXmlError:
        raise
    except (_RootSeenError, expat.ExpatError, LookupError, ValueError):
        return


def parse(data: bytes) -> Element:
    """Return the root element of a document.

    Raises:
        UnsafeXmlError: broken XML, a DTD of its own, nesting deeper than `MAX_LEVELS`.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    level = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > MAX_LEVELS:
            raise UnsafeXmlError("its XML is nested without end")
        builder.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal level
        level -= 1
        builder.end(_clark(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(data, True)
        return builder.close()
    except UnsafeXmlError:
        raise
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
        msg = f"its XML is broken ({error})"
        raise UnsafeXmlError(msg) from None


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name


def _doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
    if internal:
        raise UnsafeXmlError("its XML declares entities of its own")
