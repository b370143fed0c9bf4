"""The formats there are, tried in order; the first that fits an input reads it.

Guarantees: a format is chosen by the ending and the first bytes, never by trial and error. Refuses:
two formats for one input.
"""

from corridor.collect import (
    archive,
    cap,
    coded,
    csvfile,
    docx,
    feed,
    gdelt,
    html,
    jsonfile,
    jsonl,
    mail,
    pdf,
    text,
    xlsx,
)
from corridor.collect.context import Adapter, Item

ADAPTERS: tuple[Adapter, ...] = (
    pdf.ADAPTER,
    docx.ADAPTER,
    archive.ADAPTER,
    mail.ADAPTER,
    xlsx.ADAPTER,
    gdelt.ADAPTER,
    coded.ADAPTER,
    csvfile.ADAPTER,
    jsonfile.ADAPTER,
    jsonl.ADAPTER,
    cap.ADAPTER,
    feed.ADAPTER,
    html.ADAPTER,
    text.ADAPTER,
)


def adapter_for(item: Item, head: bytes) -> Adapter | None:
    """Return the format of an input, or None where it is not known."""
    return next((adapter for adapter in ADAPTERS if adapter.fits(item, head)), None)
