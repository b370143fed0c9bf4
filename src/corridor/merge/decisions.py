"""Joins and splits made by hand, kept in a file of the user's: CSV or JSON lines.

Guarantees: each row says who decided, when and why; a row whose claims are not there is kept and
announced; a row that was written for other words is announced and does not count. Refuses: rows
that cannot be meant, with file, row, column and what is allowed.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from corridor.records.base import dump_json
from corridor.records.errors import InputError
from corridor.records.events import Decision
from corridor.records.report import Claim

COLUMNS = ("a", "b", "verdict", "who", "when", "why")
WORDS = ("a_words", "b_words")
"""Optional: how the claims' words begin. Numbers of claims may shift when a reader learns more."""
WORDS_KEPT = 60
_VERDICTS: Mapping[str, Literal["same", "different"]] = {
    "same": "same", "join": "same", "different": "different", "split": "different",
}  # fmt: skip
_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:#-]{0,199}\Z")
_JSON = frozenset({".jsonl", ".ndjson"})


class Filed(NamedTuple):
    """A decision as it stands in a file: where, and how its claims' words begin."""

    decision: Decision
    where: str
    words: tuple[str, str] = ("", "")


def read_decisions(path: Path) -> tuple[Filed, ...]:
    """Read a file of decisions.

    Raises:
        InputError: the file, a row or a cell cannot be used, or two rows of one day contradict.
    """
    rows = _json_rows(path) if path.suffix.casefold() in _JSON else _csv_rows(path)
    found: dict[tuple[frozenset[str], date], tuple[int, Filed]] = {}
    for number, row in rows:
        item = _filed(row, path, number)
        d = item.decision
        key = (frozenset((d.a, d.b)), d.when)
        before = found.setdefault(key, (number, item))
        if before[1].decision.verdict != d.verdict:
            what = f"row {before[0]} decides the same two claims the other way on the same day"
            raise InputError(
                what, where=str(path), row=number, column="verdict",
                hint="leave one out, or give the later one its own day",
            )  # fmt: skip
    return tuple(item for _, item in found.values())


def add_decisions(path: Path, added: Sequence[Filed]) -> None:
    """Add decisions to a file, made where it is not there; the file is checked before it changes.

    Raises:
        InputError: the file as it is, or as it would be, cannot be read.
    """
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    if before.strip():
        read_decisions(path)
    if before and not before.endswith("\n"):
        before += "\n"
    rows = [_row(item) for item in added]
    if path.suffix.casefold() in _JSON:
        text = before + "".join(dump_json(row) + "\n" for row in rows)
    else:
        text = _as_csv(before, rows)
    part = path.with_name(f"{path.stem}.part{path.suffix}")
    part.write_text(text, encoding="utf-8", newline="")
    try:
        read_decisions(part)
        part.replace(path)
    except InputError as error:
        msg = f"{error.what}: nothing is written"
        raise InputError(
            msg, where=str(path), row=error.row,
            column=error.column, allowed=error.allowed, hint=error.hint,
        ) from None  # fmt: skip
    finally:
        part.unlink(missing_ok=True)


def _row(item: Filed) -> dict[str, str]:
    cells: dict[str, str] = item.decision.to_dict()
    return cells | dict(zip(WORDS, item.words, strict=True))


def _as_csv(before: str, rows: Sequence[Mapping[str, str]]) -> str:
    """Return the text of a CSV with rows added under its own header."""
    out = io.StringIO(newline="")
    known = next(csv.reader(before.splitlines()), None)
    writer = csv.DictWriter(
        out, known or (*COLUMNS, *WORDS), lineterminator="\n", extrasaction="ignore"
    )
    if known is None:
        writer.writeheader()
    writer.writerows(rows)
    return before + out.getvalue()


