"""A Briefing to files: page, paper, data, map, table.

Guarantees: five files, the same bytes for the same Briefing; each is written whole or not at all.
Refuses: other names; nothing outside the folder is touched.
"""

from collections.abc import Callable
from pathlib import Path

from corridor.brief import html, pdf
from corridor.brief.model import Briefing

NAMES = ("brief.html", "brief.pdf", "brief.json", "map.geojson", "events.csv")


def write_all(
    briefing: Briefing, folder: Path, *, progress: Callable[[str], None] | None = None
) -> tuple[Path, ...]:
    """Write the five files into a folder, made where it is missing; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    makers: dict[str, Callable[[], bytes]] = {
        "brief.html": lambda: html.render(briefing).encode(),
        "brief.pdf": lambda: pdf.render(briefing),
        "brief.json": lambda: briefing.to_json().encode(),
        "map.geojson": briefing.attachments["map.geojson"].encode,
        "events.csv": briefing.attachments["events.csv"].encode,
    }
    written = []
    for name in NAMES:
        written.append(_write(folder / name, makers[name]()))
        if progress:
            progress(name)
    return tuple(written)


def _write(path: Path, content: bytes) -> Path:
    """Write beside, then rename, so that a reader never meets half a file."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    beside.replace(path)
    return path
