"""The papers of a pack that are no tables: reports, the ladder with its tripwires, TOML heads.

Guarantees: a line or entry that cannot be used is named by its number. Refuses: text of a source;
a report here is an address with its dates.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from corridor.packs.model import TripwireRule
from corridor.packs.tables import Row, read_text
from corridor.records.base import Record
from corridor.records.errors import PackError
from corridor.records.posture import Level
from corridor.records.report import Report

_R = TypeVar("_R", bound=Record)


def posture(folder: Path) -> tuple[tuple[Level, ...], tuple[TripwireRule, ...]]:
    """Read posture.toml: the ladder, lowest level first, and its tripwires."""
    document = toml(folder / "posture.toml")
    levels = tuple(
        _entry("posture.toml", "level", i, Level, one)
        for i, one in enumerate(document.get("level", ()), start=1)
    )
    wires = tuple(
        _entry("posture.toml", "tripwire", i, TripwireRule, one)
        for i, one in enumerate(document.get("tripwire", ()), start=1)
    )
    return levels, wires


def reports(folder: Path) -> tuple[dict[str, Report], dict[tuple[str, str], Report]]:
    """Read reports.jsonl: reports by id, and by (address, `published` as written).

    Each line is a Report with one more field, `published_text`, the words of the page.
    """
    path = folder / "reports.jsonl"
    by_id: dict[str, Report] = {}
    by_url: dict[tuple[str, str], Report] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except json.JSONDecodeError as problem:
            msg = f"not JSON: {problem}"
            raise PackError(
                msg,
                where=path.name,
                row=number,
                allowed="one JSON object a line",
                hint="correct the line",
            ) from None
        words = values.pop("published_text", values.get("published") or "")
        row = Row(path.name, number, {key: str(value) for key, value in values.items()})
        report = row.make(Report, values)
        if report.id in by_id:
            msg = f"the id '{report.id}' is already used"
            raise row.error(
                msg,
                "id",
                allowed="an id once a file",
                hint="rename one of the two reports",
            )
        by_id[report.id] = report
        by_url[report.url or "", words] = report
    return by_id, by_url


def toml(path: Path) -> dict[str, Any]:
    """Return a TOML file; one that does not parse is a `PackError`."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as problem:
        msg = f"not TOML: {problem}"
        raise PackError(
            msg,
            where=path.name,
            allowed="TOML 1.0",
            hint="correct the line named",
        ) from None


def _entry(file: str, part: str, number: int, model: type[_R], values: Mapping[str, Any]) -> _R:
    row = Row(f"{file} [[{part}]]", number, {key: str(value) for key, value in values.items()})
    return row.make(model, values)