def settled(
    filed: Sequence[Filed], claims: Sequence[Claim]
) -> tuple[tuple[Decision, ...], tuple[tuple[str, str], ...]]:
    """Return the decisions that count, and what to say about the others as (where, what).

    A decision whose claims are not all there is kept: it counts as soon as they are.
    """
    if not filed:
        return (), ()
    by_id = {claim.id: claim for claim in claims}
    kept, said = [], []
    for item in filed:
        d = item.decision
        missing = [name for name in (d.a, d.b) if name not in by_id]
        if missing:
            named = " and ".join(missing)
            said.append((item.where, f"no claim {named} in these reports: kept, not used yet"))
        pairs = zip((d.a, d.b), item.words, strict=True)
        other = [name for name, words in pairs if _differ(by_id.get(name), words)]
        if other:
            what = f"claim {' and '.join(other)} no longer says what was decided on: not used"
            said.append((item.where, what))
        else:
            kept.append(d)
    return tuple(kept), tuple(said)


def beginning(claim: Claim) -> str:
    """Return how a claim's words begin, on one line, as a file of decisions keeps it."""
    return " ".join(claim.words.split())[:WORDS_KEPT]


def _differ(claim: Claim | None, words: str) -> bool:
    return bool(claim and words and not beginning(claim).startswith(words[:WORDS_KEPT]))


def _filed(row: Mapping[str, Any], path: Path, number: int) -> Filed:
    """Return the decision of one row."""
    cells = {name: " ".join(str(value).split()) for name, value in row.items() if value is not None}
    for name in ("a", "b"):
        _check_claim(cells.get(name, ""), path, number, name)
    if cells["a"] == cells["b"]:
        _refuse(path, number, "b", f"'{cells['b']}' is named twice", "two claims")
    verdict = _VERDICTS.get(cells.get("verdict", "").casefold())
    if verdict is None:
        _refuse(path, number, "verdict", f"'{cells.get('verdict', '')[:40]}' is no verdict", "same or different")  # fmt: skip
    for name in ("who", "why"):
        if not cells.get(name):
            _refuse(path, number, name, "it is empty", "who decided" if name == "who" else "why")
    decision = Decision(
        a=cells["a"], b=cells["b"], verdict=verdict or "same", who=cells["who"], why=cells["why"],
        when=_day(cells.get("when", ""), path, number),
    )  # fmt: skip
    words = (cells.get("a_words", ""), cells.get("b_words", ""))
    return Filed(decision, f"{path}, row {number}", words)


def _check_claim(name: str, path: Path, number: int, column: str) -> None:
    if name.startswith("ev-"):
        what = f"'{name[:60]}' is an event, and events change with new reports"
        _refuse(path, number, column, what, "the id of a claim of it (`corridor events --json`)")
    if not _IDENT.match(name):
        what = f"'{name[:60]}' is no id of a claim" if name else "the id of a claim is missing"
        _refuse(path, number, column, what, "an id as `corridor events --json` lists it under claims")  # fmt: skip


def _day(text: str, path: Path, number: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = f"'{text[:40]}' is not a day"
        raise InputError(
            what, where=str(path), row=number, column="when", allowed="YYYY-MM-DD",
            hint="give the day of the decision: it counts from then on",
        ) from None  # fmt: skip


def _refuse(path: Path, row: int, column: str, what: str, allowed: str) -> None:
    raise InputError(
        what, where=str(path), row=row, column=column, allowed=allowed, hint="correct the row"
    )


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = tuple(reader.fieldnames or ())
            missing = [name for name in COLUMNS if name not in header]
            if missing:
                msg = f"column {', '.join(missing)} is missing"
                allowed = ", ".join((*COLUMNS, *WORDS))
                raise InputError(msg, where=str(path), row=1, allowed=allowed)
            for row in reader:
                if None in row:
                    msg = "more cells than columns"
                    raise InputError(
                        msg, where=str(path), row=reader.line_num, hint="quote cells with commas"
                    )
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"cannot be read ({error})"
        raise InputError(msg, where=str(path)) from error


def _json_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot be read ({error})"
        raise InputError(msg, where=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise InputError(
                "it is no JSON object", where=str(path), row=number, allowed=", ".join(COLUMNS)
            )
        yield number, row
