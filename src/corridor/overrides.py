"""Assumptions replaced by the user: from the command line or a file, each said where it is used.

Guarantees: an overridden assumption keeps its id and its date, holds one value, is marked
`overridden` and names who replaced what and why. Refuses: ids the pack does not know (near matches
are named), values that are no number or cannot be.
"""

import csv
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from corridor.packs.model import Pack
from corridor.records.errors import InputError, UsageError
from corridor.records.figures import Assumption

FACTOR = 100.0
"""A value further than this factor outside the pack's range is taken for a slip of the pen."""
MAY_BE_NONE = frozenset({"teams", "lorries", "teams per 30 days"})
"""Units of which there can be none, even where the pack's range begins above zero."""
AMOUNTS = ("demand.", "stock.", "local_flow.")
"""Ids of which there can be none as well."""
COLUMNS = ("id", "value", "who", "why")
_WORDS = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9_.:-]*?)\s*([+*-]?=)\s*(\S+)\s*$")

Operator = Literal["=", "+=", "-=", "*="]


@dataclass(frozen=True)
class Override:
    """One assumption and what to do with it; `=` sets it, the others move the pack's own range."""

    id: str
    value: float
    operator: Operator = "="
    who: str = "the user"
    why: str = ""

    def apply(self, number: float) -> float:
        """Return one number of the pack after the override."""
        moved = {"+=": number + self.value, "-=": number - self.value, "*=": number * self.value}
        return moved.get(self.operator, self.value)

    def __str__(self) -> str:
        return f"{self.id} {self.operator} {self.value:g}"


def parse_override(words: str) -> Override:
    """Read `ID=VALUE`, `ID+=VALUE`, `ID-=VALUE` or `ID*=VALUE`.

    Raises:
        UsageError: the words are none of these.
    """
    match = _WORDS.match(words)
    value = _number(match.group(3)) if match else None
    if match is None or value is None:
        msg = f"'{words}' sets nothing. Allowed: ID=NUMBER, ID+=NUMBER, ID-=NUMBER or ID*=NUMBER"
        raise UsageError(msg)
    operators: dict[str, Operator] = {"=": "=", "+=": "+=", "-=": "-=", "*=": "*="}
    return Override(match.group(1), value, operators[match.group(2)])


def read_overrides(path: Path) -> tuple[Override, ...]:
    """Read a CSV with the columns id, value, who, why, or a TOML file of `[[override]]` tables.

    Raises:
        InputError: the file, a row or a column cannot be used.
    """
    rows = _toml_rows(path) if path.suffix.casefold() == ".toml" else _csv_rows(path)
    found: dict[str, Override] = {}
    for number, row in rows:
        item = _from_row(path, number, row)
        if item.id in found:
            what = f"'{item.id}' is overridden twice"
            raise InputError(what, where=str(path), row=number, allowed="one row for each id")
        found[item.id] = item
    return tuple(found.values())


def override(pack: Pack, items: Iterable[Override], *, where: str = "--set") -> Pack:
    """Return the pack with these assumptions replaced.

    Raises:
        UsageError, InputError: an id the pack does not know, or a value that cannot be.
    """
    changed = dict(pack.assumptions)
    for item in items:
        changed[item.id] = overridden(find_assumption(pack, item.id, where=where), item)
    return pack.model_copy(update={"assumptions": changed})


def find_assumption(pack: Pack, name: str, *, where: str = "--set") -> Assumption:
    """Return one assumption of a pack, or say which ids are near."""
    if name in pack.assumptions:
        return pack.assumptions[name]
    near = nearest(name, pack.assumptions)
    msg = f"{where}: pack '{pack.id}' has no assumption '{name}'. Near: {near}"
    raise UsageError(msg)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the ids most like a name, or those that begin with its first part, as one text."""
    ids = sorted(known)
    found = get_close_matches(name, ids, n=5, cutoff=0.5)
    family = name.split(".", maxsplit=1)[0]
    found = found or [one for one in ids if one.startswith(family)][:8]
    return ", ".join(found) or f"none of {len(ids)} ids is like it (assumptions.csv lists them)"


def overridden(row: Assumption, item: Override) -> Assumption:
    """Return the assumption after the override, marked and with the reason why.

    Raises:
        UsageError: the value cannot be: not a share, below zero, or far outside any sense.
    """
    numbers = [row.best if n is None else n for n in (row.low, row.best, row.high)]
    moved = sorted(item.apply(float(n or 0.0)) for n in numbers)
    if item.operator != "=" and _bounded(row):
        moved = [min(1.0, max(0.0, n)) for n in moved]
    allowed = bounds(row)
    for number in (moved[0], moved[-1]):
        if not allowed[0] <= number <= allowed[1]:
            msg = (
                f"{item.id} cannot be {number:g} {row.unit}. "
                f"Allowed: {allowed[0]:g} to {allowed[1]:g}"
            )
            raise UsageError(msg)
    before = f"{_text(row.low)} / {_text(row.best)} / {_text(row.high)}"
    reason = f"Overridden by {item.who}{': ' + item.why if item.why else ''}; the pack has {before}"
    low, best, high = moved
    return row.model_copy(
        update={"low": low, "best": best, "high": high, "reason": reason, "overridden": True}
    )


def bounds(row: Assumption) -> tuple[float, float]:
    """Return the lowest and highest value that makes sense for an assumption."""
    numbers = [n for n in (row.low, row.best, row.high) if n is not None]
    low, high = min(numbers), max(numbers)
    if _bounded(row):
        return 0.0, 1.0
    none = low <= 0 or row.unit in MAY_BE_NONE or row.id.startswith(AMOUNTS)
    return (min(0.0, low * FACTOR) if none else low / FACTOR), max(high, 0.01) * FACTOR


def _bounded(row: Assumption) -> bool:
    """Whether a row is a share or a probability, which end at one."""
    kind = row.unit.split("/")[0].split(" ")[0]
    return kind in {"share", "probability", "correlation"} and (row.high or 0.0) <= 1.0


def _text(number: float | None) -> str:
    return "-" if number is None else f"{number:g}"


def _number(text: object) -> float | None:
    try:
        value = float(str(text).strip())
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _csv_rows(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"cannot be read ({error})"
        raise InputError(msg, where=str(path)) from error
    header = tuple(reader.fieldnames or ())
    missing = [name for name in COLUMNS[:2] if name not in header]
    if missing:
        msg = f"column {missing[0]} is missing"
        raise InputError(msg, where=str(path), row=1, allowed=", ".join(COLUMNS))
    return [(number, row) for number, row in enumerate(rows, start=2)]


def _toml_rows(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"cannot be read ({error})"
        raise InputError(msg, where=str(path)) from error
    rows = data.get("override")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(
            "holds no overrides",
            where=str(path),
            allowed="tables [[override]] with " + ", ".join(COLUMNS),
        )
    return list(enumerate(rows, start=1))


def _from_row(path: Path, number: int, row: Mapping[str, Any]) -> Override:
    name, value = str(row.get("id") or "").strip(), _number(row.get("value"))
    if not name:
        raise InputError("the id is empty", where=str(path), row=number, column="id")
    if value is None:
        msg = f"'{row.get('value')}' is not a number"
        raise InputError(msg, where=str(path), row=number, column="value")
    who, why = (str(row.get(key) or "").strip() for key in ("who", "why"))
    return Override(name, value, who=who or "the user", why=why)
